//! A sample that was begun and not finished is not kept. Until the last of it is made a schema without a table says that
//! it was begun; whoever opens the database next forgets what there is of it.

use platform::migrate::forget;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{Connection as _, Error};

use crate::{services, site};

/// A sample being made. Whoever makes it holds a lock, so that nobody takes it for one that was left.
pub struct Begun(PgConnection);

impl Begun {
    /// Says that everything in the database is of a sample that is being made.
    ///
    /// # Errors
    /// What the database said.
    pub async fn now(database: &PgConnectOptions) -> Result<Self, Error> {
        let mut connection = PgConnection::connect_with(database).await?;
        sqlx::query("select pg_advisory_lock(hashtext('sample_in_the_making'))")
            .execute(&mut connection)
            .await?;
        sqlx::query("create schema if not exists sample_in_the_making").execute(&mut connection).await?;
        Ok(Self(connection))
    }

    /// Says that the sample is whole.
    ///
    /// # Errors
    /// What the database said.
    pub async fn finish(mut self) -> Result<(), Error> {
        sqlx::query("drop schema if exists sample_in_the_making").execute(&mut self.0).await?;
        self.0.close().await
    }
}

/// Forgets a sample that was left half made. Says whether there was one.
///
/// # Errors
/// A sentence, also when somebody is making one just now.
pub async fn forget_half(database: &PgConnectOptions) -> Result<bool, String> {
    let left = left(database).await.map_err(|error| error.to_string())?;
    let Some(left) = left else { return Ok(false) };
    let begun = left.ok_or("another Alongside is making the sample here: wait until it is done")?;
    for schemas in [&services::NAMES[..], &[site::SCHEMA]] {
        forget(database, schemas).await.map_err(|error| error.to_string())?;
    }
    begun.finish().await.map_err(|error| error.to_string())?;
    Ok(true)
}

/// What was left, unless somebody holds it.
async fn left(database: &PgConnectOptions) -> Result<Option<Option<Begun>>, Error> {
    let mut connection = PgConnection::connect_with(database).await?;
    let begun: bool =
        sqlx::query_scalar("select exists (select from pg_namespace where nspname = 'sample_in_the_making')")
            .fetch_one(&mut connection)
            .await?;
    if !begun {
        return Ok(None);
    }
    let free: bool = sqlx::query_scalar("select pg_try_advisory_lock(hashtext('sample_in_the_making'))")
        .fetch_one(&mut connection)
        .await?;
    Ok(Some(free.then_some(Begun(connection))))
}
