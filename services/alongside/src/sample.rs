//! The sample England: every council, the organisations the 2006-7 study counted, and eighteen months of people asking,
//! choosing and being supported. Everything is made by calling the services, under their own rules, with the clock set
//! back and then moved forward a fortnight at a time. The same seed makes the same England. Everybody is made up.

pub mod begun;
mod buddies;
mod checks;
mod consortia;
mod dice;
mod doings;
mod evidence;
mod fund;
mod guests;
mod guidance;
mod history;
mod journey;
mod map;
mod moderation;
mod money;
mod names;
mod opening_rounds;
mod organisations;
mod person;
mod solutions;
mod spending;
mod strategies;
mod team;
mod voices;

use begun::Begun;
use chrono::{DateTime, TimeDelta, Utc};
use platform::{Caller, Clock, Error};
use proto::ulos::v1 as ulos_pb;
use web::services::Services;
use web::site::Site;

use crate::cli;
use crate::site;
use crate::stack::Stack;
use crate::store::Store;

/// The seed of the England everyone sees.
pub const SEED: u64 = 2006;
/// How many calls are made at once.
const AT_ONCE: usize = 12;
/// How far back the history goes.
const DAYS: i64 = 546;

/// Everything the sample is made with.
struct England {
    services: Services,
    clock: Clock,
    plan: cli::England,
    operator: String,
}

impl England {
    /// A request signed with a token made before.
    fn ask<T>(&self, token: &str, message: T) -> Result<tonic::Request<T>, Error> {
        platform::rpc::request(token, message)
    }

    /// A request of the one who fills England.
    fn operate<T>(&self, message: T) -> Result<tonic::Request<T>, Error> {
        self.ask(&self.operator, message)
    }

    /// A token for someone of the sample.
    fn token(&self, caller: &Caller) -> Result<String, Error> {
        self.services.token(caller)
    }
}

/// What was made.
#[derive(Debug, Default)]
pub struct Made {
    councils: usize,
    organisations: usize,
    possible_ulos: usize,
    brokers: usize,
    people: usize,
    cases: usize,
    reviews: usize,
    seconds: f64,
}

impl std::fmt::Display for Made {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "The sample England: {} councils, {} organisations ({} possibly user-led), {} brokers, {} people, {} cases, \
             {} reviews answered; made in {:.0} s.",
            self.councils,
            self.organisations,
            self.possible_ulos,
            self.brokers,
            self.people,
            self.cases,
            self.reviews,
            self.seconds
        )
    }
}

/// Whether the database is empty, so that a sample is wanted.
///
/// # Errors
/// A sentence when a service does not answer.
pub async fn is_wanted(stack: &Stack) -> Result<bool, String> {
    let services = site::services(stack)?;
    let token = services.token(&Caller::visitor()).map_err(told)?;
    let message = ulos_pb::ListUlosRequest { page_size: 1, ..Default::default() };
    let request = platform::rpc::request(&token, message).map_err(told)?;
    let listed = services.ulos().list_ulos(request).await.map_err(|status| status.message().to_owned())?;
    Ok(listed.into_inner().ulos.is_empty())
}

/// Makes the sample England.
///
/// # Errors
/// A sentence that says what could not be made.
pub async fn make(store: &Store, stack: &Stack, site: &Site, plan: cli::England) -> Result<Made, String> {
    println!("Making the sample England: this takes less than a minute, once.");
    let began = std::time::Instant::now();
    let services = site::services(stack)?;
    let operator =
        services.token(&Caller::new(platform::Role::Operator, "operators/sample")).map_err(told)?;
    let england = England { services, clock: stack.clock.clone(), plan, operator };
    let begun = Begun::now(&store.database).await.map_err(|error| error.to_string())?;
    let made = england.make(store, site).await;
    stack.clock.reset();
    let mut made = made.map_err(|error| format!("the sample could not be made: {}", explained(error)))?;
    begun.finish().await.map_err(|error| error.to_string())?;
    made.seconds = began.elapsed().as_secs_f64();
    Ok(made)
}

/// `alongside sample`.
///
/// # Errors
/// A sentence that says what is wrong and what to do.
pub async fn command(options: cli::Sample) -> Result<(), String> {
    let store = Store::open(&options.store).await?;
    let stack = Stack::start(&store.database, &store.keys).await?;
    let made = if is_wanted(&stack).await? {
        fill(&store, &stack, options.england).await
    } else {
        Err("there is data here already: give an empty folder with --data, or another database".to_owned())
    };
    stack.halt().await;
    store.close().await;
    made
}

async fn fill(store: &Store, stack: &Stack, plan: cli::England) -> Result<(), String> {
    let site = site::open(store, stack, &cli::Site::default(), 0).await?;
    let made = make(store, stack, &site, plan).await?;
    println!("{made}");
    Ok(())
}

impl England {
    async fn make(&self, store: &Store, site: &Site) -> Result<Made, Error> {
        let start = Utc::now() - TimeDelta::days(DAYS);
        self.clock.set(start);
        let mut made = Made { councils: reference::council::ALL.len(), ..Made::default() };
        map::add_postcodes(store).await?;
        let organisations = organisations::make(self, start).await?;
        made.organisations = organisations.len();
        made.possible_ulos =
            organisations.iter().filter(|organisation| organisation.possibly_user_led).count();
        evidence::make(self, &organisations, start).await?;
        let shared = solutions::make(self, &organisations, start).await?;
        guidance::make(self, &shared).await?;
        let teams = team::make(self, &organisations).await?;
        made.brokers = teams.size();
        let funded = fund::make(self, &organisations).await?;
        history::live(self, &organisations, &teams, start, &mut made, site).await?;
        let first = teams.busiest().map(|member| member.ulo.clone()).unwrap_or_default();
        let scarce = organisations.iter().find(|organisation| organisation.name == first);
        let decided = match scarce {
            Some(organisation) => opening_rounds::run_one(self, organisation).await?,
            None => None,
        };
        self.clock.set(Utc::now());
        let today = platform::uk_time::date(Utc::now());
        money::make(self, &organisations, &first, today).await?;
        spending::make(self, today).await?;
        voices::make(self, &organisations, today).await?;
        doings::make(self, &organisations, &first, today).await?;
        let helps = buddies::make(self, &organisations, &first, today).await?;
        consortia::make(self, &organisations, Utc::now()).await?;
        moderation::make(self, &organisations, &first).await?;
        guests::of_the_fund(&funded, site).await?;
        if let Some(helps) = helps {
            guests::who_helps(&helps, site).await?;
        }
        let waiting = match scarce {
            Some(organisation) => opening_rounds::open_one(self, organisation).await?,
            None => None,
        };
        guests::of_rounds(waiting.iter().chain(&decided), site).await?;
        Ok(made)
    }

    fn dice(&self, about: &str, number: usize) -> dice::Dice {
        dice::Dice::new(self.plan.seed, about, number)
    }
}

/// The day a time falls on, as the services have it.
fn day(time: DateTime<Utc>) -> String {
    time.format("%Y-%m-%d").to_string()
}

fn told(error: Error) -> String {
    error.to_string()
}

fn explained(error: Error) -> String {
    match error {
        Error::Invalid(violations) => violations
            .iter()
            .map(|violation| format!("{}: {}", violation.field, violation.text))
            .collect::<Vec<_>>()
            .join("; "),
        other => other.to_string(),
    }
}
