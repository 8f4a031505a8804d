//! Why a round gave someone what it gave them, worked out again from what it was decided from, so that it is true.
//!
//! The wait of the last who has an offering is somebody else's. As with queues it is told in whole weeks, and only of offerings
//! that gave at least eight places; else only which step decided.

use platform::Error;
use reference::few::SMALLEST_TOLD;
use rounds::lottery::Seed;
use rounds::simulate::{self, Refusal};
use uuid::Uuid;

use crate::opening_round::Rule;
use crate::opening_round::draw::{Drawing, failed};
use crate::opening_round::figures::Objective;

/// The most weeks that are told.
const MOST_WEEKS: u32 = 52;

platform::words! {
    /// The step that decided.
    pub enum Reason {
        /// No openings.
        NoOpenings = "no_openings",
        /// Others are more urgent.
        Urgency = "urgency",
        /// Others have waited longer.
        Wait = "wait",
        /// Others have fewer alternatives.
        Alternatives = "alternatives",
        /// Others came first in the lottery.
        Lottery = "lottery",
        /// An objective would have come out worse.
        Objective = "objective",
        /// It made no difference.
        Equal = "equal",
    }
}

/// What counted for someone, and why they did not get what they rank better.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// The urgency band.
    pub band: u8,
    /// Whole days waited.
    pub waited: u32,
    /// How many options fitted.
    pub alternatives: u32,
    /// The lottery ticket.
    pub ticket: u128,
    /// How they ranked what they were given, from 1.
    pub rank: Option<u32>,
    /// Why not what they rank better.
    pub refusals: Vec<Refused>,
}

/// Why one offering went to others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    /// Which.
    pub offering: Uuid,
    /// The step that decided.
    pub reason: Reason,
    /// With how many more weeks' wait it had been theirs.
    pub weeks_short: Option<u32>,
    /// How many weeks the last who has it had waited.
    pub last_waited_weeks: Option<u32>,
    /// Which objective.
    pub objective: Option<Objective>,
}

/// Explains one result; nothing when it took no part.
///
/// # Errors
/// [`Error::Internal`] when an optimum does not prove itself.
pub fn explain(drawing: &Drawing, rule: Rule, seed: &Seed, result: Uuid) -> Result<Option<Explained>, Error> {
    let Some(index) = drawing.entrants.iter().position(|entrant| entrant.result == result) else {
        return Ok(None);
    };
    let entrant = &drawing.entrants[index];
    let problem = drawing.problem()?;
    let places = simulate::places(&problem, rule.into(), seed).map_err(failed)?;
    let given = |option: u32| places.iter().filter(|place| **place == Some(option)).count();
    let refusals =
        simulate::refusals(&problem, rule.into(), seed, (index, 7 * MOST_WEEKS)).map_err(failed)?;
    let refusals = refusals.into_iter().filter_map(|(option, refusal)| {
        Some(Refused::of(drawing.offering(option)?, &refusal, given(option) >= SMALLEST_TOLD as usize))
    });
    Ok(Some(Explained {
        band: entrant.band,
        waited: entrant.waited,
        alternatives: entrant.alternatives,
        ticket: seed.ticket(entrant.request.as_u128()),
        rank: places[index].and_then(|option| problem.rank(index, option)).map(|rank| rank + 1),
        refusals: refusals.collect(),
    }))
}

impl Refused {
    fn of(offering: Uuid, refusal: &Refusal, many: bool) -> Self {
        let (reason, days_short, waited, objective) = match refusal {
            Refusal::NoOpenings => (Reason::NoOpenings, None, None, None),
            Refusal::Urgency { .. } => (Reason::Urgency, None, None, None),
            Refusal::Wait { waited, days_short } => (Reason::Wait, *days_short, Some(*waited), None),
            Refusal::Alternatives { days_short, .. } => (Reason::Alternatives, *days_short, None, None),
            Refusal::Lottery { days_short } => (Reason::Lottery, *days_short, None, None),
            Refusal::Objective { objective, .. } => {
                (Reason::Objective, None, None, Some((*objective).into()))
            }
            Refusal::Equal => (Reason::Equal, None, None, None),
        };
        Self {
            offering,
            reason,
            weeks_short: days_short.filter(|_| many).map(|days| days.div_ceil(7).max(1)),
            last_waited_weeks: waited.filter(|_| many).map(|days| days / 7),
            objective,
        }
    }
}
