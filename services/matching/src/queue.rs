//! A queue: who holds the places of an offering that says how many it has, and who waits for one.
//!
//! Invariants: no place is held twice, and nobody overtakes. The first is kept by the database, whatever happens at once.

mod cutoff;
pub(crate) mod places;
pub(crate) mod rpc;
pub(crate) mod store;
#[cfg(test)]
mod tests;

use platform::Resource;

platform::words! {
    /// How someone's own choice stands.
    pub enum Standing {
        /// It holds a place.
        Held = "held",
        /// It waits for one.
        Waits = "waits",
    }
}

/// How the places of one offering stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Queue {
    /// How many more people could start, when that was stated lately.
    openings: Option<i64>,
    /// Places held by others.
    held: i64,
    /// Places taken since the openings were stated.
    taken: i64,
    /// Others who wait and came before.
    waiting: i64,
}

impl Resource for Queue {
    const COLLECTION: &'static str = "queues";
}

impl Queue {
    /// Places still to be given; nothing when that is not known.
    fn places(&self) -> Option<i64> {
        self.openings.map(|openings| (openings - self.taken).max(0))
    }

    /// Whether whoever comes now has to wait: there are places, and others are before all of them.
    fn is_full(&self) -> bool {
        self.places().is_some_and(|places| places > 0 && self.held + self.waiting >= places)
    }

    /// How many people are before whoever comes now.
    pub fn ahead(&self) -> i64 {
        if self.is_full() { self.held + self.waiting } else { 0 }
    }
}
