//! The clock, the stages and the closing of a strategy.

use platform::words::Word as _;

use super::lack::{Place, Step};
use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn noon(text: &str) -> DateTime<Utc> {
    day(text).and_hms_opt(12, 0, 0).unwrap().and_utc()
}

fn code() -> GssCode {
    GssCode::new("E06000017").unwrap()
}

/// Found on New Year's Day: to be written by 1 April 2026.
fn found() -> Strategy {
    Strategy::found(code(), day("2026-01-01"), noon("2026-01-08"))
}

fn intent(due: &str, done: Option<&str>) -> Intent {
    Intent {
        title: "Rooms and rent for a year".into(),
        due_date: day(due),
        cost_pence: 1_200_000,
        responsible: "Head of commissioning".into(),
        done_date: done.map(day),
    }
}

fn plan() -> Plan {
    Plan { aim: "An organisation of their own.".into(), responsible: "Director".into(), buddy: None }
}

fn written(due: &str) -> Strategy {
    let mut strategy = found();
    strategy.write(plan(), noon("2026-02-01")).unwrap();
    strategy.set_action(0, intent(due, None), noon("2026-02-01")).unwrap();
    strategy
}

fn stage(strategy: &Strategy, today: &str) -> (Stage, Option<i64>) {
    let standing = strategy.standing(day(today));
    (standing.stage, standing.due_date.map(|due| (due - day(today)).num_days()))
}

#[test]
fn it_is_overdue_from_the_day_after_the_ninetieth() {
    let strategy = found();
    assert_eq!(strategy.write_by_date(), day("2026-04-01"));
    assert_eq!(stage(&strategy, "2026-01-01"), (Stage::Required, Some(90)));
    assert_eq!(stage(&strategy, "2026-04-01"), (Stage::Required, Some(0)));
    assert_eq!(stage(&strategy, "2026-04-02"), (Stage::Overdue, Some(-1)));
}

#[test]
fn it_is_written_with_who_is_responsible_and_an_action_not_with_one_of_them() {
    let mut strategy = found();
    strategy.write(plan(), noon("2026-02-01")).unwrap();
    assert_eq!((strategy.state(), stage(&strategy, "2026-02-01").0), (State::Required, Stage::Required));
    strategy.set_action(0, intent("2026-06-30", None), noon("2026-02-03")).unwrap();
    assert_eq!((strategy.state(), strategy.write_time), (State::Written, Some(noon("2026-02-03"))));
    let mut other_way_round = found();
    other_way_round.set_action(0, intent("2026-06-30", None), noon("2026-02-01")).unwrap();
    assert_eq!(other_way_round.state(), State::Required);
    other_way_round.write(plan(), noon("2026-02-02")).unwrap();
    assert_eq!(other_way_round.state(), State::Written);
    other_way_round.write(plan(), noon("2026-03-01")).unwrap();
    assert_eq!(other_way_round.write_time, Some(noon("2026-02-02")), "the day it was first written stays");
}

#[test]
fn stages_follow_the_earliest_action_that_is_not_done() {
    let mut strategy = written("2026-06-30");
    assert_eq!(stage(&strategy, "2026-06-30"), (Stage::Written, Some(0)));
    assert_eq!(stage(&strategy, "2026-07-02"), (Stage::Overdue, Some(-2)));
    strategy.set_action(0, intent("2026-09-30", None), noon("2026-07-02")).unwrap();
    assert_eq!(stage(&strategy, "2026-07-02"), (Stage::Overdue, Some(-2)));
    strategy.set_action(1, intent("2026-06-30", Some("2026-07-02")), noon("2026-07-02")).unwrap();
    assert_eq!(stage(&strategy, "2026-07-02"), (Stage::OnTrack, Some(90)));
    strategy.set_action(2, intent("2026-09-30", Some("2026-09-01")), noon("2026-09-01")).unwrap();
    assert_eq!(stage(&strategy, "2027-01-01"), (Stage::OnTrack, None), "done, but still no organisation");
}

#[test]
fn the_day_first_promised_stays_and_nothing_is_taken_out() {
    let mut strategy = written("2026-06-30");
    strategy.set_action(1, intent("2026-12-31", None), noon("2026-06-01")).unwrap();
    strategy.set_action(1, intent("2027-12-31", None), noon("2026-12-01")).unwrap();
    let action = &strategy.actions[0];
    assert_eq!((action.first_due_date, action.due_date), (day("2026-06-30"), day("2027-12-31")));
    for number in [-1, 2, i32::MAX, i32::MIN] {
        assert!(strategy.set_action(number, intent("2027-12-31", None), noon("2026-12-01")).is_err());
    }
    assert_eq!(strategy.actions.len(), 1);
}

