//! I5: every committed change has exactly one event, every event a committed change, and no reader misses or reorders one.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use alongside::keys::Keys;
use alongside::stack::migrate_all;
use chrono::Utc;
use platform::db::Db;
use platform::event::{self, Change};
use platform::sequencer;
use proto::feed::v1 as pb;
use proto::feed::v1::feed_client::FeedClient;
use proto::feed::v1::follow_response::Item;
use proto::people::v1::Person;
use tokio::sync::watch;
use tokio_stream::StreamExt as _;
use tokio_util::sync::CancellationToken;
use tonic::Code;

use crate::harness::asserts::refused;
use crate::harness::people::a_person;
use crate::harness::{House, an_operator, fresh_database, person};

const WRITERS: usize = 16;
const EVENTS: usize = 100_000;

/// One writer: transactions of one to seven events, some of which take their time and some of which come to nothing.
async fn write(db: Db, writer: usize, events: usize) {
    let mut version = 0;
    while version < events {
        let mut tx = db.begin().await.unwrap();
        let size = (1 + (version + writer) % 7).min(events - version);
        for _ in 0..size {
            version += 1;
            let change = Change::new(
                "person.updated",
                format!("people/{writer}"),
                i64::try_from(version).unwrap(),
                &Person::default(),
                Utc::now(),
            );
            event::append(&mut tx, &change).await.unwrap();
        }
        if version % 97 == 0 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        if version % 53 == 0 {
            drop(tx);
            version -= size;
            let mut tx = db.begin().await.unwrap();
            version += 1;
            let change = Change::new(
                "person.updated",
                format!("people/{writer}"),
                i64::try_from(version).unwrap(),
                &Person::default(),
                Utc::now(),
            );
            event::append(&mut tx, &change).await.unwrap();
            tx.commit().await.unwrap();
            continue;
        }
        tx.commit().await.unwrap();
    }
}

/// Reads as every reader does, `position > cursor`, until as many came as were written.
async fn read(db: Db, events: usize) -> Vec<(i64, String, i64)> {
    let mut seen: Vec<(i64, String, i64)> = Vec::with_capacity(events);
    while seen.len() < events {
        let cursor = seen.last().map_or(0, |(position, _, _)| *position);
        let rows: Vec<(i64, String, i64)> = sqlx::query_as(
            "select position, stream, stream_version from event where position > $1 order by position limit 500",
        )
        .bind(cursor)
        .fetch_all(db.pool())
        .await
        .unwrap();
        if rows.is_empty() {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        seen.extend(rows);
    }
    seen
}

#[tokio::test(flavor = "multi_thread")]
async fn no_event_is_lost_or_reordered_under_sixteen_writers() {
    let database = fresh_database().await;
    let keys = Keys::fresh().unwrap();
    migrate_all(&database, &keys).await.unwrap();
    let db = Db::connect(&database, "people", &keys.database_secret()).await.unwrap();
    let stop = CancellationToken::new();
    // Two sequencers, as with two processes: only one may give positions at a time.
    for _ in 0..2 {
        tokio::spawn(sequencer::run(db.clone(), watch::channel(0).0, stop.clone()));
    }
    let reader = tokio::spawn(read(db.clone(), EVENTS));
    let writers: Vec<_> =
        (0..WRITERS).map(|writer| tokio::spawn(write(db.clone(), writer, EVENTS / WRITERS))).collect();
    for writer in writers {
        writer.await.unwrap();
    }
    let seen =
        tokio::time::timeout(Duration::from_secs(60), reader).await.expect("every event is read").unwrap();
    stop.cancel();

    let expected: Vec<i64> = (1..=i64::try_from(EVENTS).unwrap()).collect();
    let positions: Vec<i64> = seen.iter().map(|(position, _, _)| *position).collect();
    assert!(positions == expected, "positions are consecutive and none is missing");
    let mut last: HashMap<&str, i64> = HashMap::new();
    for (_, stream, version) in &seen {
        let before = last.insert(stream, *version).unwrap_or(0);
        assert_eq!(before + 1, *version, "the changes of {stream} come in their order");
    }
}

/// The events of `people` from a position on, until `enough`.
async fn follow(house: &House, position: i64, enough: impl Fn(&[pb::Event]) -> bool) -> Vec<pb::Event> {
    let request = pb::FollowRequest { service: "people".into(), position };
    let answer = FeedClient::new(house.channel("people")).follow(house.ask(&an_operator(), request)).await;
    let mut stream = answer.unwrap().into_inner();
    let mut events = Vec::new();
    while !enough(&events) {
        let next =
            tokio::time::timeout(Duration::from_secs(20), stream.next()).await.expect("an event comes");
        if let Some(Item::Event(event)) = next.unwrap().unwrap().item {
            events.push(event);
        }
    }
    events
}

#[tokio::test]
async fn every_change_is_told_once_and_without_private_text() {
    let house = House::fresh().await;
    let made = a_person().named("Avery Secretname").create(&house).await;
    let erase = proto::people::v1::ErasePersonRequest { name: made.name.clone(), etag: made.etag.clone() };
    house.people().erase_person(house.ask(&person(&made.name), erase)).await.unwrap();
    let events = follow(&house, 0, |events| events.iter().any(|event| event.kind == "person.erased")).await;
    let kinds: Vec<&str> = events.iter().map(|event| event.kind.as_str()).collect();
    assert_eq!(kinds, ["person.created", "person.erased"]);
    let ids: HashSet<&str> = events.iter().map(|event| event.event_id.as_str()).collect();
    assert_eq!(ids.len(), events.len());
    for event in &events {
        let payload = String::from_utf8_lossy(&event.payload.as_ref().unwrap().value).into_owned();
        assert!(!payload.contains("Secretname"), "{payload}");
    }
    let again = follow(&house, events[0].position, |events| !events.is_empty()).await;
    assert_eq!(again[0].kind, "person.erased");
}

#[tokio::test]
async fn a_reader_from_another_history_must_start_again() {
    let house = House::fresh().await;
    let request = pb::FollowRequest { service: "people".into(), position: 1_000_000 };
    let answer = FeedClient::new(house.channel("people")).follow(house.ask(&an_operator(), request)).await;
    refused(answer.map(|_| tonic::Response::new(())), Code::OutOfRange, "RESYNC_REQUIRED");
}
