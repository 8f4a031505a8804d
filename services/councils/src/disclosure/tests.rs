//! The rules, and an attacker who knows them.

use std::collections::{BTreeSet, HashMap};

use super::SmallNumber::{Hidden, Shown};
use super::{alone, percent, whole_and_parts};

#[test]
fn one_to_seven_are_hidden_and_the_rest_rounded_to_five() {
    assert_eq!(alone(0), Shown(0));
    assert!((1..=7).all(|count| alone(count) == Hidden));
    assert_eq!([8, 12, 13, 17, 18, 1_002, 1_003].map(alone), [10, 10, 15, 15, 20, 1_000, 1_005].map(Shown));
}

#[test]
fn a_whole_of_safe_parts_is_shown_with_them() {
    assert_eq!(whole_and_parts([40, 20, 10]), (Shown(70), [Shown(40), Shown(20), Shown(10)]));
    assert_eq!(whole_and_parts([0, 0, 0]), (Shown(0), [Shown(0); 3]));
    assert_eq!(whole_and_parts([30, 0, 0]), (Shown(30), [Shown(30), Shown(0), Shown(0)]));
}

#[test]
fn a_hidden_part_hides_the_smallest_other_one() {
    // 8 to 12 in all, 8 to 12 of them shown: the hidden part would be 1 to 4.
    assert_eq!(whole_and_parts([9, 1, 0]), (Shown(10), [Hidden, Hidden, Shown(0)]));
    // Here rounding alone leaves it anything from 1 to 7.
    assert_eq!(whole_and_parts([40, 20, 3]), (Shown(65), [Shown(40), Shown(20), Hidden]));
}

#[test]
fn the_whole_is_hidden_when_it_would_give_the_parts_away() {
    // 13 to 17 could only be 6 and 7, or 7 and 7.
    assert_eq!(whole_and_parts([7, 6, 0]), (Hidden, [Hidden, Hidden, Shown(0)]));
}

#[test]
fn percentages_are_of_thirty_or_more_and_of_what_is_shown() {
    assert_eq!(percent(Shown(20), Shown(30)), Some(67));
    assert_eq!(percent(Shown(20), Shown(25)), None);
    assert_eq!(percent(Hidden, Shown(100)), None);
    assert_eq!(percent(Shown(30), Hidden), None);
    assert_eq!(percent(Shown(35), Shown(30)), Some(100));
    assert_eq!(percent(Shown(0), Shown(30)), Some(0));
}

/// Every table of up to this many people.
const LARGEST: u32 = 44;

#[test]
fn nobody_who_knows_the_rules_can_tell_a_small_number() {
    let mut alike: HashMap<_, Vec<[u32; 3]>> = HashMap::new();
    for a in 0..=LARGEST {
        for b in 0..=LARGEST - a {
            for c in 0..=LARGEST - a - b {
                alike.entry(whole_and_parts([a, b, c])).or_default().push([a, b, c]);
            }
        }
    }
    // Near the edge some tables that look the same were not made.
    alike.retain(|published, _| published.0 == Hidden || matches!(published.0, Shown(..=40)));
    for (published, tables) in alike {
        for index in (0..3).filter(|index| published.1[*index] == Hidden) {
            let possible: BTreeSet<u32> = tables.iter().map(|table| table[index]).collect();
            assert!(possible.len() >= 4, "{published:?} leaves only {possible:?}");
        }
    }
}

#[test]
fn the_naive_rule_is_broken_by_the_same_attacker() {
    // 8 to 12 in all, 8 to 12 of them shown: the hidden part is 1 to 4.
    let naive = |parts: [u32; 2]| (alone(parts.iter().sum()), parts.map(alone));
    let seen = naive([9, 1]);
    let possible: BTreeSet<u32> = (0..=LARGEST)
        .flat_map(|a| (0..=LARGEST).map(move |b| [a, b]))
        .filter(|parts| naive(*parts) == seen)
        .map(|parts| parts[1])
        .collect();
    assert_eq!(possible, BTreeSet::from([1, 2, 3, 4]));
}
