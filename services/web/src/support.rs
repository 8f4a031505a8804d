//! A person's own case: how far the work has come, their decision on the plan, and ending it.

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use chrono::NaiveDate;
use platform::Error;
use proto::brokers::v1 as pb;
use proto::brokers::v1::case::{CloseReason, Stage, State};

use crate::error::Failure;
use crate::form::Form;
use crate::mine;
use crate::parts::Steps;
use crate::read;
use crate::said;
use crate::site::Site;
use crate::view::{View, date, day};
use crate::visit::Visit;
use crate::when;
use crate::words::{Text, text};

/// Why a person may end their support, in their own voice.
const ENDINGS: &[(i32, &str)] = &[
    (CloseReason::Done as i32, "support-end-done"),
    (CloseReason::PersonStopped as i32, "support-end-stopped"),
    (CloseReason::PersonChoseAnother as i32, "support-end-another"),
    (CloseReason::MovedAway as i32, "support-end-moved"),
    (CloseReason::NoBudget as i32, "support-end-budget"),
    (CloseReason::Safety as i32, "support-end-safety"),
    (CloseReason::Other as i32, "support-end-other"),
];

/// The pages of this file.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/home/cases/{id}", get(show))
        .route("/home/cases/{id}/plan", post(decide))
        .route("/home/cases/{id}/end", get(ask_end).post(end))
}

#[derive(Template)]
#[template(path = "support/show.html")]
struct Show {
    form: Form,
    case: pb::Case,
    broker: String,
    ulo: String,
    steps: Steps,
    waits: bool,
}

#[derive(Template)]
#[template(path = "support/end.html")]
struct End {
    form: Form,
    broker: String,
}

/// Whether a case is under way.
pub(crate) fn is_open(case: &pb::Case) -> bool {
    case.state() == State::Open
}

/// Where a case stands, with what the broker does next, or should have done by now.
pub(crate) fn now(case: &pb::Case, today: NaiveDate) -> Text {
    let means = said::case::stage_means(case.stage);
    if case.next_action.is_empty() {
        return means;
    }
    let due = when::due(&case.next_action_date, today);
    let said = match &due {
        None => text("support-next"),
        Some(due) if due.late => text("support-next-late"),
        Some(_) => text("support-next-by"),
    };
    let said = said.with("means", means).with("next", &case.next_action);
    if due.is_some() { said.with("day", date(&case.next_action_date)) } else { said }
}

async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    mine::me(&visit)?;
    let case = mine::case(&visit, &format!("cases/{id}")).await?;
    let form = Form::editing(&case.etag);
    page(&visit, case, form).await
}

async fn page(visit: &Visit, case: pb::Case, form: Form) -> Result<Response, Failure> {
    let broker = read::if_there(mine::broker(visit, &case.broker).await)?;
    let ulo = read::if_there(read::ulo(visit, &case.ulo).await)?;
    let content = Show {
        broker: broker.map(|broker| broker.display_name).unwrap_or_default(),
        ulo: ulo.map(|ulo| ulo.display_name).unwrap_or_default(),
        steps: steps(&case),
        waits: case.stage() == Stage::Submitted,
        case,
        form,
    };
    let page = visit.page(said::offering::kind(content.case.kind)).under(text("layout-nav-home"), "/home");
    page.asking(&content.form).show(&content)
}

/// The stages so far as a timeline, the first first.
fn steps(case: &pb::Case) -> Steps {
    let last = case.history.len().saturating_sub(1);
    case.history.iter().enumerate().fold(Steps::default(), |steps, (index, step)| {
        let steps = steps.step(day(step.step_time.as_ref()), what(step));
        let steps = if step.note.is_empty() { steps } else { steps.more(&step.note) };
        if index == last { steps.now() } else { steps }
    })
}

/// What a step was: another stage, or the same with work done or with another broker.
fn what(step: &pb::Step) -> Text {
    if step.stage_from == step.stage_to && step.minutes > 0 {
        return text("support-worked").with("time", said::case::time(step.minutes));
    }
    if step.stage_from == step.stage_to {
        return text("support-transferred");
    }
    said::case::stage(step.stage_to)
}

