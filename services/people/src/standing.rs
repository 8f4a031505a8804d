//! How a caller stands to a person's record, found in this service's own tables: a withdrawn consent or a revoked
//! supporter counts from the next call. The statement that finds a reason also writes the viewing it leaves.

mod store;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use platform::action::Action as _;
use platform::words::Word as _;
use platform::{Caller, Error, Id, Role, Violation};
use sqlx::PgExecutor;

use crate::consent::Shared;
use crate::person::Person;
use crate::supporter::Power;
use crate::{Action, Relation};

/// What a caller is to a person just now.
#[derive(Debug, Default)]
pub struct Standing {
    /// Every relation that holds; never empty.
    relations: Vec<Relation>,
    /// What live consents share with the caller.
    shared: Vec<Shared>,
}

impl Standing {
    /// The standing of someone who has none.
    fn foreign() -> Self {
        Self { relations: vec![Relation::Foreign], shared: Vec::new() }
    }

    fn own() -> Self {
        Self { relations: vec![Relation::Own], shared: Vec::new() }
    }

    fn by_powers(powers: &[Power]) -> Self {
        let relations = powers.iter().filter_map(|power| relation(*power));
        Self { relations: relations.chain([Relation::Foreign]).collect(), shared: Vec::new() }
    }

    fn by_consent(shared: Vec<Shared>) -> Self {
        Self { relations: vec![Relation::Shared, Relation::Foreign], shared }
    }

    /// Whether the caller sees that kind of thing: by right of their own, or because it is shared.
    pub fn sees(&self, kind: Shared) -> bool {
        self.sees_by_right() || self.shared.contains(&kind)
    }

    /// Whether the caller sees the record without asking what is shared.
    pub fn sees_by_right(&self) -> bool {
        let by_right = [Relation::Own, Relation::SeesRecord, Relation::KeepsRecord];
        self.relations.iter().any(|relation| by_right.contains(relation))
    }

    /// Whether the caller sees everything, equality answers and unsafe routes included.
    pub fn sees_all(&self) -> bool {
        self.relations.contains(&Relation::Own) || self.relations.contains(&Relation::KeepsRecord)
    }
}

/// What a power makes of a supporter in this service.
fn relation(power: Power) -> Option<Relation> {
    match power {
        Power::SeeRecord => Some(Relation::SeesRecord),
        Power::KeepRecord => Some(Relation::KeepsRecord),
        Power::AskAndChoose => Some(Relation::AsksAndChooses),
        Power::AnswerReviews | Power::TalkToBroker => None,
    }
}

/// One attempt to do something with something of a person's.
pub struct Look<'a> {
    /// What is attempted.
    pub action: Action,
    /// Who attempts it.
    pub caller: &'a Caller,
    /// Whose record it is.
    pub person: Id<Person>,
    /// What is looked at: the name of the record or list.
    pub what: String,
    /// Which kind of shared thing it is; `None` when any consent will do.
    pub wants: Option<Shared>,
}

impl Look<'_> {
    /// Finds how the caller stands and, when someone other than the person has a reason that allows the action, writes
    /// the viewing.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the caller has no such reason.
    pub async fn at(&self, db: impl PgExecutor<'_>, now: DateTime<Utc>) -> Result<Standing, Error> {
        let standing = self.stand(db, now).await?;
        self.action.require(self.caller, &standing.relations, self.person)?;
        Ok(standing)
    }

    async fn stand(&self, db: impl PgExecutor<'_>, now: DateTime<Utc>) -> Result<Standing, Error> {
        match self.caller.role {
            Role::Person if self.caller.subject == self.person.to_string() => Ok(Standing::own()),
            Role::Supporter if self.caller.stands_for(&self.person.to_string()) => {
                let powers = store::look_by_grant(db, self, now).await?;
                Ok(powers.map_or_else(Standing::foreign, |powers| Standing::by_powers(&powers)))
            }
            Role::Broker | Role::Manager => {
                let shared = store::look_by_consent(db, self, now).await?;
                Ok(shared.map_or_else(Standing::foreign, Standing::by_consent))
            }
            Role::Operator => {
                store::look_to_operate(db, self, now).await?;
                Ok(Standing::foreign())
            }
            _ => Ok(Standing::foreign()),
        }
    }

    /// The powers of which one is enough for a supporter to do this.
    fn powers(&self) -> Vec<Power> {
        let enough = |power: &Power| {
            relation(*power).is_some_and(|relation| self.action.allows(Role::Supporter, relation))
        };
        Power::ALL.iter().copied().filter(enough).collect()
    }
}

/// Looks at many people at once, for a list of them. Who the caller has no reason to see is missing in the answer.
pub async fn of_many(
    pool: &platform::db::Pool,
    action: Action,
    caller: &Caller,
    people: &[Id<Person>],
    now: DateTime<Utc>,
) -> Result<HashMap<Id<Person>, Standing>, Error> {
    if matches!(caller.role, Role::Broker | Role::Manager) {
        let shared = store::look_at_many_by_consent(pool, caller, people, now).await?;
        return Ok(shared
            .into_iter()
            .map(|(person, shared)| (person, Standing::by_consent(shared)))
            .collect());
    }
    // Everyone else sees at most one: themselves, or whom they act for.
    let mut found = HashMap::new();
    for person in people.iter().copied() {
        match (Look { action, caller, person, what: person.to_string(), wants: None }).at(pool, now).await {
            Ok(standing) => found.insert(person, standing),
            Err(Error::NotFound(_)) => None,
            Err(error) => return Err(error),
        };
    }
    Ok(found)
}

/// The person a list is about: the one named, or else the one whose affairs the caller's are.
///
/// # Errors
/// A [`Violation`] when nobody is named and the caller stands for nobody.
pub fn subject(caller: &Caller, person: &str) -> Result<Id<Person>, Violation> {
    Id::parse("person", if person.is_empty() { caller.person() } else { person })
}

/// The names under which a caller can have been given a consent.
pub fn recipients(caller: &Caller) -> Vec<String> {
    let names = [&caller.subject, &caller.ulo, &caller.council];
    names.into_iter().filter(|name| !name.is_empty()).cloned().collect()
}
