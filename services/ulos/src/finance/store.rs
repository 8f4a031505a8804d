//! The SQL of finances.

use chrono::{DateTime, NaiveDate, Utc};
use platform::db::{OnConstraint as _, changed};
use platform::{Error, Id, Page};
use sqlx::{FromRow, PgConnection, PgExecutor};
use uuid::Uuid;

use super::{Finance, Statement};
use crate::ulo::Ulo;

#[derive(FromRow)]
struct Row {
    finance_id: Uuid,
    ulo_id: Uuid,
    reserves_pence: Option<i64>,
    monthly_cost_pence: Option<i64>,
    statement_date: NaiveDate,
    closure_plan: String,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

/// The record of that id.
pub async fn get(db: impl PgExecutor<'_>, id: Id<Finance>) -> Result<Finance, Error> {
    let row: Option<Row> = sqlx::query_as(
        "select finance_id, ulo_id, reserves_pence, monthly_cost_pence, statement_date, closure_plan, version,
                create_time, update_time
         from finance where finance_id = $1",
    )
    .bind(id.uuid())
    .fetch_optional(db)
    .await?;
    row.map(Finance::from).ok_or_else(|| Error::not_found(id))
}

/// One page of the records of an organisation: one, or none.
pub async fn list(db: impl PgExecutor<'_>, ulo: Id<Ulo>, page: &Page) -> Result<Vec<Finance>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select finance_id, ulo_id, reserves_pence, monthly_cost_pence, statement_date, closure_plan, version,
                create_time, update_time
         from finance where ulo_id = $1 and finance_id < $2
         order by finance_id desc limit $3",
    )
    .bind(ulo.uuid())
    .bind(page.before)
    .bind(page.limit())
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Finance::from).collect())
}

/// Keeps a new record.
pub async fn insert(tx: &mut PgConnection, finance: &Finance) -> Result<(), Error> {
    let statement = &finance.statement;
    sqlx::query(
        "insert into finance (finance_id, ulo_id, reserves_pence, monthly_cost_pence, statement_date, closure_plan,
                              version, create_time, update_time)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(finance.id.uuid())
    .bind(finance.ulo.uuid())
    .bind(statement.reserves_pence)
    .bind(statement.monthly_cost_pence)
    .bind(statement.statement_date)
    .bind(&statement.closure_plan)
    .bind(finance.version)
    .bind(finance.create_time)
    .bind(finance.update_time)
    .execute(tx)
    .await
    .on_constraint("finance_one_per_ulo", || {
        Error::already_exists("FINANCE_EXISTS", "this organisation has a finance record: change that one")
    })?;
    Ok(())
}

/// Keeps a changed record, if nobody changed it since version `before`.
pub async fn update(tx: &mut PgConnection, finance: &Finance, before: i64) -> Result<(), Error> {
    let statement = &finance.statement;
    let updated = sqlx::query(
        "update finance set reserves_pence = $3, monthly_cost_pence = $4, statement_date = $5, closure_plan = $6,
                version = $7, update_time = $8
         where finance_id = $1 and version = $2",
    )
    .bind(finance.id.uuid())
    .bind(before)
    .bind(statement.reserves_pence)
    .bind(statement.monthly_cost_pence)
    .bind(statement.statement_date)
    .bind(&statement.closure_plan)
    .bind(finance.version)
    .bind(finance.update_time)
    .execute(tx)
    .await?;
    changed(&updated)
}

impl From<Row> for Finance {
    fn from(row: Row) -> Self {
        Self {
            id: Id::from_uuid(row.finance_id),
            ulo: Id::from_uuid(row.ulo_id),
            statement: Statement {
                reserves_pence: row.reserves_pence,
                monthly_cost_pence: row.monthly_cost_pence,
                statement_date: row.statement_date,
                closure_plan: row.closure_plan,
            },
            version: row.version,
            create_time: row.create_time,
            update_time: row.update_time,
        }
    }
}
