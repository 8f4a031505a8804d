//! Fills an opening of an option that has a price, by the cheapest chain of moves, or lets the price fall to zero.

use super::incoming::Incoming;
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

/// Chains are short when prices are nearly right; what is left out at first is read when one is not.
const FIRST_REACH: i64 = 64;

pub(crate) struct Backward {
    search: Search,
    moves: Vec<Via>,
    incoming: Incoming,
}

impl Backward {
    pub fn new(instance: &Instance, state: &State) -> Self {
        let incoming = Incoming::new(instance, state, FIRST_REACH);
        Self { search: Search::new(instance.options()), moves: Vec::new(), incoming }
    }

    /// Fills one opening of an option, or lets its price fall to zero.
    pub fn fill(&mut self, instance: &Instance, state: &mut State, option: u32) {
        let mut reach = self.incoming.reach();
        let (distance, begin) = loop {
            let found = self.find(instance, state, option);
            if self.search.nearer(found.0).all(|(near, by)| self.incoming.reaches(near, by)) {
                break found;
            }
            // Counted from the prices of now, the same reach may do.
            self.incoming = Incoming::new(instance, state, reach);
            reach *= 2;
        };
        for (option, by) in self.search.nearer(distance) {
            state.price[option] -= by;
            self.incoming.fell(option, by);
        }
        self.apply(state, begin, option);
    }

    fn find(&mut self, instance: &Instance, state: &State, short: u32) -> (i64, Begin) {
        self.search.clear();
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
