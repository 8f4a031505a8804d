//! Ways that cost nobody anything: a request takes what is best, who was there goes where it is as good, until there is room.

use super::End;
use crate::instance::{Entry, Instance};
use crate::repair::search::{Search, Via};
use crate::repair::state::State;

/// A search among what is as good for everyone on the way as what they have.
pub(super) struct Ties<'a> {
    pub instance: &'a Instance,
    pub state: &'a State,
    pub search: &'a mut Search,
    /// The options reached, in the order in which to look at them.
    pub found: &'a mut Vec<u32>,
    /// How far the nearest option is.
    pub least: i64,
}

impl Ties<'_> {
    /// Looks where those at an option could go at no loss, and returns an end if there is one.
    pub fn from(&mut self, option: u32) -> Option<End> {
        let state = self.state;
        if state.leaving(option) > state.price[option as usize] {
            return None;
        }
        state.members(option).find_map(|member| {
            let value = state.value(self.instance, member);
            if state.others(member) > value {
                return None;
            }
            if self.instance.unmatched()[member as usize] == value {
                return Some(End::Alone(member));
            }
            self.note(member, value).map(End::Opening)
        })
    }

    /// Notes all options that cost a request this much. If one has room, that is the end.
    pub fn note(&mut self, request: u32, value: i64) -> Option<Via> {
        for packed in self.instance.packed(request as usize) {
            let Entry { cost, option } = Entry::unpack(*packed);
            if i64::from(cost) > value {
                return None;
            }
            if i64::from(cost) + self.state.price[option as usize] == value {
                let via = Via { request, cost, to: option };
                if self.state.has_room(self.instance, option) {
                    return Some(via);
                }
                if self.search.note(option, self.least, via) {
                    self.found.push(option);
                }
            }
        }
        None
    }
}
