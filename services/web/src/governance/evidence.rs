//! What shows that an organisation answers to its members or users.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::Error;
use proto::ulos::v1 as pb;

use crate::entry;
use crate::error::Failure;
use crate::form::Form;
use crate::read;
use crate::refusal;
use crate::said;
use crate::ties::without;
use crate::view::{self, View};
use crate::visit::Visit;
use crate::words::{Text, text};

/// One piece of evidence in words.
pub(super) fn said(piece: &pb::AccountabilityEvidence) -> Text {
    text("governance-evidence-said")
        .with("kind", said::organisation::evidence(piece.kind))
        .with("day", view::date(&piece.date))
        .with("reference", &piece.reference)
}

#[derive(Template)]
#[template(path = "governance/evidence.html")]
struct List {
    form: Form,
    ulo: pb::Ulo,
    governance: pb::Governance,
    rows: Vec<Text>,
}

/// `GET /ulos/{id}/edit/governance/evidence`
pub(super) async fn list(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let ulo = entry::fetch(&visit, &id).await?;
    match read::governance(&visit, &ulo.name).await? {
        Some(governance) => ask(&visit, ulo, governance, Form::new()),
        None => Ok(visit.go(&format!("/{}/edit/governance/facts", ulo.name))),
    }
}

fn ask(visit: &Visit, ulo: pb::Ulo, governance: pb::Governance, form: Form) -> Result<Response, Failure> {
    let form = form.onto(&Form::editing(&governance.etag));
    let rows = governance.accountability.iter().map(said).collect();
    let back = format!("/{}/edit/governance", ulo.name);
    let page = visit.page(text("governance-evidence-title")).back(back).asking(&form);
    page.show(&List { form, ulo, governance, rows })
}

async fn fetch(visit: &Visit, id: &str) -> Result<(pb::Ulo, pb::Governance), Failure> {
    let ulo = entry::fetch(visit, id).await?;
    let governance = read::governance(visit, &ulo.name).await?;
    let governance = governance.ok_or_else(|| Error::not_found("the record"))?;
    Ok((ulo, governance))
}

/// `POST /ulos/{id}/edit/governance/evidence`
pub(super) async fn add(visit: Visit, Path(id): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let (ulo, now) = fetch(&visit, &id).await?;
    form.need("kind", text("governance-evidence-kind-needed"));
    form.need("reference", text("governance-evidence-reference-needed"));
    if form.is_wrong() {
        return ask(&visit, ulo, now, form);
    }
    let mut accountability = now.accountability.clone();
    accountability.push(pb::AccountabilityEvidence {
        kind: form.value("kind").parse().unwrap_or_default(),
        reference: form.value("reference").to_owned(),
        date: form.date("date"),
    });
    save(&visit, ulo, now, accountability, form).await
}

/// `POST /ulos/{id}/edit/governance/evidence/remove`
pub(super) async fn remove(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let (ulo, now) = fetch(&visit, &id).await?;
    let accountability = without(&now.accountability, &form).ok_or(Error::Stale)?;
    save(&visit, ulo, now, accountability, form).await
}

async fn save(
    visit: &Visit,
    ulo: pb::Ulo,
    now: pb::Governance,
    accountability: Vec<pb::AccountabilityEvidence>,
    form: Form,
) -> Result<Response, Failure> {
    let sent = pb::Governance { etag: form.etag().to_owned(), accountability, ..Default::default() };
    match super::save(visit, Some(&now), sent, &["accountability"], form.request_id()).await {
        Ok(()) => Ok(visit.go_saying(&format!("/{}/edit/governance/evidence", ulo.name), "governance-saved")),
        Err(error) => ask(visit, ulo, now, refusal::retry_row(form, error)?),
    }
}
