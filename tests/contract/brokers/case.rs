//! Cases: who sees one, keeping it up to date, closing it, giving it to someone else.

use chrono::{TimeDelta, Utc};
use platform::{Caller, Role, when};
use proto::brokers::v1 as pb;
use proto::brokers::v1::case::{CloseReason, Stage, State};
use tonic::Code;

use crate::harness::asserts::{forbidden, invalid, not_found, refused, stale};
use crate::harness::brokers::{Answer, Scene, a_broker, as_themself};
use crate::harness::ulos::a_ulo;
use crate::harness::{House, a_visitor, an_operator, broker, manager, mask, nobody, officer, person};

async fn update(house: &House, caller: &Caller, case: pb::Case, paths: &[&str]) -> Answer<pb::Case> {
    let request = pb::UpdateCaseRequest { case: Some(case), update_mask: mask(paths) };
    house.cases().update_case(house.ask(caller, request)).await
}

async fn transfer(house: &House, caller: &Caller, it: &pb::Case, to: &str) -> Answer<pb::Case> {
    let request = pb::TransferCaseRequest { name: it.name.clone(), etag: it.etag.clone(), broker: to.into() };
    house.cases().transfer_case(house.ask(caller, request)).await
}

#[tokio::test]
async fn who_has_to_do_with_a_case_sees_it() {
    let house = House::shared().await;
    let scene = Scene::set(house).await;
    let case = scene.case(house).await;
    for caller in [&scene.person, &scene.manager, &scene.themself()] {
        assert_eq!(house.case(caller, &case.name).await.unwrap().into_inner(), case);
    }
    let colleague = as_themself(&a_broker(&scene.ulo).create(house).await);
    for stranger in [
        colleague,
        person(&nobody("people")),
        broker(&nobody("brokers"), &scene.ulo),
        manager(&nobody("ulos")),
    ] {
        not_found(house.case(&stranger, &case.name).await);
        not_found(house.close(&stranger, &case).await);
    }
    let observer = Caller::new(Role::Observer, "observers/test");
    let matching = Caller::service("matching");
    for outsider in [officer("councils/E08000033"), observer, an_operator(), a_visitor(), matching] {
        forbidden(house.case(&outsider, &case.name).await);
        forbidden(house.close(&outsider, &case).await);
    }
    not_found(house.case(&scene.person, &nobody("cases")).await);
    invalid(house.case(&scene.person, "people/x").await, &["name"]);
}

#[tokio::test]
async fn every_editable_field_survives_a_round_trip() {
    let house = House::shared().await;
    let scene = Scene::set(house).await;
    let case = scene.case(house).await;
    let wanted = pb::Case {
        weight: 9,
        next_action: "Ring the housing office\nbefore noon".into(),
        next_action_date: "2026-12-01".into(),
        first_contact_time: case.create_time,
        ..case.clone()
    };
    let fields = ["weight", "next_action", "next_action_date", "first_contact_time"];
    let updated = update(house, &scene.themself(), wanted.clone(), &fields).await.unwrap().into_inner();
    let expected = pb::Case {
        update_time: updated.update_time,
        etag: updated.etag.clone(),
        history: Vec::new(),
        ..wanted
    };
    assert_eq!(updated, expected);
    let read = house.case(&scene.person, &case.name).await.unwrap().into_inner();
    assert_eq!(read, pb::Case { history: case.history, ..updated.clone() }, "an update is no step");
    assert_eq!(house.broker(&scene.broker).await.open_weight, 9);
    let cleared = pb::Case { next_action: String::new(), next_action_date: String::new(), ..read };
    let fields = ["next_action", "next_action_date"];
    let cleared = update(house, &scene.manager, cleared, &fields).await.unwrap().into_inner();
    assert_eq!((cleared.next_action.as_str(), cleared.next_action_date.as_str()), ("", ""));
    assert_eq!(house.kinds_of(&case.name).await, ["case.opened", "case.updated", "case.updated"]);
}

#[tokio::test]
async fn an_update_says_everything_wrong_at_once() {
    let house = House::shared().await;
    let scene = Scene::set(house).await;
    let case = scene.case(house).await;
    let themself = scene.themself();
    let nothing = update(house, &themself, pb::Case::default(), &["stage"]).await;
    invalid(nothing, &["case.name", "etag", "update_mask"]);
    let wrong = pb::Case {
        weight: 101,
        next_action: "x".repeat(501),
        next_action_date: "tomorrow".into(),
        first_contact_time: when::stamp(Utc::now() + TimeDelta::hours(1)),
        ..case.clone()
    };
    let fields = ["weight", "next_action", "next_action_date", "first_contact_time"];
    let named = fields.map(|field| format!("case.{field}"));
    let answer = update(house, &themself, wrong, &fields).await;
    invalid(answer, &named.iter().map(String::as_str).collect::<Vec<_>>());
    for caller in [&scene.person, &Caller::service("matching")] {
        forbidden(update(house, caller, case.clone(), &["weight"]).await);
    }
    not_found(update(house, &manager(&nobody("ulos")), case.clone(), &["weight"]).await);
    update(house, &themself, case.clone(), &["weight"]).await.unwrap();
    stale(update(house, &themself, case, &["weight"]).await);
}

