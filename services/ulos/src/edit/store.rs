//! The SQL of changes that wait.

use chrono::{DateTime, Utc};
use platform::db::changed;
use platform::{Error, Id, Page};
use sqlx::types::Json;
use sqlx::{FromRow, PgConnection, PgExecutor};
use uuid::Uuid;

use super::{Edit, State};
use crate::ulo::{ReliedOn, Ulo};

#[derive(FromRow)]
struct Row {
    edit_id: Uuid,
    ulo_id: Uuid,
    before: Json<ReliedOn>,
    after: Json<ReliedOn>,
    proposer: String,
    decider: String,
    reason: String,
    state: State,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

/// The change of that id.
pub async fn get(db: impl PgExecutor<'_>, id: Id<Edit>) -> Result<Edit, Error> {
    let row: Option<Row> = sqlx::query_as(
        "select edit_id, ulo_id, before, after, proposer, decider, reason, state, version, create_time, update_time
         from edit where edit_id = $1",
    )
    .bind(id.uuid())
    .fetch_optional(db)
    .await?;
    row.map(Edit::from).ok_or_else(|| Error::not_found(id))
}

/// The change of an organisation that waits.
pub async fn pending(db: impl PgExecutor<'_>, ulo: Id<Ulo>) -> Result<Option<Edit>, Error> {
    let row: Option<Row> = sqlx::query_as(
        "select edit_id, ulo_id, before, after, proposer, decider, reason, state, version, create_time, update_time
         from edit where ulo_id = $1 and state = 'pending'",
    )
    .bind(ulo.uuid())
    .fetch_optional(db)
    .await?;
    Ok(row.map(Edit::from))
}

/// One page of changes, newest first: of that organisation, of those in that council when it is not empty.
pub async fn list(
    db: impl PgExecutor<'_>,
    (ulo, council): (Option<Uuid>, String),
    state: Option<State>,
    page: &Page,
) -> Result<Vec<Edit>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select edit_id, ulo_id, before, after, proposer, decider, reason, edit.state, edit.version, edit.create_time,
                edit.update_time
         from edit join ulo using (ulo_id)
         where ($1::uuid is null or ulo_id = $1)
           and ($2 = '' or councils @> array[$2])
           and ($3::text is null or edit.state = $3)
           and edit_id < $4
         order by edit_id desc limit $5",
    )
    // Planned anew for the filters given: a plan kept for any of them could use the index of none.
    .persistent(false)
    .bind(ulo)
    .bind(council)
    .bind(state)
    .bind(page.before)
    .bind(page.limit())
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Edit::from).collect())
}

/// Keeps a new change.
pub async fn insert(tx: &mut PgConnection, edit: &Edit) -> Result<(), Error> {
    sqlx::query(
        "insert into edit (edit_id, ulo_id, before, after, proposer, decider, reason, state, version, create_time,
                           update_time)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(edit.id.uuid())
    .bind(edit.ulo.uuid())
    .bind(Json(&edit.before))
    .bind(Json(&edit.after))
    .bind(&edit.proposer)
    .bind(&edit.decider)
    .bind(&edit.reason)
    .bind(edit.state)
    .bind(edit.version)
    .bind(edit.create_time)
    .bind(edit.update_time)
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps a change as it now is, if nobody changed it since version `before`.
pub async fn update(tx: &mut PgConnection, edit: &Edit, before: i64) -> Result<(), Error> {
    let updated = sqlx::query(
        "update edit set before = $3, after = $4, proposer = $5, decider = $6, reason = $7, state = $8, version = $9,
                update_time = $10
         where edit_id = $1 and version = $2",
    )
    .bind(edit.id.uuid())
    .bind(before)
    .bind(Json(&edit.before))
    .bind(Json(&edit.after))
    .bind(&edit.proposer)
    .bind(&edit.decider)
    .bind(&edit.reason)
    .bind(edit.state)
    .bind(edit.version)
    .bind(edit.update_time)
    .execute(tx)
    .await?;
    changed(&updated)
}

impl From<Row> for Edit {
    fn from(row: Row) -> Self {
        Self {
            id: Id::from_uuid(row.edit_id),
            ulo: Id::from_uuid(row.ulo_id),
            before: row.before.0,
            after: row.after.0,
            proposer: row.proposer,
            decider: row.decider,
            reason: row.reason,
            state: row.state,
            version: row.version,
            create_time: row.create_time,
            update_time: row.update_time,
        }
    }
}
