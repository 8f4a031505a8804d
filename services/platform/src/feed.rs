//! The events of a service as a stream that never ends.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use proto::feed::v1 as pb;
use tokio::sync::{mpsc, watch};
use tokio::time::Instant;
use tokio_stream::Stream;
use tokio_stream::wrappers::ReceiverStream;
use tokio_util::sync::CancellationToken;
use tonic::{Request, Response, Status};

use crate::db::{Db, Pool};
use crate::event::EventRow;
use crate::{Caller, Error, Role, when};

const BATCH: i64 = 500;
/// How long an event sequenced by another process can wait unseen.
const POLL: Duration = Duration::from_millis(100);
const BOOKMARK_EVERY: Duration = Duration::from_secs(5);

/// Where one service's events come from.
#[derive(Clone)]
pub struct Source {
    pub(crate) db: Db,
    /// The last position given, as far as this process knows.
    pub(crate) told: watch::Receiver<i64>,
}

/// The gRPC service `alongside.feed.v1.Feed` over the services of this process.
#[derive(Clone)]
pub struct Feed {
    sources: Arc<BTreeMap<&'static str, Source>>,
    stop: CancellationToken,
}

impl Feed {
    /// Serves these services' events until `stop`.
    pub fn new(sources: impl IntoIterator<Item = (&'static str, Source)>, stop: CancellationToken) -> Self {
        Self { sources: Arc::new(sources.into_iter().collect()), stop }
    }
}

#[tonic::async_trait]
impl pb::feed_server::Feed for Feed {
    type FollowStream = Pin<Box<dyn Stream<Item = Result<pb::FollowResponse, Status>> + Send>>;

    async fn follow(
        &self,
        request: Request<pb::FollowRequest>,
    ) -> Result<Response<Self::FollowStream>, Status> {
        let caller = request.extensions().get::<Caller>().ok_or(Error::Unauthenticated)?;
        if !matches!(caller.role, Role::Service | Role::Operator) {
            return Err(Error::Forbidden.into());
        }
        let request = request.into_inner();
        let source = self.sources.get(request.service.as_str()).ok_or_else(|| {
            let known: Vec<&str> = self.sources.keys().copied().collect();
            Error::invalid("service", format!("use one of: {}", known.join(", ")))
        })?;
        check_position(source.db.pool(), request.position).await?;
        let (send, receive) = mpsc::channel(1024);
        tokio::spawn(pump(source.clone(), request.position, send, self.stop.clone()));
        Ok(Response::new(Box::pin(ReceiverStream::new(receive))))
    }
}

async fn check_position(pool: &Pool, position: i64) -> Result<(), Error> {
    if position < 0 {
        return Err(Error::invalid("position", "give 0 or the last position you have"));
    }
    let (first, last): (Option<i64>, i64) = sqlx::query_as(
        "select (select min(position) from event where position is not null), last_position from sequencer",
    )
    .fetch_one(pool)
    .await?;
    // Behind the history kept, or ahead of it after a restore.
    let reaches_back = first.is_none_or(|first| position >= first - 1);
    if position > last || !reaches_back {
        return Err(Error::OutOfRange);
    }
    Ok(())
}

type Sender = mpsc::Sender<Result<pb::FollowResponse, Status>>;

async fn pump(mut source: Source, mut position: i64, send: Sender, stop: CancellationToken) {
    let mut said = Instant::now();
    loop {
        let rows = match after(source.db.pool(), position).await {
            Ok(rows) => rows,
            Err(error) => {
                let _ = send.send(Err(error.into())).await;
                return;
            }
        };
        let full = i64::try_from(rows.len()).unwrap_or(BATCH) == BATCH;
        for row in rows {
            position = row.position.unwrap_or(position);
            if send.send(Ok(event(row))).await.is_err() {
                return;
            }
        }
        if bookmark_is_due(full, said.elapsed()) {
            said = Instant::now();
            if send.send(Ok(bookmark(position))).await.is_err() {
                return;
            }
        }
        if full {
            continue;
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = send.closed() => return,
            _ = source.told.changed() => {}
            () = tokio::time::sleep(POLL) => {}
        }
    }
}

/// A reader who is still given history has not read everything that happened by now.
fn bookmark_is_due(more_to_give: bool, since_the_last: Duration) -> bool {
    !more_to_give && since_the_last >= BOOKMARK_EVERY
}

async fn after(pool: &Pool, position: i64) -> Result<Vec<EventRow>, Error> {
    let rows = sqlx::query_as(
        "select event_id, stream, stream_version, kind, payload_type, payload, occur_time, position
         from event where position > $1 order by position limit $2",
    )
    .bind(position)
    .bind(BATCH)
    .fetch_all(pool)
    .await?;
    Ok(rows)
}

fn event(row: EventRow) -> pb::FollowResponse {
    pb::FollowResponse {
        item: Some(pb::follow_response::Item::Event(pb::Event {
            event_id: row.event_id.to_string(),
            stream: row.stream,
            stream_version: row.stream_version,
            kind: row.kind,
            payload: Some(prost_types::Any {
                type_url: format!("type.googleapis.com/{}", row.payload_type),
                value: row.payload,
            }),
            occur_time: when::stamp(row.occur_time),
            position: row.position.unwrap_or_default(),
        })),
    }
}

fn bookmark(position: i64) -> pb::FollowResponse {
    pb::FollowResponse {
        item: Some(pb::follow_response::Item::Bookmark(pb::Bookmark {
            position,
            bookmark_time: when::stamp(chrono::Utc::now()),
        })),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_bookmark_comes_before_the_end_of_history() {
        assert!(bookmark_is_due(false, BOOKMARK_EVERY));
        assert!(!bookmark_is_due(true, BOOKMARK_EVERY * 100));
        assert!(!bookmark_is_due(false, BOOKMARK_EVERY / 2));
    }
}
