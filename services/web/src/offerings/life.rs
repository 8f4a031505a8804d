//! Pausing an offering, opening it again, ending it.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::Error;
use proto::ulos::v1 as pb;

use crate::error::Failure;
use crate::form::Form;
use crate::refusal;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Text, text};

/// `POST /ulos/{id}/edit/offerings/{offering}/pause`
pub(super) async fn pause(
    visit: Visit,
    Path((id, offering)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let name = super::fetch(&visit, &id, &offering).await?.name;
    let request = pb::PauseOfferingRequest { name, etag: form.etag().to_owned() };
    let offering = visit.services().offerings().pause_offering(visit.ask(request)?).await?.into_inner();
    Ok(visit.go_saying(&super::path(&offering), "supply-paused"))
}

/// `POST /ulos/{id}/edit/offerings/{offering}/resume`
pub(super) async fn resume(
    visit: Visit,
    Path((id, offering)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let name = super::fetch(&visit, &id, &offering).await?.name;
    let request = pb::ResumeOfferingRequest { name, etag: form.etag().to_owned() };
    let offering = visit.services().offerings().resume_offering(visit.ask(request)?).await?.into_inner();
    Ok(visit.go_saying(&super::path(&offering), "supply-resumed"))
}

#[derive(Template)]
#[template(path = "offerings/close.html")]
struct Closing {
    form: Form,
    title: Text,
    path: String,
}

/// `GET /ulos/{id}/edit/offerings/{offering}/close`
pub(super) async fn closing(
    visit: Visit,
    Path((id, offering)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let offering = super::fetch(&visit, &id, &offering).await?;
    ask(&visit, &offering, Form::editing(&offering.etag))
}

fn ask(visit: &Visit, offering: &pb::Offering, form: Form) -> Result<Response, Failure> {
    let title = text("supply-close-title").with("offering", &offering.display_name);
    let form = form.onto(&Form::editing(&offering.etag));
    let path = super::path(offering);
    visit.page(title.clone()).back(&path).asking(&form).show(&Closing { form, title, path })
}

/// `POST /ulos/{id}/edit/offerings/{offering}/close`
pub(super) async fn close(
    visit: Visit,
    Path((id, offering)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let now = super::fetch(&visit, &id, &offering).await?;
    let request = pb::CloseOfferingRequest { name: now.name.clone(), etag: form.etag().to_owned() };
    match visit.services().offerings().close_offering(visit.ask(request)?).await {
        Ok(_) => Ok(visit.go_saying(&format!("/{}/edit/offerings", now.ulo), "supply-closed")),
        Err(status) => ask(&visit, &now, refusal::retry(form, Error::from(status))?),
    }
}
