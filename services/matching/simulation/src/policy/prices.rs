//! Capacity prices: what one more opening of each organisation would be worth to everybody together, now and in each week to
//! come; and what someone can look forward to who goes on waiting.
//!
//! Nothing of the future is known but when people stop asking, how many openings a year each organisation says it has, and what
//! was seen so far. Each week some futures are drawn from that and solved; those of the weeks before count beside them. A price is
//! the mean of what an opening is worth in each, and so is what to look forward to: in each future it is the best of the openings
//! that come in it, since whoever waits can take whichever it turns out to be.

mod future;

use std::collections::VecDeque;

use future::Future;

use super::exposure::Exposure;
use super::{Failed, Way};
use crate::draw::{Draws, Purpose};
use crate::world::{AHEAD, World};
use crate::year::Desk;

/// Futures drawn each week.
const DRAWN: usize = 3;
/// For how many weeks they count.
const COUNTED: usize = 3;

/// Something of now, then of each week to come.
pub type Weeks = [i64; AHEAD + 1];

/// Prices in millionths of a fit.
pub struct Prices {
    /// The mean of those in each future, for each organisation.
    means: Vec<Weeks>,
    /// The latest last.
    futures: VecDeque<Priced>,
    draws: Draws,
    way: Way,
}

/// A future that was solved.
struct Priced {
    /// For each organisation what an opening is worth.
    prices: Vec<Weeks>,
    /// And in which weeks from now it has any, as bits.
    open: Vec<u32>,
}

impl Prices {
    pub fn new(world: &World, way: Way) -> Self {
        Self {
            means: vec![[0; AHEAD + 1]; world.organisations.len()],
            futures: VecDeque::new(),
            draws: Draws::new(world.seed, Purpose::Future),
            way,
        }
    }

    /// The prices of an opening now, and of one that comes free in each week from now.
    pub fn of(&self, organisation: u32) -> &Weeks {
        &self.means[organisation as usize]
    }

    /// Learns the prices of this week.
    pub fn learn(&mut self, desk: &Desk<'_>, exposure: &Exposure) -> Result<(), Failed> {
        self.futures.iter_mut().for_each(Priced::pass_a_week);
        for one in 0..DRAWN {
            let draws = self.draws.of(desk.week).of(one);
            let future = Future::draw(desk, exposure, draws, self.way != Way::Untold);
            self.futures.push_back(future.solve(desk)?);
        }
        let past = self.futures.len().saturating_sub(DRAWN * COUNTED);
        self.futures.drain(..past);
        let number = self.futures.len() as i64;
        for (organisation, means) in self.means.iter_mut().enumerate() {
            for (ahead, mean) in means.iter_mut().enumerate() {
                *mean = self.futures.iter().map(|one| one.prices[organisation][ahead]).sum::<i64>() / number;
            }
        }
        Ok(())
    }

    /// What someone can expect to have who goes on waiting, beyond its price. Options that fit at least so well
    /// have a bonus.
    pub fn look_forward(&self, desk: &Desk<'_>, waiting: usize, (from, bonus): (u32, i64)) -> i64 {
        let (world, one) = (desk.world, &desk.waiting[waiting]);
        let person = &world.people[one.person];
        let last = desk.weeks_left(waiting).min(AHEAD);
        let mut best = vec![0; self.futures.len()];
        let may_be = |organisation| {
            let known = self.way == Way::Knowing;
            !one.over.contains(&organisation) && (!known || world.would(one.person, organisation))
        };
        for option in world.list(person).iter().filter(|option| may_be(option.organisation)) {
            let bonus = if option.fit >= from { bonus } else { 0 };
            let mut values = [0; AHEAD + 1];
            for (ahead, value) in values.iter_mut().enumerate() {
                *value = i64::from(world.value(person, option.fit, desk.week + ahead)) + bonus;
            }
            // No price is below nothing.
            let may_gain = |(_, best): &(_, &mut i64)| values[1] > **best;
            for (future, best) in self.futures.iter().zip(&mut best).filter(may_gain) {
                *best = (*best).max(future.best_of(option.organisation, &values, last));
            }
        }
        best.iter().sum::<i64>() / best.len().max(1) as i64
    }
}

impl Priced {
    /// What was a week further away a week ago.
    fn pass_a_week(&mut self) {
        self.prices.iter_mut().for_each(|weeks| weeks.copy_within(1.., 0));
        self.open.iter_mut().for_each(|weeks| *weeks >>= 1);
    }

    /// The best of an organisation's openings from next week to the last, of which values are known; nothing if there is none.
    fn best_of(&self, organisation: u32, values: &Weeks, last: usize) -> i64 {
        let (prices, open) = (&self.prices[organisation as usize], self.open[organisation as usize]);
        let weeks = (1..=last).filter(|ahead| open >> ahead & 1 == 1);
        weeks.map(|ahead| values[ahead] - prices[ahead]).max().unwrap_or(0)
    }
}
