//! Opening a round.

use askama::Template;
use axum::response::Response;
use platform::Error;
use proto::matching::v1 as pb;

use super::{KEEPERS, owner_of};
use crate::error::Failure;
use crate::form::Form;
use crate::refusal;
use crate::staff;
use crate::view::View;
use crate::visit::Visit;
use crate::words::text;

#[derive(Template)]
#[template(path = "opening_rounds/new.html")]
struct New {
    form: Form,
}

/// `GET /openingRounds/new`
pub(super) async fn opening(visit: Visit) -> Result<Response, Failure> {
    staff::one_of(&visit, &KEEPERS)?;
    ask(&visit, Form::new())
}

fn ask(visit: &Visit, form: Form) -> Result<Response, Failure> {
    visit.page(text("opening-round-new")).back("/openingRounds").asking(&form).show(&New { form })
}

/// `POST /openingRounds/new`
pub(super) async fn open(visit: Visit, mut form: Form) -> Result<Response, Failure> {
    let caller = staff::one_of(&visit, &KEEPERS)?;
    form.need("title", text("opening-round-title-needed"));
    form.need("rule", text("opening-round-rule-needed"));
    if form.is_wrong() {
        return ask(&visit, form);
    }
    let round = pb::OpeningRound {
        title: form.value("title").to_owned(),
        rule: form.value("rule").parse().unwrap_or_default(),
        close_date: form.date("close_date"),
        owner: owner_of(caller).to_owned(),
        ..Default::default()
    };
    let request = pb::CreateOpeningRoundRequest {
        opening_round: Some(round),
        request_id: form.request_id().to_owned(),
    };
    match visit.services().opening_rounds().create_opening_round(visit.ask(request)?).await {
        Ok(round) => Ok(visit.go_saying(&format!("/{}", round.into_inner().name), "opening-round-opened")),
        Err(status) => ask(&visit, refusal::retry(form, Error::from(status))?),
    }
}
