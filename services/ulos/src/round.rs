//! A round of a fund: money that is given out once, to the organisations that bid best.
//!
//! Invariants: what bidders rely on is fixed once it is open; awards never come to more than there is, nor payments to more
//! than the awards; it is decided once every bid is, and closed once every report is in.

pub(crate) mod counts;
pub(crate) mod ranking;
pub(crate) mod rpc;
pub(crate) mod store;
pub(crate) mod wire;

use chrono::{DateTime, NaiveDate, Utc};
use platform::{Error, Id, Resource};
use serde::{Deserialize, Serialize};

pub(crate) use counts::Counts;

platform::words! {
    /// Where a round stands, by what was done.
    pub enum State {
        /// Being drawn up.
        Draft = "draft",
        /// Open to all to read.
        Open = "open",
        /// Decided.
        Decided = "decided",
        /// Every report is in.
        Closed = "closed",
    }
}

platform::words! {
    /// Where a round stands, by what was done and the time.
    pub enum Phase {
        /// Being drawn up.
        Draft = "draft",
        /// Bids are not taken yet.
        Coming = "coming",
        /// Bids are taken.
        TakingBids = "taking_bids",
        /// Bids are assessed and decided on.
        Assessing = "assessing",
        /// Decided.
        Decided = "decided",
        /// Every report is in.
        Closed = "closed",
    }
}

/// Something bids are judged by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criterion {
    pub(crate) title: String,
    pub(crate) about: String,
    pub(crate) weight: i32,
}

/// What is set out in a round; made by parsing, so always within bounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    pub(crate) display_name: String,
    pub(crate) purpose: String,
    pub(crate) amount_pence: i64,
    pub(crate) most_per_bid_pence: i64,
    pub(crate) sites: i32,
    pub(crate) criteria: Vec<Criterion>,
    pub(crate) councils: Vec<String>,
    pub(crate) open_time: DateTime<Utc>,
    pub(crate) close_time: DateTime<Utc>,
    pub(crate) decision_date: NaiveDate,
}

/// One round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    pub(crate) id: Id<Round>,
    pub(crate) terms: Terms,
    pub(crate) state: State,
    pub(crate) counts: Counts,
    pub(crate) version: i64,
    pub(crate) create_time: DateTime<Utc>,
    pub(crate) update_time: DateTime<Utc>,
}

impl Resource for Round {
    const COLLECTION: &'static str = "rounds";
}

impl Round {
    /// A new round, being drawn up.
    pub fn new(terms: Terms, now: DateTime<Utc>) -> Self {
        Self {
            id: Id::new(),
            terms,
            state: State::Draft,
            counts: Counts::default(),
            version: 1,
            create_time: now,
            update_time: now,
        }
    }

    /// Where it stands at that moment.
    pub fn phase(&self, now: DateTime<Utc>) -> Phase {
        match self.state {
            State::Draft => Phase::Draft,
            State::Open if now < self.terms.open_time => Phase::Coming,
            State::Open if now < self.terms.close_time => Phase::TakingBids,
            State::Open => Phase::Assessing,
            State::Decided => Phase::Decided,
            State::Closed => Phase::Closed,
        }
    }

    /// Whether it is decided, closed or not.
    pub fn is_decided(&self) -> bool {
        matches!(self.state, State::Decided | State::Closed)
    }

    /// Replaces what is set out in it.
    ///
    /// # Errors
    /// `ROUND_NOT_DRAFT`.
    pub fn edit(&mut self, terms: Terms, now: DateTime<Utc>) -> Result<(), Error> {
        self.still_draft()?;
        self.terms = terms;
        self.touch(now);
        Ok(())
    }

    /// Opens it to all.
    ///
    /// # Errors
    /// `ROUND_NOT_DRAFT`, `ROUND_OVER`.
    pub fn open(&mut self, now: DateTime<Utc>) -> Result<(), Error> {
        self.still_draft()?;
        if now >= self.terms.close_time {
            return Err(Error::refused("ROUND_OVER", "its closing time has passed: set a later one first"));
        }
        self.state = State::Open;
        self.touch(now);
        Ok(())
    }

    /// Announces what was decided; `undecided` bids have no decision yet.
    ///
    /// # Errors
    /// `ROUND_NOT_ASSESSING`, `BIDS_UNDECIDED`.
    pub fn decide(&mut self, undecided: usize, now: DateTime<Utc>) -> Result<(), Error> {
        self.being_assessed(now)?;
        if undecided > 0 {
            let text = format!("bids without a decision: {undecided}; decide on each, then announce");
            return Err(Error::refused("BIDS_UNDECIDED", text));
        }
        self.state = State::Decided;
        self.touch(now);
        Ok(())
    }

    /// Ends it; `incomplete` awards still run.
    ///
    /// # Errors
    /// `ROUND_NOT_DECIDED`, `AWARDS_INCOMPLETE`.
    pub fn close(&mut self, incomplete: i64, now: DateTime<Utc>) -> Result<(), Error> {
        if self.state != State::Decided {
            return Err(Error::refused("ROUND_NOT_DECIDED", "only a decided round can be closed"));
        }
        if incomplete > 0 {
            let text = format!("awards still to be paid in full or reported on: {incomplete}");
            return Err(Error::refused("AWARDS_INCOMPLETE", text));
        }
        self.state = State::Closed;
        self.touch(now);
        Ok(())
    }

    /// Says no unless bids are taken.
    ///
    /// # Errors
    /// `ROUND_NOT_TAKING_BIDS`.
    pub fn taking_bids(&self, now: DateTime<Utc>) -> Result<(), Error> {
        match self.phase(now) {
            Phase::TakingBids => Ok(()),
            _ => Err(not_taking_bids()),
        }
    }

    /// Says no unless bids are assessed.
    ///
    /// # Errors
    /// `ROUND_NOT_ASSESSING`.
    pub fn being_assessed(&self, now: DateTime<Utc>) -> Result<(), Error> {
        match self.phase(now) {
            Phase::Assessing => Ok(()),
            _ => {
                let text = "this can be done between the closing time of the round and its decision";
                Err(Error::refused("ROUND_NOT_ASSESSING", text))
            }
        }
    }

    fn still_draft(&self) -> Result<(), Error> {
        match self.state {
            State::Draft => Ok(()),
            _ => Err(Error::refused("ROUND_NOT_DRAFT", "the round is open: bidders rely on what it says")),
        }
    }

    fn touch(&mut self, now: DateTime<Utc>) {
        self.version += 1;
        self.update_time = now;
    }
}

/// The refusal of a bid outside its time.
pub fn not_taking_bids() -> Error {
    Error::refused("ROUND_NOT_TAKING_BIDS", "this round takes no bids at this time")
}

#[cfg(test)]
mod tests;
