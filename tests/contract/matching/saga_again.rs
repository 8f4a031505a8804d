//! Hold and offer when time runs out, news is lost or told twice, and processes die between two steps.

use chrono::{TimeDelta, Utc};
use proto::brokers::v1 as brokers;
use proto::matching::v1 as pb;
use proto::matching::v1::attempt::Outcome;
use proto::matching::v1::choice::State;
use proto::matching::v1::request;
use uuid::Uuid;

use crate::harness::brokers::eventually;
use crate::harness::matching::{Menu, Town};
use crate::harness::{House, request_id};

fn id(name: &str) -> Uuid {
    name.rsplit('/').next().unwrap().parse().unwrap()
}

/// Has matching read the whole history of a service again.
async fn from_the_beginning(house: &House, source: &str) {
    sqlx::query("update cursor set position = 0 where source = $1")
        .bind(source)
        .execute(&house.tables("matching").await)
        .await
        .unwrap();
}

/// Makes matching forget what it knows of an offer, as if it had died right after making it.
async fn forget_the_offer(house: &House, choice: &pb::Choice) {
    // Otherwise the feed might remind it.
    house.has_told("brokers", "matching").await;
    let tables = house.tables("matching").await;
    for statement in [
        "update choice set attempts = '[]', version = 1, update_time = create_time, due_time = now()
         where choice_id = $1",
        "delete from event where stream = 'choices/' || $1 and stream_version > 1",
    ] {
        sqlx::query(statement).bind(id(&choice.name)).execute(&tables).await.unwrap();
    }
}

#[tokio::test]
async fn an_offer_that_was_forgotten_is_made_again_and_is_the_same() {
    let house = House::fresh().await;
    let town = Town::of(&house, 2).await;
    let scene = Menu::in_town(&house, &town).await;
    let choice = scene.choose(&house, 2).await;
    forget_the_offer(&house, &choice).await;
    let again = scene.once(&house, &choice.name, |choice| !choice.current_introduction.is_empty()).await;
    assert_eq!(again.attempts, choice.attempts);
    assert_eq!(again.current_introduction, choice.current_introduction);
}

#[tokio::test]
async fn silence_moves_on_to_the_next_pick_and_then_to_nobody() {
    let house = House::fresh().await;
    let town = Town::of(&house, 2).await;
    let scene = Menu::in_town(&house, &town).await;
    let choice = scene.choose(&house, 2).await;
    house.stack.clock.set(Utc::now() + TimeDelta::days(8));
    let second = scene.once(&house, &choice.name, |choice| choice.current_pick == 2).await;
    assert_eq!(second.attempts[0].outcome(), Outcome::Expired);
    house.stack.clock.set(Utc::now() + TimeDelta::days(16));
    scene.comes_to(&house, request::State::Unmet).await;
    let exhausted = house.choice(&scene.person, &choice.name).await.unwrap().into_inner();
    assert_eq!(exhausted.state(), State::Exhausted);
}

#[tokio::test]
async fn a_choice_that_lay_too_long_gives_a_whole_deadline_all_the_same() {
    let house = House::fresh().await;
    let town = Town::of(&house, 1).await;
    let scene = Menu::in_town(&house, &town).await;
    let choice = scene.choose(&house, 1).await;
    // Nothing was offered yet, and a month passes.
    house.stop(&scene.person, &choice).await.unwrap();
    house.stack.clock.set(Utc::now() + TimeDelta::days(30));
    forget_the_offer(&house, &choice).await;
    sqlx::query("update choice set state = 'offering' where choice_id = $1")
        .bind(id(&choice.name))
        .execute(&house.tables("matching").await)
        .await
        .unwrap();
    let offered = scene.once(&house, &choice.name, |choice| !choice.current_introduction.is_empty()).await;
    let left = offered.attempts[0].expire_time.unwrap().seconds - Utc::now().timestamp();
    assert!(left > 34 * 86_400, "{left} seconds");
    assert_ne!(offered.current_introduction, choice.current_introduction);
}

