//! Introductions: yes, no, never mind, and no answer at all.

use platform::Caller;
use proto::brokers::v1 as pb;
use proto::brokers::v1::introduction::{DeclineReason, State};
use tonic::Code;

use crate::harness::asserts::{forbidden, invalid, not_found, refused, stale};
use crate::harness::brokers::{Answer, Scene, a_broker, as_themself, eventually};
use crate::harness::ulos::a_ulo;
use crate::harness::{House, nobody, person};

async fn decline(
    house: &House,
    caller: &Caller,
    it: &pb::Introduction,
    reason: DeclineReason,
    note: &str,
) -> Answer<pb::Introduction> {
    let request = pb::DeclineIntroductionRequest {
        name: it.name.clone(),
        etag: it.etag.clone(),
        decline_reason: reason.into(),
        decline_note: note.into(),
    };
    house.introductions().decline_introduction(house.ask(caller, request)).await
}

/// An introduction whose deadline has just passed, whether or not that was noticed yet.
async fn an_overdue_one(house: &House, scene: &Scene) -> pb::Introduction {
    let offered = scene.introduction().offer(house).await;
    sqlx::query("update introduction set expire_time = now() where introduction_id = $1")
        .bind(uuid::Uuid::parse_str(&offered.name["introductions/".len()..]).unwrap())
        .execute(&house.tables("brokers").await)
        .await
        .unwrap();
    offered
}

#[tokio::test]
async fn a_yes_opens_a_case() {
    let house = House::shared().await;
    let scene = Scene::set(house).await;
    let offered = scene.introduction().offer(house).await;
    let accepted = house.accept(&scene.themself(), &offered, &scene.broker).await.unwrap().into_inner();
    let expected = pb::Introduction {
        state: State::Accepted.into(),
        broker: scene.broker.name.clone(),
        case: accepted.case.clone(),
        decide_time: accepted.decide_time,
        update_time: accepted.decide_time,
        etag: accepted.etag.clone(),
        ..offered.clone()
    };
    assert_eq!(accepted, expected);
    let case = house.case(&scene.themself(), &accepted.case).await.unwrap().into_inner();
    let opening = pb::Step {
        number: 1,
        stage_to: pb::case::Stage::GettingToKnow.into(),
        actor: scene.broker.name.clone(),
        broker: scene.broker.name.clone(),
        step_time: case.create_time,
        ..pb::Step::default()
    };
    let expected = pb::Case {
        name: accepted.case.clone(),
        kind: offered.kind,
        stage: pb::case::Stage::GettingToKnow.into(),
        weight: 3,
        history: vec![opening],
        introduction: offered.name.clone(),
        request: offered.request.clone(),
        person: offered.person.clone(),
        council: offered.council.clone(),
        ulo: offered.ulo.clone(),
        offering: offered.offering.clone(),
        broker: scene.broker.name.clone(),
        state: pb::case::State::Open.into(),
        create_time: accepted.decide_time,
        update_time: accepted.decide_time,
        etag: case.etag.clone(),
        ..pb::Case::default()
    };
    assert_eq!(case, expected);
    assert_eq!(house.broker(&scene.broker).await.open_weight, 3);
    assert_eq!(house.kinds_of(&offered.name).await, ["introduction.offered", "introduction.accepted"]);
    assert_eq!(house.kinds_of(&case.name).await, ["case.opened"]);
    assert_eq!(house.kinds_of(&scene.broker.name).await, ["broker.created", "broker.updated"]);
}

#[tokio::test]
async fn events_tell_nothing_private() {
    let house = House::shared().await;
    let scene = Scene::set(house).await;
    let offered = scene.introduction().offer(house).await;
    decline(house, &scene.manager, &offered, DeclineReason::Other, "We are moving house.").await.unwrap();
    let payloads: Vec<Vec<u8>> = sqlx::query_scalar("select payload from event where stream = $1")
        .bind(&offered.name)
        .fetch_all(&house.tables("brokers").await)
        .await
        .unwrap();
    assert_eq!(payloads.len(), 2);
    for payload in payloads {
        let told = <pb::Introduction as prost::Message>::decode(payload.as_slice()).unwrap();
        assert_eq!((told.message.as_str(), told.needs.len(), told.decline_note.as_str()), ("", 0, ""));
        assert_eq!(told.request, offered.request);
    }
}

