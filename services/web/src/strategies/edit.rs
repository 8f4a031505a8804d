//! Writing a strategy, its actions, and the review that closes it.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::{Error, Role};
use proto::councils::v1 as pb;
use tonic::Status;

use super::fetch;
use crate::buddies::{self, Party};
use crate::error::Failure;
use crate::form::Form;
use crate::refusal;
use crate::staff;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Text, text};

#[derive(Template)]
#[template(path = "strategies/write.html")]
struct Write {
    form: Form,
    back: String,
    /// Organisations that could help, with what they are called.
    helpers: Vec<(String, Text)>,
}

#[derive(Template)]
#[template(path = "strategies/action.html")]
struct Act {
    form: Form,
    title: Text,
    back: String,
}

#[derive(Template)]
#[template(path = "strategies/review.html")]
struct Review {
    form: Form,
    council: Text,
    back: String,
}

/// A strategy, for its council's officers.
async fn fetch_own(visit: &Visit, id: &str) -> Result<pb::Strategy, Failure> {
    let caller = staff::one_of(visit, &[Role::Officer])?;
    let strategy = fetch(visit, id).await?;
    if caller.council == strategy.council { Ok(strategy) } else { Err(Error::Forbidden.into()) }
}

fn back(strategy: &pb::Strategy) -> String {
    format!("/{}/strategy", strategy.council.replacen("councils/", "frameworks/", 1))
}

/// The form again, when a change was not taken: beside the strategy as it is now when somebody else changed it.
fn again(form: Form, status: Status, now: &Form) -> Result<Form, Failure> {
    match Error::from(status) {
        Error::Stale => Ok(refusal::beside(form, now)),
        error => refusal::retry(form, error),
    }
}

/// `GET /strategies/{id}/write`
pub(super) async fn writing(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let strategy = fetch_own(&visit, &id).await?;
    ask(&visit, &strategy, fill(&strategy)).await
}

fn fill(strategy: &pb::Strategy) -> Form {
    Form::editing(&strategy.etag)
        .with("aim", &strategy.aim)
        .with("responsible", &strategy.responsible)
        .with("buddy", &strategy.buddy)
}

async fn ask(visit: &Visit, strategy: &pb::Strategy, form: Form) -> Result<Response, Failure> {
    let mut helpers = buddies::helpers(visit, &strategy.council).await?;
    if !strategy.buddy.is_empty() && helpers.iter().all(|(name, _)| *name != strategy.buddy) {
        helpers.push((strategy.buddy.clone(), Party::of(visit, &strategy.buddy, "").await?.name));
    }
    let back = back(strategy);
    let page = visit.page(text("strategy-write-title")).back(&back).asking(&form);
    page.show(&Write { form, back, helpers })
}

/// `POST /strategies/{id}/write`
pub(super) async fn write(visit: Visit, Path(id): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let strategy = fetch_own(&visit, &id).await?;
    form.need("responsible", text("strategy-responsible-needed"));
    if form.value("aim").chars().count() < 10 {
        form.note("aim", text("strategy-aim-needed"));
    }
    if form.is_wrong() {
        return ask(&visit, &strategy, form).await;
    }
    let request = pb::WriteStrategyRequest {
        name: strategy.name.clone(),
        etag: form.etag().to_owned(),
        aim: form.value("aim").to_owned(),
        responsible: form.value("responsible").to_owned(),
        buddy: form.value("buddy").to_owned(),
    };
    match visit.services().strategies().write_strategy(visit.ask(request)?).await {
        Ok(_) => Ok(visit.go_saying(&back(&strategy), "strategy-kept")),
        Err(status) => ask(&visit, &strategy, again(form, status, &fill(&strategy))?).await,
    }
}

/// `GET /strategies/{id}/actions/{number}`: 0 is a new one.
pub(super) async fn acting(
    visit: Visit,
    Path((id, number)): Path<(String, i32)>,
) -> Result<Response, Failure> {
    let strategy = fetch_own(&visit, &id).await?;
    let form = fill_action(&strategy, number)?;
    ask_action(&visit, &strategy, number, form)
}

