//! Keeps the frameworks up to date: soon after their facts change, and once a day because the year moves on.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use platform::db::Db;
use platform::{Clock, Deps, Error, event};
use sqlx::PgConnection;

use super::figures::store as figures;
use super::{Framework, quarter, store, wire};
use crate::council::{Council, Seed};

/// How many councils are worked out in one transaction.
const ROUND: i64 = 32;
const SHORTEST_PAUSE: Duration = Duration::from_millis(200);
const LONGEST_PAUSE: Duration = Duration::from_secs(20);
/// The keeper rests this many times as long as it worked, so that a storm of events stays cheap.
const REST: u32 = 9;
/// Waits are those that ended in this time.
const WINDOW: TimeDelta = TimeDelta::days(365);

/// Works out frameworks that are behind, until it is stopped.
pub async fn run(deps: Deps, seed: Seed) {
    let mut pause = Duration::ZERO;
    loop {
        tokio::select! {
            () = deps.stop.cancelled() => return,
            () = tokio::time::sleep(pause) => {}
        }
        let began = Instant::now();
        let done = match seed.sown().await {
            Ok(()) => refresh(&deps.db, &deps.clock).await,
            Err(error) => Err(error),
        };
        if let Err(error) = done {
            tracing::warn!(%error, "the frameworks will be worked out shortly");
        }
        pause = (began.elapsed() * REST).clamp(SHORTEST_PAUSE, LONGEST_PAUSE);
    }
}

/// Works out every framework that is behind; says how many were.
///
/// # Errors
/// What the database said; what was worked out by then stays.
pub async fn refresh(db: &Db, clock: &Clock) -> Result<usize, Error> {
    let mut reworked = 0;
    loop {
        let now = clock.now();
        if !store::any_due(db.pool(), day_of(now)).await? {
            return Ok(reworked);
        }
        let mut tx = db.begin().await?;
        reworked += round(&mut tx, now).await?;
        tx.commit().await?;
    }
}

/// Gives each of these councils a framework that has none.
pub(crate) async fn add_missing(
    tx: &mut PgConnection,
    councils: &[Council],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let frameworks: Vec<Framework> =
        councils.iter().map(|council| Framework::new(council.gss_code.clone(), now)).collect();
    let added = store::insert(tx, &frameworks).await?;
    for framework in
        frameworks.iter().filter(|framework| added.iter().any(|code| code == framework.gss_code.as_str()))
    {
        event::append(tx, &wire::change(framework)).await?;
    }
    Ok(())
}

async fn round(tx: &mut PgConnection, now: DateTime<Utc>) -> Result<usize, Error> {
    // First off the list, then the facts: one that comes in between is listed again and not lost.
    let mut codes: BTreeSet<String> = store::take_touched(tx, ROUND).await?.into_iter().collect();
    codes.extend(store::of_another_day(tx, day_of(now), ROUND).await?);
    let codes: Vec<String> = codes.into_iter().collect();
    let mut frameworks = store::hold(tx, &codes).await?;
    let ended: Vec<_> =
        frameworks.iter().filter_map(|framework| Some((framework.to_freeze(now)?, framework))).collect();
    if !ended.is_empty() {
        quarter::store::keep(tx, &ended, now).await?;
    }
    let positions = store::positions(tx).await?;
    let mut figures = figures::work_out(tx, &codes, now - WINDOW, now).await?;
    let mut changed = Vec::new();
    for framework in &mut frameworks {
        let figures = figures.remove(framework.gss_code.as_str()).unwrap_or_default();
        if framework.rework(figures, positions.clone(), now) {
            changed.push(wire::change(framework));
        }
    }
    store::update(tx, &frameworks).await?;
    for change in &changed {
        event::append(tx, change).await?;
    }
    Ok(frameworks.len())
}

/// The first moment of the day of a time, and of the day after.
fn day_of(now: DateTime<Utc>) -> (DateTime<Utc>, DateTime<Utc>) {
    let start = now.date_naive().and_time(NaiveTime::MIN).and_utc();
    (start, start + TimeDelta::days(1))
}
