//! Makes a nearly optimal start exact: keeps what is tight, then moves along shortest paths over options.
//!
//! Two things can be wrong with a start. A request is not placed: the cheapest chain of moves that places it is found
//! forwards. An option has openings left although it has a price: the cheapest chain that fills one, or lets the price
//! fall to zero, is found backwards. Each step keeps every placed request at its best at the prices.

mod backward;
mod forward;
pub(crate) mod highest;
mod incoming;
pub(crate) mod lift;
pub(crate) mod lowest;
mod search;
pub(crate) mod state;

use crate::auction::{self, ALONE, NOWHERE, Outcome};
use crate::instance::{Entry, Instance};
pub(crate) use backward::Backward;
pub(crate) use forward::Forward;
pub(crate) use incoming::EVERYTHING;
pub(crate) use state::State;

/// How much work an instance was, in counts that are the same on every machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effort {
    /// How many bids the auction took.
    pub bids: u64,
    /// How many requests it left for repair.
    pub misplaced: usize,
    /// How many options it left for repair.
    pub overpriced: usize,
}

/// Makes a start exact. Also returns how much was wrong with it.
pub(crate) fn run(instance: &Instance, start: Outcome) -> (State, Forward, Effort) {
    let bids = start.bids;
    let mut state = State::new(start.price, instance.requests());
    let left = keep_tight(instance, &start.at, &mut state);
    let mut forward = Forward::new(instance.options());
    let misplaced = left.len();
    for request in left {
        forward.place(instance, &mut state, request);
    }
    let overpriced = backward::fill_all(instance, &mut state);
    (state, forward, Effort { bids, misplaced, overpriced })
}

/// Places every request whose place is among its best at the prices, and returns the others.
fn keep_tight(instance: &Instance, at: &[u32], state: &mut State) -> Vec<u32> {
    let mut left = Vec::new();
    for (request, at) in (0_u32..).zip(at) {
        match tight(instance, state, request, *at) {
            Some(Entry { option: ALONE, .. }) => state.leave_alone(request),
            Some(entry) => state.put(request, entry),
            None => left.push(request),
        }
    }
    left
}

/// The place a request can keep: where it is, if nothing is better, or another as good that has room.
fn tight(instance: &Instance, state: &State, request: u32, at: u32) -> Option<Entry> {
    let unmatched = instance.unmatched()[request as usize];
    let mut best = unmatched;
    let mut place = Some(Entry { cost: 0, option: ALONE });
    for entry in instance.list(request as usize) {
        if i64::from(entry.cost) > best {
            break;
        }
        let value = i64::from(entry.cost) + state.price[entry.option as usize];
        let room = state.has_room(instance, entry.option);
        if value < best {
            best = value;
            place = room.then_some(entry);
        } else if value == best && room && (entry.option == at || place.is_none()) {
            place = Some(entry);
        }
    }
    debug_assert!(at != NOWHERE && auction::ceiling(instance) > best);
    place
}