#[tokio::test]
async fn a_yes_is_given_once_in_time_and_on_what_was_read() {
    let house = House::shared().await;
    let scene = Scene::set(house).await;
    let themself = scene.themself();
    let offered = scene.introduction().offer(house).await;
    let old = pb::Introduction { etag: "v7".into(), ..offered.clone() };
    stale(house.accept(&themself, &old, &scene.broker).await);
    let accepted = house.accept(&themself, &offered, &scene.broker).await.unwrap().into_inner();
    let twice = house.accept(&themself, &accepted, &scene.broker).await;
    refused(twice, Code::FailedPrecondition, "INTRODUCTION_NOT_OFFERED");
    let late = an_overdue_one(house, &scene).await;
    let answer = house.accept(&themself, &late, &scene.broker).await;
    refused(answer, Code::FailedPrecondition, "INTRODUCTION_EXPIRED");
    let nothing = pb::Introduction::default();
    let nobody = pb::Broker::default();
    invalid(house.accept(&themself, &nothing, &nobody).await, &["name", "etag", "broker"]);
    assert_eq!(house.broker(&scene.broker).await.open_weight, 3);
}

#[tokio::test]
async fn a_yes_needs_a_broker_of_theirs_with_room() {
    let house = House::shared().await;
    let scene = Scene::carrying(house, 5).await;
    let offered = scene.introduction().offer(house).await;
    let unknown = pb::Broker { name: nobody("brokers"), ..scene.broker.clone() };
    invalid(house.accept(&scene.manager, &offered, &unknown).await, &["broker"]);
    let elsewhere = a_broker(&a_ulo().create(house).await.name).create(house).await;
    let answer = house.accept(&scene.manager, &offered, &elsewhere).await;
    refused(answer, Code::FailedPrecondition, "BROKER_OF_ANOTHER_ULO");
    house.accept(&scene.manager, &offered, &scene.broker).await.unwrap();
    let second = scene.introduction().offer(house).await;
    let full = house.accept(&scene.manager, &second, &scene.broker).await;
    refused(full, Code::FailedPrecondition, "BROKER_FULL");
    let broker = house.broker(&scene.broker).await;
    let pause = pb::PauseBrokerRequest { name: broker.name.clone(), etag: broker.etag };
    house.brokers().pause_broker(house.ask(&scene.manager, pause)).await.unwrap();
    let paused = house.accept(&scene.manager, &second, &scene.broker).await;
    refused(paused, Code::FailedPrecondition, "BROKER_NOT_ACTIVE");
    let colleague = a_broker(&scene.ulo).create(house).await;
    let accepted = house.accept(&scene.manager, &second, &colleague).await.unwrap().into_inner();
    assert_eq!(accepted.broker, colleague.name);
}

#[tokio::test]
async fn a_broker_answers_only_for_themself() {
    let house = House::shared().await;
    let scene = Scene::set(house).await;
    let colleague = a_broker(&scene.ulo).create(house).await;
    let for_all = scene.introduction().offer(house).await;
    forbidden(house.accept(&as_themself(&colleague), &for_all, &scene.broker).await);
    let named = scene.introduction().with(|it| it.broker = scene.broker.name.clone()).offer(house).await;
    not_found(house.accept(&as_themself(&colleague), &named, &colleague).await);
    not_found(decline(house, &as_themself(&colleague), &named, DeclineReason::Safety, "").await);
    let moved = house.accept(&scene.manager, &named, &colleague).await.unwrap().into_inner();
    assert_eq!(moved.broker, colleague.name, "a manager gives it to someone else");
    for stranger in
        [crate::harness::manager(&nobody("ulos")), crate::harness::broker(&nobody("brokers"), &scene.ulo)]
    {
        not_found(house.accept(&stranger, &for_all, &scene.broker).await);
        not_found(decline(house, &stranger, &for_all, DeclineReason::Safety, "").await);
    }
    for nobody_there in [scene.person.clone(), Caller::service("matching")] {
        forbidden(house.accept(&nobody_there, &for_all, &scene.broker).await);
        forbidden(decline(house, &nobody_there, &for_all, DeclineReason::Safety, "").await);
    }
}

