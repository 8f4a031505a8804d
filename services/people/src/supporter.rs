//! A supporter: someone who may act for a person, in one legal role, with the powers given, until the grant ends.
//!
//! Invariants: no grant lasts more than twelve months from when it was given or changed; a grant that was taken back
//! or has ended never holds again; the role and the person never change.

pub(crate) mod rpc;
pub(crate) mod store;
mod wire;

use chrono::{DateTime, Utc};
use platform::{Error, Id, Resource};
use serde::{Deserialize, Serialize};

use crate::person::Person;

/// The longest a grant lasts, in months.
const LONGEST: u32 = 12;

platform::words! {
    /// The roles, kept distinct because the law does.
    pub enum Kind {
        /// A friend, relative or worker who helps.
        Helper = "helper",
        /// Named by the person to receive and manage their direct payment.
        NominatedPerson = "nominated_person",
        /// Authorised by the council to hold a direct payment.
        AuthorisedPerson = "authorised_person",
        /// Holds a lasting power of attorney.
        Attorney = "attorney",
        /// Appointed by the Court of Protection.
        Deputy = "deputy",
        /// An independent advocate.
        Advocate = "advocate",
    }
}

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
    /// The life of a grant.
    pub enum State {
        /// The powers hold.
        Active = "active",
        /// Taken back.
        Revoked = "revoked",
        /// Past its time. Never stored.
        Expired = "expired",
    }
}

/// What is sealed with the person's own key.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Private {
    display_name: String,
    email: String,
    evidence: String,
}

/// What can be said of a supporter and changed later; made by parsing, so always within bounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Details {
    private: Private,
    powers: Vec<Power>,
    expire_time: DateTime<Utc>,
}

/// One grant of powers to one supporter of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Supporter {
    id: Id<Supporter>,
    person: Id<Person>,
    kind: Kind,
    details: Details,
    /// As stored: a grant that has ended by itself is still `Active` here.
    state: State,
    revoke_time: Option<DateTime<Utc>>,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

impl Resource for Supporter {
    const COLLECTION: &'static str = "supporters";
}

impl Supporter {
    /// A new grant.
    pub fn new(person: Id<Person>, kind: Kind, details: Details, now: DateTime<Utc>) -> Self {
        Self {
            id: Id::new(),
            person,
            kind,
            details,
            state: State::Active,
            revoke_time: None,
            version: 1,
            create_time: now,
            update_time: now,
        }
    }

    /// The state at that time.
    pub fn state_at(&self, now: DateTime<Utc>) -> State {
        match self.state {
            State::Active if self.details.expire_time <= now => State::Expired,
            state => state,
        }
    }

    /// Replaces what is granted and what is known of the supporter.
    ///
    /// # Errors
    /// `SUPPORTER_NOT_ACTIVE` when the grant was taken back or has ended.
    pub fn edit(&mut self, details: Details, now: DateTime<Utc>) -> Result<(), Error> {
        self.still_active(now)?;
        self.details = details;
        self.touch(now);
        Ok(())
    }

    /// Takes the powers back.
    ///
    /// # Errors
    /// `SUPPORTER_NOT_ACTIVE` when the grant was taken back or has ended.
    pub fn revoke(&mut self, now: DateTime<Utc>) -> Result<(), Error> {
        self.still_active(now)?;
        self.state = State::Revoked;
        self.revoke_time = Some(now);
        self.touch(now);
        Ok(())
    }

    fn still_active(&self, now: DateTime<Utc>) -> Result<(), Error> {
        match self.state_at(now) {
            State::Active => Ok(()),
            State::Revoked | State::Expired => {
                Err(Error::refused("SUPPORTER_NOT_ACTIVE", "this grant has ended: make a new one instead"))
            }
        }
    }

    fn touch(&mut self, now: DateTime<Utc>) {
        self.version += 1;
        self.update_time = now;
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    fn a_grant(now: DateTime<Utc>) -> Supporter {
        let private = Private::default();
        let details =
            Details { private, powers: vec![Power::SeeRecord], expire_time: now + TimeDelta::days(30) };
        Supporter::new(Id::new(), Kind::Helper, details, now)
    }

    #[test]
    fn a_grant_ends_by_itself_and_then_never_changes() {
        let now = Utc::now();
        let mut supporter = a_grant(now);
        let later = now + TimeDelta::days(30);
        assert_eq!(supporter.state_at(later - TimeDelta::seconds(1)), State::Active);
        assert_eq!(supporter.state_at(later), State::Expired);
        let revoked = supporter.revoke(later);
        assert!(matches!(revoked, Err(Error::Refused { reason: "SUPPORTER_NOT_ACTIVE", .. })));
        assert_eq!(supporter.version, 1);
    }

    #[test]
    fn a_grant_is_taken_back_once() {
        let now = Utc::now();
        let mut supporter = a_grant(now);
        supporter.revoke(now).unwrap();
        assert_eq!(
            (supporter.state, supporter.revoke_time, supporter.version),
            (State::Revoked, Some(now), 2)
        );
        assert!(supporter.revoke(now).is_err());
        assert!(supporter.edit(supporter.details.clone(), now).is_err());
    }
}
