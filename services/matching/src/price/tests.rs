//! What openings are worth, against solving again; and when a night's work is due.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use rounds::prices::Gap;
use uuid::Uuid;

use super::Night;
use super::problem::{Offered, Problem, Refused, Worth, proved};
use super::waiting::{FIT, Waiting, options};
use crate::index::facts::Offering;
use crate::menu::tests::world;
use crate::support::{Factor, Kind};

const LEEDS: &str = "councils/E08000035";

fn offering(number: u128) -> Uuid {
    Uuid::from_u128(0x1000 + number)
}

fn offered(number: u128, openings: u32) -> Offered {
    Offered { id: offering(number), openings: Some(openings), floor: 0 }
}

/// Someone of Leeds who waits since today.
fn someone(person: u128, options: &[(u128, u32)]) -> Waiting {
    Waiting {
        person: Uuid::from_u128(person),
        council: LEEDS.into(),
        kind: Kind::Advocacy,
        needs: BTreeSet::new(),
        days: 0,
        options: options.iter().map(|(number, fit)| (offering(*number), *fit)).collect(),
    }
}

fn solve(offered: &[Offered], waiting: &[Waiting]) -> Worth {
    let mut problem = Problem::new(offered.to_vec());
    waiting.iter().for_each(|waiting| problem.add(waiting));
    problem.solve().unwrap()
}

/// The price of an opening in Leeds for people with a need, if it is told.
fn in_leeds(worth: &Worth, need: &str) -> Option<i64> {
    worth.areas.iter().find(|(area, _)| area.council == LEEDS && area.need == need).map(|(_, price)| *price)
}

