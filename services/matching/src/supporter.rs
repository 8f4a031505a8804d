//! How a caller stands to a person, found in this service's own table: a grant taken back in `people` counts for
//! nothing here from the moment its event is read.

pub(crate) mod store;
pub(crate) mod wire;

use chrono::{DateTime, Utc};
use platform::action::Action as _;
use platform::{Caller, Error, Id, Role};
use sqlx::PgExecutor;

use crate::names::{Person, Supporter};
use crate::{Action, Relation};

platform::words! {
    /// What a supporter may do for a person. The others of `people` mean nothing here.
    pub enum Power {
        /// See the record.
        SeeRecord = "see_record",
        /// Ask for support and choose.
        AskAndChoose = "ask_and_choose",
    }
}

impl Power {
    fn relation(self) -> Relation {
        match self {
            Self::SeeRecord => Relation::SeesRecord,
            Self::AskAndChoose => Relation::AsksAndChooses,
        }
    }
}

/// One grant, as an event told it.
pub struct Grant {
    /// To whom.
    pub supporter: Id<Supporter>,
    /// By whom.
    pub person: Id<Person>,
    /// What they may do; nothing once taken back.
    pub powers: Vec<Power>,
    /// Until when.
    pub expire_time: DateTime<Utc>,
    /// Which version of the grant this is.
    pub version: i64,
}

/// Whether the caller may do this to a record of that person, which is called `name`.
///
/// # Errors
/// [`Error::NotFound`] when they may not.
pub async fn require(
    db: impl PgExecutor<'_>,
    caller: &Caller,
    action: Action,
    person: Id<Person>,
    name: impl ToString,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    action.require(caller, &relations(db, caller, person, now).await?, name)
}

/// Every way the caller stands to a person.
///
/// # Errors
/// What the database said.
pub async fn relations(
    db: impl PgExecutor<'_>,
    caller: &Caller,
    person: Id<Person>,
    now: DateTime<Utc>,
) -> Result<Vec<Relation>, Error> {
    if !caller.stands_for(&person.to_string()) {
        return Ok(vec![Relation::Foreign]);
    }
    if caller.role == Role::Person {
        return Ok(vec![Relation::Own]);
    }
    let Ok(supporter) = Id::<Supporter>::parse("", &caller.subject) else {
        return Ok(vec![Relation::Foreign]);
    };
    let powers = store::powers(db, supporter, person, now).await?;
    Ok(powers.into_iter().map(Power::relation).chain([Relation::Foreign]).collect())
}

/// The person whose list the caller reads, if there is one and it is the one asked for.
///
/// # Errors
/// What the database said.
pub async fn whose_list(
    db: impl PgExecutor<'_>,
    caller: &Caller,
    action: Action,
    asked_for: Option<Id<Person>>,
    now: DateTime<Utc>,
) -> Result<Option<Id<Person>>, Error> {
    let Ok(person) = Id::<Person>::parse("person", caller.person()) else { return Ok(None) };
    if asked_for.is_some_and(|asked_for| asked_for != person) {
        return Ok(None);
    }
    let relations = relations(db, caller, person, now).await?;
    Ok(action.require(caller, &relations, person).is_ok().then_some(person))
}
