//! The whole of Alongside on a database of its own, and the words tests say to it.
//!
//! [`House::shared`] is one house for all tests that only make their own records; [`House::fresh`] is a house of
//! one's own, for tests that count events or stop things.

pub mod activities;
pub mod asserts;
pub mod brokers;
pub mod browser;
pub mod buddies;
pub mod claims;
pub mod consortia;
pub mod councils;
pub mod distinctions;
pub mod evidences;
pub mod fund;
pub mod fundings;
pub mod guidances;
pub mod logs;
pub mod matching;
pub mod opening_rounds;
pub mod outcomes;
pub mod people;
pub mod raw;
pub mod served;
pub mod site;
pub mod solutions;
pub mod strategies;
pub mod ulos;
pub mod voices;

use std::convert::Infallible;
use std::str::FromStr;
use std::sync::{LazyLock, OnceLock};

use alongside::keys::Keys;
use alongside::postgres::{Options, Server};
use alongside::stack::{Stack, migrate_all};
use platform::migrate::migrate;
use platform::rpc::{self, Rpc};
use platform::{Caller, Role};
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection, PgPool};
use tokio::sync::OnceCell;
use tower::ServiceExt as _;
use uuid::Uuid;

/// The services, running on a migrated, empty database.
pub struct House {
    pub stack: Stack,
    pub database: PgConnectOptions,
    pub keys: Keys,
    served: OnceCell<served::Served>,
}

/// The runtime of everything shared: it outlives the runtime of any one test.
static RUNTIME: LazyLock<tokio::runtime::Runtime> =
    LazyLock::new(|| tokio::runtime::Runtime::new().expect("a runtime"));

impl House {
    /// The house all tests share.
    pub async fn shared() -> &'static Self {
        static HOUSE: OnceLock<House> = OnceLock::new();
        let made = RUNTIME.spawn_blocking(|| HOUSE.get_or_init(|| RUNTIME.block_on(Self::build())));
        made.await.expect("the shared house stands")
    }

    /// A house nobody else is in.
    pub async fn fresh() -> Self {
        RUNTIME.spawn(Self::build()).await.expect("a house of one's own stands")
    }

    async fn build() -> Self {
        let database = fresh_database().await;
        let keys = Keys::fresh().expect("keys");
        migrate_all(&database, &keys).await.expect("migrations run");
        migrate(&database, "web", &keys.database_secret(), &web::MIGRATOR).await.expect("the site's schema");
        Self::open(database, keys).await
    }

    async fn open(database: PgConnectOptions, keys: Keys) -> Self {
        let stack = Stack::start(&database, &keys).await.expect("the services start");
        Self { stack, database, keys, served: OnceCell::new() }
    }

    /// Another house over the same tables.
    async fn again(&self) -> Self {
        let opening = Self::open(self.database.clone(), self.keys.clone());
        RUNTIME.spawn(opening).await.expect("the house stands again")
    }

    /// The same house after everything in it was stopped, something was done to the tables, and all started again.
    pub async fn restarted(&self, meanwhile: impl Future<Output = ()>) -> Self {
        self.stack.halt().await;
        meanwhile.await;
        self.again().await
    }

    /// A request signed in the name of `caller`.
    pub fn ask<T>(&self, caller: &Caller, message: T) -> tonic::Request<T> {
        rpc::signed(&self.stack.signer, caller, message).expect("a signed request")
    }

    /// Straight to the tables of a service, to see what is kept.
    pub async fn tables(&self, service: &str) -> PgPool {
        PgPool::connect_with(self.database.clone().username(service)).await.expect("the tables")
    }

    /// The channel to the service of that word.
    pub fn channel(&self, service: &str) -> Rpc {
        at_home(self.stack.channels.to(service).expect("there is such a service"))
    }
}

/// Answers calls on the house's own runtime: a connection made on a test's runtime would die with the test.
fn at_home(rpc: Rpc) -> Rpc {
    rpc::local(tower::service_fn(move |request| {
        let call = RUNTIME.spawn(rpc.clone().oneshot(request));
        async move { Ok::<_, Infallible>(call.await.expect("the call ends").expect("the service answers")) }
    }))
}

impl Drop for House {
    fn drop(&mut self) {
        self.stack.stop.cancel();
    }
}

/// An empty database on the server of `DATABASE_URL`, or else on one this process starts for itself.
pub async fn fresh_database() -> PgConnectOptions {
    static SERVER: OnceLock<Option<Server>> = OnceLock::new();
    let url = match std::env::var("DATABASE_URL") {
        Ok(url) => url,
        Err(_) => {
            let server = SERVER.get_or_init(|| {
                let data = std::env::temp_dir().join(format!("alongside-tests-{}", std::process::id()));
                Some(Server::start(&Options::for_tests(data)).expect("PostgreSQL starts"))
            });
            server.as_ref().expect("a server").url()
        }
    };
    let server = PgConnectOptions::from_str(&url).expect("a database address");
    let name = format!("test_{}", Uuid::new_v4().simple());
    let mut connection = PgConnection::connect_with(&server).await.expect("the server answers");
    sqlx::query(AssertSqlSafe(format!("create database {name}")))
        .execute(&mut connection)
        .await
        .expect("a database can be made");
    server.database(&name)
}

/// Someone who runs Alongside.
pub fn an_operator() -> Caller {
    Caller::new(Role::Operator, "operators/test")
}

/// Anyone reading the public pages.
pub fn a_visitor() -> Caller {
    Caller::visitor()
}

/// The person of that name, signed in.
pub fn person(name: &str) -> Caller {
    Caller::new(Role::Person, name)
}

/// A broker of an organisation.
pub fn broker(name: &str, ulo: &str) -> Caller {
    Caller { ulo: ulo.to_owned(), ..Caller::new(Role::Broker, name) }
}

/// Someone who runs an organisation.
pub fn manager(ulo: &str) -> Caller {
    Caller { ulo: ulo.to_owned(), ..Caller::new(Role::Manager, format!("managers/{}", Uuid::now_v7())) }
}

/// Someone who works for a council.
pub fn officer(council: &str) -> Caller {
    Caller {
        council: council.to_owned(),
        ..Caller::new(Role::Officer, format!("officers/{}", Uuid::now_v7()))
    }
}

/// Someone who acts for a person.
pub fn supporter(name: &str, person: &str) -> Caller {
    Caller { acting_for: person.to_owned(), ..Caller::new(Role::Supporter, name) }
}

/// A fresh request id.
pub fn request_id() -> String {
    Uuid::new_v4().to_string()
}

/// The name of a record of that collection that does not exist.
pub fn nobody(collection: &str) -> String {
    format!("{collection}/{}", Uuid::now_v7())
}

/// A mask of these paths.
pub fn mask(paths: &[&str]) -> Option<prost_types::FieldMask> {
    Some(prost_types::FieldMask { paths: paths.iter().map(ToString::to_string).collect() })
}
