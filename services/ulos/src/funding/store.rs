//! The SQL of fundings.

use chrono::{DateTime, NaiveDate, Utc};
use platform::db::changed;
use platform::{Error, Id, Page};
use sqlx::{FromRow, PgConnection, PgExecutor};
use uuid::Uuid;

use super::{Certainty, Funding, Kind, Renewal, State, Terms};
use crate::ulo::Ulo;

#[derive(FromRow)]
struct Row {
    funding_id: Uuid,
    ulo_id: Uuid,
    kind: Kind,
    funder: String,
    council: Option<String>,
    amount_pence: i64,
    start_date: NaiveDate,
    end_date: NaiveDate,
    renewal: Renewal,
    renewal_note: String,
    certainty: Certainty,
    state: State,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

/// The record of that id.
pub async fn get(db: impl PgExecutor<'_>, id: Id<Funding>) -> Result<Funding, Error> {
    let row: Option<Row> = sqlx::query_as(
        "select funding_id, ulo_id, kind, funder, council, amount_pence, start_date, end_date, renewal, renewal_note,
                certainty, state, version, create_time, update_time
         from funding where funding_id = $1",
    )
    .bind(id.uuid())
    .fetch_optional(db)
    .await?;
    row.map(Funding::from).ok_or_else(|| Error::not_found(id))
}

/// One page of an organisation's records, newest first.
pub async fn list(
    db: impl PgExecutor<'_>,
    ulo: Id<Ulo>,
    state: Option<State>,
    page: &Page,
) -> Result<Vec<Funding>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select funding_id, ulo_id, kind, funder, council, amount_pence, start_date, end_date, renewal, renewal_note,
                certainty, state, version, create_time, update_time
         from funding
         where ulo_id = $1 and ($2::text is null or state = $2) and funding_id < $3
         order by funding_id desc limit $4",
    )
    .bind(ulo.uuid())
    .bind(state)
    .bind(page.before)
    .bind(page.limit())
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Funding::from).collect())
}

/// Everything of an organisation that counts.
pub async fn current_of(db: impl PgExecutor<'_>, ulo: Id<Ulo>) -> Result<Vec<Funding>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select funding_id, ulo_id, kind, funder, council, amount_pence, start_date, end_date, renewal, renewal_note,
                certainty, state, version, create_time, update_time
         from funding where ulo_id = $1 and state = 'current' order by funding_id",
    )
    .bind(ulo.uuid())
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Funding::from).collect())
}

/// How many of an organisation count.
pub async fn count_current(db: impl PgExecutor<'_>, ulo: Id<Ulo>) -> Result<i64, Error> {
    let count = sqlx::query_scalar("select count(*) from funding where ulo_id = $1 and state = 'current'")
        .bind(ulo.uuid())
        .fetch_one(db)
        .await?;
    Ok(count)
}

/// Keeps a new record.
pub async fn insert(tx: &mut PgConnection, funding: &Funding) -> Result<(), Error> {
    let terms = &funding.terms;
    sqlx::query(
        "insert into funding (funding_id, ulo_id, kind, funder, council, amount_pence, start_date, end_date, renewal,
                              renewal_note, certainty, state, version, create_time, update_time)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
    )
    .bind(funding.id.uuid())
    .bind(funding.ulo.uuid())
    .bind(terms.kind)
    .bind(&terms.funder)
    .bind(&terms.council)
    .bind(terms.amount_pence)
    .bind(terms.start_date)
    .bind(terms.end_date)
    .bind(terms.renewal)
    .bind(&terms.renewal_note)
    .bind(terms.certainty)
    .bind(funding.state)
    .bind(funding.version)
    .bind(funding.create_time)
    .bind(funding.update_time)
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps a changed record, if nobody changed it since version `before`.
pub async fn update(tx: &mut PgConnection, funding: &Funding, before: i64) -> Result<(), Error> {
    let terms = &funding.terms;
    let updated = sqlx::query(
        "update funding set kind = $3, funder = $4, council = $5, amount_pence = $6, start_date = $7, end_date = $8,
                renewal = $9, renewal_note = $10, certainty = $11, state = $12, version = $13, update_time = $14
         where funding_id = $1 and version = $2",
    )
    .bind(funding.id.uuid())
    .bind(before)
    .bind(terms.kind)
    .bind(&terms.funder)
    .bind(&terms.council)
    .bind(terms.amount_pence)
    .bind(terms.start_date)
    .bind(terms.end_date)
    .bind(terms.renewal)
    .bind(&terms.renewal_note)
    .bind(terms.certainty)
    .bind(funding.state)
    .bind(funding.version)
    .bind(funding.update_time)
    .execute(tx)
    .await?;
    changed(&updated)
}

impl From<Row> for Funding {
    fn from(row: Row) -> Self {
        Self {
            id: Id::from_uuid(row.funding_id),
            ulo: Id::from_uuid(row.ulo_id),
            terms: Terms {
                kind: row.kind,
                funder: row.funder,
                council: row.council,
                amount_pence: row.amount_pence,
                start_date: row.start_date,
                end_date: row.end_date,
                renewal: row.renewal,
                renewal_note: row.renewal_note,
                certainty: row.certainty,
            },
            state: row.state,
            version: row.version,
            create_time: row.create_time,
            update_time: row.update_time,
        }
    }
}
