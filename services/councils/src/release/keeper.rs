//! Makes releases when they are due, and revises them when asked.

use std::time::Duration;

use chrono::{DateTime, Utc};
use platform::db::Db;
use platform::event::{self, Change};
use platform::follow::read_until;
use platform::{Clock, Deps, Error};
use sqlx::PgConnection;

use super::figures::{Places, publish};
use super::{Release, due, store, wire};
use crate::council::{self, Seed};
use crate::framework::SOURCES;

const PAUSE: Duration = Duration::from_secs(15);

/// Makes every release that is due, until it is stopped.
pub async fn run(deps: Deps, seed: Seed) {
    let mut since = Utc::now();
    loop {
        tokio::select! {
            () = deps.stop.cancelled() => return,
            () = tokio::time::sleep(PAUSE) => {}
        }
        if deps.clock.is_shifted() {
            // What the feeds have said by now is of another time.
            since = Utc::now();
            continue;
        }
        let made = match seed.sown().await {
            Ok(()) => make_due(&deps.db, &deps.clock, since).await,
            Err(error) => Err(error),
        };
        if let Err(error) = made {
            tracing::warn!(%error, "releases will be made shortly");
        }
    }
}

/// Makes every release that is due, once all of every feed that was there at `since` has been read; says how many.
///
/// # Errors
/// What the database said; releases made by then stay.
pub async fn make_due(db: &Db, clock: &Clock, since: DateTime<Utc>) -> Result<usize, Error> {
    let read = read_until(db.pool(), &SOURCES).await?;
    let Some(read) = read.filter(|read| *read > since) else { return Ok(0) };
    let Some(first) = store::first_record(db.pool()).await? else { return Ok(0) };
    let made = store::quarters(db.pool()).await?;
    let due = due(first, clock.now().min(read), &made);
    for quarter in &due {
        let mut tx = db.begin().await?;
        let release = Release::first(*quarter, clock.now());
        if store::insert(&mut tx, &release).await? {
            add_figures(&mut tx, &release, None).await?;
            tx.commit().await?;
        }
    }
    Ok(due.len())
}

/// Makes the figures of a release that was just added, from what is known now.
pub(super) async fn add_figures(
    tx: &mut PgConnection,
    release: &Release,
    earlier: Option<&Places>,
) -> Result<Places, Error> {
    let councils = council::store::all(&mut *tx).await?;
    let counted = store::count(tx, release.quarter, &councils).await?;
    let places = publish(&counted, &councils, earlier);
    store::insert_figures(tx, release, &places).await?;
    event::append(tx, &change(release)).await?;
    Ok(places)
}

/// The event of a release.
fn change(release: &Release) -> Change {
    let kind = if release.revision == 1 { "release.created" } else { "release.revised" };
    Change::new(kind, release.name(), release.revision, &wire::to_wire(release), release.release_time)
}
