//! Introductions: putting a request before an organisation.

use platform::{Caller, when};
use proto::brokers::v1 as pb;
use proto::brokers::v1::introduction::{Kind, State};
use proto::ulos::v1 as ulos;
use tonic::Code;

use crate::harness::asserts::{forbidden, invalid, refused};
use crate::harness::brokers::{Scene, a_broker, eventually};
use crate::harness::people::{a_person, in_days};
use crate::harness::ulos::{a_ulo, an_offering};
use crate::harness::{House, an_operator, nobody};

#[tokio::test]
async fn a_request_is_put_before_an_organisation() {
    let house = House::shared().await;
    let scene = Scene::set(house).await;
    let wanted = scene
        .introduction()
        .with(|introduction| {
            introduction.kind = Kind::SupportBrokerage.into();
            introduction.rank = 8;
            introduction.meet_first = true;
            introduction.message = "Two lines\nof my own. 🦋".into();
            introduction.weight = 100;
            introduction.broker = scene.broker.name.clone();
        })
        .wanted();
    let sent = wanted.introduction.clone().unwrap();
    let made = house.offer(wanted).await.unwrap().into_inner();
    let expected = pb::Introduction {
        name: made.name.clone(),
        state: State::Offered.into(),
        create_time: made.create_time,
        update_time: made.create_time,
        etag: made.etag.clone(),
        ..sent
    };
    assert_eq!(made, expected);
    let read = house.introduction(&Caller::service("matching"), &made.name).await.unwrap().into_inner();
    assert_eq!(read, made);
    assert_eq!(house.kinds_of(&made.name).await, ["introduction.offered"]);
}

#[tokio::test]
async fn only_matching_offers() {
    let house = House::shared().await;
    let scene = Scene::set(house).await;
    let others = [
        scene.person.clone(),
        scene.manager.clone(),
        scene.themself(),
        an_operator(),
        Caller::service("outcomes"),
    ];
    for caller in others {
        let request = house.ask(&caller, scene.introduction().wanted());
        forbidden(house.introductions().offer_introduction(request).await);
    }
}

#[tokio::test]
async fn everything_wrong_is_said_at_once() {
    let house = House::shared().await;
    let introduction = pb::Introduction {
        kind: 9,
        rank: 9,
        message: "x".repeat(2001),
        needs: vec!["a pony".into()],
        weight: 101,
        expire_time: in_days(61),
        request: "requests/1".into(),
        choice: String::new(),
        person: "ulos/x".into(),
        council: "councils/E00000000".into(),
        ulo: "x".into(),
        offering: nobody("ulos"),
        broker: "brokers/".into(),
        ..pb::Introduction::default()
    };
    let request =
        pb::OfferIntroductionRequest { introduction: Some(introduction), request_id: String::new() };
    let fields = [
        "kind",
        "rank",
        "message",
        "needs",
        "weight",
        "expire_time",
        "request",
        "choice",
        "person",
        "council",
        "ulo",
        "offering",
        "broker",
    ]
    .map(|field| format!("introduction.{field}"));
    let fields: Vec<&str> = fields.iter().map(String::as_str).chain(["request_id"]).collect();
    invalid(house.offer(request).await, &fields);
}

#[tokio::test]
async fn a_deadline_lies_ahead_and_not_too_far() {
    let house = House::shared().await;
    let scene = Scene::set(house).await;
    let a_moment_ago = when::stamp(chrono::Utc::now() - chrono::TimeDelta::seconds(1));
    for expire_time in [None, in_days(-1), a_moment_ago, in_days(61)] {
        let late = scene.introduction().with(|introduction| introduction.expire_time = expire_time);
        invalid(house.offer(late.wanted()).await, &["introduction.expire_time"]);
    }
    scene.introduction().with(|introduction| introduction.expire_time = in_days(59)).offer(house).await;
}

