//! Reading another service's events: the effect and the place reached are kept in one transaction.

use std::future::Future;
use std::time::Duration;

use chrono::{DateTime, Utc};
use futures_util::StreamExt as _;
use prost::{Message, Name};
use proto::feed::v1 as pb;
use proto::feed::v1::feed_client::FeedClient;
use proto::feed::v1::follow_response::Item;
use sqlx::PgConnection;

use crate::rpc::{self, Rpc};
use crate::{Caller, Deps, Error, when};

pub use pb::Event;

const BATCH: usize = 500;
const PAUSE: Duration = Duration::from_millis(250);
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

/// What a service makes of another's events. Applying an event twice must change nothing: after a restore the
/// whole history is read again.
pub trait Projection: Send + Sync + 'static {
    /// Applies a run of events, oldest first, in the transaction that also moves the cursor.
    fn apply(
        &self,
        tx: &mut PgConnection,
        events: &[Event],
    ) -> impl Future<Output = Result<(), Error>> + Send;

    /// Told once the effect and the place reached are committed, for those who also keep something in memory.
    fn committed(&self, _events: &[Event]) {}
}

/// The payload of an event when it is of the message `M`.
///
/// # Errors
/// [`Error::Internal`] when it says it is and does not decode.
pub fn payload<M: Message + Name + Default>(event: &Event) -> Result<Option<M>, Error> {
    let Some(payload) = &event.payload else { return Ok(None) };
    if payload.type_url.rsplit('/').next() != Some(M::full_name().as_str()) {
        return Ok(None);
    }
    M::decode(payload.value.as_slice()).map(Some).map_err(Error::internal)
}

/// Follows `source` on behalf of the service `reader` until it is stopped, through every failure.
pub async fn follow(
    deps: Deps,
    reader: &'static str,
    source: &'static str,
    rpc: Rpc,
    projection: impl Projection,
) {
    let mut pause = PAUSE;
    loop {
        let ended = tokio::select! {
            () = deps.stop.cancelled() => return,
            ended = follow_once(&deps, reader, source, rpc.clone(), &projection, &mut pause) => ended,
        };
        match ended {
            Ok(()) => {}
            Err(Error::OutOfRange) => {
                tracing::warn!(reader, source, "the feed starts again from its beginning");
                if let Err(error) = set_cursor(deps.db.pool(), source, 0).await {
                    tracing::warn!(reader, source, %error, "the cursor could not be set back");
                }
            }
            Err(error) => tracing::warn!(reader, source, %error, "following will go on shortly"),
        }
        tokio::select! {
            () = deps.stop.cancelled() => return,
            () = tokio::time::sleep(pause) => {}
        }
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

async fn follow_once(
    deps: &Deps,
    reader: &'static str,
    source: &'static str,
    rpc: Rpc,
    projection: &impl Projection,
    pause: &mut Duration,
) -> Result<(), Error> {
    let position = cursor(deps.db.pool(), source).await?;
    let message = pb::FollowRequest { service: source.to_owned(), position };
    let request = rpc::signed(&deps.signer, &Caller::service(reader), message)?;
    let stream = FeedClient::new(rpc).follow(request).await?.into_inner();
    let mut runs = stream.ready_chunks(BATCH);
    while let Some(run) = runs.next().await {
        let mut events = Vec::with_capacity(run.len());
        let mut bookmark_time = None;
        for response in run {
            match response?.item {
                Some(Item::Event(event)) => events.push(event),
                Some(Item::Bookmark(bookmark)) => bookmark_time = bookmark.bookmark_time,
                None => {}
            }
        }
        if let Some(last) = events.last().map(|event| event.position) {
            let mut tx = deps.db.begin().await?;
            projection.apply(&mut tx, &events).await?;
            set_cursor(&mut *tx, source, last).await?;
            tx.commit().await?;
            projection.committed(&events);
            *pause = PAUSE;
        }
        if let Ok(Some(time)) = when::time("bookmark_time", bookmark_time.as_ref()) {
            set_bookmark(deps.db.pool(), source, time).await?;
        }
    }
    Ok(())
}

/// Up to when everything in each of these feeds has been read; nothing unless all of them have said so.
///
/// # Errors
/// What the database said.
pub async fn read_until(
    db: impl sqlx::PgExecutor<'_>,
    sources: &[&str],
) -> Result<Option<DateTime<Utc>>, Error> {
    let (said, until): (i64, Option<DateTime<Utc>>) =
        sqlx::query_as("select count(bookmark_time), min(bookmark_time) from cursor where source = any($1)")
            .bind(sources)
            .fetch_one(db)
            .await?;
    let all = usize::try_from(said).is_ok_and(|said| said == sources.len());
    Ok(until.filter(|_| all))
}

/// How far this service has read in the feed of `source`.
///
/// # Errors
/// What the database said.
pub async fn cursor(db: impl sqlx::PgExecutor<'_>, source: &str) -> Result<i64, Error> {
    let position: Option<i64> = sqlx::query_scalar("select position from cursor where source = $1")
        .bind(source)
        .fetch_optional(db)
        .await?;
    Ok(position.unwrap_or(0))
}

async fn set_cursor(db: impl sqlx::PgExecutor<'_>, source: &str, position: i64) -> Result<(), Error> {
    sqlx::query(
        "insert into cursor (source, position) values ($1, $2)
         on conflict (source) do update
         set position = excluded.position,
             bookmark_time = case when excluded.position > 0 then cursor.bookmark_time end",
    )
    .bind(source)
    .bind(position)
    .execute(db)
    .await?;
    Ok(())
}

async fn set_bookmark(db: impl sqlx::PgExecutor<'_>, source: &str, time: DateTime<Utc>) -> Result<(), Error> {
    sqlx::query(
        "insert into cursor (source, position, bookmark_time) values ($1, 0, $2)
         on conflict (source) do update set bookmark_time = excluded.bookmark_time",
    )
    .bind(source)
    .bind(time)
    .execute(db)
    .await?;
    Ok(())
}
