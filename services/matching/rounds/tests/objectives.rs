//! The published order against every placement of small problems.

use std::cmp::Ordering;

use rounds::fair_order::{Choice, Standing};
use rounds::objectives::Objective::{Fit, Floors, Helped, Ranks, WorstOff};
use rounds::objectives::{Figures, Objective, PUBLISHED, Problem, Share, optimum, optimum_if_given, price};

use super::small::{Dice, dice};

pub fn problem(number: u64, requests: u64, options: u64) -> Problem {
    let mut dice = dice(number);
    let openings = (0..options).map(|_| dice.below(3) as u32).collect();
    let floors: Vec<u32> = (0..options).map(|_| dice.below(3) as u32).collect();
    let mut problem = Problem::of_options(openings, &floors);
    for _ in 0..requests {
        let standing = Standing {
            id: u128::from(dice.below(1 << 40)),
            waited: dice.below(30) as u32,
            alternatives: dice.below(4) as u32,
        };
        let choices = choices(&mut dice, options);
        problem.add(standing, dice.below(3) as u32, &choices).unwrap();
    }
    problem
}

/// Ranked with ties; the third of fits is the same as another's.
fn choices(dice: &mut Dice, options: u64) -> Vec<(Choice, u32)> {
    let choice = |dice: &mut Dice| Choice {
        option: dice.below(options) as u32,
        rank: dice.below(3) as u32,
        band: dice.below(3) as u8,
    };
    (0..dice.below(options + 2)).map(|_| (choice(dice), dice.below(5) as u32 * 250)).collect()
}

/// Every placement that keeps to choices and openings.
fn every(problem: &Problem) -> Vec<Vec<Option<u32>>> {
    let mut all = vec![Vec::new()];
    for request in 0..problem.round().requests() {
        let choices = problem.round().choices(request);
        let places = || choices.iter().map(|choice| Some(choice.option)).chain([None]);
        all = all
            .iter()
            .flat_map(|done: &Vec<_>| places().map(|place| [&done[..], &[place]].concat()))
            .collect();
        let fits = |done: &Vec<Option<u32>>| {
            let used = |option: u32| done.iter().filter(|place| **place == Some(option)).count();
            (0..)
                .zip(problem.round().capacities())
                .all(|(option, openings)| used(option) <= *openings as usize)
        };
        all.retain(fits);
    }
    all
}

fn best(problem: &Problem, order: &[Objective]) -> Figures {
    let figures = every(problem).into_iter().map(|places| Figures::of(problem, &places));
    figures.min_by(|a, b| a.compare(b, order)).unwrap()
}

#[test]
fn no_placement_is_better_by_the_published_order() {
    for number in 0..250 {
        let problem = problem(number, 1 + number % 5, 1 + number % 4);
        let optimum = optimum(&problem, &PUBLISHED).unwrap();
        assert_eq!(Figures::of(&problem, &optimum.places), optimum.figures);
        assert!(optimum.proved, "{number}");
        assert_eq!(
            optimum.figures.compare(&best(&problem, &PUBLISHED), &PUBLISHED),
            Ordering::Equal,
            "{number}"
        );
    }
}

#[test]
fn nor_by_any_other_order() {
    let orders = [[WorstOff, Helped, Ranks, Floors, Fit], [Floors, Helped, Ranks, WorstOff, Fit]];
    // In the last two the shortest waits take first choices from the group worst off.
    for number in (0..60).chain([4363, 15_203]) {
        let problem = problem(number, 1 + number % 5, 1 + number % 4);
        for order in orders {
            let optimum = optimum(&problem, &order).unwrap();
            assert_eq!(optimum.figures.compare(&best(&problem, &order), &order), Ordering::Equal, "{number}");
        }
    }
}

#[test]
fn a_price_is_the_difference_between_rounds_that_were_solved() {
    let mut dear = 0;
    for number in 0..60 {
        let problem = problem(number, 1 + number % 5, 1 + number % 4);
        let (published, prices) = price(&problem).unwrap();
        for price in &prices {
            let others: Vec<_> = PUBLISHED.into_iter().filter(|other| *other != price.objective).collect();
            assert!(price.left_out.compare(&published.figures, &others).is_le());
            assert!(price.put_first.compare(&published.figures, &[price.objective]).is_le());
            dear += usize::from(price.put_first.compare(&published.figures, &[Helped, Ranks]).is_gt());
            dear += usize::from(price.left_out.fit > published.figures.fit);
        }
    }
    assert!(dear > 0, "otherwise this would have shown nothing");
}

#[test]
fn a_forced_choice_is_the_best_with_it() {
    for number in 0..60 {
        let problem = problem(number, 4, 3);
        let rest = every(&problem);
        for choice in problem.round().choices(0) {
            let with = rest.iter().filter(|places| places[0] == Some(choice.option));
            let best =
                with.map(|places| Figures::of(&problem, places)).min_by(|a, b| a.compare(b, &PUBLISHED));
            let found = optimum_if_given(&problem, &PUBLISHED, (0, choice.option)).unwrap();
            match (best, found) {
                (Some(best), Some(found)) => assert!(best.compare(&found.figures, &PUBLISHED).is_eq()),
                (best, found) => assert!(best.is_none() && found.is_none()),
            }
        }
    }
}

