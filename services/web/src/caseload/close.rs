//! The end of a case.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::Error;
use proto::brokers::v1 as pb;
use proto::brokers::v1::case::CloseReason;

use crate::error::Failure;
use crate::form::Form;
use crate::refusal;
use crate::said;
use crate::staff;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Text, text};

#[derive(Template)]
#[template(path = "caseload/close.html")]
struct Closing {
    form: Form,
    title: Text,
    case: pb::Case,
}

/// `GET /cases/{id}/close`
pub(super) async fn closing(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    staff::of_ulo(&visit)?;
    let case = super::fetch(&visit, &id).await?;
    let form = Form::editing(&case.etag);
    ask(&visit, case, form).await
}

async fn ask(visit: &Visit, case: pb::Case, form: Form) -> Result<Response, Failure> {
    let title = text("caseload-close-title").with("person", super::title(visit, &case).await?);
    let form = form.onto(&Form::editing(&case.etag));
    let page = visit.page(title.clone()).back(format!("/{}", case.name)).asking(&form);
    page.show(&Closing { form, title, case })
}

/// `POST /cases/{id}/close`
pub(super) async fn close(visit: Visit, Path(id): Path<String>, mut form: Form) -> Result<Response, Failure> {
    staff::of_ulo(&visit)?;
    form.need("close_reason", text("caseload-close-needed"));
    let close_reason = form.value("close_reason").parse().unwrap_or_default();
    if close_reason == i32::from(CloseReason::Other) {
        form.need("note", text("caseload-close-note-needed"));
    }
    if form.is_wrong() {
        return ask(&visit, super::fetch(&visit, &id).await?, form).await;
    }
    let request = pb::CloseCaseRequest {
        name: format!("cases/{id}"),
        etag: form.etag().to_owned(),
        close_reason,
        note: form.value("note").to_owned(),
    };
    match visit.services().cases().close_case(visit.ask(request)?).await {
        Ok(case) => Ok(visit.go_saying(&format!("/{}", case.into_inner().name), "caseload-closed")),
        Err(status) => {
            let form = refusal::retry(form, Error::from(status))?;
            ask(&visit, super::fetch(&visit, &id).await?, form).await
        }
    }
}
