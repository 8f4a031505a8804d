//! Brokers: adding one, reading, changing.

use platform::{Caller, Role};
use proto::brokers::v1 as pb;
use tonic::Code;

use crate::harness::asserts::{forbidden, invalid, not_found, refused, stale};
use crate::harness::brokers::{a_broker, as_themself};
use crate::harness::ulos::a_ulo;
use crate::harness::{
    House, a_visitor, an_operator, broker, manager, mask, nobody, officer, person, request_id, supporter,
};

fn get(name: &str) -> pb::GetBrokerRequest {
    pb::GetBrokerRequest { name: name.into() }
}

fn create(broker: pb::Broker) -> pb::CreateBrokerRequest {
    pb::CreateBrokerRequest { broker: Some(broker), request_id: request_id() }
}

fn update(broker: pb::Broker, paths: &[&str]) -> pb::UpdateBrokerRequest {
    pb::UpdateBrokerRequest { broker: Some(broker), update_mask: mask(paths) }
}

fn topic(topic: &str) -> pb::LivedExperience {
    pb::LivedExperience { topic: topic.into() }
}

#[tokio::test]
async fn anyone_signed_in_reads_a_broker() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let made = a_broker(&ulo).create(house).await;
    assert_eq!((made.state(), made.open_weight), (pb::broker::State::Active, 0));
    for caller in [
        as_themself(&made),
        manager(&ulo),
        manager(&nobody("ulos")),
        person(&nobody("people")),
        supporter(&nobody("supporters"), &nobody("people")),
        broker(&nobody("brokers"), &nobody("ulos")),
        officer("councils/E08000033"),
        Caller::new(Role::Observer, "observers/test"),
        an_operator(),
        Caller::service("matching"),
    ] {
        let read = house.brokers().get_broker(house.ask(&caller, get(&made.name))).await;
        assert_eq!(read.unwrap().into_inner(), made, "{}", caller.role.word());
    }
    forbidden(house.brokers().get_broker(house.ask(&a_visitor(), get(&made.name))).await);
    refused(house.brokers().get_broker(get(&made.name)).await, Code::Unauthenticated, "UNAUTHENTICATED");
    not_found(house.brokers().get_broker(house.ask(&an_operator(), get(&nobody("brokers")))).await);
    invalid(house.brokers().get_broker(house.ask(&an_operator(), get("people/x"))).await, &["name"]);
}

#[tokio::test]
async fn what_a_broker_went_through_is_theirs_to_tell() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let untold = a_broker(&ulo).with(|broker| broker.lived_experience = vec![topic("caring")]).create(house);
    let untold = untold.await;
    let stranger = person(&nobody("people"));
    let look = |caller: Caller| {
        let request = house.ask(&caller, get(&untold.name));
        async { house.brokers().get_broker(request).await.unwrap().into_inner().lived_experience }
    };
    assert_eq!(look(as_themself(&untold)).await, [topic("caring")]);
    assert_eq!(look(manager(&ulo)).await, [topic("caring")]);
    assert_eq!(look(stranger.clone()).await, []);
    assert_eq!(look(manager(&nobody("ulos"))).await, []);
    let list = pb::ListBrokersRequest { ulo: ulo.clone(), ..Default::default() };
    let listed = house.brokers().list_brokers(house.ask(&stranger, list)).await.unwrap().into_inner();
    assert_eq!(listed.brokers[0].lived_experience, []);

    let told = pb::Broker { lived_experience_consent: true, ..untold.clone() };
    let request = update(told, &["lived_experience_consent"]);
    house.brokers().update_broker(house.ask(&as_themself(&untold), request)).await.unwrap();
    assert_eq!(look(stranger).await, [topic("caring")]);
    let payloads: Vec<Vec<u8>> =
        sqlx::query_scalar("select payload from event where stream = $1 order by stream_version")
            .bind(&untold.name)
            .fetch_all(&house.tables("brokers").await)
            .await
            .unwrap();
    let events = payloads.iter().map(|payload| <pb::Broker as prost::Message>::decode(payload.as_slice()));
    let told: Vec<usize> = events.map(|event| event.unwrap().lived_experience.len()).collect();
    assert_eq!(told, [0, 1], "an event says no more than the broker does");
}

#[tokio::test]
async fn only_who_runs_the_organisation_adds_brokers() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let wanted = || create(a_broker(&ulo).wanted());
    for caller in [manager(&ulo), an_operator()] {
        house.brokers().create_broker(house.ask(&caller, wanted())).await.unwrap();
    }
    for caller in [
        manager(&nobody("ulos")),
        broker(&nobody("brokers"), &ulo),
        person(&nobody("people")),
        officer("councils/E08000033"),
        Caller::service("web"),
        a_visitor(),
    ] {
        forbidden(house.brokers().create_broker(house.ask(&caller, wanted())).await);
    }
}

#[tokio::test]
async fn an_organisation_must_be_there_and_open() {
    let house = House::shared().await;
    let nowhere = nobody("ulos");
    let request = create(a_broker(&nowhere).wanted());
    invalid(house.brokers().create_broker(house.ask(&manager(&nowhere), request)).await, &["broker.ulo"]);
    let ulo = a_ulo().create(house).await;
    let request = create(a_broker(&ulo.name).wanted());
    let manager = manager(&ulo.name);
    let made = house.brokers().create_broker(house.ask(&manager, request.clone())).await.unwrap();
    let close = proto::ulos::v1::CloseUloRequest {
        name: ulo.name.clone(),
        etag: ulo.etag,
        close_reason: proto::ulos::v1::ulo::CloseReason::Ended.into(),
    };
    house.ulos().close_ulo(house.ask(&an_operator(), close)).await.unwrap();
    let late = house.brokers().create_broker(house.ask(&manager, create(a_broker(&ulo.name).wanted()))).await;
    refused(late, Code::FailedPrecondition, "ULO_CLOSED");
    let again = house.brokers().create_broker(house.ask(&manager, request)).await.unwrap();
    assert_eq!(again.into_inner(), made.into_inner(), "what was done stays done");
}

