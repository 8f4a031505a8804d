//! The SQL of pictures of ended quarters.

use chrono::{DateTime, Utc};
use platform::Error;
use sqlx::types::Json;
use sqlx::{FromRow, PgConnection, PgExecutor};

use super::super::{Figures, Framework, Positions};
use super::{Frozen, Quarter};
use crate::council::GssCode;

#[derive(FromRow)]
struct Row {
    figures: Json<Figures>,
    positions: Json<Positions>,
    as_of_time: DateTime<Utc>,
    version: i64,
    update_time: DateTime<Utc>,
    freeze_time: DateTime<Utc>,
}

/// Keeps these frameworks as they are for the quarter beside each; what is already kept stays.
pub async fn keep(
    tx: &mut PgConnection,
    frameworks: &[(Quarter, &Framework)],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let each = frameworks.iter().map(|(_, framework)| *framework);
    sqlx::query(
        "insert into framework_quarter (gss_code, quarter, figures, positions, as_of_time, version, update_time,
                                        freeze_time)
         select given.*, $8
         from unnest($1::text[], $2::text[], $3::jsonb[], $4::jsonb[], $5::timestamptz[], $6::int8[],
                     $7::timestamptz[]) as given
         on conflict (gss_code, quarter) do nothing",
    )
    .bind(each.clone().map(|framework| framework.gss_code.as_str()).collect::<Vec<_>>())
    .bind(frameworks.iter().map(|(quarter, _)| quarter.to_string()).collect::<Vec<_>>())
    .bind(each.clone().map(|framework| Json(&framework.figures)).collect::<Vec<_>>())
    .bind(each.clone().map(|framework| Json(&framework.positions)).collect::<Vec<_>>())
    .bind(each.clone().map(|framework| framework.as_of_time).collect::<Vec<_>>())
    .bind(each.clone().map(|framework| framework.version).collect::<Vec<_>>())
    .bind(each.map(|framework| framework.update_time).collect::<Vec<_>>())
    .bind(now)
    .execute(tx)
    .await?;
    Ok(())
}

/// The picture of a council's framework when that quarter ended.
pub async fn get(db: impl PgExecutor<'_>, code: &GssCode, quarter: Quarter) -> Result<Frozen, Error> {
    let row: Option<Row> = sqlx::query_as(
        "select figures, positions, as_of_time, version, update_time, freeze_time
         from framework_quarter where gss_code = $1 and quarter = $2",
    )
    .bind(code.as_str())
    .bind(quarter.to_string())
    .fetch_optional(db)
    .await?;
    let row = row.ok_or_else(|| Error::not_found(format!("frameworks/{} in {quarter}", code.as_str())))?;
    Ok(Frozen {
        quarter,
        figures: row.figures.0,
        positions: row.positions.0,
        as_of_time: row.as_of_time,
        version: row.version,
        update_time: row.update_time,
        freeze_time: row.freeze_time,
    })
}

/// Quarters of which a picture was kept, newest first: ten years of them.
pub async fn list(db: impl PgExecutor<'_>, code: &GssCode) -> Result<Vec<String>, Error> {
    let quarters = sqlx::query_scalar(
        "select quarter from framework_quarter where gss_code = $1 order by quarter desc limit 40",
    )
    .bind(code.as_str())
    .fetch_all(db)
    .await?;
    Ok(quarters)
}
