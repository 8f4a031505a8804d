//! The life of a request, without any IO.

use chrono::{DateTime, Utc};
use platform::{Error, Id};

use super::frozen::Frozen;
use super::{Details, Request, State};
use crate::names::{Case, Ulo};
use crate::support::Kind;
use crate::wants::{Constraints, Wants};

fn now() -> DateTime<Utc> {
    "2026-06-01T12:00:00Z".parse().unwrap()
}

fn details() -> Details {
    let wants = Wants {
        kind: Kind::Advocacy,
        advocacy_kind: None,
        peer_support_model: None,
        who_for: Vec::new(),
        wishes: Vec::new(),
        constraints: Constraints::default(),
    };
    Details { wants, words: "I want to be heard".into(), need_by: None }
}

fn frozen() -> Frozen {
    Frozen {
        council: "councils/E08000033".into(),
        place: None,
        outward_code: String::new(),
        needs: Vec::new(),
        age_band: String::new(),
        budget_route: String::new(),
        freeze_time: now(),
    }
}

fn a_draft() -> Request {
    Request::new(Id::new(), details(), now())
}

fn asked() -> Request {
    let mut request = a_draft();
    request.ask(frozen(), now()).unwrap();
    request
}

fn chosen() -> Request {
    let mut request = asked();
    request.choose(false, now()).unwrap();
    request
}

fn placed() -> (Request, Id<Case>) {
    let (mut request, case) = (chosen(), Id::new());
    assert!(request.place(case, Id::<Ulo>::new(), now()));
    (request, case)
}

/// Refused for that reason.
#[track_caller]
pub fn refused<T: std::fmt::Debug>(answer: Result<T, Error>, expected: &str) {
    match answer {
        Err(Error::Refused { reason, .. }) => assert_eq!(reason, expected),
        other => panic!("not refused: {other:?}"),
    }
}

#[test]
fn it_is_asked_once_and_only_with_a_council() {
    let mut request = a_draft();
    refused(request.ask(Frozen { council: String::new(), ..frozen() }, now()), "COUNCIL_NOT_KNOWN");
    request.ask(frozen(), now()).unwrap();
    refused(request.ask(frozen(), now()), "REQUEST_NOT_DRAFT");
    assert_eq!((request.state, request.version), (State::Asked, 2));
}

#[test]
fn it_changes_only_while_nobody_is_asked() {
    for mut open in [a_draft(), asked()] {
        open.edit(details(), now()).unwrap();
    }
    refused(chosen().edit(details(), now()), "REQUEST_NOT_OPEN");
    refused(placed().0.edit(details(), now()), "REQUEST_NOT_OPEN");
}

#[test]
fn menus_and_choices_are_for_what_was_asked_and_is_not_over() {
    refused(a_draft().open().cloned(), "REQUEST_NOT_OPEN");
    refused(chosen().open().cloned(), "REQUEST_NOT_OPEN");
    let mut request = asked();
    assert!(request.meet(false, now()));
    assert_eq!(request.state, State::Unmet);
    assert!(!request.meet(false, now()), "nothing changed");
    assert!(request.open().is_ok());
    request.choose(true, now()).unwrap();
    assert_eq!(request.state, State::Closed);
    refused(request.choose(false, now()), "REQUEST_NOT_OPEN");
}

#[test]
fn a_case_places_it_whatever_was_decided_meanwhile() {
    let mut withdrawn = chosen();
    withdrawn.withdraw(now()).unwrap();
    assert!(withdrawn.place(Id::new(), Id::new(), now()));
    assert_eq!((withdrawn.state, withdrawn.close_time), (State::Placed, None));
    let (mut request, case) = placed();
    assert!(!request.place(Id::new(), Id::new(), now()), "it is placed already");
    assert!(!request.close(Id::new(), now()), "that is another case");
    assert!(request.close(case, now()));
    assert!(!request.close(case, now()));
    assert_eq!(request.state, State::Closed);
}

#[test]
fn it_is_taken_back_until_someone_has_taken_it_on() {
    for mut open in [a_draft(), asked(), chosen()] {
        open.withdraw(now()).unwrap();
        refused(open.withdraw(now()), "REQUEST_ENDED");
    }
    refused(placed().0.withdraw(now()), "REQUEST_PLACED");
}

#[test]
fn the_end_of_a_choice_counts_only_while_it_is_being_offered() {
    let mut request = chosen();
    assert!(request.fail(now()));
    assert_eq!(request.state, State::Unmet);
    assert!(!request.reopen(now()) && !request.fail(now()));
    let mut request = chosen();
    assert!(request.reopen(now()));
    assert_eq!(request.state, State::Asked);
}

#[test]
fn nothing_private_is_left_of_someone_erased() {
    let mut request = chosen();
    assert!(request.forget(now()));
    assert_eq!((request.state, request.words(), request.frozen()), (State::Withdrawn, "", None));
    assert!(!request.forget(now()), "there is nothing left to forget");
    let (mut request, _) = placed();
    assert!(request.forget(now()));
    assert_eq!(request.state, State::Placed, "the case is closed in its own time");
}
