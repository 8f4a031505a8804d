//! The framework of one council.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use platform::Error;
use proto::councils::v1 as pb;
use proto::councils::v1::element::Status;
use proto::councils::v1::framework::UloCountBand;
use proto::councils::v1::wait::Step;
use serde::Deserialize;

use super::tables::Tables;
use super::{corrections, cover, in_place, method};
use crate::error::Failure;
use crate::parts::download::{Kind, download};
use crate::parts::table::Table;
use crate::said;
use crate::staff;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Text, text};

#[derive(Template)]
#[template(path = "frameworks/show.html")]
struct Show {
    facts: Facts,
    /// Quarters to look at instead, with where they are.
    quarters: Vec<(Text, String)>,
    /// Whether whoever looks may correct answers here.
    corrects: bool,
}

/// Which quarter is asked for.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    pub quarter: String,
}

/// What the page and the report say of one framework.
pub(super) struct Facts {
    pub framework: pb::Framework,
    pub council: Text,
    pub quarter: Text,
    pub corrections: Table,
    pub lead: Text,
    pub missing: Vec<Text>,
    pub band: Text,
    pub wait: Text,
    pub requests: Text,
    pub control: Text,
    pub methods: Vec<Text>,
    pub tables: Tables,
}

impl Facts {
    /// Reads them, as they are now or as they were when that quarter ended.
    pub async fn read(visit: &Visit, gss: &str, quarter: &str) -> Result<Self, Failure> {
        let framework = fetch(visit, gss, quarter).await?;
        let corrections = corrections::of(visit, &framework).await?;
        Ok(Self {
            council: staff::council(&framework.council),
            quarter: super::quarter(&framework.quarter),
            corrections: corrections::table(&corrections),
            lead: lead(&framework),
            missing: missing(&framework),
            band: band(&framework),
            wait: wait(&framework),
            requests: requests(&framework),
            control: control(&framework),
            methods: framework.method_sentences.iter().map(|key| method(key)).collect(),
            tables: Tables::of(&framework),
            framework,
        })
    }
}

/// `GET /frameworks/{gss}`, `?quarter=2026-Q3`
pub(super) async fn show(
    visit: Visit,
    Path(gss): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let facts = Facts::read(&visit, &gss, &asked.quarter).await?;
    let name = &facts.framework.name;
    let now = facts.framework.freeze_time.map(|_| (text("framework-quarter-now"), format!("/{name}")));
    let ended = facts.framework.quarters.iter().filter(|quarter| **quarter != facts.framework.quarter);
    let ended = ended.map(|quarter| (super::quarter(quarter), format!("/{name}?quarter={quarter}")));
    let content = Show {
        quarters: now.into_iter().chain(ended).collect(),
        corrects: corrections::may(&visit, &facts.framework.council),
        facts,
    };
    let title = text("framework-title").with("council", &content.facts.council);
    visit.page(title).under(text("framework-list-title"), "/frameworks").wide().show(&content)
}

/// `GET /frameworks/{gss}/{file}`: one of its tables.
pub(super) async fn file(
    visit: Visit,
    Path((gss, file)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let (quarter, word) = of_quarter(&file);
    let framework = fetch(&visit, &gss, quarter).await?;
    let tables = Tables::of(&framework);
    let found = Kind::of(word).and_then(|(stem, kind)| Some((stem, kind, tables.named(stem)?)));
    let (stem, kind, table) = found.ok_or_else(|| Error::not_found("this file"))?;
    let title = text("framework-title").with("council", staff::council(&framework.council));
    let ended = if quarter.is_empty() { String::new() } else { format!("{quarter}-") };
    download(&format!("{gss}-{ended}{stem}"), kind, &cover(title, &framework), table)
}

/// A file such as `2026-Q3-waits.csv` as the quarter and the file of it; without a quarter it is of now.
fn of_quarter(file: &str) -> (&str, &str) {
    match file.split_at_checked(7) {
        Some((quarter, rest)) if quarter.contains("-Q") => (quarter, rest.trim_start_matches('-')),
        _ => ("", file),
    }
}

pub(super) async fn fetch(visit: &Visit, gss: &str, quarter: &str) -> Result<pb::Framework, Failure> {
    let request = pb::GetFrameworkRequest { name: format!("frameworks/{gss}"), quarter: quarter.to_owned() };
    Ok(visit.services().frameworks().get_framework(visit.ask(request)?).await?.into_inner())
}

fn lead(framework: &pb::Framework) -> Text {
    let there = framework.elements.iter().filter(|element| in_place(element.exists)).count();
    text("framework-lead").with("count", there).with("of", framework.elements.len())
}

/// What is missing or not known, a sentence each.
fn missing(framework: &pb::Framework) -> Vec<Text> {
    let mut missing = Vec::new();
    if framework.ulo_count_band() == UloCountBand::None {
        missing.push(text("framework-missing-ulo"));
    }
    for element in &framework.elements {
        let keys = match (element.exists(), element.accessible(), element.user_led_link()) {
            (Status::Missing, _, _) => vec!["framework-missing-kind"],
            (exists, accessible, led) => {
                let mut keys = Vec::new();
                if exists == Status::Partly {
                    keys.push("framework-missing-open");
                }
                if accessible != Status::InPlace {
                    keys.push("framework-missing-access");
                }
                match led {
                    Status::Missing => keys.push("framework-missing-led"),
                    Status::NotKnown => keys.push("framework-missing-shown"),
                    _ => {}
                }
                keys
            }
        };
        let kind = said::offering::kind(element.kind);
        missing.extend(keys.into_iter().map(|key| text(key).with("kind", &kind)));
    }
    missing
}

fn band(framework: &pb::Framework) -> Text {
    let key = match framework.ulo_count_band() {
        UloCountBand::None | UloCountBand::Unspecified => "framework-band-none",
        UloCountBand::OneToFive | UloCountBand::SixOrMore => "framework-band-some",
    };
    text(key).with("count", framework.ulo_count).with("shown", framework.user_led_count)
}

fn wait(framework: &pb::Framework) -> Text {
    let whole = framework.waits.iter().find(|wait| wait.step() == Step::AskedToAccepted);
    match whole.and_then(|wait| wait.median_days) {
        Some(days) => text("framework-wait-lead").with("days", days),
        None => text("framework-wait-unknown"),
    }
}

/// Whom no one could help so far, as far as it can be told.
fn requests(framework: &pb::Framework) -> Text {
    let counts = || framework.unmet_requests.iter().filter_map(|unmet| unmet.count);
    let known: i32 = counts().filter_map(|count| count.value).sum();
    match (known, counts().any(|count| count.hidden)) {
        (0, false) => text("framework-requests-none"),
        (0, true) => text("framework-requests-few"),
        (known, hidden) => {
            let key = if hidden { "framework-requests-at-least" } else { "framework-requests-lead" };
            text(key).with("count", known)
        }
    }
}

fn control(framework: &pb::Framework) -> Text {
    let change = framework.control_change.unwrap_or_default();
    match (change.better_percent, change.answered.and_then(|count| count.value)) {
        (Some(percent), _) => text("framework-control-lead").with("percent", percent),
        (None, Some(0)) => text("framework-control-nobody"),
        (None, _) => text("framework-control-few"),
    }
}
