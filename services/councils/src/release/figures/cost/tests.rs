//! What may be told of what support took and cost, against numbers worked out by hand and by simulation.

use proptest::prelude::*;

use super::*;
use crate::disclosure::SmallNumber::Hidden;

/// That many cases of one worth, which took these minutes in turn at 30 pounds an hour.
fn taken(minutes: &[u32]) -> Taken {
    minutes.iter().fold(Taken::default(), |taken, minutes| {
        let (minutes, pence) = (f64::from(*minutes), f64::from(*minutes) * 50.0);
        Taken {
            cases: taken.cases + 1,
            minutes: [taken.minutes[0] + minutes, taken.minutes[1] + minutes * minutes],
            pence: [taken.pence[0] + pence, taken.pence[1] + pence * pence],
        }
    })
}

fn none() -> Taken {
    Taken::default()
}

#[test]
fn a_mean_has_its_interval() {
    // 40 cases: half took 5 hours, half 15. Mean 600, variance 300 * 300 * 40 / 39, standard error 48.04.
    let mixed: Vec<u32> = [300, 900].repeat(20);
    let costs = Costs::beside(
        &[none(), none(), none(), taken(&mixed)],
        [Shown(0), Shown(0), Shown(0), Shown(40)],
        Shown(40),
    );
    let expected = Estimate { middle: 600, least: 510, most: Some(690) };
    assert_eq!(costs, Costs { minutes_per_case: Some(expected), ..Costs::default() });
}

#[test]
fn what_each_person_who_gained_control_took_is_a_ratio_with_fieller_s_interval() {
    // Every case took 10 hours, so only the share who gained control is unsure: 20 of 40. With no other spread the limits
    // are 10 hours over the two solutions of (p - 0.5)^2 = 1.96^2 * 0.25 / 39, seen from the ratio's side.
    let half = taken(&[600; 20]);
    let costs =
        Costs::beside(&[half, half, none(), none()], [Shown(20), Shown(20), Shown(0), Shown(0)], Shown(40));
    let far = 1.96 * (0.25_f64 / 39.0).sqrt();
    let side = |share: f64| rounded(600.0 / share, MINUTES);
    let expected = Estimate { middle: 1200, least: side(0.5 + far), most: Some(side(0.5 - far)) };
    assert_eq!(costs.minutes_per_better, Some(expected));
    assert_eq!(costs.pence_per_better.map(|told| told.middle), Some(60_000));
    assert_eq!(costs.minutes_per_case, Some(Estimate { middle: 600, least: 600, most: Some(600) }));
}

#[test]
fn where_the_share_may_be_none_there_is_no_telling_the_most() {
    let (few, many) = (taken(&[600; 2]), taken(&[600; 58]));
    let costs =
        Costs::beside(&[few, many, none(), none()], [Shown(2), Shown(58), Shown(0), Shown(0)], Shown(60));
    let told = costs.minutes_per_better.expect("it is told");
    assert_eq!((told.middle, told.least, told.most), (18_000, 0, None));
}

#[test]
fn nothing_is_told_of_few_cases_or_of_hidden_ones() {
    let part = taken(&[600; 15]);
    let taken = [part, part, none(), none()];
    let few = Costs::beside(&taken, [Shown(15), Shown(10), Shown(0), Shown(0)], Shown(25));
    assert_eq!(few, Costs::default());
    let all_but_one = Costs::beside(&taken, [Shown(15), Shown(14), Shown(0), Shown(0)], Shown(29));
    assert_eq!(all_but_one, Costs::default());
    assert_eq!(Costs::beside(&taken, [Hidden, Shown(25), Shown(0), Shown(0)], Hidden), Costs::default());
    let half = Costs::beside(&taken, [Hidden, Shown(25), Shown(0), Shown(0)], Shown(30));
    assert!(half.minutes_per_case.is_some() && half.minutes_per_better.is_none(), "{half:?}");
}

proptest! {
    #[test]
    fn the_middle_is_within_its_interval(
        better in prop::collection::vec(1_u32..6000, 10..80),
        other in prop::collection::vec(1_u32..6000, 30..80),
    ) {
        let shown = |taken: &[u32]| Shown(u32::try_from(taken.len()).unwrap());
        let all = Shown(u32::try_from(better.len() + other.len()).unwrap());
        let parts = [shown(&better), shown(&other), Shown(0), Shown(0)];
        let costs = Costs::beside(&[taken(&better), taken(&other), none(), none()], parts, all);
        for told in [costs.minutes_per_case, costs.minutes_per_better, costs.pence_per_case, costs.pence_per_better] {
            let told = told.unwrap();
            prop_assert!(told.least <= told.middle && told.most.is_none_or(|most| told.middle <= most), "{told:?}");
        }
    }
}

