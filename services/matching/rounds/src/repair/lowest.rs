//! The lowest prices that prove a placement. Every option's is what one more opening of it would save.
//!
//! A price can fall as long as no one would rather come for it: by no more than itself, than a request with no one is short of it,
//! or than a request elsewhere is short of it and the price there can fall.

use super::search::{FAR, Search, Via};
use super::state::State;
use crate::auction::ALONE;
use crate::instance::{Entry, Instance};

pub(crate) fn prices(instance: &Instance, state: &State) -> Vec<i64> {
    let mut fall = Fall { instance, state, search: Search::new(instance.options()) };
    for (option, price) in (0..).zip(&state.price) {
        fall.search.reach(option, *price, Via { request: 0, cost: 0, to: option });
    }
    for request in 0..instance.requests() as u32 {
        if state.place[request as usize].option == ALONE {
            fall.limit(request, 0);
        }
    }
    while let Some((by, option)) = fall.search.nearest_below(FAR) {
        for member in state.members(option) {
            fall.limit(member, by);
        }
    }
    let lowest = |(option, price): (u32, &i64)| price - fall.search.distance(option);
    (0..).zip(&state.price).map(lowest).collect()
}

struct Fall<'a> {
    instance: &'a Instance,
    state: &'a State,
    search: Search,
}

impl Fall<'_> {
    /// Limits the fall of all options a request would come to, if it pays `by` less where it is.
    fn limit(&mut self, request: u32, by: i64) {
        let pays = self.state.value(self.instance, request) - by;
        for packed in self.instance.packed(request as usize) {
            let Entry { cost, option } = Entry::unpack(*packed);
            if i64::from(cost) >= pays {
                break;
            }
            let short = i64::from(cost) + self.state.price[option as usize] - pays;
            self.search.reach(option, short, Via { request, cost, to: option });
        }
    }
}
