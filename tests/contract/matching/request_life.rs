//! Requests: sent off, taken back.

use proto::matching::v1 as pb;
use proto::matching::v1::request::State;
use proto::people::v1 as people;
use tonic::Code;
use uuid::Uuid;

use crate::harness::asserts::refused;
use crate::harness::brokers::eventually;
use crate::harness::matching::{Menu, Town, a_request};
use crate::harness::people::{a_budget, a_need, a_person};
use crate::harness::{House, mask};

#[tokio::test]
async fn asking_freezes_what_the_person_shares_and_nothing_more() {
    let house = House::shared().await;
    let avery = a_person().with(|person| {
        person.place = Some(people::Place {
            outward_code: "HX1".into(),
            latitude: Some(53.7249),
            longitude: Some(-1.8631),
        });
        person.age_band = people::person::AgeBand::From45To64.into();
    });
    let avery = avery.signed_in(house).await;
    let language = people::need::Category::CommunityLanguage;
    a_need(&avery).of(people::need::Category::OtherAccess, "step_free").shared().create(house).await;
    a_need(&avery).of(language, "ur").shared().create(house).await;
    a_need(&avery).create(house).await;
    a_budget(&avery).create(house).await;
    let asked = a_request(&avery).ask(house, &avery).await;
    assert_eq!(asked.state(), State::Asked);
    assert!(asked.ask_time.is_some());
    let frozen = asked.frozen.clone().unwrap();
    assert_eq!(
        frozen,
        pb::Frozen {
            council: "councils/E08000033".into(),
            latitude: Some(53.72),
            longitude: Some(-1.86),
            outward_code: "HX1".into(),
            needs: vec!["step_free".into(), "ur".into()],
            age_band: "from_45_to_64".into(),
            budget_route: "direct_payment".into(),
            freeze_time: frozen.freeze_time,
        }
    );
    assert_eq!(house.request(&avery, &asked.name).await.unwrap().into_inner(), asked);
    assert_eq!(house.told_of(&asked.name).await, ["request.created", "request.asked"]);
    let menu = house.menu(&avery, &asked).await.unwrap().into_inner();
    let told: Vec<Vec<u8>> = sqlx::query_scalar("select payload from event where stream = any($1)")
        .bind([asked.name.clone(), menu.name])
        .fetch_all(&house.tables("matching").await)
        .await
        .unwrap();
    for payload in told {
        for private in ["HX1", "ur"] {
            assert!(!holds(&payload, private), "{private} in {}", String::from_utf8_lossy(&payload));
        }
    }
    eventually("councils count what people need", || async {
        let needs: Option<Vec<String>> =
            sqlx::query_scalar("select needs from request where request_id = $1")
                .bind(Uuid::parse_str(asked.name.trim_start_matches("requests/")).unwrap())
                .fetch_optional(&house.tables("councils").await)
                .await
                .unwrap();
        needs.is_some_and(|needs| needs == ["step_free"])
    })
    .await;
}

/// Whether that text stands in a message of the wire: after its length, since two letters alone may be part of a time.
fn holds(payload: &[u8], text: &str) -> bool {
    let field = [&[u8::try_from(text.len()).unwrap()], text.as_bytes()].concat();
    payload.windows(field.len()).any(|found| found == field)
}

#[tokio::test]
async fn what_was_frozen_stays_as_it_was() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let asked = a_request(&avery).ask(house, &avery).await;
    a_need(&avery).shared().create(house).await;
    let sent = pb::Request { kind: pb::request::Kind::PeerSupport.into(), ..asked.clone() };
    let update = pb::UpdateRequestRequest { request: Some(sent), update_mask: mask(&["kind"]) };
    let updated = house.requests().update_request(house.ask(&avery, update)).await.unwrap().into_inner();
    assert_eq!((updated.frozen, updated.state), (asked.frozen, asked.state));
}

#[tokio::test]
async fn an_answer_not_given_is_not_known() {
    let house = House::shared().await;
    let band = people::person::AgeBand::PreferNotToSay;
    let avery = a_person().with(|person| person.age_band = band.into()).signed_in(house).await;
    let frozen = a_request(&avery).ask(house, &avery).await.frozen.unwrap();
    assert_eq!((frozen.age_band.as_str(), frozen.budget_route.as_str()), ("", ""));
    assert_eq!((frozen.latitude, frozen.outward_code.as_str()), (None, ""));
}

