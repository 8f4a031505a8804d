//! Fit: the person's weights times scores from 0 to 1, added up. One formula a finding, written beside it.
//!
//! Scores are whole millionths. What is not known scores half, and so does what cannot be compared because the person
//! said nothing about it: never silently nothing.

use platform::words::Word as _;

use super::candidate::{Asker, Candidate};
use super::find::{Finding, find};
use super::shape::Contribution;
use crate::support::{Factor, PriceBasis, Verdict};
use crate::wants::{FACTORS, Wants};

/// Fully so.
const FULL: u32 = 1_000_000;
/// Not known, or not asked.
const HALF: u32 = FULL / 2;
/// Based this many km away scores half.
const HALFWAY_KM: u32 = 10;
/// A wait of this many days scores half.
const HALFWAY_DAYS: u32 = 14;

/// The key of every sentence a contribution can have.
pub const SENTENCES: [&str; 33] = [
    "fit-nearness-remote",
    "fit-nearness-at-home",
    "fit-nearness-km",
    "fit-nearness-unknown",
    "fit-expertise-named",
    "fit-expertise-everyone",
    "fit-expertise-other",
    "fit-expertise-not-asked",
    "fit-lived-experience-peers",
    "fit-lived-experience-share",
    "fit-lived-experience-unknown",
    "fit-language-spoken",
    "fit-language-not-spoken",
    "fit-language-not-asked",
    "fit-access-all",
    "fit-access-some",
    "fit-access-unknown",
    "fit-access-not-asked",
    "fit-short-wait-days",
    "fit-short-wait-no-opening",
    "fit-short-wait-unknown",
    "fit-independence-free",
    "fit-independence-ties",
    "fit-user-led-met",
    "fit-user-led-not-met",
    "fit-user-led-not-evidenced",
    "fit-continuity-known",
    "fit-continuity-new",
    "fit-cost-free",
    "fit-cost-per-hour",
    "fit-cost-per-plan",
    "fit-cost-per-month",
    "fit-cost-sliding",
];

/// The score of every factor, in their order.
pub type Scores = [u32; FACTORS];

/// Scores a candidate in every respect.
pub fn scores(wants: &Wants, asker: &Asker<'_>, candidate: &Candidate<'_>) -> Scores {
    let mut scores = [0; FACTORS];
    for factor in Factor::ALL {
        scores[*factor as usize] = find(*factor, wants, asker, candidate).score();
    }
    scores
}

/// How well it fits: weights times scores, added up.
pub fn total(weights: &[u32; FACTORS], scores: &Scores) -> u32 {
    weights.iter().zip(scores).map(|(weight, score)| weight * score).sum()
}

/// What each factor with a weight adds: most points first, then in the order of the factors.
pub fn contributions(wants: &Wants, asker: &Asker<'_>, candidate: &Candidate<'_>) -> Vec<Contribution> {
    let weights = wants.weights();
    let weighty = Factor::ALL.iter().filter(|factor| weights[**factor as usize] > 0);
    let explained = weighty.map(|factor| {
        let found = find(*factor, wants, asker, candidate);
        Contribution {
            factor: *factor,
            weight: weights[*factor as usize],
            score: found.score(),
            sentence: found.sentence().to_owned(),
            facts: found.facts(),
        }
    });
    let mut contributions: Vec<Contribution> = explained.collect();
    contributions.sort_by_key(|contribution| std::cmp::Reverse(contribution.points()));
    contributions
}

