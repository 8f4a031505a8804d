use proptest::prelude::*;

use super::*;
use crate::activity::Influence;

const TODAY: &str = "2026-03-31";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn training(group: Group, topic: Topic, (trained_count, group_size): (i32, i32), date: &str) -> Deed {
    let training = Training { group, topic, trained_count, group_size, valid_until_date: None };
    Deed { date: day(date), what: What::Training(training) }
}

fn until(mut deed: Deed, last: &str) -> Deed {
    if let What::Training(training) = &mut deed.what {
        training.valid_until_date = Some(day(last));
    }
    deed
}

fn outreach(reached_count: i32, date: &str) -> Deed {
    let what = Outreach { audience: "Older people".into(), place: "The market".into(), reached_count };
    Deed { date: day(date), what: What::Outreach(what) }
}

fn influence(date: &str) -> Deed {
    let what =
        Influence { decision: "Bus stops".into(), partner: "The council".into(), change: "Moved.".into() };
    Deed { date: day(date), what: What::Influence(what) }
}

fn capacity(deeds: &[Deed]) -> Capacity {
    Capacity::of(&deeds.iter().collect::<Vec<_>>(), day(TODAY))
}

#[test]
fn nothing_recorded_is_not_evidenced() {
    let nothing = capacity(&[]);
    assert_eq!((nothing.board, nothing.staff), (Trained::NotEvidenced, Trained::NotEvidenced));
    assert_eq!(nothing.missing_topics, KNOWN_LACKS);
    assert_eq!((nothing.last_outreach, nothing.reached_count, nothing.influence_count), (None, 0, 0));
}

#[test]
fn a_seat_counts_to_its_last_day() {
    let seat = |end: Option<&str>| {
        let end_date = end.map(day);
        let seat =
            Seat { body: "A board".into(), council: "councils/E08000033".into(), votes: true, end_date };
        Deed { date: day("2024-01-01"), what: What::Seat(seat) }
    };
    let seats = [seat(None), seat(Some("2026-03-31")), seat(Some("2026-03-30"))];
    assert_eq!(capacity(&seats).seat_count, 2);
}

#[test]
fn a_board_is_trained_while_all_of_it_has_a_training_that_is_up_to_date() {
    let board = |deeds: &[Deed]| capacity(deeds).board;
    let of = |count, date: &str| training(Group::Board, Topic::Governance, count, date);
    assert_eq!(board(&[of((8, 8), "2026-03-31")]), Trained::All);
    assert_eq!(board(&[of((7, 8), "2026-03-31")]), Trained::Some);
    assert_eq!(board(&[of((8, 8), "2023-04-01")]), Trained::All, "three years are not over");
    assert_eq!(board(&[of((8, 8), "2023-03-31")]), Trained::Lapsed, "three years are over");
    assert_eq!(board(&[until(of((8, 8), "2020-01-01"), "2026-03-31")]), Trained::All, "its last day");
    assert_eq!(board(&[until(of((8, 8), "2025-01-01"), "2026-03-30")]), Trained::Lapsed, "the day after");
    let some_then_all = [of((7, 8), "2026-01-01"), of((8, 8), "2025-01-01"), of((1, 8), "2026-02-01")];
    assert_eq!(board(&some_then_all), Trained::All, "the best that is up to date counts");
    assert_eq!(board(&[training(Group::Staff, Topic::Governance, (8, 8), TODAY)]), Trained::NotEvidenced);
}

#[test]
fn known_lacks_are_held_by_board_or_staff() {
    let missing = |deeds: &[Deed]| capacity(deeds).missing_topics;
    let of = |group, topic| training(group, topic, (1, 8), "2026-01-01");
    assert_eq!(missing(&[of(Group::Board, Topic::Business)]), [Topic::Finance]);
    assert_eq!(missing(&[of(Group::Board, Topic::Business), of(Group::Staff, Topic::Finance)]), []);
    assert_eq!(missing(&[of(Group::Volunteers, Topic::Finance)]), KNOWN_LACKS);
    assert_eq!(missing(&[training(Group::Board, Topic::Finance, (8, 8), "2020-01-01")]), KNOWN_LACKS);
}

#[test]
fn what_was_done_counts_for_its_months_and_the_last_outreach_for_ever() {
    let deeds = [outreach(40, "2025-04-01"), outreach(60, "2025-03-31"), outreach(2, "2019-01-01")];
    let capacity_of = capacity(&deeds);
    assert_eq!((capacity_of.reached_count, capacity_of.last_outreach), (40, Some(day("2025-04-01"))));
    assert_eq!(capacity(&[outreach(2, "2019-01-01")]).last_outreach, Some(day("2019-01-01")));
    assert_eq!(capacity(&[influence("2024-04-01"), influence("2024-03-31")]).influence_count, 1);
}

fn any_deed() -> impl Strategy<Value = Deed> {
    let groups = prop_oneof![Just(Group::Board), Just(Group::Staff), Just(Group::Volunteers)];
    let topics = prop_oneof![Just(Topic::Business), Just(Topic::Finance), Just(Topic::Other)];
    (groups, topics, 1..5_i32, 0..3_i32, 0..2000_i64, 0..3_u8).prop_map(
        |(group, topic, trained, more, age, kind)| {
            let date = day(TODAY) - chrono::TimeDelta::days(age);
            match kind {
                0 => Deed { date, ..outreach(trained, TODAY) },
                1 => Deed { date, ..influence(TODAY) },
                _ => Deed { date, ..training(group, topic, (trained, trained + more), TODAY) },
            }
        },
    )
}

proptest! {
    #[test]
    fn one_thing_more_never_makes_it_less(deeds in prop::collection::vec(any_deed(), 0..12), more in any_deed()) {
        let before = capacity(&deeds);
        let mut deeds = deeds;
        deeds.push(more);
        let after = capacity(&deeds);
        // Words are in order from best to least.
        prop_assert!(after.board <= before.board && after.staff <= before.staff);
        prop_assert!(after.missing_topics.iter().all(|topic| before.missing_topics.contains(topic)));
        prop_assert!(after.last_outreach >= before.last_outreach);
        prop_assert!(after.reached_count >= before.reached_count && after.influence_count >= before.influence_count);
        deeds.reverse();
        prop_assert_eq!(capacity(&deeds), after, "the order is nothing");
    }

    #[test]
    fn time_alone_trains_nobody(deeds in prop::collection::vec(any_deed(), 0..12), days in 0..3000_i64) {
        let (now, all) = (capacity(&deeds), deeds.iter().collect::<Vec<_>>());
        let later = Capacity::of(&all, day(TODAY) + chrono::TimeDelta::days(days));
        prop_assert!(later.board >= now.board && later.staff >= now.staff);
        prop_assert!(now.missing_topics.iter().all(|topic| later.missing_topics.contains(topic)));
        prop_assert_eq!(later.last_outreach, now.last_outreach);
    }
}
