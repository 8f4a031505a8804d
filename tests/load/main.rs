//! The load program: how fast Alongside is, against PostgreSQL's own `pgbench` running the same statements, in rounds
//! taken one after another in one run.
//!
//! `cargo bench -p tests --bench load [-- --seconds 5 --rounds 3 --only frameworks]`. Wall times depend on the machine and its neighbours;
//! the ratio of CPU time, taken from the kernel for every process concerned, is what stays put.

mod cpu;
mod create_request;
mod events;
mod frameworks;
mod generate;
mod get_person;
mod options;
mod pgbench;
#[path = "../style/statements.rs"]
mod statements;
mod world;

use std::time::Duration;

/// How long and how often each thing is measured.
#[derive(Clone, Copy)]
pub struct Plan {
    pub seconds: u64,
    pub rounds: usize,
    pub clients: usize,
}

impl Plan {
    fn from_arguments() -> Self {
        let arguments: Vec<String> = std::env::args().collect();
        let number = |name: &str, otherwise: u64| {
            let at = arguments.iter().position(|argument| argument == name);
            at.and_then(|at| arguments.get(at + 1)).and_then(|value| value.parse().ok()).unwrap_or(otherwise)
        };
        let small = |name: &str, otherwise: u64| usize::try_from(number(name, otherwise)).unwrap_or(1);
        Self { seconds: number("--seconds", 5), rounds: small("--rounds", 3), clients: small("--clients", 8) }
    }

    pub fn time(&self) -> Duration {
        Duration::from_secs(self.seconds)
    }
}

/// Whether that part is asked for: all are, unless `--only` names one.
fn wanted(part: &str) -> bool {
    let arguments: Vec<String> = std::env::args().collect();
    let only = arguments.iter().position(|argument| argument == "--only");
    only.and_then(|at| arguments.get(at + 1)).is_none_or(|only| only == part)
}

#[tokio::main]
async fn main() {
    let plan = Plan::from_arguments();
    let world = world::World::start().await;
    println!(
        "{} clients, {} rounds of {} s each, durable database\n",
        plan.clients, plan.rounds, plan.seconds
    );
    if wanted("requests") {
        get_person::measure(&world, plan).await;
        create_request::measure(&world, plan).await;
    }
    if wanted("events") {
        events::measure(&world, plan).await;
    }
    if wanted("options") {
        options::measure(&world, plan).await;
    }
    if wanted("frameworks") {
        frameworks::measure(&world, plan).await;
    }
    world.stop().await;
}
