//! The SQL of adoptions.

use chrono::{DateTime, NaiveDate, Utc};
use platform::db::{OnConstraint as _, changed};
use platform::{Error, Id, Page};
use sqlx::{FromRow, PgConnection, PgExecutor};
use uuid::Uuid;

use super::{AdopterVerdict, Adoption, Said};
use crate::solution::Solution;
use crate::ulo::Ulo;

#[derive(FromRow)]
struct Row {
    adoption_id: Uuid,
    solution_id: Uuid,
    ulo_id: Uuid,
    adopt_date: NaiveDate,
    verdict: Option<AdopterVerdict>,
    words: String,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

/// The adoption of that id.
pub async fn get(db: impl PgExecutor<'_>, id: Id<Adoption>) -> Result<Adoption, Error> {
    let row: Option<Row> = sqlx::query_as(
        "select adoption_id, solution_id, ulo_id, adopt_date, verdict, words, version, create_time, update_time
         from adoption where adoption_id = $1",
    )
    .bind(id.uuid())
    .fetch_optional(db)
    .await?;
    row.map(Adoption::from).ok_or_else(|| Error::not_found(id))
}

/// One page of adoptions, newest first.
pub async fn list(
    db: impl PgExecutor<'_>,
    solution: Option<Id<Solution>>,
    ulo: Option<Id<Ulo>>,
    page: &Page,
) -> Result<Vec<Adoption>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select adoption_id, solution_id, ulo_id, adopt_date, verdict, words, version, create_time, update_time
         from adoption
         where ($1::uuid is null or solution_id = $1) and ($2::uuid is null or ulo_id = $2) and adoption_id < $3
         order by adoption_id desc limit $4",
    )
    // Planned anew for the filters given: a plan kept for any of them could use the index of none.
    .persistent(false)
    .bind(solution.map(Id::uuid))
    .bind(ulo.map(Id::uuid))
    .bind(page.before)
    .bind(page.limit())
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Adoption::from).collect())
}

/// Keeps a new adoption.
pub async fn insert(tx: &mut PgConnection, adoption: &Adoption) -> Result<(), Error> {
    sqlx::query(
        "insert into adoption (adoption_id, solution_id, ulo_id, adopt_date, verdict, words, version, create_time,
                               update_time)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(adoption.id.uuid())
    .bind(adoption.solution.uuid())
    .bind(adoption.ulo.uuid())
    .bind(adoption.said.adopt_date)
    .bind(adoption.said.verdict)
    .bind(&adoption.said.words)
    .bind(adoption.version)
    .bind(adoption.create_time)
    .bind(adoption.update_time)
    .execute(tx)
    .await
    .on_constraint("adoption_once", || {
        Error::already_exists("ADOPTION_EXISTS", "you adopted this before: change what you say of it")
    })?;
    Ok(())
}

/// Keeps a changed adoption, if nobody changed it since version `before`.
pub async fn update(tx: &mut PgConnection, adoption: &Adoption, before: i64) -> Result<(), Error> {
    let updated = sqlx::query(
        "update adoption set adopt_date = $3, verdict = $4, words = $5, version = $6, update_time = $7
         where adoption_id = $1 and version = $2",
    )
    .bind(adoption.id.uuid())
    .bind(before)
    .bind(adoption.said.adopt_date)
    .bind(adoption.said.verdict)
    .bind(&adoption.said.words)
    .bind(adoption.version)
    .bind(adoption.update_time)
    .execute(tx)
    .await?;
    changed(&updated)
}

impl From<Row> for Adoption {
    fn from(row: Row) -> Self {
        Self {
            id: Id::from_uuid(row.adoption_id),
            solution: Id::from_uuid(row.solution_id),
            ulo: Id::from_uuid(row.ulo_id),
            said: Said { adopt_date: row.adopt_date, verdict: row.verdict, words: row.words },
            version: row.version,
            create_time: row.create_time,
            update_time: row.update_time,
        }
    }
}
