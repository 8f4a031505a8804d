//! A change of what people rely on: what the entry says, what it is to say, and deciding.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::{Error, Role};
use proto::ulos::v1 as pb;
use proto::ulos::v1::edit::State;

use crate::entry::registrations;
use crate::error::Failure;
use crate::form::Form;
use crate::read;
use crate::refusal;
use crate::said;
use crate::staff;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Say as _, Text, text};

/// One field that changes.
struct Row {
    label: Text,
    before: Vec<Text>,
    after: Vec<Text>,
}

#[derive(Template)]
#[template(path = "waiting/edit.html")]
struct Show {
    form: Form,
    title: Text,
    edit: pb::Edit,
    ulo: pb::Ulo,
    rows: Vec<Row>,
    /// Whether whoever looks proposed it, for their organisation.
    own: bool,
}

/// What a field is called.
pub(super) fn label(field: &str) -> Text {
    text(match field {
        "display_name" => "entry-name",
        "kind" => "entry-kind",
        "legal_form" => "entry-legal-form",
        "registrations" => "entry-registrations",
        _ => "entry-areas",
    })
}

/// What a field says.
fn value(field: &str, relied_on: &pb::ReliedOn) -> Vec<Text> {
    match field {
        "display_name" => vec![relied_on.display_name.text()],
        "kind" => vec![said::organisation::kind(relied_on.kind)],
        "legal_form" if relied_on.legal_form == 0 => vec![text("entry-legal-form-unknown")],
        "legal_form" => vec![said::organisation::legal_form(relied_on.legal_form)],
        "registrations" if relied_on.registrations.is_empty() => vec![text("entry-registrations-none")],
        "registrations" => relied_on.registrations.iter().map(registrations::said).collect(),
        _ => relied_on.councils.iter().map(|name| staff::council(name)).collect(),
    }
}

fn rows(edit: &pb::Edit) -> Vec<Row> {
    let (before, after) = (edit.before.clone().unwrap_or_default(), edit.after.clone().unwrap_or_default());
    let row = |field: &String| Row {
        label: label(field),
        before: value(field, &before),
        after: value(field, &after),
    };
    edit.fields.iter().map(row).collect()
}

async fn fetch(visit: &Visit, id: &str) -> Result<pb::Edit, Failure> {
    staff::one_of(visit, &[Role::Manager, Role::Officer, Role::Operator])?;
    let request = pb::GetEditRequest { name: format!("edits/{id}") };
    Ok(visit.services().edits().get_edit(visit.ask(request)?).await?.into_inner())
}

/// `GET /edits/{id}`
pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let edit = fetch(&visit, &id).await?;
    let form = Form::editing(&edit.etag);
    ask(&visit, edit, form).await
}

async fn ask(visit: &Visit, edit: pb::Edit, form: Form) -> Result<Response, Failure> {
    let form = form.onto(&Form::editing(&edit.etag));
    let ulo = read::ulo(visit, &edit.ulo).await?;
    let title = text("waiting-edit-title").with("ulo", &ulo.display_name);
    let own = visit.signed_in()?.caller().role == Role::Manager;
    let back = back(visit, &ulo.name)?;
    let rows = rows(&edit);
    let page = visit.page(title.clone()).back(back).asking(&form).wide();
    page.show(&Show { form, title, edit, ulo, rows, own })
}

/// Where whoever looks came from: the queue of their council, or the entry.
pub(super) fn back(visit: &Visit, ulo: &str) -> Result<String, Failure> {
    let caller = visit.signed_in()?.caller();
    Ok(match caller.role {
        Role::Officer => format!("/{}/waiting", caller.council.replacen("councils/", "frameworks/", 1)),
        Role::Manager => format!("/{ulo}/edit"),
        _ => format!("/{ulo}"),
    })
}

/// `POST /edits/{id}/accept`
pub(super) async fn accept(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let edit = fetch(&visit, &id).await?;
    let request = pb::AcceptEditRequest { name: edit.name.clone(), etag: form.etag().to_owned() };
    let answer = visit.services().edits().accept_edit(visit.ask(request)?).await;
    done(&visit, edit, form, answer.map_err(Error::from), "waiting-edit-accepted").await
}

/// `POST /edits/{id}/return`
pub(super) async fn send_back(
    visit: Visit,
    Path(id): Path<String>,
    mut form: Form,
) -> Result<Response, Failure> {
    let edit = fetch(&visit, &id).await?;
    form.need("reason", text("waiting-edit-reason-needed"));
    if form.is_wrong() {
        return ask(&visit, edit, form).await;
    }
    let (etag, reason) = (form.etag().to_owned(), form.value("reason").to_owned());
    let request = pb::ReturnEditRequest { name: edit.name.clone(), etag, reason };
    let answer = visit.services().edits().return_edit(visit.ask(request)?).await;
    done(&visit, edit, form, answer.map_err(Error::from), "waiting-edit-returned").await
}

/// `POST /edits/{id}/withdraw`
pub(super) async fn withdraw(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let edit = fetch(&visit, &id).await?;
    let request = pb::WithdrawEditRequest { name: edit.name.clone(), etag: form.etag().to_owned() };
    let answer = visit.services().edits().withdraw_edit(visit.ask(request)?).await;
    done(&visit, edit, form, answer.map_err(Error::from), "waiting-edit-withdrawn").await
}

async fn done<T>(
    visit: &Visit,
    edit: pb::Edit,
    form: Form,
    answer: Result<T, Error>,
    said: &'static str,
) -> Result<Response, Failure> {
    match answer {
        Ok(_) => Ok(visit.go_saying(&back(visit, &edit.ulo)?, said)),
        Err(error) => ask(visit, edit, refusal::retry(form, error)?).await,
    }
}
