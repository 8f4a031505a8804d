//! The database of one service: a pool that signs in as the service's own role.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use sqlx::postgres::{PgConnectOptions, PgConnection};
use tokio::sync::Notify;

pub use crate::pool::Pool;
use crate::pool::Transaction;
use crate::{Error, migrate};

/// One service's pool, and the nudge that tells its sequencer of new events.
#[derive(Clone)]
pub struct Db {
    pool: Pool,
    written: Arc<Notify>,
}

impl Db {
    /// Connects to the schema of `service` as the role of that name.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the server cannot be reached.
    pub async fn connect(server: &PgConnectOptions, service: &str, secret: &str) -> Result<Self, Error> {
        let options = server
            .clone()
            .username(service)
            .password(&migrate::role_password(secret, service))
            .application_name(service);
        let pool = Pool::new(options)?;
        // Says now, not at the first call, that there is no database.
        sqlx::query("select").execute(&pool).await?;
        Ok(Self { pool, written: Arc::default() })
    }

    /// The pool, for a statement of its own.
    pub fn pool(&self) -> &Pool {
        &self.pool
    }

    /// Begins a transaction. A connection found dead is replaced once.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when there is no connection to be had.
    pub async fn begin(&self) -> Result<Tx, Error> {
        let transaction = match self.pool.begin().await {
            Err(sqlx::Error::Io(_)) => self.pool.begin().await?,
            begun => begun?,
        };
        Ok(Tx { transaction, written: self.written.clone() })
    }

    /// Tells the sequencer that events were written outside a [`Tx`].
    pub fn nudge(&self) {
        self.written.notify_one();
    }

    /// Resolves when something was written since it last did.
    pub(crate) async fn written(&self) {
        self.written.notified().await;
    }
}

/// A transaction that tells the sequencer when it commits.
pub struct Tx {
    transaction: Transaction,
    written: Arc<Notify>,
}

impl Tx {
    /// Commits, or fails as a whole.
    ///
    /// # Errors
    /// What the database said.
    pub async fn commit(self) -> Result<(), Error> {
        self.transaction.commit().await?;
        self.written.notify_one();
        Ok(())
    }
}

impl Deref for Tx {
    type Target = PgConnection;
    fn deref(&self) -> &PgConnection {
        &self.transaction
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut PgConnection {
        &mut self.transaction
    }
}

/// Gives the violation of a named constraint its meaning, beside the statement that can cause it.
pub trait OnConstraint<T> {
    /// Turns a violation of `constraint` into `error`; every other failure stays what it is.
    ///
    /// # Errors
    /// `error`, or what the database said.
    fn on_constraint(self, constraint: &str, error: impl FnOnce() -> Error) -> Result<T, Error>;
}

impl<T> OnConstraint<T> for Result<T, sqlx::Error> {
    fn on_constraint(self, constraint: &str, error: impl FnOnce() -> Error) -> Result<T, Error> {
        self.map_err(|cause| match cause.as_database_error().and_then(|db| db.constraint()) {
            Some(name) if name == constraint => error(),
            _ => Error::from(cause),
        })
    }
}

/// One row must have changed; none means another change came first.
///
/// # Errors
/// [`Error::Stale`] when no row did.
pub fn changed(result: &sqlx::postgres::PgQueryResult) -> Result<(), Error> {
    match result.rows_affected() {
        0 => Err(Error::Stale),
        _ => Ok(()),
    }
}
