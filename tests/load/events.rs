//! Events: written, sequenced, followed and projected, all at once, and how far the last step lags behind the first.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use chrono::Utc;
use hdrhistogram::Histogram;
use platform::db::Db;
use platform::event::{self, Change};
use platform::follow::{Event, Projection, follow};
use platform::{Deps, Error};
use proto::people::v1::Person;
use sqlx::PgConnection;
use tokio::sync::Mutex;
use uuid::Uuid;

use crate::Plan;
use crate::world::World;

/// What was aimed at: events a second through the whole way.
const GOAL_RATE: f64 = 5_000.0;
/// And how late one may be, at half that rate.
const GOAL_LAG: Duration = Duration::from_millis(250);

pub async fn measure(world: &World, plan: Plan) {
    println!(
        "Events (goal: {GOAL_RATE:.0}/s through; lag below {} ms at half of that)",
        GOAL_LAG.as_millis()
    );
    let deps = world.deps("ulos").await;
    deps.clone().sequence();
    let writer = world.deps("people").await;
    prepare(&deps).await;
    let projected = Projected::default();
    let channel = world.stack.channels.to("people").expect("people");
    tokio::spawn(follow(deps.clone(), "load", "people", channel, projected.clone()));

    for round in 0..plan.rounds {
        let before = (world.cpu(), projected.count());
        let began = Instant::now();
        let written = write(&writer.db, plan, None).await;
        while projected.count() < before.1 + written {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        let rate = written as f64 / began.elapsed().as_secs_f64();
        let used = world.cpu().since(before.0).total() * 1e6 / written as f64;
        println!("  round {}: {rate:.0} events/s through, {used:.0} us CPU an event", round + 1);
    }
    projected.lags.lock().await.reset();
    write(&writer.db, plan, Some(GOAL_RATE / 2.0)).await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    let lags = projected.lags.lock().await;
    let at = |quantile| lags.value_at_quantile(quantile) as f64 / 1000.0;
    println!(
        "  lag at {:.0}/s: p50 {:.0} ms, p99 {:.0} ms, max {:.0} ms\n",
        GOAL_RATE / 2.0,
        at(0.5),
        at(0.99),
        at(1.0)
    );
    deps.stop.cancel();
}

/// Writes events from eight writers, one transaction each, as fast as they go or at a rate.
async fn write(db: &Db, plan: Plan, rate: Option<f64>) -> u64 {
    let began = Instant::now();
    let next = Arc::new(AtomicU64::new(0));
    let workers: Vec<_> = (0..plan.clients)
        .map(|_| {
            let (db, next, time) = (db.clone(), next.clone(), plan.time());
            tokio::spawn(async move {
                let mut written = 0;
                while began.elapsed() < time {
                    if let Some(rate) = rate {
                        let turn = next.fetch_add(1, Ordering::Relaxed);
                        tokio::time::sleep_until(
                            (began + Duration::from_secs_f64(turn as f64 / rate)).into(),
                        )
                        .await;
                    }
                    let stream = format!("people/{}", Uuid::now_v7());
                    let change = Change::new("person.created", stream, 1, &Person::default(), Utc::now());
                    let mut tx = db.begin().await.expect("a transaction");
                    event::append(&mut tx, &change).await.expect("an event");
                    tx.commit().await.expect("an event is kept");
                    written += 1;
                }
                written
            })
        })
        .collect();
    let mut written = 0;
    for worker in workers {
        written += worker.await.expect("a writer");
    }
    written
}

async fn prepare(deps: &Deps) {
    sqlx::query(
        "create table if not exists load_projection (stream text primary key, kind text, version bigint)",
    )
    .execute(deps.db.pool())
    .await
    .expect("a table");
}

/// Keeps a row for each record, as a projection does, and how late it was.
#[derive(Clone)]
struct Projected {
    count: Arc<AtomicU64>,
    lags: Arc<Mutex<Histogram<u64>>>,
}

impl Default for Projected {
    fn default() -> Self {
        let lags = Histogram::new_with_bounds(1, 600_000_000, 3).expect("bounds of a histogram");
        Self { count: Arc::default(), lags: Arc::new(Mutex::new(lags)) }
    }
}

impl Projected {
    fn count(&self) -> u64 {
        self.count.load(Ordering::Relaxed)
    }
}

impl Projection for Projected {
    async fn apply(&self, tx: &mut PgConnection, events: &[Event]) -> Result<(), Error> {
        let streams: Vec<&str> = events.iter().map(|event| event.stream.as_str()).collect();
        let kinds: Vec<&str> = events.iter().map(|event| event.kind.as_str()).collect();
        let versions: Vec<i64> = events.iter().map(|event| event.stream_version).collect();
        sqlx::query(
            "insert into load_projection (stream, kind, version)
             select * from unnest($1::text[], $2::text[], $3::bigint[])
             on conflict (stream) do update set kind = excluded.kind, version = excluded.version
             where load_projection.version < excluded.version",
        )
        .bind(streams)
        .bind(kinds)
        .bind(versions)
        .execute(tx)
        .await?;
        let now = Utc::now();
        let mut lags = self.lags.lock().await;
        for event in events {
            let at =
                event.occur_time.as_ref().map_or(0, |at| at.seconds * 1_000_000 + i64::from(at.nanos) / 1000);
            lags.saturating_record(u64::try_from(now.timestamp_micros() - at).unwrap_or(1));
        }
        self.count.fetch_add(events.len() as u64, Ordering::Relaxed);
        Ok(())
    }
}
