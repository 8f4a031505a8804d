//! Like councils: whose figures a council's own may fairly be set beside.
//!
//! The rule: of the same kind or in the same region, and with between half and twice as many people. Those of the same
//! kind come first, then those nearest in size; 15 at the most. With fewer than five there is no comparison.

use std::cmp::Ordering;

use crate::council::{Council, GssCode};

/// Like councils of one council, at the most.
pub const MOST: usize = 15;
/// Like councils a comparison needs.
pub const FEWEST: usize = 5;

/// The like councils of one, the most alike first; nothing when there are fewer than [`FEWEST`].
pub fn like<'a>(council: &Council, all: &'a [Council]) -> Vec<&'a Council> {
    let mut like: Vec<&Council> = all.iter().filter(|other| is_like(council, other)).collect();
    like.sort_by(|one, other| more_alike(council, one, other));
    like.truncate(MOST);
    if like.len() < FEWEST { Vec::new() } else { like }
}

/// The middle of what some councils have, with of how many it is; nothing where too little is known.
#[derive(Debug, Clone, Copy)]
pub struct Medians {
    /// Like councils.
    pub like: Option<(i64, usize)>,
    /// Those of the region.
    pub region: Option<(i64, usize)>,
    /// All of England.
    pub england: Option<(i64, usize)>,
}

/// What is set beside a council: the middle of what others have.
pub fn medians(council: &Council, all: &[Council], value: impl Fn(&GssCode) -> Option<i64>) -> Medians {
    let of = |councils: &[&Council]| {
        median(&councils.iter().map(|other| value(&other.gss_code)).collect::<Vec<_>>())
    };
    let region: Vec<&Council> = all.iter().filter(|other| other.region_code == council.region_code).collect();
    Medians {
        like: of(&like(council, all)),
        region: of(&region),
        england: of(&all.iter().collect::<Vec<_>>()),
    }
}

/// The middle of what like councils have, with how many there are; those of which it is not known are left out.
pub fn median(known: &[Option<i64>]) -> Option<(i64, usize)> {
    let mut known: Vec<i64> = known.iter().filter_map(|value| *value).collect();
    if known.len() < FEWEST {
        return None;
    }
    known.sort_unstable();
    let n = known.len();
    let upper = *known.get(n / 2)?;
    let lower = *known.get((n - 1) / 2)?;
    Some((i64::midpoint(lower, upper), n))
}

fn is_like(council: &Council, other: &Council) -> bool {
    let (small, large) = sizes(council, other);
    other.gss_code != council.gss_code
        && (other.kind == council.kind || other.region_code == council.region_code)
        && large <= 2 * small
}

fn more_alike(council: &Council, one: &Council, other: &Council) -> Ordering {
    let other_kind = |of: &Council| of.kind != council.kind;
    let (one_small, one_large) = sizes(council, one);
    let (other_small, other_large) = sizes(council, other);
    other_kind(one)
        .cmp(&other_kind(other))
        .then_with(|| (one_large * other_small).cmp(&(other_large * one_small)))
        .then_with(|| one.gss_code.cmp(&other.gss_code))
}

/// The smaller and the larger population, in thousands; never 0.
fn sizes(one: &Council, other: &Council) -> (i64, i64) {
    let of = |council: &Council| i64::from(council.population_thousands).max(1);
    (of(one).min(of(other)), of(one).max(of(other)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likeness_holds_both_ways_and_never_of_itself() {
        let all = Council::of_release();
        for one in &all {
            assert!(!is_like(one, one));
            for other in &all {
                assert_eq!(is_like(one, other), is_like(other, one));
            }
        }
    }

    #[test]
    fn all_but_the_three_smallest_councils_have_enough_like_them() {
        let all = Council::of_release();
        let mut smallest: Vec<&Council> = all.iter().collect();
        smallest.sort_by_key(|council| council.population_thousands);
        let mut smallest: Vec<&str> = smallest[..3].iter().map(|council| council.gss_code.as_str()).collect();
        smallest.sort_unstable();
        let without: Vec<&str> = all
            .iter()
            .filter(|council| like(council, &all).is_empty())
            .map(|council| council.gss_code.as_str())
            .collect();
        assert_eq!(without, smallest);
    }

    #[test]
    fn size_counts_at_half_and_at_twice_and_no_further() {
        let mut one = Council::of_release().remove(0);
        one.population_thousands = 100;
        let sized = |thousands| {
            let mut other = Council::of_release().remove(1);
            other.kind = one.kind;
            other.population_thousands = thousands;
            is_like(&one, &other)
        };
        assert_eq!([49, 50, 200, 201].map(sized), [false, true, true, false]);
    }

    #[test]
    fn those_of_the_same_kind_come_first_and_nearest_in_size() {
        let all = Council::of_release();
        for council in &all {
            let like = like(council, &all);
            assert!(like.len() <= MOST);
            assert!(like.windows(2).all(|pair| more_alike(council, pair[0], pair[1]).is_lt()));
            assert!(like.is_sorted_by_key(|other| other.kind != council.kind));
        }
    }

    #[test]
    fn a_median_needs_five_that_are_known() {
        let four = [Some(1), None, Some(2), Some(3), Some(4)];
        assert_eq!(median(&four), None);
        assert_eq!(median(&[Some(9), Some(1), Some(5), Some(7), Some(3)]), Some((5, 5)));
        assert_eq!(median(&[Some(9), Some(1), Some(5), Some(7), Some(3), Some(6), None]), Some((5, 6)));
    }
}