#[tokio::test]
async fn the_first_contact_is_said_once() {
    let house = House::shared().await;
    let scene = Scene::set(house).await;
    let case = scene.case(house).await;
    let field = ["first_contact_time"];
    let before =
        pb::Case { first_contact_time: when::stamp(Utc::now() - TimeDelta::days(1)), ..case.clone() };
    invalid(update(house, &scene.themself(), before, &field).await, &["case.first_contact_time"]);
    let met = pb::Case { first_contact_time: when::stamp(Utc::now()), ..case };
    let met = update(house, &scene.themself(), met, &field).await.unwrap().into_inner();
    let again = update(house, &scene.themself(), met.clone(), &field).await.unwrap().into_inner();
    assert_eq!(again.first_contact_time, met.first_contact_time);
    let other = pb::Case { first_contact_time: when::stamp(Utc::now()), ..again.clone() };
    invalid(update(house, &scene.themself(), other, &field).await, &["case.first_contact_time"]);
    let unsaid = pb::Case { first_contact_time: None, ..again };
    invalid(update(house, &scene.themself(), unsaid, &field).await, &["case.first_contact_time"]);
}

#[tokio::test]
async fn a_case_grows_only_as_far_as_its_broker_has_room() {
    let house = House::shared().await;
    let scene = Scene::carrying(house, 10).await;
    let case = scene.case(house).await;
    let weighing = |weight, case: &pb::Case| pb::Case { weight, ..case.clone() };
    let full = update(house, &scene.themself(), weighing(11, &case), &["weight"]).await;
    refused(full, Code::FailedPrecondition, "BROKER_FULL");
    let case = update(house, &scene.themself(), weighing(10, &case), &["weight"]).await.unwrap().into_inner();
    assert_eq!(house.broker(&scene.broker).await.open_weight, 10);
    let case = update(house, &scene.themself(), weighing(1, &case), &["weight"]).await.unwrap().into_inner();
    assert_eq!((case.weight, house.broker(&scene.broker).await.open_weight), (1, 1));
}

#[tokio::test]
async fn either_side_closes_a_case_and_that_makes_room() {
    let house = House::shared().await;
    let scene = Scene::set(house).await;
    for caller in [scene.themself(), scene.manager.clone(), scene.person.clone()] {
        let case = scene.case(house).await;
        let busy =
            pb::Case { next_action: "Write".into(), next_action_date: "2026-12-01".into(), ..case.clone() };
        let fields = ["next_action", "next_action_date"];
        let busy = update(house, &scene.themself(), busy, &fields).await.unwrap().into_inner();
        stale(house.close(&caller, &case).await);
        let request = pb::CloseCaseRequest {
            name: busy.name.clone(),
            etag: busy.etag,
            close_reason: CloseReason::Other.into(),
            note: "Thank you,\nand goodbye.".into(),
        };
        let untold = pb::CloseCaseRequest { note: String::new(), ..request.clone() };
        invalid(house.cases().close_case(house.ask(&caller, untold)).await, &["note"]);
        let closed = house.cases().close_case(house.ask(&caller, request)).await.unwrap().into_inner();
        assert_eq!((closed.state(), closed.stage()), (State::Closed, Stage::Closed));
        assert_eq!(closed.close_reason(), CloseReason::Other);
        assert_eq!((closed.next_action.as_str(), closed.next_action_date.as_str()), ("", ""));
        let read = house.case(&scene.person, &case.name).await.unwrap().into_inner();
        let last = read.history.last().unwrap();
        assert_eq!(
            (last.number, last.stage_from(), last.stage_to()),
            (2, Stage::GettingToKnow, Stage::Closed)
        );
        assert_eq!((last.note.as_str(), last.actor.as_str()), ("Thank you,\nand goodbye.", &*caller.subject));
        refused(house.close(&caller, &closed).await, Code::FailedPrecondition, "CASE_CLOSED");
        let late = update(house, &scene.themself(), closed.clone(), &["weight"]).await;
        refused(late, Code::FailedPrecondition, "CASE_CLOSED");
        let late = transfer(house, &scene.manager, &closed, &nobody("brokers")).await;
        refused(late, Code::FailedPrecondition, "CASE_CLOSED");
        assert_eq!(house.broker(&scene.broker).await.open_weight, 0);
        assert_eq!(house.kinds_of(&case.name).await, ["case.opened", "case.updated", "case.closed"]);
    }
    let nothing = pb::CloseCaseRequest { note: "x".repeat(2001), ..Default::default() };
    invalid(
        house.cases().close_case(house.ask(&scene.person, nothing)).await,
        &["name", "etag", "close_reason", "note"],
    );
}