#[tokio::test]
async fn a_no_says_why() {
    let house = House::shared().await;
    let scene = Scene::set(house).await;
    let offered = scene.introduction().offer(house).await;
    let themself = scene.themself();
    invalid(decline(house, &themself, &offered, DeclineReason::Unspecified, "").await, &["decline_reason"]);
    invalid(decline(house, &themself, &offered, DeclineReason::Other, " ").await, &["decline_note"]);
    let long = "x".repeat(1001);
    invalid(
        decline(house, &themself, &pb::Introduction::default(), DeclineReason::Safety, &long).await,
        &["name", "etag", "decline_note"],
    );
    let old = pb::Introduction { etag: "v9".into(), ..offered.clone() };
    stale(decline(house, &themself, &old, DeclineReason::Safety, "").await);
    let note = "No one of us signs yet.\nAsk again in May.";
    let reason = DeclineReason::CannotMeetAccessNeed;
    let declined = decline(house, &themself, &offered, reason, note).await.unwrap().into_inner();
    let read = house.introduction(&scene.person, &offered.name).await.unwrap().into_inner();
    let expected = pb::Introduction {
        state: State::Declined.into(),
        decline_reason: reason.into(),
        decline_note: note.into(),
        decide_time: declined.decide_time,
        update_time: declined.decide_time,
        etag: declined.etag,
        ..offered.clone()
    };
    assert_eq!(read, expected);
    let again = decline(house, &themself, &read, reason, note).await;
    refused(again, Code::FailedPrecondition, "INTRODUCTION_NOT_OFFERED");
    let late = an_overdue_one(house, &scene).await;
    let answer = decline(house, &themself, &late, DeclineReason::NoCapacity, "").await;
    refused(answer, Code::FailedPrecondition, "INTRODUCTION_EXPIRED");
    assert_eq!(house.kinds_of(&offered.name).await, ["introduction.offered", "introduction.declined"]);
}

#[tokio::test]
async fn the_person_or_matching_takes_it_back() {
    let house = House::shared().await;
    let scene = Scene::set(house).await;
    for caller in [scene.person.clone(), Caller::service("matching")] {
        let offered = scene.introduction().offer(house).await;
        let old = pb::Introduction { etag: "v2".into(), ..offered.clone() };
        stale(house.withdraw(&caller, &old).await);
        let withdrawn = house.withdraw(&caller, &offered).await.unwrap().into_inner();
        assert_eq!(withdrawn.state(), State::Withdrawn);
        assert!(withdrawn.decide_time.is_some());
        let again = house.withdraw(&caller, &withdrawn).await;
        refused(again, Code::FailedPrecondition, "INTRODUCTION_NOT_OFFERED");
        assert_eq!(house.kinds_of(&offered.name).await, ["introduction.offered", "introduction.withdrawn"]);
    }
    let offered = scene.introduction().offer(house).await;
    not_found(house.withdraw(&person(&nobody("people")), &offered).await);
    not_found(house.withdraw(&Caller::service("outcomes"), &offered).await);
    forbidden(house.withdraw(&scene.manager, &offered).await);
    forbidden(house.withdraw(&scene.themself(), &offered).await);
    invalid(house.withdraw(&scene.person, &pb::Introduction::default()).await, &["name", "etag"]);
    let late = an_overdue_one(house, &scene).await;
    refused(house.withdraw(&scene.person, &late).await, Code::FailedPrecondition, "INTRODUCTION_EXPIRED");
}

#[tokio::test]
async fn silence_ends_it_by_itself() {
    let house = House::shared().await;
    let scene = Scene::set(house).await;
    let late = an_overdue_one(house, &scene).await;
    eventually("it expires", || async {
        let read = house.introduction(&scene.person, &late.name).await.unwrap().into_inner();
        read.state() == State::Expired
    })
    .await;
    let expired = house.introduction(&scene.person, &late.name).await.unwrap().into_inner();
    assert_eq!(expired.decide_time, expired.expire_time, "that is when it stopped");
    assert_eq!(house.kinds_of(&late.name).await, ["introduction.offered", "introduction.expired"]);
    let answer = house.accept(&scene.themself(), &expired, &scene.broker).await;
    refused(answer, Code::FailedPrecondition, "INTRODUCTION_EXPIRED");
    scene.introduction().with(|it| it.request = late.request.clone()).offer(house).await;
}
