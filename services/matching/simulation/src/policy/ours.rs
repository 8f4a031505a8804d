//! Ours: menus whose near-ties are ordered by capacity prices, with places for what is planned and for who is seen too rarely, and
//! several times a week a round of who picked what.
//!
//! Nobody gains by accepting less: in a round people who do stand as if they accepted all that suits what they need.

use std::cmp::Reverse;

use rounds::fair_order::{Choice, Round, Standing};
use rounds::instance::{Entry, Instance};
use rounds::lottery::Seed;
use rounds::most_helped::solve;

use super::balance::Balance;
use super::exposure::Exposure;
use super::menu::{self, Offered};
use super::prices::Prices;
use super::{Failed, Way, Works};
use crate::fit::waited;
use crate::world::{AHEAD, Answer, Fit, World};
use crate::year::{Ask, Desk};

/// What keeps costs above zero whatever prices and balance do to them.
const BASE: i64 = 100_000_000;
/// Rounds in a week: organisations answer within days.
const ROUNDS: usize = 3;
/// Which options a person should best have, by the plan, are always on their menu: so many.
const PLANNED: usize = 2;
/// Places on a menu for organisations that are seen too rarely.
const FLOORS: usize = 3;
/// An option to come is preferred to one now unless that is worth this much more: who waits can still take what comes first.
const LATER: i64 = 2_500;
/// And less so each week, so that nobody gives up waiting for the best.
const SOONER_EACH_WEEK: i64 = 400;
/// By how much a week what someone does not accept counts for less, so that they are not left with nobody for it.
const FORGIVEN_EACH_WEEK: i64 = 15_000;

pub struct Ours {
    prices: Prices,
    balance: Balance,
    exposure: Exposure,
    fair_order: bool,
    knowing: bool,
    seed: Seed,
    /// How many people wait for each organisation since the last round, in hundredths: who would take several waits for each
    /// a little.
    queues: Vec<usize>,
}

/// What someone would take, best first, and what it would be worth.
struct Picks {
    waiting: usize,
    picks: Vec<Offered>,
}

impl Works for Ours {
    fn rounds(&self) -> usize {
        ROUNDS
    }

    fn asks_of(&mut self, desk: &mut Desk<'_>) -> Result<Vec<Ask>, Failed> {
        if desk.round == 0 {
            self.exposure.learn(desk);
            self.prices.learn(desk, &self.exposure)?;
            self.balance.learn(desk);
        }
        let counts = |waiting: &usize| desk.is_free(*waiting) && !desk.is_second(*waiting);
        let free: Vec<usize> = (0..desk.waiting.len()).filter(counts).collect();
        let pick = |waiting| Picks { waiting, picks: self.menu(desk, waiting) };
        let picks: Vec<Picks> = free.into_iter().map(pick).collect();
        let asks = if self.fair_order { self.fair(desk, &picks) } else { self.most_helped(desk, &picks) }?;
        self.queue(&picks, &asks);
        Ok(asks)
    }
}

impl Ours {
    pub fn new(world: &World, way: Way) -> Self {
        let mut seed = [0; 32];
        seed[..8].copy_from_slice(&world.seed.to_le_bytes());
        Self {
            prices: Prices::new(world, way),
            balance: Balance::new(world, matches!(way, Way::Ours | Way::Untold)),
            exposure: Exposure::new(world),
            fair_order: way == Way::FairOrder,
            knowing: way == Way::Knowing,
            seed: Seed::new(seed),
            queues: vec![0; world.organisations.len()],
        }
    }

    /// Shows someone their menu and returns what they would take of it.
    fn menu(&self, desk: &mut Desk<'_>, waiting: usize) -> Vec<Offered> {
        let world = desk.world;
        let (who, week) = (&desk.waiting[waiting], desk.week);
        let person = &world.people[who.person];
        let offered = |option: &Fit| {
            let organisation = option.organisation;
            let ahead = self.expected_wait(desk, organisation);
            let fit = option.fit + waited(person.no_wait, week - person.week + ahead);
            let nudge = -self.prices.of(organisation)[0];
            Offered { organisation, fit, nudge }
        };
        let open = world.list(person).iter().filter(|option| !who.over.contains(&option.organisation));
        if self.knowing {
            let yes = |option: &&Fit| world.answer(who.person, option.organisation) == Answer::Accepts;
            let mut all: Vec<Offered> = open.filter(yes).map(offered).collect();
            all.retain(|option| desk.show(waiting, option.organisation));
            return all;
        }
        let best_net = |option: &&Fit| Reverse(self.best_net(desk, waiting, option));
        let planned = first(PLANNED, open.clone(), best_net);
        let behind = open.clone().filter(|option| self.exposure.is_behind(desk, option.organisation));
        let urgency = |option: &&Fit| Reverse(self.exposure.urgency(desk, option.organisation));
        let behind = first(FLOORS, behind, urgency);
        let kept: Vec<Offered> = planned.into_iter().chain(behind).map(offered).collect();
        let options: Vec<Offered> = open.map(offered).collect();
        let is_open = |option: &Offered| desk.openings.of(option.organisation) > 0;
        let mut menu = menu::nudged(options, world.near_tie(), is_open);
        menu::keep(&mut menu, &kept);
        menu.retain(|option| desk.show(waiting, option.organisation));
        menu
    }

    /// What an option is worth to a person beyond its price, now if it has an opening or when that is best.
    fn best_net(&self, desk: &Desk<'_>, waiting: usize, option: &Fit) -> i64 {
        let later = self.later(desk, waiting, option) + LATER;
        if desk.openings.of(option.organisation) > 0 {
            later.max(self.net(desk, waiting, option, 0))
        } else {
            later
        }
    }

