//! A price of staying unmatched that is far above all costs, taken in two steps: solved low first, then lifted.
//!
//! Where it matters only that as few as possible stay unmatched, prices would have to climb a long way in small steps. What all
//! unmatched prices have in common above a few times the highest cost is left out, and put back along shortest paths.

use super::{Forward, State};
use crate::instance::Instance;

const HEADROOM: i64 = 3;

/// How much of every unmatched price can be left out at first.
pub(crate) fn common(instance: &Instance) -> i64 {
    let dearest = |request| instance.list(request).last().map_or(0, |entry| i64::from(entry.cost));
    let highest = (0..instance.requests()).map(dearest).max().unwrap_or(0);
    let least = instance.unmatched().iter().copied().min().unwrap_or(0);
    (least - HEADROOM * highest).max(0)
}

/// Raises every unmatched price by this much, placing whom it pays to place now.
pub(crate) fn raise(instance: &mut Instance, state: &mut State, forward: &mut Forward, by: i64) {
    let mut left = by;
    while left > 0 {
        // A price as high as the way to an opening is paid for by taking it.
        let (raised, placed) = forward.place_one_alone(instance, state, left);
        instance.raise_unmatched(raised);
        left -= raised;
        debug_assert!(placed || left == 0);
    }
}
