//! The page of what an organisation did, and its tables as files.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::Error;

use super::Doings;
use super::sentences::{board, methods, rest};
use super::tables::Tables;
use crate::error::Failure;
use crate::parts::download::{Cover, Kind, download};
use crate::view::View;
use crate::visit::Visit;
use crate::when;
use crate::words::{Text, text};

#[derive(Template)]
#[template(path = "activities/show.html")]
struct Show {
    doings: Doings,
    lead: Text,
    rest: Vec<Text>,
    tables: Tables,
    methods: Vec<Text>,
}

/// `GET /ulos/{id}/activities`
pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let doings = Doings::fetch(&visit, &id).await?;
    let content = Show {
        lead: board(&doings.capacity),
        rest: rest(&doings.capacity),
        tables: Tables::of(&doings),
        methods: methods(),
        doings,
    };
    let page = visit.page(text("activity-title"));
    page.under(&content.doings.ulo.display_name, format!("/{}", content.doings.ulo.name))
        .wide()
        .show(&content)
}

/// `GET /ulos/{id}/activities/{file}`: one of its tables.
pub(super) async fn file(
    visit: Visit,
    Path((id, file)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let doings = Doings::fetch(&visit, &id).await?;
    let tables = Tables::of(&doings);
    let found = Kind::of(&file).and_then(|(stem, kind)| Some((stem, kind, tables.named(stem)?)));
    let (stem, kind, table) = found.ok_or_else(|| Error::not_found("this file"))?;
    let title = text("activity-cover").with("ulo", &doings.ulo.display_name);
    download(stem, kind, &Cover::new(title, when::today()).methods(methods()), table)
}
