use platform::words::Word as _;

use super::*;

fn a_case(kind: Kind) -> Case {
    let origin = Origin {
        introduction: Id::new(),
        kind,
        request: Id::new(),
        person: Id::new(),
        council: "councils/E08000033".into(),
        ulo: Id::new(),
        offering: Id::new(),
    };
    Case::open(Id::new(), origin, Id::new(), 3, Utc::now())
}

fn by(actor: &str) -> By<'_> {
    By { actor, note: String::new(), minutes: 0, now: Utc::now() }
}

fn reason<T: std::fmt::Debug>(result: Result<T, Error>) -> &'static str {
    match result {
        Err(Error::Refused { reason, .. } | Error::Denied { reason, .. }) => reason,
        other => panic!("not refused: {other:?}"),
    }
}

/// Every move there is, in the order of the stages.
fn moves(kind: Kind) -> Vec<String> {
    let pairs = Stage::ALL.iter().flat_map(|from| Stage::ALL.iter().map(move |to| (from, to)));
    let moves = pairs.filter(|(from, to)| from.leads_to(**to, kind));
    moves.map(|(from, to)| format!("{} {}", from.word(), to.word())).collect()
}

#[test]
fn support_brokerage_goes_through_a_plan() {
    assert_eq!(
        moves(Kind::SupportBrokerage),
        [
            "getting_to_know exploring",
            "exploring getting_to_know",
            "exploring drafting",
            "drafting exploring",
            "drafting submitted",
            "submitted drafting",
            "returned drafting",
            "agreed arranging",
            "arranging live",
            "live arranging",
            "live review",
            "review drafting",
            "review arranging",
            "review live",
        ]
    );
}

#[test]
fn time_worked_adds_up_and_ends_at_ten_thousand_hours() {
    let mut case = a_case(Kind::Advocacy);
    let took = |minutes| By { minutes, ..by("brokers/one") };
    assert_eq!(case.move_to(Stage::Exploring, took(90)).unwrap().minutes, 90);
    let step = case.record_work(took(45)).unwrap();
    assert_eq!(
        (step.stage_from, step.stage_to, step.minutes),
        (Some(Stage::Exploring), Stage::Exploring, 45)
    );
    assert_eq!((case.minutes, case.version), (135, 3));
    case.minutes = MOST_MINUTES - 10;
    assert_eq!(reason(case.record_work(took(11))), "TIME_FULL");
    assert_eq!(reason(case.move_to(Stage::Arranging, took(11))), "TIME_FULL");
    assert_eq!((case.minutes, case.stage), (MOST_MINUTES - 10, Stage::Exploring));
    case.record_work(took(10)).unwrap();
    case.close(CloseReason::Done, by("brokers/one")).unwrap();
    assert_eq!(reason(case.record_work(took(1))), "CASE_CLOSED");
}

#[test]
fn advocacy_and_peer_support_have_no_plan() {
    let without = [
        "getting_to_know exploring",
        "exploring getting_to_know",
        "exploring arranging",
        "arranging exploring",
        "arranging live",
        "live arranging",
        "live review",
        "review arranging",
        "review live",
    ];
    assert_eq!(moves(Kind::Advocacy), without);
    assert_eq!(moves(Kind::PeerSupport), without);
}

#[test]
fn nobody_who_does_the_work_says_that_the_plan_is_agreed() {
    for stage in Stage::ALL {
        let theirs = !matches!(stage, Stage::Agreed | Stage::Returned | Stage::Closed);
        assert_eq!(stage.for_workers().is_ok(), theirs, "{}", stage.word());
        for kind in Kind::ALL {
            let reached = Stage::ALL.iter().any(|from| from.leads_to(*stage, *kind));
            assert!(theirs || !reached, "{}", stage.word());
        }
    }
}

#[test]
fn a_plan_is_answered_once_it_waits_for_an_answer() {
    let mut case = a_case(Kind::SupportBrokerage);
    assert_eq!(reason(case.answer_plan(true, by("people/x"))), "PLAN_NOT_SUBMITTED");
    for stage in [Stage::Exploring, Stage::Drafting, Stage::Submitted] {
        case.move_to(stage, by("brokers/x")).unwrap();
    }
    let step = case.answer_plan(false, by("people/x")).unwrap();
    assert_eq!((step.stage_from, step.stage_to), (Some(Stage::Submitted), Stage::Returned));
    assert_eq!(reason(case.answer_plan(true, by("people/x"))), "PLAN_NOT_SUBMITTED");
}

#[test]
fn a_closed_case_has_nothing_to_do_and_stays_closed() {
    let mut case = a_case(Kind::Advocacy);
    case.details.private.next_action = "Ring on Monday".into();
    case.details.next_action_date = Some(Utc::now().date_naive());
    case.close(CloseReason::Done, by("brokers/x")).unwrap();
    assert_eq!((&case.details.private, case.details.next_action_date), (&Private::default(), None));
    assert_eq!((case.stage, case.state), (Stage::Closed, State::Closed));
    assert_eq!(reason(case.close(CloseReason::Done, by("people/x"))), "CASE_CLOSED");
    assert_eq!(reason(case.move_to(Stage::Exploring, by("brokers/x"))), "CASE_CLOSED");
    assert_eq!(reason(case.edit(case.details.clone(), Utc::now())), "CASE_CLOSED");
    assert_eq!(reason(case.transfer(Id::new(), by("managers/x"))), "CASE_CLOSED");
    assert_eq!(reason(case.answer_plan(true, by("people/x"))), "CASE_CLOSED");
}

#[test]
fn a_transfer_changes_who_works_and_not_how_far_it_is() {
    let mut case = a_case(Kind::Advocacy);
    let broker = Id::new();
    let step = case.transfer(broker, by("managers/x")).unwrap();
    assert_eq!((step.stage_from, step.stage_to), (Some(Stage::GettingToKnow), Stage::GettingToKnow));
    assert_eq!((step.broker, case.broker), (broker, broker));
    assert!(matches!(case.transfer(broker, by("managers/x")), Err(Error::Invalid(_))));
}
