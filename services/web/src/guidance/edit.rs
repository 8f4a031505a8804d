//! Writing guidance down, changing it, showing it to everyone, taking it away.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::Error;
use prost_types::FieldMask;
use proto::ulos::v1 as pb;

use crate::asked::Asked;
use crate::entry;
use crate::error::Failure;
use crate::fields::Choices;
use crate::form::Form;
use crate::refusal;
use crate::said;
use crate::solutions;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Text, text};

const PATHS: [&str; 4] = ["display_name", "purpose", "topics", "solution"];

#[derive(Template)]
#[template(path = "guidance/edit.html")]
struct Editing {
    form: Form,
    title: Text,
    back: String,
    /// What it can stand beside.
    solutions: Vec<pb::Solution>,
}

impl Editing {
    fn beside(&self) -> Choices<'_> {
        let choices = Choices::one(&self.form, "solution").label(text("guidance-beside"));
        let choices = choices.hint(text("guidance-beside-hint"));
        let choices =
            self.solutions.iter().fold(choices, |choices, one| choices.option(&one.name, &one.display_name));
        choices.or("", text("guidance-beside-none"))
    }
}

async fn ask(visit: &Visit, ulo: &str, title: &'static str, form: Form) -> Result<Response, Failure> {
    let back = format!("/{ulo}/edit/solutions");
    let mut solutions = solutions::of(visit, ulo).await?;
    solutions.retain(|solution| solution.state() != pb::solution::State::Withdrawn);
    let title = text(title);
    let page = visit.page(title.clone()).back(&back).asking(&form);
    page.show(&Editing { form, title, back, solutions })
}

/// `GET /ulos/{id}/edit/guidances/new?solution=`
pub(super) async fn adding(visit: Visit, Path(id): Path<String>, asked: Asked) -> Result<Response, Failure> {
    let ulo = entry::fetch(&visit, &id).await?;
    ask(&visit, &ulo.name, "guidance-new-title", Form::new().with("solution", asked.value("solution"))).await
}

/// `POST /ulos/{id}/edit/guidances/new`
pub(super) async fn add(visit: Visit, Path(id): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let ulo = entry::fetch(&visit, &id).await?;
    let guidance = pb::Guidance { ulo: ulo.name.clone(), ..told(&mut form) };
    if form.is_wrong() {
        return ask(&visit, &ulo.name, "guidance-new-title", form).await;
    }
    let request_id = form.request_id().to_owned();
    let request = pb::CreateGuidanceRequest { guidance: Some(guidance), request_id };
    match visit.services().guidances().create_guidance(visit.ask(request)?).await {
        Ok(made) => Ok(visit.go_saying(&format!("/{}/formats", made.into_inner().name), "guidance-kept-add")),
        Err(status) => {
            let form = refusal::retry(form, Error::from(status))?;
            ask(&visit, &ulo.name, "guidance-new-title", form).await
        }
    }
}

fn told(form: &mut Form) -> pb::Guidance {
    for (field, key) in [
        ("display_name", "guidance-name-needed"),
        ("purpose", "guidance-purpose-needed"),
        ("topics", "guidance-topics-needed"),
    ] {
        form.need(field, text(key));
    }
    pb::Guidance {
        display_name: form.value("display_name").to_owned(),
        purpose: form.value("purpose").to_owned(),
        topics: form.all("topics").filter_map(|topic| topic.parse().ok()).collect(),
        solution: form.value("solution").to_owned(),
        ..pb::Guidance::default()
    }
}

fn fill(guidance: &pb::Guidance) -> Form {
    let form = Form::editing(&guidance.etag)
        .with("display_name", &guidance.display_name)
        .with("purpose", &guidance.purpose)
        .with("solution", &guidance.solution);
    guidance.topics.iter().fold(form, |form, topic| form.with("topics", topic))
}

/// `GET /guidances/{id}/edit`
pub(super) async fn editing(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let guidance = super::fetch_own(&visit, &id).await?;
    ask(&visit, &guidance.ulo, "guidance-edit-title", fill(&guidance)).await
}

/// `POST /guidances/{id}/edit`
pub(super) async fn edit(visit: Visit, Path(id): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let now = super::fetch_own(&visit, &id).await?;
    let etag = form.etag().to_owned();
    let sent = pb::Guidance { name: now.name.clone(), etag, ..told(&mut form) };
    if form.is_wrong() {
        return ask(&visit, &now.ulo, "guidance-edit-title", form).await;
    }
    let update_mask = Some(FieldMask { paths: PATHS.map(str::to_owned).to_vec() });
    let request = pb::UpdateGuidanceRequest { guidance: Some(sent), update_mask };
    let updated = visit.services().guidances().update_guidance(visit.ask(request)?).await;
    let form = match updated.map_err(Error::from) {
        Ok(_) => return Ok(visit.go_saying(&format!("/{}", now.name), "guidance-kept")),
        Err(Error::Stale) => refusal::beside(form, &fill(&now)),
        Err(error) => refusal::retry(form, error)?,
    };
    ask(&visit, &now.ulo, "guidance-edit-title", form).await
}

/// `POST /guidances/{id}/publish`
pub(super) async fn publish(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let guidance = super::fetch_own(&visit, &id).await?;
    let request = pb::PublishGuidanceRequest { name: guidance.name.clone(), etag: form.etag().to_owned() };
    visit.services().guidances().publish_guidance(visit.ask(request)?).await?;
    Ok(visit.go_saying(&format!("/{}", guidance.name), "guidance-published"))
}

/// `POST /guidances/{id}/withdraw`
pub(super) async fn withdraw(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let guidance = super::fetch_own(&visit, &id).await?;
    let request = pb::WithdrawGuidanceRequest { name: guidance.name.clone(), etag: form.etag().to_owned() };
    visit.services().guidances().withdraw_guidance(visit.ask(request)?).await?;
    Ok(visit.go_saying(&format!("/{}/edit/solutions", guidance.ulo), "guidance-withdrawn"))
}
