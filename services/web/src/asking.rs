//! Asking for support: which kind, what matters and how much, what must be so, own words; then check and send.
//!
//! Each question is one page, saved as it is answered. A request can be changed until somebody takes it on.

mod check;
mod fill;
mod step;

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use platform::Error;
use proto::matching::v1 as pb;
use proto::matching::v1::request::{Kind, State};

use crate::asked::Asked;
use crate::error::Failure;
use crate::form::Form;
use crate::mine;
use crate::said;
use crate::site::Site;
use crate::view::View;
use crate::visit::Visit;
use crate::words::text;
use step::Step;

pub(crate) use check::{asked_for, avoided, send};
pub(crate) use fill::weight_field;

/// The pages of this file.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/home/requests/new", get(new).post(start))
        .route("/home/requests/{id}/check", get(check::show).post(check::ask))
        .route("/home/requests/{id}/take-back", post(check::take_back))
        .route("/home/requests/{id}/{step}", get(edit).post(save))
}

#[derive(Template)]
#[template(path = "asking/new.html")]
struct New {
    form: Form,
}

#[derive(Template)]
#[template(path = "asking/step.html")]
struct Question {
    form: Form,
    step: Step,
    kind: Kind,
    /// Where the person's own needs stand among the access that can be asked for.
    needs: Vec<String>,
    /// What matters, as far as the page before asked.
    matters: Vec<i32>,
}

async fn new(visit: Visit) -> Result<Response, Failure> {
    mine::me(&visit)?;
    ask_kind(&visit, Form::new())
}

fn ask_kind(visit: &Visit, form: Form) -> Result<Response, Failure> {
    visit.page(text("asking-kind")).back("/home").asking(&form).show(&New { form })
}

/// Starts a draft with the kind of support.
async fn start(visit: Visit, mut form: Form) -> Result<Response, Failure> {
    let person = mine::me(&visit)?;
    if form.value("kind") == "unsure" {
        return Ok(visit.go("/help"));
    }
    let kind = form.value("kind").parse().unwrap_or_default();
    if said::offering::kind(kind).is_empty() || kind > Kind::PeerSupport as i32 {
        form.note("kind", text("asking-kind-needed"));
        return ask_kind(&visit, form);
    }
    let message = pb::CreateRequestRequest {
        request: Some(pb::Request { kind, person, ..Default::default() }),
        request_id: form.request_id().to_owned(),
    };
    match visit.services().requests().create_request(visit.ask(message)?).await {
        Ok(made) => {
            let made = made.into_inner();
            Ok(visit.go(&path(&made.name, Step::first(made.kind()).slug())))
        }
        Err(status) => ask_kind(&visit, form.again(status.into())?),
    }
}

/// The address of one page of a request.
pub(crate) fn path(request: &str, page: &str) -> String {
    format!("/home/{request}/{page}")
}

/// Whether a request can still be changed.
pub(crate) fn is_open(request: &pb::Request) -> bool {
    matches!(request.state(), State::Draft | State::Asked | State::Unmet)
}

async fn edit(
    visit: Visit,
    Path((id, step)): Path<(String, String)>,
    asked: Asked,
) -> Result<Response, Failure> {
    let step = Step::find(&step).ok_or_else(|| Error::not_found("this page"))?;
    let request = mine::request(&visit, &format!("requests/{id}")).await?;
    if !is_open(&request) {
        return Ok(visit.go(&format!("/home/{}", request.name)));
    }
    let form = fill::form(step, &request);
    question(&visit, step, &request, form, asked.value("then")).await
}

async fn question(
    visit: &Visit,
    step: Step,
    request: &pb::Request,
    form: Form,
    then: &str,
) -> Result<Response, Failure> {
    let mut needs = Vec::new();
    if step == Step::Must {
        needs.extend(mine::current_needs(visit, &request.person).await?.into_iter().map(|need| need.item));
    }
    let matters = request.wishes.iter().filter(|wish| wish.weight > 0).map(|wish| wish.factor).collect();
    let back = match step.before(request.kind()) {
        _ if then == "check" => path(&request.name, "check"),
        Some(before) => path(&request.name, before.slug()),
        None => format!("/home/{}", request.name),
    };
    let page = visit.page(text(step.title())).back(back).asking(&form);
    page.show(&Question { form, step, kind: request.kind(), needs, matters })
}

async fn save(
    visit: Visit,
    Path((id, step)): Path<(String, String)>,
    asked: Asked,
    mut form: Form,
) -> Result<Response, Failure> {
    let step = Step::find(&step).ok_or_else(|| Error::not_found("this page"))?;
    let before = mine::request(&visit, &format!("requests/{id}")).await?;
    let mut request = before.clone();
    fill::read(step, &mut form, &mut request);
    if form.is_wrong() {
        return question(&visit, step, &before, form, asked.value("then")).await;
    }
    form.etag().clone_into(&mut request.etag);
    match update(&visit, request, step.mask()).await {
        Ok(request) => Ok(visit.go(&onward(step, &request, asked.value("then")))),
        Err(Error::Stale) => {
            let form = form.onto(&fill::form(step, &before));
            question(&visit, step, &before, form, asked.value("then")).await
        }
        Err(error) => question(&visit, step, &before, form.again(error)?, asked.value("then")).await,
    }
}

/// The page after a question: the next question, or back to checking. How much always follows what.
fn onward(step: Step, request: &pb::Request, then: &str) -> String {
    let then = if then == "check" { "?then=check" } else { "" };
    match step.after(request) {
        Some(Step::HowMuch) => path(&request.name, Step::HowMuch.slug()) + then,
        Some(next) if then.is_empty() => path(&request.name, next.slug()),
        _ => path(&request.name, "check"),
    }
}

/// Changes the named fields of a request.
///
/// # Errors
/// What the service said.
pub(crate) async fn update(visit: &Visit, request: pb::Request, mask: &[&str]) -> Result<pb::Request, Error> {
    let paths = mask.iter().map(|&path| path.to_owned()).collect();
    let message = pb::UpdateRequestRequest {
        request: Some(request),
        update_mask: Some(prost_types::FieldMask { paths }),
    };
    Ok(visit.services().requests().update_request(visit.ask(message)?).await?.into_inner())
}
