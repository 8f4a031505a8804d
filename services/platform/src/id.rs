//! Typed ids and the names they have on the wire.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

use uuid::Uuid;

use crate::Violation;

/// A kind of record that has a name, `people/0190…`.
pub trait Resource {
    /// The first part of the name: a plural noun.
    const COLLECTION: &'static str;
}

/// The id of one `R`. Another collection's name does not parse, another resource's id does not compile.
pub struct Id<R> {
    uuid: Uuid,
    resource: PhantomData<fn() -> R>,
}

impl<R: Resource> Id<R> {
    /// A new id. Ids grow with time, so ordering by id is ordering by creation.
    pub fn new() -> Self {
        Self::from_uuid(Uuid::now_v7())
    }

    /// The id a row holds.
    pub const fn from_uuid(uuid: Uuid) -> Self {
        Self { uuid, resource: PhantomData }
    }

    /// What is bound to a query.
    pub const fn uuid(self) -> Uuid {
        self.uuid
    }

    /// Its name, `people/0190…`: what [`fmt::Display`] writes, without its detours.
    pub fn name(self) -> String {
        let mut uuid = Uuid::encode_buffer();
        [R::COLLECTION, "/", self.uuid.hyphenated().encode_lower(&mut uuid)].concat()
    }

    /// Reads a name such as `people/0190…`; `field` is where a violation points.
    ///
    /// # Errors
    /// A [`Violation`] when the name is of another collection or holds no UUID.
    pub fn parse(field: &str, name: &str) -> Result<Self, Violation> {
        name.strip_prefix(R::COLLECTION)
            .and_then(|rest| rest.strip_prefix('/'))
            .and_then(|uuid| Uuid::try_parse(uuid).ok())
            .map(Self::from_uuid)
            .ok_or_else(|| Violation::new(field, format!("give a name such as {}/<id>", R::COLLECTION)))
    }

    /// Reads a name that may be left out.
    ///
    /// # Errors
    /// A [`Violation`] when something is given that is not such a name.
    pub fn parse_optional(field: &str, name: &str) -> Result<Option<Self>, Violation> {
        if name.is_empty() {
            return Ok(None);
        }
        Self::parse(field, name).map(Some)
    }
}

impl<R: Resource> fmt::Display for Id<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", R::COLLECTION, self.uuid)
    }
}

impl<R: Resource> fmt::Debug for Id<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl<R: Resource> Default for Id<R> {
    /// The nil id: what stands in for an id that did not parse, until the violations are reported.
    fn default() -> Self {
        Self::from_uuid(Uuid::nil())
    }
}

impl<R> Clone for Id<R> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<R> Copy for Id<R> {}
impl<R> PartialEq for Id<R> {
    fn eq(&self, other: &Self) -> bool {
        self.uuid == other.uuid
    }
}
impl<R> Eq for Id<R> {}
impl<R> Hash for Id<R> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.uuid.hash(state);
    }
}
