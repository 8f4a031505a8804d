//! The worst-off group as well off as can be, with all objectives after it, by search.
//!
//! Groups cut across chains of moves, so no one cost says it. A weight for each group does nearly: a weighted mean of groups is never
//! above the worst of them, so its least bounds the worst-off group from below. Where the bound is not met, a request is taken at
//! each of the things that can befall it (first choice, another, no one), as far as the budget goes.

use std::collections::BTreeMap;

use super::figures::{Measure, by_group, worst};
use super::stage::{Stage, Way};
use super::{Failed, Figures, Objective, Optimum, Problem, Share};

/// How many cases times requests are looked at.
const BUDGET: usize = 40_000;
const ROUNDS: usize = 8;
const HEAVIEST: i64 = 64;
const MEASURES: [Measure; 2] = [Measure::NotFirst, Measure::Wait];

struct Search<'a> {
    problem: &'a Problem,
    order: &'a [Objective],
    best: Optimum,
    left: usize,
}

/// How well off the worst-off group can be at most, and how well it was once.
struct Bounded {
    at_least: Share,
    /// The weights at which the bound and the answer are the same: only what is best by them can be as good.
    met: Option<BTreeMap<u32, i64>>,
    ways: Vec<Option<Way>>,
}

/// The best placement left by an order that begins with the worst-off group.
pub(super) fn search(problem: &Problem, stage: Stage, order: &[Objective]) -> Result<Optimum, Failed> {
    let places = stage.any()?;
    let best = Optimum { figures: Figures::of(problem, &places), places, proved: true };
    let mut search = Search { problem, order, best, left: BUDGET / (problem.known.len() + 1) + 1 };
    search.look(stage)?;
    Ok(search.best)
}

