//! Connections of one service, kept for their next use.
//!
//! sqlx's own pool asks the server whether it is there each time a connection comes back, which costs as much as a
//! small read. Here a connection whose last answer came whole goes back as it is; only one that was left in the middle
//! of something is settled first.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::time::Duration;

use deadpool::Runtime;
use deadpool::managed::{self, Metrics, Object, PoolError, QueueMode, RecycleError, RecycleResult};
use futures_util::TryStreamExt as _;
use futures_util::future::BoxFuture;
use futures_util::stream::{self, BoxStream, StreamExt as _};
use sqlx::postgres::{PgConnectOptions, PgConnection, PgQueryResult, PgRow, PgStatement, PgTypeInfo};
use sqlx::{Connection as _, Describe, Either, Error, Execute, Executor, Postgres, SqlStr};

/// Connections of one service at the most: those of the six and the site stay below the hundred that a PostgreSQL server
/// takes unless it is told otherwise.
const CONNECTIONS: usize = 12;
/// How long a caller waits for one of them.
const PATIENCE: Duration = Duration::from_secs(5);
/// A connection that sat longer than this is tried before it is trusted.
const TRUSTED_IDLE: Duration = Duration::from_secs(1);
/// A connection older than this is replaced: a server's process grows with what it has seen.
const LONGEST_LIFE: Duration = Duration::from_secs(30 * 60);

/// The connections of one service.
#[derive(Clone)]
pub struct Pool(managed::Pool<Connector>);

impl fmt::Debug for Pool {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Pool").finish_non_exhaustive()
    }
}

impl Pool {
    /// Connections made as they are needed.
    ///
    /// # Errors
    /// [`Error::Configuration`], never in practice.
    pub fn new(options: PgConnectOptions) -> Result<Self, Error> {
        let pool = managed::Pool::builder(Connector(options))
            .max_size(CONNECTIONS)
            .queue_mode(QueueMode::Lifo)
            .runtime(Runtime::Tokio1)
            .wait_timeout(Some(PATIENCE))
            .create_timeout(Some(PATIENCE))
            .recycle_timeout(Some(PATIENCE))
            .build();
        pool.map(Self).map_err(|error| Error::Configuration(error.into()))
    }

    /// Begins a transaction on a connection of its own.
    ///
    /// # Errors
    /// What the database said, or [`Error::PoolTimedOut`].
    pub async fn begin(&self) -> Result<Transaction, Error> {
        let mut lease = self.lease().await?;
        lease.left = Left::InTransaction;
        sqlx::raw_sql("begin").execute(&mut *lease).await?;
        Ok(Transaction(lease))
    }

    async fn lease(&self) -> Result<Lease, Error> {
        match self.0.get().await {
            Ok(connection) => Ok(Lease { connection: Some(connection), left: Left::InTheMiddle }),
            Err(PoolError::Backend(error)) => Err(error),
            Err(PoolError::Closed) => Err(Error::PoolClosed),
            Err(_) => Err(Error::PoolTimedOut),
        }
    }
}

/// Makes connections and looks at them before they are used again.
struct Connector(PgConnectOptions);

impl managed::Manager for Connector {
    type Type = PgConnection;
    type Error = Error;

    async fn create(&self) -> Result<PgConnection, Error> {
        PgConnection::connect_with(&self.0).await
    }

    async fn recycle(&self, connection: &mut PgConnection, metrics: &Metrics) -> RecycleResult<Error> {
        if metrics.age() > LONGEST_LIFE {
            return Err(RecycleError::message("it is old"));
        }
        if metrics.last_used() > TRUSTED_IDLE {
            connection.ping().await?;
        }
        Ok(())
    }
}

/// How a connection was left.
#[derive(Clone, Copy, PartialEq)]
enum Left {
    /// Its last answer was read to the end.
    Whole,
    /// Someone may have stopped listening before the end.
    InTheMiddle,
    /// A transaction may be open.
    InTransaction,
}

/// A connection in use. However its user ends, the next one gets it settled.
struct Lease {
    /// Always there until it is dropped.
    connection: Option<Object<Connector>>,
    left: Left,
}

