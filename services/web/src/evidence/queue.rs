//! What waits for review: for an officer, of organisations in their council; for whoever runs Alongside, of all.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use chrono::Months;
use platform::{Error, Role};
use proto::ulos::v1 as pb;
use proto::ulos::v1::evidence::State;

use crate::error::Failure;
use crate::form::Form;
use crate::read;
use crate::refusal;
use crate::said;
use crate::staff;
use crate::view::View;
use crate::visit::Visit;
use crate::when;
use crate::words::{Text, text};

/// How long a verdict usually counts, in months.
const USUAL: Months = Months::new(24);

#[derive(Template)]
#[template(path = "evidence/queue.html")]
struct Queue {
    waiting: Vec<(pb::Evidence, pb::Ulo)>,
}

#[derive(Template)]
#[template(path = "evidence/review.html")]
struct Reviewing {
    form: Form,
    evidence: pb::Evidence,
    ulo: pb::Ulo,
    criterion: Text,
}

/// `GET /evidence`: the oldest first, as far as one page goes.
pub(super) async fn list(visit: Visit) -> Result<Response, Failure> {
    let caller = staff::one_of(&visit, &[Role::Officer, Role::Operator])?;
    let council = caller.council.clone();
    let request = pb::ListEvidencesRequest {
        page_size: 100,
        council,
        state: State::Submitted.into(),
        ..Default::default()
    };
    let found = visit.services().evidences().list_evidences(visit.ask(request)?).await?.into_inner();
    let mut waiting = Vec::new();
    for evidence in found.evidences.into_iter().rev() {
        if let Some(ulo) = read::if_there(read::ulo(&visit, &evidence.ulo).await)? {
            waiting.push((evidence, ulo));
        }
    }
    visit.page(text("evidence-queue-title")).wide().show(&Queue { waiting })
}

async fn fetch(visit: &Visit, id: &str) -> Result<(pb::Evidence, pb::Ulo), Failure> {
    staff::one_of(visit, &[Role::Officer, Role::Operator])?;
    let message = pb::GetEvidenceRequest { name: format!("evidences/{id}") };
    let evidence = visit.services().evidences().get_evidence(visit.ask(message)?).await?.into_inner();
    let ulo = read::ulo(visit, &evidence.ulo).await?;
    Ok((evidence, ulo))
}

/// `GET /evidences/{id}/review`
pub(super) async fn reviewing(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let (evidence, ulo) = fetch(&visit, &id).await?;
    let usual = when::today().checked_add_months(USUAL).unwrap_or_else(when::today);
    let form = Form::editing(&evidence.etag).with("expire_date", usual);
    ask(&visit, evidence, ulo, form)
}

fn ask(visit: &Visit, evidence: pb::Evidence, ulo: pb::Ulo, form: Form) -> Result<Response, Failure> {
    let form = form.onto(&Form::editing(&evidence.etag));
    let criterion = said::evidence::criterion(&evidence.criterion_set, &evidence.criterion);
    let page = visit.page(text("evidence-review-title")).under(text("evidence-queue-title"), "/evidence");
    page.asking(&form).show(&Reviewing { form, evidence, ulo, criterion })
}

/// `POST /evidences/{id}/review`
pub(super) async fn review(
    visit: Visit,
    Path(id): Path<String>,
    mut form: Form,
) -> Result<Response, Failure> {
    let (evidence, ulo) = fetch(&visit, &id).await?;
    form.need("verdict", text("evidence-verdict-needed"));
    form.need("reason", text("evidence-reason-needed"));
    let request = pb::ReviewEvidenceRequest {
        name: evidence.name.clone(),
        etag: form.etag().to_owned(),
        verdict: form.value("verdict").parse().unwrap_or_default(),
        reason: form.value("reason").to_owned(),
        expire_date: form.date("expire_date"),
    };
    if form.is_wrong() {
        return ask(&visit, evidence, ulo, form);
    }
    match visit.services().evidences().review_evidence(visit.ask(request)?).await {
        Ok(_) => Ok(visit.go_saying("/evidence", "evidence-reviewed")),
        Err(status) => ask(&visit, evidence, ulo, refusal::retry(form, Error::from(status))?),
    }
}
