//! How a caller stands to a record, found in this service's own tables: a supporter whose grant was taken back, and a
//! broker who has left, count for nothing from the next call on.

pub(crate) mod store;

use chrono::{DateTime, Utc};
use platform::{Caller, Error, Id, Role};
use sqlx::PgExecutor;
use uuid::Uuid;

use crate::Relation;
use crate::broker::Broker;
use crate::names::{Person, Supporter, Ulo};

platform::words! {
    /// What a supporter may do for a person. The others of `people` mean nothing here.
    pub enum Power {
        /// See the record.
        SeeRecord = "see_record",
        /// Ask for support and choose.
        AskAndChoose = "ask_and_choose",
        /// Talk to the broker.
        TalkToBroker = "talk_to_broker",
    }
}

impl Power {
    fn relation(self) -> Relation {
        match self {
            Self::SeeRecord => Relation::SeesRecord,
            Self::AskAndChoose => Relation::AsksAndChooses,
            Self::TalkToBroker => Relation::TalksToBroker,
        }
    }
}

/// What an introduction or a case says about who may see it.
#[derive(Debug, Clone, Copy)]
pub struct Facts {
    /// Whose it is.
    pub person: Id<Person>,
    /// Which organisation's.
    pub ulo: Id<Ulo>,
    /// Which broker's, if anyone's yet.
    pub broker: Option<Id<Broker>>,
}

/// Every relation in which the caller stands to such a record just now; never empty.
///
/// # Errors
/// What the database said.
pub async fn relations(
    db: impl PgExecutor<'_>,
    caller: &Caller,
    facts: &Facts,
    now: DateTime<Utc>,
) -> Result<Vec<Relation>, Error> {
    let relation = match caller.role {
        Role::Person if caller.stands_for(&facts.person.to_string()) => Relation::Own,
        Role::Supporter if caller.stands_for(&facts.person.to_string()) => {
            let powers = powers(db, caller, facts.person, now).await?;
            return Ok(powers.into_iter().map(Power::relation).chain([Relation::Foreign]).collect());
        }
        Role::Broker => match store::works_for(db, own::<Broker>(caller)).await? {
            Some(_) if facts.broker.is_some_and(|broker| broker.to_string() == caller.subject) => {
                Relation::Assigned
            }
            Some(ulo) if facts.broker.is_none() && ulo == facts.ulo.uuid() => Relation::Unassigned,
            _ => Relation::Foreign,
        },
        Role::Manager if caller.ulo == facts.ulo.to_string() => Relation::Manages,
        Role::Service if caller.is_service("matching") => Relation::Matching,
        _ => Relation::Foreign,
    };
    Ok(vec![relation])
}

/// Whose records a list may hold for a caller; `None` in a field leaves it open.
#[derive(Debug, Default)]
pub struct Scope {
    /// Only this person's.
    pub person: Option<Uuid>,
    /// Only this organisation's.
    pub ulo: Option<Uuid>,
    /// Only this broker's or, where that can be, nobody's yet.
    pub broker: Option<Uuid>,
}

/// The scope of a caller, or nothing when there is nothing for them to see.
/// `allows` says which relations let a list be read.
///
/// # Errors
/// What the database said.
pub async fn scope(
    db: impl PgExecutor<'_>,
    caller: &Caller,
    now: DateTime<Utc>,
    allows: impl Fn(Relation) -> bool,
) -> Result<Option<Scope>, Error> {
    let person = Id::<Person>::parse("", caller.person()).ok();
    Ok(match (caller.role, person) {
        (Role::Person, Some(person)) => Some(Scope { person: Some(person.uuid()), ..Scope::default() }),
        (Role::Supporter, Some(person)) => {
            let powers = powers(db, caller, person, now).await?;
            let may = powers.into_iter().map(Power::relation).any(allows);
            may.then(|| Scope { person: Some(person.uuid()), ..Scope::default() })
        }
        (Role::Broker, _) => {
            let broker = own::<Broker>(caller);
            let ulo = store::works_for(db, broker).await?;
            ulo.map(|ulo| Scope { ulo: Some(ulo), broker, person: None })
        }
        (Role::Manager, _) => {
            let ulo = Id::<Ulo>::parse("", &caller.ulo).ok();
            ulo.map(|ulo| Scope { ulo: Some(ulo.uuid()), ..Scope::default() })
        }
        (Role::Service, _) if caller.is_service("matching") => Some(Scope::default()),
        _ => None,
    })
}

async fn powers(
    db: impl PgExecutor<'_>,
    caller: &Caller,
    person: Id<Person>,
    now: DateTime<Utc>,
) -> Result<Vec<Power>, Error> {
    let Some(supporter) = own::<Supporter>(caller) else { return Ok(Vec::new()) };
    store::powers(db, supporter, person, now).await
}

/// The caller's own id, when they are a principal of that kind.
fn own<R: platform::Resource>(caller: &Caller) -> Option<Uuid> {
    Id::<R>::parse("", &caller.subject).ok().map(Id::uuid)
}
