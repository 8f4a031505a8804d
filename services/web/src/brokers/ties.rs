//! Ties a broker declares, for all to see.

use axum::extract::Path;
use axum::response::Response;
use platform::Error;
use proto::brokers::v1 as pb;

use super::edit::update;
use crate::error::Failure;
use crate::form::Form;
use crate::refusal;
use crate::ties::{self, Ties};
use crate::visit::Visit;
use crate::words::text;

/// `GET /brokers/{id}/ties`
pub(super) async fn list(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let broker = super::to_keep(&visit, &id).await?;
    ask(&visit, &broker, Form::new())
}

fn ask(visit: &Visit, broker: &pb::Broker, form: Form) -> Result<Response, Failure> {
    let back = format!("/{}", broker.name);
    let ties = broker.interests.iter().map(|tie| ties::said(tie.kind, &tie.detail)).collect();
    Ties { path: format!("{back}/ties"), back, etag: broker.etag.clone(), ties, form }.show(visit)
}

/// `POST /brokers/{id}/ties`
pub(super) async fn add(visit: Visit, Path(id): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let now = super::to_keep(&visit, &id).await?;
    form.need("kind", text("ties-kind-needed"));
    if form.is_wrong() {
        return ask(&visit, &now, form);
    }
    let kind = form.value("kind").parse().unwrap_or_default();
    let mut interests = now.interests.clone();
    interests.push(pb::Interest { kind, detail: form.value("detail").to_owned() });
    save(&visit, now, interests, form, "ties-added").await
}

/// `POST /brokers/{id}/ties/remove`
pub(super) async fn remove(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let now = super::to_keep(&visit, &id).await?;
    let interests = ties::without(&now.interests, &form).ok_or(Error::Stale)?;
    save(&visit, now, interests, form, "ties-removed").await
}

async fn save(
    visit: &Visit,
    now: pb::Broker,
    interests: Vec<pb::Interest>,
    form: Form,
    said: &'static str,
) -> Result<Response, Failure> {
    let etag = form.etag().to_owned();
    let broker = pb::Broker { name: now.name.clone(), etag, interests, ..Default::default() };
    match update(visit, broker, &["interests"]).await {
        Ok(broker) => Ok(visit.go_saying(&format!("/{}/ties", broker.name), said)),
        Err(error) => ask(visit, &now, refusal::retry_row(form, error)?),
    }
}
