//! How well one organisation suits another, or a council without any, as its buddy. Pure.
//!
//! Invariants: the points of a suggestion are the sum of its parts, from 0 to 100; a conflict takes no points off and is told
//! beside them; what is not evidenced earns no points and is never told as a no.
//!
//! The weights are Alongside's own: the study of 2006-7 says that successful organisations help other places, and gives no
//! numbers.

use std::collections::BTreeSet;

use crate::finance::outlook::Risk;
use crate::funding;
use crate::ulo::{Standing, WhoFor};

/// Up to so many kilometres earn all points for nearness.
const NEAR_KM: u32 = 25;
/// From so many kilometres there are none.
const FAR_KM: u32 = 250;

platform::words! {
    /// What earns points.
    pub enum Factor {
        /// How much further it has come.
        StageGap = "stage_gap",
        /// How near it is.
        Nearness = "nearness",
        /// Whether it knows the impairments of those who are helped.
        Impairments = "impairments",
        /// Whether it speaks their languages.
        Languages = "languages",
        /// Whether it lives on kinds of money the helped side has not.
        FundingMix = "funding_mix",
        /// Whether it can itself go on as it is.
        Stability = "stability",
    }
}

impl Factor {
    /// The most it can earn. Together they come to 100.
    pub fn most(self) -> u32 {
        match self {
            Self::StageGap => 30,
            Self::Nearness => 25,
            Self::Impairments => 12,
            Self::Languages => 8,
            Self::FundingMix => 10,
            Self::Stability => 15,
        }
    }
}

platform::words! {
    /// What speaks against a pair.
    pub enum Conflict {
        /// Both live on money of the same funder.
        SameFunder = "same_funder",
        /// Both work for people of the same council, and so may want the same contract.
        SameArea = "same_area",
        /// The buddy may not be able to go on itself.
        BuddyAtHighRisk = "buddy_at_high_risk",
        /// What the buddy has said of its governance does not show yet that it is user-led.
        LittleGovernanceEvidence = "little_governance_evidence",
    }
}

/// What is known of the organisation that would help.
#[derive(Debug, Clone, PartialEq)]
pub struct Buddy {
    /// How far it has come, 1 to 4; `None` is not evidenced.
    pub stage: Option<u8>,
    /// Names of the councils it works in.
    pub councils: BTreeSet<String>,
    /// Whom it is for.
    pub who_for: BTreeSet<WhoFor>,
    /// The languages of what it offers.
    pub languages: BTreeSet<String>,
    /// The kinds of money it lives on.
    pub funding: BTreeSet<funding::Kind>,
    /// Who gives them, in small letters.
    pub funders: BTreeSet<String>,
    /// How likely it is that it cannot go on as it is.
    pub risk: Risk,
    /// What its governance record says.
    pub standing: Standing,
}

/// What is known of who would be helped. A council without any organisation is at stage 0.
#[derive(Debug, Clone, PartialEq)]
pub struct Helped {
    /// How far it has come, 0 to 4; `None` is not evidenced.
    pub stage: Option<u8>,
    /// Names of the councils it works in.
    pub councils: BTreeSet<String>,
    /// Whom it is for; empty when that is open.
    pub who_for: BTreeSet<WhoFor>,
    /// The languages that are needed; empty when that is open.
    pub languages: BTreeSet<String>,
    /// The kinds of money it lives on.
    pub funding: BTreeSet<funding::Kind>,
    /// Who gives them, in small letters.
    pub funders: BTreeSet<String>,
}

/// What one factor earned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Which.
    pub factor: Factor,
    /// How many points; `None` is not evidenced, which earns none.
    pub points: Option<u32>,
}

/// How well a pair suits, and what speaks against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// Every factor, always in the same order.
    pub parts: Vec<Part>,
    /// What speaks against it.
    pub conflicts: Vec<Conflict>,
}

impl Suggestion {
    /// What follows for a pair so many kilometres apart.
    pub fn of(buddy: &Buddy, helped: &Helped, distance_km: Option<u32>) -> Self {
        let points = |factor| match factor {
            Factor::StageGap => buddy.stage.zip(helped.stage).map(|(ahead, behind)| gap(ahead, behind)),
            Factor::Nearness => distance_km.map(nearness),
            Factor::Impairments => Some(impairments(buddy, helped)),
            Factor::Languages => Some(covered(&buddy.languages, &helped.languages, Factor::Languages)),
            Factor::FundingMix => Some(mix(buddy, helped)),
            Factor::Stability => stability(buddy.risk),
        };
        let part = |factor: &Factor| Part { factor: *factor, points: points(*factor) };
        let speaks = |conflict: &Conflict| match conflict {
            Conflict::SameFunder => !buddy.funders.is_disjoint(&helped.funders),
            Conflict::SameArea => !buddy.councils.is_disjoint(&helped.councils),
            Conflict::BuddyAtHighRisk => buddy.risk == Risk::High,
            Conflict::LittleGovernanceEvidence => buddy.standing != Standing::Met,
        };
        Self {
            parts: <Factor as platform::words::Word>::ALL.iter().map(part).collect(),
            conflicts: <Conflict as platform::words::Word>::ALL.iter().copied().filter(speaks).collect(),
        }
    }

    /// The sum of the parts.
    pub fn points(&self) -> u32 {
        self.parts.iter().filter_map(|part| part.points).sum()
    }
}

/// Two stages ahead earn all, one two thirds; an equal or younger one teaches nothing by its stage.
fn gap(ahead: u8, behind: u8) -> u32 {
    match ahead.saturating_sub(behind) {
        0 => 0,
        1 => 20,
        _ => Factor::StageGap.most(),
    }
}

fn nearness(km: u32) -> u32 {
    let left = FAR_KM.saturating_sub(km.max(NEAR_KM));
    Factor::Nearness.most() * left / (FAR_KM - NEAR_KM)
}

/// One that is for everyone knows all; one that is asked for everyone is known in full only by such a one.
fn impairments(buddy: &Buddy, helped: &Helped) -> u32 {
    if buddy.who_for.contains(&WhoFor::Everyone) {
        return Factor::Impairments.most();
    }
    covered(&buddy.who_for, &helped.who_for, Factor::Impairments)
}

/// The share of what is needed that is there; where nothing is needed, all of it.
fn covered<T: Ord>(there: &BTreeSet<T>, needed: &BTreeSet<T>, factor: Factor) -> u32 {
    let count = |many: usize| u32::try_from(many).unwrap_or(u32::MAX);
    match count(needed.len()) {
        0 => factor.most(),
        all => count(needed.intersection(there).count()).saturating_mul(factor.most()) / all,
    }
}

/// Two kinds of money the helped side has not yet earn all, one half.
fn mix(buddy: &Buddy, helped: &Helped) -> u32 {
    match buddy.funding.difference(&helped.funding).count() {
        0 => 0,
        1 => Factor::FundingMix.most() / 2,
        _ => Factor::FundingMix.most(),
    }
}

fn stability(risk: Risk) -> Option<u32> {
    match risk {
        Risk::Low => Some(Factor::Stability.most()),
        Risk::Raised => Some(8),
        Risk::High => Some(0),
        Risk::NotEvidenced => None,
    }
}

#[cfg(test)]
mod tests;
