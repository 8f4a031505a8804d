//! The SQL of postcodes. An import fills a table beside the real one, part by part, and replaces what is known in one
//! transaction at the end: until then nothing anyone can see has changed.

use platform::Error;
use platform::db::changed;
use sqlx::types::Json;
use sqlx::{PgConnection, PgExecutor};

use super::reader::{Block, Report};
use super::{Entry, Place, Postcode};
use crate::council::GssCode;

/// Where that postcode is.
pub async fn find(db: impl PgExecutor<'_>, postcode: &Postcode) -> Result<Place, Error> {
    let row: Option<(String, f64, f64)> =
        sqlx::query_as("select council, latitude, longitude from postcode where postcode = $1")
            .bind(postcode.as_str())
            .fetch_optional(db)
            .await?;
    let place = row.and_then(|(council, latitude, longitude)| {
        Some(Place { council: GssCode::new(&council)?, latitude, longitude })
    });
    place.ok_or_else(|| {
        Error::missing(
            "POSTCODE_NOT_FOUND",
            "no council is known for this postcode: check it, or choose a council",
        )
    })
}

/// Adds these postcodes, or corrects them where they are known.
pub async fn insert_many(db: impl PgExecutor<'_>, entries: &[Entry]) -> Result<(), Error> {
    sqlx::query(
        "insert into postcode (postcode, council, latitude, longitude)
         select distinct on (given.postcode) given.postcode, given.council, given.latitude, given.longitude
         from unnest($1::text[], $2::text[], $3::float8[], $4::float8[])
              as given (postcode, council, latitude, longitude)
         on conflict (postcode) do update
         set council = excluded.council, latitude = excluded.latitude, longitude = excluded.longitude",
    )
    .bind(entries.iter().map(|entry| entry.postcode.as_str()).collect::<Vec<&str>>())
    .bind(entries.iter().map(|entry| entry.council.gss_code).collect::<Vec<&str>>())
    .bind(entries.iter().map(|entry| entry.latitude).collect::<Vec<f64>>())
    .bind(entries.iter().map(|entry| entry.longitude).collect::<Vec<f64>>())
    .execute(db)
    .await?;
    Ok(())
}

/// Begins an import of the file with that fingerprint at `start`, or finds how far an earlier one of the same file came.
pub async fn begin(
    tx: &mut PgConnection,
    fingerprint: &[u8],
    start: (u64, &Report),
) -> Result<(u64, Report), Error> {
    let known: Option<(i64, Json<Report>)> =
        sqlx::query_as("select byte_offset, report from postcode_import where fingerprint = $1")
            .bind(fingerprint)
            .fetch_optional(&mut *tx)
            .await?;
    if let Some((offset, report)) = known {
        return Ok((u64::try_from(offset).map_err(Error::internal)?, report.0));
    }
    sqlx::query("truncate postcode_staging").execute(&mut *tx).await?;
    sqlx::query(
        "insert into postcode_import (fingerprint, byte_offset, report) values ($1, $2, $3)
         on conflict (only_row) do update
         set fingerprint = excluded.fingerprint, byte_offset = excluded.byte_offset, report = excluded.report",
    )
    .bind(fingerprint)
    .bind(place(start.0)?)
    .bind(Json(start.1))
    .execute(tx)
    .await?;
    Ok((start.0, start.1.clone()))
}

/// Keeps one part of the file beside the real table, and how far that is. `before` is where the part begins: when the
/// import is somewhere else by now, someone else is importing too and this is [`Error::Stale`].
pub async fn stage(
    tx: &mut PgConnection,
    fingerprint: &[u8],
    before: u64,
    block: Block,
) -> Result<u64, Error> {
    let moved = sqlx::query(
        "update postcode_import set byte_offset = $3, report = $4 where fingerprint = $1 and byte_offset = $2",
    )
    .bind(fingerprint)
    .bind(place(before)?)
    .bind(place(block.offset)?)
    .bind(Json(&block.report))
    .execute(&mut *tx)
    .await?;
    changed(&moved)?;
    let mut copy =
        tx.copy_in_raw("copy postcode_staging (postcode, council, latitude, longitude) from stdin").await?;
    copy.send(block.rows).await?;
    copy.finish().await?;
    Ok(block.offset)
}

/// How many postcodes are known.
pub async fn count(db: impl PgExecutor<'_>) -> Result<u64, Error> {
    let count: i64 = sqlx::query_scalar("select count(*) from postcode").fetch_one(db).await?;
    u64::try_from(count).map_err(Error::internal)
}

/// Makes what was staged all that is known; gives how many postcodes are new or moved, and how many went.
pub async fn replace(tx: &mut PgConnection, fingerprint: &[u8]) -> Result<(u64, u64), Error> {
    // Longer than a person's call may take.
    sqlx::query("set local statement_timeout = 0").execute(&mut *tx).await?;
    sqlx::query("analyze postcode_staging").execute(&mut *tx).await?;
    let went = sqlx::query(
        "delete from postcode
         where not exists (select from postcode_staging where postcode_staging.postcode = postcode.postcode)",
    )
    .execute(&mut *tx)
    .await?;
    let came = sqlx::query(
        "insert into postcode (postcode, council, latitude, longitude)
         select distinct on (postcode) postcode, council, latitude, longitude
         from postcode_staging order by postcode, council, latitude, longitude
         on conflict (postcode) do update
         set council = excluded.council, latitude = excluded.latitude, longitude = excluded.longitude
         where (postcode.council, postcode.latitude, postcode.longitude)
               is distinct from (excluded.council, excluded.latitude, excluded.longitude)",
    )
    .execute(&mut *tx)
    .await?;
    forget(tx, fingerprint).await?;
    Ok((came.rows_affected(), went.rows_affected()))
}

/// Ends an import: what was staged is dropped.
pub async fn forget(tx: &mut PgConnection, fingerprint: &[u8]) -> Result<(), Error> {
    let ended = sqlx::query("delete from postcode_import where fingerprint = $1")
        .bind(fingerprint)
        .execute(&mut *tx)
        .await?;
    changed(&ended)?;
    sqlx::query("truncate postcode_staging").execute(tx).await?;
    Ok(())
}

fn place(offset: u64) -> Result<i64, Error> {
    i64::try_from(offset).map_err(Error::internal)
}
