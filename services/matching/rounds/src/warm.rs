//! One request more or one less in a solved instance: one search, and everything is exact again.

use crate::auction::ALONE;
use crate::instance::{Entry, Invalid};
use crate::most_helped::Solved;
use crate::repair::{Backward, EVERYTHING, highest};

impl Solved {
    /// Adds a request, moves whoever has to move, and returns its number. The first time, all lists are read and prices are raised as
    /// far as they can be, so that what follows is short.
    pub fn add(&mut self, list: &[Entry], unmatched: i64) -> Result<usize, Invalid> {
        if !std::mem::replace(&mut self.warm, true) {
            highest::raise(&self.instance, &mut self.state);
            self.state.know_all_others(&self.instance);
        }
        let request = self.instance.add(list, unmatched)?;
        self.state.grow(request + 1);
        self.forward.place(&self.instance, &mut self.state, request as u32);
        if let Some(backward) = &mut self.backward {
            backward.add(&self.instance, request as u32);
        }
        Ok(request)
    }

    /// Withdraws a request and gives its opening to whom it helps most. The request keeps its number; it stays with no one, which
    /// costs nothing any more. The first time, all lists are read once.
    pub fn withdraw(&mut self, request: usize) {
        let option = self.state.place[request].option;
        self.state.take_out(request as u32);
        self.state.leave_alone(request as u32);
        self.instance.take_out(request);
        if option >= ALONE || !self.state.lacks(&self.instance, option) {
            return;
        }
        let Self { instance, state, backward, .. } = self;
        backward
            .get_or_insert_with(|| Backward::new(instance, state, EVERYTHING))
            .fill(instance, state, option);
    }
}
