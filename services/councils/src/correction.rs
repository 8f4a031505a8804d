//! What a council says of its own framework where what was worked out is not so.
//!
//! Invariants: what was worked out is never changed by it; nothing is deleted; one answer at a time to one question.

pub(crate) mod rpc;
mod store;
mod wire;

use chrono::{DateTime, Utc};
use platform::{Error, Id, Resource};

use crate::council::GssCode;
use crate::framework::figures::{Element, Kind, Status};

platform::words! {
    /// The questions asked of each kind of support.
    pub enum Question {
        /// Does it exist?
        Exists = "exists",
        /// Can people with different access needs use it?
        Accessible = "accessible",
        /// Is it tied to a user-led organisation?
        UserLedLink = "user_led_link",
    }
}

platform::words! {
    /// Where a correction stands.
    pub enum State {
        /// It is shown beside what was worked out.
        Current = "current",
        /// It was taken back.
        Withdrawn = "withdrawn",
    }
}

/// What a council says; made by parsing, so always within bounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub(crate) kind: Kind,
    pub(crate) question: Question,
    pub(crate) status: Status,
    pub(crate) reason: String,
}

/// One correction of one answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    id: Id<Correction>,
    gss_code: GssCode,
    said: Said,
    computed_status: Status,
    state: State,
    withdraw_time: Option<DateTime<Utc>>,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

impl Resource for Correction {
    const COLLECTION: &'static str = "corrections";
}

impl Question {
    /// The answer that was worked out.
    pub fn answer(self, element: &Element) -> Status {
        match self {
            Self::Exists => element.exists,
            Self::Accessible => element.accessible,
            Self::UserLedLink => element.user_led_link,
        }
    }
}

impl Correction {
    /// A new correction of what was worked out.
    ///
    /// # Errors
    /// `CORRECTION_CHANGES_NOTHING`.
    pub fn new(gss_code: GssCode, said: Said, computed: Status, now: DateTime<Utc>) -> Result<Self, Error> {
        if said.status == computed {
            let text = "this is what was worked out: there is nothing to correct";
            return Err(Error::refused("CORRECTION_CHANGES_NOTHING", text));
        }
        Ok(Self {
            id: Id::new(),
            gss_code,
            said,
            computed_status: computed,
            state: State::Current,
            withdraw_time: None,
            version: 1,
            create_time: now,
            update_time: now,
        })
    }

    /// Takes it back; it stays on record.
    ///
    /// # Errors
    /// `CORRECTION_WITHDRAWN`.
    pub fn withdraw(&mut self, now: DateTime<Utc>) -> Result<(), Error> {
        if self.state == State::Withdrawn {
            let text = "this correction was taken back: make another if it is so after all";
            return Err(Error::refused("CORRECTION_WITHDRAWN", text));
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
    use super::*;

    fn correct(status: Status, computed: Status) -> Result<Correction, Error> {
        let said =
            Said { kind: Kind::Advocacy, question: Question::Exists, status, reason: "It began.".into() };
        Correction::new(GssCode::new("E08000033").unwrap(), said, computed, Utc::now())
    }

    #[test]
    fn both_answers_are_kept() {
        let mut correction = correct(Status::InPlace, Status::Missing).unwrap();
        correction.withdraw(Utc::now()).unwrap();
        assert_eq!((correction.said.status, correction.computed_status), (Status::InPlace, Status::Missing));
        assert!(correction.withdraw_time.is_some() && correction.withdraw(Utc::now()).is_err());
    }

    #[test]
    fn what_was_worked_out_is_no_correction() {
        for status in [Status::InPlace, Status::Partly, Status::Missing, Status::NotKnown] {
            assert!(correct(status, status).is_err());
        }
    }
}
