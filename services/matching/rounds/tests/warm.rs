//! Requests that come and go are as good as solving again.

use rounds::instance::Instance;
use rounds::most_helped::solve;

use super::small::{Size, dice, instance, list};

/// The same instance with nobody who is no longer there.
fn without(instance: &Instance, gone: &[usize]) -> Instance {
    let mut other = Instance::of_options(instance.capacities().to_vec()).unwrap();
    for request in (0..instance.requests()).filter(|request| !gone.contains(request)) {
        let list: Vec<_> = instance.list(request).collect();
        other.add(&list, instance.unmatched()[request]).unwrap();
    }
    other
}

#[test]
fn requests_that_come_and_go_leave_the_optimum() {
    for seed in 0..400 {
        let size = Size { requests: 30, options: 8, openings: 4, cost: 1 + 10 * (seed % 7), unmatched: 100 };
        let mut solved = solve(instance(seed, &size)).unwrap();
        let (mut dice, mut gone) = (dice(seed + 3), Vec::new());
        for turn in 0..20 {
            let there: Vec<usize> =
                (0..solved.instance().requests()).filter(|request| !gone.contains(request)).collect();
            if turn % 2 == 0 && !there.is_empty() {
                let request = there[dice.below(there.len() as u64) as usize];
                solved.withdraw(request);
                gone.push(request);
            } else {
                let list = list(&mut dice, solved.instance().options() as u64, size.cost);
                solved.add(&list, dice.below(size.unmatched) as i64).unwrap();
            }
            let objective = solved.certificate().unwrap().objective;
            let again = solve(without(solved.instance(), &gone)).unwrap().certificate().unwrap();
            assert_eq!(objective, again.objective, "seed {seed}, turn {turn}");
            assert!(gone.iter().all(|request| solved.place(*request).is_none()));
        }
    }
}

/// The cost of the best placement with one opening fewer of an option.
fn with_one_fewer(instance: &Instance, option: usize) -> i64 {
    let mut capacities = instance.capacities().to_vec();
    capacities[option] -= 1;
    let mut other = Instance::of_options(capacities).unwrap();
    for request in 0..instance.requests() {
        let list: Vec<_> = instance.list(request).collect();
        other.add(&list, instance.unmatched()[request]).unwrap();
    }
    solve(other).unwrap().certificate().unwrap().objective
}

#[test]
fn once_requests_are_added_a_price_is_what_one_opening_fewer_costs() {
    let mut worth = 0;
    for seed in 0..300 {
        let size = Size { requests: 30, options: 8, openings: 4, cost: 1 + 10 * (seed % 7), unmatched: 100 };
        let mut solved = solve(instance(seed, &size)).unwrap();
        solved.add(&[], 0).unwrap();
        let objective = solved.certificate().unwrap().objective;
        let options = solved.instance().capacities().iter().enumerate();
        // What nobody can have has no such price, nor has what others could have only instead of it.
        if options.clone().any(|(_, openings)| *openings == 0) {
            continue;
        }
        for (option, _) in options {
            let dearer = with_one_fewer(solved.instance(), option) - objective;
            assert_eq!(solved.prices()[option], dearer, "seed {seed}, option {option}");
            worth += usize::from(dearer > 0);
        }
    }
    assert!(worth > 100, "{worth}");
}

#[test]
fn withdrawing_twice_changes_nothing() {
    let size = Size { requests: 40, options: 5, openings: 4, cost: 20, unmatched: 100 };
    let mut solved = solve(instance(8, &size)).unwrap();
    solved.withdraw(1);
    let places = solved.places();
    solved.withdraw(1);
    assert_eq!(places, solved.places());
}
