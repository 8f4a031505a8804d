//! What can be typed after `alongside`.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Alongside: support brokerage, advocacy and peer support that people choose themselves.
#[derive(Debug, Parser)]
#[command(name = "alongside", version, about)]
pub struct Cli {
    /// Write logs as JSON.
    #[arg(long, global = true, env = "ALONGSIDE_LOG_JSON")]
    pub log_json: bool,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run everything on this machine: database, services and site.
    Up(Up),
    /// Run the service people alone.
    People(Role),
    /// Run the service ulos alone.
    Ulos(Role),
    /// Run the service brokers alone.
    Brokers(Role),
    /// Run the service matching alone.
    Matching(Role),
    /// Run the service outcomes alone.
    Outcomes(Role),
    /// Run the service councils alone.
    Councils(Role),
    /// Run the site alone.
    Web(Role),
    /// Bring every schema of a database up to date.
    Migrate(Store),
    /// Fill an empty database with the sample England.
    Sample(Sample),
    /// Take in facts from a file; safe to repeat.
    Import(Import),
    /// Run a made-up city or England for a year under several ways of matching; prints what came of each.
    Simulate(Simulate),
    /// Print a token that signs calls for five minutes, for clients such as grpcurl.
    Token(Token),
}

impl Command {
    /// Where the data is that the command works on, if it works on any.
    pub fn store(&self) -> Option<&Store> {
        let store = match self {
            Self::Simulate(_) => return None,
            Self::Up(options) => &options.store,
            Self::People(role)
            | Self::Ulos(role)
            | Self::Brokers(role)
            | Self::Matching(role)
            | Self::Outcomes(role)
            | Self::Councils(role)
            | Self::Web(role) => &role.store,
            Self::Migrate(store) => store,
            Self::Sample(options) => &options.store,
            Self::Import(options) => &options.store,
            Self::Token(options) => &options.store,
        };
        Some(store)
    }
}

/// Where the data is.
#[derive(Debug, Clone, Args)]
pub struct Store {
    /// The folder that holds the database and the keys [default: a state folder of this user].
    #[arg(long, env = "ALONGSIDE_DATA")]
    pub data: Option<PathBuf>,
    /// A PostgreSQL server to use instead of one of our own: its user may make roles and schemas.
    #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<String>,
    /// The file with the two secrets of this installation [default: `keys` in the data folder].
    #[arg(long, env = "ALONGSIDE_KEYS")]
    pub keys: Option<PathBuf>,
}

/// `alongside up`.
#[derive(Debug, Args)]
pub struct Up {
    /// Where the data is.
    #[command(flatten)]
    pub store: Store,
    /// Where the site listens.
    #[arg(long, env = "ALONGSIDE_HTTP", default_value = "127.0.0.1:8080", value_parser = address)]
    pub http: SocketAddr,
    /// Where the services listen.
    #[arg(long, env = "ALONGSIDE_GRPC", default_value = "127.0.0.1:50051", value_parser = address)]
    pub grpc: SocketAddr,
    /// Leave an empty database empty.
    #[arg(long)]
    pub empty: bool,
    /// What fills it otherwise.
    #[command(flatten)]
    pub england: England,
    /// How the site is run.
    #[command(flatten)]
    pub site: Site,
}

/// How the site is run.
#[derive(Debug, Clone, Args)]
pub struct Site {
    /// The telephone number on every page.
    #[arg(long, env = "ALONGSIDE_PHONE", default_value = "01632 960 100")]
    pub phone: String,
    /// The address of the site as people type it, for links in e-mail [default: where it listens].
    #[arg(long, env = "ALONGSIDE_SITE_URL")]
    pub site_url: Option<String>,
    /// The SMTP server that sends e-mail, `smtp://user:password@host:port`; without one, mail is on a page.
    #[arg(long, env = "ALONGSIDE_SMTP_URL", hide_env_values = true)]
    pub smtp_url: Option<String>,
}

impl Default for Site {
    fn default() -> Self {
        Self { phone: "01632 960 100".to_owned(), site_url: None, smtp_url: None }
    }
}

/// One role alone.
#[derive(Debug, Args)]
pub struct Role {
    /// Where it listens.
    #[arg(long, env = "ALONGSIDE_LISTEN", value_parser = address)]
    pub listen: SocketAddr,
    /// Where the data is.
    #[command(flatten)]
    pub store: Store,
    /// Where the other services are.
    #[command(flatten)]
    pub peers: Peers,
    /// How the site is run; only the role `web` asks.
    #[command(flatten)]
    pub site: Site,
}

