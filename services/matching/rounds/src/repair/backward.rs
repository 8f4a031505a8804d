//! Fills an opening of an option that has a price, by the cheapest chain of moves, or lets the price fall to zero.

use super::incoming::{EVERYTHING, Incoming};
use super::search::{Search, Via};
use super::state::State;
use crate::auction::ALONE;
use crate::instance::{Entry, Instance};

/// Where a chain begins.
#[derive(Clone, Copy)]
enum Begin {
    /// This option can lose a request, as its price is zero by then.
    Cheap(u32),
    /// A request that is with no one comes in.
    Alone(Via),
}

/// Chains are short when prices are nearly right; for those that are not everything is read.
const FIRST_REACH: i64 = 64;

pub(crate) struct Backward {
    search: Search,
    moves: Vec<Via>,
    incoming: Incoming,
}

/// Fills or makes free of charge all that have a price and openings left, and returns how many had.
pub(crate) fn fill_all(instance: &Instance, state: &mut State) -> usize {
    let lacks = |state: &State, option: &u32| state.lacks(instance, *option);
    let mut short: Vec<u32> = (0..instance.options() as u32).filter(|option| lacks(state, option)).collect();
    let (found, mut reach) = (short.len(), FIRST_REACH);
    while !short.is_empty() {
        let mut backward = Backward::new(instance, state, reach);
        for option in &short {
            while lacks(state, option) && backward.fill(instance, state, *option) {}
        }
        short.retain(|option| lacks(state, option));
        reach = EVERYTHING;
    }
    found
}

impl Backward {
    pub fn new(instance: &Instance, state: &State, reach: i64) -> Self {
        let incoming = Incoming::new(instance, state, reach);
        Self { search: Search::new(instance.options()), moves: Vec::new(), incoming }
    }

    /// Takes notice of a request that was added.
    pub fn add(&mut self, instance: &Instance, request: u32) {
        self.incoming.add(instance, request);
    }

    /// Fills one opening of an option, or lets its price fall to zero; false if the lists do not reach far enough to tell how.
    pub fn fill(&mut self, instance: &Instance, state: &mut State, option: u32) -> bool {
        let Some((distance, begin)) = self.find(instance, state, option) else { return false };
        if !self.search.nearer(distance).all(|(near, by)| self.incoming.reaches(near, by)) {
            return false;
        }
        state.fall(distance);
        for (option, by) in self.search.nearer(distance) {
            state.price[option] -= by;
            self.incoming.fell(option, by);
        }
        self.apply(state, begin, option);
        true
    }

    fn find(&mut self, instance: &Instance, state: &State, short: u32) -> Option<(i64, Begin)> {
        self.search.clear();
        let (mut bound, mut begin) = (state.price[short as usize], Begin::Cheap(short));
        self.search.reach(short, 0, Via { request: 0, cost: 0, to: short });
        while let Some((distance, option)) = self.search.nearest_below(bound) {
            if !self.incoming.reaches(short as usize, distance) {
                return None;
            }
            let price = state.price[option as usize];
            if distance + price < bound {
                (bound, begin) = (distance + price, Begin::Cheap(option));
            }
            for (cost, request) in self.incoming.of(option) {
                let from = state.place[request as usize].option;
                let reached = distance + cost + price - state.value(instance, request);
                if reached >= bound || from == option {
                    continue;
                }
                let via = Via { request, cost: cost as u32, to: option };
                if from == ALONE {
                    (bound, begin) = (reached, Begin::Alone(via));
                } else {
                    self.search.reach(from, reached, via);
                }
            }
        }
        Some((bound, begin))
    }

    /// Moves everybody on the way, last move first: the other way round an option would be over its openings for an instant.
    fn apply(&mut self, state: &mut State, begin: Begin, short: u32) {
        self.moves.clear();
        let mut at = match begin {
            Begin::Cheap(option) => option,
            Begin::Alone(via) => {
                self.moves.push(via);
                via.to
            }
        };
        while at != short {
            let via = self.search.via(at);
            self.moves.push(via);
            at = via.to;
        }
        for via in self.moves.iter().rev() {
            state.take_out(via.request);
            state.put(via.request, Entry { cost: via.cost, option: via.to });
        }
    }
}
