//! Where a feed comes from, page by page.

use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::Value;
use tokio::task;

/// The largest page, in bytes.
const LARGEST: u64 = 32_000_000;
/// How many services a page is asked for.
const PER_PAGE: u32 = 50;
/// More pages than any country's directory has.
const MOST_PAGES: u32 = 20_000;
/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// How often an answer is asked for.
const TRIES: u32 = 3;

/// A feed.
#[derive(Debug, Clone)]
pub struct Source {
    address: String,
    place: Place,
}

#[derive(Debug, Clone)]
enum Place {
    File(PathBuf),
    /// The address that `/services` stands below.
    Web(String),
}

/// One page of services.
pub struct Page {
    /// The services, each with all that belongs to it.
    pub services: Vec<Value>,
    /// Whether there is no other.
    pub last: bool,
}

/// Why a feed cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// The file is not there, or cannot be read.
    #[error("the file could not be read: {0}")]
    File(#[from] std::io::Error),
    /// The address does not answer, or says no.
    #[error(
        "{address} could not be read ({why}): check that it is the base address of an Open Referral UK feed"
    )]
    Web {
        /// What was asked for.
        address: String,
        /// What came back.
        why: String,
    },
    /// It is no JSON.
    #[error("{0} is not JSON: check that it is an Open Referral UK feed")]
    NotJson(String),
    /// It is JSON of another shape.
    #[error("{0} holds no services: a page with \"contents\", a list of services, or one service is needed")]
    NoServices(String),
    /// It never ends.
    #[error("the feed has more than {MOST_PAGES} pages: something is wrong with its paging")]
    Endless,
    /// The work was given up.
    #[error("reading was cut off")]
    CutOff,
}

impl Source {
    /// A feed at an address that begins with http:// or https://, else in a file.
    pub fn at(address: &str) -> Self {
        let web = address.starts_with("http://") || address.starts_with("https://");
        let base = address.trim_end_matches('/').trim_end_matches("/services").to_owned();
        let place = if web { Place::Web(base.clone()) } else { Place::File(address.into()) };
        Self { address: if web { base } else { address.to_owned() }, place }
    }

    /// What tells it from other feeds.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The page of that number, from 1.
    pub async fn page(&self, number: u32) -> Result<Page, SourceError> {
        if number > MOST_PAGES {
            return Err(SourceError::Endless);
        }
        let place = self.place.clone();
        let read = move || match place {
            Place::File(path) => file(&path),
            Place::Web(base) => web(&base, number),
        };
        task::spawn_blocking(read).await.map_err(|_| SourceError::CutOff)?
    }
}

/// A file is one page: a page of a feed, a list of services, or one.
fn file(path: &Path) -> Result<Page, SourceError> {
    let name = path.display().to_string();
    let value: Value =
        serde_json::from_slice(&std::fs::read(path)?).map_err(|_| SourceError::NotJson(name.clone()))?;
    let services = match value {
        Value::Array(services) => services,
        Value::Object(mut page) => match page.remove("contents") {
            Some(Value::Array(services)) => services,
            _ if page.contains_key("id") => vec![Value::Object(page)],
            _ => return Err(SourceError::NoServices(name)),
        },
        _ => return Err(SourceError::NoServices(name)),
    };
    Ok(Page { services, last: true })
}

fn web(base: &str, number: u32) -> Result<Page, SourceError> {
    let address = format!("{base}/services?page={number}&per_page={PER_PAGE}");
    let page = get(&address)?;
    let Some(listed) = page.get("contents").and_then(Value::as_array) else {
        return Err(SourceError::NoServices(address));
    };
    let services = listed.iter().map(|service| whole(base, service)).collect::<Result<_, _>>()?;
    let pages = page.get("total_pages").and_then(Value::as_u64);
    let said_last = page.get("last_page").and_then(Value::as_bool);
    let last = said_last.unwrap_or(pages.is_some_and(|pages| u64::from(number) >= pages));
    Ok(Page { last: last || listed.is_empty(), services })
}

/// A service with all that belongs to it: lists may tell only its own fields.
fn whole(base: &str, service: &Value) -> Result<Value, SourceError> {
    let parts = ["service_areas", "service_at_locations", "attributes", "contacts"];
    let told = parts.iter().any(|part| service.get(part).is_some());
    match service.get("id").and_then(Value::as_str) {
        Some(id) if !told && id.parse::<uuid::Uuid>().is_ok() => get(&format!("{base}/services/{id}")),
        _ => Ok(service.clone()),
    }
}

fn get(address: &str) -> Result<Value, SourceError> {
    let agent = ureq::Agent::config_builder().timeout_global(Some(PATIENCE)).build().new_agent();
    let mut tried = 0;
    let text = loop {
        tried += 1;
        let answer = agent.get(address).header("accept", "application/json").call();
        let read =
            answer.and_then(|mut answer| answer.body_mut().with_config().limit(LARGEST).read_to_string());
        match read {
            Ok(text) => break text,
            // What is refused is refused again; what is away may come back.
            Err(ureq::Error::StatusCode(code)) if code < 500 && code != 429 => {
                return Err(SourceError::Web { address: address.to_owned(), why: format!("status {code}") });
            }
            Err(error) if tried >= TRIES => {
                return Err(SourceError::Web { address: address.to_owned(), why: error.to_string() });
            }
            Err(_) => std::thread::sleep(Duration::from_millis(500) * tried),
        }
    };
    serde_json::from_str(&text).map_err(|_| SourceError::NotJson(address.to_owned()))
}
