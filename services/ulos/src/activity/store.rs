//! The SQL of activities.

use chrono::{DateTime, NaiveDate, Utc};
use platform::db::changed;
use platform::{Error, Id, Page};
use sqlx::types::Json;
use sqlx::{FromRow, PgConnection, PgExecutor};
use uuid::Uuid;

use super::{Activity, Deed, State, What};
use crate::ulo::Ulo;

#[derive(FromRow)]
struct Row {
    activity_id: Uuid,
    ulo_id: Uuid,
    activity_date: NaiveDate,
    what: Json<What>,
    state: State,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

/// The record of that id.
pub async fn get(db: impl PgExecutor<'_>, id: Id<Activity>) -> Result<Activity, Error> {
    let row: Option<Row> = sqlx::query_as(
        "select activity_id, ulo_id, activity_date, what, state, version, create_time, update_time
         from activity where activity_id = $1",
    )
    .bind(id.uuid())
    .fetch_optional(db)
    .await?;
    row.map(Activity::from).ok_or_else(|| Error::not_found(id))
}

/// One page of an organisation's records, newest first.
pub async fn list(
    db: impl PgExecutor<'_>,
    ulo: Id<Ulo>,
    state: Option<State>,
    page: &Page,
) -> Result<Vec<Activity>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select activity_id, ulo_id, activity_date, what, state, version, create_time, update_time
         from activity
         where ulo_id = $1 and ($2::text is null or state = $2) and activity_id < $3
         order by activity_id desc limit $4",
    )
    .bind(ulo.uuid())
    .bind(state)
    .bind(page.before)
    .bind(page.limit())
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Activity::from).collect())
}

/// Everything of an organisation that counts.
pub async fn current_of(db: impl PgExecutor<'_>, ulo: Id<Ulo>) -> Result<Vec<Activity>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select activity_id, ulo_id, activity_date, what, state, version, create_time, update_time
         from activity where ulo_id = $1 and state = 'current' order by activity_id",
    )
    .bind(ulo.uuid())
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Activity::from).collect())
}

/// How many of an organisation count.
pub async fn count_current(db: impl PgExecutor<'_>, ulo: Id<Ulo>) -> Result<i64, Error> {
    let count = sqlx::query_scalar("select count(*) from activity where ulo_id = $1 and state = 'current'")
        .bind(ulo.uuid())
        .fetch_one(db)
        .await?;
    Ok(count)
}

/// Keeps a new record.
pub async fn insert(tx: &mut PgConnection, activity: &Activity) -> Result<(), Error> {
    sqlx::query(
        "insert into activity (activity_id, ulo_id, activity_date, what, state, version, create_time, update_time)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(activity.id.uuid())
    .bind(activity.ulo.uuid())
    .bind(activity.deed.date)
    .bind(Json(&activity.deed.what))
    .bind(activity.state)
    .bind(activity.version)
    .bind(activity.create_time)
    .bind(activity.update_time)
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps a changed record, if nobody changed it since version `before`.
pub async fn update(tx: &mut PgConnection, activity: &Activity, before: i64) -> Result<(), Error> {
    let updated = sqlx::query(
        "update activity set activity_date = $3, what = $4, state = $5, version = $6, update_time = $7
         where activity_id = $1 and version = $2",
    )
    .bind(activity.id.uuid())
    .bind(before)
    .bind(activity.deed.date)
    .bind(Json(&activity.deed.what))
    .bind(activity.state)
    .bind(activity.version)
    .bind(activity.update_time)
    .execute(tx)
    .await?;
    changed(&updated)
}

impl From<Row> for Activity {
    fn from(row: Row) -> Self {
        Self {
            id: Id::from_uuid(row.activity_id),
            ulo: Id::from_uuid(row.ulo_id),
            deed: Deed { date: row.activity_date, what: row.what.0 },
            state: row.state,
            version: row.version,
            create_time: row.create_time,
            update_time: row.update_time,
        }
    }
}
