//! For each option, which requests would come, if it or they had to be a little cheaper or dearer.
//!
//! An entry is left out where its request loses `reach` or more by it. Prices fall afterwards, and a fall can bring what was
//! left out that much nearer: so the falls are counted, and whoever searches asks whether the lists still reach far enough.

use super::state::State;
use crate::instance::{Entry, Instance};

pub(crate) struct Incoming {
    starts: Vec<usize>,
    /// Cost and request, packed.
    entries: Vec<u64>,
    reach: i64,
    fallen: Vec<i64>,
}

impl Incoming {
    pub fn new(instance: &Instance, state: &State, reach: i64) -> Self {
        let mut found: Vec<(u32, u64)> = Vec::new();
        let mut starts = vec![0_usize; instance.options() + 1];
        for request in 0..instance.requests() {
            let least = state.value(instance, request as u32).saturating_add(reach);
            for packed in instance.packed(request) {
                let Entry { cost, option } = Entry::unpack(*packed);
                if i64::from(cost) >= least {
                    break;
                }
                if i64::from(cost) + state.price[option as usize] < least {
                    found.push((option, u64::from(cost) << 32 | request as u64));
                    starts[option as usize + 1] += 1;
                }
            }
        }
        for option in 0..instance.options() {
            starts[option + 1] += starts[option];
        }
        let mut ends = starts.clone();
        let mut entries = vec![0; found.len()];
        for (option, packed) in found {
            entries[ends[option as usize]] = packed;
            ends[option as usize] += 1;
        }
        Self { starts, entries, reach, fallen: vec![0; instance.options()] }
    }

    pub fn of(&self, option: u32) -> impl Iterator<Item = (i64, u32)> + '_ {
        let entries = &self.entries[self.starts[option as usize]..self.starts[option as usize + 1]];
        entries.iter().map(|packed| ((*packed >> 32) as i64, *packed as u32))
    }

    pub fn reach(&self) -> i64 {
        self.reach
    }

    /// Whether the list of an option leaves out nothing that is less than `within` away.
    pub fn reaches(&self, option: usize, within: i64) -> bool {
        within <= self.reach - self.fallen[option]
    }

    pub fn fell(&mut self, option: usize, by: i64) {
        self.fallen[option] += by;
    }
}
