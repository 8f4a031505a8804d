use proptest::prelude::*;

use super::*;

fn entry(assessments: i32, points: i64, asked_pence: i64) -> Entry {
    Entry {
        bid: Uuid::now_v7(),
        ulo: Uuid::now_v7(),
        asked_pence,
        award_pence: None,
        submit_time: DateTime::UNIX_EPOCH,
        assessments,
        points,
        lowest: 0,
        highest: 0,
        most_points: 100,
    }
}

fn order(entries: &[&Entry]) -> Vec<(usize, i32)> {
    let ranked = rank(entries.iter().map(|entry| (*entry).clone()).collect());
    let at = |entry: &Entry| ranked.iter().find(|place| place.entry.bid == entry.bid).unwrap();
    entries.iter().map(|entry| (at(entry).place, at(entry).score_permille)).collect()
}

#[test]
fn the_mean_decides_and_not_the_sum() {
    let (two, three) = (entry(2, 150, 10), entry(3, 210, 10));
    assert_eq!(order(&[&three, &two]), [(2, 700), (1, 750)]);
}

#[test]
fn one_assessment_gives_no_place() {
    let (one, two) = (entry(1, 100, 10), entry(2, 20, 10));
    assert_eq!(order(&[&one, &two]), [(0, 1000), (1, 100)]);
    let none = entry(0, 0, 10);
    assert_eq!(order(&[&none]), [(0, 0)]);
}

#[test]
fn the_same_mean_is_the_same_place_and_the_next_is_left_out() {
    let (a, b, c) = (entry(2, 160, 20), entry(3, 240, 10), entry(2, 100, 10));
    assert_eq!(order(&[&a, &b, &c]), [(1, 800), (1, 800), (3, 500)]);
    let ranked = rank(vec![a, b.clone(), c]);
    assert_eq!(ranked[0].entry, b, "who asks for less comes first");
}

#[test]
fn a_quarter_apart_is_wide() {
    for (lowest, highest, wide) in [(40, 64, false), (40, 65, true)] {
        let ranked = rank(vec![Entry { lowest, highest, ..entry(2, 100, 1) }]);
        assert_eq!(ranked[0].wide_apart, wide, "{lowest} {highest}");
    }
}

fn entries() -> impl Strategy<Value = Vec<Entry>> {
    let one = (0..5_i32, 0..=100_i64, 1..5_i64);
    let make = |(n, mean, asked): (i32, i64, i64)| entry(n, mean * i64::from(n), asked);
    proptest::collection::vec(one.prop_map(make), 0..30)
}

proptest! {
    #[test]
    fn nobody_is_lost_and_a_better_mean_is_never_behind(entries in entries(), turn in any::<prop::sample::Index>()) {
        let ranked = rank(entries.clone());
        prop_assert_eq!(ranked.len(), entries.len());
        for pair in ranked.windows(2) {
            let (first, second) = (&pair[0], &pair[1]);
            if second.place > 0 {
                prop_assert!(first.place > 0 && first.place <= second.place);
                prop_assert!(first.score_permille >= second.score_permille);
                let above = ranked.iter().filter(|place| place.place > 0 && place.score_permille > second.score_permille);
                prop_assert!(second.place > above.count());
            }
        }
        let mut turned = entries;
        if !turned.is_empty() {
            let middle = turn.index(turned.len());
            turned.rotate_left(middle);
        }
        prop_assert_eq!(rank(turned), ranked, "the order they come in changes nothing");
    }

    #[test]
    fn thousandths_stay_in_bounds(part in 0..=1_000_000_i64, more in 0..1_000_000_i64) {
        prop_assert!((0..=1000).contains(&permille(part, part + more)));
    }
}
