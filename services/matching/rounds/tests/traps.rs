//! What makes such solvers wrong or slow.

use rounds::instance::generate::{Kind, generate};
use rounds::instance::{Entry, HIGHEST_COST, HIGHEST_UNMATCHED, Instance, Invalid};
use rounds::most_helped::{Solved, solve};

fn of(capacities: &[u32], requests: &[(&[(u32, u32)], i64)]) -> Instance {
    let mut instance = Instance::of_options(capacities.to_vec()).unwrap();
    for (list, unmatched) in requests {
        let list: Vec<Entry> =
            list.iter().map(|(option, cost)| Entry { cost: *cost, option: *option }).collect();
        instance.add(&list, *unmatched).unwrap();
    }
    instance
}

fn objective(solved: &Solved) -> i64 {
    solved.certificate().unwrap().objective
}

#[test]
fn nothing_to_do() {
    assert_eq!(objective(&solve(of(&[], &[])).unwrap()), 0);
    assert_eq!(objective(&solve(of(&[3, 0], &[])).unwrap()), 0);
    assert_eq!(objective(&solve(of(&[], &[(&[], 7)])).unwrap()), 7);
}

#[test]
fn empty_lists_and_options_without_openings_leave_people_unmatched() {
    let solved = solve(of(&[0, 1], &[(&[], 5), (&[(0, 1)], 6), (&[(0, 0), (1, 3)], 9)])).unwrap();
    assert_eq!(solved.places(), [None, None, Some(1)]);
    assert_eq!(objective(&solved), 14);
}

#[test]
fn of_an_option_named_twice_the_cheaper_entry_counts() {
    let solved = solve(of(&[2], &[(&[(0, 8), (0, 3), (0, 8)], 20)])).unwrap();
    assert_eq!(solved.instance().list(0).collect::<Vec<_>>(), [Entry { cost: 3, option: 0 }]);
    assert_eq!(objective(&solved), 3);
}

#[test]
fn staying_unmatched_can_be_the_better_place() {
    assert_eq!(solve(of(&[1], &[(&[(0, 10)], 9)])).unwrap().places(), [None]);
}

#[test]
fn all_costs_equal() {
    let all: Vec<(u32, u32)> = (0..40).map(|option| (option, 5)).collect();
    let requests: Vec<(&[(u32, u32)], i64)> = (0..2000).map(|_| (&all[..], 100)).collect();
    let solved = solve(of(&[30; 40], &requests)).unwrap();
    assert_eq!(objective(&solved), 1200 * 5 + 800 * 100);
}

#[test]
fn one_huge_option_takes_everyone() {
    let list: [(u32, u32); 2] = [(0, 5), (1, 2)];
    let requests: Vec<(&[(u32, u32)], i64)> = (0..3000).map(|_| (&list[..], 100)).collect();
    let solved = solve(of(&[u32::MAX, 10], &requests)).unwrap();
    assert_eq!(objective(&solved), 10 * 2 + 2990 * 5);
    assert_eq!(solved.prices()[0], 0);
}

#[test]
fn objectives_pass_32_bits() {
    let list: [(u32, u32); 1] = [(0, HIGHEST_COST)];
    let requests: Vec<(&[(u32, u32)], i64)> = (0..100).map(|_| (&list[..], HIGHEST_UNMATCHED)).collect();
    let solved = solve(of(&[60], &requests)).unwrap();
    assert_eq!(objective(&solved), 60 * i64::from(HIGHEST_COST) + 40 * HIGHEST_UNMATCHED);
}

/// A chain in which every request moves one option on when the last opening, at the far end, is used.
#[test]
fn no_option_is_over_its_openings_along_a_chain() {
    let mut instance = Instance::of_options(vec![1; 200]).unwrap();
    for option in 0..199 {
        instance.add(&[Entry { cost: 0, option }, Entry { cost: 1, option: option + 1 }], 10_000).unwrap();
    }
    let mut solved = solve(instance).unwrap();
    solved.add(&[Entry { cost: 0, option: 0 }], 10_000).unwrap();
    assert_eq!(objective(&solved), 199);
    solved.add(&[Entry { cost: 0, option: 0 }], 199).unwrap();
    assert_eq!(objective(&solved), 199 + 199);
}

#[test]
fn what_is_wrong_is_said() {
    let mut instance = Instance::of_options(vec![1]).unwrap();
    assert_eq!(instance.add(&[Entry { cost: 0, option: 1 }], 1), Err(Invalid::UnknownOption(0)));
    assert_eq!(instance.add(&[Entry { cost: HIGHEST_COST + 1, option: 0 }], 1), Err(Invalid::CostTooHigh(0)));
    assert_eq!(instance.add(&[], -1), Err(Invalid::UnmatchedOutOfRange(0)));
    assert_eq!(instance.add(&[], HIGHEST_UNMATCHED + 1), Err(Invalid::UnmatchedOutOfRange(0)));
    assert_eq!(instance.requests(), 0);
}

/// An epsilon that is right for one range of costs only makes a wider range a long war of small bids.
#[test]
fn a_wider_range_of_costs_takes_few_more_bids() {
    let narrow = generate(Kind::Tight, 3000, 300, 4).unwrap();
    let bids = |times: u32| {
        let mut wide = Instance::of_options(narrow.capacities().to_vec()).unwrap();
        for request in 0..narrow.requests() {
            let dearer = narrow.list(request).map(|entry| Entry { cost: entry.cost * times, ..entry });
            wide.add(&dearer.collect::<Vec<_>>(), narrow.unmatched()[request] * i64::from(times)).unwrap();
        }
        solve(wide).unwrap().effort().bids
    };
    assert!(bids(10_000) < 3 * bids(1), "{} {}", bids(10_000), bids(1));
}

/// Prices that are not rolled back far enough between phases are left to repair, which is far slower at it.
#[test]
fn little_is_left_for_repair() {
    for kind in [Kind::Slack, Kind::Tight, Kind::FewestUnmatched, Kind::Overloaded] {
        let effort = solve(generate(kind, 6000, 600, 4).unwrap()).unwrap().effort();
        assert!(effort.misplaced < 300 && effort.overpriced < 60, "{kind:?} {effort:?}");
    }
}
