//! Frameworks: how fast a page and an answer are, and how long taking in one event lasts, at the sample's size and at a
//! hundred times as many facts, in the same run. Each is given as the 95th percentile.

use std::time::{Duration, Instant};

use councils::FromMatching;
use hdrhistogram::Histogram;
use http::{Request, StatusCode};
use http_body_util::BodyExt as _;
use platform::db::Db;
use platform::follow::{Event, Projection as _};
use platform::{Caller, rpc, when};
use prost::{Message as _, Name as _};
use proto::councils::v1 as pb;
use proto::councils::v1::frameworks_client::FrameworksClient;
use proto::matching::v1 as matching;
use sqlx::PgPool;
use tower::ServiceExt as _;
use uuid::Uuid;

use crate::Plan;
use crate::world::World;

/// What was aimed at, for each page of a framework.
const GOAL: Duration = Duration::from_millis(100);
/// The sample's 2,100 people over 153 councils.
const SAMPLE: i32 = 14;
/// Pages, answers and events measured at each size.
const CALLS: usize = 918;
const PAGES: [&str; 4] = ["", "/report", "/corrections", "/spending"];

pub async fn measure(world: &World, plan: Plan) {
    println!("Frameworks of 153 councils (goal: p95 of each page below {} ms)", GOAL.as_millis());
    let tables = world.tables("councils").await;
    let deps = world.deps("councils").await;
    let site = world.site().await;
    let codes: Vec<String> =
        reference::council::ALL.iter().map(|council| council.gss_code.to_owned()).collect();
    // Every council has its framework once anyone asked for one.
    answer(world, &codes[0]).await;
    for (size, more) in [(1, SAMPLE), (100, 99 * SAMPLE)] {
        fill(&tables, more).await;
        let reworked = rework(world, &deps.db, &tables).await;
        println!("  {size} times the sample: all 153 worked out in {} ms", reworked.as_millis());
        let released = release(world, &deps.db, &tables).await;
        println!("  {size} times the sample: a quarter released in {} ms", released.as_millis());
        for page in PAGES {
            let mut times = histogram();
            for code in codes.iter().cycle().take(CALLS / PAGES.len()) {
                let request = Request::builder().uri(format!("/frameworks/{code}{page}"));
                let request = request.body(String::new()).expect("a request");
                let began = Instant::now();
                let answer = web::router(site.clone()).oneshot(request).await.expect("a page");
                assert_eq!(answer.status(), StatusCode::OK);
                answer.into_body().collect().await.expect("a whole page");
                note(&mut times, began);
            }
            say(&format!("/frameworks/{{gss}}{page}"), &times);
        }
        let mut times = histogram();
        for code in codes.iter().cycle().take(CALLS) {
            let began = Instant::now();
            answer(world, code).await;
            note(&mut times, began);
        }
        say("GetFramework over the wire", &times);
        for round in 0..plan.rounds {
            let times = take_in(&deps.db, &codes).await;
            say(&format!("one event taken in, round {}", round + 1), &times);
        }
    }
    println!();
}

async fn answer(world: &World, code: &str) {
    let request = pb::GetFrameworkRequest { name: format!("frameworks/{code}"), quarter: String::new() };
    let request = rpc::signed(&world.stack.signer, &Caller::visitor(), request).expect("a request");
    FrameworksClient::new(world.wire.clone()).get_framework(request).await.expect("a framework");
}

/// Takes in one event after the other, each in a transaction of its own.
async fn take_in(db: &Db, codes: &[String]) -> Histogram<u64> {
    let mut times = histogram();
    for (position, code) in (1..).zip(codes.iter().cycle().take(CALLS)) {
        let event = asked(code, position);
        let began = Instant::now();
        let mut tx = db.begin().await.expect("a transaction");
        FromMatching.apply(&mut tx, &[event]).await.expect("an event");
        tx.commit().await.expect("it is kept");
        note(&mut times, began);
    }
    times
}

/// Somebody asks.
fn asked(code: &str, position: i64) -> Event {
    let now = when::stamp(chrono::Utc::now());
    let request = matching::Request {
        kind: matching::request::Kind::SupportBrokerage.into(),
        state: matching::request::State::Asked.into(),
        frozen: Some(matching::Frozen { council: format!("councils/{code}"), ..Default::default() }),
        ask_time: now,
        ..Default::default()
    };
    Event {
        event_id: Uuid::now_v7().to_string(),
        stream: format!("requests/{}", Uuid::now_v7()),
        stream_version: 1,
        kind: "request.asked".into(),
        payload: Some(prost_types::Any {
            type_url: format!("type.googleapis.com/{}", matching::Request::full_name()),
            value: request.encode_to_vec(),
        }),
        occur_time: now,
        position,
    }
}

