//! The six services over one database, in one process.

use platform::db::Db;
use platform::feed::{Feed, Source};
use platform::guard::GuardLayer;
use platform::migrate::{MigrationError, migrate};
use platform::rpc::{self, Rpc};
use platform::seal::Seals;
use platform::token::{Signer, Verifier};
use platform::{Clock, Deps, Error};
use proto::feed::v1::feed_server::FeedServer;
use sqlx::migrate::Migrator;
use sqlx::postgres::PgConnectOptions;
use tokio_util::sync::CancellationToken;
use tonic::service::Routes;
use tower::Layer as _;

use crate::keys::Keys;

/// Every schema and what brings it up to date.
pub static SCHEMAS: [(&str, &Migrator); 6] = [
    ("people", &people::MIGRATOR),
    ("ulos", &ulos::MIGRATOR),
    ("brokers", &brokers::MIGRATOR),
    ("matching", &matching::MIGRATOR),
    ("outcomes", &outcomes::MIGRATOR),
    ("councils", &councils::MIGRATOR),
];

/// Makes and brings up to date every schema.
///
/// # Errors
/// The first schema that could not be.
pub async fn migrate_all(server: &PgConnectOptions, keys: &Keys) -> Result<(), MigrationError> {
    for (schema, migrator) in SCHEMAS {
        migrate(server, schema, &keys.database_secret(), migrator).await?;
    }
    Ok(())
}

/// A channel to each service.
#[derive(Clone)]
pub struct Channels {
    /// `people`.
    pub people: Rpc,
    /// `ulos`.
    pub ulos: Rpc,
    /// `brokers`.
    pub brokers: Rpc,
    /// `matching`.
    pub matching: Rpc,
    /// `outcomes`.
    pub outcomes: Rpc,
    /// `councils`.
    pub councils: Rpc,
}

/// The six services, running.
pub struct Stack {
    /// Every RPC, for serving on a socket.
    pub routes: Routes,
    /// In-process channels.
    pub channels: Channels,
    /// Checks callers' tokens.
    pub verifier: Verifier,
    /// Signs callers' tokens.
    pub signer: Signer,
    /// The clock all services share.
    pub clock: Clock,
    /// Ends all background work.
    pub stop: CancellationToken,
}

impl Stack {
    /// Starts every service on a migrated database.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the database cannot be reached.
    pub async fn start(server: &PgConnectOptions, keys: &Keys) -> Result<Self, Error> {
        let base = Base::new(server, keys)?;
        let mut feeds = Vec::new();

        let (deps, source) = base.service("people", &mut feeds).await?;
        let people = people::Service::new(&deps);
        let people_rpc = base.local(people.add_to(base.feed("people", source)));

        let (deps, source) = base.service("ulos", &mut feeds).await?;
        let ulos = ulos::Service::new(&deps);
        let ulos_rpc = base.local(ulos.add_to(base.feed("ulos", source)));

        let (deps, source) = base.service("brokers", &mut feeds).await?;
        let calls = brokers::Calls { people: people_rpc.clone(), ulos: ulos_rpc.clone() };
        let brokers = brokers::Service::new(&deps, calls);
        let brokers_rpc = base.local(brokers.add_to(base.feed("brokers", source)));

        let (deps, source) = base.service("matching", &mut feeds).await?;
        let calls = matching::Calls {
            people: people_rpc.clone(),
            ulos: ulos_rpc.clone(),
            brokers: brokers_rpc.clone(),
        };
        let matching = matching::Service::new(&deps, calls);
        let matching_rpc = base.local(matching.add_to(base.feed("matching", source)));

        let (deps, source) = base.service("outcomes", &mut feeds).await?;
        let calls = outcomes::Calls { people: people_rpc.clone(), brokers: brokers_rpc.clone() };
        let outcomes = outcomes::Service::new(&deps, calls);
        let outcomes_rpc = base.local(outcomes.add_to(base.feed("outcomes", source)));

        let (deps, source) = base.service("councils", &mut feeds).await?;
        let calls = councils::Calls {
            ulos: ulos_rpc.clone(),
            brokers: brokers_rpc.clone(),
            matching: matching_rpc.clone(),
            outcomes: outcomes_rpc.clone(),
        };
        let councils = councils::Service::new(&deps, calls);
        let councils_rpc = base.local(councils.add_to(base.feed("councils", source)));

        brokers.spawn();
        matching.spawn();
        outcomes.spawn();
        councils.spawn();

        let all_feeds = Routes::new(FeedServer::new(Feed::new(feeds, base.stop.clone())));
        let routes = councils
            .add_to(outcomes.add_to(matching.add_to(brokers.add_to(ulos.add_to(people.add_to(all_feeds))))));
        Ok(Self {
            routes,
            channels: Channels {
                people: people_rpc,
                ulos: ulos_rpc,
                brokers: brokers_rpc,
                matching: matching_rpc,
                outcomes: outcomes_rpc,
                councils: councils_rpc,
            },
            verifier: base.verifier,
            signer: base.signer,
            clock: base.clock,
            stop: base.stop,
        })
    }
}

/// What all services of a process share.
pub struct Base {
    server: PgConnectOptions,
    secret: String,
    seals: Seals,
    signer: Signer,
    verifier: Verifier,
    clock: Clock,
    stop: CancellationToken,
}

impl Base {
    /// Shares one clock, one set of keys and one stop among services.
    ///
    /// # Errors
    /// [`Error::Internal`] when the keys are not what they should be.
    pub fn new(server: &PgConnectOptions, keys: &Keys) -> Result<Self, Error> {
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
        })
    }

    /// What one service runs with; its feed is also added to `feeds`.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the database cannot be reached.
    pub async fn service(
        &self,
        name: &'static str,
        feeds: &mut Vec<(&'static str, Source)>,
    ) -> Result<(Deps, Source), Error> {
        let deps = Deps {
            db: Db::connect(&self.server, name, &self.secret).await?,
            clock: self.clock.clone(),
            seals: self.seals.clone(),
            signer: self.signer.clone(),
            stop: self.stop.clone(),
        };
        let source = deps.sequence();
        feeds.push((name, source.clone()));
        Ok((deps, source))
    }

    fn feed(&self, name: &'static str, source: Source) -> Routes {
        Routes::new(FeedServer::new(Feed::new([(name, source)], self.stop.clone())))
    }

    fn local(&self, routes: Routes) -> Rpc {
        rpc::local(GuardLayer(self.verifier.clone()).layer(routes.prepare()))
    }
}