#[tokio::test]
async fn news_told_again_changes_nothing() {
    let house = House::fresh().await;
    let town = Town::of(&house, 2).await;
    let scene = Menu::in_town(&house, &town).await;
    let choice = scene.choose(&house, 2).await;
    scene.decline(&house, &town, &choice).await;
    let second = scene.once(&house, &choice.name, |choice| choice.current_pick == 2).await;
    scene.accept(&house, &town, &second).await;
    let placed = scene.comes_to(&house, request::State::Placed).await;
    let choice = house.choice(&scene.person, &choice.name).await.unwrap().into_inner();
    house.has_told("brokers", "matching").await;
    // As after a restore: the whole history is read again.
    let house = &house.restarted(from_the_beginning(&house, "brokers")).await;
    house.has_told("brokers", "matching").await;
    assert_eq!(house.choice(&scene.person, &choice.name).await.unwrap().into_inner(), choice);
    assert_eq!(scene.now(house).await, placed);
}

#[tokio::test]
async fn what_is_on_offer_told_again_is_the_same_index() {
    let house = House::fresh().await;
    let town = Town::of(&house, 3).await;
    let scene = Menu::in_town(&house, &town).await;
    let house = house.restarted(from_the_beginning(&house, "ulos")).await;
    eventually("the index is whole again", || async {
        let menu = house.menu(&scene.person, &scene.request).await.unwrap().into_inner();
        menu.index_version == scene.menu.index_version && menu.options.len() == 3
    })
    .await;
}

#[tokio::test]
async fn an_introduction_nobody_waits_for_is_taken_back() {
    let house = House::fresh().await;
    let town = Town::of(&house, 1).await;
    let scene = Menu::in_town(&house, &town).await;
    let choice = scene.choose(&house, 1).await;
    let asked = scene.waiting(&house, &town, &choice).await;
    house.stop(&scene.person, &choice).await.unwrap();
    // As if an offer that was on its way arrived after the stop.
    let stray = brokers::OfferIntroductionRequest {
        introduction: Some(brokers::Introduction { name: String::new(), ..asked }),
        request_id: request_id(),
    };
    let stray = house.offer(stray).await.unwrap().into_inner();
    eventually("it is taken back", || async {
        let found = house.introduction(&scene.person, &stray.name).await.unwrap().into_inner();
        found.state() == brokers::introduction::State::Withdrawn
    })
    .await;
    let stopped = house.choice(&scene.person, &choice.name).await.unwrap().into_inner();
    assert_eq!((stopped.state(), stopped.attempts.len()), (State::Stopped, 1));
    let strays: i64 = sqlx::query_scalar("select count(*) from stray")
        .fetch_one(&house.tables("matching").await)
        .await
        .unwrap();
    assert_eq!(strays, 0);
}

#[tokio::test]
async fn what_a_stray_led_to_counts_when_it_is_accepted_first() {
    let house = House::fresh().await;
    let town = Town::of(&house, 1).await;
    let scene = Menu::in_town(&house, &town).await;
    let choice = scene.choose(&house, 1).await;
    let asked = scene.waiting(&house, &town, &choice).await;
    house.stop(&scene.person, &choice).await.unwrap();
    let introduction = brokers::Introduction { name: String::new(), ..asked };
    let stray =
        brokers::OfferIntroductionRequest { introduction: Some(introduction), request_id: request_id() };
    let stray = house.offer(stray).await.unwrap().into_inner();
    let (caller, broker) = town.broker_of(&stray.offering);
    // Either matching takes it back first, or the organisation accepts first; both sides then agree.
    match house.accept(&caller, &stray, broker).await {
        Ok(accepted) => {
            let placed = scene.comes_to(&house, request::State::Placed).await;
            assert_eq!(placed.case, accepted.into_inner().case);
        }
        Err(_) => assert_eq!(scene.now(&house).await.state(), request::State::Asked),
    }
}

#[tokio::test]
async fn lost_news_is_found_by_looking() {
    let house = House::fresh().await;
    let town = Town::of(&house, 1).await;
    let scene = Menu::in_town(&house, &town).await;
    let choice = scene.choose(&house, 1).await;
    // While someone else holds the sequencer's lock, no event gets its place in the feed.
    let brokers = house.tables("brokers").await;
    let mut silence = brokers.begin().await.unwrap();
    sqlx::query("select pg_advisory_xact_lock(hashtext(current_schema()))")
        .execute(&mut *silence)
        .await
        .unwrap();
    scene.accept(&house, &town, &choice).await;
    sqlx::query("update choice set due_time = now() where choice_id = $1")
        .bind(id(&choice.name))
        .execute(&house.tables("matching").await)
        .await
        .unwrap();
    scene.comes_to(&house, request::State::Placed).await;
    silence.rollback().await.unwrap();
}
