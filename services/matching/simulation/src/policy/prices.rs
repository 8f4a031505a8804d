//! Capacity prices: what one more opening of each organisation would be worth to everybody together, now and in each week to
//! come, learnt from what was seen.
//!
//! They are what one more opening would save in a transport problem: who waits now and people who asked before (standing for
//! those to come), over the openings there are and those to be expected. Nothing of the future is known but how many openings a
//! year each organisation says it has and how many it had so far. Each week a future is drawn, and its prices count beside
//! those learnt in the weeks before.

use rounds::instance::{Entry, Instance};
use rounds::most_helped::solve;

use super::Failed;
use super::exposure::Exposure;
use crate::draw::{Draws, Purpose};
use crate::world::{AHEAD, Person, World};
use crate::year::Desk;

/// Above any fit.
const NOBODY: u32 = 2_000_000;

/// How much prices of the weeks before count for, in tenths.
const BEFORE: i64 = 7;
/// What an organisation says of its openings counts for as much as so many that were seen.
const SAID: u64 = 48;
/// A thousandth of an opening is the unit of what is to be expected.
const UNIT: u64 = 1000;

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

    /// The prices of an opening now, and of one that comes free in each week from now.
    pub fn of(&self, organisation: u32) -> &[i64; AHEAD + 1] {
        &self.prices[organisation as usize]
    }

    /// Learns the prices of this week.
    pub fn learn(&mut self, desk: &Desk<'_>, exposure: &Exposure) -> Result<(), Failed> {
        let draws = self.draws.of(desk.week);
        let drawn = Future::draw(desk, exposure, draws).prices(desk, draws)?;
        let before = if desk.week == 0 { 0 } else { BEFORE };
        for (prices, drawn) in self.prices.iter_mut().zip(drawn) {
            let old = *prices;
            for (ahead, price) in prices.iter_mut().enumerate() {
                // What was a week further away a week ago.
                *price = (old[(ahead + 1).min(AHEAD)] * before + drawn[ahead] * (10 - before)) / 10;
            }
        }
        Ok(())
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
    fn draw(desk: &Desk<'_>, exposure: &Exposure, draws: Draws) -> Self {
        let (mut batches, mut starts) = (Vec::new(), Vec::new());
        for (index, (organisation, free)) in
            desk.world.organisations.iter().zip(desk.openings.all()).enumerate()
        {
            starts.push(batches.len());
            let said = u64::from(organisation.openings_a_year);
            let seen = SAID + u64::from(exposure.come(index));
            let a_week = UNIT * said * seen / (52 * SAID + said * (desk.week as u64 + 1));
            let own = draws.of(index);
            let openings = |ahead: usize| match ahead {
                0 => free as u32,
                _ => (a_week / UNIT) as u32 + u32::from(own.below(ahead as u64, UNIT) < a_week % UNIT),
            };
            let some = (0..=AHEAD).map(|ahead| Batch { ahead, openings: openings(ahead) });
            batches.extend(some.filter(|batch| batch.ahead == 0 || batch.openings > 0));
        }
        starts.push(batches.len());
        Self { batches, starts }
    }

    fn prices(&self, desk: &Desk<'_>, draws: Draws) -> Result<Vec<[i64; AHEAD + 1]>, Failed> {
        let world = desk.world;
        let mut instance = Instance::of_options(self.batches.iter().map(|batch| batch.openings).collect())?;
        let mut list = Vec::new();
        for (_, one) in desk.waiting.iter().enumerate().filter(|(at, _)| !desk.is_second(*at)) {
            let person = &world.people[one.person];
            self.entries(world, person, (desk.week - person.week, 0), &one.over, &mut list);
            instance.add(&list, i64::from(NOBODY))?;
        }
        for (person, ahead) in to_come(desk, draws) {
            self.entries(world, person, (0, ahead), &[], &mut list);
            instance.add(&list, i64::from(NOBODY))?;
        }
        let savings = solve(instance)?.savings();
        let mut all = vec![[0; AHEAD + 1]; world.organisations.len()];
        for (own, prices) in self.starts.windows(2).zip(&mut all) {
            // A week without an opening costs what the next opening before it does.
            let mut price = 0;
            let mut at = own[0];
            for (ahead, kept) in prices.iter_mut().enumerate() {
                if at < own[1] && self.batches[at].ahead == ahead {
                    price = savings[at];
                    at += 1;
                }
                *kept = price;
            }
        }
        Ok(all)
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
        for option in world.suited(person).iter().filter(|option| !over.contains(&option.organisation)) {
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

/// People who asked before, each with in how many weeks someone like them is expected: for each week to come, all of one of the
/// weeks before.
fn to_come<'a>(desk: &Desk<'a>, draws: Draws) -> impl Iterator<Item = (&'a Person, usize)> {
    let (world, week) = (desk.world, desk.week as i64);
    // Beyond the draws of all organisations.
    let own = draws.of(usize::MAX);
    (1..=AHEAD).flat_map(move |ahead| {
        let back = 1 + own.below(ahead as u64, AHEAD as u64) as i64;
        world.asked_in(week - back).iter().map(move |person| (person, ahead))
    })
}
