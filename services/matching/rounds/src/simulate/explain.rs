//! Why a request did not get what it ranks better. Each reason is checked by running the round again, so it is true.

use super::Rule;
use crate::fair_order::{Choice, Standing};
use crate::lottery::Seed;
use crate::objectives::{Failed, Figures, Objective, PUBLISHED, Problem, optimum, optimum_if_given};

/// Why an option went to others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It has no openings.
    NoOpenings,
    /// The last who has it is more urgent.
    Urgency {
        /// The band of the last who has it.
        band: u8,
    },
    /// The last who has it has waited longer.
    Wait {
        /// How long the last who has it has waited.
        waited: u32,
        /// With so many more days' wait this request would have it, or one it ranks as well; `None` if no wait is long enough.
        days_short: Option<u32>,
    },
    /// The last who has it has waited as long and has fewer alternatives.
    Alternatives {
        /// How many the last who has it has.
        alternatives: u32,
        /// As with the wait.
        days_short: Option<u32>,
    },
    /// The last who has it is equal in all and came first in the lottery.
    Lottery {
        /// As with the wait.
        days_short: Option<u32>,
    },
    /// This objective would suffer most, in the published order, if the request had it.
    Objective {
        /// Which.
        objective: Objective,
        /// What the round would come to.
        figures: Figures,
    },
    /// It could have had it: the round would come to the same, and of equals one is taken.
    Equal,
}

/// Why a request did not get each choice it ranks better than what it has; `most` days are tried.
pub fn refusals(
    problem: &Problem,
    rule: Rule,
    seed: &Seed,
    (request, most): (usize, u32),
) -> Result<Vec<(u32, Refusal)>, Failed> {
    let places = super::places(problem, rule, seed)?;
    let rank = |option: u32| problem.rank(request, option).unwrap_or(u32::MAX);
    let has = places[request].map_or(u32::MAX, rank);
    let better = problem.round().choices(request).iter().filter(|choice| rank(choice.option) < has);
    let wanted: Vec<Choice> = better.copied().collect();
    let figures = match rule {
        Rule::MostHelped if !wanted.is_empty() => optimum(problem, &PUBLISHED)?.figures,
        _ => Figures::of(problem, &places),
    };
    let refusal = |choice: Choice| {
        if problem.round().capacities()[choice.option as usize] == 0 {
            return Ok((choice.option, Refusal::NoOpenings));
        }
        let refusal = match rule {
            Rule::FairOrder => cut_off(problem, seed, &places, (request, choice, most)),
            Rule::MostHelped => dearer(problem, &figures, (request, choice))?,
        };
        Ok((choice.option, refusal))
    };
    wanted.into_iter().map(refusal).collect()
}

/// What puts a request behind the last who has an option.
fn cut_off(
    problem: &Problem,
    seed: &Seed,
    places: &[Option<u32>],
    (request, choice, most): (usize, Choice, u32),
) -> Refusal {
    let round = problem.round();
    let order = round.order(seed);
    let band = |other: usize| {
        let of = round.choices(other).iter().find(|other| other.option == choice.option);
        of.map_or(u8::MAX, |choice| choice.band)
    };
    let kept = (0..places.len()).filter(|other| places[*other] == Some(choice.option));
    let Some(last) = kept.max_by_key(|other| (band(*other), order[*other])) else {
        return Refusal::NoOpenings;
    };
    if band(last) < choice.band {
        return Refusal::Urgency { band: band(last) };
    }
    let days_short = round.days_short(seed, request, choice.option, most);
    let (own, Standing { waited, alternatives, .. }) = (round.standing(request), round.standing(last));
    if waited > own.waited {
        Refusal::Wait { waited, days_short }
    } else if alternatives < own.alternatives {
        Refusal::Alternatives { alternatives, days_short }
    } else {
        Refusal::Lottery { days_short }
    }
}

/// What the round would lose.
fn dearer(
    problem: &Problem,
    figures: &Figures,
    (request, choice): (usize, Choice),
) -> Result<Refusal, Failed> {
    let Some(given) = optimum_if_given(problem, &PUBLISHED, (request, choice.option))? else {
        return Ok(Refusal::NoOpenings);
    };
    let suffers = |objective: &&Objective| figures.compare(&given.figures, &[**objective]).is_lt();
    Ok(match PUBLISHED.iter().find(suffers) {
        Some(objective) => Refusal::Objective { objective: *objective, figures: given.figures },
        None => Refusal::Equal,
    })
}
