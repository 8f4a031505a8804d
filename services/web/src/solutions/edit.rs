//! Writing a solution down, changing it, showing it to everyone, taking it away.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::Error;
use prost_types::FieldMask;
use proto::ulos::v1 as pb;

use crate::entry;
use crate::error::Failure;
use crate::form::Form;
use crate::refusal;
use crate::said;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Text, text};

const PATHS: [&str; 8] =
    ["display_name", "problem", "what_was_done", "what_happened", "cost_pence", "hours", "topics", "council"];

#[derive(Template)]
#[template(path = "solutions/edit.html")]
struct Editing {
    form: Form,
    title: Text,
    back: String,
}

fn ask(visit: &Visit, title: Text, back: String, form: Form) -> Result<Response, Failure> {
    visit.page(title.clone()).back(&back).asking(&form).show(&Editing { form, title, back })
}

/// `GET /ulos/{id}/edit/solutions/new`
pub(super) async fn adding(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let ulo = entry::fetch(&visit, &id).await?;
    ask(&visit, text("solution-new-title"), format!("/{}/edit/solutions", ulo.name), Form::new())
}

/// `POST /ulos/{id}/edit/solutions/new`
pub(super) async fn add(visit: Visit, Path(id): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let ulo = entry::fetch(&visit, &id).await?;
    let back = format!("/{}/edit/solutions", ulo.name);
    // Where it was done is where the organisation works, when that is one place.
    let council = match ulo.councils.as_slice() {
        [council] => council.clone(),
        _ => String::new(),
    };
    let solution = pb::Solution { ulo: ulo.name, council, ..told(&mut form) };
    if form.is_wrong() {
        return ask(&visit, text("solution-new-title"), back, form);
    }
    let request_id = form.request_id().to_owned();
    let request = pb::CreateSolutionRequest { solution: Some(solution), request_id };
    match visit.services().solutions().create_solution(visit.ask(request)?).await {
        Ok(made) => Ok(visit.go_saying(&format!("/{}", made.into_inner().name), "solution-kept")),
        Err(status) => {
            let form = refusal::retry(form, Error::from(status))?;
            ask(&visit, text("solution-new-title"), back, form)
        }
    }
}

fn told(form: &mut Form) -> pb::Solution {
    for (field, key) in [
        ("display_name", "solution-name-needed"),
        ("problem", "solution-problem-needed"),
        ("what_was_done", "solution-done-needed"),
        ("what_happened", "solution-happened-needed"),
        ("topics", "solution-topics-needed"),
    ] {
        form.need(field, text(key));
    }
    pb::Solution {
        cost_pence: form.pence("cost_pence"),
        hours: form.number("hours").map(|hours| i32::try_from(hours).unwrap_or(i32::MAX)),
        topics: form.all("topics").filter_map(|topic| topic.parse().ok()).collect(),
        display_name: form.value("display_name").to_owned(),
        problem: form.value("problem").to_owned(),
        what_was_done: form.value("what_was_done").to_owned(),
        what_happened: form.value("what_happened").to_owned(),
        ..pb::Solution::default()
    }
}

fn fill(solution: &pb::Solution) -> Form {
    let pounds = solution.cost_pence.map(|pence| format!("{}.{:02}", pence / 100, pence % 100));
    let form = Form::editing(&solution.etag)
        .with("display_name", &solution.display_name)
        .with("problem", &solution.problem)
        .with("what_was_done", &solution.what_was_done)
        .with("what_happened", &solution.what_happened)
        .with("cost_pence", pounds.unwrap_or_default())
        .with("hours", solution.hours.map(|hours| hours.to_string()).unwrap_or_default());
    solution.topics.iter().fold(form, |form, topic| form.with("topics", topic))
}

/// A solution, for someone who keeps it.
async fn fetch(visit: &Visit, id: &str) -> Result<pb::Solution, Failure> {
    let solution = super::fetch(visit, id).await?;
    crate::staff::keeper(visit, &solution.ulo)?;
    Ok(solution)
}

/// `GET /solutions/{id}/edit`
pub(super) async fn editing(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let solution = fetch(&visit, &id).await?;
    ask(&visit, text("solution-edit-title"), format!("/{}", solution.name), fill(&solution))
}

/// `POST /solutions/{id}/edit`
pub(super) async fn edit(visit: Visit, Path(id): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let now = fetch(&visit, &id).await?;
    let back = format!("/{}", now.name);
    let etag = form.etag().to_owned();
    let sent = pb::Solution { name: now.name.clone(), etag, council: now.council.clone(), ..told(&mut form) };
    if form.is_wrong() {
        return ask(&visit, text("solution-edit-title"), back, form);
    }
    let update_mask = Some(FieldMask { paths: PATHS.map(str::to_owned).to_vec() });
    let request = pb::UpdateSolutionRequest { solution: Some(sent), update_mask };
    let updated = visit.services().solutions().update_solution(visit.ask(request)?).await;
    match updated.map_err(Error::from) {
        Ok(_) => Ok(visit.go_saying(&back, "solution-kept")),
        Err(Error::Stale) => {
            let form = refusal::beside(form, &fill(&now));
            ask(&visit, text("solution-edit-title"), back, form)
        }
        Err(error) => ask(&visit, text("solution-edit-title"), back, refusal::retry(form, error)?),
    }
}

/// `POST /solutions/{id}/publish`
pub(super) async fn publish(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let solution = fetch(&visit, &id).await?;
    let request = pb::PublishSolutionRequest { name: solution.name.clone(), etag: form.etag().to_owned() };
    visit.services().solutions().publish_solution(visit.ask(request)?).await?;
    Ok(visit.go_saying(&format!("/{}", solution.name), "solution-published"))
}

/// `POST /solutions/{id}/withdraw`
pub(super) async fn withdraw(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let solution = fetch(&visit, &id).await?;
    let request = pb::WithdrawSolutionRequest { name: solution.name.clone(), etag: form.etag().to_owned() };
    visit.services().solutions().withdraw_solution(visit.ask(request)?).await?;
    Ok(visit.go_saying(&format!("/{}/edit/solutions", solution.ulo), "solution-withdrawn"))
}
