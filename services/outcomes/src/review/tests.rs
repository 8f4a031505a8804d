//! The rules of reviews.

use platform::words::Word as _;

use super::*;

fn opened() -> DateTime<Utc> {
    "2026-03-31T10:00:00Z".parse().unwrap()
}

fn at(time: &str) -> DateTime<Utc> {
    format!("{time}T10:00:00Z").parse().unwrap()
}

fn a_review(stage: Stage) -> Review {
    let about = About {
        case: Id::new(),
        person: Id::new(),
        request: Id::new(),
        council: "councils/E08000033".into(),
        ulo: Id::new(),
    };
    Review::new(about, stage, opened(), opened())
}

fn answers(level: i32) -> Answers {
    Answers {
        private: Private::default(),
        respondent: Respondent::Alone,
        helper_kind: None,
        mode: Mode::Online,
        format_used: "standard".into(),
        answers: vec![Answer { item_id: "daily_control".into(), level }],
    }
}

fn reason(answer: Result<(), Error>) -> &'static str {
    match answer {
        Ok(()) => "",
        Err(Error::Refused { reason, .. }) => reason,
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn reviews_fall_due_at_the_start_and_three_and_twelve_months_later() {
    let due: Vec<String> = Stage::ALL.iter().map(|stage| a_review(*stage).due_date.to_string()).collect();
    assert_eq!(due, ["2026-03-31", "2026-06-30", "2027-03-31"]);
}

#[test]
fn a_review_can_be_answered_from_28_days_before_to_60_days_after() {
    for (day, expected) in [
        ("2026-06-01", "REVIEW_TOO_EARLY"),
        ("2026-06-02", ""),
        ("2026-08-29", ""),
        ("2026-08-30", "REVIEW_NOT_DUE"),
    ] {
        let mut review = a_review(Stage::ThreeMonths);
        assert_eq!(reason(review.answer(answers(3), "people/x".into(), None, at(day))), expected, "{day}");
    }
}

#[test]
fn a_review_lapses_on_the_day_it_can_no_longer_be_answered() {
    let review = a_review(Stage::ThreeMonths);
    assert!(Review::lapsed_with("2026-08-29".parse().unwrap()) < review.due_date);
    assert_eq!(Review::lapsed_with("2026-08-30".parse().unwrap()), review.due_date);
}

#[test]
fn a_review_ends_once() {
    let mut review = a_review(Stage::Start);
    review.decline(opened()).unwrap();
    assert_eq!((review.state, review.version), (State::Declined, 2));
    assert_eq!(reason(review.decline(opened())), "REVIEW_NOT_DUE");
    assert_eq!(reason(review.lapse(opened())), "REVIEW_NOT_DUE");
    assert_eq!(reason(review.answer(answers(1), "people/x".into(), None, opened())), "REVIEW_NOT_DUE");
}

#[test]
fn change_is_measured_against_the_start() {
    for (start, level, control, control_levels) in [
        (Some(1), 4, Direction::Better, 3),
        (Some(3), 3, Direction::Same, 0),
        (Some(4), 2, Direction::Worse, -2),
        (None, 2, Direction::NoBaseline, 0),
    ] {
        let mut review = a_review(Stage::ThreeMonths);
        review.answer(answers(level), "people/x".into(), start, at("2026-06-30")).unwrap();
        let change = review.answered.unwrap().change;
        assert_eq!(change, Some(Change { control, control_levels }));
    }
}

#[test]
fn the_start_review_has_no_change() {
    let mut review = a_review(Stage::Start);
    review.answer(answers(2), "people/x".into(), None, opened()).unwrap();
    assert_eq!(review.answered.unwrap().change, None);
}
