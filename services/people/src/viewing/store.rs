//! The SQL of viewings.

use chrono::{DateTime, Utc};
use platform::{Error, Id, Page};
use sqlx::{FromRow, PgExecutor};
use uuid::Uuid;

use super::{Purpose, ViewerRole, Viewing};
use crate::person::Person;

#[derive(FromRow)]
struct Row {
    viewing_id: Uuid,
    person_id: Uuid,
    viewer: String,
    viewer_role: ViewerRole,
    what: String,
    purpose: Purpose,
    consent_id: Option<Uuid>,
    supporter_id: Option<Uuid>,
    view_time: DateTime<Utc>,
}

/// One page of the looks at a person's record, newest first, optionally of one viewer.
pub async fn list(
    db: impl PgExecutor<'_>,
    person: Id<Person>,
    viewer: &str,
    page: &Page,
) -> Result<Vec<Viewing>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select viewing_id, person_id, viewer, viewer_role, what, purpose, consent_id, supporter_id, view_time
         from viewing
         where person_id = $1 and ($2 = '' or viewer = $2) and viewing_id < $3
         order by viewing_id desc limit $4",
    )
    .bind(person.uuid())
    .bind(viewer)
    .bind(page.before)
    .bind(page.limit())
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Viewing::from).collect())
}

impl From<Row> for Viewing {
    fn from(row: Row) -> Self {
        Self {
            id: Id::from_uuid(row.viewing_id),
            person: Id::from_uuid(row.person_id),
            viewer: row.viewer,
            viewer_role: row.viewer_role,
            what: row.what,
            purpose: row.purpose,
            consent: row.consent_id,
            supporter: row.supporter_id,
            view_time: row.view_time,
        }
    }
}
