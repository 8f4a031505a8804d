//! The highest prices that prove a placement. Every option's is what one more person there would cost, so that for one more
//! request the best at these prices is the whole answer: what has to move on the way costs nothing more.
//!
//! A price can rise as long as no one would rather leave: by no more than someone there is short of having no one, or of an option
//! elsewhere and what the price there can rise. One with room has no price.

use super::incoming::{EVERYTHING, Incoming};
use super::search::{FAR, Search, Via};
use super::state::State;
use crate::auction::ALONE;
use crate::instance::Instance;

/// Raises all prices as far as they can be.
pub(crate) fn raise(instance: &Instance, state: &mut State) {
    let incoming = Incoming::new(instance, state, EVERYTHING);
    let mut search = Search::new(instance.options());
    for option in 0..instance.options() as u32 {
        let most = most_alone(instance, state, option);
        search.reach(option, most, Via { request: 0, cost: 0, to: option });
    }
    while let Some((by, to)) = search.nearest_below(FAR) {
        for (cost, request) in incoming.of(to) {
            let from = state.place[request as usize].option;
            if from < ALONE && from != to {
                let short = cost + state.price[to as usize] - state.value(instance, request);
                search.reach(from, by + short, Via { request, cost: cost as u32, to });
            }
        }
    }
    (0..).zip(&mut state.price).for_each(|(option, price)| *price += search.distance(option));
}

/// How far a price can rise for all that other prices say: not at all with room or without openings, else until someone would
/// rather be with no one.
fn most_alone(instance: &Instance, state: &State, option: u32) -> i64 {
    if state.has_room(instance, option) {
        return 0;
    }
    let short = |request: u32| instance.unmatched()[request as usize] - state.value(instance, request);
    state.members(option).map(short).min().unwrap_or(0)
}