#[test]
fn cases_without_a_price_count_for_times_and_not_for_money() {
    let unpriced = |minutes: &[u32]| Taken { pence: [0.0; 2], ..taken(minutes) };
    let of = |priced: u32| {
        let [better, other] = [10, priced - 10].map(|cases| taken(&vec![600; cases as usize]));
        let [better_unpriced, other_unpriced] = [20, 30].map(|cases| unpriced(&vec![1200; cases]));
        let parts = [Shown(10), Shown(priced - 10), Shown(20), Shown(30)];
        Costs::beside(&[better, other, better_unpriced, other_unpriced], parts, Shown(priced + 50))
    };
    let told = |costs: Costs| {
        let middles =
            [costs.minutes_per_case, costs.minutes_per_better, costs.pence_per_case, costs.pence_per_better];
        middles.map(|estimate| estimate.map(|estimate| estimate.middle))
    };
    // 60,000 + 30 times 600 minutes, of 80 cases and of the 30 who gained control; 30 times 30,000 pence, of 30 and of 10.
    assert_eq!(told(of(30)), [Some(990), Some(2_610), Some(30_000), Some(90_000)]);
    assert_eq!(told(of(29))[2..], [None, None], "too few have a price, however many there are");
}

#[test]
fn where_everyone_gained_control_each_of_them_took_what_a_case_took() {
    let mixed: Vec<u32> = [300, 900].repeat(20);
    let parts = [Shown(40), Shown(0), Shown(0), Shown(0)];
    let costs = Costs::beside(&[taken(&mixed), none(), none(), none()], parts, Shown(40));
    assert!(costs.minutes_per_better.is_some());
    assert_eq!(costs.minutes_per_better, costs.minutes_per_case);
}

#[test]
fn what_two_places_took_is_what_all_of_it_took() {
    let (mut one, other) = (taken(&[60, 90]), taken(&[120]));
    one.add(&other);
    assert_eq!(one, taken(&[60, 90, 120]));
}

/// By how much a ratio is inside Fieller's interval, below zero outside: worked out case by case.
fn inside(ratio: f64, better: &[u32], other: &[u32]) -> f64 {
    let cases: Vec<f64> = better.iter().map(|minutes| f64::from(*minutes) - ratio).collect();
    let cases: Vec<f64> = cases.into_iter().chain(other.iter().map(|minutes| f64::from(*minutes))).collect();
    let n = f64::from(u32::try_from(cases.len()).unwrap());
    let mean = cases.iter().sum::<f64>() / n;
    let variance = cases.iter().map(|case| (case - mean) * (case - mean)).sum::<f64>() / (n - 1.0) / n;
    REACH * REACH * variance - mean * mean
}

proptest! {
    #[test]
    fn the_ends_of_an_interval_are_where_fieller_s_test_turns(
        better in prop::collection::vec(1_u32..6000, 20..80),
        other in prop::collection::vec(1_u32..6000, 1..80),
    ) {
        let told = Sums::of(&[taken(&better), taken(&other), none(), none()], |taken| taken.minutes).ratio(1.0).unwrap();
        let inside = |ratio: f64| inside(ratio, &better, &other) > 0.0;
        if let Some(most) = told.most {
            let (least, most) = (f64::from(told.least), f64::from(most));
            prop_assert!(!inside(most + 1.0) && inside(most - 1.0), "{told:?}");
            prop_assert!(told.least == 0 || !inside(least - 1.0) && inside(least + 1.0), "{told:?}");
        }
    }
}

/// In 1,000 made-up years of 100 cases the true ratio is in the interval about as often as promised.
#[test]
fn the_interval_holds_the_truth_as_often_as_it_says() {
    let mut seed = 7_u64;
    let mut dice = |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    // Cases take 2 to 22 hours, 12 on average; 4 of 10 gain control: 30 hours each.
    let mut held = 0;
    for _ in 0..1000 {
        let (mut better, mut other) = (Vec::new(), Vec::new());
        for _ in 0..100 {
            let minutes = u32::try_from(120 + dice(1201)).unwrap();
            if dice(10) < 4 { better.push(minutes) } else { other.push(minutes) }
        }
        let ratio = Sums::of(&[taken(&better), taken(&other), none(), none()], |taken| taken.minutes)
            .ratio(1.0)
            .unwrap();
        held += u32::from(ratio.least <= 1800 && ratio.most.is_none_or(|most| most >= 1800));
    }
    assert!((930..=970).contains(&held), "{held} of 1000");
}
