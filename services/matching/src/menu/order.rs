//! The order of the options, and who is among them.
//!
//! Scores that differ by no more than two hundredths of the most one could have are a near-tie: so small a difference
//! says nothing. Among those the option with more room comes first, then the one shown less often, then the score, then
//! the draw. Near-ties are told from the best that is left, so the first option is always within them of the person's
//! best fit, none comes before one that fits better by more, and a better score never costs a place.

use std::cmp::Reverse;

use uuid::Uuid;

use super::candidate::Candidate;
use crate::support::Verdict;
use crate::wants::FACTORS;

/// The most options a menu shows.
pub const MOST_OPTIONS: usize = 8;
/// A near-tie is this many millionths for each point of weight: 2 of 100.
const NEARLY: u32 = 20_000;
/// How many of those who work there must be from the people it is there for, to be a peer option: half.
const PEERS_IN_TWO: u32 = 1;

/// What a menu offers a choice of where there is any: one bit each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sorts(u8);

/// The sorts that are there when they exist.
const KEPT: [Sorts; 3] = [Sorts::USER_LED, Sorts::INDEPENDENT, Sorts::PEER];

impl Sorts {
    /// Shown to be user-led, and checked lately.
    pub const USER_LED: Self = Self(1);
    /// Declares no tie of interest.
    pub const INDEPENDENT: Self = Self(2);
    /// Given by people who have been there themselves.
    pub const PEER: Self = Self(4);

    /// What a candidate is.
    pub fn of(candidate: &Candidate<'_>, checked: bool) -> Self {
        let peers = candidate
            .peers
            .is_some_and(|peers| 2 * u64::from(peers.from) >= u64::from(PEERS_IN_TWO * peers.of));
        let when = |is: bool, sort: Self| if is { sort.0 } else { 0 };
        Self(
            when(checked && candidate.ulo.user_led == Verdict::Met, Self::USER_LED)
                | when(candidate.is_free_of_ties(), Self::INDEPENDENT)
                | when(peers || candidate.is_by_peers(), Self::PEER),
        )
    }

    fn is(self, sort: Self) -> bool {
        self.0 & sort.0 != 0
    }

    fn is_none(self) -> bool {
        self.0 == 0
    }
}

/// One candidate no rule leaves out.
#[derive(Debug, Clone, Copy)]
pub struct Standing {
    /// Its place among the candidates.
    pub which: usize,
    /// How well it fits.
    pub score: u32,
    /// What an opening there is worth to others: the less, the more room there is.
    pub price: u32,
    /// How often it was shown lately.
    pub shown: u32,
    /// Its place among equals, by chance.
    pub draw: u64,
    /// Its id.
    pub id: Uuid,
    /// What it is.
    pub sorts: Sorts,
}

impl Standing {
    fn by_room(&self) -> (u32, u32, Reverse<u32>, u64, Uuid) {
        (self.price, self.shown, Reverse(self.score), self.draw, self.id)
    }
}

/// How far apart two scores may be to count as equal.
pub fn nearly(weights: &[u32; FACTORS]) -> u32 {
    NEARLY * weights.iter().sum::<u32>()
}

/// Those in order among whom the options are: near-tie by near-tie, until there are as many as a menu shows and one of
/// each sort, or nobody is left.
pub fn ordered(mut fitting: Vec<Standing>, nearly: u32) -> Vec<Standing> {
    let mut done = 0;
    while !has_every_option(&fitting[..done])
        && let Some(best) = fitting[done..].iter().map(|one| one.score).max()
    {
        let least = best.saturating_sub(nearly);
        let before = done;
        for which in before..fitting.len() {
            if fitting[which].score >= least {
                fitting.swap(done, which);
                done += 1;
            }
        }
        fitting[before..done].sort_unstable_by_key(Standing::by_room);
    }
    fitting.truncate(done);
    fitting
}

/// Whether the options can be told from those in order so far.
fn has_every_option(first: &[Standing]) -> bool {
    first.len() >= MOST_OPTIONS && KEPT.iter().all(|sort| first.iter().any(|one| one.sorts.is(*sort)))
}

/// The options among those in order: the first of them, and at the end the first user-led, independent and peer one when
/// there is none before, in the places of those that would be missed least.
pub fn options(fitting: &[Standing]) -> Vec<usize> {
    let (first, rest) = fitting.split_at(fitting.len().min(MOST_OPTIONS));
    let mut chosen: Vec<usize> = (0..first.len()).collect();
    for sort in KEPT {
        if chosen.iter().any(|place| fitting[*place].sorts.is(sort)) {
            continue;
        }
        let Some(found) = rest.iter().position(|one| one.sorts.is(sort)) else { continue };
        let missed = |place: usize| is_only_one(fitting, &chosen, place);
        if let Some(out) = chosen.iter().rposition(|place| !missed(*place)) {
            chosen.remove(out);
            chosen.push(first.len() + found);
        }
    }
    chosen.sort_unstable();
    chosen.into_iter().map(|place| fitting[place].which).collect()
}

/// Whether a sort would be missing without that one.
fn is_only_one(fitting: &[Standing], chosen: &[usize], place: usize) -> bool {
    let others = || chosen.iter().filter(|other| **other != place);
    KEPT.into_iter()
        .any(|sort| fitting[place].sorts.is(sort) && !others().any(|other| fitting[*other].sorts.is(sort)))
}

/// Whether one of those that fit is an option: looks at the whole order only when it is close.
pub fn is_option(fitting: impl Iterator<Item = Standing> + Clone, mine: &Standing, nearly: u32) -> bool {
    let ahead = fitting.clone().filter(|one| one.score > mine.score.saturating_add(nearly));
    if mine.sorts.is_none() && ahead.take(MOST_OPTIONS).count() == MOST_OPTIONS {
        return false;
    }
    let perhaps = fitting.clone().filter(|one| one.score.saturating_add(nearly) >= mine.score);
    let safe = MOST_OPTIONS - KEPT.len();
    if perhaps.take(safe + 1).count() <= safe {
        return true;
    }
    options(&ordered(fitting.collect(), nearly)).contains(&mine.which)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Everyone in order, down to the last.
    fn everyone(mut fitting: Vec<Standing>, nearly: u32) -> Vec<Standing> {
        fitting.sort_by_key(|one| Reverse(one.score));
        let mut rest = &mut fitting[..];
        while let Some(best) = rest.first() {
            let least = best.score.saturating_sub(nearly);
            let (band, after) = rest.split_at_mut(rest.partition_point(|one| one.score >= least));
            band.sort_by_key(Standing::by_room);
            rest = after;
        }
        fitting
    }

    proptest! {
        #[test]
        fn the_options_are_those_among_everyone(
            fitting in prop::collection::vec((0u32..60, 0u32..3, 0u8..8, 0u64..4), 0..40),
            bare in any::<bool>(),
        ) {
            let standing = |(which, (score, price, sorts, draw))| Standing {
                which,
                score,
                price,
                shown: 0,
                draw,
                id: Uuid::from_u128(which as u128),
                sorts: Sorts(if bare && which > 0 { 0 } else { sorts }),
            };
            let fitting: Vec<Standing> = fitting.into_iter().enumerate().map(standing).collect();
            let all = everyone(fitting.clone(), 5);
            prop_assert_eq!(options(&ordered(fitting, 5)), options(&all));
        }
    }
}
