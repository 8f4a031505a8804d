//! The organisations: whether they are user-led, what they offer where, how safe they are.

use platform::Deps;
use sqlx::migrate::Migrator;
use tonic::service::Routes;

/// What brings this service's schema up to date.
pub static MIGRATOR: Migrator = sqlx::migrate!("../../migrations/ulos");

/// The service, ready to be served.
pub struct Service {
    deps: Deps,
}

impl Service {
    /// The service over its own schema.
    pub fn new(deps: &Deps) -> Self {
        Self { deps: deps.clone() }
    }

    /// Adds the service's RPCs to `routes`.
    pub fn add_to(&self, routes: Routes) -> Routes {
        let _ = &self.deps;
        routes
    }
}