impl Lease {
    /// Gives it back, its last answer read to the end.
    fn done(mut self) {
        self.left = Left::Whole;
    }
}

impl Deref for Lease {
    type Target = PgConnection;
    #[expect(clippy::expect_used, reason = "only drop takes it")]
    fn deref(&self) -> &PgConnection {
        self.connection.as_ref().expect("a connection in use")
    }
}

impl DerefMut for Lease {
    #[expect(clippy::expect_used, reason = "only drop takes it")]
    fn deref_mut(&mut self) -> &mut PgConnection {
        self.connection.as_mut().expect("a connection in use")
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        let Some(connection) = self.connection.take() else { return };
        match (self.left, tokio::runtime::Handle::try_current()) {
            (Left::Whole, _) => {}
            (left, Ok(runtime)) => drop(runtime.spawn(settle(connection, left))),
            (_, Err(_)) => drop(Object::take(connection)),
        }
    }
}

/// Ends what was going on, or gives the connection up.
async fn settle(mut connection: Object<Connector>, left: Left) {
    let settled = match left {
        Left::InTransaction => sqlx::raw_sql("rollback").execute(&mut *connection).await.map(drop),
        Left::InTheMiddle | Left::Whole => connection.ping().await,
    };
    if settled.is_err() {
        drop(Object::take(connection));
    }
}

/// A transaction; dropped, it never was.
pub struct Transaction(Lease);

impl Transaction {
    /// Commits, or fails as a whole.
    ///
    /// # Errors
    /// What the database said.
    pub async fn commit(mut self) -> Result<(), Error> {
        sqlx::raw_sql("commit").execute(&mut *self.0).await?;
        self.0.done();
        Ok(())
    }
}

impl Deref for Transaction {
    type Target = PgConnection;
    fn deref(&self) -> &PgConnection {
        &self.0
    }
}

impl DerefMut for Transaction {
    fn deref_mut(&mut self) -> &mut PgConnection {
        &mut self.0
    }
}

/// Each statement on a connection of its own.
impl<'p> Executor<'p> for &'p Pool {
    type Database = Postgres;

    fn fetch_many<'e, 'q: 'e, E>(self, query: E) -> BoxStream<'e, Result<Either<PgQueryResult, PgRow>, Error>>
    where
        'p: 'e,
        E: 'q + Execute<'q, Postgres>,
    {
        // Nobody looks at the rows of a statement before it has ended: so the connection goes back at once.
        let answers = async move {
            let mut lease = self.lease().await?;
            let answers: Vec<_> = (&mut *lease).fetch_many(query).try_collect().await?;
            lease.done();
            Ok::<_, Error>(stream::iter(answers.into_iter().map(Ok)))
        };
        stream::once(answers).try_flatten().boxed()
    }

    fn fetch_optional<'e, 'q: 'e, E>(self, query: E) -> BoxFuture<'e, Result<Option<PgRow>, Error>>
    where
        'p: 'e,
        E: 'q + Execute<'q, Postgres>,
    {
        Box::pin(async move {
            let mut lease = self.lease().await?;
            let row = (&mut *lease).fetch_optional(query).await?;
            lease.done();
            Ok(row)
        })
    }

    fn prepare_with<'e>(
        self,
        sql: SqlStr,
        parameters: &'e [PgTypeInfo],
    ) -> BoxFuture<'e, Result<PgStatement, Error>>
    where
        'p: 'e,
    {
        Box::pin(async move {
            let mut lease = self.lease().await?;
            let statement = (&mut *lease).prepare_with(sql, parameters).await?;
            lease.done();
            Ok(statement)
        })
    }
    fn describe<'e>(self, sql: SqlStr) -> BoxFuture<'e, Result<Describe<Postgres>, Error>>
    where
        'p: 'e,
    {
        Box::pin(async move {
            let mut lease = self.lease().await?;
            let description = (&mut *lease).describe(sql).await?;
            lease.done();
            Ok(description)
        })
    }
}
