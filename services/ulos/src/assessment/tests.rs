use proptest::prelude::*;

use super::*;
use crate::bid::Plan;

fn criteria(weights: &[i32]) -> Vec<Criterion> {
    let one = |weight: &i32| Criterion { title: "Need".into(), about: String::new(), weight: *weight };
    weights.iter().map(one).collect()
}

fn scores(points: &[i32]) -> Vec<Score> {
    (1..)
        .zip(points)
        .map(|(criterion, points)| Score { criterion, points: *points, comment: String::new() })
        .collect()
}

#[test]
fn weights_count() {
    assert_eq!(weigh(&scores(&[5, 0]), &criteria(&[30, 10])), (150, 200));
    assert_eq!(weigh(&scores(&[0, 5]), &criteria(&[30, 10])), (50, 200));
    assert_eq!(weigh(&[], &criteria(&[1])), (0, 5));
}

#[test]
fn given_is_fixed_and_a_conflict_undoes_it() {
    let now = Utc::now();
    let bid = Bid::new(Id::new(), Id::new(), Plan::default(), now);
    let criteria = criteria(&[1, 1]);
    let mut one = Assessment::new(&bid, "observers/test", Vec::new(), now);
    let half = Opinion { scores: scores(&[5]), comment: String::new() };
    one.edit(half, &criteria, now).unwrap();
    assert!(matches!(one.give(&criteria, now), Err(Error::Refused { reason: "ASSESSMENT_INCOMPLETE", .. })));
    let whole = Opinion { scores: scores(&[5, 4]), comment: String::new() };
    one.edit(whole.clone(), &criteria, now).unwrap();
    one.give(&criteria, now).unwrap();
    assert!(matches!(
        one.edit(whole, &criteria, now),
        Err(Error::Refused { reason: "ASSESSMENT_NOT_OPEN", .. })
    ));
    one.stand_aside(vec![Conflict::Family], now).unwrap();
    assert!(one.stand_aside(vec![Conflict::Family], now).is_err() && one.give(&criteria, now).is_err());
    let tied = Assessment::new(&bid, "observers/test", vec![Conflict::Buddy], now);
    assert_eq!(tied.state, State::StoodAside);
}

proptest! {
    #[test]
    fn points_stay_between_nothing_and_all(pairs in proptest::collection::vec((1..=100_i32, 0..=5_i32), 1..=12)) {
        let (weights, points): (Vec<i32>, Vec<i32>) = pairs.into_iter().unzip();
        let (points_of, most) = weigh(&scores(&points), &criteria(&weights));
        prop_assert!((0..=most).contains(&points_of));
        prop_assert_eq!(points_of == most, points.iter().all(|points| *points == MOST_POINTS));
    }
}
