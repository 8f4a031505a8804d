//! The councils of England and the enabling framework of each.
//!
//! Keeps: council, postcode, framework, correction, release, spend, strategy, voice, link, and the facts they are worked
//! out from. Calls no other service: it follows the feeds of `ulos`, `brokers`, `matching` and `outcomes`.
//! Promises: no postcode asked for is kept or logged; no number that counts people leaves but through [`disclosure`], for
//! everyone only as a release; reading the same history again changes nothing.

pub mod bad_line;
mod benchmark;
mod correction;
pub mod council;
pub mod disclosure;
mod fact;
mod framework;
mod link;
mod page;
mod policy;
pub mod postcode;
mod release;
mod spend;
mod strategy;
mod told;
mod voice;

use platform::rpc::Rpc;
use platform::{Deps, MAX_MESSAGE};
use proto::councils::v1::corrections_server::CorrectionsServer;
use proto::councils::v1::councils_server::CouncilsServer;
use proto::councils::v1::frameworks_server::FrameworksServer;
use proto::councils::v1::links_server::LinksServer;
use proto::councils::v1::releases_server::ReleasesServer;
use proto::councils::v1::spends_server::SpendsServer;
use proto::councils::v1::strategies_server::StrategiesServer;
use proto::councils::v1::voices_server::VoicesServer;
use sqlx::migrate::Migrator;
use tonic::service::Routes;

use council::Seed;
pub use fact::{FromBrokers, FromMatching, FromOutcomes, FromUlos};
pub use framework::keeper::refresh;
pub use policy::{Action, Relation};
pub use release::keeper::make_due;
pub use strategy::keeper::keep as keep_strategies;

/// What brings this service's schema up to date.
pub static MIGRATOR: Migrator = sqlx::migrate!("../../migrations/councils");

/// The services this one calls or follows.
#[derive(Clone)]
pub struct Calls {
    /// `ulos`.
    pub ulos: Rpc,
    /// `brokers`.
    pub brokers: Rpc,
    /// `matching`.
    pub matching: Rpc,
    /// `outcomes`.
    pub outcomes: Rpc,
}

/// The service, ready to be served.
pub struct Service {
    deps: Deps,
    calls: Calls,
    seed: Seed,
}

impl Service {
    /// The service over its own schema.
    pub fn new(deps: &Deps, calls: Calls) -> Self {
        Self { deps: deps.clone(), calls, seed: Seed::new(deps) }
    }

    /// Adds the service's RPCs to `routes`.
    pub fn add_to(&self, routes: Routes) -> Routes {
        let councils = CouncilsServer::new(council::rpc::Rpc::new(&self.deps, &self.seed));
        let frameworks = FrameworksServer::new(framework::rpc::Rpc::new(&self.deps, &self.seed));
        let corrections = CorrectionsServer::new(correction::rpc::Rpc::new(&self.deps, &self.seed));
        let releases = ReleasesServer::new(release::rpc::Rpc::new(&self.deps, &self.seed));
        let spends = SpendsServer::new(spend::rpc::Rpc::new(&self.deps, &self.seed));
        let strategies = StrategiesServer::new(strategy::rpc::Rpc::new(&self.deps));
        let links = LinksServer::new(link::rpc::Rpc::new(&self.deps, &self.seed));
        let voices = VoicesServer::new(voice::rpc::Rpc::new(&self.deps, &self.seed));
        routes
            .add_service(links.max_decoding_message_size(MAX_MESSAGE))
            .add_service(voices.max_decoding_message_size(MAX_MESSAGE))
            .add_service(strategies.max_decoding_message_size(MAX_MESSAGE))
            .add_service(spends.max_decoding_message_size(MAX_MESSAGE))
            .add_service(releases.max_decoding_message_size(MAX_MESSAGE))
            .add_service(corrections.max_decoding_message_size(MAX_MESSAGE))
            .add_service(councils.max_decoding_message_size(MAX_MESSAGE))
            .add_service(frameworks.max_decoding_message_size(MAX_MESSAGE))
    }

    /// Starts the service's own work: following the feeds and keeping the frameworks up to date.
    pub fn spawn(&self) {
        let Calls { ulos, brokers, matching, outcomes } = self.calls.clone();
        let deps = &self.deps;
        deps.spawn(platform::follow::follow(deps.clone(), "councils", "ulos", ulos, FromUlos));
        deps.spawn(platform::follow::follow(deps.clone(), "councils", "brokers", brokers, FromBrokers));
        deps.spawn(platform::follow::follow(deps.clone(), "councils", "matching", matching, FromMatching));
        deps.spawn(platform::follow::follow(deps.clone(), "councils", "outcomes", outcomes, FromOutcomes));
        deps.spawn(framework::keeper::run(deps.clone(), self.seed.clone()));
        deps.spawn(release::keeper::run(deps.clone(), self.seed.clone()));
        deps.spawn(strategy::keeper::run(deps.clone(), self.seed.clone()));
    }
}
