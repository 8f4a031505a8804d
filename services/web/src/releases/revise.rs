//! Revising a release as a whole, with a reason everyone can read. Operators only.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::{Error, Role};
use proto::councils::v1 as pb;

use super::{ENGLAND, fetch};
use crate::error::Failure;
use crate::form::Form;
use crate::frameworks;
use crate::refusal;
use crate::staff;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Text, text};

#[derive(Template)]
#[template(path = "releases/revise.html")]
struct Revise {
    form: Form,
    quarter: Text,
    back: String,
}

/// `GET /releases/{quarter}/revise`
pub(super) async fn asking(visit: Visit, Path(quarter): Path<String>) -> Result<Response, Failure> {
    staff::one_of(&visit, &[Role::Operator])?;
    let release = fetch(&visit, &format!("releases/{quarter}"), 0, ENGLAND).await?;
    ask(&visit, &quarter, Form::editing(&release.etag))
}

fn ask(visit: &Visit, quarter: &str, form: Form) -> Result<Response, Failure> {
    let said = frameworks::quarter(quarter);
    let back = format!("/releases/{quarter}");
    let page = visit.page(text("release-revise-title").with("quarter", &said));
    let page = page.under(text("release-title").with("quarter", &said), back.clone()).asking(&form);
    page.show(&Revise { form, quarter: said, back })
}

/// `POST /releases/{quarter}/revise`
pub(super) async fn revise(
    visit: Visit,
    Path(quarter): Path<String>,
    mut form: Form,
) -> Result<Response, Failure> {
    staff::one_of(&visit, &[Role::Operator])?;
    if form.value("reason").chars().count() < 10 {
        form.note("reason", text("framework-corrections-reason-needed"));
        return ask(&visit, &quarter, form);
    }
    let request = pb::ReviseReleaseRequest {
        name: format!("releases/{quarter}"),
        etag: form.etag().to_owned(),
        reason: form.value("reason").to_owned(),
    };
    match visit.services().releases().revise_release(visit.ask(request)?).await {
        Ok(_) => Ok(visit.go_saying(&format!("/releases/{quarter}"), "release-was-revised")),
        Err(status) => ask(&visit, &quarter, refusal::retry(form, Error::from(status))?),
    }
}
