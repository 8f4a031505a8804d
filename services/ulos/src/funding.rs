//! One grant, contract or other income of an organisation, over one term.
//!
//! Invariants: a term has at least one day; what was withdrawn counts for nothing and stays as it was.

pub(crate) mod rpc;
pub(crate) mod store;
pub(crate) mod wire;

use chrono::{DateTime, NaiveDate, Utc};
use platform::{Error, Id, Resource};

use crate::ulo::Ulo;

/// Current records of one organisation, at the most: an outlook reads them all.
pub(crate) const MOST_CURRENT: i64 = 200;

platform::words! {
    /// What money is for.
    pub enum Kind {
        /// To be there and to run.
        Core = "core",
        /// For one project with an end.
        Project = "project",
        /// For services that were ordered.
        Contract = "contract",
        /// Fees, sales and other income of its own.
        Earned = "earned",
        /// From a charitable trust, for what is not core funding.
        Trust = "trust",
    }
}

platform::words! {
    /// What happens at the end of a term.
    pub enum Renewal {
        /// It goes on unless one side ends it.
        ByItself = "by_itself",
        /// Both sides talk about it.
        Negotiated = "negotiated",
        /// It is given out anew, to whoever bids best.
        InCompetition = "in_competition",
        /// It ends.
        None = "none",
    }
}

platform::words! {
    /// How sure money is.
    pub enum Certainty {
        /// It is decided.
        Decided = "decided",
        /// It is asked for, or expected.
        HopedFor = "hoped_for",
    }
}

platform::words! {
    /// Where a record stands.
    pub enum State {
        /// It counts.
        Current = "current",
        /// It fell through, or was a mistake.
        Withdrawn = "withdrawn",
    }
}

/// What can be said of one; made by parsing, so always within bounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    pub(crate) kind: Kind,
    pub(crate) funder: String,
    pub(crate) council: Option<String>,
    pub(crate) amount_pence: i64,
    pub(crate) start_date: NaiveDate,
    pub(crate) end_date: NaiveDate,
    pub(crate) renewal: Renewal,
    pub(crate) renewal_note: String,
    pub(crate) certainty: Certainty,
}

/// One record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Funding {
    id: Id<Funding>,
    ulo: Id<Ulo>,
    terms: Terms,
    state: State,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

impl Resource for Funding {
    const COLLECTION: &'static str = "fundings";
}

impl Funding {
    /// A new record, current.
    pub fn new(ulo: Id<Ulo>, terms: Terms, now: DateTime<Utc>) -> Self {
        Self {
            id: Id::new(),
            ulo,
            terms,
            state: State::Current,
            version: 1,
            create_time: now,
            update_time: now,
        }
    }

    /// What it is, and on which terms.
    pub fn terms(&self) -> &Terms {
        &self.terms
    }

    /// Replaces its terms.
    ///
    /// # Errors
    /// `FUNDING_WITHDRAWN`.
    pub fn edit(&mut self, terms: Terms, now: DateTime<Utc>) -> Result<(), Error> {
        self.still_counts()?;
        self.terms = terms;
        self.touch(now);
        Ok(())
    }

    /// Lets it count for nothing.
    ///
    /// # Errors
    /// `FUNDING_WITHDRAWN`.
    pub fn withdraw(&mut self, now: DateTime<Utc>) -> Result<(), Error> {
        self.still_counts()?;
        self.state = State::Withdrawn;
        self.touch(now);
        Ok(())
    }

    fn still_counts(&self) -> Result<(), Error> {
        match self.state {
            State::Current => Ok(()),
            State::Withdrawn => Err(Error::refused(
                "FUNDING_WITHDRAWN",
                "this was withdrawn: add it again if it counts after all",
            )),
        }
    }

    fn touch(&mut self, now: DateTime<Utc>) {
        self.version += 1;
        self.update_time = now;
    }
}
