//! The same scenario and seed give the same bytes.

use simulation::report::{Results, text};

use super::small_city;

#[test]
fn the_same_seed_gives_the_same_report_and_another_another() {
    let city = small_city();
    let [once, again, other] = [1, 1, 2].map(|seed| text(&Results::of(&city, seed).unwrap()));
    assert_eq!(once, again);
    assert_ne!(once, other);
}
