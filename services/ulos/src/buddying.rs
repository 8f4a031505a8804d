//! An agreement by which one organisation helps another, or a council that has none, to come further.
//!
//! Invariants: nobody agrees for another, and nobody to what they did not see; it runs only when both sides accepted what
//! stands there; the hours promised never exceed those offered; only the helped side judges, and only at the end.

pub(crate) mod rpc;
pub(crate) mod sides;
pub(crate) mod store;
pub(crate) mod wire;

use chrono::{DateTime, NaiveDate, Utc};
use platform::{Error, Id, Resource};
use serde::{Deserialize, Serialize};

use crate::solution::Topic;
use crate::ulo::Ulo;

pub(crate) use sides::{Helped, Side};

platform::words! {
    /// Where it stands.
    pub enum State {
        /// At least one side has not accepted yet.
        Proposed = "proposed",
        /// Both have; it runs.
        Accepted = "accepted",
        /// One side said no.
        Declined = "declined",
        /// Over.
        Ended = "ended",
    }
}

platform::words! {
    /// Who pays.
    pub enum Payer {
        /// It costs nothing.
        Nobody = "nobody",
        /// The side that is helped.
        Helped = "helped",
        /// The buddy itself.
        Buddy = "buddy",
        /// A council.
        Council = "council",
        /// The fund.
        Fund = "fund",
        /// Somebody else.
        Other = "other",
    }
}

platform::words! {
    /// What the helped side says of it.
    pub enum HelpedVerdict {
        /// It helped.
        Helped = "helped",
        /// It helped in part.
        HelpedInPart = "helped_in_part",
        /// It did not help.
        DidNotHelp = "did_not_help",
    }
}

/// One thing to be reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Milestone {
    title: String,
    due_date: NaiveDate,
    done_date: Option<NaiveDate>,
}

/// What is agreed; made by parsing, so always within bounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    hours_per_month: i32,
    topics: Vec<Topic>,
    start_date: NaiveDate,
    end_date: NaiveDate,
    milestones: Vec<Milestone>,
    cost_pence: i64,
    payer: Payer,
    exit_terms: String,
}

/// One agreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Buddying {
    id: Id<Buddying>,
    buddy: Id<Ulo>,
    helped: Helped,
    terms: Terms,
    buddy_accept_time: Option<DateTime<Utc>>,
    helped_accept_time: Option<DateTime<Utc>>,
    reason: String,
    verdict: Option<HelpedVerdict>,
    verdict_words: String,
    state: State,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

impl Resource for Buddying {
    const COLLECTION: &'static str = "buddyings";
}

impl Buddying {
    /// A new one, accepted by the side that proposes it.
    ///
    /// # Errors
    /// `BUDDY_OWN`.
    pub fn new(
        (buddy, helped): (Id<Ulo>, Helped),
        terms: Terms,
        by: Side,
        now: DateTime<Utc>,
    ) -> Result<Self, Error> {
        if helped == Helped::Ulo(buddy) {
            return Err(Error::refused("BUDDY_OWN", "an organisation is not its own buddy"));
        }
        let mut new = Self {
            id: Id::new(),
            buddy,
            helped,
            terms,
            buddy_accept_time: None,
            helped_accept_time: None,
            reason: String::new(),
            verdict: None,
            verdict_words: String::new(),
            state: State::Proposed,
            version: 1,
            create_time: now,
            update_time: now,
        };
        new.accept_by(by, now);
        Ok(new)
    }

    /// Whether everyone sees it.
    pub fn is_public(&self) -> bool {
        matches!(self.state, State::Accepted | State::Ended)
    }

    /// Replaces what is agreed: the side that does accepts it, the other has to accept anew.
    ///
    /// # Errors
    /// `BUDDYING_NOT_PROPOSED`.
    pub fn edit(&mut self, terms: Terms, by: Side, now: DateTime<Utc>) -> Result<(), Error> {
        self.still_proposed()?;
        self.terms = terms;
        self.buddy_accept_time = None;
        self.helped_accept_time = None;
        self.accept_by(by, now);
        self.touch(now);
        Ok(())
    }

    /// Accepts it for one side; it runs once both have.
    ///
    /// # Errors
    /// `BUDDYING_NOT_PROPOSED`.
    pub fn accept(&mut self, by: Side, now: DateTime<Utc>) -> Result<(), Error> {
        self.still_proposed()?;
        self.accept_by(by, now);
        if self.buddy_accept_time.is_some() && self.helped_accept_time.is_some() {
            self.state = State::Accepted;
        }
        self.touch(now);
        Ok(())
    }

    /// Says no to it.
    ///
    /// # Errors
    /// `BUDDYING_NOT_PROPOSED`.
    pub fn decline(&mut self, reason: String, now: DateTime<Utc>) -> Result<(), Error> {
        self.still_proposed()?;
        self.finish(State::Declined, reason, now);
        Ok(())
    }

    /// A milestone was reached on a day, or was not after all.
    ///
    /// # Errors
    /// `BUDDYING_NOT_ACCEPTED`, [`Error::Invalid`] when there is no such milestone.
    pub fn mark(&mut self, number: i32, done: Option<NaiveDate>, now: DateTime<Utc>) -> Result<(), Error> {
        self.still_runs()?;
        let index = usize::try_from(i64::from(number) - 1).ok();
        let milestone = index.and_then(|index| self.terms.milestones.get_mut(index));
        let missing = || Error::invalid("milestone", "give the number of a milestone, counted from 1");
        milestone.ok_or_else(missing)?.done_date = done;
        self.touch(now);
        Ok(())
    }

    /// Ends it.
    ///
    /// # Errors
    /// `BUDDYING_NOT_ACCEPTED`.
    pub fn end(&mut self, reason: String, now: DateTime<Utc>) -> Result<(), Error> {
        self.still_runs()?;
        self.finish(State::Ended, reason, now);
        Ok(())
    }

    /// The helped side says what it was worth.
    ///
    /// # Errors
    /// `BUDDYING_NOT_ENDED`.
    pub fn judge(&mut self, verdict: HelpedVerdict, words: String, now: DateTime<Utc>) -> Result<(), Error> {
        if self.state != State::Ended {
            return Err(Error::refused("BUDDYING_NOT_ENDED", "it can be judged once it has ended"));
        }
        self.verdict = Some(verdict);
        self.verdict_words = words;
        self.touch(now);
        Ok(())
    }

    fn accept_by(&mut self, side: Side, now: DateTime<Utc>) {
        match side {
            Side::Buddy => self.buddy_accept_time = Some(now),
            Side::Helped => self.helped_accept_time = Some(now),
        }
    }

    fn finish(&mut self, state: State, reason: String, now: DateTime<Utc>) {
        self.state = state;
        self.reason = reason;
        self.touch(now);
    }

    fn still_proposed(&self) -> Result<(), Error> {
        if self.state == State::Proposed {
            return Ok(());
        }
        Err(Error::refused("BUDDYING_NOT_PROPOSED", "this was accepted or declined already"))
    }

    fn still_runs(&self) -> Result<(), Error> {
        if self.state == State::Accepted {
            return Ok(());
        }
        Err(Error::refused("BUDDYING_NOT_ACCEPTED", "both sides have to have accepted it, and it has to run"))
    }

    fn touch(&mut self, now: DateTime<Utc>) {
        self.version += 1;
        self.update_time = now;
    }
}

#[cfg(test)]
mod tests;
