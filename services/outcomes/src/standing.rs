//! How a caller stands to a review, found in this service's own tables: a supporter whose grant was taken back, and a
//! broker who gave a case away, count for nothing from the moment this service has read of it.

pub(crate) mod store;

use chrono::{DateTime, Utc};
use platform::{Caller, Error, Id, Role};
use sqlx::PgExecutor;

use crate::Relation;
use crate::names::{Broker, Person};

platform::words! {
    /// What a supporter may do for a person. The others of `people` mean nothing here.
    pub enum Power {
        /// See the record.
        SeeRecord = "see_record",
        /// Answer reviews.
        AnswerReviews = "answer_reviews",
    }
}

impl Power {
    fn relation(self) -> Relation {
        match self {
            Self::SeeRecord => Relation::SeesRecord,
            Self::AnswerReviews => Relation::AnswersReviews,
        }
    }
}

/// Every relation in which the caller stands to that person's reviews just now, where `broker` does the work; never
/// empty.
///
/// # Errors
/// What the database said.
pub async fn relations(
    db: impl PgExecutor<'_>,
    caller: &Caller,
    person: Id<Person>,
    broker: Option<Id<Broker>>,
    now: DateTime<Utc>,
) -> Result<Vec<Relation>, Error> {
    Ok(match caller.role {
        Role::Person if caller.stands_for(&person.to_string()) => vec![Relation::Own],
        Role::Supporter if caller.stands_for(&person.to_string()) => {
            let powers = match Id::parse("", &caller.subject) {
                Ok(supporter) => store::powers(db, supporter, person, now).await?,
                Err(_) => Vec::new(),
            };
            powers.into_iter().map(Power::relation).chain([Relation::Foreign]).collect()
        }
        Role::Broker if broker.is_some_and(|broker| broker.to_string() == caller.subject) => {
            vec![Relation::Assigned]
        }
        _ => vec![Relation::Foreign],
    })
}

/// Whether someone in one of these relations sees what the person said in their own words.
pub fn sees_words(relations: &[Relation]) -> bool {
    let close = [Relation::Own, Relation::SeesRecord, Relation::AnswersReviews];
    relations.iter().any(|relation| close.contains(relation))
}
