//! An opening round: those who choose the same scarce openings are placed together, under a published rule.
//!
//! Invariants: an offering is in one open round at most; nobody is placed beyond the openings given; what was decided can be
//! worked out again from what is kept and the seed, whose fingerprint was published before anyone entered.

pub(crate) mod draw;
pub(crate) mod end;
pub(crate) mod enter;
mod entrants;
mod figures;
pub(crate) mod opening;
pub(crate) mod result;
pub(crate) mod rpc;
pub(crate) mod seen;
pub(crate) mod store;
#[cfg(test)]
mod tests;
mod wire;

use chrono::{DateTime, Days, NaiveDate, Utc};
use platform::{Caller, Error, Id, Resource, Role};
use rounds::lottery::Seed;
use uuid::Uuid;

use figures::Run;
pub use opening::Opening;

/// The longest people wait for a round to close.
const LONGEST: Days = Days::new(60);
/// A round that is not run so long after it closed is over.
const TO_BE_RUN_WITHIN: Days = Days::new(14);

platform::words! {
    /// The published rules.
    pub enum Rule {
        /// Urgency, wait, alternatives, lottery.
        FairOrder = "fair_order",
        /// The published objectives.
        MostHelped = "most_helped",
    }
}

platform::words! {
    /// The life of a round.
    pub enum State {
        /// Not run yet.
        Open = "open",
        /// Decided.
        Run = "run",
        /// Ended without deciding.
        Cancelled = "cancelled",
    }
}

/// What an owner says of a round; made by parsing, so always within bounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Details {
    title: String,
    rule: Rule,
    close_date: NaiveDate,
    owner: String,
}

/// One round of one owner.
pub struct OpeningRound {
    id: Id<OpeningRound>,
    details: Details,
    /// By offering.
    openings: Vec<Opening>,
    seed: [u8; 32],
    /// What it came to.
    run: Option<Run>,
    state: State,
    end_time: Option<DateTime<Utc>>,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

impl Resource for OpeningRound {
    const COLLECTION: &'static str = "openingRounds";
}

impl OpeningRound {
    /// A new round, with a seed nobody knows.
    pub fn new(details: Details, seed: [u8; 32], now: DateTime<Utc>) -> Self {
        Self {
            id: Id::new(),
            details,
            openings: Vec::new(),
            seed,
            run: None,
            state: State::Open,
            end_time: None,
            version: 1,
            create_time: now,
            update_time: now,
        }
    }

    /// Whether the caller works for its owner.
    pub fn is_owned_by(&self, caller: &Caller) -> bool {
        owns(caller, &self.details.owner)
    }

    /// Whether that organisation gives openings to it.
    pub fn is_given_by(&self, ulo: &str) -> bool {
        self.openings.iter().any(|opening| Id::<crate::names::Ulo>::from_uuid(opening.ulo).to_string() == ulo)
    }

    /// The council whose it is, when it is open and a council's.
    pub fn asks_in(&self) -> Option<&str> {
        let council = Some(self.details.owner.as_str()).filter(|owner| owner.starts_with("councils/"));
        council.filter(|_| self.state == State::Open)
    }

    /// The openings of an offering.
    pub fn openings_of(&self, offering: Uuid) -> Option<i32> {
        self.openings.iter().find(|opening| opening.offering == offering).map(|opening| opening.openings)
    }

    /// Gives it another number of openings of an offering. Says whether that changed anything.
    ///
    /// # Errors
    /// `OPENING_ROUND_NOT_OPEN`; `OPENING_ROUND_CLOSED`; `OPENINGS_NOT_STATED` when fewer were stated lately.
    pub fn set(
        &mut self,
        given: Opening,
        stated: Option<i32>,
        (today, now): (NaiveDate, DateTime<Utc>),
    ) -> Result<bool, Error> {
        self.still_open()?;
        if today > self.details.close_date {
            return Err(Error::refused(
                "OPENING_ROUND_CLOSED",
                "people chose by the openings it had when it closed",
            ));
        }
        if stated.is_some_and(|stated| given.openings > stated) {
            return Err(Error::refused(
                "OPENINGS_NOT_STATED",
                "the organisation last stated fewer openings: state how many there are first",
            ));
        }
        if self.openings_of(given.offering).unwrap_or(0) == given.openings {
            return Ok(false);
        }
        self.openings.retain(|opening| opening.offering != given.offering);
        if given.openings > 0 {
            self.openings.push(given);
            self.openings.sort_by_key(|opening| opening.offering);
        }
        self.touch(now);
        Ok(true)
    }

    /// Whether it is still open.
    ///
    /// # Errors
    /// `OPENING_ROUND_NOT_OPEN`.
    pub fn still_open(&self) -> Result<(), Error> {
        match self.state {
            State::Open => Ok(()),
            _ => Err(Error::refused("OPENING_ROUND_NOT_OPEN", "this round is over")),
        }
    }

    /// Whether it can be run now. Who was told they can enter until a day can do so.
    ///
    /// # Errors
    /// `OPENING_ROUND_NOT_OPEN`; `OPENING_ROUND_NOT_CLOSED`.
    pub fn can_run(&self, today: NaiveDate) -> Result<(), Error> {
        self.still_open()?;
        if self.takes_part(today) {
            return Err(Error::refused(
                "OPENING_ROUND_NOT_CLOSED",
                "people can enter until the end of the day it closes: run it after that",
            ));
        }
        Ok(())
    }

    /// Whether who comes on that day takes part.
    pub fn takes_part(&self, today: NaiveDate) -> bool {
        today <= self.details.close_date
    }

    /// It was decided.
    pub fn run(&mut self, run: Run, now: DateTime<Utc>) {
        self.run = Some(run);
        self.finish(State::Run, now);
    }

    /// Ends it without deciding.
    ///
    /// # Errors
    /// `OPENING_ROUND_NOT_OPEN`.
    pub fn cancel(&mut self, now: DateTime<Utc>) -> Result<(), Error> {
        self.still_open()?;
        self.finish(State::Cancelled, now);
        Ok(())
    }

    /// What decides the lottery.
    fn lottery(&self) -> Seed {
        Seed::new(self.seed)
    }

    /// Whether the caller read the version this is.
    ///
    /// # Errors
    /// [`Error::Stale`] when it moved on.
    pub fn still(&self, version: i64) -> Result<(), Error> {
        if self.version == version { Ok(()) } else { Err(Error::Stale) }
    }

    fn finish(&mut self, state: State, now: DateTime<Utc>) {
        self.state = state;
        self.end_time = Some(now);
        self.touch(now);
    }

    fn touch(&mut self, now: DateTime<Utc>) {
        self.version += 1;
        self.update_time = now;
    }
}

/// Whether the caller works for that owner.
fn owns(caller: &Caller, owner: &str) -> bool {
    match caller.role {
        Role::Manager => caller.ulo == owner,
        Role::Officer => caller.council == owner,
        _ => false,
    }
}

impl Details {
    /// Whose it is to be.
    pub fn owner(&self) -> &str {
        &self.owner
    }
}

/// The last closing day of rounds that are over by today because nobody ran them.
fn overdue(today: NaiveDate) -> NaiveDate {
    today - TO_BE_RUN_WITHIN
}
