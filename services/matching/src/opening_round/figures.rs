//! What a round comes to, and what it would come to: counts only.

use platform::Error;
use reference::few::SMALLEST_TOLD;
use rounds::lottery::Seed;
use rounds::objectives::{self, Problem, price};
use rounds::simulate::{self, Change, simulate};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Rule;
use super::draw::{Drawing, Placed, failed};

platform::words! {
    /// The published objectives, in their order.
    pub enum Objective {
        /// Most people with an option they accept.
        Helped = "helped",
        /// The best rank profile.
        Ranks = "ranks",
        /// The group worst off as well off as can be.
        WorstOff = "worst_off",
        /// Fewest places short of exposure floors.
        Floors = "floors",
        /// The best fit together.
        Fit = "fit",
    }
}

/// The figures of one placement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// How many people.
    pub people: u32,
    /// How many have an option they accept.
    pub helped: u32,
    /// How many have their first choice, their second, and so on.
    pub by_rank: Vec<u32>,
    /// By how many thousandths more have no first choice in the group worst off; nothing of few people.
    pub gap: Option<u32>,
    /// How many places offerings are short of their exposure floors.
    #[serde(default)]
    pub short_of_floors: u32,
    /// The fit of all together, in thousandths.
    pub fit: u64,
}

/// Both rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Both {
    /// By the fair order.
    pub fair_order: Figures,
    /// By the published objectives.
    pub most_helped: Figures,
}

/// What an objective costs the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Price {
    /// Which.
    pub objective: Objective,
    /// Without it.
    pub left_out: Figures,
    /// Had it come first.
    pub put_first: Figures,
}

/// What a round came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// Both rules.
    pub both: Both,
    /// What the third and fourth objective cost.
    pub prices: Vec<Price>,
}

/// A round as it is and as it would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    /// With the openings there are.
    pub now: Both,
    /// With those tried.
    pub then: Both,
    /// How many gain.
    pub gain: usize,
    /// How many lose.
    pub lose: usize,
}

/// Decides a round, and says what it came to.
///
/// # Errors
/// [`Error::Internal`] when an optimum does not prove itself.
pub fn run(drawing: &Drawing, rule: Rule, seed: &Seed) -> Result<(Run, Vec<Placed>), Error> {
    let problem = drawing.problem()?;
    let (optimum, prices) = price(&problem).map_err(failed)?;
    let fair = simulate::places(&problem, simulate::Rule::FairOrder, seed).map_err(failed)?;
    let both = Both {
        fair_order: Figures::of(&problem, &objectives::Figures::of(&problem, &fair)),
        most_helped: Figures::of(&problem, &optimum.figures),
    };
    let prices = prices.into_iter().map(|price| Price {
        objective: price.objective.into(),
        left_out: Figures::of(&problem, &price.left_out),
        put_first: Figures::of(&problem, &price.put_first),
    });
    let prices = prices.collect();
    Ok((Run { both, prices }, drawing.decide(rule, seed)?))
}

/// Compares a round with what it would be by another rule or with other openings.
///
/// # Errors
/// [`Error::Internal`] when an optimum does not prove itself.
pub fn try_out(
    drawing: &Drawing,
    seed: &Seed,
    (rule, other): (Rule, Rule),
    openings: &[(Uuid, u32)],
) -> Result<Tried, Error> {
    let problem = drawing.problem()?;
    let openings = openings
        .iter()
        .filter_map(|(offering, number)| Some((u32::try_from(drawing.option(*offering)?).ok()?, *number)));
    let change = Change { rule: other.into(), openings: openings.collect() };
    let tried = simulate(&problem, rule.into(), &change, seed).map_err(failed)?;
    let both = |both: &simulate::Both| Both {
        fair_order: Figures::of(&problem, &both.fair_order),
        most_helped: Figures::of(&problem, &both.most_helped),
    };
    let (now, then) = (both(&tried.now), both(&tried.then));
    Ok(Tried { now, then, gain: tried.gain.len(), lose: tried.lose.len() })
}

impl Figures {
    fn of(problem: &Problem, figures: &objectives::Figures) -> Self {
        let count = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        let people = u32::try_from(problem.round().requests()).unwrap_or(u32::MAX);
        Self {
            people,
            helped: count(figures.helped),
            by_rank: figures.profile.iter().map(|number| count(*number)).collect(),
            gap: (people >= SMALLEST_TOLD).then(|| count(figures.gap() / 1000)),
            short_of_floors: count(figures.short_of_floors),
            fit: figures.fit,
        }
    }
}

impl From<objectives::Objective> for Objective {
    fn from(objective: objectives::Objective) -> Self {
        match objective {
            objectives::Objective::Helped => Self::Helped,
            objectives::Objective::Ranks => Self::Ranks,
            objectives::Objective::WorstOff => Self::WorstOff,
            objectives::Objective::Floors => Self::Floors,
            objectives::Objective::Fit => Self::Fit,
        }
    }
}
