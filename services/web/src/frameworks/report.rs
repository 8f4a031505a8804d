//! The framework as a document a committee can be given: one page with everything on it, made to be printed.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;

use super::show::{Asked, Facts};
use crate::error::Failure;
use crate::view::View;
use crate::visit::Visit;
use crate::when;
use crate::words::text;

#[derive(Template)]
#[template(path = "frameworks/report.html")]
struct Report {
    facts: Facts,
    today: String,
}

/// `GET /frameworks/{gss}/report`, `?quarter=2026-Q3`
pub(super) async fn show(
    visit: Visit,
    Path(gss): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let facts = Facts::read(&visit, &gss, &asked.quarter).await?;
    let title = text("framework-report-title").with("council", &facts.council);
    let under = text("framework-title").with("council", &facts.council);
    let back = format!("/{}", facts.framework.name);
    let content = Report { today: when::today().to_string(), facts };
    visit.page(title).under(under, back).wide().show(&content)
}
