//! Ours: menus whose near-ties are ordered by capacity prices and exposure, and each week a round of who picked what.

use rounds::fair_order::{Choice, Round, Standing};
use rounds::instance::{Entry, Instance};
use rounds::lottery::Seed;
use rounds::most_helped::solve;

use super::balance::Balance;
use super::menu::{self, Offered};
use super::prices::Prices;
use super::{Failed, Way, Works};
use crate::fit::waited;
use crate::world::World;
use crate::year::{Ask, Desk};

/// What keeps costs above zero whatever prices and balance do to them.
const BASE: i64 = 100_000_000;
/// An option now is preferred to one later that is worth this much more, for what is to come is only expected.
const SOONER: i64 = 5_000;

pub struct Ours {
    prices: Prices,
    balance: Balance,
    fair_order: bool,
    seed: Seed,
    /// Openings of each organisation that have come free so far.
    come: Vec<u32>,
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
    fn asks_of(&mut self, desk: &mut Desk<'_>) -> Result<Vec<Ask>, Failed> {
        for (come, organisation) in self.come.iter_mut().zip(&desk.world.organisations) {
            *come += u32::from(organisation.openings[desk.week]);
        }
        self.prices.learn(desk)?;
        self.balance.learn(desk);
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
            prices: Prices::new(world),
            balance: Balance::new(world, way == Way::Ours),
            fair_order: way == Way::FairOrder,
            seed: Seed::new(seed),
            come: vec![0; world.organisations.len()],
            queues: vec![0; world.organisations.len()],
        }
    }

    /// Shows someone their menu and returns what they would take of it.
    fn menu(&self, desk: &mut Desk<'_>, waiting: usize) -> Vec<Offered> {
        let world = desk.world;
        let (who, week) = (&desk.waiting[waiting], desk.week);
        let person = &world.people[who.person];
        let offered = |option: &crate::world::Fit| {
            let organisation = option.organisation;
            let ahead = self.expected_wait(desk, organisation);
            let fit = option.fit + waited(person.no_wait, week - person.week + ahead);
            let nudge = -self.prices.now(organisation);
            Offered { organisation, fit, nudge }
        };
        let open = world.list(person).iter().filter(|option| !who.over.contains(&option.organisation));
        let options: Vec<Offered> = open.map(offered).collect();
        let below = options.iter().filter(|option| self.below_floor(desk, option.organisation));
        let order = |option: &&Offered| (self.share_shown(desk, option.organisation), option.organisation);
        let kept = below.min_by_key(order).copied();
        let is_open = |option: &Offered| desk.openings.of(option.organisation) > 0;
        let mut menu = menu::nudged(options, world.near_tie(), is_open);
        if let Some(kept) =
            kept.filter(|kept| menu.iter().all(|option| option.organisation != kept.organisation))
        {
            menu.truncate(menu::MOST - 1);
            menu.push(kept);
        }
        menu.retain(|option| desk.show(waiting, option.organisation));
        menu
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

    /// Whether an organisation verified to be user-led has been shown too rarely.
    fn below_floor(&self, desk: &Desk<'_>, organisation: u32) -> bool {
        desk.world.organisations[organisation as usize].user_led
            && self.share_shown(desk, organisation) < 1000
    }

    /// To how many it was shown of those it is owed by now, in thousandths. It is owed a month ahead, so that openings to come
    /// are not late.
    fn share_shown(&self, desk: &Desk<'_>, organisation: u32) -> u32 {
        let a_year = desk.world.organisations[organisation as usize].openings_a_year;
        let expected = (a_year * (desk.week as u32 + 5)).div_ceil(52);
        let openings = self.come[organisation as usize].max(expected);
        let owed = desk.world.scenario.rules.exposure_floor * openings;
        (1000 * desk.shown[organisation as usize]).checked_div(owed).unwrap_or(1000)
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
        let fit = |pick: &Offered| world.fit(index, pick.organisation).unwrap_or_default();
        // What the person picked first, as far as the menu can tell.
        let firsts_from =
            one.picks.iter().map(fit).max().unwrap_or_default().saturating_sub(world.near_tie());
        let (mut list, mut later) = (Vec::new(), 0);
        for pick in &one.picks {
            let fit = fit(pick);
            let firsts = if fit >= firsts_from { first } else { 0 };
            let net = |ahead: usize, price: i64| {
                i64::from(world.value(person, fit, desk.week + ahead)) + firsts - price
            };
            for (ahead, price) in (1..=desk.weeks_left(one.waiting)).zip(self.prices.ahead(pick.organisation))
            {
                later = later.max(net(ahead, *price));
            }
            let now = net(0, self.prices.now(pick.organisation));
            list.push(Entry { cost: (BASE - now - soon) as u32, option: pick.organisation });
        }
        (list, BASE - (later - SOONER).max(0))
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
                alternatives: desk.world.list(person).len() as u32,
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
