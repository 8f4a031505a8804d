//! Prices against solving again.

use rounds::certificate::cost;
use rounds::instance::{Entry, Instance};
use rounds::most_helped::solve;
use rounds::prices::{Gap, Prices, price};

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
        let short = short_of(instance, floors, places);
        least = least.min(cost(instance, places).unwrap() + i128::from(short) * i128::from(charge));
    });
    least
}

/// How many places are short of their floors.
fn short_of(instance: &Instance, floors: &[u32], places: &[Option<u32>]) -> u32 {
    let used = |option: u32| places.iter().filter(|place| **place == Some(option)).count() as u32;
    let floors = (0..).zip(floors.iter().zip(instance.capacities()));
    floors.map(|(option, (floor, openings))| (*floor).min(*openings).saturating_sub(used(option))).sum()
}

/// What no placement can cost less than, by prices at which each place up to a floor is so much cheaper.
fn bound(instance: &Instance, floors: &[u32], prices: &Prices) -> i128 {
    let cheaper = |option: usize| prices.opening[option] - prices.floor[option];
    let least = |request: usize| {
        let paid = |entry: Entry| i64::from(entry.cost) + cheaper(entry.option as usize);
        instance.list(request).map(paid).fold(instance.unmatched()[request], i64::min)
    };
    let paid = |(option, openings): (usize, &u32)| {
        let floor = i64::from(floors[option].min(*openings));
        floor * cheaper(option) + (i64::from(*openings) - floor) * prices.opening[option]
    };
    let requests: i64 = (0..instance.requests()).map(least).sum();
    i128::from(requests - instance.capacities().iter().enumerate().map(paid).sum::<i64>())
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
        let mut fewest = u32::MAX;
        every_placement(&instance, &mut |places| fewest = fewest.min(short_of(&instance, &floors, places)));
        assert_eq!(prices.short_of_floors, u64::from(fewest), "seed {seed}");
        if fewest == 0 {
            assert_eq!(bound(&instance, &floors, &prices), paid, "seed {seed}");
        }
        for (option, saving) in prices.opening.iter().enumerate() {
            let then = price(&with(&instance, option, 1), &capped(&floors, &instance)).unwrap();
            let before = paid + charged;
            let after = cost(&instance_of(&instance, option), &then.places).unwrap()
                + i128::from(then.short_of_floors) * i128::from(prices.charge);
            assert_eq!(before - after, i128::from(*saving), "seed {seed}, option {option}");
        }
        let both = |(opening, floor): (&i64, &i64)| *opening > 0 && *floor > 0;
        assert!(
            !prices.opening.iter().zip(&prices.floor).any(both),
            "seed {seed}: who wants more needs no floor"
        );
        held += usize::from(prices.short_of_floors == 0 && floors.iter().any(|floor| *floor > 0));
        dear += usize::from(prices.floor.iter().any(|price| *price > 0 && *price < prices.charge));
    }
    assert!(held > 50 && dear > 10, "{held} {dear}");
}

fn instance_of(instance: &Instance, option: usize) -> Instance {
    with(instance, option, 1)
}

/// Everyone has to move on by one, each at the highest cost there is, for the last floor to be filled.
#[test]
fn a_floor_is_filled_along_a_chain_of_moves() {
    let mut instance = Instance::of_options(vec![1; 5]).unwrap();
    for option in 0..4 {
        instance.add(&[Entry { cost: 0, option }, Entry { cost: 40, option: option + 1 }], 50).unwrap();
    }
    let prices = price(&instance, &[0, 1, 1, 1, 1]).unwrap();
    assert_eq!((prices.short_of_floors, cost(&instance, &prices.places).unwrap()), (0, 160));
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
    assert_eq!(Gap { primal: 10_000_000, dual: 9_999_999 }.millionths(), 1, "rounded up");
}
