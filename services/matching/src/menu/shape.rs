//! The parts of a menu as they are kept.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::change::Change;
use super::flag::Flag;
use super::rule::Rule;
use crate::support::{Factor, PriceBasis, Verdict};

platform::words! {
    /// Why there are fewer than three options.
    pub enum ShortfallReason {
        /// Nobody offers this support in the area.
        NobodyHere = "nobody_here",
        /// Only one or two offer it in the area, and all of them are options.
        FewHere = "few_here",
        /// Others offer it in the area, but the person's own limits leave them out.
        OwnLimits = "own_limits",
        /// Others offer it in the area, but they are paused or have said no to this request.
        NotTakingOn = "not_taking_on",
    }
}

/// All that a menu says, apart from what it was made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// The options, best first.
    pub options: Vec<MenuOption>,
    /// Why not the others.
    pub why_nots: Vec<WhyNot>,
    /// How many others there are in all.
    pub why_not_total: u32,
    /// Why there are fewer than three options.
    pub shortfall_reason: Option<ShortfallReason>,
    /// How many fit everything that was asked for, options or not; not told before version 3 of the rules.
    #[serde(default)]
    pub fitting_total: u32,
    /// How many suit what was asked for and needed, whatever the person's own limits; not told before version 4 of the rules.
    #[serde(default)]
    pub suiting_total: u32,
    /// Single changes that would bring more in; none before version 3 of the rules.
    #[serde(default)]
    pub widenings: Vec<Widening>,
}

/// One change of the person's own limits, and how many more would fit then: everyone who fits now still does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Widening {
    /// The change.
    pub change: Change,
    /// The organisation it is about, when it is about one.
    pub ulo: Option<Uuid>,
    /// How many more.
    pub more: u32,
}

/// One option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MenuOption {
    /// The offering.
    pub offering: Uuid,
    /// Whose it is.
    pub ulo: Uuid,
    /// How well it fits, in millionths: the points of the contributions together.
    pub score: u32,
    /// What each factor with a weight adds.
    pub contributions: Vec<Contribution>,
    /// What to know before choosing.
    pub flags: Vec<Flag>,
    /// How far it is based from the person.
    pub distance_km: Option<u16>,
    /// Whether it is given by phone, by video or in writing only.
    pub remote: bool,
    /// The price.
    pub price_pence: i64,
    /// What the price is for.
    pub price_basis: PriceBasis,
    /// Whether the organisation is user-led.
    pub user_led: Verdict,
    /// Whether no tie of interest is declared.
    pub independent: bool,
    /// When someone last checked the organisation's entry.
    pub verify_time: Option<DateTime<Utc>>,
    /// How many more people could start now.
    pub openings: Option<i32>,
    /// When that was last stated.
    pub openings_time: Option<DateTime<Utc>>,
    /// Access the person needs that is promised.
    pub access_met: Vec<String>,
}

/// What one factor adds to a score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contribution {
    /// The factor.
    pub factor: Factor,
    /// The person's weight, 1 to 4.
    pub weight: u32,
    /// How far it is so, in millionths.
    pub score: u32,
    /// Key of the sentence that says why.
    pub sentence: String,
    /// What the sentence needs, by key.
    pub facts: Vec<Fact>,
}

/// One thing a sentence names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// The place in the sentence.
    pub key: String,
    /// What goes there.
    pub value: String,
}

/// Why one offering is not an option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhyNot {
    /// The offering.
    pub offering: Uuid,
    /// Whose it is.
    pub ulo: Uuid,
    /// Every rule that leaves it out, in their order.
    pub rules: Vec<Rule>,
    /// The smallest change that would bring it in.
    pub smallest_change: Vec<Change>,
    /// The score it would have as an option, in millionths.
    pub score: u32,
}

impl Contribution {
    /// What it adds, in millionths.
    pub fn points(&self) -> u32 {
        self.weight * self.score
    }
}
