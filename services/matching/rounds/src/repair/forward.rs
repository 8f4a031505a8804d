//! Places one request by the cheapest chain of moves that ends at an opening or at no one.

use super::search::{FAR, Search, Via};
use super::state::State;
use crate::auction::ALONE;
use crate::instance::{Entry, Instance};

/// Where a chain ends.
#[derive(Clone, Copy)]
enum End {
    /// This option has an opening.
    Opening(u32),
    /// This request stays unmatched.
    Alone(u32),
}

/// What a search needs, kept for the next one.
pub(crate) struct Forward {
    search: Search,
}

impl Forward {
    pub fn new(options: usize) -> Self {
        Self { search: Search::new(options) }
    }

    /// Places a request that is nowhere.
    pub fn place(&mut self, instance: &Instance, state: &mut State, request: u32) {
        self.search.clear();
        let (distance, end) = self.find(instance, state, request);
        for (option, by) in self.search.nearer(distance) {
            state.price[option] += by;
        }
        self.apply(state, end);
    }

    /// Finds the nearest opening to anyone who is unmatched, no further than `most`. If there is one, one of them is placed.
    /// Returns how far it was, by how much being unmatched may cost more now; `most` if nothing was in reach.
    pub fn place_one_alone(&mut self, instance: &Instance, state: &mut State, most: i64) -> (i64, bool) {
        self.search.clear();
        for request in 0..instance.requests() as u32 {
            if state.place[request as usize].option == ALONE {
                self.look(instance, state, request, -instance.unmatched()[request as usize], most);
            }
        }
        let mut found = (most, None);
        while let Some((distance, option)) = self.search.nearest() {
            if state.has_room(instance, option) {
                found = (distance, Some(End::Opening(option)));
                break;
            }
            for member in state.members(option) {
                self.look(instance, state, member, distance - state.value(instance, member), most);
            }
        }
        let (distance, end) = found;
        for (option, by) in self.search.nearer(distance) {
            state.price[option] += by;
        }
        if let Some(end) = end {
            self.apply(state, end);
        }
        (distance, end.is_some())
    }

    /// The cheapest end and its distance, counted from a value of zero for the request.
    fn find(&mut self, instance: &Instance, state: &State, request: u32) -> (i64, End) {
        let mut bound = instance.unmatched()[request as usize];
        let mut end = End::Alone(request);
        self.look(instance, state, request, 0, bound);
        while let Some((distance, option)) = self.search.nearest() {
            if distance >= bound {
                break;
            }
            if state.has_room(instance, option) {
                return (distance, End::Opening(option));
            }
            for member in state.members(option) {
                let base = distance - state.value(instance, member);
                let alone = base + instance.unmatched()[member as usize];
                if alone < bound {
                    bound = alone;
                    end = End::Alone(member);
                }
                self.look(instance, state, member, base, bound);
            }
        }
        (bound, end)
    }

    /// Notes where a request could go from where it is.
    #[inline]
    fn look(&mut self, instance: &Instance, state: &State, request: u32, base: i64, bound: i64) {
        for packed in instance.packed(request as usize) {
            let Entry { cost, option } = Entry::unpack(*packed);
            if base + i64::from(cost) >= bound {
                break;
            }
            let distance = base + i64::from(cost) + state.price[option as usize];
            if distance < bound {
                self.search.reach(option, distance, Via { request, cost, to: option });
            }
        }
    }

    /// Moves everybody on the way, from the end with room, so that no option is ever over its openings.
    fn apply(&self, state: &mut State, end: End) {
        let mut free = match end {
            End::Opening(option) => option,
            End::Alone(request) => {
                let from = state.place[request as usize].option;
                state.take_out(request);
                state.leave_alone(request);
                if from >= ALONE {
                    return;
                }
                from
            }
        };
        loop {
            let via = self.search.via(free);
            let from = state.place[via.request as usize].option;
            state.take_out(via.request);
            state.put(via.request, Entry { cost: via.cost, option: free });
            if from >= ALONE {
                return;
            }
            free = from;
        }
    }
}

const _: () = assert!(FAR > crate::instance::HIGHEST_UNMATCHED * 4);
