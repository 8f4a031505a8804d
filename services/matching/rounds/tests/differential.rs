//! The same objective as an independent solver: the Hungarian method of `pathfinding`, one column for each opening.

use pathfinding::kuhn_munkres::kuhn_munkres_min;
use pathfinding::matrix::Matrix;
use rounds::instance::Instance;
use rounds::most_helped::solve;

use super::small::{Size, instance};

const NEVER: i64 = 1 << 40;

fn theirs(instance: &Instance) -> i64 {
    if instance.requests() == 0 {
        return 0;
    }
    let columns: Vec<u32> = (0_u32..)
        .zip(instance.capacities())
        .flat_map(|(option, openings)| std::iter::repeat_n(option, *openings as usize))
        .collect();
    // A column for each request to stay unmatched in.
    let width = columns.len() + instance.requests();
    let weights =
        Matrix::from_fn(instance.requests(), width, |(request, column)| match columns.get(column) {
            Some(option) => instance
                .list(request)
                .find(|entry| entry.option == *option)
                .map_or(NEVER, |entry| i64::from(entry.cost)),
            None if column - columns.len() == request => instance.unmatched()[request],
            None => NEVER,
        });
    kuhn_munkres_min(&weights).0
}

#[test]
fn an_independent_solver_finds_the_same_objective() {
    for seed in 0..6000 {
        let cost = [1, 2, 50, 5000, 1 << 30][seed as usize % 5];
        let unmatched = [10, 300, 6000, 1 << 33][seed as usize / 5 % 4];
        let size = Size { requests: 24, options: 9, openings: 1 + seed % 6, cost, unmatched };
        let instance = instance(seed, &size);
        let ours = solve(instance.clone()).unwrap().certificate().unwrap().objective;
        assert_eq!(ours, theirs(&instance), "seed {seed}");
    }
}
