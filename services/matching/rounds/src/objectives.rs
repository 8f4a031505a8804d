//! The best placement by objectives in a published order, each counting only where all before it are equal.
//!
//! Most people with an option they accept; the best rank profile; the worst-off group as well off as can be; exposure floors; total
//! fit. Objectives are taken one after another in whole numbers, so nothing is weighed against anything and nothing overflows.

mod figures;
mod price;
mod stage;
mod worst_off;

use std::fmt;

pub use figures::{Figures, Share};
pub use price::{Price, price};

use crate::certificate::Doubt;
use crate::fair_order::{Choice, Round, Standing, Unfit};
use stage::Stage;

/// The highest fit of a choice.
pub const HIGHEST_FIT: u32 = 1000;

/// What a placement can be good at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Objective {
    /// As many people as possible with an option they accept.
    Helped,
    /// As many first choices as possible, then as many second choices, and so on.
    Ranks,
    /// The group that fares worst fares as well as possible: first by first choices, then by days waited of those with no one. With as
    /// many first choices in all, this is the smallest gap to the average; nobody is made worse off only to look even.
    WorstOff,
    /// As few places short of the options' exposure floors as possible.
    Floors,
    /// The highest sum of fit.
    Fit,
}

/// The published order.
pub const PUBLISHED: [Objective; 5] =
    [Objective::Helped, Objective::Ranks, Objective::WorstOff, Objective::Floors, Objective::Fit];

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failed {
    /// An optimum did not prove itself.
    Doubt(Doubt),
    /// There are more options than whole numbers can keep apart; over a million.
    TooLarge,
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Doubt(doubt) => doubt.fmt(f),
            Self::TooLarge => write!(f, "more options than whole numbers can keep apart"),
        }
    }
}

impl std::error::Error for Failed {}

impl From<Doubt> for Failed {
    fn from(doubt: Doubt) -> Self {
        Self::Doubt(doubt)
    }
}

/// A round with what else the objectives ask: groups, fits and floors.
#[derive(Clone, Debug)]
pub struct Problem {
    round: Round,
    floors: Vec<u32>,
    groups: Vec<u32>,
    /// Of each choice of each request, in the round's order: the rank counted from zero without holes, and the fit.
    known: Vec<Vec<Known>>,
}

#[derive(Clone, Copy, Debug)]
struct Known {
    rank: u32,
    fit: u32,
}

/// An answer, and whether it is known to be the best.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Optimum {
    /// Where each request goes.
    pub places: Vec<Option<u32>>,
    /// What the places come to.
    pub figures: Figures,
    /// No answer is better. The objectives on both sides of the worst-off group are always exact for what was decided about
    /// groups; that decision is searched for, and the search may end early in a large round.
    pub proved: bool,
}

impl Problem {
    /// Nobody yet, these openings of each option, and how many places each should at least have. A floor counts up to the openings.
    pub fn of_options(capacities: Vec<u32>, floors: &[u32]) -> Self {
        let mut floors = floors.to_vec();
        floors.resize(capacities.len(), 0);
        Self { round: Round::of_options(capacities), floors, groups: Vec::new(), known: Vec::new() }
    }

    /// Adds a request of a group, with its choices and how well each fits, in thousandths.
    pub fn add(&mut self, standing: Standing, group: u32, choices: &[(Choice, u32)]) -> Result<usize, Unfit> {
        let ranked: Vec<Choice> = choices.iter().map(|(choice, _)| *choice).collect();
        let request = self.round.add(standing, &ranked)?;
        let mut known: Vec<Known> = Vec::new();
        let mut before = None;
        for choice in self.round.choices(request) {
            let same = choices.iter().filter(|(other, _)| other.option == choice.option);
            let fit = same.map(|(_, fit)| *fit).max().unwrap_or(0).min(HIGHEST_FIT);
            let last = known.last().map_or(0, |known| known.rank);
            let rank = last + u32::from(before.is_some_and(|before| before != choice.rank));
            known.push(Known { rank, fit });
            before = Some(choice.rank);
        }
        self.known.push(known);
        self.groups.push(group);
        Ok(request)
    }

    /// The round itself.
    pub fn round(&self) -> &Round {
        &self.round
    }

    /// The group of a request.
    pub fn group(&self, request: usize) -> u32 {
        self.groups[request]
    }

    /// The same with other openings.
    pub fn with_openings(&self, capacities: Vec<u32>) -> Self {
        let mut other = self.clone();
        other.round.capacities = capacities;
        other
    }

    /// The rank a request gives to an option, zero for its first choice; `None` if it did not choose it.
    pub fn rank(&self, request: usize, option: u32) -> Option<u32> {
        self.of(request, option).map(|known| known.rank)
    }

    /// The floor of each option that counts with the openings there are.
    fn floors(&self) -> impl Iterator<Item = u32> + '_ {
        self.floors.iter().zip(self.round.capacities()).map(|(floor, openings)| *floor.min(openings))
    }

    fn of(&self, request: usize, option: u32) -> Option<Known> {
        let index = self.round.choices(request).iter().position(|choice| choice.option == option)?;
        Some(self.known[request][index])
    }

    /// How many ranks there are.
    fn ranks(&self) -> usize {
        let last = |known: &Vec<Known>| known.last().map_or(0, |known| known.rank as usize + 1);
        self.known.iter().map(last).max().unwrap_or(0)
    }
}

/// The best placement by these objectives in this order.
pub fn optimum(problem: &Problem, order: &[Objective]) -> Result<Optimum, Failed> {
    take_all(problem, Stage::of(problem), order)
}

/// The best placement in which a request has this option; `None` if it cannot have it.
pub fn optimum_if_given(
    problem: &Problem,
    order: &[Objective],
    (request, option): (usize, u32),
) -> Result<Option<Optimum>, Failed> {
    let mut stage = Stage::of(problem);
    let seats = stage.clone();
    stage.retain(|other, way| other != request || way.is_some_and(|way| seats.option(way) == option));
    if stage.possible()? { take_all(problem, stage, order).map(Some) } else { Ok(None) }
}

fn take_all(problem: &Problem, mut stage: Stage, order: &[Objective]) -> Result<Optimum, Failed> {
    for (index, objective) in order.iter().enumerate() {
        if *objective == Objective::WorstOff {
            return worst_off::search(problem, stage, &order[index..]);
        }
        stage.take(problem, *objective)?;
    }
    let places = stage.any()?;
    Ok(Optimum { figures: Figures::of(problem, &places), places, proved: true })
}
