//! Asking and keeping, until nobody asks any more. Who asks when makes no difference to who ends where.

use std::borrow::Cow;
use std::collections::BinaryHeap;

use super::{Choice, Fair, Round};
use crate::lottery::Seed;

/// Urgency, then position in the order: unique to each request, the smaller the better.
pub(super) fn key(band: u8, position: u32) -> u64 {
    u64::from(band) << 32 | u64::from(position)
}

impl Round {
    /// Runs the round. The same seed gives the same answer.
    pub fn run(&self, seed: &Seed) -> Fair {
        let order = self.order(seed);
        let mut by_position = vec![0_u32; order.len()];
        for (request, position) in (0..).zip(&order) {
            by_position[*position as usize] = request;
        }
        let asked = self.all_asked(seed);
        let mut next = self.starts.clone();
        let mut kept: Vec<BinaryHeap<u64>> = vec![BinaryHeap::new(); self.capacities.len()];
        // From the front of the order, so that few who are kept have to go again.
        for first in &by_position {
            let mut asking = *first;
            while next[asking as usize] < self.starts[asking as usize + 1] {
                let choice = asked[next[asking as usize] as usize];
                next[asking as usize] += 1;
                let openings = self.capacities[choice.option as usize] as usize;
                let own = key(choice.band, order[asking as usize]);
                let Some(out) = keep(&mut kept[choice.option as usize], openings, own) else { break };
                asking = by_position[out as u32 as usize];
            }
        }
        let mut places = vec![None; self.requests()];
        for (option, kept) in (0..).zip(kept) {
            for key in kept {
                places[by_position[key as u32 as usize] as usize] = Some(option);
            }
        }
        Fair { places, order }
    }

    /// All choices in the order in which they are asked for.
    fn all_asked(&self, seed: &Seed) -> Cow<'_, [Choice]> {
        if !self.tied.contains(&true) {
            return Cow::Borrowed(&self.choices);
        }
        (0..self.requests()).flat_map(|request| self.asked(request, seed)).collect()
    }
}

/// Keeps the best of those who have asked an option, and returns who has to go.
fn keep(kept: &mut BinaryHeap<u64>, openings: usize, own: u64) -> Option<u64> {
    if kept.len() < openings {
        kept.push(own);
        return None;
    }
    match kept.peek_mut() {
        Some(mut last) if own < *last => Some(std::mem::replace(&mut last, own)),
        _ => Some(own),
    }
}
