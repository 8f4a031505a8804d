//! The page of one council: who is there, what they offer, and what the framework says is in place.

use std::collections::HashMap;

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use proto::councils::v1::element::Status;
use proto::councils::v1::framework::UloCountBand;
use proto::councils::v1::{Council, Element, Framework};
use proto::ulos::v1::{Offering, Ulo, Verdict};

use crate::asked::Asked;
use crate::error::Failure;
use crate::form::Form;
use crate::options;
use crate::page::query;
use crate::read;
use crate::said;
use crate::site::Site;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Text, text};

/// Organisations on one page.
const PAGE: usize = 20;

/// The pages of this file.
pub fn routes() -> Router<Site> {
    Router::new().route("/councils/{gss}", get(show))
}

#[derive(Template)]
#[template(path = "council/show.html")]
struct Show {
    council: Council,
    near: String,
    /// Where that is; empty without it.
    at: String,
    /// Where the nearest are listed.
    nearest: String,
    form: Form,
    count: usize,
    entries: Vec<Entry>,
    first: String,
    next: String,
    framework: Option<Framework>,
}

/// One organisation and what it offers here.
struct Entry {
    ulo: Ulo,
    offerings: Vec<Offering>,
}

async fn show(visit: Visit, Path(gss): Path<String>, asked: Asked) -> Result<Response, Failure> {
    let council = read::council(&visit, &format!("councils/{gss}")).await?;
    let kind = i32::try_from(asked.number("kind")).unwrap_or_default();
    let mut entries = entries(&visit, &council.name, kind).await?;
    if kind != 0 {
        entries.retain(|entry| !entry.offerings.is_empty());
    }
    if asked.value("led") == "yes" {
        entries.retain(Entry::is_user_led);
    }
    entries.sort_by_key(|entry| (!entry.is_user_led(), entry.ulo.display_name.to_lowercase()));
    let (count, from) = (entries.len(), asked.number("from"));
    let entries: Vec<Entry> = entries.into_iter().skip(from).take(PAGE).collect();
    let path =
        |from: usize| format!("/councils/{gss}?kind={kind}&led={}&from={from}", query(asked.value("led")));
    let near = options::near(&asked);
    let at = Some(asked.value("at")).filter(|at| options::place(at).is_some()).unwrap_or_default();
    let content = Show {
        first: if from > 0 { path(0) } else { String::new() },
        next: if from.saturating_add(PAGE) < count { path(from + PAGE) } else { String::new() },
        framework: read::framework(&visit, &council.name).await?,
        nearest: options::path(&council.name, &near, at, if (1..=3).contains(&kind) { kind } else { 1 }),
        at: at.to_owned(),
        near,
        form: asked.form(),
        council,
        count,
        entries,
    };
    let page = visit.page(text("council-title").with("council", &content.council.display_name));
    page.under(text("find-councils-title"), "/councils").show(&content)
}

/// Every organisation that works here or offers something here, with what it offers here of the kind asked for.
async fn entries(visit: &Visit, council: &str, kind: i32) -> Result<Vec<Entry>, Failure> {
    let mut here: HashMap<String, Vec<Offering>> = HashMap::new();
    for offering in read::offerings(visit, council, "", kind).await? {
        here.entry(offering.ulo.clone()).or_default().push(offering);
    }
    let mut entries = Vec::new();
    for ulo in read::ulos_in(visit, council).await? {
        let offerings = here.remove(&ulo.name).unwrap_or_default();
        entries.push(Entry { ulo, offerings });
    }
    for (name, offerings) in here {
        if let Some(ulo) = read::if_there(read::ulo(visit, &name).await)? {
            entries.push(Entry { ulo, offerings });
        }
    }
    Ok(entries)
}

impl Entry {
    fn verdict(&self) -> i32 {
        self.ulo.user_led.as_ref().map_or(0, |standing| standing.verdict)
    }

    fn is_user_led(&self) -> bool {
        self.verdict() == Verdict::Met as i32
    }
}

/// The answer to one question of the framework.
fn status(status: &i32) -> Text {
    text(match Status::try_from(*status) {
        Ok(Status::InPlace) => "council-status-yes",
        Ok(Status::Partly) => "council-status-partly",
        Ok(Status::Missing) => "council-status-no",
        _ => "council-status-unknown",
    })
}

/// One kind of support in a sentence.
fn element(element: &Element) -> Text {
    let words = text(match Status::try_from(element.exists) {
        Ok(Status::InPlace) => "council-element-yes",
        Ok(Status::Partly) => "council-element-partly",
        Ok(Status::Missing) => "council-element-no",
        _ => "council-element-unknown",
    });
    words.with("kind", said::offering::kind(element.kind)).with("count", element.offering_count)
}

/// How many user-led organisations there may be, in a sentence.
fn band(framework: &Framework) -> Text {
    let words = text(match framework.ulo_count_band() {
        UloCountBand::None => "council-band-none",
        UloCountBand::OneToFive => "council-band-some",
        UloCountBand::SixOrMore => "council-band-many",
        UloCountBand::Unspecified => return Text::default(),
    });
    let words = words.with("count", framework.ulo_count).with("shown", framework.user_led_count);
    words.with("refuted", framework.not_user_led_count)
}
