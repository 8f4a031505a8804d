//! What an organisation states of its reserves and costs, and who would take on the people it supports.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::Error;
use prost_types::FieldMask;
use proto::ulos::v1 as pb;

use super::{path, statement};
use crate::entry;
use crate::error::Failure;
use crate::form::Form;
use crate::refusal;
use crate::view::View;
use crate::visit::Visit;
use crate::words::text;

/// What is changed by the form of reserves and costs.
const STATED: &[&str] = &["reserves_pence", "monthly_cost_pence", "statement_date"];

#[derive(Template)]
#[template(path = "funding/finance.html")]
struct Stating {
    form: Form,
    back: String,
}

#[derive(Template)]
#[template(path = "funding/plan.html")]
struct Planning {
    form: Form,
    back: String,
    missing: bool,
}

fn fill(finance: Option<&pb::Finance>) -> Form {
    let Some(known) = finance else { return Form::new() };
    let pounds = |pence: Option<i64>| {
        let pence = pence.map(|pence| format!("{}.{:02}", pence / 100, pence % 100)).unwrap_or_default();
        pence.strip_suffix(".00").map(ToOwned::to_owned).unwrap_or(pence)
    };
    Form::editing(&known.etag)
        .with("reserves_pence", pounds(known.reserves_pence))
        .with("monthly_cost_pence", pounds(known.monthly_cost_pence))
        .with("statement_date", &known.statement_date)
}

/// `GET /ulos/{id}/edit/finance`
pub(super) async fn editing(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let ulo = entry::fetch(&visit, &id).await?;
    let now = statement(&visit, &ulo.name).await?;
    ask(&visit, &ulo, fill(now.as_ref()))
}

fn ask(visit: &Visit, ulo: &pb::Ulo, form: Form) -> Result<Response, Failure> {
    let back = path(ulo);
    visit.page(text("funding-state-title")).back(&back).asking(&form).show(&Stating { form, back })
}

/// `POST /ulos/{id}/edit/finance`
pub(super) async fn edit(visit: Visit, Path(id): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let ulo = entry::fetch(&visit, &id).await?;
    let now = statement(&visit, &ulo.name).await?;
    let sent = pb::Finance {
        reserves_pence: form.pence("reserves_pence"),
        monthly_cost_pence: form.pence("monthly_cost_pence"),
        statement_date: form.date("statement_date"),
        etag: form.etag().to_owned(),
        ulo: ulo.name.clone(),
        ..Default::default()
    };
    if form.is_wrong() {
        return ask(&visit, &ulo, form);
    }
    match save(&visit, now.as_ref(), sent, STATED, form.request_id()).await {
        Ok(()) => Ok(visit.go_saying(&path(&ulo), "funding-stated-saved")),
        Err(Error::Stale) => ask(&visit, &ulo, refusal::beside(form, &fill(now.as_ref()))),
        Err(error) => ask(&visit, &ulo, refusal::retry(form, error)?),
    }
}

/// `GET /ulos/{id}/edit/finance/plan`
pub(super) async fn planning(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let ulo = entry::fetch(&visit, &id).await?;
    match statement(&visit, &ulo.name).await? {
        Some(finance) => ask_plan(&visit, &ulo, &finance, plan_of(&finance)),
        None => Ok(visit.go(&format!("/{}/edit/finance", ulo.name))),
    }
}

fn plan_of(finance: &pb::Finance) -> Form {
    Form::editing(&finance.etag).with("closure_plan", &finance.closure_plan)
}

fn ask_plan(visit: &Visit, ulo: &pb::Ulo, finance: &pb::Finance, form: Form) -> Result<Response, Failure> {
    let missing = finance.outlook.as_ref().is_some_and(|outlook| outlook.closure_plan_missing);
    let back = path(ulo);
    visit.page(text("funding-plan-title")).back(&back).asking(&form).show(&Planning { form, back, missing })
}

/// `POST /ulos/{id}/edit/finance/plan`
pub(super) async fn plan(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let ulo = entry::fetch(&visit, &id).await?;
    let now = statement(&visit, &ulo.name).await?.ok_or_else(|| Error::not_found("the statement"))?;
    let sent = pb::Finance {
        closure_plan: form.value("closure_plan").to_owned(),
        etag: form.etag().to_owned(),
        ..Default::default()
    };
    match save(&visit, Some(&now), sent, &["closure_plan"], form.request_id()).await {
        Ok(()) => Ok(visit.go_saying(&path(&ulo), "funding-plan-saved")),
        Err(Error::Stale) => ask_plan(&visit, &ulo, &now, refusal::beside(form, &plan_of(&now))),
        Err(error) => ask_plan(&visit, &ulo, &now, refusal::retry(form, error)?),
    }
}

/// Records it: a first record, or a change of those fields.
async fn save(
    visit: &Visit,
    now: Option<&pb::Finance>,
    mut sent: pb::Finance,
    paths: &[&str],
    request_id: &str,
) -> Result<(), Error> {
    let mut finances = visit.services().finances();
    let Some(now) = now else {
        let request = pb::CreateFinanceRequest { finance: Some(sent), request_id: request_id.to_owned() };
        finances.create_finance(visit.ask(request)?).await?;
        return Ok(());
    };
    now.name.clone_into(&mut sent.name);
    let paths = paths.iter().map(|path| (*path).to_owned()).collect();
    let request = pb::UpdateFinanceRequest { finance: Some(sent), update_mask: Some(FieldMask { paths }) };
    finances.update_finance(visit.ask(request)?).await?;
    Ok(())
}