#[test]
fn a_day_that_passed_is_no_promise() {
    let mut strategy = written("2026-06-30");
    assert!(strategy.set_action(0, intent("2026-06-30", None), noon("2026-06-30")).is_ok(), "today");
    assert!(strategy.set_action(0, intent("2026-06-29", None), noon("2026-06-30")).is_err());
    assert!(strategy.set_action(1, intent("2026-07-31", None), noon("2026-08-01")).is_err(), "moved");
    assert!(strategy.set_action(1, intent("2026-06-30", None), noon("2026-08-01")).is_ok(), "as it was");
    assert!(strategy.set_action(0, intent("2026-06-29", Some("2026-06-29")), noon("2026-06-30")).is_ok());
}

#[test]
fn what_is_done_is_never_late() {
    let mut strategy = written("2026-06-30");
    assert!(!strategy.actions[0].is_late(day("2026-06-30")));
    assert!(strategy.actions[0].is_late(day("2026-07-01")));
    strategy.set_action(1, intent("2026-06-30", Some("2026-08-01")), noon("2026-08-01")).unwrap();
    assert!(!strategy.actions[0].is_late(day("2026-08-02")));
}

#[test]
fn thirty_actions_are_enough() {
    let mut strategy = written("2026-06-30");
    for _ in 1..30 {
        strategy.set_action(0, intent("2026-06-30", None), noon("2026-06-01")).unwrap();
    }
    let refused = strategy.set_action(0, intent("2026-06-30", None), noon("2026-06-01")).unwrap_err();
    assert!(matches!(refused, Error::Refused { reason: "ACTIONS_FULL", .. }));
}

#[test]
fn a_review_closes_what_was_written_and_nothing_changes_after() {
    let mut strategy = found();
    let refused = strategy.review("Not needed at all.".into(), noon("2026-02-01")).unwrap_err();
    assert!(matches!(refused, Error::Refused { reason: "STRATEGY_NOT_WRITTEN", .. }));
    let mut strategy = written("2026-06-30");
    strategy.review("The next council's covers both.".into(), noon("2027-02-01")).unwrap();
    assert_eq!((strategy.state(), stage(&strategy, "2027-02-01")), (State::Closed, (Stage::Closed, None)));
    let now = noon("2027-02-02");
    assert!(strategy.write(plan(), now).is_err() && strategy.review("Again, please.".into(), now).is_err());
    assert!(strategy.set_action(1, intent("2027-06-30", None), now).is_err());
}

fn place(counts: (i64, i64), since: Option<&str>, latest: Option<Strategy>) -> Place {
    let (ulo_count, user_led_count) = counts;
    Place { gss_code: code(), ulo_count, user_led_count, since: since.map(day), latest }
}

#[test]
fn a_lack_is_found_once_it_lasted_a_week_and_runs_from_its_first_day() {
    assert_eq!(place((0, 0), None, None).step(day("2026-01-01")), Some(Step::Note));
    let lacks = place((0, 0), Some("2026-01-01"), None);
    assert_eq!(lacks.step(day("2026-01-07")), None);
    assert_eq!(lacks.step(day("2026-01-08")), Some(Step::Find(day("2026-01-01"))));
    let back = place((1, 0), Some("2026-01-01"), None);
    assert_eq!(back.step(day("2026-01-08")), Some(Step::Forget));
    assert_eq!(place((1, 0), None, None).step(day("2026-01-08")), None);
    assert_eq!(
        place((0, 0), Some("2026-01-01"), Some(found())).step(day("2026-03-01")),
        None,
        "one at a time"
    );
}

#[test]
fn only_one_that_is_shown_to_be_user_led_closes_it() {
    let today = day("2026-03-01");
    assert_eq!(place((3, 0), None, Some(found())).step(today), None, "it may be user-led, and may not");
    assert_eq!(place((3, 1), None, Some(found())).step(today), Some(Step::Close));
    let mut closed = found();
    closed.meet(None, noon("2026-03-01"));
    assert_eq!(place((3, 1), None, Some(closed.clone())).step(today), None);
    let gone_again = place((0, 0), Some("2026-05-01"), Some(closed));
    assert_eq!(gone_again.step(day("2026-05-08")), Some(Step::Find(day("2026-05-01"))));
}

#[test]
fn a_review_holds_for_a_year() {
    let mut strategy = written("2026-06-30");
    strategy.review("The next council's covers both.".into(), noon("2026-03-01")).unwrap();
    let place = place((0, 0), Some("2026-01-01"), Some(strategy));
    assert_eq!(place.step(day("2027-02-28")), None);
    assert_eq!(place.step(day("2027-03-01")), Some(Step::Find(day("2027-03-01"))));
    let since_later = Place { since: Some(day("2027-05-01")), ..place };
    assert_eq!(
        since_later.step(day("2027-05-08")),
        Some(Step::Find(day("2027-05-01"))),
        "it was over before"
    );
}

#[test]
fn every_stage_has_a_number_on_the_wire() {
    use platform::words::Wire as _;
    assert!(Stage::ALL.iter().all(|stage| stage.to_wire() > 0));
    assert!(State::ALL.iter().all(|state| state.to_wire() > 0));
    assert!(Closure::ALL.iter().all(|closure| closure.to_wire() > 0));
}