/// Adds so many people to every council, each all the way from asking to a second review.
async fn fill(tables: &PgPool, people: i32) {
    for statement in [
        "insert into request (request_id, council, kind, state, ask_time, menu_time, choose_time, place_time,
                              stream_version, needs)
         select gen_random_uuid(), gss_code, 'advocacy', 'placed', now() - (80 + n % 90) * interval '1 day',
                now() - (79 + n % 90) * interval '1 day', now() - (70 + n % 40) * interval '1 day',
                now() - (60 + n % 40) * interval '1 day', 1, array['bsl', 'step_free']
         from council, generate_series(1, $1::int4) as n",
        "insert into introduction (introduction_id, request_id, ulo_id, council, kind, state, offer_time, decide_time,
                                   stream_version)
         select gen_random_uuid(), request_id, gen_random_uuid(), council, kind, 'accepted', choose_time, place_time, 1
         from request where state = 'placed'
           and not exists (select from introduction where introduction.request_id = request.request_id)
           and $1::int4 > 0",
        "insert into offering (offering_id, ulo_id, kind, says_access, who_for, state, councils, stream_version,
                               hourly_cost_pence)
         select gen_random_uuid(), gen_random_uuid(), 'advocacy', true, array['carers'], 'open', array[gss_code], 1, 3000
         from council
         where $1::int4 > 0 and not exists (select from offering where councils = array[gss_code] and hourly_cost_pence = 3000)",
        "insert into \"case\" (case_id, council, open_time, contact_time, agree_time, live_time, is_open, stream_version,
                              kind, offering_id, minutes)
         select gen_random_uuid(), gss_code, now() - (60 + n % 40) * interval '1 day',
                now() - (50 + n % 30) * interval '1 day', now() - (30 + n % 20) * interval '1 day',
                now() - (1 + n % 29) * interval '1 day', true, 1, 'advocacy', offering_id, 300 + n % 600
         from council
         join offering on councils = array[gss_code] and hourly_cost_pence = 3000,
              generate_series(1, $1::int4) as n",
        "insert into review (review_id, council, person_id, case_id, stage, level, answer_time, stream_version)
         select gen_random_uuid(), council, case_id, case_id, stage, 1 + (minutes + days) % 4,
                now() - days * interval '1 day', 1
         from \"case\", (values ('start', 210), ('three_months', 120)) as asked (stage, days)
         where $1::int4 > 0 and not exists (select from review where review.case_id = \"case\".case_id)",
    ] {
        sqlx::query(statement).bind(people).execute(tables).await.expect("facts");
    }
    sqlx::query("analyze").execute(tables).await.expect("statistics");
}

/// Has every framework worked out anew.
async fn rework(world: &World, db: &Db, tables: &PgPool) -> Duration {
    let touch = "insert into touched select 'matching', 0, gss_code from council on conflict do nothing";
    sqlx::query(touch).execute(tables).await.expect("a list");
    let began = Instant::now();
    councils::refresh(db, &world.stack.clock).await.expect("the frameworks are worked out");
    began.elapsed()
}

/// Has the releases made anew; says how long each took.
async fn release(world: &World, db: &Db, tables: &PgPool) -> Duration {
    for statement in [
        "delete from release_figure",
        "delete from release",
        "delete from event where stream like 'releases/%'",
        "insert into cursor (source, position, bookmark_time)
         select source, 0, now() from unnest(array['brokers', 'matching', 'outcomes', 'ulos']) as source
         on conflict (source) do update set bookmark_time = now()",
    ] {
        sqlx::query(statement).execute(tables).await.expect("a clean start");
    }
    let began = Instant::now();
    let since = chrono::DateTime::UNIX_EPOCH;
    let made = councils::make_due(db, &world.stack.clock, since).await.expect("the releases are made");
    began.elapsed() / u32::try_from(made.max(1)).expect("a few")
}

fn histogram() -> Histogram<u64> {
    Histogram::new_with_bounds(1, 60_000_000, 3).expect("bounds of a histogram")
}

fn note(times: &mut Histogram<u64>, began: Instant) {
    times.saturating_record(u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX));
}

fn say(what: &str, times: &Histogram<u64>) {
    let at = |quantile| times.value_at_quantile(quantile) as f64 / 1000.0;
    println!("    {what}: p50 {:.1} ms, p95 {:.1} ms", at(0.5), at(0.95));
}
