//! A consent: what a person agreed to share, with whom, for what, in which words they were asked, until when.
//!
//! Invariants: a consent never changes but by being withdrawn, and never holds again after that; none lasts longer than
//! twenty-four months. It holds nothing private, so nothing of it is sealed.

pub(crate) mod rpc;
pub(crate) mod store;
mod wire;

use chrono::{DateTime, Utc};
use platform::{Error, Id, Resource};

use crate::person::Person;

/// The longest a consent lasts, in months.
const LONGEST: u32 = 24;

platform::words! {
    /// What the recipient may use it for.
    pub enum Purpose {
        /// To consider an introduction and answer it.
        Introduction = "introduction",
        /// To support the person in a case.
        Support = "support",
        /// To ask the person later what changed for them.
        Measurement = "measurement",
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

platform::words! {
    /// The life of a consent.
    pub enum State {
        /// Holds.
        Given = "given",
        /// Taken back.
        Withdrawn = "withdrawn",
        /// Past its time. Never stored.
        Expired = "expired",
    }
}

/// What is agreed to; made by parsing, so always within bounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    recipient: String,
    purpose: Purpose,
    shared: Vec<Shared>,
    wording_version: String,
    format_shown: String,
    expire_time: DateTime<Utc>,
}

/// One consent of one person for one recipient and one purpose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    id: Id<Consent>,
    person: Id<Person>,
    terms: Terms,
    given_by: String,
    /// As stored: a consent that has ended by itself is still `Given` here.
    state: State,
    withdraw_time: Option<DateTime<Utc>>,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

impl Resource for Consent {
    const COLLECTION: &'static str = "consents";
}

impl Consent {
    /// A new consent, given by the person or by someone who may do so for them.
    pub fn new(person: Id<Person>, terms: Terms, given_by: String, now: DateTime<Utc>) -> Self {
        Self {
            id: Id::new(),
            person,
            terms,
            given_by,
            state: State::Given,
            withdraw_time: None,
            version: 1,
            create_time: now,
            update_time: now,
        }
    }

    /// The state at that time.
    pub fn state_at(&self, now: DateTime<Utc>) -> State {
        match self.state {
            State::Given if self.terms.expire_time <= now => State::Expired,
            state => state,
        }
    }

    /// Takes the consent back.
    ///
    /// # Errors
    /// `CONSENT_NOT_GIVEN` when it was withdrawn or has expired.
    pub fn withdraw(&mut self, now: DateTime<Utc>) -> Result<(), Error> {
        if self.state_at(now) != State::Given {
            return Err(Error::refused("CONSENT_NOT_GIVEN", "this consent does not hold any more"));
        }
        self.state = State::Withdrawn;
        self.withdraw_time = Some(now);
        self.version += 1;
        self.update_time = now;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    fn a_consent(now: DateTime<Utc>) -> Consent {
        let terms = Terms {
            recipient: "councils/E08000033".into(),
            purpose: Purpose::Support,
            shared: vec![Shared::Needs],
            wording_version: "support-1".into(),
            format_shown: "standard".into(),
            expire_time: now + TimeDelta::days(1),
        };
        Consent::new(Id::new(), terms, "people/someone".into(), now)
    }

    #[test]
    fn a_consent_is_withdrawn_once() {
        let now = Utc::now();
        let mut consent = a_consent(now);
        consent.withdraw(now).unwrap();
        assert_eq!((consent.state, consent.withdraw_time, consent.version), (State::Withdrawn, Some(now), 2));
        let again = consent.withdraw(now);
        assert!(matches!(again, Err(Error::Refused { reason: "CONSENT_NOT_GIVEN", .. })));
    }

    #[test]
    fn a_consent_that_has_ended_is_not_withdrawn() {
        let now = Utc::now();
        let mut consent = a_consent(now);
        let later = now + TimeDelta::days(1);
        assert_eq!(consent.state_at(later), State::Expired);
        assert!(consent.withdraw(later).is_err());
        assert_eq!(consent.withdraw_time, None);
    }
}