#[tokio::test]
async fn those_who_work_on_a_case_record_the_time_and_the_person_sees_it() {
    let house = House::shared().await;
    let scene = Scene::set(house).await;
    let case = scene.case(house).await;
    let work = |case: &pb::Case, minutes: i32| pb::RecordWorkRequest {
        name: case.name.clone(),
        etag: case.etag.clone(),
        minutes,
        note: "Rang and wrote.".into(),
    };
    let record = async |caller: &Caller, request| house.cases().record_work(house.ask(caller, request)).await;
    forbidden(record(&scene.person, work(&case, 30)).await);
    not_found(record(&manager(&nobody("ulos")), work(&case, 30)).await);
    for minutes in [0, -1, 1441] {
        invalid(record(&scene.manager, work(&case, minutes)).await, &["minutes"]);
    }
    invalid(record(&scene.manager, pb::RecordWorkRequest::default()).await, &["name", "etag", "minutes"]);
    let worked = record(&scene.themself(), work(&case, 1440)).await.unwrap().into_inner();
    stale(record(&scene.themself(), work(&case, 30)).await);
    let go = pb::MoveCaseRequest {
        name: case.name.clone(),
        etag: worked.etag,
        stage: Stage::Exploring.into(),
        minutes: 20,
        note: String::new(),
    };
    let moved = house.cases().move_case(house.ask(&scene.manager, go)).await.unwrap().into_inner();
    assert_eq!((moved.minutes, moved.stage()), (1460, Stage::Exploring));
    let read = house.case(&scene.person, &case.name).await.unwrap().into_inner();
    let steps: Vec<_> = read.history.iter().map(|step| (step.stage_to(), step.minutes)).collect();
    let know = Stage::GettingToKnow;
    assert_eq!(steps, [(know, 0), (know, 1440), (Stage::Exploring, 20)]);
    assert_eq!(read.history[1].note, "Rang and wrote.");
    assert_eq!(house.kinds_of(&case.name).await, ["case.opened", "case.worked", "case.moved"]);
}

#[tokio::test]
async fn a_manager_gives_a_case_to_someone_else() {
    let house = House::shared().await;
    let scene = Scene::set(house).await;
    let colleague = a_broker(&scene.ulo).carrying(3).create(house).await;
    let case = scene.case(house).await;
    let manager = &scene.manager;
    invalid(transfer(house, manager, &case, &scene.broker.name).await, &["broker"]);
    invalid(transfer(house, manager, &case, &nobody("brokers")).await, &["broker"]);
    invalid(transfer(house, manager, &pb::Case::default(), "x").await, &["name", "etag", "broker"]);
    forbidden(transfer(house, &scene.themself(), &case, &colleague.name).await);
    forbidden(transfer(house, &scene.person, &case, &colleague.name).await);
    not_found(transfer(house, &crate::harness::manager(&nobody("ulos")), &case, &colleague.name).await);
    let elsewhere = a_broker(&a_ulo().create(house).await.name).create(house).await;
    let away = transfer(house, manager, &case, &elsewhere.name).await;
    refused(away, Code::FailedPrecondition, "BROKER_OF_ANOTHER_ULO");

    let moved = transfer(house, manager, &case, &colleague.name).await.unwrap().into_inner();
    assert_eq!((moved.broker.as_str(), moved.stage()), (colleague.name.as_str(), Stage::GettingToKnow));
    stale(transfer(house, manager, &case, &scene.broker.name).await);
    not_found(house.case(&scene.themself(), &case.name).await);
    let read = house.case(&as_themself(&colleague), &case.name).await.unwrap().into_inner();
    let last = read.history.last().unwrap();
    assert_eq!(
        (last.number, last.stage_from(), last.stage_to()),
        (2, Stage::GettingToKnow, Stage::GettingToKnow)
    );
    assert_eq!((&last.actor, &last.broker), (&manager.subject, &colleague.name));
    let weights = [house.broker(&scene.broker).await.open_weight, house.broker(&colleague).await.open_weight];
    assert_eq!(weights, [0, 3]);

    let second = scene.case(house).await;
    let full = transfer(house, manager, &second, &colleague.name).await;
    refused(full, Code::FailedPrecondition, "BROKER_FULL");
    let broker = house.broker(&colleague).await;
    let pause = pb::PauseBrokerRequest { name: broker.name, etag: broker.etag };
    house.brokers().pause_broker(house.ask(manager, pause)).await.unwrap();
    let paused = transfer(house, manager, &second, &colleague.name).await;
    refused(paused, Code::FailedPrecondition, "BROKER_NOT_ACTIVE");
    assert_eq!(house.kinds_of(&case.name).await, ["case.opened", "case.transferred"]);
}

#[tokio::test]
async fn who_has_open_cases_does_not_leave() {
    let house = House::shared().await;
    let scene = Scene::set(house).await;
    let case = scene.case(house).await;
    let retire = async || {
        let broker = house.broker(&scene.broker).await;
        let request = pb::RetireBrokerRequest { name: broker.name, etag: broker.etag };
        house.brokers().retire_broker(house.ask(&scene.manager, request)).await
    };
    refused(retire().await, Code::FailedPrecondition, "BROKER_HAS_OPEN_CASES");
    house.close(&scene.themself(), &case).await.unwrap();
    retire().await.unwrap();
    not_found(house.case(&scene.themself(), &case.name).await);
}
