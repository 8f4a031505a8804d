//! What would have made the difference: found by running the round again, so that it is true.

use super::Round;
use crate::lottery::Seed;

impl Round {
    /// The fewest more days' wait with which a request would have got this option or one it ranks as well or better; `None`
    /// if even `most` days would not have been enough. A longer wait never makes a request's place worse, so halving finds it.
    pub fn days_short(&self, seed: &Seed, request: usize, option: u32, most: u32) -> Option<u32> {
        let rank_of = |option: u32| self.choices(request).iter().find(|choice| choice.option == option);
        let wanted = rank_of(option)?.rank;
        let mut round = self.clone();
        let mut enough = |days: u32| {
            round.standings[request].waited = self.standings[request].waited.saturating_add(days);
            let place = round.run(seed).places[request];
            place.and_then(rank_of).is_some_and(|choice| choice.rank <= wanted)
        };
        if !enough(most) {
            return None;
        }
        let (mut below, mut days) = (None, most);
        while below.map_or(0, |below| below + 1) < days {
            let middle = below.map_or(0, |below: u32| below + 1).midpoint(days - 1);
            if enough(middle) { days = middle } else { below = Some(middle) }
        }
        Some(days)
    }
}
