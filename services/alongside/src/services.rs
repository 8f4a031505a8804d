//! The six services by name: how each is made, what it calls, what brings its schema up to date.

use std::collections::BTreeMap;

use platform::Deps;
use platform::rpc::Rpc;
use sqlx::migrate::Migrator;
use tonic::service::Routes;

/// Every service, each after those it calls.
pub const NAMES: [&str; 6] = ["people", "ulos", "brokers", "matching", "outcomes", "councils"];

/// A service, ready to be served.
pub trait Service: Send + Sync {
    /// Adds its RPCs.
    fn add_to(&self, routes: Routes) -> Routes;
    /// Starts its own work.
    fn spawn(&self) {}
}

/// A channel to each service there is one to.
#[derive(Clone, Default)]
pub struct Channels(BTreeMap<&'static str, Rpc>);

impl Channels {
    /// Adds the channel to a service.
    pub fn insert(&mut self, service: &'static str, rpc: Rpc) {
        self.0.insert(service, rpc);
    }

    /// The channel to a service.
    ///
    /// # Errors
    /// A sentence that says which option is missing.
    pub fn to(&self, service: &str) -> Result<Rpc, String> {
        let missing = || {
            format!("say where the service {service} is, with --{service} or {}_URL", service.to_uppercase())
        };
        self.0.get(service).cloned().ok_or_else(missing)
    }
}

/// What brings the schema of a service up to date.
pub fn migrator(service: &str) -> Option<&'static Migrator> {
    match service {
        "people" => Some(&people::MIGRATOR),
        "ulos" => Some(&ulos::MIGRATOR),
        "brokers" => Some(&brokers::MIGRATOR),
        "matching" => Some(&matching::MIGRATOR),
        "outcomes" => Some(&outcomes::MIGRATOR),
        "councils" => Some(&councils::MIGRATOR),
        _ => None,
    }
}

/// Makes the service of that name, with the channels it calls through.
///
/// # Errors
/// A sentence that says which channel is missing, or that there is no such service.
pub fn make(service: &str, deps: &Deps, channels: &Channels) -> Result<Box<dyn Service>, String> {
    Ok(match service {
        "people" => Box::new(people::Service::new(deps)),
        "ulos" => Box::new(ulos::Service::new(deps)),
        "brokers" => {
            let calls = brokers::Calls { people: channels.to("people")?, ulos: channels.to("ulos")? };
            Box::new(brokers::Service::new(deps, calls))
        }
        "matching" => {
            let [people, ulos, brokers] =
                [channels.to("people")?, channels.to("ulos")?, channels.to("brokers")?];
            Box::new(matching::Service::new(deps, matching::Calls { people, ulos, brokers }))
        }
        "outcomes" => {
            let calls = outcomes::Calls { people: channels.to("people")?, brokers: channels.to("brokers")? };
            Box::new(outcomes::Service::new(deps, calls))
        }
        "councils" => {
            let [ulos, brokers] = [channels.to("ulos")?, channels.to("brokers")?];
            let [matching, outcomes] = [channels.to("matching")?, channels.to("outcomes")?];
            let calls = councils::Calls { ulos, brokers, matching, outcomes };
            Box::new(councils::Service::new(deps, calls))
        }
        _ => return Err(format!("there is no service {service}")),
    })
}

impl Service for people::Service {
    fn add_to(&self, routes: Routes) -> Routes {
        self.add_to(routes)
    }
}

impl Service for ulos::Service {
    fn add_to(&self, routes: Routes) -> Routes {
        self.add_to(routes)
    }
}

/// A service that also has work of its own.
macro_rules! with_work {
    ($($service:ident),+) => {$(
        impl Service for $service::Service {
            fn add_to(&self, routes: Routes) -> Routes {
                self.add_to(routes)
            }
            fn spawn(&self) {
                self.spawn();
            }
        }
    )+};
}
with_work!(brokers, matching, outcomes, councils);