#[tokio::test]
async fn a_request_is_sent_off_once_and_only_when_the_council_is_known() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let asked = a_request(&avery).ask(house, &avery).await;
    refused(house.send_off(&avery, &asked).await, Code::FailedPrecondition, "REQUEST_NOT_DRAFT");
    let nowhere = a_person().with(|person| person.council.clear()).signed_in(house).await;
    let draft = a_request(&nowhere).create(house, &nowhere).await;
    refused(house.send_off(&nowhere, &draft).await, Code::FailedPrecondition, "COUNCIL_NOT_KNOWN");
}

#[tokio::test]
async fn nobody_waits_twice_for_the_same() {
    let house = House::shared().await;
    let (avery, other) = (a_person().signed_in(house).await, a_person().signed_in(house).await);
    let asked = a_request(&avery).ask(house, &avery).await;
    let again = a_request(&avery).create(house, &avery).await;
    refused(house.send_off(&avery, &again).await, Code::FailedPrecondition, "REQUEST_ALREADY_ASKED");
    a_request(&other).ask(house, &other).await;
    let advocacy = |kind: pb::request::AdvocacyKind| {
        a_request(&avery).with(move |request| {
            request.kind = pb::request::Kind::Advocacy.into();
            request.advocacy_kind = kind.into();
        })
    };
    advocacy(pb::request::AdvocacyKind::Community).ask(house, &avery).await;
    let by_right = advocacy(pb::request::AdvocacyKind::CareAct).ask(house, &avery).await;
    let same = pb::Request { advocacy_kind: pb::request::AdvocacyKind::Community.into(), ..by_right };
    let update = pb::UpdateRequestRequest { request: Some(same), update_mask: mask(&["advocacy_kind"]) };
    let update = house.requests().update_request(house.ask(&avery, update)).await;
    refused(update, Code::FailedPrecondition, "REQUEST_ALREADY_ASKED");
    house.take_back(&avery, &asked).await.unwrap();
    house.send_off(&avery, &again).await.expect("the one before is over");
}

#[tokio::test]
async fn a_person_takes_a_request_back() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let draft = a_request(&avery).create(house, &avery).await;
    let asked = a_request(&avery).ask(house, &avery).await;
    for open in [draft, asked] {
        let withdrawn = house.take_back(&avery, &open).await.unwrap().into_inner();
        assert_eq!(withdrawn.state(), State::Withdrawn);
        assert!(withdrawn.close_time.is_some());
        refused(house.take_back(&avery, &withdrawn).await, Code::FailedPrecondition, "REQUEST_ENDED");
        let update = pb::UpdateRequestRequest { request: Some(withdrawn), update_mask: mask(&["words"]) };
        let update = house.requests().update_request(house.ask(&avery, update)).await;
        refused(update, Code::FailedPrecondition, "REQUEST_NOT_OPEN");
    }
}

#[tokio::test]
async fn taking_back_what_is_being_offered_takes_the_introduction_back_too() {
    let house = House::shared().await;
    let town = Town::of(house, 2).await;
    let scene = Menu::in_town(house, &town).await;
    let choice = scene.choose(house, 2).await;
    let withdrawn = house.take_back(&scene.person, &scene.now(house).await).await.unwrap().into_inner();
    assert_eq!(withdrawn.state(), State::Withdrawn);
    let stopped = house.choice(&scene.person, &choice.name).await.unwrap().into_inner();
    assert_eq!(stopped.state(), pb::choice::State::Stopped);
    assert_eq!(stopped.attempts[0].outcome(), pb::attempt::Outcome::Withdrawn);
    let introduction = house.introduction(&scene.person, &choice.current_introduction).await.unwrap();
    assert_eq!(introduction.into_inner().state(), proto::brokers::v1::introduction::State::Withdrawn);
}

#[tokio::test]
async fn what_someone_has_taken_on_is_not_taken_back() {
    let house = House::shared().await;
    let town = Town::of(house, 1).await;
    let scene = Menu::in_town(house, &town).await;
    let choice = scene.choose(house, 1).await;
    scene.accept(house, &town, &choice).await;
    let placed = scene.comes_to(house, State::Placed).await;
    refused(house.take_back(&scene.person, &placed).await, Code::FailedPrecondition, "REQUEST_PLACED");
}