impl Search<'_> {
    fn look(&mut self, mut stage: Stage) -> Result<(), Failed> {
        if self.left == 0 {
            self.best.proved = false;
            return Ok(());
        }
        self.left -= 1;
        self.offer_fixed(stage.clone())?;
        let bound = self.bound(&mut stage)?;
        self.offer(stage.clone())?;
        if bound.compare(&self.best.figures, self.order).is_ge() {
            return Ok(());
        }
        let Some((request, classes)) = self.undecided(&stage) else { return Ok(()) };
        for class in classes {
            let mut case = stage.clone();
            case.retain(|other, way| other != request || self.class(request, way) == class);
            if case.possible()? {
                self.look(case)?;
            }
        }
        Ok(())
    }

    /// What befalls a request, as far as the measures go.
    fn class(&self, request: usize, way: Option<Way>) -> [u32; 2] {
        MEASURES.map(|measure| measure.harm(self.problem, request, way.map(|way| way.rank)))
    }

    /// A request to which more than one thing can happen.
    fn undecided(&self, stage: &Stage) -> Option<(usize, Vec<[u32; 2]>)> {
        (0..self.problem.known.len()).find_map(|request| {
            let mut classes: Vec<_> = stage.could(request).map(|way| self.class(request, way)).collect();
            classes.sort_unstable();
            classes.dedup();
            (classes.len() > 1).then_some((request, classes))
        })
    }

    /// Takes the other objectives in order and remembers the placement if it is the best so far.
    fn offer(&mut self, mut stage: Stage) -> Result<(), Failed> {
        for objective in self.order {
            stage.take(self.problem, *objective)?;
        }
        let places = stage.any()?;
        let figures = Figures::of(self.problem, &places);
        if figures.compare(&self.best.figures, self.order).is_lt() {
            self.best = Optimum { places, figures, ..self.best };
        }
        Ok(())
    }

    /// The same, where what befalls each request is what was best for the worst-off group.
    fn offer_fixed(&mut self, mut stage: Stage) -> Result<(), Failed> {
        for measure in MEASURES {
            let ways = self.bound_by(&stage, measure)?.ways;
            let harm =
                |request, way: Option<Way>| measure.harm(self.problem, request, way.map(|way| way.rank));
            stage.retain(|request, way| harm(request, way) == harm(request, ways[request]));
        }
        self.offer(stage)
    }

    /// Figures that nothing left is better than, each by itself. Drops what cannot be the best on the way.
    fn bound(&self, stage: &mut Stage) -> Result<Figures, Failed> {
        let not_first = self.bound_by(stage, Measure::NotFirst)?;
        self.keep_met(stage, Measure::NotFirst, &not_first)?;
        let wait = self.bound_by(stage, Measure::Wait)?;
        // Waits come second: what is best by them says nothing of the best if first choices have to suffer for it.
        if self.worst(Measure::NotFirst, &wait.ways) == not_first.at_least {
            self.keep_met(stage, Measure::Wait, &wait)?;
        }
        let mut bound = self.best.figures.clone();
        for objective in self.order {
            let mut alone = stage.clone();
            alone.take(self.problem, *objective)?;
            let figures = Figures::of(self.problem, &alone.any()?);
            match objective {
                Objective::Helped => bound.helped = figures.helped,
                Objective::Ranks => bound.profile = figures.profile,
                Objective::WorstOff => {
                    bound.worst_not_first = not_first.at_least;
                    bound.worst_wait = wait.at_least;
                }
                Objective::Floors => bound.short_of_floors = figures.short_of_floors,
                Objective::Fit => bound.fit = figures.fit,
            }
        }
        Ok(bound)
    }

    fn keep_met(&self, stage: &mut Stage, measure: Measure, bounded: &Bounded) -> Result<(), Failed> {
        let Some(weights) = &bounded.met else { return Ok(()) };
        stage.keep_best(|request, way| self.weighed(measure, weights, request, way))
    }

    /// What the group bears that bears most.
    fn worst(&self, measure: Measure, ways: &[Option<Way>]) -> Share {
        worst(&by_group(self.problem, measure, |request| ways[request].map(|way| way.rank)))
    }

    fn weighed(
        &self,
        measure: Measure,
        weights: &BTreeMap<u32, i64>,
        request: usize,
        way: Option<Way>,
    ) -> i64 {
        let harm = measure.harm(self.problem, request, way.map(|way| way.rank));
        weights[&self.problem.groups[request]] * i64::from(harm)
    }

    /// Bounds one measure: groups that fare badly weigh more from one round to the next.
    fn bound_by(&self, stage: &Stage, measure: Measure) -> Result<Bounded, Failed> {
        let mut weights: BTreeMap<u32, i64> = self.problem.groups.iter().map(|group| (*group, 1)).collect();
        let mut bounded = Bounded { at_least: Share::NOTHING, met: None, ways: Vec::new() };
        let mut least = None;
        for _ in 0..ROUNDS {
            let ways = stage.best(|request, way| self.weighed(measure, &weights, request, way))?.ways;
            let groups = by_group(self.problem, measure, |request| ways[request].map(|way| way.rank));
            let mean = mean(&groups, &weights);
            let worst = worst(&groups);
            bounded.at_least = bounded.at_least.max(next(&groups, mean));
            if least.is_none_or(|least| worst < least) {
                (least, bounded.ways) = (Some(worst), ways);
            }
            if worst == mean {
                bounded.met = Some(weights);
                break;
            }
            for (group, share) in &groups {
                if let Some(weight) = weights.get_mut(group).filter(|_| *share > mean) {
                    *weight = (*weight * 3 / 2 + 1).min(HEAVIEST);
                }
            }
        }
        Ok(bounded)
    }
}

/// The mean of groups by weight and size.
fn mean(groups: &BTreeMap<u32, Share>, weights: &BTreeMap<u32, i64>) -> Share {
    let mut mean = Share { part: 0, whole: 0 };
    for (group, share) in groups {
        let weight = weights[group].unsigned_abs();
        mean.part += weight * share.part;
        mean.whole += weight * share.whole;
    }
    if groups.is_empty() { Share::NOTHING } else { mean }
}

/// The least share at or above another that any group can have, as people come whole.
fn next(groups: &BTreeMap<u32, Share>, share: Share) -> Share {
    let up = |group: &Share| {
        let part = (u128::from(share.part) * u128::from(group.whole)).div_ceil(u128::from(share.whole));
        Share { part: part as u64, whole: group.whole }
    };
    groups.values().map(up).min().unwrap_or(Share::NOTHING)
}
