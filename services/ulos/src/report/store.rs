//! The SQL of reports.

use chrono::{DateTime, NaiveDate, Utc};
use platform::db::{OnConstraint as _, changed};
use platform::{Error, Id, Page};
use sqlx::{FromRow, PgConnection, PgExecutor};
use uuid::Uuid;

use super::{Account, Kind, Report, State};
use crate::award::Award;

#[derive(FromRow)]
struct Row {
    report_id: Uuid,
    award_id: Uuid,
    ulo_id: Uuid,
    kind: Kind,
    start_date: NaiveDate,
    end_date: NaiveDate,
    done: String,
    spent_pence: i64,
    people: i32,
    problem: String,
    result: String,
    contact: String,
    return_reason: String,
    state: State,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

/// The report of that id.
pub async fn get(db: impl PgExecutor<'_>, id: Id<Report>) -> Result<Report, Error> {
    let row: Option<Row> = sqlx::query_as(
        "select report_id, award_id, ulo_id, kind, start_date, end_date, done, spent_pence, people, problem, result, contact,
                return_reason, state, version, create_time, update_time
         from report where report_id = $1",
    )
    .bind(id.uuid())
    .fetch_optional(db)
    .await?;
    row.map(Report::from).ok_or_else(|| Error::not_found(id))
}

/// One page of an award's reports, newest first; drafts only when wanted.
pub async fn list(
    db: impl PgExecutor<'_>,
    award: Id<Award>,
    drafts: bool,
    page: &Page,
) -> Result<Vec<Report>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select report_id, award_id, ulo_id, kind, start_date, end_date, done, spent_pence, people, problem, result, contact,
                return_reason, state, version, create_time, update_time
         from report
         where award_id = $1 and ($2 or state <> 'draft') and report_id < $3
         order by report_id desc limit $4",
    )
    .bind(award.uuid())
    .bind(drafts)
    .bind(page.before)
    .bind(page.limit())
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Report::from).collect())
}

/// How many an award has.
pub async fn count(db: impl PgExecutor<'_>, award: Id<Award>) -> Result<i64, Error> {
    let count = sqlx::query_scalar("select count(*) from report where award_id = $1")
        .bind(award.uuid())
        .fetch_one(db)
        .await?;
    Ok(count)
}

/// What the short reports on an award that were sent in say was spent of it.
pub async fn told(db: impl PgExecutor<'_>, award: Id<Award>) -> Result<i64, Error> {
    let told = sqlx::query_scalar(
        "select coalesce(sum(spent_pence), 0)::int8 from report
         where award_id = $1 and kind = 'monitoring' and state <> 'draft'",
    )
    .bind(award.uuid())
    .fetch_one(db)
    .await?;
    Ok(told)
}

/// Keeps a new report.
pub async fn insert(tx: &mut PgConnection, report: &Report) -> Result<(), Error> {
    let account = &report.account;
    sqlx::query(
        "insert into report (report_id, award_id, ulo_id, kind, start_date, end_date, done, spent_pence, people, problem,
                             result, contact, return_reason, state, version, create_time, update_time)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
    )
    .bind(report.id.uuid())
    .bind(report.award.uuid())
    .bind(report.ulo.uuid())
    .bind(report.kind)
    .bind(account.start_date)
    .bind(account.end_date)
    .bind(&account.done)
    .bind(account.spent_pence)
    .bind(account.people)
    .bind(&account.problem)
    .bind(&account.result)
    .bind(&account.contact)
    .bind(&report.return_reason)
    .bind(report.state)
    .bind(report.version)
    .bind(report.create_time)
    .bind(report.update_time)
    .execute(tx)
    .await
    .on_constraint("report_on_learning", || {
        Error::already_exists("REPORT_EXISTS", "this award has its learning report: go on with that one")
    })?;
    Ok(())
}

/// Keeps a changed report, if nobody changed it since version `before`.
pub async fn update(tx: &mut PgConnection, report: &Report, before: i64) -> Result<(), Error> {
    let account = &report.account;
    let updated = sqlx::query(
        "update report set start_date = $3, end_date = $4, done = $5, spent_pence = $6, people = $7, problem = $8,
                result = $9, contact = $10, return_reason = $11, state = $12, version = $13, update_time = $14
         where report_id = $1 and version = $2",
    )
    .bind(report.id.uuid())
    .bind(before)
    .bind(account.start_date)
    .bind(account.end_date)
    .bind(&account.done)
    .bind(account.spent_pence)
    .bind(account.people)
    .bind(&account.problem)
    .bind(&account.result)
    .bind(&account.contact)
    .bind(&report.return_reason)
    .bind(report.state)
    .bind(report.version)
    .bind(report.update_time)
    .execute(tx)
    .await?;
    changed(&updated)
}

impl From<Row> for Report {
    fn from(row: Row) -> Self {
        Self {
            id: Id::from_uuid(row.report_id),
            award: Id::from_uuid(row.award_id),
            ulo: Id::from_uuid(row.ulo_id),
            kind: row.kind,
            account: Account {
                start_date: row.start_date,
                end_date: row.end_date,
                done: row.done,
                spent_pence: row.spent_pence,
                people: row.people,
                problem: row.problem,
                result: row.result,
                contact: row.contact,
            },
            return_reason: row.return_reason,
            state: row.state,
            version: row.version,
            create_time: row.create_time,
            update_time: row.update_time,
        }
    }
}
