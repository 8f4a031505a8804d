//! The decisions of a council, one decision, and all of England by year.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::{Error, Role};
use proto::councils::v1 as pb;

use super::tables::{self, METHODS};
use super::{Decision, fetch, list, years};
use crate::error::Failure;
use crate::parts::Summary;
use crate::parts::download::{Cover, Kind, download};
use crate::parts::table::Table;
use crate::said;
use crate::staff;
use crate::view::{self, View};
use crate::visit::{Viewer, Visit};
use crate::when;
use crate::words::{Say as _, Text, text};

#[derive(Template)]
#[template(path = "voices/list.html")]
struct List {
    title: Text,
    lead: Text,
    years: Table,
    /// Of one council; none for England.
    decisions: Option<Table>,
    /// Where a decision is recorded, for those who may.
    add: String,
    methods: Vec<Text>,
}

#[derive(Template)]
#[template(path = "voices/show.html")]
struct Show {
    voice: pb::Voice,
    facts: Summary,
    edits: bool,
    judges: bool,
}

/// `GET /voices`
pub(super) async fn england(visit: Visit) -> Result<Response, Failure> {
    let years = years(&visit, "").await?;
    let title = text("voice-england-title");
    let content = List {
        title: title.clone(),
        lead: tables::lead(&years),
        years: tables::by_year(&years).file("/frameworks/england/voices/by-year".to_owned()),
        decisions: None,
        add: String::new(),
        methods: METHODS.map(text).to_vec(),
    };
    visit.page(title).under(text("framework-list-title"), "/frameworks").wide().show(&content)
}

/// `GET /frameworks/{gss}/voices`
pub(super) async fn of_council(visit: Visit, Path(gss): Path<String>) -> Result<Response, Failure> {
    let council = known(&gss)?;
    let years = years(&visit, &council).await?;
    let path = format!("/frameworks/{gss}/voices");
    let adds = staff::is_officer_of(&visit, &council);
    let content = List {
        title: title(&council),
        lead: tables::lead(&years),
        years: tables::by_year(&years).file(format!("{path}/by-year")),
        decisions: Some(
            tables::decisions(&list(&visit, &council, "").await?).file(format!("{path}/decisions")),
        ),
        add: if adds { format!("{path}/new") } else { String::new() },
        methods: METHODS.map(text).to_vec(),
    };
    let under = text("framework-title").with("council", staff::council(&council));
    visit.page(title(&council)).under(under, format!("/frameworks/{gss}")).wide().show(&content)
}

/// `GET /frameworks/{gss}/voices/{file}`: a table as a file; `england` stands for all councils.
pub(super) async fn file(
    visit: Visit,
    Path((gss, file)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let missing = || Error::not_found("this file");
    let (stem, kind) = Kind::of(&file).ok_or_else(missing)?;
    let all = gss == "england";
    let council = if all { String::new() } else { known(&gss)? };
    let table = match stem {
        "by-year" => tables::by_year(&years(&visit, &council).await?),
        "decisions" if !all => tables::decisions(&list(&visit, &council, "").await?),
        _ => return Err(missing().into()),
    };
    let title = if all { text("voice-england-title") } else { title(&council) };
    let cover = Cover::new(title, when::today()).methods(METHODS.map(text));
    download(&format!("{gss}-voices-{stem}"), kind, &cover, &table)
}

/// `GET /voices/{id}`
pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let decision = fetch(&visit, &id).await?;
    let facts = facts(&decision);
    let voice = decision.voice;
    let caller = visit.viewer().map(Viewer::caller);
    let content = Show {
        edits: voice.judge_time.is_none() && staff::is_officer_of(&visit, &voice.council),
        judges: caller.is_some_and(|caller| caller.role == Role::Manager && caller.ulo == voice.ulo),
        facts,
        voice,
    };
    let path = format!("/{}/voices", content.voice.council.replacen("councils/", "frameworks/", 1));
    visit.page(content.voice.title.text()).under(title(&content.voice.council), path).show(&content)
}

fn facts(Decision { voice, speaker }: &Decision) -> Summary {
    Summary::default()
        .row(text("voice-date"), view::date(&voice.decide_date))
        .row(text("voice-involvement"), said::voice::involvement(voice.involvement))
        .row(text("voice-speaker"), speaker)
        .row(text("voice-asked"), &voice.asked)
        .row(text("voice-change"), said::voice::change(voice.change))
        .and(&voice.change_words)
        .row(text("voice-verdict"), tables::verdict(voice))
        .row(text("voice-verdict-words"), &voice.verdict_words)
}

pub(super) fn title(council: &str) -> Text {
    text("voice-list-title").with("council", staff::council(council))
}

/// The name of the council of a code.
pub(super) fn known(gss: &str) -> Result<String, Error> {
    let council = format!("councils/{gss}");
    if reference::council::is_name(&council) { Ok(council) } else { Err(Error::not_found("this council")) }
}
