//! Single changes of the person's own limits, and how many more would fit then: found by trying, so it is true.
//!
//! Only changes that loosen: who fits now fits still. Only those who cover the person's council can ever fit, and all of
//! them are among the candidates, so what is counted here is counted over every option there is.

use std::collections::BTreeSet;

use platform::words::Word as _;
use uuid::Uuid;

use super::board::Board;
use super::candidate::{Asking, Candidate};
use super::change::{Change, FURTHEST_KM, MOST_LANGUAGES};
use super::rule::{Rule, Rules};
use super::shape::Widening;
use crate::support::{DeliveryMode, WhoFor};

/// How many are told of.
const MOST_WIDENINGS: usize = 8;
/// Distances people think in.
const STEPS_KM: [u16; 11] = [5, 10, 15, 20, 30, 40, 60, 80, 100, 200, FURTHEST_KM];
/// Prices people think in: whole five pounds.
const STEP_PENCE: i64 = 500;
/// How many distances and prices are told of.
const MOST_STEPS: usize = 2;

/// Every single change that brings more in: most first, then in the order they are thought of.
pub fn widenings(asking: &Asking<'_>, candidates: &[Candidate<'_>], board: &Board) -> Vec<Widening> {
    let out = candidates.iter().enumerate().filter_map(|(which, candidate)| {
        let rules = board.rules(which);
        (!rules.is_empty() && !rules.are_final()).then_some((candidate, rules))
    });
    let search = Search { asking, out: out.collect() };
    let mut found = search.each();
    found.extend(search.first_steps(search.further()));
    found.extend(search.first_steps(search.dearer()));
    found.sort_by_key(|widening| std::cmp::Reverse(widening.more));
    found.truncate(MOST_WIDENINGS);
    found
}

/// The search over those a change could bring in.
struct Search<'a> {
    asking: &'a Asking<'a>,
    out: Vec<(&'a Candidate<'a>, Rules)>,
}

impl Search<'_> {
    fn try_out(&self, change: Change, ulo: Option<Uuid>) -> Option<Widening> {
        let mut wants = self.asking.wants.clone();
        change.apply(&mut wants, ulo.unwrap_or_default());
        let asking = Asking::of(self.asking.asker, &wants);
        let brought_in =
            self.out.iter().filter(|(candidate, _)| Rules::broken(&asking, candidate).is_empty());
        let more = u32::try_from(brought_in.count()).unwrap_or(u32::MAX);
        (more > 0).then_some(Widening { change, ulo, more })
    }

    /// Whether a rule leaves anyone out: no use trying to lift it otherwise.
    fn is_against_some(&self, rule: Rule) -> bool {
        self.out.iter().any(|(_, rules)| rules.has(rule))
    }

    fn each(&self) -> Vec<Widening> {
        let (wants, limits) = (self.asking.wants, &self.asking.wants.constraints);
        let mut changes: Vec<Change> = Vec::new();
        if self.is_against_some(Rule::AdvocacyKind) || self.is_against_some(Rule::PeerSupportModel) {
            changes.push(Change::AnySort);
        }
        if self.is_against_some(Rule::WhoFor) {
            let new = WhoFor::ALL.iter().filter(|who| !wants.who_for.contains(who));
            changes.extend(new.map(|who| Change::AddWhoFor(*who)));
        }
        if !limits.delivery_modes.is_empty() {
            let new = DeliveryMode::ALL.iter().filter(|mode| !wants.accepts(**mode));
            changes.extend(new.map(|mode| Change::AddDeliveryMode(*mode)));
        }
        if self.is_against_some(Rule::Language) && limits.languages.len() < MOST_LANGUAGES {
            let spoken = self.out.iter().flat_map(|(candidate, _)| &candidate.offering.languages);
            let spoken: BTreeSet<&String> = spoken.filter(|tag| !limits.languages.contains(tag)).collect();
            changes.extend(spoken.into_iter().cloned().map(Change::AddLanguage));
        }
        if self.is_against_some(Rule::MustHave) {
            changes.extend(limits.must_have.iter().cloned().map(Change::DropMustHave));
        }
        let of_anyone = changes.into_iter().filter_map(|change| self.try_out(change, None));
        let avoided = limits.avoid_ulos.iter();
        of_anyone.chain(avoided.filter_map(|ulo| self.try_out(Change::StopAvoiding, Some(*ulo)))).collect()
    }

    /// Further than now, step by step.
    fn further(&self) -> Vec<Change> {
        let now = self.asking.wants.constraints.max_distance_km.unwrap_or(FURTHEST_KM);
        STEPS_KM.into_iter().filter(|km| *km > now).map(Change::GoFurther).collect()
    }

    /// More than now, step by step: each price of those left out by it, rounded up.
    fn dearer(&self) -> Vec<Change> {
        let dear = self.out.iter().filter(|(_, rules)| rules.has(Rule::Price));
        let whole = |pence: i64| pence.saturating_add(STEP_PENCE - 1) / STEP_PENCE * STEP_PENCE;
        let prices: BTreeSet<i64> =
            dear.map(|(candidate, _)| whole(candidate.offering.price_pence)).collect();
        prices.into_iter().map(Change::PayMore).collect()
    }

    /// The first steps that bring in more than the step before.
    fn first_steps(&self, steps: Vec<Change>) -> Vec<Widening> {
        let mut found: Vec<Widening> = Vec::new();
        for widening in steps.into_iter().filter_map(|step| self.try_out(step, None)) {
            if found.last().is_none_or(|last| last.more < widening.more) {
                found.push(widening);
            }
            if found.len() == MOST_STEPS {
                break;
            }
        }
        found
    }
}
