//! Capacity prices: what one more opening of each organisation would be worth to everybody together, now and in each week to
//! come, learnt from what was seen.
//!
//! They are the duals of a transport problem: who waits now and who asked in the weeks before (standing for those to come),
//! over the openings there are and those to be expected. Nothing of the future is known but how many openings a year
//! each organisation says it has.

use rounds::instance::{Entry, Instance};
use rounds::most_helped::solve;

use super::Failed;
use crate::draw::{Draws, Purpose};
use crate::world::{AHEAD, Person, World};
use crate::year::Desk;

/// Above any fit.
const NOBODY: u32 = 2_000_000;

/// Prices in millionths of a fit, for each organisation: now, then of each week to come.
pub struct Prices {
    prices: Vec<[i64; AHEAD + 1]>,
    draws: Draws,
}

impl Prices {
    pub fn new(world: &World) -> Self {
        let prices = vec![[0; AHEAD + 1]; world.organisations.len()];
        Self { prices, draws: Draws::new(world.seed, Purpose::Future) }
    }

    /// The price of an opening now.
    pub fn now(&self, organisation: u32) -> i64 {
        self.prices[organisation as usize][0]
    }

    /// The price of an opening that comes free so many weeks from now.
    pub fn ahead(&self, organisation: u32) -> &[i64] {
        &self.prices[organisation as usize][1..]
    }

    /// Learns the prices of this week.
    pub fn learn(&mut self, desk: &Desk<'_>) -> Result<(), Failed> {
        Future::draw(desk, self.draws.of(desk.week)).prices(desk, &mut self.prices)
    }
}

/// One future: the openings of each organisation by weeks from now, those there are first.
struct Future {
    batches: Vec<Batch>,
    starts: Vec<usize>,
}

struct Batch {
    ahead: usize,
    openings: u32,
}

impl Future {
    fn draw(desk: &Desk<'_>, draws: Draws) -> Self {
        let (mut batches, mut starts) = (Vec::new(), Vec::new());
        for (index, (organisation, free)) in
            desk.world.organisations.iter().zip(desk.openings.all()).enumerate()
        {
            starts.push(batches.len());
            let a_year = organisation.openings_a_year;
            let own = draws.of(index);
            let openings = |ahead: usize| match ahead {
                0 => free as u32,
                _ => a_year / 52 + u32::from((own.below(ahead as u64, 52) as u32) < a_year % 52),
            };
            let some = (0..=AHEAD).map(|ahead| Batch { ahead, openings: openings(ahead) });
            batches.extend(some.filter(|batch| batch.ahead == 0 || batch.openings > 0));
        }
        starts.push(batches.len());
        Self { batches, starts }
    }

    fn prices(&self, desk: &Desk<'_>, prices: &mut [[i64; AHEAD + 1]]) -> Result<(), Failed> {
        let world = desk.world;
        let mut instance = Instance::of_options(self.batches.iter().map(|batch| batch.openings).collect())?;
        let mut list = Vec::new();
        for (_, one) in desk.waiting.iter().enumerate().filter(|(at, _)| !desk.is_second(*at)) {
            let person = &world.people[one.person];
            self.entries(world, person, (desk.week - person.week, 0), &one.over, &mut list);
            instance.add(&list, i64::from(NOBODY))?;
        }
        for (person, ahead) in to_come(desk) {
            self.entries(world, person, (0, ahead), &[], &mut list);
            instance.add(&list, i64::from(NOBODY))?;
        }
        let solved = solve(instance)?;
        for (own, prices) in self.starts.windows(2).zip(prices) {
            // A week without an opening costs what the next opening before it does.
            let mut price = 0;
            let mut at = own[0];
            for (ahead, kept) in prices.iter_mut().enumerate() {
                if at < own[1] && self.batches[at].ahead == ahead {
                    price = solved.prices()[at];
                    at += 1;
                }
                *kept = price;
            }
        }
        Ok(())
    }

    /// What someone could have who has waited so many weeks and comes so many weeks from now.
    fn entries(
        &self,
        world: &World,
        person: &Person,
        (waited, comes): (usize, usize),
        over: &[u32],
        list: &mut Vec<Entry>,
    ) {
        let rules = (world.scenario.rules.opening_kept_weeks, world.scenario.people.patience_weeks);
        list.clear();
        for option in world.list(person).iter().filter(|option| !over.contains(&option.organisation)) {
            let own =
                self.starts[option.organisation as usize]..self.starts[option.organisation as usize + 1];
            for at in own {
                let ahead = self.batches[at].ahead;
                let begins = ahead.max(comes);
                if ahead + rules.0 < comes || waited + begins - comes > rules.1 {
                    continue;
                }
                let value = world.value(person, option.fit, person.week + waited + begins - comes);
                list.push(Entry { cost: NOBODY - value, option: at as u32 });
            }
        }
    }
}

/// Who asked in the weeks before, each with in how many weeks someone like them is expected.
fn to_come<'a>(desk: &Desk<'a>) -> impl Iterator<Item = (&'a Person, usize)> {
    let (world, week) = (desk.world, desk.week);
    let since = |people: &[Person], week: usize| people.partition_point(|person| person.week < week);
    let past = &world.past[since(&world.past, week.min(AHEAD))..];
    let people = &world.people[since(&world.people, week.saturating_sub(AHEAD))..since(&world.people, week)];
    let before = past.iter().map(move |person| (person, person.week + 1 - week.min(person.week)));
    before.chain(people.iter().map(move |person| (person, person.week + AHEAD + 1 - week)))
}