    /// What an option that someone gets so many weeks from now is worth to them beyond its price.
    fn net(&self, desk: &Desk<'_>, waiting: usize, option: &Fit, ahead: usize) -> i64 {
        let person = &desk.world.people[desk.waiting[waiting].person];
        let value = desk.world.value(person, option.fit, desk.week + ahead);
        i64::from(value) - self.prices.of(option.organisation)[ahead]
    }

    /// The same in the best of the weeks to come, as much as it may be looked forward to.
    fn later(&self, desk: &Desk<'_>, waiting: usize, option: &Fit) -> i64 {
        (1..=desk.weeks_left(waiting).min(AHEAD))
            .map(|ahead| self.net(desk, waiting, option, ahead))
            .max()
            .unwrap_or(i64::MIN / 2)
    }

    /// Counts who goes on waiting for whom.
    fn queue(&mut self, all: &[Picks], asks: &[Ask]) {
        self.queues.fill(0);
        let mut asks = asks.iter().map(|ask| ask.waiting).peekable();
        for one in all {
            if asks.next_if_eq(&one.waiting).is_none() {
                let share = 100 / one.picks.len().max(1);
                one.picks.iter().for_each(|pick| self.queues[pick.organisation as usize] += share);
            }
        }
    }

    /// How many weeks until an opening, as far as anyone can tell from those there are, from how many come in a year and from
    /// who waits for them.
    fn expected_wait(&self, desk: &Desk<'_>, organisation: u32) -> usize {
        let a_year = desk.world.organisations[organisation as usize].openings_a_year as usize;
        let short =
            (self.queues[organisation as usize] + 100).saturating_sub(100 * desk.openings.of(organisation));
        (short * 52).div_ceil(100 * a_year.max(1)).min(desk.world.scenario.people.patience_weeks)
    }

    /// The round that helps most: what is gained beyond what the opening would be worth to others.
    fn most_helped(&self, desk: &Desk<'_>, all: &[Picks]) -> Result<Vec<Ask>, Failed> {
        let mut instance = Instance::of_options(desk.openings.all().map(|free| free as u32).collect())?;
        for one in all {
            let (list, nobody) = self.worth(desk, one);
            instance.add(&list, nobody)?;
        }
        let places = solve(instance)?.places();
        let asks = all.iter().zip(places);
        Ok(asks.filter_map(|(one, place)| Some(Ask { waiting: one.waiting, organisation: place? })).collect())
    }

    fn worth(&self, desk: &Desk<'_>, one: &Picks) -> (Vec<Entry>, i64) {
        let world = desk.world;
        let index = desk.waiting[one.waiting].person;
        let person = &world.people[index];
        let (soon, first) = self.balance.of(world, person);
        let fits: Vec<Fit> =
            one.picks.iter().filter_map(|pick| world.option(index, pick.organisation)).collect();
        // What the person picked first, as far as the menu can tell.
        let best = fits.iter().map(|option| option.fit).max().unwrap_or_default();
        let firsts_from = best.saturating_sub(world.near_tie());
        let waited = (desk.week - person.week) as i64;
        let later = self.prices.look_forward(desk, one.waiting, (firsts_from, first)) + LATER
            - SOONER_EACH_WEEK * waited;
        let otherwise = later.max(self.not_accepted(desk, one.waiting, waited));
        let entry = |option: &Fit| {
            let firsts = if option.fit >= firsts_from { first } else { 0 };
            let now = self.net(desk, one.waiting, option, 0) + firsts + soon;
            Entry { cost: (BASE - now) as u32, option: option.organisation }
        };
        (fits.iter().map(entry).collect(), BASE - otherwise.max(0))
    }

    /// What someone could have now if they accepted all that suits what they need: less than that is no reason to give them what
    /// they accept before those who would have to go there instead.
    fn not_accepted(&self, desk: &Desk<'_>, waiting: usize, waited: i64) -> i64 {
        let who = &desk.waiting[waiting];
        let person = &desk.world.people[who.person];
        let others = &desk.world.suited(person)[desk.world.list(person).len()..];
        let has = |option: &&Fit| {
            desk.openings.of(option.organisation) > 0 && !who.over.contains(&option.organisation)
        };
        let nets = others.iter().filter(has).map(|option| self.net(desk, waiting, option, 0));
        nets.max().unwrap_or(0) - FORGIVEN_EACH_WEEK * waited
    }

    /// The round in the published order, by what people picked.
    fn fair(&self, desk: &Desk<'_>, all: &[Picks]) -> Result<Vec<Ask>, Failed> {
        let mut round = Round::of_options(desk.openings.all().map(|free| free as u32).collect());
        for one in all {
            let index = desk.waiting[one.waiting].person;
            let person = &desk.world.people[index];
            let standing = Standing {
                id: index as u128,
                waited: 7 * (desk.week - person.week) as u32,
                alternatives: desk.world.suited(person).len() as u32,
            };
            let choices: Vec<Choice> = (0..)
                .zip(&one.picks)
                .map(|(rank, pick)| Choice { option: pick.organisation, rank, band: 0 })
                .collect();
            round.add(standing, &choices)?;
        }
        let places = round.run(&self.seed).places;
        let asks = all.iter().zip(places);
        Ok(asks.filter_map(|(one, place)| Some(Ask { waiting: one.waiting, organisation: place? })).collect())
    }
}

/// The first of some options by a key; equals by number.
fn first<'a, K: Ord>(
    number: usize,
    options: impl Iterator<Item = &'a Fit>,
    key: impl Fn(&&'a Fit) -> K,
) -> Vec<&'a Fit> {
    let mut options: Vec<&Fit> = options.collect();
    options.sort_by_cached_key(|option| (key(option), option.organisation));
    options.truncate(number);
    options
}