/// Where the other services are: `http://host:port`.
#[derive(Debug, Args)]
pub struct Peers {
    /// The service people.
    #[arg(long, env = "PEOPLE_URL")]
    pub people: Option<String>,
    /// The service ulos.
    #[arg(long, env = "ULOS_URL")]
    pub ulos: Option<String>,
    /// The service brokers.
    #[arg(long, env = "BROKERS_URL")]
    pub brokers: Option<String>,
    /// The service matching.
    #[arg(long, env = "MATCHING_URL")]
    pub matching: Option<String>,
    /// The service outcomes.
    #[arg(long, env = "OUTCOMES_URL")]
    pub outcomes: Option<String>,
    /// The service councils.
    #[arg(long, env = "COUNCILS_URL")]
    pub councils: Option<String>,
}

/// `alongside sample`.
#[derive(Debug, Args)]
pub struct Sample {
    /// Where the data is.
    #[command(flatten)]
    pub store: Store,
    /// Which England to make.
    #[command(flatten)]
    pub england: England,
}

/// Which sample England to make.
#[derive(Debug, Clone, Copy, Args)]
pub struct England {
    /// The same seed makes the same England.
    #[arg(long, default_value_t = crate::sample::SEED)]
    pub seed: u64,
    /// How many people it has.
    #[arg(long, env = "ALONGSIDE_SAMPLE_PEOPLE", default_value_t = 2_100)]
    pub people: usize,
}

/// What the columns of each kind of CSV file hold.
fn columns() -> String {
    use crate::import::{evidences, fundings, ulos};
    let kinds = [("ulos", ulos::SHAPE), ("fundings", fundings::SHAPE), ("evidence", evidences::SHAPE)];
    let told =
        kinds.map(|(kind, shape)| format!("Columns of a file of {kind}, in any order:\n{}", shape.help()));
    format!(
        "{}\nCells with several things separate them by semicolons; empty cells are not said.\n\
         Any bad line and nothing is kept; each is told with its column, what is wrong and what to do.",
        told.join("\n")
    )
}

/// `alongside import`.
#[derive(Debug, Args)]
#[command(after_long_help = columns())]
pub struct Import {
    /// What is in the file.
    pub what: What,
    /// The file; for oruk also an address.
    pub file: PathBuf,
    /// Where the data is.
    #[command(flatten)]
    pub store: Store,
}

/// What can be imported.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum What {
    /// Councils, as a table of ONS codes.
    Councils,
    /// Organisations, as CSV.
    Ulos,
    /// Organisations and what they offer, from another directory in Open Referral UK 3.0: an address or a file.
    Oruk,
    /// Grants, contracts and other income of organisations, as CSV.
    Fundings,
    /// What organisations claim under the design criteria and what shows it, as CSV.
    Evidence,
    /// The ONS postcode directory, old or new headers.
    Postcodes,
}

/// `alongside simulate`.
#[derive(Debug, Args)]
pub struct Simulate {
    /// The scenario, such as services/matching/simulation/scenarios/city.toml, which explains every key.
    pub scenario: PathBuf,
    /// Also write the report as a page: one HTML file with tables and pictures.
    #[arg(long, value_name = "FILE.html")]
    pub report: Option<PathBuf>,
    /// The same seed gives the same year [default: the scenario's own].
    #[arg(long)]
    pub seed: Option<u64>,
}

/// `alongside token`.
#[derive(Debug, Args)]
pub struct Token {
    /// In which role: visitor, person, supporter, broker, manager, officer, observer, operator.
    #[arg(long)]
    pub role: String,
    /// The name of the principal, such as people/0190…
    #[arg(long)]
    pub subject: String,
    /// For a supporter: whom they act for, people/…
    #[arg(long, default_value = "")]
    pub acting_for: String,
    /// For a broker or manager: their organisation, ulos/…
    #[arg(long, default_value = "")]
    pub ulo: String,
    /// For a council officer: their council, councils/…
    #[arg(long, default_value = "")]
    pub council: String,
    /// Where the keys are.
    #[command(flatten)]
    pub store: Store,
}

/// An address, or a port alone on this machine.
fn address(text: &str) -> Result<SocketAddr, String> {
    if let Ok(port) = text.trim_start_matches(':').parse::<u16>() {
        return Ok(SocketAddr::from(([127, 0, 0, 1], port)));
    }
    text.parse().map_err(|_| "give an address such as 127.0.0.1:8080, or a port alone".to_owned())
}
