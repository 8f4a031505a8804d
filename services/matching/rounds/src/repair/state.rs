//! Prices, places, and who is at each option.

use crate::auction::{ALONE, NOWHERE};
use crate::instance::{Entry, Instance};

/// Where a request is, all that a search asks about it in one place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub option: u32,
    pub cost: u32,
    /// Who else is at the option: a chain, with `previous` to leave it.
    next: u32,
    previous: u32,
    /// No other way costs the request less than this, less what prices fell since: see `State::others`.
    others: i64,
}

/// Nothing is known of other ways; low enough, and far enough from the end of the numbers.
const UNKNOWN: i64 = i64::MIN / 4;

impl Place {
    fn of(option: u32, cost: u32) -> Self {
        Self { option, cost, next: NOWHERE, previous: NOWHERE, others: UNKNOWN }
    }
}

/// A placement that is being made exact. Every placed request is at its best at the prices.
#[derive(Clone, Debug)]
pub(crate) struct State {
    pub price: Vec<i64>,
    pub place: Vec<Place>,
    used: Vec<u32>,
    first: Vec<u32>,
    /// No one at an option has another way that costs less than this beyond the cost here, less what prices fell since: see
    /// `State::leaving`.
    leaving: Vec<i64>,
    /// By how much prices fell so far, at most.
    fallen: i64,
}

impl State {
    pub fn new(price: Vec<i64>, requests: usize) -> Self {
        let options = price.len();
        let (used, first) = (vec![0; options], vec![NOWHERE; options]);
        let leaving = vec![UNKNOWN; options];
        let mut state = Self { price, place: Vec::new(), used, first, leaving, fallen: 0 };
        state.grow(requests);
        state
    }

    /// Makes room for this many requests.
    pub fn grow(&mut self, requests: usize) {
        self.place.resize(requests, Place::of(NOWHERE, 0));
    }

    /// What any other way of a request costs at least.
    #[inline(always)]
    pub fn others(&self, request: u32) -> i64 {
        self.place[request as usize].others - self.fallen
    }

    /// Remembers what any other way costs at least. It stays true while prices rise.
    #[inline(always)]
    pub fn know_others(&mut self, request: u32, least: i64) {
        self.place[request as usize].others = least + self.fallen;
    }

    /// By how much any other way of anyone at an option at least costs more than the way here, its price aside. One look at this
    /// spares a look at everybody there.
    #[inline(always)]
    pub fn leaving(&self, option: u32) -> i64 {
        self.leaving[option as usize] - self.fallen
    }

    /// Gathers what is known of everybody at an option. It stays true while prices rise and people leave.
    pub fn know_leaving(&mut self, option: u32) {
        let more = |request| self.others(request) - i64::from(self.place[request as usize].cost);
        let least = self.members(option).map(more).min().unwrap_or(-UNKNOWN);
        self.leaving[option as usize] = least + self.fallen;
    }

    /// Reads all lists, so that later searches need not.
    pub fn know_all_others(&mut self, instance: &Instance) {
        for request in 0..self.place.len() as u32 {
            let own = self.place[request as usize].option;
            let mut least = instance.unmatched()[request as usize];
            for entry in instance.list(request as usize) {
                if i64::from(entry.cost) >= least {
                    break;
                }
                if entry.option != own {
                    least = least.min(i64::from(entry.cost) + self.price[entry.option as usize]);
                }
            }
            self.know_others(request, least);
        }
        (0..instance.options() as u32).for_each(|option| self.know_leaving(option));
    }

    /// Says that prices are about to fall by no more than this.
    pub fn fall(&mut self, most: i64) {
        self.fallen += most;
    }

    #[inline(always)]
    pub fn has_room(&self, instance: &Instance, option: u32) -> bool {
        self.used[option as usize] < instance.capacities()[option as usize]
    }

    /// Whether an option has openings left although it has a price.
    pub fn lacks(&self, instance: &Instance, option: u32) -> bool {
        self.price[option as usize] > 0 && self.has_room(instance, option)
    }

    /// What a placed request pays: its cost and its option's price.
    #[inline(always)]
    pub fn value(&self, instance: &Instance, request: u32) -> i64 {
        let place = self.place[request as usize];
        if place.option == ALONE {
            return instance.unmatched()[request as usize];
        }
        i64::from(place.cost) + self.price[place.option as usize]
    }

    pub fn members(&self, option: u32) -> impl Iterator<Item = u32> + '_ {
        let some = |request: u32| (request != NOWHERE).then_some(request);
        let next = move |request: &u32| some(self.place[*request as usize].next);
        std::iter::successors(some(self.first[option as usize]), next)
    }

    /// The first who is at an option, or `NOWHERE`.
    pub fn first(&self, option: u32) -> u32 {
        self.first[option as usize]
    }

    /// Who comes after a request at its option, or `NOWHERE`.
    #[inline(always)]
    pub fn after(&self, request: u32) -> u32 {
        self.place[request as usize].next
    }

    pub fn put(&mut self, request: u32, entry: Entry) {
        let first = std::mem::replace(&mut self.first[entry.option as usize], request);
        if first != NOWHERE {
            self.place[first as usize].previous = request;
        }
        self.used[entry.option as usize] += 1;
        self.leaving[entry.option as usize] = UNKNOWN;
        self.place[request as usize] = Place { next: first, ..Place::of(entry.option, entry.cost) };
    }

    pub fn leave_alone(&mut self, request: u32) {
        self.place[request as usize] = Place::of(ALONE, 0);
    }

    /// Takes a request out of its option, if it is in one.
    pub fn take_out(&mut self, request: u32) {
        let Place { option, next, previous, .. } = self.place[request as usize];
        if option >= ALONE {
            return;
        }
        match previous {
            NOWHERE => self.first[option as usize] = next,
            _ => self.place[previous as usize].next = next,
        }
        if next != NOWHERE {
            self.place[next as usize].previous = previous;
        }
        self.used[option as usize] -= 1;
    }
}
