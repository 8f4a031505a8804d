//! What the index knows of one offering and of the organisation behind it: what rules and factors ask, and no more.

use std::sync::LazyLock;

use chrono::{DateTime, TimeDelta, Utc};
use reference::checked::{FRESH_DAYS, OPENINGS_DAYS};
use reference::language;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::place::Point;
use super::sets::{Access, Councils};
use crate::support::{AdvocacyKind, DeliveryMode, Kind, PeerSupportModel, PriceBasis, Tie, Verdict, WhoFor};

/// One offering that is not closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offering {
    /// Which offering.
    pub id: Uuid,
    /// Whose.
    pub ulo: Uuid,
    /// Whether it takes people on; paused otherwise.
    pub open: bool,
    /// The kind of support.
    pub kind: Kind,
    /// Which advocacy.
    pub advocacy_kind: Option<AdvocacyKind>,
    /// Which way of peer support.
    pub peer_support_model: Option<PeerSupportModel>,
    /// Where it is given.
    pub councils: Councils,
    /// How it is given, in the order of the words.
    pub delivery_modes: Vec<DeliveryMode>,
    /// Where it is based.
    pub base: Option<Point>,
    /// How far its people travel from there; anywhere in its councils when not said.
    pub max_travel_km: Option<u16>,
    /// Languages it is given in, BCP 47.
    pub languages: Vec<String>,
    /// Access it promises.
    pub access: Access,
    /// Whom it is for in particular.
    pub who_for: Vec<WhoFor>,
    /// Whether it is for everyone, too or only.
    pub for_everyone: bool,
    /// The price.
    pub price_pence: i64,
    /// What the price is for.
    pub price_basis: PriceBasis,
    /// How many more people could start now.
    pub openings: Option<i32>,
    /// When that was last stated.
    pub openings_time: Option<DateTime<Utc>>,
    /// The usual wait.
    pub typical_wait_days: Option<u32>,
    /// Kinds of tie it declares, each once, in the order of the words.
    pub ties: Vec<Tie>,
}

/// One organisation whose entry is not closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ulo {
    /// Which organisation.
    pub id: Uuid,
    /// Whether it is a team of the council itself.
    pub of_council: bool,
    /// Access it promises at its place and in contact.
    pub access: Access,
    /// Where its own place is.
    pub base: Option<Point>,
    /// When someone outside it last checked the entry.
    pub verify_time: Option<DateTime<Utc>>,
    /// When the entry was made; not known of what was kept before that was asked.
    #[serde(default)]
    pub listed_time: Option<DateTime<Utc>>,
    /// Whether it is user-led.
    pub user_led: Verdict,
}

/// The access an option promises: what its offering and its organisation say together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Promised {
    /// What is promised.
    pub access: Access,
    /// Whether nothing at all is said about access.
    pub is_silent: bool,
}

impl Promised {
    /// What an offering of an organisation promises.
    pub fn by(offering: &Offering, ulo: &Ulo) -> Self {
        static BSL: LazyLock<Access> = LazyLock::new(|| Access::of(["bsl"]));
        let stated = offering.access.or(ulo.access);
        // Who works in British Sign Language meets the need for it, whatever else they list.
        let signed = if offering.speaks("bfi") { *BSL } else { Access::default() };
        Self { access: stated.or(signed), is_silent: stated.is_empty() }
    }
}

impl Offering {
    /// Whether it is given in that language.
    pub fn speaks(&self, language: &str) -> bool {
        self.languages.iter().any(|spoken| language::is_same(spoken, language))
    }

    /// How many could start now, when that was said lately.
    pub fn openings_at(&self, now: DateTime<Utc>) -> Option<i32> {
        self.stated(now).map(|(openings, _)| openings)
    }

    /// The same, and when it was said.
    pub fn stated(&self, now: DateTime<Utc>) -> Option<(i32, DateTime<Utc>)> {
        let lately = now - TimeDelta::days(OPENINGS_DAYS);
        self.openings.zip(self.openings_time).filter(|(_, stated)| *stated >= lately)
    }
}

impl Ulo {
    /// Whether somebody outside it checked its entry lately.
    pub fn is_checked(&self, now: DateTime<Utc>) -> bool {
        let fresh = now - TimeDelta::days(FRESH_DAYS);
        self.verify_time.is_some_and(|checked| checked >= fresh)
    }

    /// From when its check counts: the last one or, when there was none yet, the day it was listed.
    pub fn counts_from(&self) -> Option<DateTime<Utc>> {
        self.verify_time.or(self.listed_time)
    }
}

/// How many of those who work in an organisation are from the people it is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Peers {
    /// Staff and volunteers from those people.
    pub from: u32,
    /// Staff and volunteers in all; never 0.
    pub of: u32,
}
