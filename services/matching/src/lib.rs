//! Asking, the explained menu, the person's choice, hold and offer.
//!
//! Keeps: request, menu, choice, price, the places of offerings that choices hold or wait for, the rounds in which scarce
//! openings are given together. Calls `people` with the caller's own token, `brokers` in its own name; follows `people`,
//! `ulos` and `brokers`.
//! Promises: a menu is a pure function of what is kept with it and can be made again; a request is placed if and only if
//! a case answers it, and settles within a minute of any crash; the person can stop at any time; a price is what one more
//! opening would save, proved, and tells of no one.

pub mod choice;
pub mod crash;
mod erasure;
mod exposure;
mod following;
pub mod index;
pub mod menu;
pub mod names;
pub mod opening_round;
pub mod option;
mod policy;
pub mod price;
pub mod queue;
pub mod request;
pub mod support;
mod supporter;
pub mod wants;

use std::sync::Arc;

use platform::follow::follow;
use platform::rpc::Rpc;
use platform::{Deps, MAX_MESSAGE};
use proto::matching::v1::choices_server::ChoicesServer;
use proto::matching::v1::menus_server::MenusServer;
use proto::matching::v1::opening_rounds_server::OpeningRoundsServer;
use proto::matching::v1::options_server::OptionsServer;
use proto::matching::v1::prices_server::PricesServer;
use proto::matching::v1::queues_server::QueuesServer;
use proto::matching::v1::requests_server::RequestsServer;
use sqlx::migrate::Migrator;
use tokio::sync::Notify;
use tonic::service::Routes;

pub use policy::{Action, Relation};
pub use price::keeper::keep as keep_prices;

/// What brings this service's schema up to date.
pub static MIGRATOR: Migrator = sqlx::migrate!("../../migrations/matching");

/// The services this one calls or follows.
#[derive(Clone)]
pub struct Calls {
    /// `people`.
    pub people: Rpc,
    /// `ulos`.
    pub ulos: Rpc,
    /// `brokers`.
    pub brokers: Rpc,
}

/// The service, ready to be served.
pub struct Service {
    deps: Deps,
    calls: Calls,
    index: Arc<index::keep::Kept>,
    prices: Arc<price::latest::Latest>,
    /// Wakes the saga.
    wake: Arc<Notify>,
}

impl Service {
    /// The service over its own schema.
    pub fn new(deps: &Deps, calls: Calls) -> Self {
        Self {
            deps: deps.clone(),
            calls,
            index: Arc::default(),
            prices: Arc::default(),
            wake: Arc::default(),
        }
    }

    /// Adds the service's RPCs to `routes`.
    pub fn add_to(&self, routes: Routes) -> Routes {
        let requests = RequestsServer::new(request::rpc::Rpc::new(&self.deps, &self.calls));
        let menus = MenusServer::new(menu::rpc::Rpc::new(&self.deps, &self.index, &self.prices));
        let queues = QueuesServer::new(queue::rpc::Rpc::new(&self.deps));
        let options = OptionsServer::new(option::rpc::Rpc::new(&self.deps, &self.index));
        let rounds = opening_round::rpc::Rpc::new(&self.deps, &self.index, &self.wake);
        let rounds = OpeningRoundsServer::new(rounds);
        let choices = ChoicesServer::new(choice::rpc::Rpc::new(&self.deps, &self.calls, &self.wake));
        let prices = PricesServer::new(price::rpc::Rpc::new(&self.deps));
        routes
            .add_service(requests.max_decoding_message_size(MAX_MESSAGE))
            .add_service(options.max_decoding_message_size(MAX_MESSAGE))
            .add_service(menus.max_decoding_message_size(MAX_MESSAGE))
            .add_service(queues.max_decoding_message_size(MAX_MESSAGE))
            .add_service(rounds.max_decoding_message_size(MAX_MESSAGE))
            .add_service(choices.max_decoding_message_size(MAX_MESSAGE))
            .add_service(prices.max_decoding_message_size(MAX_MESSAGE))
    }

    /// Starts the service's own work: what it follows and what falls due.
    pub fn spawn(&self) {
        let (deps, calls) = (&self.deps, &self.calls);
        deps.spawn(index::keep::run(deps.clone(), self.index.clone()));
        deps.spawn(price::keeper::run(deps.clone(), self.prices.clone()));
        let writer = index::keep::Writer(self.index.clone());
        deps.spawn(follow(deps.clone(), "matching", "ulos", calls.ulos.clone(), writer));
        let people = following::People(deps.clone());
        deps.spawn(follow(deps.clone(), "matching", "people", calls.people.clone(), people));
        let brokers = following::Brokers { deps: deps.clone(), wake: self.wake.clone() };
        deps.spawn(follow(deps.clone(), "matching", "brokers", calls.brokers.clone(), brokers));
        deps.spawn(choice::saga::Saga::new(deps, calls, &self.wake).run());
    }
}