#[tokio::test]
async fn everything_wrong_is_said_at_once() {
    let house = House::shared().await;
    let broker = pb::Broker {
        display_name: "x".repeat(121),
        skills: vec!["juggling".into()],
        languages: vec!["not a tag".into()],
        lived_experience: vec![topic("space travel")],
        ways_of_working: vec![99],
        councils: vec![],
        caseload_limit: 1001,
        interests: vec![pb::Interest { kind: 6, detail: " ".into() }, pb::Interest::default()],
        ulo: "people/x".into(),
        ..pb::Broker::default()
    };
    let request = pb::CreateBrokerRequest { broker: Some(broker), request_id: "again".into() };
    invalid(
        house.brokers().create_broker(house.ask(&an_operator(), request)).await,
        &[
            "request_id",
            "broker.display_name",
            "broker.skills",
            "broker.languages",
            "broker.lived_experience",
            "broker.ways_of_working",
            "broker.councils",
            "broker.caseload_limit",
            "broker.interests[0].detail",
            "broker.interests[1].kind",
            "broker.ulo",
        ],
    );
}

#[tokio::test]
async fn the_same_request_adds_one_broker() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let manager = manager(&ulo);
    let mut request = create(a_broker(&ulo).wanted());
    let first = house.brokers().create_broker(house.ask(&manager, request.clone())).await.unwrap();
    let again = house.brokers().create_broker(house.ask(&manager, request.clone())).await.unwrap();
    assert_eq!(first.into_inner(), again.into_inner());
    request.broker.as_mut().unwrap().caseload_limit = 7;
    let other = house.brokers().create_broker(house.ask(&manager, request)).await;
    refused(other, Code::AlreadyExists, "REQUEST_ID_REUSED");
}

#[tokio::test]
async fn every_editable_field_survives_a_round_trip() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let made = a_broker(&ulo).create(house).await;
    let wanted = pb::Broker {
        name: made.name.clone(),
        display_name: "Sam Example ✨".into(),
        skills: vec!["benefits".into(), "direct_payments".into()],
        languages: vec!["bfi".into(), "pa-Guru".into()],
        lived_experience: vec![topic("autism"), topic("homelessness")],
        lived_experience_consent: true,
        ways_of_working: vec![
            pb::broker::WayOfWorking::Unhurried.into(),
            pb::broker::WayOfWorking::Evenings.into(),
        ],
        councils: vec!["councils/E06000001".into(), "councils/E08000033".into()],
        caseload_limit: 1000,
        open_weight: 0,
        interests: vec![pb::Interest {
            kind: pb::interest::Kind::Other.into(),
            detail: "sits on the board of a day centre".into(),
        }],
        start_date: "2026-01-05".into(),
        ulo: made.ulo.clone(),
        state: made.state,
        create_time: made.create_time,
        update_time: None,
        etag: made.etag.clone(),
    };
    let fields = [
        "display_name",
        "skills",
        "languages",
        "lived_experience",
        "lived_experience_consent",
        "ways_of_working",
        "councils",
        "caseload_limit",
        "interests",
        "start_date",
    ];
    let request = house.ask(&manager(&ulo), update(wanted.clone(), &fields));
    let updated = house.brokers().update_broker(request).await.unwrap().into_inner();
    assert_eq!(updated, house.broker(&made).await);
    assert_eq!(
        updated,
        pb::Broker { update_time: updated.update_time, etag: updated.etag.clone(), ..wanted }
    );
}

#[tokio::test]
async fn a_broker_says_of_themselves_everything_but_how_much_they_carry() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let made = a_broker(&ulo).create(house).await;
    let sent = pb::Broker { display_name: "Alex Example".into(), caseload_limit: 900, ..made.clone() };
    let themself = as_themself(&made);
    let both = update(sent.clone(), &["display_name", "caseload_limit"]);
    forbidden(house.brokers().update_broker(house.ask(&themself, both)).await);
    let request = update(sent.clone(), &["display_name"]);
    let updated = house.brokers().update_broker(house.ask(&themself, request)).await.unwrap().into_inner();
    assert_eq!((updated.display_name.as_str(), updated.caseload_limit), ("Alex Example", 20));
    for stranger in [
        broker(&nobody("brokers"), &ulo),
        manager(&nobody("ulos")),
        person(&nobody("people")),
        Caller::service("matching"),
    ] {
        let request = update(sent.clone(), &["display_name"]);
        forbidden(house.brokers().update_broker(house.ask(&stranger, request)).await);
    }
}

#[tokio::test]
async fn an_update_says_what_is_wrong_and_a_stale_one_changes_nothing() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let made = a_broker(&ulo).create(house).await;
    let manager = manager(&ulo);
    let request = pb::UpdateBrokerRequest { broker: None, update_mask: mask(&["open_weight"]) };
    invalid(
        house.brokers().update_broker(house.ask(&manager, request)).await,
        &["broker.name", "etag", "update_mask"],
    );
    let wrong = pb::Broker { caseload_limit: -1, display_name: String::new(), ..made.clone() };
    let request = update(wrong, &["caseload_limit", "display_name"]);
    invalid(
        house.brokers().update_broker(house.ask(&manager, request)).await,
        &["broker.caseload_limit", "broker.display_name"],
    );
    let request = update(made.clone(), &["display_name"]);
    house.brokers().update_broker(house.ask(&manager, request.clone())).await.unwrap();
    stale(house.brokers().update_broker(house.ask(&manager, request)).await);
}