fn any_waiting() -> impl Strategy<Value = Vec<Waiting>> {
    let one = (prop::collection::vec((0_u128..5, 0..=FIT), 0..5), 0_i64..500);
    prop::collection::vec(one, 1..25).prop_map(|all| {
        let numbered = all.into_iter().zip(1..);
        numbered.map(|((options, days), person)| Waiting { days, ..someone(person, &options) }).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_price_is_what_one_more_opening_saves(
        waiting in any_waiting(),
        openings in prop::collection::vec(0_u32..4, 5),
        more in 0_usize..5,
    ) {
        let mut offered: Vec<Offered> = openings.iter().zip(0..).map(|(openings, number)| offered(number, *openings)).collect();
        let before = solve(&offered, &waiting);
        offered[more].openings = Some(openings[more] + 1);
        let saved = before.gap.primal - solve(&offered, &waiting).gap.primal;
        prop_assert_eq!(i128::from(before.offerings[more]), saved * 1_000);
        prop_assert_eq!(before.gap.primal, before.gap.dual);
    }

    #[test]
    fn an_area_s_price_is_what_a_new_offering_there_saves_to_the_nearest_half(
        waiting in any_waiting(),
        openings in prop::collection::vec(0_u32..4, 5),
    ) {
        let mut offered: Vec<Offered> = openings.iter().zip(0..).map(|(openings, number)| offered(number, *openings)).collect();
        let before = solve(&offered, &waiting);
        prop_assert_eq!(in_leeds(&before, "").is_some(), waiting.len() >= 8);
        let Some(price) = in_leeds(&before, "") else { return Ok(()) };
        offered.push(self::offered(9, 1));
        let with_it = waiting.into_iter().map(|mut one| {
            let best = one.options.iter().map(|(_, fit)| *fit).max().unwrap_or(FIT / 2);
            one.options.push((offering(9), best));
            one
        });
        let saved = (before.gap.primal - solve(&offered, &with_it.collect::<Vec<_>>()).gap.primal) * 1_000;
        prop_assert!((saved - i128::from(price)).abs() <= 250_000 && price % 500_000 == 0, "{saved} {price}");
    }
}

#[test]
fn what_is_on_offer_is_what_was_stated_lately_and_is_not_gone() {
    let of = |change: &dyn Fn(&mut Offering), taken: i64| {
        let mut offering = world::an_offering(1);
        change(&mut offering);
        let offered = Offered::of((&offering, taken), &world::a_ulo(1), 0, world::noon());
        (offered.openings, offered.floor)
    };
    assert_eq!([of(&|_| {}, 0), of(&|_| {}, 1)], [(Some(2), 1), (Some(1), 1)]);
    assert_eq!([of(&|_| {}, 2), of(&|_| {}, 3)], [(Some(0), 0), (Some(0), 0)]);
    assert_eq!(of(&|offering| offering.open = false, 0), (Some(0), 0), "paused");
    assert_eq!(of(&|offering| offering.openings = None, 0), (None, 0));
}

#[test]
fn what_fits_is_told_as_a_part_of_the_best_fit_with_those_who_only_fit_less_well() {
    let offerings = (1..=10).map(|number| {
        let days = if number == 9 { 42 } else { 14 };
        let open = number != 10;
        Offering { typical_wait_days: Some(days), open, ..world::an_offering(number) }
    });
    let made = |wants| world::menu(&world::inputs(wants), &world::index(offerings.clone()));
    let fits: BTreeMap<Uuid, u32> = options(&made(world::wish(Factor::ShortWait, 4))).into_iter().collect();
    let fit = |number: u128| fits.get(&world::offering_id(number)).copied();
    // 14 / (14 + days); the ninth is no option, and would do; the tenth is paused.
    assert_eq!([fit(1), fit(9), fit(10)], [Some(500), Some(250), None]);
    let indifferent = made(world::wish(Factor::ShortWait, 0));
    assert!(options(&indifferent).iter().all(|(_, fit)| *fit == 500), "half where nothing matters");
}

#[test]
fn waits_count_for_a_year_at_most() {
    let worth = |days: i64| solve(&[offered(1, 0)], &[Waiting { days, ..someone(1, &[(1, 900)]) }]).offerings;
    assert!(worth(364) < worth(365));
    assert_eq!(worth(365), worth(4_000));
}

#[test]
fn room_for_all_is_worth_nothing_more_and_unknown_is_not_none() {
    let two = [someone(1, &[(1, 900)]), someone(2, &[(1, 800)])];
    assert_eq!(solve(&[offered(1, 2)], &two).offerings, [0]);
    assert_eq!(solve(&[Offered { openings: None, ..offered(1, 0) }], &two).offerings, [0]);
    // One stays with nobody, who would have found a fit of 800.
    assert_eq!(solve(&[offered(1, 1)], &two).offerings, [1_800_000]);
    let long = Waiting { days: 50, ..two[1].clone() };
    assert_eq!(solve(&[offered(1, 0)], &[long]).offerings, [2_800_000]);
}

#[test]
fn an_opening_hardly_anybody_is_shown_is_worth_less_than_nothing_and_told_as_nothing() {
    let floor = Offered { floor: 1, ..offered(2, 1) };
    let one = [someone(1, &[(1, 900), (2, 100)]), someone(2, &[(1, 950), (2, 90)])];
    assert_eq!(solve(&[offered(1, 1), floor], &one).offerings, [0, 0]);
    assert_eq!(solve(&[offered(1, 1), offered(2, 1)], &one).offerings, [800_000, 0]);
}

#[test]
fn nothing_is_told_of_an_area_where_fewer_than_eight_people_wait() {
    let urdu = |person: u128| Waiting { needs: BTreeSet::from(["ur".to_owned()]), ..someone(person, &[]) };
    let mut waiting: Vec<Waiting> = (1..8).map(urdu).collect();
    // One person who asks again is one person.
    waiting.push(urdu(7));
    waiting.push(someone(8, &[]));
    let worth = solve(&[], &waiting);
    assert_eq!((in_leeds(&worth, ""), in_leeds(&worth, "ur")), (Some(1_500_000), None));
    waiting.push(urdu(9));
    assert_eq!(in_leeds(&solve(&[], &waiting), "ur"), Some(1_500_000));
}

#[test]
fn what_is_not_proved_to_a_thousandth_is_refused() {
    let apart = |by: i128| Gap { primal: 1_000_000, dual: 1_000_000 - by };
    assert_eq!(proved(apart(1_000)), Ok(apart(1_000)));
    assert_eq!(proved(apart(1_001)), Err(Refused::Gap(apart(1_001))));
}

#[test]
fn a_night_is_due_once_a_day_and_when_nothing_was_on_offer() {
    let at = |time: &str| -> DateTime<Utc> { time.parse().unwrap() };
    let early = at("2026-11-28T01:59:59Z");
    assert_eq!(Night::due(early).to_string(), "2026-11-27");
    assert_eq!(Night::due(at("2026-11-28T02:00:00Z")).to_string(), "2026-11-28");
    // Two o'clock on the wall, in summer.
    assert_eq!(Night::due(at("2026-06-28T01:00:00Z")).to_string(), "2026-06-28");
    assert!(Night::is_due(None, early));
    let begun = Night::begun(early);
    assert!(!Night::is_due(Some(begun), early));
    assert!(Night::is_due(Some(begun), early + TimeDelta::seconds(1)));
    let late = Night::begun(at("2026-11-28T02:00:00Z"));
    assert!(Night::is_due(Some(late), late.start_time + TimeDelta::minutes(61)), "whoever began is dead");
    let done = |offerings| Night { finish_time: Some(late.start_time), offerings, ..late };
    let later = late.start_time + TimeDelta::hours(3);
    assert!(!Night::is_due(Some(done(Some(3))), later));
    assert!(!Night::is_due(Some(done(None)), later), "refused, so not again before the next night");
    assert!(Night::is_due(Some(done(Some(0))), later));
}
