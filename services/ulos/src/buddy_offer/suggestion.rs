//! How well one organisation suits another, or a council without any, as its buddy. Pure.
//!
//! Invariants: the points of a suggestion are the sum of its parts; a conflict takes no points off and is told beside them;
//! what is not evidenced earns no points and is never told as a no; what rests on money is there only when the money of both
//! sides is, so that who may not know it learns nothing of it, neither from the points nor from what they could be.
//!
//! The weights are Alongside's own: the study of 2006-7 says that successful organisations help other places, and gives no
//! numbers.

pub(crate) mod store;
pub(crate) mod wire;

use std::collections::BTreeSet;

use platform::words::Word as _;
use uuid::Uuid;

use crate::finance::outlook::Risk;
use crate::funding;
use crate::ulo::WhoFor;

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
        /// Both work for people of the same council, and so may want the same contract.
        SameArea = "same_area",
        /// Both have money of the same round of the fund.
        SameRound = "same_round",
        /// Both belong to the same consortium.
        SameConsortium = "same_consortium",
        /// They have an agreement that runs.
        BuddiesAlready = "buddies_already",
        /// None of the hours are free.
        NoFreeHours = "no_free_hours",
        /// Both live on money of the same funder.
        SameFunder = "same_funder",
        /// The buddy may not be able to go on itself.
        BuddyAtHighRisk = "buddy_at_high_risk",
    }
}

/// What one side lives on.
#[derive(Debug, Clone, PartialEq)]
pub struct Money {
    /// The kinds.
    pub kinds: BTreeSet<funding::Kind>,
    /// Who gives it, in small letters.
    pub funders: BTreeSet<String>,
    /// How likely it is that it cannot go on as it is.
    pub risk: Risk,
}

/// What is known of one side. A council without any organisation is at stage 0.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// How far it has come, 0 to 4; `None` is not evidenced.
    pub stage: Option<u8>,
    /// Names of the councils it works in.
    pub councils: BTreeSet<String>,
    /// Whom it is for; empty when that is open.
    pub who_for: BTreeSet<WhoFor>,
    /// The languages of what it offers; empty when that is open.
    pub languages: BTreeSet<String>,
    /// The rounds of the fund it has money of.
    pub rounds: BTreeSet<Uuid>,
    /// The consortia it belongs to.
    pub consortia: BTreeSet<Uuid>,
    /// Its money; `None` when whoever asks may not know it.
    pub money: Option<Money>,
}

/// Two who could work together.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair<'a> {
    /// Who would help.
    pub buddy: &'a Side,
    /// Who would be helped.
    pub helped: &'a Side,
    /// How far apart they are.
    pub distance_km: Option<u32>,
    /// How many hours the buddy has.
    pub free_hours: i32,
    /// Whether they have an agreement that runs.
    pub already: bool,
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
    /// Every factor that may be told, always in the same order.
    pub parts: Vec<Part>,
    /// What speaks against it and may be told.
    pub conflicts: Vec<Conflict>,
}

impl Suggestion {
    /// What follows for a pair.
    pub fn of(pair: &Pair<'_>) -> Self {
        let part = |factor: &Factor| Some(Part { factor: *factor, points: pair.points(*factor)? });
        Self {
            parts: Factor::ALL.iter().filter_map(part).collect(),
            conflicts: Conflict::ALL.iter().copied().filter(|conflict| pair.has(*conflict)).collect(),
        }
    }

    /// The sum of the parts.
    pub fn points(&self) -> u32 {
        self.parts.iter().filter_map(|part| part.points).sum()
    }

    /// The sum of what does not rest on money.
    pub fn points_without_money(&self) -> u32 {
        let open = self.parts.iter().filter(|part| !part.factor.rests_on_money());
        open.filter_map(|part| part.points).sum()
    }

    /// The most the parts could come to.
    pub fn most_points(&self) -> u32 {
        self.parts.iter().map(|part| part.factor.most()).sum()
    }
}

impl Factor {
    fn rests_on_money(self) -> bool {
        matches!(self, Self::FundingMix | Self::Stability)
    }
}

impl Pair<'_> {
    /// The money of both, when whoever asks may know it.
    fn money(&self) -> Option<(&Money, &Money)> {
        self.buddy.money.as_ref().zip(self.helped.money.as_ref())
    }

    /// What a factor earns, if that may be told.
    fn points(&self, factor: Factor) -> Option<Option<u32>> {
        let (buddy, helped) = (self.buddy, self.helped);
        Some(match factor {
            Factor::StageGap => buddy.stage.zip(helped.stage).map(|(ahead, behind)| gap(ahead, behind)),
            Factor::Nearness => self.distance_km.map(nearness),
            Factor::Impairments => Some(impairments(buddy, helped)),
            Factor::Languages => Some(covered(&buddy.languages, &helped.languages, factor)),
            Factor::FundingMix => self.money().map(|(buddy, helped)| Some(mix(buddy, helped)))?,
            Factor::Stability => self.money().map(|(buddy, _)| stability(buddy.risk))?,
        })
    }

    fn has(&self, conflict: Conflict) -> bool {
        let (buddy, helped) = (self.buddy, self.helped);
        let money = self.money();
        match conflict {
            Conflict::SameArea => !buddy.councils.is_disjoint(&helped.councils),
            Conflict::SameRound => !buddy.rounds.is_disjoint(&helped.rounds),
            Conflict::SameConsortium => !buddy.consortia.is_disjoint(&helped.consortia),
            Conflict::BuddiesAlready => self.already,
            Conflict::NoFreeHours => self.free_hours <= 0,
            Conflict::SameFunder => {
                money.is_some_and(|(buddy, helped)| !buddy.funders.is_disjoint(&helped.funders))
            }
            Conflict::BuddyAtHighRisk => money.is_some_and(|(buddy, _)| buddy.risk == Risk::High),
        }
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
fn impairments(buddy: &Side, helped: &Side) -> u32 {
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
fn mix(buddy: &Money, helped: &Money) -> u32 {
    match buddy.kinds.difference(&helped.kinds).count() {
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
