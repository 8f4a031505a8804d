//! Ends what nobody answered in time, by the database's clock, and what is left behind by someone erased.

use std::time::Duration;

use chrono::{DateTime, Utc};
use platform::{Deps, Error, event};
use sqlx::PgConnection;

use super::wire::change;
use super::{Introduction, store};

/// How long a deadline can have passed before it is noticed.
const TICK: Duration = Duration::from_millis(500);
/// How many are ended in one transaction.
const BATCH: i64 = 100;

/// Ends introductions past their deadline until it is told to stop. Any number of processes may do it at once.
pub async fn run(deps: Deps) {
    loop {
        let more = match expire(&deps).await {
            Ok(more) => more,
            Err(error) => {
                tracing::warn!(%error, "expiring introductions will go on shortly");
                false
            }
        };
        let pause = if more { Duration::ZERO } else { TICK };
        tokio::select! {
            () = deps.stop.cancelled() => return,
            () = tokio::time::sleep(pause) => {}
        }
    }
}

/// Ends one batch; says whether there may be more.
async fn expire(deps: &Deps) -> Result<bool, Error> {
    let mut tx = deps.db.begin().await?;
    let due = store::due(&mut tx, &deps.seals, &deps.clock, BATCH).await?;
    let found = i64::try_from(due.len()).unwrap_or(BATCH);
    if found == 0 {
        return Ok(false);
    }
    for mut introduction in due {
        let before = introduction.version;
        introduction.expire(deps.clock.now());
        store::update(&mut tx, &introduction, before).await?;
        event::append(&mut tx, &change("introduction.expired", &introduction)).await?;
    }
    tx.commit().await?;
    Ok(found == BATCH)
}

/// Takes back what was offered for someone who is no longer here. The row is locked.
pub async fn end(
    tx: &mut PgConnection,
    introduction: &mut Introduction,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let before = introduction.version;
    introduction.stop(now);
    store::update(tx, introduction, before).await?;
    event::append(tx, &change("introduction.withdrawn", introduction)).await
}
