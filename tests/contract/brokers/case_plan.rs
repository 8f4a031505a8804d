//! Cases: moving on from stage to stage, and the plan, which is the person's.

use platform::Caller;
use proto::brokers::v1 as pb;
use proto::brokers::v1::case::Stage;
use proto::ulos::v1 as ulos;
use tonic::Code;

use crate::harness::asserts::{forbidden, invalid, not_found, refused, stale};
use crate::harness::brokers::{Answer, Scene};
use crate::harness::ulos::an_offering;
use crate::harness::{House, manager, nobody, person};

async fn go(house: &House, caller: &Caller, it: &pb::Case, stage: Stage) -> Answer<pb::Case> {
    let request = pb::MoveCaseRequest {
        name: it.name.clone(),
        etag: it.etag.clone(),
        stage: stage.into(),
        note: format!("on to {}", stage.as_str_name()),
        minutes: 0,
    };
    house.cases().move_case(house.ask(caller, request)).await
}

async fn through(house: &House, caller: &Caller, it: &pb::Case, stages: &[Stage]) -> pb::Case {
    let mut case = it.clone();
    for stage in stages {
        case = go(house, caller, &case, *stage).await.expect("the stage is reached").into_inner();
    }
    case
}

async fn answer(house: &House, caller: &Caller, it: &pb::Case, agreed: bool, note: &str) -> Answer<pb::Case> {
    let request =
        pb::AgreePlanRequest { name: it.name.clone(), etag: it.etag.clone(), agreed, note: note.into() };
    house.cases().agree_plan(house.ask(caller, request)).await
}

const TO_SUBMITTED: [Stage; 3] = [Stage::Exploring, Stage::Drafting, Stage::Submitted];

#[tokio::test]
async fn a_case_goes_from_getting_to_know_to_review() {
    let house = House::shared().await;
    let scene = Scene::set(house).await;
    let themself = scene.themself();
    let case = scene.case(house).await;
    let case = through(house, &themself, &case, &TO_SUBMITTED).await;
    let case = answer(house, &scene.person, &case, false, "Less travel, please.").await.unwrap().into_inner();
    assert_eq!(case.stage(), Stage::Returned);
    let case = through(house, &themself, &case, &[Stage::Drafting, Stage::Submitted]).await;
    let case = answer(house, &scene.person, &case, true, "").await.unwrap().into_inner();
    assert_eq!(case.stage(), Stage::Agreed);
    let rest = [Stage::Arranging, Stage::Live, Stage::Review, Stage::Drafting];
    let case = through(house, &scene.manager, &case, &rest).await;

    let read = house.case(&scene.person, &case.name).await.unwrap().into_inner();
    let numbers: Vec<i32> = read.history.iter().map(|step| step.number).collect();
    assert_eq!(numbers, (1..=12).collect::<Vec<_>>());
    for pair in read.history.windows(2) {
        assert_eq!(pair[0].stage_to, pair[1].stage_from, "each step begins where the last one ended");
    }
    let returned = &read.history[4];
    assert_eq!((returned.note.as_str(), &returned.actor), ("Less travel, please.", &scene.person.subject));
    assert_eq!(read.history[1].note, "on to STAGE_EXPLORING");
    let mut kinds = vec!["case.opened", "case.moved", "case.moved", "case.moved", "case.returned"];
    kinds.extend(["case.moved", "case.moved", "case.agreed"]);
    kinds.extend(["case.moved"; 4]);
    assert_eq!(house.kinds_of(&case.name).await, kinds);
}

#[tokio::test]
async fn events_say_the_stage_and_nothing_private() {
    let house = House::shared().await;
    let scene = Scene::set(house).await;
    let case = scene.case(house).await;
    go(house, &scene.themself(), &case, Stage::Exploring).await.unwrap();
    let payload: Vec<u8> =
        sqlx::query_scalar("select payload from event where stream = $1 and kind = 'case.moved'")
            .bind(&case.name)
            .fetch_one(&house.tables("brokers").await)
            .await
            .unwrap();
    let told = <pb::Case as prost::Message>::decode(payload.as_slice()).unwrap();
    assert_eq!((told.stage(), told.next_action.as_str(), told.history), (Stage::Exploring, "", vec![]));
    assert_eq!(told.person, case.person);
}

