//! What a round is decided from, frozen when it is run, and what follows from it. Pure: the same drawing, rule and seed give the
//! same places on every machine, years later.

use chrono::NaiveDate;
use platform::Error;
use rounds::fair_order::{Choice as Ranked, Standing};
use rounds::lottery::Seed;
use rounds::objectives::{Failed, Problem};
use rounds::simulate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Opening, Rule};
use crate::request::need_by::NeedBy;
use crate::support::AdvocacyKind;

/// Needed within so many days, it is of the first band; the second.
const BANDS: [i64; 2] = [14, 42];
/// The group of requests that name access or language needs; all others are group 0.
const WITH_NEEDS: u32 = 1;

/// Everything a round is decided from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawing {
    /// Offerings and how many openings each has, by offering.
    pub openings: Vec<(Uuid, u32)>,
    /// How many of them should go to somebody, in the same order; none of a round kept before that was asked.
    #[serde(default)]
    pub floors: Vec<u32>,
    /// Who takes part, by request.
    pub entrants: Vec<Entrant>,
}

/// What counts for one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entrant {
    /// How the choice stands in the round.
    pub result: Uuid,
    /// Whose lottery ticket it is.
    pub request: Uuid,
    /// The urgency band.
    pub band: u8,
    /// Whole days waited.
    pub waited: u32,
    /// How many suit what they need, whatever their own limits.
    pub alternatives: u32,
    /// The group of the third objective.
    pub group: u32,
    /// What they would take, best liked first.
    pub wants: Vec<Wanted>,
}

/// One offering someone would take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// Which.
    pub offering: Uuid,
    /// How it is ranked, the smaller the better.
    pub rank: u32,
    /// How well it fits, in thousandths.
    pub fit: u32,
}

/// Where someone was placed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// How the choice stands in the round.
    pub result: Uuid,
    /// What they were given.
    pub offering: Option<Uuid>,
    /// What they rank better, or everything when they were given nothing, best liked first.
    pub not_given: Vec<Uuid>,
}

impl Drawing {
    /// A round of these openings, each with its exposure floor.
    pub fn new(openings: &[(Opening, u32)], mut entrants: Vec<Entrant>) -> Self {
        entrants.sort_by_key(|entrant| entrant.request);
        let count = |opening: &Opening| (opening.offering, opening.count());
        let floors = openings.iter().map(|(_, floor)| *floor).collect();
        Self { openings: openings.iter().map(|(opening, _)| count(opening)).collect(), floors, entrants }
    }

    /// The same as `rounds` knows it: requests and options by their place in the lists.
    ///
    /// # Errors
    /// [`Error::Internal`] when there are more than can be counted.
    pub fn problem(&self) -> Result<Problem, Error> {
        let capacities = self.openings.iter().map(|(_, openings)| *openings).collect();
        let mut problem = Problem::of_options(capacities, &self.floors);
        for entrant in &self.entrants {
            let ranked = entrant.wants.iter().filter_map(|wanted| {
                let option = u32::try_from(self.option(wanted.offering)?).ok()?;
                Some((Ranked { option, rank: wanted.rank, band: entrant.band }, wanted.fit))
            });
            let ranked: Vec<(Ranked, u32)> = ranked.collect();
            let standing = Standing {
                id: entrant.request.as_u128(),
                waited: entrant.waited,
                alternatives: entrant.alternatives,
            };
            problem
                .add(standing, entrant.group, &ranked)
                .map_err(|unfit| Error::internal(format!("a round that cannot be run: {unfit:?}")))?;
        }
        Ok(problem)
    }

    /// Where everyone is placed.
    ///
    /// # Errors
    /// [`Error::Internal`] when an optimum does not prove itself.
    pub fn decide(&self, rule: Rule, seed: &Seed) -> Result<Vec<Placed>, Error> {
        let problem = self.problem()?;
        let places = simulate::places(&problem, rule.into(), seed).map_err(failed)?;
        Ok(self.entrants.iter().zip(places).map(|(entrant, place)| self.placed(entrant, place)).collect())
    }

    /// The offering that is option of that number.
    pub fn offering(&self, option: u32) -> Option<Uuid> {
        self.openings.get(option as usize).map(|(offering, _)| *offering)
    }

    /// The number of an offering.
    pub fn option(&self, offering: Uuid) -> Option<usize> {
        self.openings.iter().position(|(known, _)| *known == offering)
    }

    fn placed(&self, entrant: &Entrant, place: Option<u32>) -> Placed {
        let offering = place.and_then(|option| self.offering(option));
        let given = entrant.wants.iter().find(|wanted| Some(wanted.offering) == offering);
        let better = |wanted: &&Wanted| given.is_none_or(|given| wanted.rank < given.rank);
        let not_given = entrant.wants.iter().filter(better).map(|wanted| wanted.offering).collect();
        Placed { result: entrant.result, offering, not_given }
    }
}

impl From<Rule> for simulate::Rule {
    fn from(rule: Rule) -> Self {
        match rule {
            Rule::FairOrder => Self::FairOrder,
            Rule::MostHelped => Self::MostHelped,
        }
    }
}

/// The urgency band of a request when the round closes.
pub fn band(need_by: Option<NeedBy>, advocacy: Option<AdvocacyKind>, close_date: NaiveDate) -> u8 {
    let days = need_by.map_or(i64::MAX, |need_by| (need_by.date - close_date).num_days());
    let by_date = BANDS.iter().filter(|within| days > **within).count();
    let by_right = if advocacy.is_some_and(AdvocacyKind::is_by_right) { 1 } else { BANDS.len() };
    u8::try_from(by_date.min(by_right)).unwrap_or(u8::MAX)
}

/// The group of a request with these needs.
pub fn group(needs: &[String]) -> u32 {
    if needs.is_empty() { 0 } else { WITH_NEEDS }
}

/// An optimum that does not prove itself is no answer.
pub fn failed(failed: Failed) -> Error {
    Error::internal(failed.to_string())
}