/// Records the person's decision on the plan.
async fn decide(visit: Visit, Path(id): Path<String>, mut form: Form) -> Result<Response, Failure> {
    mine::me(&visit)?;
    form.need("agreed", text("support-decide-needed"));
    if form.value("agreed") == "no" {
        form.need("note", text("support-note-needed"));
    }
    let name = format!("cases/{id}");
    if form.is_wrong() {
        return page(&visit, mine::case(&visit, &name).await?, form).await;
    }
    let agreed = form.value("agreed") == "yes";
    let message = pb::AgreePlanRequest {
        name: name.clone(),
        etag: form.etag().to_owned(),
        agreed,
        note: form.value("note").to_owned(),
    };
    match visit.services().cases().agree_plan(visit.ask(message)?).await.map_err(Error::from) {
        Ok(_) => {
            let said = if agreed { "support-agreed" } else { "support-returned" };
            Ok(visit.go_saying(&format!("/home/{name}"), said))
        }
        Err(Error::Stale) => {
            let case = mine::case(&visit, &name).await?;
            let mut form = form.onto(&Form::editing(&case.etag));
            form.note("", text("support-stale"));
            page(&visit, case, form).await
        }
        Err(error) => page(&visit, mine::case(&visit, &name).await?, form.again(error)?).await,
    }
}

async fn ask_end(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    mine::me(&visit)?;
    let case = mine::case(&visit, &format!("cases/{id}")).await?;
    let form = Form::editing(&case.etag);
    ending(&visit, &case, form).await
}

async fn ending(visit: &Visit, case: &pb::Case, form: Form) -> Result<Response, Failure> {
    let broker = read::if_there(mine::broker(visit, &case.broker).await)?;
    let broker = broker.map(|broker| broker.display_name).unwrap_or_default();
    let page = visit.page(text("support-end-title")).back(format!("/home/{}", case.name)).asking(&form);
    page.show(&End { form, broker })
}

async fn end(visit: Visit, Path(id): Path<String>, mut form: Form) -> Result<Response, Failure> {
    mine::me(&visit)?;
    let name = format!("cases/{id}");
    form.need("close_reason", text("support-end-needed"));
    if form.is_wrong() {
        return ending(&visit, &mine::case(&visit, &name).await?, form).await;
    }
    let message = pb::CloseCaseRequest {
        name: name.clone(),
        etag: form.etag().to_owned(),
        close_reason: form.value("close_reason").parse().unwrap_or_default(),
        note: form.value("note").to_owned(),
    };
    match visit.services().cases().close_case(visit.ask(message)?).await.map_err(Error::from) {
        Ok(_) => Ok(visit.go_saying("/home", "support-ended")),
        Err(error) => ending(&visit, &mine::case(&visit, &name).await?, form.again(error)?).await,
    }
}

/// Why it ended, for a case that has.
fn ended(case: &pb::Case) -> Text {
    let known = ENDINGS.iter().find(|(reason, _)| *reason == case.close_reason);
    known.map_or_else(|| said::case::close_reason(case.close_reason), |(_, key)| text(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_broker_does_next_is_said_with_its_day_and_when_it_is_late() {
        let today = NaiveDate::from_ymd_opt(2026, 5, 10).unwrap();
        let said = |action: &str, by: &str| {
            let case = pb::Case {
                stage: Stage::Exploring.into(),
                next_action: action.into(),
                next_action_date: by.into(),
                ..Default::default()
            };
            now(&case, today).to_string()
        };
        assert!(said("Ring you", "2026-05-09").contains("was to be done by 9 May 2026: Ring you"));
        assert!(said("Ring you", "2026-05-10").contains("Next, by 10 May 2026: Ring you"));
        assert!(said("Ring you", "").ends_with("Next: Ring you."));
        assert!(!said("", "2026-05-09").contains("2026"));
    }
}