#[tokio::test]
async fn nobody_but_the_person_answers_the_plan() {
    let house = House::shared().await;
    let scene = Scene::set(house).await;
    let case = scene.case(house).await;
    let case = through(house, &scene.themself(), &case, &TO_SUBMITTED).await;
    let denied = "BROKER_CANNOT_AGREE_PLAN";
    for worker in [scene.themself(), scene.manager.clone()] {
        refused(answer(house, &worker, &case, true, "").await, Code::PermissionDenied, denied);
        for stage in [Stage::Agreed, Stage::Returned] {
            refused(go(house, &worker, &case, stage).await, Code::PermissionDenied, denied);
        }
    }
    not_found(answer(house, &person(&nobody("people")), &case, true, "").await);
    forbidden(answer(house, &Caller::service("matching"), &case, true, "").await);
    let read = house.case(&scene.person, &case.name).await.unwrap().into_inner();
    assert_eq!(read.stage(), Stage::Submitted);
}

#[tokio::test]
async fn a_plan_is_answered_when_it_waits_and_with_a_reason_to_change_it() {
    let house = House::shared().await;
    let scene = Scene::set(house).await;
    let case = scene.case(house).await;
    let early = answer(house, &scene.person, &case, true, "").await;
    refused(early, Code::FailedPrecondition, "PLAN_NOT_SUBMITTED");
    let submitted = through(house, &scene.themself(), &case, &TO_SUBMITTED).await;
    invalid(answer(house, &scene.person, &submitted, false, " ").await, &["note"]);
    let long = "x".repeat(2001);
    let nothing = answer(house, &scene.person, &pb::Case::default(), true, &long).await;
    invalid(nothing, &["name", "etag", "note"]);
    stale(answer(house, &scene.person, &case, true, "").await);
    let agreed = answer(house, &scene.person, &submitted, true, "Yes!").await.unwrap().into_inner();
    let twice = answer(house, &scene.person, &agreed, true, "").await;
    refused(twice, Code::FailedPrecondition, "PLAN_NOT_SUBMITTED");
    let closed = house.close(&scene.person, &agreed).await.unwrap().into_inner();
    let late = answer(house, &scene.person, &closed, true, "").await;
    refused(late, Code::FailedPrecondition, "CASE_CLOSED");
}

#[tokio::test]
async fn moves_are_refused_that_lead_nowhere() {
    let house = House::shared().await;
    let scene = Scene::set(house).await;
    let themself = scene.themself();
    let case = scene.case(house).await;
    for stage in [Stage::GettingToKnow, Stage::Drafting, Stage::Submitted, Stage::Arranging, Stage::Review] {
        let nowhere = go(house, &themself, &case, stage).await;
        refused(nowhere, Code::FailedPrecondition, "STAGE_NOT_REACHABLE");
    }
    invalid(go(house, &themself, &case, Stage::Closed).await, &["stage"]);
    let nothing = pb::MoveCaseRequest { note: "x".repeat(2001), ..Default::default() };
    let answer = house.cases().move_case(house.ask(&themself, nothing)).await;
    invalid(answer, &["name", "etag", "stage", "note"]);
    forbidden(go(house, &scene.person, &case, Stage::Exploring).await);
    not_found(go(house, &manager(&nobody("ulos")), &case, Stage::Exploring).await);
    go(house, &themself, &case, Stage::Exploring).await.unwrap();
    stale(go(house, &themself, &case, Stage::GettingToKnow).await);
    let read = house.case(&themself, &case.name).await.unwrap().into_inner();
    let closed = house.close(&themself, &read).await.unwrap().into_inner();
    let late = go(house, &themself, &closed, Stage::Drafting).await;
    refused(late, Code::FailedPrecondition, "CASE_CLOSED");
}

#[tokio::test]
async fn peer_support_has_no_plan() {
    let house = House::shared().await;
    let mut scene = Scene::set(house).await;
    let peers = an_offering(&scene.ulo).with(|offering| {
        offering.kind = ulos::offering::Kind::PeerSupport.into();
        offering.peer_support_model = ulos::offering::PeerSupportModel::OneToOne.into();
    });
    scene.offering = peers.create(house).await.name;
    let kind = pb::introduction::Kind::PeerSupport;
    let case = scene.case_of(house, scene.introduction().with(|it| it.kind = kind.into())).await;
    let themself = scene.themself();
    let case = through(house, &themself, &case, &[Stage::Exploring]).await;
    let plan = go(house, &themself, &case, Stage::Drafting).await;
    refused(plan, Code::FailedPrecondition, "STAGE_NOT_REACHABLE");
    let rest =
        [Stage::Arranging, Stage::Exploring, Stage::Arranging, Stage::Live, Stage::Review, Stage::Live];
    assert_eq!(through(house, &themself, &case, &rest).await.stage(), Stage::Live);
}
