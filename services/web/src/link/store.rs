//! The SQL of mailed links.

use chrono::{DateTime, Utc};
use platform::Error;
use sqlx::PgExecutor;
use sqlx::postgres::types::PgInterval;

/// What is kept of a link.
pub(crate) struct Link<'a> {
    pub token_hash: &'a [u8],
    pub email_hash: &'a [u8],
    pub browser_hash: &'a [u8],
    pub private: &'a [u8],
    pub create_time: DateTime<Utc>,
    pub expire_time: DateTime<Utc>,
}

/// Keeps a new link.
pub(crate) async fn insert(db: impl PgExecutor<'_>, link: &Link<'_>) -> Result<(), Error> {
    sqlx::query(
        "insert into link (token_hash, email_hash, browser_hash, private, create_time, expire_time)
         values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(link.token_hash)
    .bind(link.email_hash)
    .bind(link.browser_hash)
    .bind(link.private)
    .bind(link.create_time)
    .bind(link.expire_time)
    .execute(db)
    .await?;
    Ok(())
}

/// How many links went to this address since then.
pub(crate) async fn count(
    db: impl PgExecutor<'_>,
    email_hash: &[u8],
    since: DateTime<Utc>,
) -> Result<i64, Error> {
    let count = sqlx::query_scalar("select count(*) from link where email_hash = $1 and create_time > $2");
    Ok(count.bind(email_hash).bind(since).fetch_one(db).await?)
}

/// Uses up a link, if it is still good and this is the browser that asked for it. The database's clock decides.
pub(crate) async fn take(
    db: impl PgExecutor<'_>,
    token_hash: &[u8],
    browser_hash: &[u8],
    now: DateTime<Utc>,
    offset: PgInterval,
) -> Result<Option<Vec<u8>>, Error> {
    let taken = sqlx::query_scalar(
        "update link set use_time = $3
         where token_hash = $1 and browser_hash = $2 and use_time is null and expire_time > now() + $4::interval
         returning private",
    );
    Ok(taken.bind(token_hash).bind(browser_hash).bind(now).bind(offset).fetch_optional(db).await?)
}

/// Clears away links that are no longer good.
pub(crate) async fn remove_ended(db: impl PgExecutor<'_>, now: DateTime<Utc>) -> Result<(), Error> {
    sqlx::query("delete from link where expire_time < $1").bind(now).execute(db).await?;
    Ok(())
}
