//! The placement everybody finds hangs on the instance alone.

use rounds::certificate::cost;
use rounds::instance::generate::{Kind, generate};
use rounds::instance::{Entry, Instance};
use rounds::most_helped::{Solved, solve};

use super::small::{Size, dice, every_placement, instance};

fn settled(instance: Instance) -> Solved {
    let mut solved = solve(instance).unwrap();
    solved.settle();
    solved.certificate().unwrap();
    solved
}

/// Of all cheapest placements the first, where requests come in order and each list is in order; no one comes last.
fn first(instance: &Instance, least: i128) -> Vec<Option<u32>> {
    let mut best: Option<(Vec<usize>, Vec<Option<u32>>)> = None;
    every_placement(instance, &mut |places| {
        if cost(instance, places).unwrap() != least {
            return;
        }
        let position = |(request, place): (usize, &Option<u32>)| {
            place.map_or(usize::MAX, |option| {
                instance.list(request).position(|entry| entry.option == option).unwrap()
            })
        };
        let positions: Vec<usize> = places.iter().enumerate().map(position).collect();
        if best.as_ref().is_none_or(|(known, _)| positions < *known) {
            best = Some((positions, places.to_vec()));
        }
    });
    best.unwrap().1
}

#[test]
fn it_is_the_first_of_all_cheapest() {
    let mut moved = 0;
    for seed in 0..3000 {
        let cost = [1, 2, 4, 20][seed as usize % 4];
        let unmatched = [1, 3, 30][seed as usize / 4 % 3];
        let instance = instance(seed, &Size { requests: 6, options: 4, openings: 2, cost, unmatched });
        let before = solve(instance.clone()).unwrap();
        let solved = settled(instance.clone());
        let least = i128::from(solved.certificate().unwrap().objective);
        assert_eq!(solved.places(), first(&instance, least), "seed {seed}");
        moved += usize::from(before.places() != solved.places());
    }
    assert!(moved > 100, "otherwise this would have shown nothing: {moved}");
}

#[test]
fn requests_one_by_one_come_to_the_same_as_all_at_once() {
    for seed in 0..200 {
        let size = Size { requests: 40, options: 8, openings: 6, cost: 1 + seed % 9, unmatched: 12 };
        let whole = instance(seed, &size);
        let mut part = Instance::of_options(whole.capacities().to_vec()).unwrap();
        let half = whole.requests() / 2;
        let list = |request| whole.list(request).collect::<Vec<Entry>>();
        (0..half).for_each(|request| assert!(part.add(&list(request), whole.unmatched()[request]).is_ok()));
        let mut solved = settled(part);
        for request in half..whole.requests() {
            solved.add(&list(request), whole.unmatched()[request]).unwrap();
        }
        solved.settle();
        assert_eq!(solved.places(), settled(whole).places(), "seed {seed}");
    }
}

#[test]
fn who_has_withdrawn_is_placed_nowhere() {
    for seed in 0..200 {
        let size = Size { requests: 20, options: 5, openings: 4, cost: 2, unmatched: 3 };
        let mut solved = settled(instance(seed, &size));
        if solved.instance().requests() > 0 {
            let request = dice(seed).below(solved.instance().requests() as u64) as usize;
            solved.withdraw(request);
            solved.settle();
            solved.certificate().unwrap();
            assert_eq!(solved.place(request), None);
        }
    }
}

/// The places as one number.
fn sum(solved: &Solved) -> u64 {
    let place = |place: &Option<u32>| u64::from(place.unwrap_or(u32::MAX));
    solved.places().iter().fold(0, |sum, at| (sum ^ place(at)).wrapping_mul(0x0100_0000_01b3).rotate_left(7))
}

#[test]
fn it_is_the_same_on_every_machine_and_with_any_number_of_threads() {
    let sums = [Kind::Slack, Kind::Tight, Kind::FewestUnmatched, Kind::Overloaded]
        .map(|kind| sum(&settled(generate(kind, 2000, 200, 1).unwrap())));
    assert_eq!(
        sums,
        [
            11_835_481_885_341_980_800,
            8_043_981_236_009_184_876,
            12_979_995_679_842_059_168,
            6_022_873_582_742_239_343
        ]
    );
    for threads in [1, 2, 7] {
        let run = || sum(&settled(generate(Kind::Tight, 2000, 200, 1).unwrap()));
        let all: Vec<u64> = std::thread::scope(|scope| {
            let running: Vec<_> = (0..threads).map(|_| scope.spawn(run)).collect();
            running.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        assert!(all.iter().all(|other| *other == sums[1]));
    }
}
