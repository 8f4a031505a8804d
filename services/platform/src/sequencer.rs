//! Gives committed events consecutive positions, one sequencer at a time.
//!
//! Positions are given after commit, so no reader that asks for `position > cursor` can miss or reorder an event,
//! however many writers there are and however long their transactions take.

use std::time::Duration;

use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use crate::Error;
use crate::db::Db;

const BATCH: i64 = 5_000;
/// How long the first event waits for company: a batch costs the sequencer and each follower the same, be it one or
/// a hundred.
const GATHER: Duration = Duration::from_millis(20);
/// How long an event of another process can wait unseen.
const POLL: Duration = Duration::from_millis(50);

/// Runs the sequencer of one service until `stop`; the channel says the last position given.
pub async fn run(db: Db, last: watch::Sender<i64>, stop: CancellationToken) {
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            () = db.written() => tokio::time::sleep(GATHER).await,
            () = tokio::time::sleep(POLL) => {}
        }
        loop {
            match sequence(&db).await {
                Ok(Some((position, given))) => {
                    last.send_replace(position);
                    if given < BATCH {
                        break;
                    }
                }
                Ok(None) => break,
                Err(error) => {
                    tracing::warn!(%error, "the sequencer will try again");
                    tokio::time::sleep(POLL * 10).await;
                    break;
                }
            }
        }
    }
}

/// Sequences one batch. Gives the last position and how many were given; nothing when none waited or another
/// process is the sequencer.
///
/// # Errors
/// What the database said.
pub async fn sequence(db: &Db) -> Result<Option<(i64, i64)>, Error> {
    let waiting: bool = sqlx::query_scalar("select exists (select from event where position is null)")
        .fetch_one(db.pool())
        .await?;
    if !waiting {
        return Ok(None);
    }
    let mut tx = db.pool().begin().await?;
    let held: bool = sqlx::query_scalar("select pg_try_advisory_xact_lock(hashtext(current_schema()))")
        .fetch_one(&mut *tx)
        .await?;
    if !held {
        return Ok(None);
    }
    // Ordered by version first: whatever the clocks of the writers say, no record's changes come out of order.
    let given = sqlx::query_as(
        "with batch as (
             select event_id, row_number() over (order by stream_version, event_id) as ordinal
             from event where position is null
             order by stream_version, event_id limit $1
         ), numbered as (
             update event set position = sequencer.last_position + batch.ordinal
             from batch, sequencer
             where event.event_id = batch.event_id
             returning 1
         ), counted as (
             select count(*) as given from numbered
         )
         update sequencer set last_position = last_position + counted.given
         from counted
         returning last_position, counted.given",
    )
    .bind(BATCH)
    .fetch_optional(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(given)
}
