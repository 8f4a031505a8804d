//! Ties an organisation declares for one offering, for all to see.

use axum::extract::Path;
use axum::response::Response;
use platform::Error;
use proto::ulos::v1 as pb;

use crate::error::Failure;
use crate::form::Form;
use crate::refusal;
use crate::ties::{self, Ties};
use crate::visit::Visit;
use crate::words::text;

/// `GET /ulos/{id}/edit/offerings/{offering}/ties`
pub(super) async fn list(
    visit: Visit,
    Path((id, offering)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let offering = super::fetch(&visit, &id, &offering).await?;
    ask(&visit, &offering, Form::new())
}

fn ask(visit: &Visit, offering: &pb::Offering, form: Form) -> Result<Response, Failure> {
    let back = super::path(offering);
    let ties = offering.interests.iter().map(|tie| ties::said(tie.kind, &tie.detail)).collect();
    Ties { path: format!("{back}/ties"), back, etag: offering.etag.clone(), ties, form }.show(visit)
}

/// `POST /ulos/{id}/edit/offerings/{offering}/ties`
pub(super) async fn add(
    visit: Visit,
    Path((id, offering)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Failure> {
    let now = super::fetch(&visit, &id, &offering).await?;
    form.need("kind", text("ties-kind-needed"));
    if form.is_wrong() {
        return ask(&visit, &now, form);
    }
    let kind = form.value("kind").parse().unwrap_or_default();
    let mut interests = now.interests.clone();
    interests.push(pb::Interest { kind, detail: form.value("detail").to_owned() });
    save(&visit, &now, interests, form, "ties-added").await
}

/// `POST /ulos/{id}/edit/offerings/{offering}/ties/remove`
pub(super) async fn remove(
    visit: Visit,
    Path((id, offering)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let now = super::fetch(&visit, &id, &offering).await?;
    let interests = ties::without(&now.interests, &form).ok_or(Error::Stale)?;
    save(&visit, &now, interests, form, "ties-removed").await
}

async fn save(
    visit: &Visit,
    now: &pb::Offering,
    interests: Vec<pb::Interest>,
    form: Form,
    said: &'static str,
) -> Result<Response, Failure> {
    let etag = form.etag().to_owned();
    let sent = pb::Offering { name: now.name.clone(), etag, interests, ..Default::default() };
    match super::update(visit, sent, &["interests"]).await {
        Ok(offering) => Ok(visit.go_saying(&format!("{}/ties", super::path(&offering)), said)),
        Err(error) => ask(visit, now, refusal::retry_row(form, error)?),
    }
}
