//! The SQL of the mailbox page.

use chrono::{DateTime, Utc};
use platform::Error;
use sqlx::{FromRow, PgExecutor};
use uuid::Uuid;

/// One message as it is kept.
#[derive(FromRow)]
pub(crate) struct Row {
    pub mail_id: Uuid,
    pub private: Vec<u8>,
    pub create_time: DateTime<Utc>,
}

/// Keeps a message.
pub(crate) async fn insert(
    db: impl PgExecutor<'_>,
    id: Uuid,
    private: &[u8],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query("insert into mail (mail_id, private, create_time) values ($1, $2, $3)")
        .bind(id)
        .bind(private)
        .bind(now)
        .execute(db)
        .await?;
    Ok(())
}

/// The newest messages.
pub(crate) async fn list(db: impl PgExecutor<'_>) -> Result<Vec<Row>, Error> {
    let rows =
        sqlx::query_as("select mail_id, private, create_time from mail order by mail_id desc limit 20");
    Ok(rows.fetch_all(db).await?)
}

/// Clears away old messages.
pub(crate) async fn remove_old(db: impl PgExecutor<'_>, before: DateTime<Utc>) -> Result<(), Error> {
    sqlx::query("delete from mail where create_time < $1").bind(before).execute(db).await?;
    Ok(())
}
