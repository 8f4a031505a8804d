//! The framework as a document a committee can be given: one page with everything on it, made to be printed.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;

use super::show::Facts;
use crate::asked::Asked;
use crate::error::Failure;
use crate::page;
use crate::view::View;
use crate::visit::Visit;
use crate::when;
use crate::words::text;

#[derive(Template)]
#[template(path = "frameworks/report.html")]
struct Report {
    facts: Facts,
    today: String,
    large: bool,
    /// The same report in the other size.
    other_size: String,
}

/// `GET /frameworks/{gss}/report`, `?quarter=2026-Q3&print=large`
pub(super) async fn show(visit: Visit, Path(gss): Path<String>, asked: Asked) -> Result<Response, Failure> {
    let facts = Facts::read(&visit, &gss, asked.value("quarter")).await?;
    let title = text("framework-report-title").with("council", &facts.council);
    let under = text("framework-title").with("council", &facts.council);
    let back = format!("/{}", facts.framework.name);
    let large = asked.value("print") == "large";
    let size = if large { "" } else { "large" };
    let other_size = format!("{back}/report?quarter={}&print={size}", page::query(asked.value("quarter")));
    let content = Report { today: when::today().to_string(), facts, large, other_size };
    visit.page(title).under(under, back).wide().large(large).show(&content)
}
