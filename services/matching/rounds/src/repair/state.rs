//! Prices, places, and who is at each option.

use crate::auction::{ALONE, NOWHERE};
use crate::instance::{Entry, Instance};

/// Where a request is and what it costs there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub option: u32,
    pub cost: u32,
}

/// A placement that is being made exact. Every placed request is at its best at the prices.
#[derive(Clone, Debug)]
pub(crate) struct State {
    pub price: Vec<i64>,
    pub place: Vec<Place>,
    used: Vec<u32>,
    /// Who is at an option: a chain through `next`, with `previous` to leave it.
    first: Vec<u32>,
    next: Vec<u32>,
    previous: Vec<u32>,
}

impl State {
    pub fn new(price: Vec<i64>, requests: usize) -> Self {
        let options = price.len();
        let mut state = Self {
            price,
            place: Vec::new(),
            used: vec![0; options],
            first: vec![NOWHERE; options],
            next: Vec::new(),
            previous: Vec::new(),
        };
        state.grow(requests);
        state
    }

    /// Makes room for this many requests.
    pub fn grow(&mut self, requests: usize) {
        self.place.resize(requests, Place { option: NOWHERE, cost: 0 });
        self.next.resize(requests, NOWHERE);
        self.previous.resize(requests, NOWHERE);
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
        std::iter::successors(some(self.first[option as usize]), move |request| {
            some(self.next[*request as usize])
        })
    }

    pub fn put(&mut self, request: u32, entry: Entry) {
        let first = &mut self.first[entry.option as usize];
        self.next[request as usize] = *first;
        self.previous[request as usize] = NOWHERE;
        if *first != NOWHERE {
            self.previous[*first as usize] = request;
        }
        *first = request;
        self.used[entry.option as usize] += 1;
        self.place[request as usize] = Place { option: entry.option, cost: entry.cost };
    }

    pub fn leave_alone(&mut self, request: u32) {
        self.place[request as usize] = Place { option: ALONE, cost: 0 };
    }

    /// Takes a request out of its option, if it is in one.
    pub fn take_out(&mut self, request: u32) {
        let option = self.place[request as usize].option;
        if option >= ALONE {
            return;
        }
        let (before, after) = (self.previous[request as usize], self.next[request as usize]);
        match before {
            NOWHERE => self.first[option as usize] = after,
            _ => self.next[before as usize] = after,
        }
        if after != NOWHERE {
            self.previous[after as usize] = before;
        }
        self.used[option as usize] -= 1;
    }
}
