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
    /// Those who came afterwards.
    added: Vec<Vec<u64>>,
    reach: i64,
    fallen: Vec<i64>,
}

/// Leaves nothing out.
pub(crate) const EVERYTHING: i64 = i64::MAX / 2;

impl Incoming {
    pub fn new(instance: &Instance, state: &State, reach: i64) -> Self {
        // Counted first and filled in afterwards, since at a million requests there may be no room to keep it twice.
        let mut ends = vec![0_usize; instance.options()];
        Self::each(instance, state, reach, |entry, _| ends[entry.option as usize] += 1);
        let mut starts = vec![0];
        let mut total = 0;
        for end in &mut ends {
            (*end, total) = (total, total + *end);
            starts.push(total);
        }
        let mut entries = vec![0; total];
        Self::each(instance, state, reach, |entry, request| {
            let end = &mut ends[entry.option as usize];
            entries[*end] = pack(entry, request);
            *end += 1;
        });
        let options = instance.options();
        Self { starts, entries, added: vec![Vec::new(); options], reach, fallen: vec![0; options] }
    }

    fn each(instance: &Instance, state: &State, reach: i64, mut found: impl FnMut(Entry, u32)) {
        for request in 0..instance.requests() as u32 {
            let least = state.value(instance, request).saturating_add(reach);
            for packed in instance.packed(request as usize) {
                let entry = Entry::unpack(*packed);
                if i64::from(entry.cost) >= least {
                    break;
                }
                if i64::from(entry.cost) + state.price[entry.option as usize] < least {
                    found(entry, request);
                }
            }
        }
    }

    /// Notes a request that came afterwards.
    pub fn add(&mut self, instance: &Instance, request: u32) {
        for entry in instance.list(request as usize) {
            self.added[entry.option as usize].push(pack(entry, request));
        }
    }

    pub fn of(&self, option: u32) -> impl Iterator<Item = (i64, u32)> + '_ {
        let option = option as usize;
        let entries = &self.entries[self.starts[option]..self.starts[option + 1]];
        let all = entries.iter().chain(&self.added[option]);
        all.map(|packed| ((*packed >> 32) as i64, *packed as u32))
    }

    /// Whether the list of an option leaves out nothing that is less than `within` away.
    pub fn reaches(&self, option: usize, within: i64) -> bool {
        within <= self.reach - self.fallen[option]
    }

    pub fn fell(&mut self, option: usize, by: i64) {
        self.fallen[option] += by;
    }
}

/// Cost and request in one word.
fn pack(entry: Entry, request: u32) -> u64 {
    Entry { option: request, ..entry }.pack()
}
