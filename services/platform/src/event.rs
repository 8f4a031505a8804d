//! What happened: one row for every change, in the transaction of the change.

use chrono::{DateTime, Utc};
use prost::{Message, Name};
use sqlx::{FromRow, PgConnection};
use uuid::Uuid;

use crate::Error;

/// One change of one record.
#[derive(Debug, Clone)]
pub struct Change {
    /// Name of the record, `people/0190…`.
    pub stream: String,
    /// The record's version after the change.
    pub version: i64,
    /// `noun.past_participle`.
    pub kind: &'static str,
    payload_type: String,
    payload: Vec<u8>,
    occur_time: DateTime<Utc>,
}

impl Change {
    /// A change, told by the record as it is now, **without its private text**.
    pub fn new<M: Message + Name>(
        kind: &'static str,
        stream: impl ToString,
        version: i64,
        record: &M,
        occur_time: DateTime<Utc>,
    ) -> Self {
        Self {
            stream: stream.to_string(),
            version,
            kind,
            payload_type: M::full_name(),
            payload: record.encode_to_vec(),
            occur_time,
        }
    }

    /// The columns of the row this becomes, for a statement that writes record and event in one.
    pub fn row(&self) -> EventRow {
        EventRow {
            event_id: Uuid::now_v7(),
            stream: self.stream.clone(),
            stream_version: self.version,
            kind: self.kind.to_owned(),
            payload_type: self.payload_type.clone(),
            payload: self.payload.clone(),
            occur_time: self.occur_time,
            position: None,
        }
    }
}

/// A row of the table `event`.
#[derive(Debug, Clone, FromRow)]
pub struct EventRow {
    /// UUIDv7, made by the writer.
    pub event_id: Uuid,
    /// Name of the record.
    pub stream: String,
    /// The record's version after the change.
    pub stream_version: i64,
    /// `noun.past_participle`.
    pub kind: String,
    /// Full name of the payload's message.
    pub payload_type: String,
    /// The message, encoded.
    pub payload: Vec<u8>,
    /// When it happened.
    pub occur_time: DateTime<Utc>,
    /// Place in the feed, once sequenced.
    pub position: Option<i64>,
}

/// Writes the event of a change.
///
/// # Errors
/// [`Error::Stale`] when the record already has an event of that version.
pub async fn append(tx: &mut PgConnection, change: &Change) -> Result<(), Error> {
    use crate::db::OnConstraint as _;
    let row = change.row();
    sqlx::query(
        "insert into event (event_id, stream, stream_version, kind, payload_type, payload, occur_time)
         values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(row.event_id)
    .bind(row.stream)
    .bind(row.stream_version)
    .bind(row.kind)
    .bind(row.payload_type)
    .bind(row.payload)
    .bind(row.occur_time)
    .execute(tx)
    .await
    .on_constraint("event_one_per_version", || Error::Stale)?;
    Ok(())
}
