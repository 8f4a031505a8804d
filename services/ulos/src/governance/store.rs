//! The SQL of governance.

use chrono::{DateTime, NaiveDate, Utc};
use platform::db::{OnConstraint as _, changed};
use platform::{Error, Id, Page};
use sqlx::types::Json;
use sqlx::{FromRow, PgConnection, PgExecutor};
use uuid::Uuid;

use super::{Count, Evidence, Facts, Governance};
use crate::ulo::Ulo;

#[derive(FromRow)]
struct Row {
    governance_id: Uuid,
    ulo_id: Uuid,
    board_size: Option<i32>,
    board_from_constituency: Option<i32>,
    staff_size: Option<i32>,
    staff_from_constituency: Option<i32>,
    volunteer_size: Option<i32>,
    volunteers_from_constituency: Option<i32>,
    accountability: Json<Vec<Evidence>>,
    statement_date: NaiveDate,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

/// The record of that id.
pub async fn get(db: impl PgExecutor<'_>, id: Id<Governance>) -> Result<Governance, Error> {
    let row: Option<Row> = sqlx::query_as(
        "select governance_id, ulo_id, board_size, board_from_constituency, staff_size, staff_from_constituency,
                volunteer_size, volunteers_from_constituency, accountability, statement_date, version, create_time,
                update_time
         from governance where governance_id = $1",
    )
    .bind(id.uuid())
    .fetch_optional(db)
    .await?;
    row.map(Governance::from).ok_or_else(|| Error::not_found(id))
}

/// One page of records, newest first, optionally only that of one organisation or of those still listed.
pub async fn list(
    db: impl PgExecutor<'_>,
    ulo: Option<Id<Ulo>>,
    listed_only: bool,
    page: &Page,
) -> Result<Vec<Governance>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select governance_id, ulo_id, board_size, board_from_constituency, staff_size, staff_from_constituency,
                volunteer_size, volunteers_from_constituency, accountability, statement_date,
                governance.version, governance.create_time, governance.update_time
         from governance join ulo using (ulo_id)
         where ($1::uuid is null or ulo_id = $1) and (not $2 or ulo.state = 'listed') and governance_id < $3
         order by governance_id desc limit $4",
    )
    // Planned anew for the filters given: a plan kept for any of them could use the index of none.
    .persistent(false)
    .bind(ulo.map(Id::uuid))
    .bind(listed_only)
    .bind(page.before)
    .bind(page.limit())
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Governance::from).collect())
}

/// The records of these organisations.
pub async fn of_ulos(db: impl PgExecutor<'_>, ulos: &[Uuid]) -> Result<Vec<Governance>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select governance_id, ulo_id, board_size, board_from_constituency, staff_size, staff_from_constituency,
                volunteer_size, volunteers_from_constituency, accountability, statement_date, version, create_time,
                update_time
         from governance where ulo_id = any($1)",
    )
    .bind(ulos)
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Governance::from).collect())
}

/// The record of one organisation, or that of every one that is listed.
pub async fn of(db: impl PgExecutor<'_>, ulo: Option<Id<Ulo>>) -> Result<Vec<Governance>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select governance_id, ulo_id, board_size, board_from_constituency, staff_size, staff_from_constituency,
                volunteer_size, volunteers_from_constituency, accountability, statement_date,
                governance.version, governance.create_time, governance.update_time
         from governance join ulo using (ulo_id)
         where case when $1::uuid is null then ulo.state = 'listed' else ulo_id = $1 end",
    )
    .persistent(false)
    .bind(ulo.map(Id::uuid))
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Governance::from).collect())
}

/// Keeps a new record.
pub async fn insert(tx: &mut PgConnection, governance: &Governance) -> Result<(), Error> {
    let facts = &governance.facts;
    sqlx::query(
        "insert into governance (governance_id, ulo_id, board_size, board_from_constituency, staff_size,
                                 staff_from_constituency, volunteer_size, volunteers_from_constituency,
                                 accountability, statement_date, version, create_time, update_time)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
    )
    .bind(governance.id.uuid())
    .bind(governance.ulo.uuid())
    .bind(facts.board.size)
    .bind(facts.board.from_constituency)
    .bind(facts.staff.size)
    .bind(facts.staff.from_constituency)
    .bind(facts.volunteers.size)
    .bind(facts.volunteers.from_constituency)
    .bind(Json(&facts.accountability))
    .bind(facts.statement_date)
    .bind(governance.version)
    .bind(governance.create_time)
    .bind(governance.update_time)
    .execute(tx)
    .await
    .on_constraint("governance_one_per_ulo", || {
        Error::already_exists(
            "GOVERNANCE_EXISTS",
            "this organisation has a governance record: change that one",
        )
    })?;
    Ok(())
}

/// Keeps a changed record, if nobody changed it since version `before`.
pub async fn update(tx: &mut PgConnection, governance: &Governance, before: i64) -> Result<(), Error> {
    let facts = &governance.facts;
    let updated = sqlx::query(
        "update governance set board_size = $3, board_from_constituency = $4, staff_size = $5,
                staff_from_constituency = $6, volunteer_size = $7, volunteers_from_constituency = $8,
                accountability = $9, statement_date = $10, version = $11, update_time = $12
         where governance_id = $1 and version = $2",
    )
    .bind(governance.id.uuid())
    .bind(before)
    .bind(facts.board.size)
    .bind(facts.board.from_constituency)
    .bind(facts.staff.size)
    .bind(facts.staff.from_constituency)
    .bind(facts.volunteers.size)
    .bind(facts.volunteers.from_constituency)
    .bind(Json(&facts.accountability))
    .bind(facts.statement_date)
    .bind(governance.version)
    .bind(governance.update_time)
    .execute(tx)
    .await?;
    changed(&updated)
}

impl From<Row> for Governance {
    fn from(row: Row) -> Self {
        let count = |size, from_constituency| Count { size, from_constituency };
        Self {
            id: Id::from_uuid(row.governance_id),
            ulo: Id::from_uuid(row.ulo_id),
            facts: Facts {
                board: count(row.board_size, row.board_from_constituency),
                staff: count(row.staff_size, row.staff_from_constituency),
                volunteers: count(row.volunteer_size, row.volunteers_from_constituency),
                accountability: row.accountability.0,
                statement_date: row.statement_date,
            },
            version: row.version,
            create_time: row.create_time,
            update_time: row.update_time,
        }
    }
}
