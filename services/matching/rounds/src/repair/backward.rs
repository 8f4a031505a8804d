//! Fills an opening of an option that has a price, by the cheapest chain of moves, or lets the price fall to zero.

use super::search::{Search, Via};
use super::state::State;
use crate::auction::ALONE;
use crate::instance::{Entry, Instance};

/// For each option, which requests can come and at what cost.
pub(crate) struct Incoming {
    starts: Vec<usize>,
    /// Cost and request, packed.
    entries: Vec<u64>,
}

impl Incoming {
    pub fn new(instance: &Instance) -> Self {
        let mut starts = vec![0_usize; instance.options() + 1];
        for request in 0..instance.requests() {
            instance.list(request).for_each(|entry| starts[entry.option as usize + 1] += 1);
        }
        for option in 0..instance.options() {
            starts[option + 1] += starts[option];
        }
        let mut ends = starts.clone();
        let mut entries = vec![0; instance.entries()];
        for request in 0..instance.requests() {
            for entry in instance.list(request) {
                let end = &mut ends[entry.option as usize];
                entries[*end] = u64::from(entry.cost) << 32 | request as u64;
                *end += 1;
            }
        }
        Self { starts, entries }
    }

    fn of(&self, option: u32) -> impl Iterator<Item = (i64, u32)> + '_ {
        let entries = &self.entries[self.starts[option as usize]..self.starts[option as usize + 1]];
        entries.iter().map(|packed| ((*packed >> 32) as i64, *packed as u32))
    }
}

/// Where a chain begins.
#[derive(Clone, Copy)]
enum Begin {
    /// This option can lose a request, as its price is zero by then.
    Cheap(u32),
    /// A request that is with no one comes in.
    Alone(Via),
}

pub(crate) struct Backward {
    search: Search,
    moves: Vec<Via>,
}

impl Backward {
    pub fn new(options: usize) -> Self {
        Self { search: Search::new(options), moves: Vec::new() }
    }

    /// Fills one opening of an option, or lets its price fall to zero.
    pub fn fill(&mut self, instance: &Instance, incoming: &Incoming, state: &mut State, option: u32) {
        self.search.clear();
        let (distance, begin) = self.find(instance, incoming, state, option);
        for (option, by) in self.search.nearer(distance) {
            state.price[option] -= by;
        }
        self.apply(state, begin, option);
    }

    fn find(&mut self, instance: &Instance, incoming: &Incoming, state: &State, short: u32) -> (i64, Begin) {
        let (mut bound, mut begin) = (state.price[short as usize], Begin::Cheap(short));
        self.search.reach(short, 0, Via { request: 0, cost: 0, to: short });
        while let Some((distance, option)) = self.search.nearest() {
            if distance >= bound {
                break;
            }
            let price = state.price[option as usize];
            if distance + price < bound {
                (bound, begin) = (distance + price, Begin::Cheap(option));
            }
            for (cost, request) in incoming.of(option) {
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
        (bound, begin)
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
