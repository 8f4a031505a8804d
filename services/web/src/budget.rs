//! How a person's support is paid for: each budget, how it is held, how much it is.

mod fill;

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use platform::Error;
use proto::people::v1 as pb;

use crate::asked::Asked;
use crate::error::Failure;
use crate::form::Form;
use crate::mine;
use crate::parts::Summary;
use crate::said;
use crate::site::Site;
use crate::view::{View, date, money};
use crate::visit::Visit;
use crate::words::{Text, text};
use fill::Step;

/// The pages of this file.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/people/{id}/budget", get(show))
        .route("/people/{id}/budget/new", get(new).post(create))
        .route("/people/{id}/budget/{budget}/{step}", get(edit).post(save))
        .route("/people/{id}/budget/{budget}/end", post(end))
}

#[derive(Template)]
#[template(path = "budget/show.html")]
struct Show {
    person: String,
    budgets: Vec<pb::Budget>,
    ended: Vec<pb::Budget>,
    setup: bool,
}

#[derive(Template)]
#[template(path = "budget/step.html")]
struct Question {
    form: Form,
    step: Step,
}

/// One budget in words.
pub(crate) fn words(budget: &pb::Budget) -> Text {
    let route = said::person::route(budget.route);
    match a_time(budget, budget.amount_pence) {
        amount if amount.is_empty() => route,
        amount => text("budget-words").with("route", route).with("amount", amount),
    }
}

/// An amount with the span of time it is for; nothing when it is not known.
fn a_time(budget: &pb::Budget, pence: Option<i64>) -> Text {
    let Some(pence) = pence else { return Text::default() };
    let every = said::person::every(budget.frequency);
    text("budget-amount").with("amount", money(pence)).with("every", every)
}

/// Who holds the money, by name when it is not the person.
fn holder(budget: &pb::Budget) -> Text {
    let role = said::person::holder(budget.holder_role);
    match budget.holder_name.as_str() {
        "" => role,
        name => text("budget-holder").with("role", role).with("name", name),
    }
}

/// One budget, a row a question.
fn rows(budget: &pb::Budget) -> Summary {
    let to =
        |step: &str| format!("/{}/{}/{step}", budget.person, budget.name.replacen("budgets/", "budget/", 1));
    Summary::default()
        .row(text("budget-row-route"), said::person::route(budget.route))
        .change(to("route"))
        .row(text("budget-row-amount"), a_time(budget, budget.amount_pence))
        .change(to("amount"))
        .row(text("budget-row-own"), a_time(budget, budget.person_contribution_pence))
        .change(to("amount"))
        .row(text("budget-row-holder"), holder(budget))
        .change(to("holder"))
        .row(text("budget-row-start"), date(&budget.start_date))
        .change(to("dates"))
        .row(text("budget-row-review"), date(&budget.next_review_date))
        .change(to("dates"))
}

async fn show(visit: Visit, Path(id): Path<String>, asked: Asked) -> Result<Response, Failure> {
    let person = mine::own(&visit, &id)?;
    let all = mine::budgets(&visit, &person).await?;
    let current = |budget: &pb::Budget| budget.state() == pb::budget::State::Current;
    let (budgets, ended) = all.into_iter().partition(current);
    let page = visit.page(text("budget-title")).back(format!("/{person}"));
    page.show(&Show { person, budgets, ended, setup: asked.value("then") == "setup" })
}

async fn new(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let person = mine::own(&visit, &id)?;
    question(&visit, &person, Step::Route, Form::new())
}

fn question(visit: &Visit, person: &str, step: Step, form: Form) -> Result<Response, Failure> {
    let page = visit.page(text(step.title())).back(format!("/{person}/budget")).asking(&form);
    page.show(&Question { form, step })
}

async fn create(
    visit: Visit,
    Path(id): Path<String>,
    asked: Asked,
    mut form: Form,
) -> Result<Response, Failure> {
    let person = mine::own(&visit, &id)?;
    let mut budget = pb::Budget { person: person.clone(), ..Default::default() };
    Step::Route.read(&mut form, &mut budget);
    if form.is_wrong() {
        return question(&visit, &person, Step::Route, form);
    }
    let message = pb::CreateBudgetRequest { budget: Some(budget), request_id: form.request_id().to_owned() };
    match visit.services().budgets().create_budget(visit.ask(message)?).await {
        Ok(made) => Ok(visit.go(&onward(&made.into_inner(), Step::Route, &asked))),
        Err(status) => question(&visit, &person, Step::Route, form.again(status.into())?),
    }
}

/// The page after a question: the amount after the way it is held, then the list.
fn onward(budget: &pb::Budget, step: Step, asked: &Asked) -> String {
    let setup = if asked.value("then") == "setup" { "?then=setup" } else { "" };
    let knows = !matches!(budget.route(), pb::budget::Route::NotSure | pb::budget::Route::Waiting);
    if step == Step::Route && knows && budget.amount_pence.is_none() {
        let budget_path = budget.name.replacen("budgets/", "budget/", 1);
        return format!("/{}/{budget_path}/amount{setup}", budget.person);
    }
    format!("/{}/budget{setup}", budget.person)
}

/// One of the person's own budgets.
async fn budget_of(visit: &Visit, id: &str, budget: &str) -> Result<pb::Budget, Failure> {
    let person = mine::own(visit, id)?;
    let budget = mine::budget(visit, &format!("budgets/{budget}")).await?;
    if budget.person == person { Ok(budget) } else { Err(Error::not_found("this budget").into()) }
}

async fn edit(
    visit: Visit,
    Path((id, budget, step)): Path<(String, String, String)>,
) -> Result<Response, Failure> {
    let step = Step::find(&step).ok_or_else(|| Error::not_found("this page"))?;
    let budget = budget_of(&visit, &id, &budget).await?;
    question(&visit, &budget.person, step, step.form(&budget))
}

async fn save(
    visit: Visit,
    Path((id, budget, step)): Path<(String, String, String)>,
    asked: Asked,
    mut form: Form,
) -> Result<Response, Failure> {
    let step = Step::find(&step).ok_or_else(|| Error::not_found("this page"))?;
    let before = budget_of(&visit, &id, &budget).await?;
    let mut budget = before.clone();
    step.read(&mut form, &mut budget);
    if form.is_wrong() {
        return question(&visit, &before.person, step, form);
    }
    form.etag().clone_into(&mut budget.etag);
    let paths = step.mask().iter().map(|&path| path.to_owned()).collect();
    let message =
        pb::UpdateBudgetRequest { budget: Some(budget), update_mask: Some(prost_types::FieldMask { paths }) };
    match visit.services().budgets().update_budget(visit.ask(message)?).await.map_err(Error::from) {
        Ok(saved) => Ok(visit.go(&onward(&saved.into_inner(), step, &asked))),
        Err(Error::Stale) => question(&visit, &before.person, step, form.onto(&step.form(&before))),
        Err(error) => question(&visit, &before.person, step, form.again(error)?),
    }
}

async fn end(
    visit: Visit,
    Path((id, budget)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let person = mine::own(&visit, &id)?;
    let message = pb::EndBudgetRequest {
        name: format!("budgets/{budget}"),
        etag: form.etag().to_owned(),
        ..Default::default()
    };
    visit.services().budgets().end_budget(visit.ask(message)?).await?;
    Ok(visit.go_saying(&format!("/{person}/budget"), "budget-ended"))
}
