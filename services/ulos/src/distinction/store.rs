//! The SQL of distinctions.

use chrono::{DateTime, Utc};
use platform::db::changed;
use platform::{Error, Id, Page};
use sqlx::{FromRow, PgConnection, PgExecutor};
use uuid::Uuid;

use super::{Distinction, Found, State};
use crate::ulo::Ulo;

#[derive(FromRow)]
struct Row {
    distinction_id: Uuid,
    ulo_id: Uuid,
    other_ulo_id: Uuid,
    reason: String,
    decider: String,
    withdrawer: Option<String>,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

/// The one of that id.
pub async fn get(db: impl PgExecutor<'_>, id: Id<Distinction>) -> Result<Distinction, Error> {
    let row: Option<Row> = sqlx::query_as(
        "select distinction_id, ulo_id, other_ulo_id, reason, decider, withdrawer, version, create_time, update_time
         from distinction where distinction_id = $1",
    )
    .bind(id.uuid())
    .fetch_optional(db)
    .await?;
    row.map(Distinction::from).ok_or_else(|| Error::not_found(id))
}

/// One page of them, newest first.
pub async fn list(
    db: impl PgExecutor<'_>,
    ulo: Option<Id<Ulo>>,
    state: Option<State>,
    page: &Page,
) -> Result<Vec<Distinction>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select distinction_id, ulo_id, other_ulo_id, reason, decider, withdrawer, version, create_time, update_time
         from distinction
         where ($1::uuid is null or ulo_id = $1 or other_ulo_id = $1)
           and ($2::text is null or state = $2)
           and distinction_id < $3
         order by distinction_id desc limit $4",
    )
    // Planned anew for the filters given: a plan kept for any of them could use the index of none.
    .persistent(false)
    .bind(ulo.map(Id::uuid))
    .bind(state)
    .bind(page.before)
    .bind(page.limit())
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Distinction::from).collect())
}

/// Keeps a new one.
pub async fn insert(tx: &mut PgConnection, distinction: &Distinction) -> Result<(), Error> {
    sqlx::query(
        "insert into distinction (distinction_id, ulo_id, other_ulo_id, reason, decider, state, version, create_time,
                                  update_time)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(distinction.id.uuid())
    .bind(distinction.found.ulo.uuid())
    .bind(distinction.found.other.uuid())
    .bind(&distinction.found.reason)
    .bind(&distinction.decider)
    .bind(distinction.state())
    .bind(distinction.version)
    .bind(distinction.create_time)
    .bind(distinction.update_time)
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps a changed one, if nobody changed it since version `before`.
pub async fn update(tx: &mut PgConnection, distinction: &Distinction, before: i64) -> Result<(), Error> {
    let updated = sqlx::query(
        "update distinction set withdrawer = $3, state = $4, version = $5, update_time = $6
         where distinction_id = $1 and version = $2",
    )
    .bind(distinction.id.uuid())
    .bind(before)
    .bind(&distinction.withdrawer)
    .bind(distinction.state())
    .bind(distinction.version)
    .bind(distinction.update_time)
    .execute(tx)
    .await?;
    changed(&updated)
}

impl From<Row> for Distinction {
    fn from(row: Row) -> Self {
        let (ulo, other) = (Id::from_uuid(row.ulo_id), Id::from_uuid(row.other_ulo_id));
        Self {
            id: Id::from_uuid(row.distinction_id),
            found: Found { ulo, other, reason: row.reason },
            decider: row.decider,
            withdrawer: row.withdrawer,
            version: row.version,
            create_time: row.create_time,
            update_time: row.update_time,
        }
    }
}
