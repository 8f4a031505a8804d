//! The SQL of what a proposal is made from.

use chrono::{DateTime, Utc};
use platform::{Error, Id};
use sqlx::{FromRow, PgExecutor};
use uuid::Uuid;

use super::{Past, Points};
use crate::broker::Broker;
use crate::case::{self, CloseReason};
use crate::introduction::{Introduction, Kind};
use crate::names::{Person, Ulo};

#[derive(FromRow)]
struct PastRow {
    broker_id: Uuid,
    kind: Kind,
    state: case::State,
    close_reason: Option<CloseReason>,
    update_time: DateTime<Utc>,
}

/// The cases of a person in an organisation.
pub async fn past(db: impl PgExecutor<'_>, person: Id<Person>, ulo: Id<Ulo>) -> Result<Vec<Past>, Error> {
    let rows: Vec<PastRow> = sqlx::query_as(
        "select broker_id, kind, state, close_reason, update_time from \"case\"
         where person_id = $1 and ulo_id = $2",
    )
    .bind(person.uuid())
    .bind(ulo.uuid())
    .fetch_all(db)
    .await?;
    let past = |row: PastRow| Past {
        broker: Id::from_uuid(row.broker_id),
        kind: row.kind,
        state: row.state,
        close_reason: row.close_reason,
        update_time: row.update_time,
    };
    Ok(rows.into_iter().map(past).collect())
}

/// The points of the other introductions that wait before an organisation and name someone, by whom they name.
pub async fn asked(
    db: impl PgExecutor<'_>,
    ulo: Id<Ulo>,
    but: Id<Introduction>,
) -> Result<Vec<(Id<Broker>, i32)>, Error> {
    let rows: Vec<Points> = sqlx::query_as(
        "select broker_id, sum(weight) from introduction
         where ulo_id = $1 and state = 'offered' and broker_id is not null and introduction_id <> $2
         group by broker_id",
    )
    .bind(ulo.uuid())
    .bind(but.uuid())
    .fetch_all(db)
    .await?;
    let points = |(broker, weight)| (Id::from_uuid(broker), i32::try_from(weight).unwrap_or(i32::MAX));
    Ok(rows.into_iter().map(points).collect())
}
