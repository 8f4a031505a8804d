//! A wrong answer does not pass.

use rounds::certificate::{Doubt, check};
use rounds::instance::{Entry, Instance};
use rounds::most_helped::solve;

/// Two requests, one opening each at 0 and 1; the first is dearer to move.
fn two() -> Instance {
    let mut instance = Instance::of_options(vec![1, 1]).unwrap();
    instance.add(&[Entry { cost: 0, option: 0 }, Entry { cost: 9, option: 1 }], 50).unwrap();
    instance.add(&[Entry { cost: 0, option: 0 }, Entry { cost: 4, option: 1 }], 50).unwrap();
    instance
}

#[test]
fn the_answer_passes_and_every_other_placement_fails() {
    let instance = two();
    let solved = solve(instance.clone()).unwrap();
    assert_eq!(solved.places(), [Some(0), Some(1)]);
    super::small::every_placement(&instance, &mut |places| {
        let right = places == solved.places();
        assert_eq!(check(&instance, places, solved.prices()).is_ok(), right, "{places:?}");
    });
}

#[test]
fn each_doubt_is_named() {
    let instance = two();
    let doubt = |places: &[Option<u32>], prices: &[i64]| check(&instance, places, prices).unwrap_err();
    assert_eq!(doubt(&[None], &[0, 0]), Doubt::Length);
    assert_eq!(doubt(&[Some(0), Some(1)], &[4, 0, 0]), Doubt::Length);
    assert_eq!(doubt(&[Some(0), Some(0)], &[0, 0]), Doubt::OverOpenings(0));
    assert_eq!(doubt(&[Some(7), None], &[0, 0]), Doubt::NotEligible(0));
    assert_eq!(doubt(&[Some(0), Some(1)], &[4, -1]), Doubt::NegativePrice(1));
    assert_eq!(doubt(&[Some(1), Some(0)], &[4, 0]), Doubt::Gap { primal: 9, dual: 4 });
}

#[test]
fn wrong_prices_prove_nothing() {
    let solved = solve(two()).unwrap();
    let mut prices = solved.prices().to_vec();
    prices[0] += 100;
    assert!(matches!(check(solved.instance(), &solved.places(), &prices), Err(Doubt::Gap { .. })));
}
