//! One thing an organisation did to be able to last and to be heard: a training, an outreach, an influence, a seat.
//!
//! Invariants: what kind of thing it was stays as recorded; what was withdrawn counts for nothing and stays as it was.

pub(crate) mod capacity;
pub(crate) mod rpc;
pub(crate) mod store;
pub(crate) mod wire;

use chrono::{DateTime, NaiveDate, Utc};
use platform::{Error, Id, Resource};
use serde::{Deserialize, Serialize};

use crate::ulo::Ulo;

/// Current records of one organisation, at the most: what follows reads them all.
pub(crate) const MOST_CURRENT: i64 = 300;

platform::words! {
    /// Who was trained.
    pub enum Group {
        /// Those who govern it.
        Board = "board",
        /// Those it employs.
        Staff = "staff",
        /// Those who work for it unpaid.
        Volunteers = "volunteers",
    }
}

platform::words! {
    /// In what.
    pub enum Topic {
        /// Running it as a business.
        Business = "business",
        /// Budgets, accounts, raising money.
        Finance = "finance",
        /// The duties of a board.
        Governance = "governance",
        /// Employing and leading people.
        Employing = "employing",
        /// Rights, the social model and independent living.
        Rights = "rights",
        /// Equality and diversity.
        Equality = "equality",
        /// Keeping people safe.
        Safeguarding = "safeguarding",
        /// Information and its protection.
        Information = "information",
        /// Being heard by those who decide.
        Influencing = "influencing",
        /// Peer support, advocacy, brokerage.
        Supporting = "supporting",
        /// Something else.
        Other = "other",
    }
}

platform::words! {
    /// Where a record stands.
    pub enum State {
        /// It counts.
        Current = "current",
        /// It was a mistake.
        Withdrawn = "withdrawn",
    }
}

/// People of the organisation learnt something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Training {
    pub(crate) group: Group,
    pub(crate) topic: Topic,
    pub(crate) trained_count: i32,
    pub(crate) group_size: i32,
    pub(crate) valid_until_date: Option<NaiveDate>,
}

/// The organisation went out to people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outreach {
    pub(crate) audience: String,
    pub(crate) place: String,
    pub(crate) reached_count: i32,
}

/// A decision of others came out differently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Influence {
    pub(crate) decision: String,
    pub(crate) partner: String,
    pub(crate) change: String,
}

/// It has a place where a council decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    pub(crate) body: String,
    pub(crate) council: String,
    pub(crate) votes: bool,
    pub(crate) end_date: Option<NaiveDate>,
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// A training.
    Training(Training),
    /// An outreach.
    Outreach(Outreach),
    /// An influence.
    Influence(Influence),
    /// A seat.
    Seat(Seat),
}

impl What {
    /// The name of its kind, as the wire has it.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Training(_) => "training",
            Self::Outreach(_) => "outreach",
            Self::Influence(_) => "influence",
            Self::Seat(_) => "seat",
        }
    }
}

/// What can be said of one; made by parsing, so always within bounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    pub(crate) date: NaiveDate,
    pub(crate) what: What,
}

/// One record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    id: Id<Activity>,
    ulo: Id<Ulo>,
    deed: Deed,
    state: State,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

impl Resource for Activity {
    const COLLECTION: &'static str = "activities";
}

impl Activity {
    /// A new record, current.
    pub fn new(ulo: Id<Ulo>, deed: Deed, now: DateTime<Utc>) -> Self {
        Self {
            id: Id::new(),
            ulo,
            deed,
            state: State::Current,
            version: 1,
            create_time: now,
            update_time: now,
        }
    }

    /// What was done, and when.
    pub fn deed(&self) -> &Deed {
        &self.deed
    }

    /// Replaces what is said of it.
    ///
    /// # Errors
    /// `ACTIVITY_WITHDRAWN`.
    pub fn edit(&mut self, deed: Deed, now: DateTime<Utc>) -> Result<(), Error> {
        self.still_counts()?;
        self.deed = deed;
        self.touch(now);
        Ok(())
    }

    /// Lets it count for nothing.
    ///
    /// # Errors
    /// `ACTIVITY_WITHDRAWN`.
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
                "ACTIVITY_WITHDRAWN",
                "this was withdrawn: add it again if it counts after all",
            )),
        }
    }

    fn touch(&mut self, now: DateTime<Utc>) {
        self.version += 1;
        self.update_time = now;
    }
}
