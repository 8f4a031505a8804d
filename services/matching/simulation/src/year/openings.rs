//! Openings that nobody has taken: the oldest are taken first, and none is kept for ever.

use std::collections::VecDeque;

use crate::world::Organisation;

/// The openings of every organisation.
#[derive(Debug)]
pub struct Openings {
    free: Vec<VecDeque<usize>>,
    kept_weeks: usize,
}

impl Openings {
    /// None yet.
    pub fn new(organisations: usize, kept_weeks: usize) -> Self {
        Self { free: vec![VecDeque::new(); organisations], kept_weeks }
    }

    /// A week begins: some openings come free, and those kept too long are gone.
    pub fn come(&mut self, week: usize, organisations: &[Organisation]) {
        for (free, organisation) in self.free.iter_mut().zip(organisations) {
            while free.front().is_some_and(|since| since + self.kept_weeks < week) {
                free.pop_front();
            }
            free.extend((0..organisation.openings[week]).map(|_| week));
        }
    }

    /// How many an organisation has.
    pub fn of(&self, organisation: u32) -> usize {
        self.free[organisation as usize].len()
    }

    /// How many each has.
    pub fn all(&self) -> impl Iterator<Item = usize> + '_ {
        self.free.iter().map(VecDeque::len)
    }

    /// One is taken.
    pub fn take(&mut self, organisation: u32) {
        self.free[organisation as usize].pop_front();
    }
}
