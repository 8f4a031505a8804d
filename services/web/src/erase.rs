//! Erasing a record: first what it means, then the one step that does it.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use platform::{Error, Role};
use proto::people::v1 as pb;

use crate::cookie;
use crate::error::Failure;
use crate::form::Form;
use crate::mine;
use crate::site::Site;
use crate::view::View;
use crate::visit::Visit;
use crate::words::text;

/// The pages of this file.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/people/{id}/erase", get(explain))
        .route("/people/{id}/erase/sure", get(ask).post(erase))
        .route("/erased", get(erased))
}

#[derive(Template)]
#[template(path = "erase/explain.html")]
struct Explain {
    person: String,
}

#[derive(Template)]
#[template(path = "erase/sure.html")]
struct Sure {
    form: Form,
    person: String,
}

#[derive(Template)]
#[template(path = "erase/erased.html")]
struct Erased;

/// The person whose record may be erased here: only they themselves can, nobody who acts for them.
fn oneself(visit: &Visit, id: &str) -> Result<String, Failure> {
    let person = mine::own(visit, id)?;
    match visit.signed_in()?.caller().role {
        Role::Person => Ok(person),
        _ => Err(Error::Forbidden.into()),
    }
}

async fn explain(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let person = oneself(&visit, &id)?;
    visit.page(text("erase-title")).back(format!("/{person}")).show(&Explain { person })
}

async fn ask(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let person = mine::person(&visit, &oneself(&visit, &id)?).await?;
    sure(&visit, &person.name, Form::editing(&person.etag))
}

fn sure(visit: &Visit, person: &str, form: Form) -> Result<Response, Failure> {
    let page = visit.page(text("erase-sure")).back(format!("/{person}/erase")).asking(&form);
    page.show(&Sure { form, person: person.to_owned() })
}

async fn erase(
    visit: Visit,
    State(site): State<Site>,
    Path(id): Path<String>,
    mut form: Form,
) -> Result<Response, Failure> {
    let person = oneself(&visit, &id)?;
    form.need("sure", text("erase-sure-needed"));
    if form.is_wrong() {
        return sure(&visit, &person, form);
    }
    let message = pb::ErasePersonRequest { name: person.clone(), etag: form.etag().to_owned() };
    visit.services().people().erase_person(visit.ask(message)?).await?;
    site.accounts()?.remove(&[person]).await?;
    Ok(cookie::SESSION.forget(visit.go("/erased")))
}

async fn erased(visit: Visit) -> Result<Response, Failure> {
    visit.page(text("erase-done")).show(&Erased)
}
