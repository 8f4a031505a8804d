//! The SQL of sample sign-ins.

use platform::Error;
use sqlx::PgExecutor;
use uuid::Uuid;

use crate::account::store::Row;

/// The seats of sample people, in their order.
pub(crate) async fn list(db: impl PgExecutor<'_>) -> Result<Vec<Row>, Error> {
    let rows = sqlx::query_as(
        "select seat_id, account_id, role, seat.subject, acting_for, ulo, council, private, wrapped
         from sample_sign_in join seat using (seat_id) join seal_key on seal_key.subject = account_id
         order by position, seat_id",
    );
    Ok(rows.fetch_all(db).await?)
}

/// Whose seat this is, if it is a sample person's.
pub(crate) async fn account_of(db: impl PgExecutor<'_>, seat: Uuid) -> Result<Option<Uuid>, Error> {
    let found = sqlx::query_scalar(
        "select account_id from sample_sign_in join seat using (seat_id) where seat_id = $1",
    );
    Ok(found.bind(seat).fetch_optional(db).await?)
}

/// Lets anyone sign in as this one.
pub(crate) async fn insert(db: impl PgExecutor<'_>, seat: Uuid, position: i32) -> Result<(), Error> {
    sqlx::query("insert into sample_sign_in (seat_id, position) values ($1, $2) on conflict do nothing")
        .bind(seat)
        .bind(position)
        .execute(db)
        .await?;
    Ok(())
}
