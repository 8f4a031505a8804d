//! How to reach a person, and which ways are safe.

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use platform::{Error, Violation};
use proto::people::v1::{ContactRoute, Person};

use crate::asked::Asked;
use crate::error::Failure;
use crate::form::Form;
use crate::mine;
use crate::profile;
use crate::said;
use crate::site::Site;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Text, text};

const MASK: &[&str] = &["contact_routes"];

/// The pages of this file.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/people/{id}/contact", get(show).post(add))
        .route("/people/{id}/contact/remove", post(remove))
        .route("/people/{id}/contact/first", post(first))
}

#[derive(Template)]
#[template(path = "contact/show.html")]
struct Show {
    form: Form,
    /// A form of its own for the buttons beside each way.
    button: Form,
    person: Person,
    setup: bool,
}

/// One way in words.
pub(crate) fn words(route: &ContactRoute) -> Text {
    let safe = text(if route.safe { "contact-safe" } else { "contact-not-safe" });
    text("contact-route")
        .with("kind", said::person::contact(route.kind))
        .with("value", &route.value)
        .with("safe", safe)
}

async fn show(visit: Visit, Path(id): Path<String>, asked: Asked) -> Result<Response, Failure> {
    let person = mine::person(&visit, &mine::own(&visit, &id)?).await?;
    let form = Form::editing(&person.etag);
    ask(&visit, person, form, &asked)
}

fn ask(visit: &Visit, person: Person, form: Form, asked: &Asked) -> Result<Response, Failure> {
    let page = visit.page(text("contact-title")).back(format!("/{}", person.name)).asking(&form);
    let setup = asked.value("then") == "setup";
    page.show(&Show { form, button: Form::editing(&person.etag), person, setup })
}

async fn add(
    visit: Visit,
    Path(id): Path<String>,
    asked: Asked,
    mut form: Form,
) -> Result<Response, Failure> {
    let before = mine::person(&visit, &mine::own(&visit, &id)?).await?;
    form.need("kind", text("contact-kind-needed"));
    form.need("value", text("contact-value-needed"));
    form.need("safe", text("contact-safe-needed"));
    if form.is_wrong() {
        return ask(&visit, before, form, &asked);
    }
    let mut person = before.clone();
    person.contact_routes.push(ContactRoute {
        kind: form.value("kind").parse().unwrap_or_default(),
        value: form.value("value").to_owned(),
        safe: form.value("safe") == "yes",
        note: form.value("note").to_owned(),
    });
    form.etag().clone_into(&mut person.etag);
    match profile::update(&visit, person, MASK).await {
        Ok(person) => Ok(visit.go_saying(&back(&person.name, &asked), "contact-added")),
        Err(Error::Stale) => {
            let form = form.onto(&Form::editing(&before.etag));
            ask(&visit, before, form, &asked)
        }
        Err(error) => ask(&visit, before, form.again(of_one(error))?, &asked),
    }
}

/// What is wrong with the last of a list is what is wrong with the one being added.
fn of_one(error: Error) -> Error {
    let Error::Invalid(violations) = error else { return error };
    let of_one = |violation: &Violation| {
        let field = violation.field.rsplit('.').next().unwrap_or_default();
        let field = if field.starts_with("contact_routes") { "kind" } else { field };
        Violation::new(format!("person.{field}"), violation.text.to_string())
    };
    Error::Invalid(violations.iter().map(of_one).collect())
}

fn back(person: &str, asked: &Asked) -> String {
    let setup = if asked.value("then") == "setup" { "?then=setup" } else { "" };
    format!("/{person}/contact{setup}")
}

async fn remove(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    move_route(&visit, &id, &form, |routes, index| {
        routes.remove(index);
    })
    .await
}

async fn first(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    move_route(&visit, &id, &form, |routes, index| {
        let route = routes.remove(index);
        routes.insert(0, route);
    })
    .await
}

/// Changes the list at one place of it, on the version the button was shown with.
async fn move_route(
    visit: &Visit,
    id: &str,
    form: &Form,
    change: impl FnOnce(&mut Vec<ContactRoute>, usize),
) -> Result<Response, Failure> {
    let mut person = mine::person(visit, &mine::own(visit, id)?).await?;
    let index: usize = form.value("route").parse().unwrap_or(usize::MAX);
    if index >= person.contact_routes.len() {
        return Err(Error::Stale.into());
    }
    change(&mut person.contact_routes, index);
    form.etag().clone_into(&mut person.etag);
    let person = profile::update(visit, person, MASK).await?;
    let then = if form.value("then") == "setup" { "?then=setup" } else { "" };
    Ok(visit.go_saying(&format!("/{}/contact{then}", person.name), "profile-saved"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_with_the_new_one_finds_its_field() {
        let error = Error::invalid("person.contact_routes[2].value", "give an email address");
        let form = Form::new().again(of_one(error)).expect("a form");
        assert!(form.wrong_with("value").is_some());
    }
}
