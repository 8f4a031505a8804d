//! Releases: which there are, and one of them.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use platform::{Error, Role};
use proto::councils::v1 as pb;
use serde::Deserialize;

use super::costs::Costs;
use super::tables::{needs, of_places};
use super::{ENGLAND, Released, fetch, listed};
use crate::error::Failure;
use crate::frameworks;
use crate::parts::download::{Kind, download};
use crate::parts::table::Table;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Text, text};

#[derive(Template)]
#[template(path = "releases/list.html")]
struct List {
    releases: Vec<pb::Release>,
}

#[derive(Template)]
#[template(path = "releases/show.html")]
struct Show {
    released: Released,
    costs: Costs,
    /// Empty when nobody who asked shared a need.
    needs: Table,
    places: Vec<Table>,
    methods: Vec<Text>,
    /// Other revisions of it, with where they are.
    others: Vec<(Text, String)>,
    /// Whether whoever looks may revise it.
    revises: bool,
    release: pb::Release,
}

/// Which revision is asked for.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    revision: i32,
}

/// `GET /releases`
pub(super) async fn list(visit: Visit) -> Result<Response, Failure> {
    let content = List { releases: listed(&visit, 100).await? };
    visit.page(text("release-list-title")).under(text("framework-list-title"), "/frameworks").show(&content)
}

/// `GET /releases/{quarter}`, `?revision=1`
pub(super) async fn show(
    visit: Visit,
    Path(quarter): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let release = fetch(&visit, &format!("releases/{quarter}"), asked.revision, "").await?;
    let files = format!("/{}/", release.name);
    let released = Released::of(&release, ENGLAND, &files).ok_or_else(|| Error::not_found("this release"))?;
    let content = Show {
        costs: Costs::of(&release),
        needs: needs(&release),
        places: of_places(&release, false).into_iter().map(|(_, table)| table).collect(),
        methods: released.methods().to_vec(),
        others: others(&visit, &release).await?,
        revises: visit.viewer().is_some_and(|viewer| viewer.caller().role == Role::Operator),
        released,
        release,
    };
    let heading = title(&content.release);
    visit.page(heading).under(text("release-list-title"), "/releases").wide().show(&content)
}

/// `GET /releases/{quarter}/{file}`: one of the tables of its last revision, with every council.
pub(super) async fn file(
    visit: Visit,
    Path((quarter, file)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let missing = || Error::not_found("this file");
    let (stem, kind) = Kind::of(&file).ok_or_else(missing)?;
    let release = fetch(&visit, &format!("releases/{quarter}"), 0, "").await?;
    let released = Released::of(&release, ENGLAND, "").ok_or_else(missing)?;
    let places = of_places(&release, true);
    let place = places.iter().find(|(name, _)| *name == stem).map(|(_, table)| table);
    let needs = needs(&release);
    let costs = Costs::of(&release);
    let place = place.or_else(|| (stem == "needs").then_some(&needs)).or_else(|| costs.named(stem));
    let table = place.or_else(|| released.tables.named(stem)).ok_or_else(missing)?;
    download(&format!("{quarter}-{stem}"), kind, &released.cover(title(&release)), table)
}

/// What a release is called.
pub(super) fn title(release: &pb::Release) -> Text {
    text("release-title").with("quarter", frameworks::quarter(&release.quarter))
}

/// The revisions that are not shown.
async fn others(visit: &Visit, release: &pb::Release) -> Result<Vec<(Text, String)>, Error> {
    let last = fetch(visit, &release.name, 0, ENGLAND).await?.revision;
    let others = (1..=last).rev().filter(|revision| *revision != release.revision);
    Ok(others
        .map(|revision| {
            let label = text("release-revision").with("number", revision);
            (label, format!("/{}?revision={revision}", release.name))
        })
        .collect())
}
