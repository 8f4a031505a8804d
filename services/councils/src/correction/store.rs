//! The SQL of corrections.

use chrono::{DateTime, Utc};
use platform::db::changed;
use platform::{Error, Id, Page};
use sqlx::{FromRow, PgConnection, PgExecutor};
use uuid::Uuid;

use super::{Correction, Question, Said, State};
use crate::council::GssCode;
use crate::framework::figures::{Kind, Status};

#[derive(FromRow)]
struct Row {
    correction_id: Uuid,
    gss_code: String,
    kind: Kind,
    question: Question,
    status: Status,
    computed_status: Status,
    reason: String,
    state: State,
    withdraw_time: Option<DateTime<Utc>>,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

/// The correction of that id.
pub async fn get(db: impl PgExecutor<'_>, id: Id<Correction>) -> Result<Correction, Error> {
    let row: Option<Row> = sqlx::query_as(
        "select correction_id, gss_code, kind, question, status, computed_status, reason, state, withdraw_time,
                version, create_time, update_time
         from correction where correction_id = $1",
    )
    .bind(id.uuid())
    .fetch_optional(db)
    .await?;
    row.ok_or_else(|| Error::not_found(id))?.correction()
}

/// One page of a framework's corrections, newest first.
pub async fn list(
    db: impl PgExecutor<'_>,
    code: &GssCode,
    state: Option<State>,
    page: &Page,
) -> Result<Vec<Correction>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select correction_id, gss_code, kind, question, status, computed_status, reason, state, withdraw_time,
                version, create_time, update_time
         from correction
         where gss_code = $1 and ($2::text is null or state = $2) and correction_id < $3
         order by correction_id desc limit $4",
    )
    .bind(code.as_str())
    .bind(state)
    .bind(page.before)
    .bind(page.limit())
    .fetch_all(db)
    .await?;
    rows.into_iter().map(Row::correction).collect()
}

/// Whether a current correction answers that question.
pub async fn any_current(
    db: impl PgExecutor<'_>,
    code: &GssCode,
    kind: Kind,
    question: Question,
) -> Result<bool, Error> {
    let any = sqlx::query_scalar(
        "select exists (select from correction
                        where gss_code = $1 and kind = $2 and question = $3 and state = 'current')",
    )
    .bind(code.as_str())
    .bind(kind)
    .bind(question)
    .fetch_one(db)
    .await?;
    Ok(any)
}

/// Keeps a new correction.
pub async fn insert(tx: &mut PgConnection, correction: &Correction) -> Result<(), Error> {
    sqlx::query(
        "insert into correction (correction_id, gss_code, kind, question, status, computed_status, reason, state,
                                 withdraw_time, version, create_time, update_time)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(correction.id.uuid())
    .bind(correction.gss_code.as_str())
    .bind(correction.said.kind)
    .bind(correction.said.question)
    .bind(correction.said.status)
    .bind(correction.computed_status)
    .bind(&correction.said.reason)
    .bind(correction.state)
    .bind(correction.withdraw_time)
    .bind(correction.version)
    .bind(correction.create_time)
    .bind(correction.update_time)
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps a correction that was taken back, if nobody changed it since version `before`.
pub async fn update(tx: &mut PgConnection, correction: &Correction, before: i64) -> Result<(), Error> {
    let updated = sqlx::query(
        "update correction set state = $3, withdraw_time = $4, version = $5, update_time = $6
         where correction_id = $1 and version = $2",
    )
    .bind(correction.id.uuid())
    .bind(before)
    .bind(correction.state)
    .bind(correction.withdraw_time)
    .bind(correction.version)
    .bind(correction.update_time)
    .execute(tx)
    .await?;
    changed(&updated)
}

impl Row {
    fn correction(self) -> Result<Correction, Error> {
        let gss_code =
            GssCode::new(&self.gss_code).ok_or_else(|| Error::internal("a correction without a code"))?;
        Ok(Correction {
            id: Id::from_uuid(self.correction_id),
            gss_code,
            said: Said { kind: self.kind, question: self.question, status: self.status, reason: self.reason },
            computed_status: self.computed_status,
            state: self.state,
            withdraw_time: self.withdraw_time,
            version: self.version,
            create_time: self.create_time,
            update_time: self.update_time,
        })
    }
}
