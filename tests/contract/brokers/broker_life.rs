//! Brokers: pausing, starting again, leaving, and finding them.

use platform::Caller;
use proto::brokers::v1 as pb;
use proto::brokers::v1::broker::State;
use tonic::{Code, Response, Status};

use crate::harness::asserts::{forbidden, invalid, refused, stale};
use crate::harness::brokers::{a_broker, as_themself};
use crate::harness::ulos::a_ulo;
use crate::harness::{House, broker, manager, mask, nobody, person, request_id};

type Answer = Result<Response<pb::Broker>, Status>;

async fn pause(house: &House, caller: &Caller, it: &pb::Broker) -> Answer {
    let request = pb::PauseBrokerRequest { name: it.name.clone(), etag: it.etag.clone() };
    house.brokers().pause_broker(house.ask(caller, request)).await
}

async fn resume(house: &House, caller: &Caller, it: &pb::Broker) -> Answer {
    let request = pb::ResumeBrokerRequest { name: it.name.clone(), etag: it.etag.clone() };
    house.brokers().resume_broker(house.ask(caller, request)).await
}

async fn retire(house: &House, caller: &Caller, it: &pb::Broker) -> Answer {
    let request = pb::RetireBrokerRequest { name: it.name.clone(), etag: it.etag.clone() };
    house.brokers().retire_broker(house.ask(caller, request)).await
}

#[tokio::test]
async fn a_broker_pauses_and_starts_again() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let made = a_broker(&ulo).create(house).await;
    let themself = as_themself(&made);
    refused(resume(house, &themself, &made).await, Code::FailedPrecondition, "BROKER_NOT_PAUSED");
    let paused = pause(house, &themself, &made).await.unwrap().into_inner();
    assert_eq!(paused.state(), State::Paused);
    refused(pause(house, &themself, &paused).await, Code::FailedPrecondition, "BROKER_NOT_ACTIVE");
    stale(resume(house, &manager(&ulo), &made).await);
    let active = resume(house, &manager(&ulo), &paused).await.unwrap().into_inner();
    assert_eq!(active.state(), State::Active);
    assert_eq!(active, house.broker(&made).await);
}

#[tokio::test]
async fn nobody_else_pauses_resumes_or_retires_a_broker() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let made = a_broker(&ulo).create(house).await;
    let colleague = broker(&nobody("brokers"), &ulo);
    for stranger in [colleague, manager(&nobody("ulos")), person(&nobody("people"))] {
        forbidden(pause(house, &stranger, &made).await);
        forbidden(resume(house, &stranger, &made).await);
        forbidden(retire(house, &stranger, &made).await);
    }
    forbidden(retire(house, &as_themself(&made), &made).await);
    let nameless = pb::Broker::default();
    invalid(pause(house, &manager(&ulo), &nameless).await, &["name", "etag"]);
    invalid(resume(house, &manager(&ulo), &nameless).await, &["name", "etag"]);
    invalid(retire(house, &manager(&ulo), &nameless).await, &["name", "etag"]);
}

#[tokio::test]
async fn who_has_left_has_left() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let made = a_broker(&ulo).create(house).await;
    let manager = manager(&ulo);
    let paused = pause(house, &manager, &made).await.unwrap().into_inner();
    stale(retire(house, &manager, &made).await);
    let left = retire(house, &manager, &paused).await.unwrap().into_inner();
    assert_eq!(left.state(), State::Left);
    refused(retire(house, &manager, &left).await, Code::FailedPrecondition, "BROKER_LEFT");
    refused(pause(house, &manager, &left).await, Code::FailedPrecondition, "BROKER_NOT_ACTIVE");
    refused(resume(house, &manager, &left).await, Code::FailedPrecondition, "BROKER_NOT_PAUSED");
    let request = pb::UpdateBrokerRequest { broker: Some(left), update_mask: mask(&["skills"]) };
    let update = house.brokers().update_broker(house.ask(&manager, request)).await;
    refused(update, Code::FailedPrecondition, "BROKER_LEFT");
}

#[tokio::test]
async fn each_change_is_one_event() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let made = a_broker(&ulo).create(house).await;
    let manager = manager(&ulo);
    let paused = pause(house, &manager, &made).await.unwrap().into_inner();
    let active = resume(house, &manager, &paused).await.unwrap().into_inner();
    let request = pb::UpdateBrokerRequest { broker: Some(active), update_mask: mask(&["skills"]) };
    let updated = house.brokers().update_broker(house.ask(&manager, request)).await.unwrap().into_inner();
    stale(retire(house, &manager, &made).await);
    retire(house, &manager, &updated).await.unwrap();
    let events: Vec<(i64, String)> =
        sqlx::query_as("select stream_version, kind from event where stream = $1 order by stream_version")
            .bind(&made.name)
            .fetch_all(&house.tables("brokers").await)
            .await
            .unwrap();
    let expected = [
        (1, "broker.created"),
        (2, "broker.paused"),
        (3, "broker.resumed"),
        (4, "broker.updated"),
        (5, "broker.retired"),
    ];
    assert_eq!(events, expected.map(|(version, kind)| (version, kind.to_owned())));
}

#[tokio::test]
async fn pages_hold_every_broker_once_newest_first() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let mut made = Vec::new();
    for _ in 0..27 {
        made.push(a_broker(&ulo).create(house).await);
    }
    made.reverse();
    let manager = manager(&ulo);
    pause(house, &manager, &made[3]).await.unwrap();
    let names: Vec<String> = made.iter().map(|broker| broker.name.clone()).collect();
    let page = |page_size, page_token, state: State| {
        let request = pb::ListBrokersRequest { page_size, page_token, ulo: ulo.clone(), state: state.into() };
        let request = house.ask(&manager, request);
        async {
            let answer = house.brokers().list_brokers(request).await.unwrap().into_inner();
            let names: Vec<String> = answer.brokers.into_iter().map(|broker| broker.name).collect();
            (names, answer.next_page_token)
        }
    };
    let (mut seen, token) = page(0, String::new(), State::Unspecified).await;
    assert_eq!(seen.len(), 25);
    let (rest, end) = page(0, token, State::Unspecified).await;
    assert_eq!((rest.len(), end.as_str()), (2, ""));
    seen.extend(rest);
    assert_eq!(seen, names);
    assert_eq!(page(1000, String::new(), State::Unspecified).await, (names.clone(), String::new()));
    assert_eq!(page(0, String::new(), State::Paused).await, (vec![names[3].clone()], String::new()));
    let wrong =
        pb::ListBrokersRequest { page_size: -1, page_token: request_id(), ulo: "ulos/x".into(), state: 99 };
    invalid(
        house.brokers().list_brokers(house.ask(&manager, wrong)).await,
        &["page_size", "page_token", "ulo", "state"],
    );
}
