//! Who does the work, how full they are, every introduction received, every case to its end.
//!
//! Keeps: broker, introduction, case; proposes brokers for introductions. Calls `ulos`, to know that what is offered is open; follows `people`, to know who
//! may act for whom and whom to forget.
//! Promises: a request has at most one live introduction, nothing is answered after its deadline, no broker's open cases
//! outgrow their limit, and whoever does the work never agrees the plan.

pub mod broker;
pub mod case;
mod following;
pub mod introduction;
mod lists;
mod names;
mod policy;
pub mod proposal;
mod standing;
mod ulos;

use platform::rpc::Rpc;
use platform::{Deps, MAX_MESSAGE, follow};
use proto::brokers::v1::brokers_server::BrokersServer;
use proto::brokers::v1::cases_server::CasesServer;
use proto::brokers::v1::introductions_server::IntroductionsServer;
use proto::brokers::v1::proposals_server::ProposalsServer;
use sqlx::migrate::Migrator;
use tonic::service::Routes;

pub use policy::{Action, Relation};

/// What brings this service's schema up to date.
pub static MIGRATOR: Migrator = sqlx::migrate!("../../migrations/brokers");

/// The services this one calls or follows.
#[derive(Clone)]
pub struct Calls {
    /// `people`.
    pub people: Rpc,
    /// `ulos`.
    pub ulos: Rpc,
}

/// The service, ready to be served.
pub struct Service {
    deps: Deps,
    calls: Calls,
}

impl Service {
    /// The service over its own schema.
    pub fn new(deps: &Deps, calls: Calls) -> Self {
        Self { deps: deps.clone(), calls }
    }

    /// Adds the service's RPCs to `routes`.
    pub fn add_to(&self, routes: Routes) -> Routes {
        let ulos = ulos::Ulos::new(self.calls.ulos.clone(), self.deps.signer.clone());
        let brokers = BrokersServer::new(broker::rpc::Rpc::new(&self.deps, &ulos));
        let introductions = IntroductionsServer::new(introduction::rpc::Rpc::new(&self.deps, &ulos));
        let proposals = ProposalsServer::new(proposal::rpc::Rpc::new(&self.deps));
        let cases = CasesServer::new(case::rpc::Rpc::new(&self.deps));
        routes
            .add_service(brokers.max_decoding_message_size(MAX_MESSAGE))
            .add_service(introductions.max_decoding_message_size(MAX_MESSAGE))
            .add_service(proposals.max_decoding_message_size(MAX_MESSAGE))
            .add_service(cases.max_decoding_message_size(MAX_MESSAGE))
    }

    /// Starts the service's own work: what it follows and what falls due.
    pub fn spawn(&self) {
        self.deps.spawn(introduction::expire_what_is_due(self.deps.clone()));
        let people = following::People::new(&self.deps);
        self.deps.spawn(follow::follow(
            self.deps.clone(),
            "brokers",
            "people",
            self.calls.people.clone(),
            people,
        ));
    }
}
