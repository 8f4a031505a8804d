//! That two entries which look alike are not the same organisation, as somebody found who looked.
//!
//! Invariants: always of two different entries, the older one first; said by someone outside both; what was taken back stays
//! so. While one is current, the two are not linked as look-alikes, however alike they become.

pub(crate) mod rpc;
pub(crate) mod store;
pub(crate) mod wire;

use chrono::{DateTime, Utc};
use platform::{Error, Id, Resource};

use crate::ulo::Ulo;

platform::words! {
    /// Where it stands.
    pub enum State {
        /// It counts.
        Current = "current",
        /// It was taken back.
        Withdrawn = "withdrawn",
    }
}

/// Which two, and why; made by parsing, so always within bounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub(crate) ulo: Id<Ulo>,
    pub(crate) other: Id<Ulo>,
    reason: String,
}

/// That two entries are not the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Distinction {
    id: Id<Distinction>,
    found: Found,
    decider: String,
    withdrawer: Option<String>,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

impl Resource for Distinction {
    const COLLECTION: &'static str = "distinctions";
}

impl Distinction {
    /// A new one.
    pub fn new(found: Found, decider: String, now: DateTime<Utc>) -> Self {
        let withdrawer = None;
        Self { id: Id::new(), found, decider, withdrawer, version: 1, create_time: now, update_time: now }
    }

    /// Both entries.
    pub fn pair(&self) -> [Id<Ulo>; 2] {
        [self.found.ulo, self.found.other]
    }

    /// Where it stands.
    pub fn state(&self) -> State {
        self.withdrawer.as_ref().map_or(State::Current, |_| State::Withdrawn)
    }

    /// Takes it back.
    ///
    /// # Errors
    /// `DISTINCTION_WITHDRAWN`.
    pub fn withdraw(&mut self, withdrawer: String, now: DateTime<Utc>) -> Result<(), Error> {
        if self.state() == State::Withdrawn {
            return Err(Error::refused("DISTINCTION_WITHDRAWN", "this was taken back before"));
        }
        self.withdrawer = Some(withdrawer);
        self.version += 1;
        self.update_time = now;
        Ok(())
    }
}