fn fill_action(strategy: &pb::Strategy, number: i32) -> Result<Form, Failure> {
    let form = Form::editing(&strategy.etag);
    let Ok(place) = usize::try_from(i64::from(number) - 1) else { return Ok(form) };
    let action = strategy.actions.get(place).ok_or_else(|| Error::not_found("this action"))?;
    let pounds = format!("{}.{:02}", action.cost_pence / 100, action.cost_pence % 100);
    Ok(form
        .with("title", &action.title)
        .with("due_date", &action.due_date)
        .with("cost_pence", pounds.strip_suffix(".00").unwrap_or(&pounds))
        .with("responsible", &action.responsible)
        .with("done_date", &action.done_date))
}

fn ask_action(visit: &Visit, strategy: &pb::Strategy, number: i32, form: Form) -> Result<Response, Failure> {
    let title = text(if number == 0 { "strategy-action-new" } else { "strategy-action-change" });
    let back = back(strategy);
    visit.page(title.clone()).back(&back).asking(&form).show(&Act { form, title, back })
}

/// `POST /strategies/{id}/actions/{number}`
pub(super) async fn act(
    visit: Visit,
    Path((id, number)): Path<(String, i32)>,
    mut form: Form,
) -> Result<Response, Failure> {
    let strategy = fetch_own(&visit, &id).await?;
    form.need("title", text("strategy-action-title-needed"));
    form.need("responsible", text("strategy-responsible-needed"));
    form.need("cost_pence", text("strategy-action-cost-needed"));
    let cost_pence = form.pence("cost_pence").unwrap_or_default();
    if form.is_wrong() {
        return ask_action(&visit, &strategy, number, form);
    }
    let action = pb::StrategyAction {
        title: form.value("title").to_owned(),
        due_date: form.date("due_date"),
        cost_pence,
        responsible: form.value("responsible").to_owned(),
        done_date: form.date("done_date"),
        ..pb::StrategyAction::default()
    };
    let (name, etag) = (strategy.name.clone(), form.etag().to_owned());
    let request = pb::SetStrategyActionRequest { name, etag, number, action: Some(action) };
    match visit.services().strategies().set_strategy_action(visit.ask(request)?).await {
        Ok(_) => Ok(visit.go_saying(&back(&strategy), "strategy-action-kept")),
        Err(status) => {
            let form = again(form, status, &fill_action(&strategy, number)?)?;
            ask_action(&visit, &strategy, number, form)
        }
    }
}

/// `GET /strategies/{id}/review`
pub(super) async fn reviewing(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    staff::one_of(&visit, &[Role::Observer, Role::Operator])?;
    let strategy = fetch(&visit, &id).await?;
    ask_review(&visit, &strategy, Form::editing(&strategy.etag))
}

fn ask_review(visit: &Visit, strategy: &pb::Strategy, form: Form) -> Result<Response, Failure> {
    let (council, back) = (staff::council(&strategy.council), back(strategy));
    let page = visit.page(text("strategy-review-title")).back(&back).asking(&form);
    page.show(&Review { form, council, back })
}

/// `POST /strategies/{id}/review`
pub(super) async fn review(
    visit: Visit,
    Path(id): Path<String>,
    mut form: Form,
) -> Result<Response, Failure> {
    staff::one_of(&visit, &[Role::Observer, Role::Operator])?;
    let strategy = fetch(&visit, &id).await?;
    if form.value("reason").chars().count() < 10 {
        form.note("reason", text("strategy-review-reason-needed"));
        return ask_review(&visit, &strategy, form);
    }
    let request = pb::ReviewStrategyRequest {
        name: strategy.name.clone(),
        etag: form.etag().to_owned(),
        reason: form.value("reason").to_owned(),
    };
    match visit.services().strategies().review_strategy(visit.ask(request)?).await {
        Ok(_) => Ok(visit.go_saying(&back(&strategy), "strategy-reviewed")),
        Err(status) => {
            let form = again(form, status, &Form::editing(&strategy.etag))?;
            ask_review(&visit, &strategy, form)
        }
    }
}
