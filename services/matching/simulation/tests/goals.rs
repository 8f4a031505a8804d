//! What the committed city comes to. Everything is drawn from its seed, so these are figures, not luck.

use simulation::policy::Way;
use simulation::report::{Results, text};
use simulation::scenario::read;

use super::{CITY, ENGLAND};

#[test]
fn the_city_comes_to_what_the_readme_says() {
    let results = Results::of(&read(CITY).unwrap(), 1).unwrap();
    println!("{}", text(&results));
    let [greedy, uneven, ours] = [Way::Greedy, Way::Uneven, Way::Ours].map(|way| results.way(way));
    let of_best = [greedy, uneven, ours].map(|measures| results.of_best(measures));
    assert!(of_best[0] <= 9_100, "arrival order reaches at most 91 %: {of_best:?}");
    assert!(of_best[1] >= 9_800 && of_best[2] >= 9_790, "ours: {of_best:?}");
    let knowing = results.of_best(&results.knowing);
    assert!(of_best[1] < knowing, "what cannot be known costs something: {knowing} {of_best:?}");

    let gaps = [greedy, uneven, ours].map(|measures| measures.gaps());
    assert!(2 * gaps[2].weeks <= gaps[1].weeks, "the gap in waiting is halved: {gaps:?}");
    assert!(2 * gaps[2].alike <= gaps[1].alike, "so is that in first choices of as many options: {gaps:?}");
    assert!(gaps[2].weeks < gaps[0].weeks && gaps[2].alike < gaps[0].alike, "{gaps:?}");
    let firsts = [uneven, ours].map(|measures| measures.all.first_thousandths());
    assert!(100 * firsts[1] >= 95 * firsts[0], "for at most 5 % of first choices: {firsts:?}");

    assert_eq!(ours.floors[1], 0, "every verified user-led organisation is shown as often as its floor says");
    assert!(!results.repeating.pays(), "{:?}", results.repeating);
    assert!(!results.narrowing.pays(), "{:?}", results.narrowing);
}

#[test]
#[ignore = "minutes: run with --release --nocapture for the figures of England"]
fn england_comes_to_what_the_readme_says() {
    let results = Results::of(&read(ENGLAND).unwrap(), 1).unwrap();
    println!("{}", text(&results));
    let [greedy, ours] = [Way::Greedy, Way::Ours].map(|way| results.of_best(results.way(way)));
    assert!(greedy <= 9_100 && ours >= 9_600, "{greedy} {ours}");
}