/// Nobody can have their first choice, and three of seven their second.
#[test]
fn waits_are_shared_between_groups_as_well_as_they_can_be() {
    for number in 0..100 {
        let mut dice = dice(number);
        let mut problem = Problem::of_options(vec![0, 3], &[]);
        for id in 0..7 {
            let standing = Standing { id, waited: dice.below(30) as u32, alternatives: 2 };
            let choice = |option| (Choice { option, rank: option, band: 0 }, 500);
            problem.add(standing, dice.below(3) as u32, &[choice(0), choice(1)]).unwrap();
        }
        let optimum = optimum(&problem, &PUBLISHED).unwrap();
        assert!(optimum.proved, "{number}");
        assert!(optimum.figures.compare(&best(&problem, &PUBLISHED), &PUBLISHED).is_eq(), "{number}");
    }
}

/// Two groups want the same first choice; who gets it makes no difference to anything but the groups.
#[test]
fn first_choices_are_shared_between_groups() {
    let mut problem = Problem::of_options(vec![10, 10], &[]);
    for request in 0..20 {
        let standing = Standing { id: request, waited: 1, alternatives: 2 };
        let choice = |option| Choice { option, rank: option, band: 0 };
        let fit = if request < 10 { 1000 } else { 0 };
        problem.add(standing, u32::from(request >= 10), &[(choice(0), fit), (choice(1), 0)]).unwrap();
    }
    let (published, [gap, _]) = price(&problem).unwrap();
    assert_eq!(published.figures.profile, [10, 10]);
    assert_eq!(published.figures.worst_not_first, Share { part: 1, whole: 2 });
    assert_eq!((published.figures.gap(), published.figures.fit), (0, 5000));
    assert_eq!((gap.left_out.gap(), gap.left_out.fit), (500_000, 10_000), "what an equal share costs in fit");
}

/// Three requests of one group for two options with one opening each; the third waits longest.
fn of_one_group() -> Problem {
    let mut problem = Problem::of_options(vec![1, 1], &[]);
    for (id, waited) in [(1, 10), (2, 10), (3, 40)] {
        let choice = |option| (Choice { option, rank: option, band: 0 }, 500);
        problem.add(Standing { id, waited, alternatives: 2 }, 0, &[choice(0), choice(1)]).unwrap();
    }
    problem
}

#[test]
fn the_group_worst_off_is_told_by_first_choices_and_only_then_by_waits() {
    let problem = of_one_group();
    let order = |one: [Option<u32>; 3], other: [Option<u32>; 3]| {
        Figures::of(&problem, &one).compare(&Figures::of(&problem, &other), &[WorstOff])
    };
    let (long_wait, short_wait) = ([Some(0), None, None], [None, Some(1), Some(0)]);
    assert_eq!(order(short_wait, long_wait), Ordering::Less, "as many first choices, shorter waits");
    assert_eq!(order(long_wait, [None, None, Some(1)]), Ordering::Less, "longer waits, more first choices");
}

#[test]
fn ranks_are_counted_without_holes_and_what_is_ranked_alike_counts_alike() {
    let mut problem = Problem::of_options(vec![1; 4], &[]);
    let ranks = [(0, 5), (1, 5), (2, 9), (3, 9)];
    let choices = ranks.map(|(option, rank)| (Choice { option, rank, band: 0 }, 500));
    problem.add(Standing { id: 1, waited: 0, alternatives: 4 }, 0, &choices).unwrap();
    assert_eq!([0, 1, 2, 3].map(|option| problem.rank(0, option).unwrap()), [0, 0, 1, 1]);
}

#[test]
fn floors_count_up_to_the_openings_there_are() {
    let problem = Problem::of_options(vec![1, 2], &[3, 1]);
    let short = |problem: &Problem| Figures::of(problem, &[]).short_of_floors;
    assert_eq!(short(&problem), 2);
    assert_eq!(short(&problem.with_openings(vec![0, 9])), 1);
    assert_eq!(short(&problem.with_openings(vec![9, 0])), 3, "with more openings all of the floor counts");
}

#[test]
fn a_large_round_is_solved_with_all_objectives() {
    let problem = problem(7, 600, 40);
    let optimum = optimum(&problem, &PUBLISHED).unwrap();
    assert_eq!(Figures::of(&problem, &optimum.places), optimum.figures);
    let most = rounds::objectives::optimum(&problem, &[Helped, Ranks]).unwrap();
    assert_eq!(most.figures.compare(&optimum.figures, &[Helped, Ranks]), Ordering::Equal);
    assert!(!optimum.proved, "the search ended early, and says so");
}
