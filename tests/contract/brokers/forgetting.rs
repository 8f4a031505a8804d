//! What is left here of someone who was erased.

use proto::brokers::v1 as pb;
use proto::brokers::v1::case::CloseReason;
use proto::brokers::v1::introduction::State;

use crate::harness::House;
use crate::harness::asserts::not_found;
use crate::harness::brokers::{Scene, eventually};
use crate::harness::people::a_person;

#[tokio::test]
async fn someone_erased_leaves_noise_and_nothing_under_way() {
    let house = House::shared().await;
    let mut scene = Scene::set(house).await;
    scene.person = a_person().signed_in(house).await;
    let case = scene.case(house).await;
    let offered = scene.introduction().offer(house).await;
    let note = "They hope for a garden.";
    let go = pb::MoveCaseRequest {
        name: case.name.clone(),
        etag: case.etag.clone(),
        stage: pb::case::Stage::Exploring.into(),
        note: note.into(),
        minutes: 0,
    };
    house.cases().move_case(house.ask(&scene.themself(), go)).await.unwrap();
    house.erase(&scene.person).await;
    eventually("the case is closed", || async {
        let read = house.case(&scene.manager, &case.name).await.unwrap().into_inner();
        read.state() == pb::case::State::Closed
    })
    .await;
    let read = house.case(&scene.manager, &case.name).await.unwrap().into_inner();
    assert_eq!(read.close_reason(), CloseReason::PersonStopped);
    let notes: Vec<&str> = read.history.iter().map(|step| step.note.as_str()).collect();
    assert_eq!(notes, ["", "", ""], "what was said is noise");
    assert_eq!(read.history[2].actor, scene.person.subject);
    assert_eq!(house.broker(&scene.broker).await.open_weight, 0);
    let ended = house.introduction(&scene.manager, &offered.name).await.unwrap().into_inner();
    assert_eq!((ended.state(), ended.message.as_str()), (State::Withdrawn, ""));
    let answered = house.introduction(&scene.person, &case.introduction).await.unwrap().into_inner();
    assert_eq!((answered.message.as_str(), answered.needs.len()), ("", 0));
    not_found(house.offer(scene.introduction().wanted()).await);
    assert_eq!(house.kinds_of(&case.name).await, ["case.opened", "case.moved", "case.closed"]);
    assert_eq!(house.kinds_of(&offered.name).await, ["introduction.offered", "introduction.withdrawn"]);
}
