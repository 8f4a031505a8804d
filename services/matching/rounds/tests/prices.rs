//! Prices against solving again.

use rounds::certificate::cost;
use rounds::instance::{Entry, Instance};
use rounds::most_helped::solve;
use rounds::prices::{Gap, price, sums};

use super::small::{Size, dice, every_placement, instance};

/// The same instance with more openings at an option.
fn with(instance: &Instance, option: usize, more: u32) -> Instance {
    let mut capacities = instance.capacities().to_vec();
    capacities[option] += more;
    let mut other = Instance::of_options(capacities).unwrap();
    for request in 0..instance.requests() {
        let list: Vec<Entry> = instance.list(request).collect();
        other.add(&list, instance.unmatched()[request]).unwrap();
    }
    other
}

fn objective(instance: Instance) -> i64 {
    solve(instance).unwrap().certificate().unwrap().objective
}

#[test]
fn a_price_is_what_one_more_opening_saves() {
    let mut worth = 0;
    for seed in 0..600 {
        let cost = [2, 20, 400][seed as usize % 3];
        let instance = instance(seed, &Size { requests: 25, options: 7, openings: 4, cost, unmatched: 500 });
        let solved = solve(instance.clone()).unwrap();
        let before = solved.certificate().unwrap().objective;
        for (option, saving) in solved.savings().into_iter().enumerate() {
            assert_eq!(
                before - objective(with(&instance, option, 1)),
                saving,
                "seed {seed}, option {option}"
            );
            worth += usize::from(saving > 0);
        }
    }
    assert!(worth > 500);
}

#[test]
fn the_lowest_prices_prove_the_answer_too() {
    for seed in 0..600 {
        let size = Size { requests: 25, options: 7, openings: 4, cost: 30, unmatched: 90 };
        let solved = solve(instance(seed, &size)).unwrap();
        let gap = Gap::of(solved.instance(), &solved.places(), &solved.savings()).unwrap();
        assert_eq!((gap.primal, gap.millionths()), (gap.dual, 0));
    }
}

/// The cheapest placement by trying all, where each place short of a floor is charged.
fn cheapest(instance: &Instance, floors: &[u32], charge: i64) -> i128 {
    let mut least = i128::MAX;
    every_placement(instance, &mut |places| {
        let short: u32 = (0..)
            .zip(floors.iter().zip(instance.capacities()))
            .map(|(option, (floor, openings))| {
                let used = places.iter().filter(|place| **place == Some(option)).count() as u32;
                (*floor).min(*openings).saturating_sub(used)
            })
            .sum();
        least = least.min(cost(instance, places).unwrap() + i128::from(short) * i128::from(charge));
    });
    least
}

#[test]
fn floors_are_kept_at_the_least_cost_and_priced() {
    let (mut held, mut dear) = (0, 0);
    for seed in 0..400 {
        let size = Size { requests: 5, options: 4, openings: 3, cost: 40, unmatched: 120 };
        let instance = instance(seed, &size);
        let mut dice = dice(seed + 9);
        let floors: Vec<u32> = (0..instance.options()).map(|_| dice.below(3) as u32).collect();
        let prices = price(&instance, &floors).unwrap();
        let least = cheapest(&instance, &floors, prices.charge);
        assert_eq!((prices.gap.primal, prices.gap.dual), (least, least), "seed {seed}");
        let paid = cost(&instance, &prices.places).unwrap();
        let charged = i128::from(prices.short_of_floors) * i128::from(prices.charge);
        assert_eq!(paid + charged, least, "seed {seed}");
        for (option, saving) in prices.opening.iter().enumerate() {
            let then = price(&with(&instance, option, 1), &capped(&floors, &instance)).unwrap();
            let before = paid + charged;
            let after = cost(&instance_of(&instance, option), &then.places).unwrap()
                + i128::from(then.short_of_floors) * i128::from(prices.charge);
            assert_eq!(before - after, i128::from(*saving), "seed {seed}, option {option}");
        }
        held += usize::from(prices.short_of_floors == 0 && floors.iter().any(|floor| *floor > 0));
        dear += usize::from(prices.floor.iter().any(|price| *price > 0 && *price < prices.charge));
    }
    assert!(held > 50 && dear > 10, "{held} {dear}");
}

fn instance_of(instance: &Instance, option: usize) -> Instance {
    with(instance, option, 1)
}

/// Floors that do not grow with the openings.
fn capped(floors: &[u32], instance: &Instance) -> Vec<u32> {
    floors.iter().zip(instance.capacities()).map(|(floor, openings)| *floor.min(openings)).collect()
}

#[test]
fn old_prices_have_a_gap_and_it_is_reported() {
    let size = Size { requests: 200, options: 12, openings: 6, cost: 300, unmatched: 900 };
    let instance = instance(3, &size);
    let solved = solve(instance.clone()).unwrap();
    let mut old = solved.savings();
    old.iter_mut().for_each(|price| *price += 40);
    let gap = Gap::of(&instance, &solved.places(), &old).unwrap();
    assert!(gap.primal > gap.dual && gap.millionths() > 0);
}

/// Towns and services of options, and where one more opening helps most, against solving again with one more anywhere.
#[test]
fn one_more_opening_helps_nowhere_more_than_where_the_sums_say() {
    for seed in 0..150 {
        let size = Size { requests: 30, options: 9, openings: 3, cost: 60, unmatched: 400 };
        let instance = instance(seed, &size);
        let prices = price(&instance, &[]).unwrap().opening;
        let before = objective(instance.clone());
        let savings: Vec<i64> =
            (0..instance.options()).map(|option| before - objective(with(&instance, option, 1))).collect();
        let area = |option: u32| [("area", option % 3), ("need", option % 2)];
        let sums = sums(&prices, instance.capacities(), area);
        for sum in &sums {
            let own = (0..).zip(&savings).filter(|(option, _)| area(*option).contains(&sum.key));
            assert_eq!(sum.saving, own.clone().map(|(_, saving)| *saving).max().unwrap());
            assert_eq!(sum.saving, savings[sum.at as usize]);
            assert_eq!(sum.options as usize, own.count());
        }
        assert_eq!(sums.first().unwrap().saving, savings.into_iter().max().unwrap());
    }
}