#[tokio::test]
async fn the_offering_must_be_theirs_of_that_kind_and_open() {
    let house = House::shared().await;
    let scene = Scene::set(house).await;
    let with = |offering: String| scene.introduction().with(|it| it.offering = offering).wanted();
    invalid(house.offer(with(nobody("offerings"))).await, &["introduction.offering"]);
    let elsewhere = an_offering(&a_ulo().create(house).await.name).create(house).await;
    let answer = house.offer(with(elsewhere.name)).await;
    refused(answer, Code::FailedPrecondition, "OFFERING_OF_ANOTHER_ULO");
    let peers = an_offering(&scene.ulo).with(|offering| {
        offering.kind = ulos::offering::Kind::PeerSupport.into();
        offering.peer_support_model = ulos::offering::PeerSupportModel::Group.into();
    });
    let peers = peers.create(house).await;
    let answer = house.offer(with(peers.name.clone())).await;
    refused(answer, Code::FailedPrecondition, "OFFERING_OF_ANOTHER_KIND");
    let pause = ulos::PauseOfferingRequest { name: peers.name.clone(), etag: peers.etag };
    house.offerings().pause_offering(house.ask(&an_operator(), pause)).await.unwrap();
    let to_peers = scene.introduction().with(|introduction| {
        introduction.offering = peers.name.clone();
        introduction.kind = Kind::PeerSupport.into();
    });
    refused(house.offer(to_peers.wanted()).await, Code::FailedPrecondition, "OFFERING_NOT_OPEN");
}

#[tokio::test]
async fn a_broker_named_must_work_there_and_take_cases() {
    let house = House::shared().await;
    let scene = Scene::set(house).await;
    let naming = |broker: String| scene.introduction().with(|it| it.broker = broker).wanted();
    invalid(house.offer(naming(nobody("brokers"))).await, &["introduction.broker"]);
    let elsewhere = a_broker(&a_ulo().create(house).await.name).create(house).await;
    let answer = house.offer(naming(elsewhere.name)).await;
    refused(answer, Code::FailedPrecondition, "BROKER_OF_ANOTHER_ULO");
    let pause = pb::PauseBrokerRequest { name: scene.broker.name.clone(), etag: scene.broker.etag.clone() };
    house.brokers().pause_broker(house.ask(&scene.manager, pause)).await.unwrap();
    let answer = house.offer(naming(scene.broker.name.clone())).await;
    refused(answer, Code::FailedPrecondition, "BROKER_NOT_ACTIVE");
}

#[tokio::test]
async fn the_same_request_makes_one_introduction() {
    let house = House::shared().await;
    let scene = Scene::set(house).await;
    let mut request = scene.introduction().wanted();
    let first = house.offer(request.clone()).await.unwrap().into_inner();
    let read = ulos::GetOfferingRequest { name: scene.offering.clone() };
    let offering =
        house.offerings().get_offering(house.ask(&an_operator(), read)).await.unwrap().into_inner();
    let close = ulos::CloseOfferingRequest { name: offering.name, etag: offering.etag };
    house.offerings().close_offering(house.ask(&an_operator(), close)).await.unwrap();
    let again = house.offer(request.clone()).await.unwrap().into_inner();
    assert_eq!(first, again, "what was done stays done");
    request.introduction.as_mut().unwrap().rank = 2;
    refused(house.offer(request).await, Code::AlreadyExists, "REQUEST_ID_REUSED");
}

#[tokio::test]
async fn a_request_is_before_one_organisation_at_a_time() {
    let house = House::shared().await;
    let scene = Scene::set(house).await;
    let matching = Caller::service("matching");
    let asked = nobody("requests");
    let next = || scene.introduction().with(|introduction| introduction.request = asked.clone());
    let exists = "LIVE_INTRODUCTION_EXISTS";
    let first = next().offer(house).await;
    refused(house.offer(next().wanted()).await, Code::AlreadyExists, exists);
    house.withdraw(&matching, &first).await.unwrap();
    let second = next().offer(house).await;
    let decline = pb::DeclineIntroductionRequest {
        name: second.name,
        etag: second.etag,
        decline_reason: pb::introduction::DeclineReason::NoCapacity.into(),
        decline_note: String::new(),
    };
    house.introductions().decline_introduction(house.ask(&scene.manager, decline)).await.unwrap();
    let case = scene.case_of(house, next()).await;
    refused(house.offer(next().wanted()).await, Code::AlreadyExists, exists);
    house.close(&scene.themself(), &case).await.unwrap();
    next().offer(house).await;
}

#[tokio::test]
async fn someone_erased_is_not_put_before_anyone() {
    let house = House::shared().await;
    let mut scene = Scene::set(house).await;
    scene.person = a_person().signed_in(house).await;
    house.erase(&scene.person).await;
    let key = uuid::Uuid::parse_str(&scene.person.subject["people/".len()..]).unwrap();
    let tables = house.tables("brokers").await;
    eventually("the key is gone", || async {
        let gone = "select exists (select from seal_key where subject = $1 and wrapped is null)";
        sqlx::query_scalar(gone).bind(key).fetch_one(&tables).await.unwrap()
    })
    .await;
    refused(house.offer(scene.introduction().wanted()).await, Code::NotFound, "NOT_FOUND");
}
