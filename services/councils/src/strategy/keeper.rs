//! Requires a strategy where a council is without a user-led organisation, and closes it where one was shown to be.

use std::time::Duration;

use chrono::{DateTime, Utc};
use platform::db::Db;
use platform::{Clock, Deps, Error, event, uk_time};
use sqlx::PgConnection;

use super::lack::{Place, Step};
use super::{Strategy, store, wire};
use crate::council::Seed;
use crate::framework;

const PAUSE: Duration = Duration::from_secs(2);

/// Keeps strategies, until it is stopped.
pub async fn run(deps: Deps, seed: Seed) {
    loop {
        tokio::select! {
            () = deps.stop.cancelled() => return,
            () = tokio::time::sleep(PAUSE) => {}
        }
        let kept = match seed.sown().await {
            Ok(()) => keep(&deps.db, &deps.clock).await,
            Err(error) => Err(error),
        };
        if let Err(error) = kept {
            tracing::warn!(%error, "strategies will be required and closed shortly");
        }
    }
}

/// Does what there is to do about any council; says about how many.
///
/// # Errors
/// What the database said; then nothing was done.
pub async fn keep(db: &Db, clock: &Clock) -> Result<usize, Error> {
    let now = clock.now();
    let today = uk_time::date(now);
    let mut tx = db.begin().await?;
    let places = store::places(&mut tx, None).await?;
    let due = places.iter().filter(|place| place.step(today).is_some());
    let codes: Vec<String> = due.map(|place| place.gss_code.as_str().to_owned()).collect();
    if codes.is_empty() {
        return Ok(0);
    }
    // Held, then read again: whoever else keeps strategies waits, and finds nothing left to do.
    framework::store::hold(&mut tx, &codes).await?;
    let mut done = 0;
    for place in store::places(&mut tx, Some(&codes)).await? {
        if let Some(step) = place.step(today) {
            take(&mut tx, place, step, now).await?;
            done += 1;
        }
    }
    tx.commit().await?;
    Ok(done)
}

async fn take(tx: &mut PgConnection, place: Place, step: Step, now: DateTime<Utc>) -> Result<(), Error> {
    let Place { gss_code, latest, .. } = place;
    match step {
        Step::Note => store::note_lack(tx, &gss_code, uk_time::date(now)).await,
        Step::Forget => store::forget_lack(tx, &gss_code).await,
        Step::Find(day) => {
            let strategy = Strategy::found(gss_code, day, now);
            store::insert(tx, &strategy).await?;
            event::append(tx, &wire::change("strategy.found", &strategy)).await
        }
        Step::Close => {
            let Some(mut strategy) = latest else { return Ok(()) };
            let before = strategy.version;
            strategy.meet(store::shown_ulo(tx, &gss_code).await?, now);
            store::update(tx, &strategy, before).await?;
            event::append(tx, &wire::change("strategy.closed", &strategy)).await
        }
    }
}
