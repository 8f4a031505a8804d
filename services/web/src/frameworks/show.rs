//! The framework of one council.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use platform::Error;
use proto::councils::v1 as pb;
use proto::councils::v1::element::Status;
use proto::councils::v1::framework::UloCountBand;
use serde::Deserialize;

use super::live::Live;
use super::tables::{Names, Tables};
use super::{corrections, cover, in_place, method};
use crate::error::Failure;
use crate::parts::download::{Kind, download};
use crate::parts::table::Table;
use crate::read;
use crate::releases::{self, Released};
use crate::said;
use crate::staff;
use crate::strategies;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Text, text};

/// How today's counts of people are made.
const TODAY: [&str; 4] = [
    "framework-method-waits",
    "framework-method-requests",
    "framework-method-control",
    "framework-method-small-numbers",
];

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
    /// How the strategy goes that is required here, with where it is.
    pub strategy: Option<(Text, String)>,
    pub methods: Vec<Text>,
    pub tables: Tables,
    /// The statistics of the quarter, or of the last that was released.
    pub released: Option<Released>,
    /// Counts as they are today, for the council's own officers.
    pub live: Option<Live>,
}

impl Facts {
    /// Reads them, as they are now or as they were when that quarter ended.
    pub async fn read(visit: &Visit, gss: &str, quarter: &str) -> Result<Self, Failure> {
        let framework = fetch(visit, gss, quarter).await?;
        let corrections = corrections::of(visit, &framework).await?;
        let released = released(visit, gss, quarter).await?;
        let live = Live::of(&framework);
        Ok(Self {
            council: staff::council(&framework.council),
            quarter: super::quarter(&framework.quarter),
            corrections: corrections::table(&corrections),
            lead: lead(&framework),
            missing: missing(&framework),
            band: band(&framework),
            strategy: strategies::of_framework(visit, &framework).await?,
            methods: methods(&framework, live.is_some(), released.as_ref()),
            released,
            live,
            tables: Tables::of(&framework, &names(visit, &framework).await?),
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
        corrects: staff::is_officer_of(&visit, &facts.framework.council),
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
    let (tables, live) = (Tables::of(&framework, &names(&visit, &framework).await?), Live::of(&framework));
    let missing = || Error::not_found("this file");
    let (stem, kind) = Kind::of(word).ok_or_else(missing)?;
    let title = text("framework-title").with("council", staff::council(&framework.council));
    let file = format!("{gss}-{}{stem}", of_files(quarter));
    if let Some(table) = tables.named(stem).or_else(|| live.as_ref()?.named(stem)) {
        return download(&file, kind, &cover(title, &framework), table);
    }
    let released = released(&visit, &gss, quarter).await?.ok_or_else(missing)?;
    let table = released.tables.named(stem).ok_or_else(missing)?;
    download(&file, kind, &released.cover(title), table)
}

/// What the organisations behind a framework are called: those of the area are read at once, others one by one.
async fn names(visit: &Visit, framework: &pb::Framework) -> Result<Names, Failure> {
    let here = read::ulos_in(visit, &framework.council).await?;
    let mut names: Names = here.into_iter().map(|ulo| (ulo.name, ulo.display_name)).collect();
    for one in framework.elements.iter().flat_map(|element| &element.evidence) {
        if !names.contains_key(&one.ulo)
            && let Some(ulo) = read::if_there(read::ulo(visit, &one.ulo).await)?
        {
            names.insert(ulo.name, ulo.display_name);
        }
    }
    Ok(names)
}

/// What the files of a quarter begin with; those of now begin with nothing.
fn of_files(quarter: &str) -> String {
    if quarter.is_empty() { String::new() } else { format!("{quarter}-") }
}

/// How the figures that are shown are made: what exists, what was released, and today's counts for those who see them.
fn methods(framework: &pb::Framework, live: bool, released: Option<&Released>) -> Vec<Text> {
    let of_today = |key: &&String| TODAY.contains(&key.as_str());
    let shown = framework.method_sentences.iter().filter(|key| live || !of_today(key));
    let released = released.map(Released::methods).unwrap_or_default();
    shown.map(|key| method(key)).chain(released.iter().cloned()).collect()
}

/// What was released of a council, of one quarter or of the last.
async fn released(visit: &Visit, gss: &str, quarter: &str) -> Result<Option<Released>, Failure> {
    let release = releases::of(visit, quarter, gss).await?;
    let files = format!("/frameworks/{gss}/{}", of_files(quarter));
    Ok(release.and_then(|release| Released::of(&release, gss, &files)))
}

/// A file such as `2026-Q3-waits.csv` as the quarter and the file of it; without a quarter it is of now.
fn of_quarter(file: &str) -> (&str, &str) {
    match file.split_at_checked(7) {
        Some((quarter, rest)) if quarter.contains("-Q") => (quarter, rest.trim_start_matches('-')),
        _ => ("", file),
    }
}

pub(crate) async fn fetch(visit: &Visit, gss: &str, quarter: &str) -> Result<pb::Framework, Failure> {
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
    if is_without(framework) {
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

/// Whether none is left that is or may be user-led.
pub(crate) fn is_without(framework: &pb::Framework) -> bool {
    framework.ulo_count == framework.not_user_led_count
}

fn band(framework: &pb::Framework) -> Text {
    let key = match framework.ulo_count_band() {
        UloCountBand::None | UloCountBand::Unspecified => "framework-band-none",
        UloCountBand::OneToFive | UloCountBand::SixOrMore => "framework-band-some",
    };
    let words = text(key).with("count", framework.ulo_count).with("shown", framework.user_led_count);
    words.with("refuted", framework.not_user_led_count)
}
