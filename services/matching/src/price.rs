//! What one more opening would be worth, worked out once a night: at each offering, and anywhere in a council for people
//! with one need.
//!
//! Invariants: a price is what one more opening would save; places and prices of a night that do not prove each other are
//! refused; nothing here tells of fewer than eight.

pub(crate) mod keeper;
pub(crate) mod latest;
mod problem;
pub(crate) mod rpc;
pub(crate) mod store;
#[cfg(test)]
mod tests;
pub(crate) mod waiting;
mod wire;

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use platform::{Id, Resource, uk_time};
use uuid::Uuid;

use crate::support::Kind;

/// Menus shown in so many days before count as lately.
pub const LATELY_DAYS: i64 = 28;
/// A gap above this many millionths is refused: 0.1 %.
const WIDEST_GAP: u64 = 1_000;
/// When a night's work is due, on the wall.
const AT: TimeDelta = TimeDelta::hours(2);
/// Whoever began longer ago than this is taken to be dead.
const LONGEST_WORK: TimeDelta = TimeDelta::hours(1);
/// How soon a night is begun again that found nothing on offer.
const NOTHING_YET: TimeDelta = TimeDelta::seconds(20);

/// What one more opening is worth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Price {
    id: Id<Price>,
    at: At,
    kind: Kind,
    /// In millionths of the best fit.
    price: i64,
    shown: i64,
    create_time: DateTime<Utc>,
}

/// Where the opening would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum At {
    /// At an offering of an organisation.
    Offering {
        /// Which.
        offering: Uuid,
        /// Whose.
        ulo: Uuid,
    },
    /// Anywhere in a council.
    Area {
        /// `councils/…`.
        council: String,
        /// For whom: an access code, a language or a skill; empty for everyone who asks for that kind.
        need: String,
    },
}

/// How far one night's work has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Night {
    /// The day it began on, on the wall.
    pub day: NaiveDate,
    /// When it was begun.
    pub start_time: DateTime<Utc>,
    /// When it was done.
    pub finish_time: Option<DateTime<Utc>>,
    /// How many offerings there were; not known before it is done, nor when it was refused.
    pub offerings: Option<i64>,
    /// How far places and prices were apart.
    pub gap_millionths: i64,
}

impl Resource for Price {
    const COLLECTION: &'static str = "prices";
}

impl At {
    fn offering(&self) -> Option<(Uuid, Uuid)> {
        match self {
            Self::Offering { offering, ulo } => Some((*offering, *ulo)),
            Self::Area { .. } => None,
        }
    }

    fn area(&self) -> Option<(&str, &str)> {
        match self {
            Self::Area { council, need } => Some((council, need)),
            Self::Offering { .. } => None,
        }
    }
}

impl Night {
    /// A night's work that begins now.
    fn begun(now: DateTime<Utc>) -> Self {
        let day = Self::due(now);
        Self { day, start_time: now, finish_time: None, offerings: None, gap_millionths: 0 }
    }

    /// The night whose work is the latest due at a time.
    pub fn due(now: DateTime<Utc>) -> NaiveDate {
        let day = uk_time::date(now);
        if uk_time::on_the_wall(now) - day.and_time(chrono::NaiveTime::MIN) >= AT {
            return day;
        }
        day.checked_sub_days(Days::new(1)).unwrap_or(day)
    }

    /// Whether the work of the night that is due is still to be begun, given the last one there was.
    pub fn is_due(last: Option<Self>, now: DateTime<Utc>) -> bool {
        last.is_none_or(|last| last.day < Self::due(now) || last.may_begin_again(now))
    }

    fn may_begin_again(&self, now: DateTime<Utc>) -> bool {
        match self.finish_time {
            None => self.start_time + LONGEST_WORK < now,
            Some(_) => self.offerings == Some(0) && self.start_time + NOTHING_YET < now,
        }
    }
}
