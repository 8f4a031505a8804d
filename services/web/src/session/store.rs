//! The SQL of sessions.

use chrono::{DateTime, Utc};
use platform::Error;
use platform::seal::Seals;
use sqlx::postgres::types::PgInterval;
use sqlx::{FromRow, PgExecutor};
use uuid::Uuid;

use super::Session;
use crate::account::store::Row as SeatRow;

#[derive(FromRow)]
struct Row {
    account_id: Uuid,
    seat_id: Option<Uuid>,
}

/// Keeps a new session.
pub(crate) async fn insert(
    db: impl PgExecutor<'_>,
    token_hash: &[u8],
    account: Uuid,
    seat: Option<Uuid>,
    now: DateTime<Utc>,
    expires: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "insert into session (token_hash, account_id, seat_id, create_time, expire_time) values ($1, $2, $3, $4, $5)",
    )
    .bind(token_hash)
    .bind(account)
    .bind(seat)
    .bind(now)
    .bind(expires)
    .execute(db)
    .await?;
    Ok(())
}

/// The session with this token, while it lasts, together with its seat.
pub(crate) async fn get(
    db: &platform::db::Pool,
    seals: &Seals,
    token_hash: &[u8],
    offset: PgInterval,
) -> Result<Option<Session>, Error> {
    let seated: Option<SeatRow> = sqlx::query_as(
        "select seat.seat_id, seat.account_id, role, seat.subject, acting_for, ulo, council, private, wrapped
         from session join seat using (seat_id) join seal_key on seal_key.subject = seat.account_id
         where token_hash = $1 and expire_time > now() + $2::interval",
    )
    .bind(token_hash)
    .bind(offset)
    .fetch_optional(db)
    .await?;
    if let Some(row) = seated {
        return Ok(Some(Session { account: row.account_id, seat: Some(row.open(seals)?) }));
    }
    let standing: Option<Row> = sqlx::query_as(
        "select account_id, seat_id from session where token_hash = $1 and expire_time > now() + $2::interval",
    )
    .bind(token_hash)
    .bind(offset)
    .fetch_optional(db)
    .await?;
    Ok(standing
        .filter(|row| row.seat_id.is_none())
        .map(|row| Session { account: row.account_id, seat: None }))
}

/// Chooses the capacity of a session; none to choose again.
pub(crate) async fn choose(
    db: impl PgExecutor<'_>,
    token_hash: &[u8],
    seat: Option<Uuid>,
) -> Result<(), Error> {
    let chosen =
        sqlx::query("update session set seat_id = $2 where token_hash = $1").bind(token_hash).bind(seat);
    chosen.execute(db).await?;
    Ok(())
}

/// Ends a session.
pub(crate) async fn remove(db: impl PgExecutor<'_>, token_hash: &[u8]) -> Result<(), Error> {
    sqlx::query("delete from session where token_hash = $1").bind(token_hash).execute(db).await?;
    Ok(())
}

/// Clears away sessions that ended by themselves.
pub(crate) async fn remove_ended(db: impl PgExecutor<'_>, now: DateTime<Utc>) -> Result<(), Error> {
    sqlx::query("delete from session where expire_time < $1").bind(now).execute(db).await?;
    Ok(())
}
