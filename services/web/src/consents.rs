//! What a person agreed to share, and who has looked.

use std::collections::HashMap;

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use proto::people::v1 as pb;

use crate::asked::Asked;
use crate::error::Failure;
use crate::form::Form;
use crate::mine;
use crate::page::query;
use crate::read;
use crate::said;
use crate::site::Site;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Say as _, Text, text};

/// Viewings on one page.
const PAGE: i32 = 50;

/// The pages of this file.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/people/{id}/consents", get(show))
        .route("/people/{id}/consents/{consent}/withdraw", post(withdraw))
        .route("/people/{id}/viewings", get(viewings))
}

#[derive(Template)]
#[template(path = "consents/show.html")]
struct Show {
    person: String,
    live: Vec<pb::Consent>,
    past: Vec<pb::Consent>,
    names: Names,
}

#[derive(Template)]
#[template(path = "consents/viewings.html")]
struct Viewings {
    person: String,
    viewings: Vec<pb::Viewing>,
    names: Names,
    first: String,
    next: String,
}

/// What records are called, as far as the person may know.
#[derive(Default)]
struct Names(HashMap<String, Text>);

impl Names {
    async fn add(&mut self, visit: &Visit, name: &str) -> Result<(), Failure> {
        if self.0.contains_key(name) {
            return Ok(());
        }
        let said = match name.split('/').next().unwrap_or_default() {
            "ulos" => read::if_there(read::ulo(visit, name).await)?.map(|ulo| ulo.display_name.text()),
            "brokers" => {
                read::if_there(mine::broker(visit, name).await)?.map(|broker| broker.display_name.text())
            }
            "supporters" => read::if_there(mine::supporter(visit, name).await)?
                .map(|supporter| supporter.display_name.text()),
            "councils" => {
                read::if_there(read::council(visit, name).await)?.map(|council| council.display_name.text())
            }
            _ => None,
        };
        self.0.insert(name.to_owned(), said.unwrap_or_default());
        Ok(())
    }

    /// What a record is called; nothing when it has no name.
    fn of(&self, name: &str) -> Text {
        self.0.get(name).cloned().unwrap_or_default()
    }
}

async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let person = mine::own(&visit, &id)?;
    let all = mine::consents(&visit, &person).await?;
    let mut names = Names::default();
    for consent in &all {
        names.add(&visit, &consent.recipient).await?;
    }
    let (live, past) = all.into_iter().partition(|one| one.state() == pb::consent::State::Given);
    let page = visit.page(text("consents-title")).under(text("profile-title"), format!("/{person}"));
    page.show(&Show { person, live, past, names })
}

async fn withdraw(
    visit: Visit,
    Path((id, consent)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let person = mine::own(&visit, &id)?;
    let name = format!("consents/{consent}");
    let message = pb::WithdrawConsentRequest { name, etag: form.etag().to_owned() };
    visit.services().consents().withdraw_consent(visit.ask(message)?).await?;
    Ok(visit.go_saying(&format!("/{person}/consents"), "consents-withdrawn"))
}

async fn viewings(visit: Visit, Path(id): Path<String>, asked: Asked) -> Result<Response, Failure> {
    let person = mine::own(&visit, &id)?;
    let message = pb::ListViewingsRequest {
        page_size: PAGE,
        page_token: asked.value("from").to_owned(),
        person: person.clone(),
        ..Default::default()
    };
    let found = visit.services().viewings().list_viewings(visit.ask(message)?).await?.into_inner();
    let mut names = Names::default();
    for viewing in &found.viewings {
        names.add(&visit, &viewing.viewer).await?;
    }
    let path = format!("/{person}/viewings");
    let next = match found.next_page_token.as_str() {
        "" => String::new(),
        token => format!("{path}?from={}", query(token)),
    };
    let first = if asked.value("from").is_empty() { String::new() } else { path };
    let page = visit.page(text("consents-viewings")).under(text("profile-title"), format!("/{person}"));
    page.show(&Viewings { person, viewings: found.viewings, names, first, next })
}

/// What of a record was seen, by the name of what was read.
fn seen(what: &str) -> Text {
    let kind = match what.split('/').collect::<Vec<_>>()[..] {
        ["people", _, kind] => kind,
        [kind, ..] => kind,
        [] => "",
    };
    text(match kind {
        "people" => "consents-seen-person",
        "needs" => "consents-seen-needs",
        "budgets" => "consents-seen-budgets",
        "supporters" => "consents-seen-supporters",
        "consents" => "consents-seen-consents",
        _ => "consents-seen-other",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_and_a_record_are_said_alike() {
        assert_eq!(seen("needs/1").to_string(), seen("people/1/needs").to_string());
        assert_ne!(seen("people/1").to_string(), seen("needs/1").to_string());
    }
}
