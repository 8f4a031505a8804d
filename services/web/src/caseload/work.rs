//! Time worked on a case: said with a note, or while moving the case on.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::Error;
use proto::brokers::v1 as pb;

use crate::error::Failure;
use crate::form::Form;
use crate::refusal;
use crate::said;
use crate::staff;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Text, text};

#[derive(Template)]
#[template(path = "caseload/work.html")]
struct Working {
    form: Form,
    title: Text,
    case: pb::Case,
}

/// The minutes that were typed as hours and minutes; 0 when both are empty. What is far too much stays so, for the
/// service to refuse.
pub(super) fn minutes(form: &mut Form) -> i32 {
    let hours = form.number("hours").unwrap_or_default();
    let minutes = form.number("minutes").unwrap_or_default();
    if hours < 0 {
        form.note("hours", text("caseload-work-less-than-none"));
    }
    i32::try_from(hours.saturating_mul(60).saturating_add(minutes)).unwrap_or(i32::MAX)
}

/// `GET /cases/{id}/work`
pub(super) async fn working(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    staff::of_ulo(&visit)?;
    let case = super::fetch(&visit, &id).await?;
    let form = Form::editing(&case.etag);
    ask(&visit, case, form).await
}

async fn ask(visit: &Visit, case: pb::Case, form: Form) -> Result<Response, Failure> {
    let title = text("caseload-work-title").with("person", super::title(visit, &case).await?);
    let form = form.onto(&Form::editing(&case.etag));
    let page = visit.page(title.clone()).back(format!("/{}", case.name)).asking(&form);
    page.show(&Working { form, title, case })
}

/// `POST /cases/{id}/work`
pub(super) async fn work(visit: Visit, Path(id): Path<String>, mut form: Form) -> Result<Response, Failure> {
    staff::of_ulo(&visit)?;
    if form.value("hours").is_empty() {
        form.need("minutes", text("caseload-work-needed"));
    }
    let minutes = minutes(&mut form);
    if form.is_wrong() {
        return ask(&visit, super::fetch(&visit, &id).await?, form).await;
    }
    let request = pb::RecordWorkRequest {
        name: format!("cases/{id}"),
        etag: form.etag().to_owned(),
        minutes,
        note: form.value("note").to_owned(),
    };
    match visit.services().cases().record_work(visit.ask(request)?).await {
        Ok(case) => Ok(visit.go_saying(&format!("/{}", case.into_inner().name), "caseload-work-saved")),
        Err(status) => {
            let form = refusal::retry(form, Error::from(status))?;
            ask(&visit, super::fetch(&visit, &id).await?, form).await
        }
    }
}
