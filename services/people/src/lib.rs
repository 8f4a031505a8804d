//! Who someone is, what they need to take part, who may act for them, what they agreed to, and who looked.
//!
//! Keeps: person, need, budget, supporter, consent, viewing. Calls no other service.
//! Promises: nobody but the person reads a record without a live grant or consent found in this schema, and every such
//! read leaves a viewing the person can see. Private text is sealed with the person's own key.

pub mod budget;
pub mod consent;
mod email;
mod expiry;
pub mod need;
pub mod person;
mod policy;
mod standing;
pub mod supporter;
pub mod viewing;

use platform::{Deps, MAX_MESSAGE};
use proto::people::v1::budgets_server::BudgetsServer;
use proto::people::v1::consents_server::ConsentsServer;
use proto::people::v1::needs_server::NeedsServer;
use proto::people::v1::people_server::PeopleServer;
use proto::people::v1::supporters_server::SupportersServer;
use proto::people::v1::viewings_server::ViewingsServer;
use sqlx::migrate::Migrator;
use tonic::service::Routes;

pub use policy::{Action, Relation};

/// What brings this service's schema up to date.
pub static MIGRATOR: Migrator = sqlx::migrate!("../../migrations/people");

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
        let people = PeopleServer::new(person::rpc::Rpc::new(&self.deps));
        let needs = NeedsServer::new(need::rpc::Rpc::new(&self.deps));
        let budgets = BudgetsServer::new(budget::rpc::Rpc::new(&self.deps));
        let supporters = SupportersServer::new(supporter::rpc::Rpc::new(&self.deps));
        let consents = ConsentsServer::new(consent::rpc::Rpc::new(&self.deps));
        let viewings = ViewingsServer::new(viewing::rpc::Rpc::new(&self.deps));
        routes
            .add_service(people.max_decoding_message_size(MAX_MESSAGE))
            .add_service(needs.max_decoding_message_size(MAX_MESSAGE))
            .add_service(budgets.max_decoding_message_size(MAX_MESSAGE))
            .add_service(supporters.max_decoding_message_size(MAX_MESSAGE))
            .add_service(consents.max_decoding_message_size(MAX_MESSAGE))
            .add_service(viewings.max_decoding_message_size(MAX_MESSAGE))
    }
}
