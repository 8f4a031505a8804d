//! Reviews nobody answered end by themselves.

use std::time::Duration;

use chrono::{DateTime, Utc};
use platform::{Deps, Error, event, uk_time};
use sqlx::PgConnection;

use super::{Review, change, store};

/// How often it is looked for what has lapsed: a glance at an index.
const EVERY: Duration = Duration::from_secs(1);
/// How many are ended in one transaction.
const BATCH: i64 = 100;

/// Ends what was not answered in time, until the service stops.
pub async fn lapse_what_is_due(deps: Deps) {
    loop {
        tokio::select! {
            () = deps.stop.cancelled() => return,
            () = tokio::time::sleep(EVERY) => {}
        }
        loop {
            match lapse_batch(&deps).await {
                Ok(BATCH) => {}
                Ok(_) => break,
                Err(error) => {
                    tracing::warn!(%error, "reviews will be ended shortly");
                    break;
                }
            }
        }
    }
}

/// Ends these reviews, which are due and held by this transaction.
pub async fn lapse_all(tx: &mut PgConnection, reviews: Vec<Review>, now: DateTime<Utc>) -> Result<(), Error> {
    for mut review in reviews {
        let version = review.version;
        review.lapse(now)?;
        store::update(tx, None, &review, version).await?;
        event::append(tx, &change("review.lapsed", &review)).await?;
    }
    Ok(())
}

async fn lapse_batch(deps: &Deps) -> Result<i64, Error> {
    let now = deps.clock.now();
    let last = Review::lapsed_with(uk_time::date(now));
    if !store::any_due_by(deps.db.pool(), last).await? {
        return Ok(0);
    }
    let mut tx = deps.db.begin().await?;
    let reviews = store::hold_due_by(&mut tx, &deps.seals, last, BATCH).await?;
    let ended = i64::try_from(reviews.len()).unwrap_or(BATCH);
    lapse_all(&mut tx, reviews, now).await?;
    tx.commit().await?;
    Ok(ended)
}
