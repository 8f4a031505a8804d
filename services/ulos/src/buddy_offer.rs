//! What an organisation that has come far offers to others: hours and topics.
//!
//! Invariants: only organisations at stage 3 or 4 offer; one current offer each; what was withdrawn stays so.

pub(crate) mod rpc;
pub(crate) mod store;
pub(crate) mod suggest;
pub(crate) mod suggestion;
pub(crate) mod wire;

use chrono::{DateTime, NaiveDate, Utc};
use platform::{Error, Id, Resource};

use crate::solution::Topic;
use crate::ulo::Ulo;

/// The stage from which an organisation can be a buddy.
pub(crate) const STRONG_STAGE: u8 = 3;

platform::words! {
    /// Where it stands.
    pub enum State {
        /// It can be taken up until its last day.
        Current = "current",
        /// Taken back.
        Withdrawn = "withdrawn",
    }
}

/// What is offered; made by parsing, so always within bounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    hours_per_month: i32,
    topics: Vec<Topic>,
    end_date: NaiveDate,
    words: String,
}

/// One offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuddyOffer {
    id: Id<BuddyOffer>,
    ulo: Id<Ulo>,
    offered: Offered,
    /// Hours promised in agreements that are accepted and not over.
    promised_hours: i64,
    state: State,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

impl Resource for BuddyOffer {
    const COLLECTION: &'static str = "buddyOffers";
}

impl BuddyOffer {
    /// A new one, current.
    pub fn new(ulo: Id<Ulo>, offered: Offered, now: DateTime<Utc>) -> Self {
        Self {
            id: Id::new(),
            ulo,
            offered,
            promised_hours: 0,
            state: State::Current,
            version: 1,
            create_time: now,
            update_time: now,
        }
    }

    /// Whether an organisation at that stage may offer.
    ///
    /// # Errors
    /// `BUDDY_NOT_STRONG`.
    pub fn allowed(stage: u8) -> Result<(), Error> {
        if stage >= STRONG_STAGE {
            return Ok(());
        }
        Err(Error::refused("BUDDY_NOT_STRONG", "an organisation can be a buddy from stage 3"))
    }

    /// Who offers.
    pub fn ulo(&self) -> Id<Ulo> {
        self.ulo
    }

    /// How many of the hours are not promised to anyone.
    pub fn free_hours(&self) -> i32 {
        let free = i64::from(self.offered.hours_per_month).saturating_sub(self.promised_hours);
        i32::try_from(free.max(0)).unwrap_or(i32::MAX)
    }

    /// Says no to what cannot be taken up on that day.
    ///
    /// # Errors
    /// `BUDDY_NOT_OFFERED`.
    pub fn still_open(&self, today: NaiveDate) -> Result<(), Error> {
        if self.state == State::Current && self.offered.end_date >= today {
            return Ok(());
        }
        Err(not_offered())
    }

    /// Says no when fewer hours are free.
    ///
    /// # Errors
    /// `BUDDY_HOURS_TAKEN`.
    pub fn has_room(&self, hours: i32) -> Result<(), Error> {
        if hours <= self.free_hours() {
            return Ok(());
        }
        Err(Error::refused("BUDDY_HOURS_TAKEN", "fewer hours of the offer are free than this asks for"))
    }

    /// Replaces what is offered.
    ///
    /// # Errors
    /// `BUDDY_OFFER_WITHDRAWN`.
    pub fn edit(&mut self, offered: Offered, now: DateTime<Utc>) -> Result<(), Error> {
        self.still_current()?;
        self.offered = offered;
        self.touch(now);
        Ok(())
    }

    /// Takes it back.
    ///
    /// # Errors
    /// `BUDDY_OFFER_WITHDRAWN`.
    pub fn withdraw(&mut self, now: DateTime<Utc>) -> Result<(), Error> {
        self.still_current()?;
        self.state = State::Withdrawn;
        self.touch(now);
        Ok(())
    }

    /// Says no when it was taken back.
    ///
    /// # Errors
    /// `BUDDY_OFFER_WITHDRAWN`.
    pub fn still_current(&self) -> Result<(), Error> {
        match self.state {
            State::Current => Ok(()),
            State::Withdrawn => {
                Err(Error::refused("BUDDY_OFFER_WITHDRAWN", "this offer was taken back for good"))
            }
        }
    }

    fn touch(&mut self, now: DateTime<Utc>) {
        self.version += 1;
        self.update_time = now;
    }
}

/// What is said where there is nothing to take up.
pub(crate) fn not_offered() -> Error {
    Error::refused("BUDDY_NOT_OFFERED", "this organisation offers no help to others today")
}

#[cfg(test)]
mod tests;
