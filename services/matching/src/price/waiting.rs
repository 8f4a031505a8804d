//! One request that waits, as far as prices need it.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::menu::{Made, Rule};
use crate::request::Request;
use crate::support::Kind;

/// The best fit there is, in thousandths.
pub const FIT: u32 = 1_000;

/// One request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Whose; to count people and not requests.
    pub person: Uuid,
    /// `councils/…`.
    pub council: String,
    /// The kind of support.
    pub kind: Kind,
    /// What whoever supports them must be able to do: access codes, languages but English, skills of brokers.
    pub needs: BTreeSet<String>,
    /// How long they have waited.
    pub days: i64,
    /// What they can choose and how well it fits, in thousandths of the best fit.
    pub options: Vec<(Uuid, u32)>,
}

impl Waiting {
    /// What prices need of a request with its newest menu, without those that said no. Nothing once the person is
    /// erased.
    pub fn of(request: &Request, menu: Option<&Made>, said_no: &[Uuid], now: DateTime<Utc>) -> Option<Self> {
        let frozen = request.frozen()?;
        let limits = &request.wants().constraints;
        let needs =
            frozen.needs.iter().chain(&limits.must_have).chain(&limits.languages).chain(&limits.skills);
        let options = menu.map(options).unwrap_or_default().into_iter();
        Some(Self {
            person: request.person().uuid(),
            council: frozen.council.clone(),
            kind: request.wants().kind,
            needs: needs.filter(|need| !is_english(need)).cloned().collect(),
            days: request.ask_time().map_or(0, |asked| (now - asked).num_days()),
            options: options.filter(|(offering, _)| !said_no.contains(offering)).collect(),
        })
    }
}

/// The options of a menu, and who would do but fits less well than they do: how well each fits, in thousandths of the best fit.
pub fn options(menu: &Made) -> Vec<(Uuid, u32)> {
    let Some(first) = menu.options.first() else { return Vec::new() };
    // The same for each option: what matters to the person.
    let weights: u32 = first.contributions.iter().map(|one| one.weight).sum();
    let options = menu.options.iter().map(|option| (option.offering, option.score));
    let lower = menu.why_nots.iter().filter(|not| not.rules == [Rule::LowerScore]);
    let all = options.chain(lower.map(|not| (not.offering, not.score)));
    all.map(|(offering, score)| (offering, fit(score, weights))).collect()
}

/// A score as a part of the most it could be; half when nothing matters more than anything else.
fn fit(score: u32, weights: u32) -> u32 {
    score.checked_div(weights * FIT).unwrap_or(FIT / 2).min(FIT)
}

fn is_english(need: &str) -> bool {
    need == "en" || need.starts_with("en-")
}
