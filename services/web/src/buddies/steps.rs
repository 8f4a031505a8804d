//! The steps of an agreement: accepting, declining, marking milestones, ending, judging.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::{Error, Role};
use proto::ulos::v1 as pb;

use super::{Named, fetch};
use crate::error::Failure;
use crate::form::Form;
use crate::refusal;
use crate::said;
use crate::staff;
use crate::view::View;
use crate::visit::Visit;
use crate::words::text;

/// `POST /buddyings/{id}/accept`
pub(super) async fn accept(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let name = format!("buddyings/{id}");
    let request = pb::AcceptBuddyingRequest { name: name.clone(), etag: form.etag().to_owned() };
    visit.services().buddyings().accept_buddying(visit.ask(request)?).await?;
    Ok(visit.go_saying(&format!("/{name}"), "buddy-accepted"))
}

/// `POST /buddyings/{id}/decline`
pub(super) async fn decline(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let name = format!("buddyings/{id}");
    let reason = form.value("reason").to_owned();
    let request = pb::DeclineBuddyingRequest { name: name.clone(), etag: form.etag().to_owned(), reason };
    visit.services().buddyings().decline_buddying(visit.ask(request)?).await?;
    Ok(visit.go_saying(&format!("/{name}"), "buddy-declined"))
}

/// `POST /buddyings/{id}/milestones`
pub(super) async fn mark(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let name = format!("buddyings/{id}");
    let request = pb::MarkBuddyMilestoneRequest {
        name: name.clone(),
        etag: form.etag().to_owned(),
        milestone: form.value("milestone").parse().unwrap_or_default(),
        done_date: form.value("done_date").to_owned(),
    };
    visit.services().buddyings().mark_buddy_milestone(visit.ask(request)?).await?;
    Ok(visit.go_saying(&format!("/{name}"), "buddy-marked"))
}

#[derive(Template)]
#[template(path = "buddies/end.html")]
struct Ending {
    form: Form,
    named: Named,
}

#[derive(Template)]
#[template(path = "buddies/judge.html")]
struct Judging {
    form: Form,
    named: Named,
}

/// The agreement, for those who may be one of its sides.
async fn of(visit: &Visit, id: &str) -> Result<Named, Failure> {
    staff::one_of(visit, &[Role::Manager, Role::Officer])?;
    Ok(Named::of(visit, fetch(visit, id).await?).await?)
}

fn ask_end(visit: &Visit, named: Named, form: Form) -> Result<Response, Failure> {
    let back = format!("/{}", named.buddying.name);
    visit.page(text("buddy-end-title")).back(back).asking(&form).show(&Ending { form, named })
}

fn ask_judge(visit: &Visit, named: Named, form: Form) -> Result<Response, Failure> {
    let back = format!("/{}", named.buddying.name);
    visit.page(text("buddy-judge-title")).back(back).asking(&form).show(&Judging { form, named })
}

/// `GET /buddyings/{id}/end`
pub(super) async fn ending(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let named = of(&visit, &id).await?;
    let form = Form::editing(&named.buddying.etag);
    ask_end(&visit, named, form)
}

/// `POST /buddyings/{id}/end`
pub(super) async fn end(visit: Visit, Path(id): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let named = of(&visit, &id).await?;
    form.need("reason", text("buddy-end-needed"));
    if form.is_wrong() {
        return ask_end(&visit, named, form);
    }
    let (name, etag) = (named.buddying.name.clone(), form.etag().to_owned());
    let reason = form.value("reason").to_owned();
    let request = pb::EndBuddyingRequest { name: name.clone(), etag, reason };
    match visit.services().buddyings().end_buddying(visit.ask(request)?).await.map_err(Error::from) {
        Ok(_) => Ok(visit.go_saying(&format!("/{name}"), "buddy-ended")),
        Err(error) => ask_end(&visit, named, refusal::retry(form, error)?),
    }
}

/// `GET /buddyings/{id}/judge`
pub(super) async fn judging(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let named = of(&visit, &id).await?;
    let form = Form::editing(&named.buddying.etag)
        .with("verdict", named.buddying.verdict)
        .with("words", &named.buddying.verdict_words);
    ask_judge(&visit, named, form)
}

/// `POST /buddyings/{id}/judge`
pub(super) async fn judge(visit: Visit, Path(id): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let named = of(&visit, &id).await?;
    form.need("verdict", text("buddy-judge-needed"));
    if form.is_wrong() {
        return ask_judge(&visit, named, form);
    }
    let request = pb::JudgeBuddyingRequest {
        name: named.buddying.name.clone(),
        etag: form.etag().to_owned(),
        verdict: form.value("verdict").parse().unwrap_or_default(),
        words: form.value("words").to_owned(),
    };
    match visit.services().buddyings().judge_buddying(visit.ask(request)?).await.map_err(Error::from) {
        Ok(_) => Ok(visit.go_saying(&format!("/{}", named.buddying.name), "buddy-judged")),
        Err(error) => ask_judge(&visit, named, refusal::retry(form, error)?),
    }
}
