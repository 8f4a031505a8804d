//! I1, I2 and I3 under real concurrency: one live introduction a request, no broker past their limit, no answer past the
//! deadline.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::future::join_all;
use platform::{Caller, rpc, when};
use proto::brokers::v1 as pb;
use tokio::sync::Barrier;
use tonic::Code;
use tonic_types::StatusExt as _;

use crate::harness::asserts::refused;
use crate::harness::brokers::{Answer, Scene, a_broker, as_themself, eventually};
use crate::harness::{House, nobody};

const CLIENTS: usize = 64;
const ROUNDS: usize = 1000;

/// What came of an answer: `OK`, or the stable reason.
fn outcome<T>(answer: &Answer<T>) -> String {
    match answer {
        Ok(_) => "OK".into(),
        Err(status) => {
            let details = status.get_error_details();
            details.error_info().map_or_else(|| status.to_string(), |info| info.reason.clone())
        }
    }
}

/// How many had that outcome.
fn count(outcomes: &[String], wanted: &str) -> usize {
    outcomes.iter().filter(|outcome| *outcome == wanted).count()
}

/// The points of a broker's open cases: as their row says, and as their cases add up.
async fn load(tables: &sqlx::PgPool, broker: &pb::Broker) -> (i32, i64) {
    sqlx::query_as(
        "select open_weight,
                (select coalesce(sum(weight), 0) from \"case\" where \"case\".broker_id = $1 and \"case\".state = 'open')
         from broker where broker.broker_id = $1",
    )
    .bind(uuid::Uuid::parse_str(&broker.name["brokers/".len()..]).unwrap())
    .fetch_one(tables)
    .await
    .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_before_one_organisation_however_many_offer_it_at_once() {
    let house = Arc::new(House::fresh().await);
    let scenes = [Scene::set(&house).await, Scene::set(&house).await];
    let tables = house.tables("brokers").await;
    for round in 0..50 {
        let asked = nobody("requests");
        let start = Arc::new(Barrier::new(CLIENTS));
        let offers = (0..CLIENTS).map(|client| {
            let offer = scenes[client % 2].introduction().with(|it| it.request = asked.clone()).wanted();
            let (house, start) = (house.clone(), start.clone());
            tokio::spawn(async move {
                start.wait().await;
                outcome(&house.offer(offer).await)
            })
        });
        let outcomes: Vec<String> = join_all(offers).await.into_iter().map(Result::unwrap).collect();
        let expected = (1, CLIENTS - 1);
        let found = (count(&outcomes, "OK"), count(&outcomes, "LIVE_INTRODUCTION_EXISTS"));
        assert_eq!(found, expected, "round {round}: {outcomes:?}");
        let live: i64 =
            sqlx::query_scalar("select count(*) from introduction where live and request_id = $1")
                .bind(uuid::Uuid::parse_str(&asked["requests/".len()..]).unwrap())
                .fetch_one(&tables)
                .await
                .unwrap();
        assert_eq!(live, 1, "round {round}");
    }
}

/// Everyone accepts at once, each the introduction at their place; what came of each.
async fn race(
    house: &House,
    token: &str,
    offered: &[pb::Introduction],
    broker: &str,
) -> Vec<Answer<pb::Introduction>> {
    let start = Arc::new(Barrier::new(offered.len()));
    let runners = offered.iter().map(|introduction| {
        let request = pb::AcceptIntroductionRequest {
            name: introduction.name.clone(),
            etag: introduction.etag.clone(),
            broker: broker.to_owned(),
        };
        let request = rpc::request(token, request).unwrap();
        let (mut introductions, start) = (house.introductions(), start.clone());
        tokio::spawn(async move {
            start.wait().await;
            introductions.accept_introduction(request).await
        })
    });
    join_all(runners).await.into_iter().map(Result::unwrap).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_place_goes_to_one_of_sixty_four_a_thousand_times() {
    let house = House::fresh().await;
    let scene = Scene::carrying(&house, 8).await;
    let tables = house.tables("brokers").await;
    let themself = scene.themself();
    scene.case_of(&house, scene.introduction().with(|it| it.weight = 5)).await;
    let mut offered = Vec::new();
    for _ in 0..CLIENTS {
        offered.push(scene.introduction().offer(&house).await);
    }
    let mut token = String::new();
    for round in 0..ROUNDS {
        if round % 100 == 0 {
            token = house.stack.signer.sign(&scene.manager).unwrap();
        }
        let answers = race(&house, &token, &offered, &scene.broker.name).await;
        let outcomes: Vec<String> = answers.iter().map(outcome).collect();
        let found = (count(&outcomes, "OK"), count(&outcomes, "BROKER_FULL"));
        assert_eq!(found, (1, CLIENTS - 1), "round {round}: {outcomes:?}");
        assert_eq!(load(&tables, &scene.broker).await, (8, 8), "round {round}");
        let place = answers.iter().position(Result::is_ok).unwrap();
        let won = answers[place].as_ref().unwrap().get_ref();
        let case = pb::Case { name: won.case.clone(), etag: "v1".into(), ..pb::Case::default() };
        house.close(&themself, &case).await.unwrap();
        offered[place] = scene.introduction().offer(&house).await;
    }
    assert_eq!(load(&tables, &scene.broker).await, (5, 5));
    house.kinds_of(&scene.broker.name).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn places_of_all_sizes_never_add_up_to_more_than_the_limit() {
    let house = House::fresh().await;
    let scene = Scene::carrying(&house, 20).await;
    let tables = house.tables("brokers").await;
    let token = house.stack.signer.sign(&scene.manager).unwrap();
    for round in 0..20 {
        let mut offered = Vec::new();
        for place in 0..CLIENTS {
            let weight = i32::try_from(1 + place % 7).unwrap();
            offered.push(scene.introduction().with(|it| it.weight = weight).offer(&house).await);
        }
        let answers = race(&house, &token, &offered, &scene.broker.name).await;
        let outcomes: Vec<String> = answers.iter().map(outcome).collect();
        assert_eq!(count(&outcomes, "OK") + count(&outcomes, "BROKER_FULL"), CLIENTS, "{outcomes:?}");
        let (told, summed) = load(&tables, &scene.broker).await;
        assert_eq!((i64::from(told), told <= 20), (summed, true), "round {round}: {told}");
        assert!(told >= 14, "round {round}: someone of every size was there and {told} is not full");
        for won in answers.iter().filter_map(|answer| answer.as_ref().ok()) {
            let case = pb::Case { name: won.get_ref().case.clone(), etag: "v1".into(), ..Default::default() };
            house.close(&scene.themself(), &case).await.unwrap();
        }
        assert_eq!(load(&tables, &scene.broker).await, (0, 0));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn cases_that_cross_between_two_brokers_never_block_each_other() {
    let house = Arc::new(House::fresh().await);
    let scene = Scene::set(&house).await;
    let tables = house.tables("brokers").await;
    let brokers = [scene.broker.clone(), a_broker(&scene.ulo).carrying(1000).create(&house).await];
    let mut movers = Vec::new();
    for place in 0..8 {
        let case = scene.case(&house).await;
        let (house, brokers, manager) = (house.clone(), brokers.clone(), scene.manager.clone());
        movers.push(tokio::spawn(async move {
            let mut etag = case.etag.clone();
            // Half of them start where the others go to.
            for turn in 1..(20 + place % 2) {
                let (name, broker) = (case.name.clone(), brokers[turn % 2].name.clone());
                let request = pb::TransferCaseRequest { name, etag, broker };
                let moved = house.cases().transfer_case(house.ask(&manager, request)).await;
                etag = moved.expect("nobody stands in the way").into_inner().etag;
            }
        }));
    }
    for moved in join_all(movers).await {
        moved.unwrap();
    }
    let loads = [load(&tables, &brokers[0]).await, load(&tables, &brokers[1]).await];
    assert_eq!(loads.map(|(told, summed)| i64::from(told) - summed), [0, 0]);
    assert_eq!(loads[0].0 + loads[1].0, 24);
}

fn micros(time: Option<&prost_types::Timestamp>) -> DateTime<Utc> {
    when::time("", time).unwrap().expect("a time")
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_begun_after_the_deadline_is_accepted() {
    let house = Arc::new(House::fresh().await);
    let scene = Scene::set(&house).await;
    let token = house.stack.signer.sign(&scene.themself()).unwrap();
    let (mut accepted, mut late) = (0, 0);
    for round in 0..40 {
        let deadline = Utc::now() + TimeDelta::milliseconds(400);
        let offer = scene.introduction().with(|it| it.expire_time = when::stamp(deadline));
        let offered = offer.offer(&house).await;
        let deadline = micros(offered.expire_time.as_ref());
        let attempts = (0..16).map(|client| {
            let request = pb::AcceptIntroductionRequest {
                name: offered.name.clone(),
                etag: offered.etag.clone(),
                broker: scene.broker.name.clone(),
            };
            let request = rpc::request(&token, request).unwrap();
            // In every other round all come too late.
            let offset = if round % 2 == 0 { client * 250 } else { (client - 8) * 10_000 };
            let begin = deadline + TimeDelta::microseconds(offset);
            let mut introductions = house.introductions();
            tokio::spawn(async move {
                tokio::time::sleep((begin - Utc::now()).to_std().unwrap_or_default()).await;
                let began = Utc::now();
                (began, introductions.accept_introduction(request).await)
            })
        });
        for attempt in join_all(attempts).await {
            let (began, answer) = attempt.unwrap();
            if began >= deadline {
                late += 1;
                let found = outcome(&answer);
                let fair = ["INTRODUCTION_EXPIRED", "INTRODUCTION_NOT_OFFERED"].contains(&found.as_str());
                assert!(fair, "round {round}: begun {} after the deadline: {found}", began - deadline);
            }
            if let Ok(answer) = answer {
                accepted += 1;
                assert!(micros(answer.get_ref().decide_time.as_ref()) < deadline, "round {round}");
            }
        }
    }
    assert!(late > 200, "{late} came too late");
    assert!(accepted > 0, "nobody ever came in time");
}

#[tokio::test(flavor = "multi_thread")]
async fn waiting_past_the_deadline_is_being_too_late() {
    let house = Arc::new(House::fresh().await);
    let scene = Scene::set(&house).await;
    let tables = house.tables("brokers").await;
    let soon = Utc::now() + TimeDelta::seconds(3);
    let offered = scene.introduction().with(|it| it.expire_time = when::stamp(soon)).offer(&house).await;
    let mut held = tables.begin().await.unwrap();
    sqlx::query("select 1 from broker for update").execute(&mut *held).await.unwrap();
    let attempt = {
        let (house, themself, broker) = (house.clone(), scene.themself(), scene.broker.clone());
        tokio::spawn(async move { house.accept(&themself, &offered, &broker).await })
    };
    eventually("the acceptance waits for the broker", || async {
        let waiting = "select exists (select from pg_stat_activity where wait_event_type = 'Lock')";
        sqlx::query_scalar(waiting).fetch_one(&tables).await.unwrap()
    })
    .await;
    assert!(Utc::now() < soon, "it began in time");
    tokio::time::sleep((soon - Utc::now()).to_std().unwrap_or_default() + Duration::from_millis(10)).await;
    held.rollback().await.unwrap();
    refused(attempt.await.unwrap(), Code::FailedPrecondition, "INTRODUCTION_EXPIRED");
    assert_eq!(load(&tables, &scene.broker).await, (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn deadlines_keep_to_the_clock_all_services_share() {
    let house = House::fresh().await;
    let scene = Scene::set(&house).await;
    let matching = Caller::service("matching");
    let offered = scene.introduction().offer(&house).await;
    house.stack.clock.set(Utc::now() + TimeDelta::days(6));
    let answer = house.accept(&as_themself(&scene.broker), &offered, &scene.broker).await;
    refused(answer, Code::FailedPrecondition, "INTRODUCTION_EXPIRED");
    eventually("it expires by itself", || async {
        let read = house.introduction(&matching, &offered.name).await.unwrap().into_inner();
        read.state() == pb::introduction::State::Expired
    })
    .await;
}
