//! The optimum against every placement there is.

use rounds::certificate::cost;
use rounds::instance::Instance;
use rounds::most_helped::solve;

use super::small::{Size, dice, every_placement, instance, list};

fn least(instance: &Instance) -> i64 {
    let mut least = i64::MAX;
    every_placement(instance, &mut |places| least = least.min(cost(instance, places).unwrap() as i64));
    least
}

#[test]
fn nothing_costs_less_than_the_optimum() {
    for seed in 0..4000 {
        // From many ties to few, and unmatched prices from below the costs to far above them.
        let cost = [1, 3, 20, 1000][seed as usize % 4];
        let unmatched = [2, 15, 700, 100_000][seed as usize / 4 % 4];
        let instance = instance(seed, &Size { requests: 6, options: 4, openings: 2, cost, unmatched });
        let solved = solve(instance.clone()).unwrap();
        assert_eq!(solved.certificate().unwrap().objective, least(&instance), "seed {seed}");
    }
}

#[test]
fn one_more_request_is_as_good_as_solving_again() {
    for seed in 0..1000 {
        let size = Size { requests: 30, options: 8, openings: 5, cost: 1 + 10 * (seed % 7), unmatched: 100 };
        let mut solved = solve(instance(seed, &size)).unwrap();
        let mut dice = dice(seed + 77);
        for _ in 0..20 {
            let list = list(&mut dice, solved.instance().options() as u64, size.cost);
            // The later ones would pay more than anyone before them.
            let unmatched = dice.below(size.unmatched) as i64 + solved.instance().requests() as i64;
            solved.add(&list, unmatched).unwrap();
            let again = solve(solved.instance().clone()).unwrap();
            let objective = solved.certificate().unwrap().objective;
            assert_eq!(objective, again.certificate().unwrap().objective, "seed {seed}");
        }
    }
}