impl Finding<'_> {
    /// What it is worth, 0 to a million. The source of each number is named where it is found.
    pub fn score(self) -> u32 {
        match self {
            // 1: no travel.
            Self::NearnessRemote | Self::NearnessAtHome => FULL,
            // 10 / (10 + km): next door 1, ten km away a half, forty a fifth.
            Self::NearnessKm(km) => FULL * HALFWAY_KM / (HALFWAY_KM + u32::from(km)),
            // named / asked: the share of what the request is about that it names.
            Self::ExpertiseNamed { named, asked } => share(named.into(), asked.into()),
            Self::ExpertiseOther => 0,
            // 1: that is what peer support, self-advocacy and group advocacy are.
            Self::LivedExperiencePeers => FULL,
            // from / of: the share of staff and volunteers, by the organisation's own governance record.
            Self::LivedExperienceShare { from, of } => share(from.into(), of.into()),
            Self::LanguageSpoken(_) => FULL,
            Self::LanguageNotSpoken => 0,
            Self::AccessAll { .. } => FULL,
            // (promised + the rest at half) / needed: what is not promised is not known.
            Self::AccessSome { promised, needed } => {
                share(u64::from(promised + needed), u64::from(2 * needed))
            }
            // 14 / (14 + days): no wait 1, two weeks a half; half of that when nobody can start now.
            Self::ShortWaitDays(days) => wait(days),
            Self::ShortWaitNoOpening(Some(days)) => wait(days) / 2,
            Self::ShortWaitNoOpening(None) => HALF / 2,
            // 1 / (1 + ties), by kinds of tie.
            Self::IndependenceFree => FULL,
            Self::IndependenceTies(ties) => FULL / ties.saturating_add(1),
            Self::UserLed(Verdict::Met) | Self::ContinuityKnown => FULL,
            Self::UserLed(Verdict::NotMet) | Self::ContinuityNew => 0,
            Self::Cost { basis: PriceBasis::Free, .. } => FULL,
            // Bends to what the person can pay: halfway between free and half.
            Self::Cost { basis: PriceBasis::Sliding, .. } => HALF + HALF / 2,
            // half / (half + price): free 1, the price at which it is worth half a half.
            Self::Cost { pence, half, .. } => {
                share(half.unsigned_abs(), half.unsigned_abs() + pence.unsigned_abs())
            }
            Self::NearnessUnknown
            | Self::ExpertiseEveryone
            | Self::ExpertiseNotAsked
            | Self::LivedExperienceUnknown
            | Self::LanguageNotAsked
            | Self::AccessUnknown
            | Self::AccessNotAsked
            | Self::ShortWaitUnknown
            | Self::UserLed(Verdict::NotEvidenced) => HALF,
        }
    }

    /// The key of the sentence that says it, one of [`SENTENCES`].
    pub fn sentence(self) -> &'static str {
        match self {
            Self::NearnessRemote => "fit-nearness-remote",
            Self::NearnessAtHome => "fit-nearness-at-home",
            Self::NearnessKm(_) => "fit-nearness-km",
            Self::NearnessUnknown => "fit-nearness-unknown",
            Self::ExpertiseNamed { .. } => "fit-expertise-named",
            Self::ExpertiseEveryone => "fit-expertise-everyone",
            Self::ExpertiseOther => "fit-expertise-other",
            Self::ExpertiseNotAsked => "fit-expertise-not-asked",
            Self::LivedExperiencePeers => "fit-lived-experience-peers",
            Self::LivedExperienceShare { .. } => "fit-lived-experience-share",
            Self::LivedExperienceUnknown => "fit-lived-experience-unknown",
            Self::LanguageSpoken(_) => "fit-language-spoken",
            Self::LanguageNotSpoken => "fit-language-not-spoken",
            Self::LanguageNotAsked => "fit-language-not-asked",
            Self::AccessAll { .. } => "fit-access-all",
            Self::AccessSome { .. } => "fit-access-some",
            Self::AccessUnknown => "fit-access-unknown",
            Self::AccessNotAsked => "fit-access-not-asked",
            Self::ShortWaitDays(_) => "fit-short-wait-days",
            Self::ShortWaitNoOpening(_) => "fit-short-wait-no-opening",
            Self::ShortWaitUnknown => "fit-short-wait-unknown",
            Self::IndependenceFree => "fit-independence-free",
            Self::IndependenceTies(_) => "fit-independence-ties",
            Self::UserLed(Verdict::Met) => "fit-user-led-met",
            Self::UserLed(Verdict::NotMet) => "fit-user-led-not-met",
            Self::UserLed(Verdict::NotEvidenced) => "fit-user-led-not-evidenced",
            Self::ContinuityKnown => "fit-continuity-known",
            Self::ContinuityNew => "fit-continuity-new",
            Self::Cost { basis, .. } => match basis {
                PriceBasis::Free => "fit-cost-free",
                PriceBasis::PerHour => "fit-cost-per-hour",
                PriceBasis::PerPlan => "fit-cost-per-plan",
                PriceBasis::PerMonth => "fit-cost-per-month",
                PriceBasis::Sliding => "fit-cost-sliding",
            },
        }
    }
}

fn wait(days: u32) -> u32 {
    share(HALFWAY_DAYS.into(), u64::from(HALFWAY_DAYS) + u64::from(days))
}

/// `part` of `whole` in millionths, rounded down.
fn share(part: u64, whole: u64) -> u32 {
    let millionths = u128::from(part) * u128::from(FULL) / u128::from(whole.max(1));
    u32::try_from(millionths).unwrap_or(FULL).min(FULL)
}
