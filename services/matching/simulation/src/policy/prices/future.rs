//! One future as it may turn out, and what openings are worth in it.
//!
//! It is a transport problem: who waits now and people who asked before (standing for those to come), over the openings there are
//! and those to be expected. A price is what one more opening would save in it.

use rounds::instance::{Entry, Instance};
use rounds::most_helped::solve;

use super::{Priced, Weeks};
use crate::draw::Draws;
use crate::policy::Failed;
use crate::policy::exposure::Exposure;
use crate::world::{AHEAD, Person, World};
use crate::year::Desk;

/// Above any fit.
const NOBODY: u32 = 2_000_000;
/// What an organisation says of its openings counts for as much as so many that were seen.
const SAID: u64 = 48;
/// A millionth of an opening is the unit of what is to be expected.
const UNIT: u64 = 1_000_000;
/// As many people are expected each week as in one of so many before.
const AS_MANY_AS: u64 = 4;

pub struct Future<'a> {
    /// The openings of each organisation by weeks from now, those there are first.
    batches: Vec<Batch>,
    /// Where each organisation's begin.
    starts: Vec<usize>,
    /// Who comes, and in how many weeks.
    to_come: Vec<(&'a Person, usize)>,
}

struct Batch {
    ahead: usize,
    openings: u32,
}

impl<'a> Future<'a> {
    pub fn draw(desk: &Desk<'a>, exposure: &Exposure, draws: Draws, told_end: bool) -> Self {
        let (mut batches, mut starts) = (Vec::new(), Vec::new());
        for (index, free) in desk.openings.all().enumerate() {
            starts.push(batches.len());
            let (a_week, own) = (a_week(desk, exposure, index), draws.of(index));
            batches.push(Batch { ahead: 0, openings: free as u32 });
            let some = (1..=AHEAD).map(|ahead| Batch { ahead, openings: openings(own.of(ahead), a_week) });
            batches.extend(some.filter(|batch| batch.openings > 0));
        }
        starts.push(batches.len());
        // Beyond the draws of all organisations.
        Self { batches, starts, to_come: to_come(desk, draws.of(usize::MAX), told_end) }
    }

    pub fn solve(&self, desk: &Desk<'_>) -> Result<Priced, Failed> {
        let world = desk.world;
        let mut instance = Instance::of_options(self.batches.iter().map(|batch| batch.openings).collect())?;
        let mut list = Vec::new();
        for (_, one) in desk.waiting.iter().enumerate().filter(|(at, _)| !desk.is_second(*at)) {
            let person = &world.people[one.person];
            self.entries(world, person, (desk.week - person.week, 0), &one.over, &mut list);
            instance.add(&list, i64::from(NOBODY))?;
        }
        for (person, ahead) in &self.to_come {
            self.entries(world, person, (0, *ahead), &[], &mut list);
            instance.add(&list, i64::from(NOBODY))?;
        }
        let savings = solve(instance)?.savings();
        let own = |starts: &[usize]| starts[0]..starts[1];
        let prices =
            self.starts.windows(2).map(|starts| by_week(&self.batches[own(starts)], &savings[own(starts)]));
        let open = self.starts.windows(2).map(|starts| {
            let some = self.batches[own(starts)].iter().filter(|batch| batch.openings > 0);
            some.fold(0, |open, batch| open | 1 << batch.ahead)
        });
        Ok(Priced { prices: prices.collect(), open: open.collect() })
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

/// How many openings an organisation can be expected to have a week, in millionths, from what it says and what was seen.
fn a_week(desk: &Desk<'_>, exposure: &Exposure, organisation: usize) -> u64 {
    let said = u64::from(desk.world.organisations[organisation].openings_a_year);
    let seen = SAID + u64::from(exposure.come(organisation));
    UNIT * said * seen / (52 * SAID + said * (desk.week as u64 + 1))
}

/// How many come free in a week, where so many are expected: each by itself, so that there are now none and now several.
fn openings(draws: Draws, expected: u64) -> u32 {
    let parts = 4 * (expected / UNIT + 1);
    (0..parts).map(|part| u32::from(draws.below(part, UNIT) < expected / parts)).sum()
}

/// Who comes in each week, and in how many weeks: as many as in one of the last weeks, and any of all who have asked so far.
fn to_come<'a>(desk: &Desk<'a>, draws: Draws, told_end: bool) -> Vec<(&'a Person, usize)> {
    let world = desk.world;
    let asked = &world.people[..world.people.partition_point(|person| person.week <= desk.week)];
    let all = world.past.len() + asked.len();
    let mut come = Vec::new();
    for ahead in (1..=AHEAD).filter(|ahead| !told_end || desk.week + ahead < world.scenario.weeks) {
        let own = draws.of(ahead);
        let back = own.below(0, AS_MANY_AS) as i64;
        for which in 0..world.asked_in(desk.week as i64 - back).len() {
            let one = own.below(1 + which as u64, all as u64) as usize;
            let person = world.past.get(one).unwrap_or_else(|| &asked[one - world.past.len()]);
            come.push((person, ahead));
        }
    }
    come
}

/// Each week's price. A week without an opening costs what the next opening before it does.
fn by_week(batches: &[Batch], savings: &[i64]) -> Weeks {
    let mut weeks = [0; AHEAD + 1];
    for (batch, price) in batches.iter().zip(savings) {
        weeks[batch.ahead..].fill(*price);
    }
    weeks
}
