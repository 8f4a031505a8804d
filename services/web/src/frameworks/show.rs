//! The framework of one council.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::Error;
use proto::councils::v1 as pb;
use proto::councils::v1::element::Status;
use proto::councils::v1::framework::UloCountBand;
use proto::councils::v1::wait::Step;

use super::tables::Tables;
use super::{cover, in_place, method};
use crate::error::Failure;
use crate::parts::download::{Kind, download};
use crate::said;
use crate::staff;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Text, text};

#[derive(Template)]
#[template(path = "frameworks/show.html")]
struct Show {
    framework: pb::Framework,
    council: Text,
    lead: Text,
    missing: Vec<Text>,
    band: Text,
    wait: Text,
    requests: Text,
    control: Text,
    methods: Vec<Text>,
    tables: Tables,
}

/// `GET /frameworks/{gss}`
pub(super) async fn show(visit: Visit, Path(gss): Path<String>) -> Result<Response, Failure> {
    let framework = fetch(&visit, &gss).await?;
    let content = Show {
        council: staff::council(&framework.council),
        lead: lead(&framework),
        missing: missing(&framework),
        band: band(&framework),
        wait: wait(&framework),
        requests: requests(&framework),
        control: control(&framework),
        methods: framework.method_sentences.iter().map(|key| method(key)).collect(),
        tables: Tables::of(&framework),
        framework,
    };
    let title = text("framework-title").with("council", &content.council);
    visit.page(title).under(text("framework-list-title"), "/frameworks").wide().show(&content)
}

/// `GET /frameworks/{gss}/{file}`: one of its tables.
pub(super) async fn file(
    visit: Visit,
    Path((gss, file)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let framework = fetch(&visit, &gss).await?;
    let tables = Tables::of(&framework);
    let found = Kind::of(&file).and_then(|(stem, kind)| Some((stem, kind, tables.named(stem)?)));
    let (stem, kind, table) = found.ok_or_else(|| Error::not_found("this file"))?;
    let title = text("framework-title").with("council", staff::council(&framework.council));
    download(&format!("{gss}-{stem}"), kind, &cover(title, &framework), table)
}

async fn fetch(visit: &Visit, gss: &str) -> Result<pb::Framework, Failure> {
    let request = pb::GetFrameworkRequest { name: format!("frameworks/{gss}") };
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
