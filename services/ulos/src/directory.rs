//! The directory for other systems: what is published, and how it is found by numbered pages.
//!
//! Invariants: only what is offered by an organisation checked within [`FRESH_DAYS`] is published; an offering's place is
//! its own, else that of its organisation.

pub(crate) mod rpc;
mod store;
mod wire;

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use reference::checked::FRESH_DAYS;

use crate::offering::{AdvocacyKind, Day, DeliveryMode, Kind, PeerSupportModel};
use crate::ulo::{Standing, WhoFor};

/// One page by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberedPage {
    number: i64,
    size: i64,
}

impl NumberedPage {
    /// How many entries come before it.
    fn offset(self) -> i64 {
        (self.number - 1).saturating_mul(self.size)
    }
}

/// A circle: degrees north and east, and metres around.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Near {
    latitude: f64,
    longitude: f64,
    distance_meters: i32,
}

/// What to find: filters combined by "and", the values of a list by "or"; an empty list filters nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct Filter {
    /// Words as PostgreSQL searches them.
    text: Option<String>,
    kinds: Vec<Kind>,
    advocacy_kinds: Vec<AdvocacyKind>,
    peer_support_models: Vec<PeerSupportModel>,
    who_for: Vec<WhoFor>,
    delivery_modes: Vec<DeliveryMode>,
    user_led: Vec<Standing>,
    near: Option<Near>,
    days: Vec<Day>,
    opens_from: Option<NaiveTime>,
    closes_until: Option<NaiveTime>,
}

/// The earliest check that still lets an organisation be published.
fn fresh_since(now: DateTime<Utc>) -> DateTime<Utc> {
    now - TimeDelta::days(FRESH_DAYS)
}
