//! Claiming that a criterion is met, changing the claim while it waits, and taking it back.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::Error;
use prost_types::FieldMask;
use proto::ulos::v1 as pb;
use proto::ulos::v1::evidence::State;

use crate::entry;
use crate::error::Failure;
use crate::form::Form;
use crate::refusal;
use crate::said;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Text, text};

#[derive(Template)]
#[template(path = "evidence/claim.html")]
struct Claiming {
    form: Form,
    ulo: pb::Ulo,
    criterion: Text,
    path: String,
    /// What waits for review under it, which is then changed.
    waiting: Option<pb::Evidence>,
    /// What was last found under it.
    reviewed: Option<pb::Evidence>,
}

/// What is known of one criterion of one organisation.
struct Known {
    ulo: pb::Ulo,
    set: String,
    code: String,
    waiting: Option<pb::Evidence>,
    reviewed: Option<pb::Evidence>,
}

async fn known(visit: &Visit, id: &str, code: &str) -> Result<Known, Failure> {
    let ulo = entry::fetch(visit, id).await?;
    let maturity = super::maturity(visit, &ulo.name).await?;
    if !maturity.criteria.iter().any(|one| one.criterion == code) {
        return Err(Error::not_found("this criterion").into());
    }
    let of_it: Vec<pb::Evidence> = super::evidences(visit, &ulo.name)
        .await?
        .into_iter()
        .filter(|evidence| evidence.criterion == code && evidence.criterion_set == maturity.criterion_set)
        .collect();
    let newest = |state: State| of_it.iter().find(|evidence| evidence.state() == state).cloned();
    Ok(Known {
        waiting: newest(State::Submitted),
        reviewed: newest(State::Reviewed),
        set: maturity.criterion_set,
        code: code.to_owned(),
        ulo,
    })
}

/// `GET /ulos/{id}/edit/evidence/{criterion}`
pub(super) async fn claiming(
    visit: Visit,
    Path((id, code)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let known = known(&visit, &id, &code).await?;
    let form = known.waiting.as_ref().map_or_else(Form::new, fill);
    ask(&visit, known, form)
}

fn fill(evidence: &pb::Evidence) -> Form {
    Form::editing(&evidence.etag)
        .with("claim", &evidence.claim)
        .with("kind", evidence.kind)
        .with("reference", &evidence.reference)
        .with("evidence_date", &evidence.evidence_date)
}

fn ask(visit: &Visit, known: Known, form: Form) -> Result<Response, Failure> {
    let form = match &known.waiting {
        Some(waiting) => form.onto(&Form::editing(&waiting.etag)),
        None => form,
    };
    let page = visit.page(text("evidence-claim-title")).back(format!("/{}/evidence", known.ulo.name));
    page.asking(&form).show(&Claiming {
        criterion: said::evidence::criterion(&known.set, &known.code),
        path: format!("/{}/edit/evidence/{}", known.ulo.name, known.code),
        waiting: known.waiting,
        reviewed: known.reviewed,
        ulo: known.ulo,
        form,
    })
}

/// `POST /ulos/{id}/edit/evidence/{criterion}`
pub(super) async fn claim(
    visit: Visit,
    Path((id, code)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Failure> {
    let known = known(&visit, &id, &code).await?;
    form.need("claim", text("evidence-claim-needed"));
    form.need("kind", text("evidence-kind-needed"));
    form.need("reference", text("evidence-reference-needed"));
    let evidence = pb::Evidence {
        criterion_set: known.set.clone(),
        criterion: known.code.clone(),
        claim: form.value("claim").to_owned(),
        kind: form.value("kind").parse().unwrap_or_default(),
        reference: form.value("reference").to_owned(),
        evidence_date: form.date("evidence_date"),
        ulo: known.ulo.name.clone(),
        ..Default::default()
    };
    if form.is_wrong() {
        return ask(&visit, known, form);
    }
    match send(&visit, &known, evidence, &form).await {
        Ok(()) => Ok(visit.go_saying(&format!("/{}/evidence", known.ulo.name), "evidence-claimed")),
        Err(error) => ask(&visit, known, refusal::retry(form, error)?),
    }
}

/// A new claim, or a change of the one that waits.
async fn send(visit: &Visit, known: &Known, mut evidence: pb::Evidence, form: &Form) -> Result<(), Error> {
    let mut evidences = visit.services().evidences();
    match &known.waiting {
        None => {
            let request_id = form.request_id().to_owned();
            let request = pb::CreateEvidenceRequest { evidence: Some(evidence), request_id };
            evidences.create_evidence(visit.ask(request)?).await?;
        }
        Some(waiting) => {
            (evidence.name, evidence.etag) = (waiting.name.clone(), form.etag().to_owned());
            let paths = ["claim", "kind", "reference", "evidence_date"].map(str::to_owned).to_vec();
            let update_mask = Some(FieldMask { paths });
            let request = pb::UpdateEvidenceRequest { evidence: Some(evidence), update_mask };
            evidences.update_evidence(visit.ask(request)?).await?;
        }
    }
    Ok(())
}

/// `POST /ulos/{id}/edit/evidence/{criterion}/withdraw`
pub(super) async fn withdraw(
    visit: Visit,
    Path((id, code)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let known = known(&visit, &id, &code).await?;
    let waiting = known.waiting.ok_or(Error::Stale)?;
    let request = pb::WithdrawEvidenceRequest { name: waiting.name, etag: form.etag().to_owned() };
    visit.services().evidences().withdraw_evidence(visit.ask(request)?).await?;
    Ok(visit.go_saying(&format!("/{}/evidence", known.ulo.name), "evidence-withdrawn"))
}
