//! The three steps of a round that cannot be taken back: opening it, announcing what was decided, closing it. Each is asked
//! once more before it is done.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::{Error, Role};
use proto::ulos::v1 as pb;

use super::get;
use crate::error::Failure;
use crate::form::Form;
use crate::refusal;
use crate::staff;
use crate::view::{self, View};
use crate::visit::Visit;
use crate::words::{Text, text};

#[derive(Template)]
#[template(path = "fund/sure.html")]
pub(super) struct Sure {
    pub form: Form,
    pub title: Text,
    pub lead: Text,
    pub send: Text,
    pub cancel: String,
}

impl Sure {
    /// Asks once more.
    pub fn show(self, visit: &Visit) -> Result<Response, Failure> {
        visit.page(&self.title).back(&self.cancel).asking(&self.form).show(&self)
    }
}

/// `GET /rounds/{id}/open`
pub(super) async fn opening(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    ask_open(&visit, &id, Form::new()).await
}

async fn ask_open(visit: &Visit, id: &str, form: Form) -> Result<Response, Failure> {
    let keys = ["round-open-title", "round-open-lead", "round-open-send"];
    ask(visit, id, form, keys).await
}

async fn ask(visit: &Visit, id: &str, form: Form, keys: [&'static str; 3]) -> Result<Response, Failure> {
    staff::one_of(visit, &[Role::Operator])?;
    let round = get::round(visit, &format!("rounds/{id}")).await?;
    let told = |key| {
        text(key)
            .with("round", &round.display_name)
            .with("amount", view::money(round.amount_pence))
            .with("awarded", view::money(round.awarded_pence))
            .with("bids", round.bids)
    };
    let [title, lead, send] = keys.map(told);
    let form = form.onto(&Form::editing(&round.etag));
    Sure { form, title, lead, send, cancel: format!("/{}", round.name) }.show(visit)
}

/// `POST /rounds/{id}/open`
pub(super) async fn open(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let request = pb::OpenRoundRequest { name: format!("rounds/{id}"), etag: form.etag().to_owned() };
    match visit.services().rounds().open_round(visit.ask(request)?).await {
        Ok(_) => Ok(visit.go_saying(&format!("/rounds/{id}"), "round-opened")),
        Err(status) => ask_open(&visit, &id, refusal::retry(form, Error::from(status))?).await,
    }
}

/// `GET /rounds/{id}/announce`
pub(super) async fn announcing(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    ask_announce(&visit, &id, Form::new()).await
}

async fn ask_announce(visit: &Visit, id: &str, form: Form) -> Result<Response, Failure> {
    let keys = ["round-announce-title", "round-announce-lead", "round-announce-send"];
    ask(visit, id, form, keys).await
}

/// `POST /rounds/{id}/announce`
pub(super) async fn announce(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let request = pb::DecideRoundRequest { name: format!("rounds/{id}"), etag: form.etag().to_owned() };
    match visit.services().rounds().decide_round(visit.ask(request)?).await {
        Ok(_) => Ok(visit.go_saying(&format!("/rounds/{id}"), "round-announced")),
        Err(status) => ask_announce(&visit, &id, refusal::retry(form, Error::from(status))?).await,
    }
}

/// `GET /rounds/{id}/close`
pub(super) async fn closing(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    ask_close(&visit, &id, Form::new()).await
}

async fn ask_close(visit: &Visit, id: &str, form: Form) -> Result<Response, Failure> {
    let keys = ["round-close-title", "round-close-lead", "round-close-send"];
    ask(visit, id, form, keys).await
}

/// `POST /rounds/{id}/close`
pub(super) async fn close(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let request = pb::CloseRoundRequest { name: format!("rounds/{id}"), etag: form.etag().to_owned() };
    match visit.services().rounds().close_round(visit.ask(request)?).await {
        Ok(_) => Ok(visit.go_saying(&format!("/rounds/{id}"), "round-closed")),
        Err(status) => ask_close(&visit, &id, refusal::retry(form, Error::from(status))?).await,
    }
}
