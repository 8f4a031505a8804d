//! The numbers of an organisation in public registers.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::Error;
use proto::ulos::v1 as pb;

use crate::error::Failure;
use crate::form::Form;
use crate::refusal;
use crate::said;
use crate::ties::without;
use crate::view::View;
use crate::visit::Visit;
use crate::waiting;
use crate::words::{Text, text};

/// A registration in words.
pub(crate) fn said(registration: &pb::Registration) -> Text {
    let scheme = said::organisation::scheme(registration.scheme);
    text("entry-registration").with("scheme", scheme).with("number", &registration.number)
}

#[derive(Template)]
#[template(path = "entry/registrations.html")]
struct List {
    form: Form,
    ulo: pb::Ulo,
    rows: Vec<Text>,
}

/// `GET /ulos/{id}/edit/registrations`
pub(super) async fn list(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let ulo = super::fetch_proposed(&visit, &id).await?;
    ask(&visit, ulo, Form::new())
}

fn ask(visit: &Visit, ulo: pb::Ulo, form: Form) -> Result<Response, Failure> {
    let form = form.onto(&Form::editing(&ulo.etag));
    let rows = ulo.registrations.iter().map(said).collect();
    let page = visit.page(text("entry-registrations")).back(format!("/{}/edit", ulo.name)).asking(&form);
    page.show(&List { form, ulo, rows })
}

/// `POST /ulos/{id}/edit/registrations`
pub(super) async fn add(visit: Visit, Path(id): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let now = super::fetch_proposed(&visit, &id).await?;
    form.need("scheme", text("entry-registration-scheme-needed"));
    form.need("number", text("entry-registration-number-needed"));
    if form.is_wrong() {
        return ask(&visit, now, form);
    }
    let scheme = form.value("scheme").parse().unwrap_or_default();
    let mut registrations = now.registrations.clone();
    registrations.push(pb::Registration { scheme, number: form.value("number").to_owned() });
    save(&visit, now, registrations, form).await
}

/// `POST /ulos/{id}/edit/registrations/remove`
pub(super) async fn remove(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let now = super::fetch_proposed(&visit, &id).await?;
    let registrations = without(&now.registrations, &form).ok_or(Error::Stale)?;
    save(&visit, now, registrations, form).await
}

async fn save(
    visit: &Visit,
    now: pb::Ulo,
    registrations: Vec<pb::Registration>,
    form: Form,
) -> Result<Response, Failure> {
    let etag = form.etag().to_owned();
    let ulo = pb::Ulo { name: now.name.clone(), etag, registrations, ..Default::default() };
    match super::update(visit, ulo, &["registrations"]).await {
        Ok(ulo) => {
            let told = waiting::told(visit, &ulo.name, true).await?;
            Ok(visit.go_saying(&format!("/{}/edit/registrations", ulo.name), told))
        }
        Err(error) => ask(visit, now, refusal::retry_row(form, error)?),
    }
}
