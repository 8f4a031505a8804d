//! One more request into a solved instance: one search, and everything is exact again.

use crate::instance::{Entry, Invalid};
use crate::most_helped::Solved;

impl Solved {
    /// Adds a request, moves whoever has to move, and returns its number.
    pub fn add(&mut self, list: &[Entry], unmatched: i64) -> Result<usize, Invalid> {
        let request = self.instance.add(list, unmatched)?;
        self.state.grow(request + 1);
        self.forward.place(&self.instance, &mut self.state, request as u32);
        Ok(request)
    }
}
