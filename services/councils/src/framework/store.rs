//! The SQL of frameworks.

use chrono::{DateTime, Utc};
use platform::Error;
use sqlx::types::Json;
use sqlx::{FromRow, PgConnection, PgExecutor};

use super::{Figures, Framework, Positions};
use crate::council::GssCode;
use crate::page::Page;

#[derive(FromRow)]
struct Row {
    gss_code: String,
    figures: Json<Figures>,
    positions: Json<Positions>,
    as_of_time: DateTime<Utc>,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

/// The framework of that council. When it waits for nothing, everything read of each feed is in it.
pub async fn get(db: impl PgExecutor<'_>, code: &GssCode) -> Result<Framework, Error> {
    let row: Option<Row> = sqlx::query_as(
        "select gss_code, figures, as_of_time, version, create_time, update_time,
                case when exists (select from touched where touched.gss_code = framework.gss_code) then positions
                else (select coalesce(jsonb_object_agg(source, position), '{}') from cursor) end as positions
         from framework where gss_code = $1",
    )
    .bind(code.as_str())
    .fetch_optional(db)
    .await?;
    row.ok_or_else(|| Error::not_found(format!("frameworks/{}", code.as_str())))?.framework()
}

/// One page of frameworks, lowest code first, optionally of one region.
pub async fn list(db: impl PgExecutor<'_>, region_code: &str, page: &Page) -> Result<Vec<Framework>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select gss_code, figures, as_of_time, framework.version, create_time, update_time,
                case when exists (select from touched where touched.gss_code = framework.gss_code) then positions
                else (select coalesce(jsonb_object_agg(source, position), '{}') from cursor) end as positions
         from framework join council using (gss_code)
         where ($1 = '' or region_code = $1) and gss_code > $2
         order by gss_code limit $3",
    )
    .bind(region_code)
    .bind(&page.after)
    .bind(page.limit())
    .fetch_all(db)
    .await?;
    rows.into_iter().map(Row::framework).collect()
}

/// Keeps new frameworks; gives the codes of those that were not there.
pub async fn insert(tx: &mut PgConnection, frameworks: &[Framework]) -> Result<Vec<String>, Error> {
    let added = sqlx::query_scalar(
        "insert into framework (gss_code, figures, positions, as_of_time, version, create_time, update_time)
         select given.gss_code, given.figures, given.positions, given.as_of_time, given.version, given.as_of_time,
                given.as_of_time
         from unnest($1::text[], $2::jsonb[], $3::jsonb[], $4::timestamptz[], $5::int8[])
              as given (gss_code, figures, positions, as_of_time, version)
         on conflict (gss_code) do nothing
         returning gss_code",
    )
    .bind(codes(frameworks))
    .bind(frameworks.iter().map(|framework| Json(&framework.figures)).collect::<Vec<_>>())
    .bind(frameworks.iter().map(|framework| Json(&framework.positions)).collect::<Vec<_>>())
    .bind(frameworks.iter().map(|framework| framework.as_of_time).collect::<Vec<_>>())
    .bind(frameworks.iter().map(|framework| framework.version).collect::<Vec<_>>())
    .fetch_all(tx)
    .await?;
    Ok(added)
}

/// Keeps frameworks that were worked out again.
pub async fn update(tx: &mut PgConnection, frameworks: &[Framework]) -> Result<(), Error> {
    sqlx::query(
        "update framework
         set figures = given.figures, positions = given.positions, as_of_time = given.as_of_time,
             version = given.version, update_time = given.update_time
         from unnest($1::text[], $2::jsonb[], $3::jsonb[], $4::timestamptz[], $5::int8[], $6::timestamptz[])
              as given (gss_code, figures, positions, as_of_time, version, update_time)
         where framework.gss_code = given.gss_code",
    )
    .bind(codes(frameworks))
    .bind(frameworks.iter().map(|framework| Json(&framework.figures)).collect::<Vec<_>>())
    .bind(frameworks.iter().map(|framework| Json(&framework.positions)).collect::<Vec<_>>())
    .bind(frameworks.iter().map(|framework| framework.as_of_time).collect::<Vec<_>>())
    .bind(frameworks.iter().map(|framework| framework.version).collect::<Vec<_>>())
    .bind(frameworks.iter().map(|framework| framework.update_time).collect::<Vec<_>>())
    .execute(tx)
    .await?;
    Ok(())
}

/// Whether any framework is behind: its facts changed, or it was worked out on another day.
pub async fn any_due(db: impl PgExecutor<'_>, day: (DateTime<Utc>, DateTime<Utc>)) -> Result<bool, Error> {
    let due = sqlx::query_scalar(
        "select exists (select from touched)
             or exists (select from framework where as_of_time < $1 or as_of_time >= $2)",
    )
    .bind(day.0)
    .bind(day.1)
    .fetch_one(db)
    .await?;
    Ok(due)
}

/// Takes at most `limit` councils whose facts changed off the list. Whatever changes from now on is listed anew.
pub async fn take_touched(tx: &mut PgConnection, limit: i64) -> Result<Vec<String>, Error> {
    let codes = sqlx::query_scalar(
        "delete from touched
         where gss_code in (select gss_code from touched group by gss_code order by gss_code limit $1)
         returning gss_code",
    )
    .bind(limit)
    .fetch_all(tx)
    .await?;
    Ok(codes)
}

/// At most `limit` councils whose framework was worked out on another day.
pub async fn of_another_day(
    tx: &mut PgConnection,
    day: (DateTime<Utc>, DateTime<Utc>),
    limit: i64,
) -> Result<Vec<String>, Error> {
    let codes = sqlx::query_scalar(
        "select gss_code from framework where as_of_time < $1 or as_of_time >= $2 order by gss_code limit $3",
    )
    .bind(day.0)
    .bind(day.1)
    .bind(limit)
    .fetch_all(tx)
    .await?;
    Ok(codes)
}

/// The frameworks of these councils, held until the transaction ends so that no one works them out from older facts.
pub async fn hold(tx: &mut PgConnection, codes: &[String]) -> Result<Vec<Framework>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select gss_code, figures, positions, as_of_time, version, create_time, update_time
         from framework where gss_code = any($1) order by gss_code for update",
    )
    .bind(codes)
    .fetch_all(tx)
    .await?;
    rows.into_iter().map(Row::framework).collect()
}

/// How far each feed has been read.
pub async fn positions(tx: &mut PgConnection) -> Result<Positions, Error> {
    let positions: Vec<(String, i64)> =
        sqlx::query_as("select source, position from cursor").fetch_all(tx).await?;
    Ok(positions.into_iter().collect())
}

fn codes(frameworks: &[Framework]) -> Vec<&str> {
    frameworks.iter().map(|framework| framework.gss_code.as_str()).collect()
}

impl Row {
    fn framework(self) -> Result<Framework, Error> {
        let gss_code =
            GssCode::new(&self.gss_code).ok_or_else(|| Error::internal("a framework without a code"))?;
        Ok(Framework {
            gss_code,
            figures: self.figures.0,
            positions: self.positions.0,
            as_of_time: self.as_of_time,
            version: self.version,
            create_time: self.create_time,
            update_time: self.update_time,
        })
    }
}
