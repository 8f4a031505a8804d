//! A round before it is run: both rules' figures, and who gains and who loses by another rule or other openings.

mod explain;

pub use explain::{Refusal, refusals};

use crate::lottery::Seed;
use crate::objectives::{Failed, Figures, PUBLISHED, Problem, optimum};

/// Who decides about scarce openings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Urgency, wait, alternatives, lottery; nobody can rightly complain.
    FairOrder,
    /// The published objectives.
    MostHelped,
}

/// What is tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The rule to try.
    pub rule: Rule,
    /// Options that would have another number of openings.
    pub openings: Vec<(u32, u32)>,
}

/// What each rule would come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Both {
    /// By the fair order.
    pub fair_order: Figures,
    /// By the published objectives.
    pub most_helped: Figures,
}

/// A round as it is and as it would be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Simulation {
    /// Both rules with the openings there are.
    pub now: Both,
    /// Both rules with the openings that are tried.
    pub then: Both,
    /// Where each request goes by the rule there is.
    pub places: Vec<Option<u32>>,
    /// Where each request would go by the rule that is tried.
    pub tried: Vec<Option<u32>>,
    /// Who would have an option they rank better, or one instead of none.
    pub gain: Vec<usize>,
    /// Who would have an option they rank worse, or none instead of one.
    pub lose: Vec<usize>,
}

/// Where each request goes under a rule.
pub fn places(problem: &Problem, rule: Rule, seed: &Seed) -> Result<Vec<Option<u32>>, Failed> {
    match rule {
        Rule::FairOrder => Ok(problem.round().run(seed).places),
        Rule::MostHelped => Ok(optimum(problem, &PUBLISHED)?.places),
    }
}

/// Compares a round under a rule with what it would be after a change. Openings of options that are not there are left out.
pub fn simulate(problem: &Problem, rule: Rule, change: &Change, seed: &Seed) -> Result<Simulation, Failed> {
    let mut openings = problem.round().capacities().to_vec();
    for (option, number) in &change.openings {
        openings.iter_mut().skip(*option as usize).take(1).for_each(|openings| *openings = *number);
    }
    let changed = problem.with_openings(openings);
    let (now, places) = both(problem, rule, seed)?;
    let (then, tried) = both(&changed, change.rule, seed)?;
    let rank = |request: usize, place: Option<u32>| {
        place.and_then(|option| problem.rank(request, option)).unwrap_or(u32::MAX)
    };
    let ranks = |request: usize| (rank(request, places[request]), rank(request, tried[request]));
    let of =
        |keep: fn((u32, u32)) -> bool| (0..places.len()).filter(|request| keep(ranks(*request))).collect();
    let (gain, lose) = (of(|(now, then)| then < now), of(|(now, then)| then > now));
    Ok(Simulation { now, then, gain, lose, places, tried })
}

fn both(problem: &Problem, rule: Rule, seed: &Seed) -> Result<(Both, Vec<Option<u32>>), Failed> {
    let fair = places(problem, Rule::FairOrder, seed)?;
    let most = places(problem, Rule::MostHelped, seed)?;
    let both = Both { fair_order: Figures::of(problem, &fair), most_helped: Figures::of(problem, &most) };
    Ok((both, if rule == Rule::FairOrder { fair } else { most }))
}
