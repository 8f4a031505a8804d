//! Supporters: what someone who acts for a person sees and does here, and for how long.

use proto::brokers::v1 as pb;
use proto::brokers::v1::case::Stage;
use proto::people::v1::RevokeSupporterRequest;
use proto::people::v1::supporter::Power;

use crate::harness::House;
use crate::harness::asserts::not_found;
use crate::harness::brokers::{Scene, eventually};
use crate::harness::people::{a_person, a_supporter};

async fn a_scene_with_someone_real(house: &House) -> Scene {
    let mut scene = Scene::set(house).await;
    scene.person = a_person().signed_in(house).await;
    scene
}

#[tokio::test]
async fn each_power_opens_its_own_door() {
    let house = House::shared().await;
    let scene = a_scene_with_someone_real(house).await;
    let offered = scene.introduction().offer(house).await;
    let case = scene.case(house).await;
    for (power, introductions, cases, chooses) in [
        (Power::SeeRecord, true, true, false),
        (Power::TalkToBroker, true, true, false),
        (Power::AskAndChoose, true, false, true),
        (Power::KeepRecord, false, false, false),
        (Power::AnswerReviews, false, false, false),
    ] {
        let supporter = scene.supporter(house, &[power]).await;
        let what = power.as_str_name();
        assert_eq!(house.introduction(&supporter, &offered.name).await.is_ok(), introductions, "{what}");
        assert_eq!(house.case(&supporter, &case.name).await.is_ok(), cases, "{what}");
        let list = pb::ListIntroductionsRequest::default();
        let list = house.introductions().list_introductions(house.ask(&supporter, list)).await.unwrap();
        let found = if introductions { 2 } else { 0 };
        assert_eq!(list.into_inner().introductions.len(), found, "{what}");
        let list = house.cases().list_cases(house.ask(&supporter, pb::ListCasesRequest::default())).await;
        assert_eq!(list.unwrap().into_inner().cases.len(), usize::from(cases), "{what}");
        if !chooses {
            not_found(house.withdraw(&supporter, &offered).await);
            not_found(house.close(&supporter, &case).await);
        }
    }
}

#[tokio::test]
async fn who_may_choose_agrees_the_plan_withdraws_and_ends() {
    let house = House::shared().await;
    let scene = a_scene_with_someone_real(house).await;
    let supporter = scene.supporter(house, &[Power::AskAndChoose, Power::SeeRecord]).await;
    let offered = scene.introduction().offer(house).await;
    house.withdraw(&supporter, &offered).await.unwrap();
    let mut case = scene.case(house).await;
    for stage in [Stage::Exploring, Stage::Drafting, Stage::Submitted] {
        let (name, etag) = (case.name, case.etag);
        let go = pb::MoveCaseRequest { name, etag, stage: stage.into(), ..Default::default() };
        case = house.cases().move_case(house.ask(&scene.themself(), go)).await.unwrap().into_inner();
    }
    let (name, etag) = (case.name, case.etag);
    let agree = pb::AgreePlanRequest { name, etag, agreed: true, note: String::new() };
    let case = house.cases().agree_plan(house.ask(&supporter, agree)).await.unwrap().into_inner();
    house.close(&supporter, &case).await.unwrap();
    let read = house.case(&supporter, &case.name).await.unwrap().into_inner();
    assert_eq!(read.history.last().unwrap().actor, supporter.subject, "the person sees who did it");
}

#[tokio::test]
async fn a_grant_taken_back_counts_for_nothing() {
    let house = House::shared().await;
    let scene = a_scene_with_someone_real(house).await;
    let case = scene.case(house).await;
    let made = a_supporter(&scene.person).create(house).await;
    let supporter = crate::harness::supporter(&made.name, &made.person);
    eventually("the grant counts", || async { house.case(&supporter, &case.name).await.is_ok() }).await;
    let revoke = RevokeSupporterRequest { name: made.name.clone(), etag: made.etag };
    house.supporters().revoke_supporter(house.ask(&scene.person, revoke)).await.unwrap();
    eventually("it counts no more", || async { house.case(&supporter, &case.name).await.is_err() }).await;
    not_found(house.case(&supporter, &case.name).await);
    let someone_else = crate::harness::supporter(&made.name, &a_person().signed_in(house).await.subject);
    not_found(house.case(&someone_else, &case.name).await);
}

#[tokio::test]
async fn a_grant_ends_with_its_time() {
    let house = House::shared().await;
    let scene = a_scene_with_someone_real(house).await;
    let case = scene.case(house).await;
    let supporter = scene.supporter(house, &[Power::SeeRecord]).await;
    house.case(&supporter, &case.name).await.unwrap();
    let id = uuid::Uuid::parse_str(&supporter.subject["supporters/".len()..]).unwrap();
    sqlx::query("update supporter set expire_time = now() where supporter_id = $1")
        .bind(id)
        .execute(&house.tables("brokers").await)
        .await
        .unwrap();
    not_found(house.case(&supporter, &case.name).await);
}
