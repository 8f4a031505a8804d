//! Who does the work, how full they are, every introduction received, every case to its end.

use platform::Deps;
use platform::rpc::Rpc;
use sqlx::migrate::Migrator;
use tonic::service::Routes;

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
        let _ = &self.deps;
        routes
    }

    /// Starts the service's own work: what it follows and what falls due.
    pub fn spawn(&self) {
        let _ = &self.calls;
    }
}
