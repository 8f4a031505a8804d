//! What an organisation asks a round for.
//!
//! Invariants: one for each organisation and round; only what is complete, fits the round and comes in time is sent in; what
//! was sent in stays as it was; it never gets more than it asked for.

pub(crate) mod problem;
pub(crate) mod rpc;
pub(crate) mod store;
pub(crate) mod wire;

use chrono::{DateTime, NaiveDate, Utc};
use platform::{Error, Id, Resource};
use serde::{Deserialize, Serialize};

use crate::round::Round;
use crate::round::ranking::FEWEST_ASSESSMENTS;
use crate::ulo::Ulo;

platform::words! {
    /// Where a bid stands.
    pub enum State {
        /// Being written.
        Draft = "draft",
        /// Sent in.
        Submitted = "submitted",
        /// Taken back.
        Withdrawn = "withdrawn",
        /// It got money.
        Awarded = "awarded",
        /// It got none.
        Declined = "declined",
    }
}

/// A step on the way, and what is paid when it is met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub(crate) title: String,
    pub(crate) due_date: NaiveDate,
    pub(crate) amount_pence: i64,
}

/// What it says; made by parsing, so always within bounds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    pub(crate) need: String,
    pub(crate) plan: String,
    pub(crate) leadership: String,
    pub(crate) sharing: String,
    pub(crate) lasting: String,
    pub(crate) amount_pence: i64,
    pub(crate) milestones: Vec<Step>,
    pub(crate) partners: Vec<String>,
    pub(crate) councils: Vec<String>,
}

/// What it is to get, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    pub(crate) award_pence: i64,
    pub(crate) reason: String,
}

/// One bid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bid {
    pub(crate) id: Id<Bid>,
    pub(crate) round: Id<Round>,
    pub(crate) ulo: Id<Ulo>,
    pub(crate) plan: Plan,
    pub(crate) state: State,
    pub(crate) submit_time: Option<DateTime<Utc>>,
    pub(crate) decision: Option<Decision>,
    pub(crate) version: i64,
    pub(crate) create_time: DateTime<Utc>,
    pub(crate) update_time: DateTime<Utc>,
}

impl Resource for Bid {
    const COLLECTION: &'static str = "bids";
}

impl Bid {
    /// A new draft.
    pub fn new(round: Id<Round>, ulo: Id<Ulo>, plan: Plan, now: DateTime<Utc>) -> Self {
        Self {
            id: Id::new(),
            round,
            ulo,
            plan,
            state: State::Draft,
            submit_time: None,
            decision: None,
            version: 1,
            create_time: now,
            update_time: now,
        }
    }

    /// Whether someone decided what it gets.
    pub fn is_decided(&self) -> bool {
        self.decision.is_some()
    }

    /// What was set aside for it.
    pub fn set_aside_pence(&self) -> i64 {
        self.decision.as_ref().map_or(0, |decision| decision.award_pence)
    }

    /// Replaces what it says.
    ///
    /// # Errors
    /// `BID_NOT_DRAFT`.
    pub fn edit(&mut self, plan: Plan, now: DateTime<Utc>) -> Result<(), Error> {
        self.still_draft()?;
        self.plan = plan;
        self.touch(now);
        Ok(())
    }

    /// Sends it in; whether it is in time is asked of the database.
    ///
    /// # Errors
    /// `BID_NOT_DRAFT`.
    pub fn submit(&mut self, now: DateTime<Utc>) -> Result<(), Error> {
        self.still_draft()?;
        self.state = State::Submitted;
        self.submit_time = Some(now);
        self.touch(now);
        Ok(())
    }

    /// Takes it back; whether it had been sent in.
    ///
    /// # Errors
    /// `BID_SETTLED`.
    pub fn withdraw(&mut self, now: DateTime<Utc>) -> Result<bool, Error> {
        let sent = match self.state {
            State::Draft => false,
            State::Submitted => true,
            State::Withdrawn | State::Awarded | State::Declined => {
                return Err(Error::refused(
                    "BID_SETTLED",
                    "this bid is settled: it can no longer be withdrawn",
                ));
            }
        };
        self.state = State::Withdrawn;
        self.decision = None;
        self.touch(now);
        Ok(sent)
    }

    /// Sets what it is to get.
    ///
    /// # Errors
    /// `BID_NOT_SUBMITTED`, `BID_NOT_ASSESSED`, [`Error::Invalid`] when that is more than it asks for.
    pub fn decide(&mut self, decision: Decision, assessments: i32, now: DateTime<Utc>) -> Result<(), Error> {
        self.still_submitted()?;
        if !(0..=self.plan.amount_pence).contains(&decision.award_pence) {
            return Err(Error::invalid("award_pence", "give pence from 0 to what the bid asks for"));
        }
        if assessments < FEWEST_ASSESSMENTS {
            let text = "two assessors have to give their scores before anyone decides";
            return Err(Error::refused("BID_NOT_ASSESSED", text));
        }
        self.decision = Some(decision);
        self.touch(now);
        Ok(())
    }

    /// Forgets what was decided: an assessment it rests on counts no longer.
    pub fn reopen(&mut self, now: DateTime<Utc>) {
        self.decision = None;
        self.touch(now);
    }

    /// Makes what was decided known; what it gets, if anything.
    pub fn announce(&mut self, now: DateTime<Utc>) -> i64 {
        let award_pence = self.set_aside_pence();
        self.state = if award_pence > 0 { State::Awarded } else { State::Declined };
        self.touch(now);
        award_pence
    }

    /// Says no unless it was sent in and is not settled.
    ///
    /// # Errors
    /// `BID_NOT_SUBMITTED`.
    pub fn still_submitted(&self) -> Result<(), Error> {
        match self.state {
            State::Submitted => Ok(()),
            _ => Err(Error::refused("BID_NOT_SUBMITTED", "this bid is not among those to be decided on")),
        }
    }

    fn still_draft(&self) -> Result<(), Error> {
        match self.state {
            State::Draft => Ok(()),
            _ => Err(Error::refused("BID_NOT_DRAFT", "this bid was sent in or withdrawn: it stays as it is")),
        }
    }

    fn touch(&mut self, now: DateTime<Utc>) {
        self.version += 1;
        self.update_time = now;
    }
}

#[cfg(test)]
mod tests;
