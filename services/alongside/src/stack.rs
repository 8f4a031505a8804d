//! Services over one database, in one process: all six, or one alone.

use std::time::Duration;

use platform::db::Db;
use platform::feed::{Feed, Source};
use platform::guard::GuardLayer;
use platform::migrate::{MigrationError, migrate};
use platform::rpc::{self, Rpc};
use platform::seal::Seals;
use platform::token::{Signer, Verifier};
use platform::{Clock, Deps, Error};
use proto::feed::v1::feed_server::FeedServer;
use sqlx::postgres::PgConnectOptions;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tonic::service::Routes;
use tower::Layer as _;

use crate::keys::Keys;
use crate::services::{self, Channels, NAMES, Service};

/// Makes and brings up to date the schema of every service.
///
/// # Errors
/// The first schema that could not be.
pub async fn migrate_all(server: &PgConnectOptions, keys: &Keys) -> Result<(), MigrationError> {
    for name in NAMES {
        if let Some(migrator) = services::migrator(name) {
            migrate(server, name, &keys.database_secret(), migrator).await?;
        }
    }
    Ok(())
}

/// How long background work may take to end.
const HALT: Duration = Duration::from_secs(5);

/// Services, running.
pub struct Stack {
    /// Every RPC, for serving on a socket.
    pub routes: Routes,
    /// Channels to the services: in this process, or where they were said to be.
    pub channels: Channels,
    /// Checks callers' tokens.
    pub verifier: Verifier,
    /// Signs callers' tokens.
    pub signer: Signer,
    /// The clock all services share.
    pub clock: Clock,
    /// Seals private text.
    pub seals: Seals,
    /// Ends all background work.
    pub stop: CancellationToken,
    /// The background work.
    pub tasks: TaskTracker,
}

impl Stack {
    /// Ends all background work, and waits until none of it uses the database any more.
    pub async fn halt(&self) {
        self.stop.cancel();
        self.tasks.close();
        if tokio::time::timeout(HALT, self.tasks.wait()).await.is_err() {
            tracing::warn!("some work in the background did not end in time");
        }
    }

    /// Starts all six services on a migrated database, calling each other without a socket.
    ///
    /// # Errors
    /// A sentence when the database cannot be reached.
    pub async fn start(server: &PgConnectOptions, keys: &Keys) -> Result<Self, String> {
        Self::start_these(&NAMES, Channels::default(), server, keys).await
    }

    /// Starts these services; the others are behind `channels`.
    ///
    /// # Errors
    /// A sentence when the database cannot be reached or a channel is missing.
    pub async fn start_these(
        names: &[&'static str],
        mut channels: Channels,
        server: &PgConnectOptions,
        keys: &Keys,
    ) -> Result<Self, String> {
        let base = Base::new(server, keys).map_err(told)?;
        let mut feeds = Vec::new();
        let mut made: Vec<Box<dyn Service>> = Vec::new();
        for name in names {
            let deps = base.deps(name).await.map_err(told)?;
            let source = deps.sequence();
            let service = services::make(name, &deps, &channels)?;
            channels.insert(name, base.local(service.add_to(base.feed(vec![(name, source.clone())]))));
            feeds.push((*name, source));
            made.push(service);
        }
        let mut routes = base.feed(feeds);
        for service in &made {
            service.spawn();
            routes = service.add_to(routes);
        }
        Ok(Self {
            routes,
            channels,
            verifier: base.verifier,
            signer: base.signer,
            clock: base.clock,
            seals: base.seals,
            stop: base.stop,
            tasks: base.tasks,
        })
    }
}

fn told(error: Error) -> String {
    error.to_string()
}

/// What all services of a process share.
struct Base {
    server: PgConnectOptions,
    secret: String,
    seals: Seals,
    signer: Signer,
    verifier: Verifier,
    clock: Clock,
    stop: CancellationToken,
    tasks: TaskTracker,
}

impl Base {
    fn new(server: &PgConnectOptions, keys: &Keys) -> Result<Self, Error> {
        let signer = keys.signer();
        let verifier = signer.verifier()?;
        Ok(Self {
            server: server.clone(),
            secret: keys.database_secret(),
            seals: keys.seals(),
            signer,
            verifier,
            clock: Clock::default(),
            stop: CancellationToken::new(),
            tasks: TaskTracker::new(),
        })
    }

    async fn deps(&self, name: &str) -> Result<Deps, Error> {
        Ok(Deps {
            db: Db::connect(&self.server, name, &self.secret).await?,
            clock: self.clock.clone(),
            seals: self.seals.clone(),
            signer: self.signer.clone(),
            stop: self.stop.clone(),
            tasks: self.tasks.clone(),
        })
    }

    fn feed(&self, sources: Vec<(&'static str, Source)>) -> Routes {
        Routes::new(FeedServer::new(Feed::new(sources, self.stop.clone())))
    }

    fn local(&self, routes: Routes) -> Rpc {
        rpc::local(GuardLayer(self.verifier.clone()).layer(routes.prepare()))
    }
}
