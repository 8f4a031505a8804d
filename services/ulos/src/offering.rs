//! One kind of support an organisation offers: where, how, in which languages, at what price, with how many openings.
//!
//! Invariants: openings carry the time they were stated; advocacy says which kind, peer support which way, unless it is
//! from another directory that did not; what is closed stays closed. An organisation that closes takes its offerings with it.

pub(crate) mod lists;
pub(crate) mod rpc;
pub(crate) mod schedule;
pub(crate) mod store;
pub(crate) mod wire;

use chrono::{DateTime, Utc};
use platform::{Error, Id, Resource};
use serde::{Deserialize, Serialize};

use crate::ulo::{Ulo, WhoFor};
pub use lists::{AdvocacyKind, DeliveryMode, InterestKind, Kind, PeerSupportModel, PriceBasis, State};
pub use schedule::{Day, Schedule, Week};

/// A tie the organisation declares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interest {
    kind: InterestKind,
    detail: String,
}

/// What can be said of an offering; made by parsing, so always within bounds.
#[derive(Debug, Clone, PartialEq)]
pub struct Details {
    display_name: String,
    description: String,
    kind: Kind,
    advocacy_kind: Option<AdvocacyKind>,
    peer_support_model: Option<PeerSupportModel>,
    councils: Vec<String>,
    delivery_modes: Vec<DeliveryMode>,
    point: Option<(f64, f64)>,
    max_travel_km: Option<i32>,
    languages: Vec<String>,
    access: Vec<String>,
    who_for: Vec<WhoFor>,
    price_pence: i64,
    price_basis: Option<PriceBasis>,
    hourly_cost_pence: Option<i64>,
    openings: Option<i32>,
    typical_wait_days: Option<i32>,
    interests: Vec<Interest>,
    schedules: Vec<Schedule>,
}

/// One offering of one organisation.
#[derive(Debug, Clone, PartialEq)]
pub struct Offering {
    id: Id<Offering>,
    ulo: Id<Ulo>,
    details: Details,
    openings_time: Option<DateTime<Utc>>,
    state: State,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

impl Resource for Offering {
    const COLLECTION: &'static str = "offerings";
}

impl Offering {
    /// A new offering, open.
    pub fn new(ulo: Id<Ulo>, details: Details, now: DateTime<Utc>) -> Self {
        Self {
            id: Id::new(),
            ulo,
            openings_time: details.openings.map(|_| now),
            details,
            state: State::Open,
            version: 1,
            create_time: now,
            update_time: now,
        }
    }

    /// Who offers it.
    pub fn ulo(&self) -> Id<Ulo> {
        self.ulo
    }

    /// Replaces what is said of it. `stated` says whether openings were among what was sent, changed or not.
    ///
    /// # Errors
    /// `OFFERING_CLOSED`.
    pub fn edit(&mut self, details: Details, stated: bool, now: DateTime<Utc>) -> Result<(), Error> {
        self.not_closed()?;
        self.details = details;
        if stated {
            self.openings_time = self.details.openings.map(|_| now);
        }
        self.touch(now);
        Ok(())
    }

    /// Stops new introductions for now.
    ///
    /// # Errors
    /// `OFFERING_NOT_OPEN`.
    pub fn pause(&mut self, now: DateTime<Utc>) -> Result<(), Error> {
        if self.state != State::Open {
            return Err(Error::refused("OFFERING_NOT_OPEN", "only an open offering can be paused"));
        }
        self.enter(State::Paused, now);
        Ok(())
    }

    /// Takes new introductions again.
    ///
    /// # Errors
    /// `OFFERING_NOT_PAUSED`.
    pub fn resume(&mut self, now: DateTime<Utc>) -> Result<(), Error> {
        if self.state != State::Paused {
            return Err(Error::refused("OFFERING_NOT_PAUSED", "only a paused offering can open again"));
        }
        self.enter(State::Open, now);
        Ok(())
    }

    /// Ends it for good.
    ///
    /// # Errors
    /// `OFFERING_CLOSED`.
    pub fn close(&mut self, now: DateTime<Utc>) -> Result<(), Error> {
        self.not_closed()?;
        self.enter(State::Closed, now);
        Ok(())
    }

    fn not_closed(&self) -> Result<(), Error> {
        match self.state {
            State::Open | State::Paused => Ok(()),
            State::Closed => Err(Error::refused("OFFERING_CLOSED", "this offering has ended for good")),
        }
    }

    fn enter(&mut self, state: State, now: DateTime<Utc>) {
        self.state = state;
        self.touch(now);
    }

    fn touch(&mut self, now: DateTime<Utc>) {
        self.version += 1;
        self.update_time = now;
    }
}

#[cfg(test)]
mod tests;
