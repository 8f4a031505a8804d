//! How a caller stands to a person's record, found in this service's own tables: a withdrawn consent or a revoked
//! supporter counts from the next call. The statement that finds a reason also writes the viewing it leaves.

mod store;

use chrono::{DateTime, Utc};
use platform::{Caller, Error, Id, Role};
use sqlx::PgExecutor;

use crate::Relation;
use crate::person::Person;

platform::words! {
    /// What a supporter may do for a person.
    pub enum Power {
        /// See the record.
        SeeRecord = "see_record",
        /// Keep the record up to date.
        KeepRecord = "keep_record",
        /// Ask for support and choose.
        AskAndChoose = "ask_and_choose",
        /// Answer reviews.
        AnswerReviews = "answer_reviews",
        /// Talk to the broker.
        TalkToBroker = "talk_to_broker",
    }
}

platform::words! {
    /// A kind of thing a consent shares.
    pub enum Shared {
        /// Name and safe contact routes.
        NameAndContact = "name_and_contact",
        /// Needs to take part.
        Needs = "needs",
        /// The budget.
        Budget = "budget",
        /// The rounded place.
        Place = "place",
        /// Age band and pronouns.
        AboutMe = "about_me",
    }
}

/// What a caller is to a person just now.
#[derive(Debug, Default)]
pub struct Standing {
    /// Every relation that holds; never empty.
    pub relations: Vec<Relation>,
    /// What live consents share with the caller.
    pub shared: Vec<Shared>,
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
        let relations = powers.iter().filter_map(|power| match power {
            Power::SeeRecord => Some(Relation::SeesRecord),
            Power::KeepRecord => Some(Relation::KeepsRecord),
            Power::AskAndChoose => Some(Relation::AsksAndChooses),
            Power::AnswerReviews | Power::TalkToBroker => None,
        });
        Self { relations: relations.chain([Relation::Foreign]).collect(), shared: Vec::new() }
    }

    fn by_consent(shared: Vec<Shared>) -> Self {
        Self { relations: vec![Relation::Shared, Relation::Foreign], shared }
    }

    /// Whether the caller sees that kind of thing: by right of their own, or because it is shared.
    pub fn sees(&self, kind: Shared) -> bool {
        let by_right = [Relation::Own, Relation::SeesRecord, Relation::KeepsRecord];
        self.relations.iter().any(|relation| by_right.contains(relation)) || self.shared.contains(&kind)
    }

    /// Whether the caller sees everything, equality answers and unsafe routes included.
    pub fn sees_all(&self) -> bool {
        self.relations.contains(&Relation::Own) || self.relations.contains(&Relation::KeepsRecord)
    }
}

/// One attempt to look at something of a person's.
pub struct Look<'a> {
    /// Who looks.
    pub caller: &'a Caller,
    /// At whose record.
    pub person: Id<Person>,
    /// At what: the name of the record or list.
    pub what: String,
    /// Which kind of shared thing it is; `None` when any consent will do.
    pub wants: Option<Shared>,
}

impl Look<'_> {
    /// Finds how the caller stands and, when someone other than the person has a reason to look, writes the viewing.
    ///
    /// # Errors
    /// What the database said.
    pub async fn at(&self, db: impl PgExecutor<'_>, now: DateTime<Utc>) -> Result<Standing, Error> {
        match self.caller.role {
            Role::Person if self.caller.subject == self.person.to_string() => Ok(Standing::own()),
            Role::Supporter if self.caller.stands_for(&self.person.to_string()) => {
                let powers = store::look_by_grant(db, self, now).await?;
                Ok(powers.map_or_else(Standing::foreign, |powers| Standing::by_powers(&powers)))
            }
            Role::Broker | Role::Manager | Role::Officer => {
                let shared = store::look_by_consent(db, self, now).await?;
                Ok(shared.map_or_else(Standing::foreign, Standing::by_consent))
            }
            _ => Ok(Standing::foreign()),
        }
    }

    /// The names under which the caller can have been given a consent.
    fn recipients(&self) -> Vec<String> {
        recipients(self.caller)
    }
}

/// The names under which a caller can have been given a consent.
pub fn recipients(caller: &Caller) -> Vec<String> {
    let names = [&caller.subject, &caller.ulo, &caller.council];
    names.into_iter().filter(|name| !name.is_empty()).cloned().collect()
}
