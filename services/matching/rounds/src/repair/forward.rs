//! Places one request by the cheapest chain of moves that ends at an opening or at no one.

mod ties;

use super::search::{FAR, Search, Via};
use super::state::State;
use crate::auction::{ALONE, NOWHERE};
use crate::instance::{Entry, Instance};
use ties::Ties;

/// Where a chain ends.
#[derive(Clone, Copy)]
enum End {
    /// The last move is to an option with an opening.
    Opening(Via),
    /// This request stays unmatched.
    Alone(u32),
    /// Nothing is in reach.
    Nowhere,
}

/// The nearest end known, and how far it is.
struct Nearest {
    distance: i64,
    end: End,
}

/// What a search needs, kept for the next one.
pub(crate) struct Forward {
    search: Search,
    ties: Vec<u32>,
}

impl Forward {
    pub fn new(options: usize) -> Self {
        Self { search: Search::new(options), ties: Vec::new() }
    }

    /// Places a request that is nowhere.
    pub fn place(&mut self, instance: &Instance, state: &mut State, request: u32) {
        self.search.clear();
        // Distances count from a value of zero for the request.
        let unmatched = instance.unmatched()[request as usize];
        let mut nearest = Nearest { distance: unmatched, end: End::Alone(request) };
        opening(instance, state, request, &mut nearest);
        if self.along_ties(instance, state, request, &mut nearest) {
            return self.finish(state, nearest);
        }
        self.search.clear();
        self.look(instance, state, request, 0, &mut nearest);
        while let Some((due, option)) = self.search.nearest_below(nearest.distance) {
            self.look_from(instance, state, (due, option), &mut nearest);
        }
        self.finish(state, nearest);
    }

    /// Looks for an end at the distance of the nearest option: no end can be nearer, and all on the way are as well off elsewhere, so
    /// that hardly anything has to be read. At the highest prices there is one.
    fn along_ties(
        &mut self,
        instance: &Instance,
        state: &State,
        request: u32,
        nearest: &mut Nearest,
    ) -> bool {
        let list = instance.list(request as usize);
        let pays = |entry: Entry| i64::from(entry.cost) + state.price[entry.option as usize];
        let mut least = nearest.distance;
        for entry in list {
            if i64::from(entry.cost) >= least {
                break;
            }
            least = least.min(pays(entry));
        }
        if least == nearest.distance {
            return true;
        }
        self.ties.clear();
        let mut ties = Ties { instance, state, search: &mut self.search, found: &mut self.ties, least };
        ties.note(request, least);
        let mut next = 0;
        while let Some(option) = ties.found.get(next).copied() {
            next += 1;
            if let Some(end) = ties.from(option) {
                *nearest = Nearest { distance: least, end };
                return true;
            }
        }
        false
    }

    /// Looks where those at an option could go who can be elsewhere for no more than what is due, and says when the next could.
    fn look_from(
        &mut self,
        instance: &Instance,
        state: &mut State,
        (due, option): (i64, u32),
        nearest: &mut Nearest,
    ) {
        let here = self.search.distance(option) - state.price[option as usize];
        let (mut next, mut member) = (FAR, state.first(option));
        while member != NOWHERE {
            let base = here - i64::from(state.place[member as usize].cost);
            let least = base + state.others(member);
            if least > due {
                next = next.min(least);
            } else {
                let unmatched = instance.unmatched()[member as usize];
                if base + unmatched < nearest.distance {
                    *nearest = Nearest { distance: base + unmatched, end: End::Alone(member) };
                }
                let least = self.look(instance, state, member, base, nearest);
                state.know_others(member, least.min(unmatched));
            }
            member = state.after(member);
        }
        state.know_leaving(option);
        if next < nearest.distance {
            self.search.look_at(option, next);
        }
    }

    /// Finds the nearest opening to anyone who is unmatched, no further than `most`. If there is one, one of them is placed.
    /// Returns how far it was, by how much being unmatched may cost more now; `most` if nothing was in reach.
    pub fn place_one_alone(&mut self, instance: &Instance, state: &mut State, most: i64) -> (i64, bool) {
        self.search.clear();
        let mut nearest = Nearest { distance: most, end: End::Nowhere };
        for request in 0..instance.requests() as u32 {
            if state.place[request as usize].option == ALONE {
                let base = -instance.unmatched()[request as usize];
                self.look(instance, state, request, base, &mut nearest);
            }
        }
        while let Some((_, option)) = self.search.nearest_below(nearest.distance) {
            let distance = self.search.distance(option);
            for member in state.members(option) {
                let base = distance - state.value(instance, member);
                self.look(instance, state, member, base, &mut nearest);
            }
        }
        let found = (nearest.distance, matches!(nearest.end, End::Opening(_)));
        self.finish(state, nearest);
        found
    }

    /// Notes where a request could go from where it is, as long as that is nearer than the nearest end. Returns what any way on
    /// its list but its own costs at least.
    #[inline]
    fn look(
        &mut self,
        instance: &Instance,
        state: &State,
        request: u32,
        base: i64,
        nearest: &mut Nearest,
    ) -> i64 {
        let (own, mut least) = (state.place[request as usize].option, i64::MAX);
        for packed in instance.packed(request as usize) {
            let Entry { cost, option } = Entry::unpack(*packed);
            if base + i64::from(cost) >= nearest.distance {
                return least.min(i64::from(cost));
            }
            let pays = i64::from(cost) + state.price[option as usize];
            if option != own {
                least = least.min(pays);
            }
            let distance = base + pays;
            if distance >= nearest.distance {
                continue;
            }
            let via = Via { request, cost, to: option };
            if state.has_room(instance, option) {
                *nearest = Nearest { distance, end: End::Opening(via) };
            } else {
                // Nobody there can be elsewhere for less than this.
                let due = distance.max(distance - state.price[option as usize] + state.leaving(option));
                if self.search.note(option, distance, via) && due < nearest.distance {
                    self.search.look_at(option, due);
                }
            }
        }
        least
    }

    /// Raises prices by as much as the search shows they are too low, and moves everybody on the way.
    fn finish(&self, state: &mut State, nearest: Nearest) {
        for (option, by) in self.search.nearer(nearest.distance) {
            state.price[option] += by;
        }
        match nearest.end {
            End::Opening(via) => self.apply(state, via),
            End::Alone(request) => {
                let from = state.place[request as usize].option;
                state.take_out(request);
                state.leave_alone(request);
                if from < ALONE {
                    self.apply(state, self.search.via(from));
                }
            }
            End::Nowhere => {}
        }
    }

    /// Moves from the end with room, so that no option is ever over its openings.
    fn apply(&self, state: &mut State, mut via: Via) {
        loop {
            let from = state.place[via.request as usize].option;
            state.take_out(via.request);
            state.put(via.request, Entry { cost: via.cost, option: via.to });
            if from >= ALONE {
                return;
            }
            via = self.search.via(from);
        }
    }
}

/// Finds the best a request can have without moving anyone, so that nothing farther is looked at.
fn opening(instance: &Instance, state: &State, request: u32, nearest: &mut Nearest) {
    for packed in instance.packed(request as usize) {
        let Entry { cost, option } = Entry::unpack(*packed);
        if i64::from(cost) >= nearest.distance {
            return;
        }
        let distance = i64::from(cost) + state.price[option as usize];
        if distance < nearest.distance && state.has_room(instance, option) {
            *nearest = Nearest { distance, end: End::Opening(Via { request, cost, to: option }) };
        }
    }
}

const _: () = assert!(FAR > crate::instance::HIGHEST_UNMATCHED * 4);
