//! What was measured, when, by whom, in which format, and the change.
//!
//! Keeps: review; instruments come with the program. Calls no other service; follows `brokers`, to ask when a case
//! opens, and `people`, to know who may answer for whom and whom to forget.
//! Promises: a case is asked once at each stage; answers are labelled with who gave and who sent them; what a person
//! says in their own words is seen by the person and those who act for them, and by nobody else.

mod following;
pub mod instrument;
mod names;
mod policy;
pub mod review;
mod standing;

use platform::rpc::Rpc;
use platform::{Deps, MAX_MESSAGE, follow};
use proto::outcomes::v1::instruments_server::InstrumentsServer;
use proto::outcomes::v1::reviews_server::ReviewsServer;
use sqlx::migrate::Migrator;
use tonic::service::Routes;

pub use policy::{Action, Relation};

/// What brings this service's schema up to date.
pub static MIGRATOR: Migrator = sqlx::migrate!("../../migrations/outcomes");

/// The services this one calls or follows.
#[derive(Clone)]
pub struct Calls {
    /// `people`.
    pub people: Rpc,
    /// `brokers`.
    pub brokers: Rpc,
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
        let instruments = InstrumentsServer::new(instrument::rpc::Rpc);
        let reviews = ReviewsServer::new(review::rpc::Rpc::new(&self.deps));
        routes
            .add_service(instruments.max_decoding_message_size(MAX_MESSAGE))
            .add_service(reviews.max_decoding_message_size(MAX_MESSAGE))
    }

    /// Starts the service's own work: what it follows and what falls due.
    pub fn spawn(&self) {
        let Calls { people, brokers } = self.calls.clone();
        let deps = || self.deps.clone();
        self.deps.spawn(review::lapse_what_is_due(deps()));
        self.deps.spawn(follow::follow(deps(), "outcomes", "people", people, following::People(deps())));
        self.deps.spawn(follow::follow(deps(), "outcomes", "brokers", brokers, following::Brokers(deps())));
    }
}
