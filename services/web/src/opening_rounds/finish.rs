//! Deciding a round, with what both rules come to before one's eyes; and ending it undecided.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::Error;
use proto::matching::v1 as pb;

use super::{fetch_own, figures, simulate};
use crate::error::Failure;
use crate::form::Form;
use crate::parts::table::Table;
use crate::refusal;
use crate::said;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Text, text};

#[derive(Template)]
#[template(path = "opening_rounds/run.html")]
struct Run {
    form: Form,
    round: pb::OpeningRound,
    lead: Text,
    table: Table,
    /// How many the fair order helps, and how many the other rule: told here, so that nobody decides unaware.
    told: (i32, i32),
}

#[derive(Template)]
#[template(path = "opening_rounds/cancel.html")]
struct Cancel {
    form: Form,
    round: pb::OpeningRound,
}

/// `GET /openingRounds/{id}/run`
pub(super) async fn running(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let round = fetch_own(&visit, &id).await?;
    let form = Form::editing(&round.etag);
    ask_run(&visit, round, form).await
}

async fn ask_run(visit: &Visit, round: pb::OpeningRound, form: Form) -> Result<Response, Failure> {
    let now = simulate::as_it_stands(visit, &round).await?.now.unwrap_or_default();
    let helped = |figures: Option<&pb::RoundFigures>| figures.map_or(0, |figures| figures.helped);
    let told = (helped(now.fair_order.as_ref()), helped(now.most_helped.as_ref()));
    let page = visit.page(text("opening-round-run")).back(format!("/{}", round.name)).asking(&form);
    let (lead, table) = (figures::lead(&now), figures::table(&now, None));
    page.show(&Run { form, lead, table, told, round })
}

/// `POST /openingRounds/{id}/run`
pub(super) async fn run(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let told = |name: &str| form.value(name).parse().unwrap_or(-1);
    let request = pb::RunOpeningRoundRequest {
        name: format!("openingRounds/{id}"),
        etag: form.etag().to_owned(),
        fair_order_told: told("fair_order_told"),
        most_helped_told: told("most_helped_told"),
    };
    match visit.services().opening_rounds().run_opening_round(visit.ask(request)?).await {
        Ok(round) => Ok(visit.go_saying(&format!("/{}", round.into_inner().name), "opening-round-ran")),
        Err(status) => {
            let (round, form) = now(&visit, &id, form, status.into()).await?;
            ask_run(&visit, round, form).await
        }
    }
}

/// The form again, onto the round as it is now.
async fn now(visit: &Visit, id: &str, form: Form, error: Error) -> Result<(pb::OpeningRound, Form), Failure> {
    let form = refusal::retry(form, error)?;
    let round = fetch_own(visit, id).await?;
    let form = form.onto(&Form::editing(&round.etag));
    Ok((round, form))
}

/// `GET /openingRounds/{id}/cancel`
pub(super) async fn cancelling(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let round = fetch_own(&visit, &id).await?;
    let form = Form::editing(&round.etag);
    ask_cancel(&visit, round, form)
}

fn ask_cancel(visit: &Visit, round: pb::OpeningRound, form: Form) -> Result<Response, Failure> {
    let page = visit.page(text("opening-round-cancel")).back(format!("/{}", round.name)).asking(&form);
    page.show(&Cancel { form, round })
}

/// `POST /openingRounds/{id}/cancel`
pub(super) async fn cancel(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let name = format!("openingRounds/{id}");
    let request = pb::CancelOpeningRoundRequest { name, etag: form.etag().to_owned() };
    match visit.services().opening_rounds().cancel_opening_round(visit.ask(request)?).await {
        Ok(round) => Ok(visit.go_saying(&format!("/{}", round.into_inner().name), "opening-round-cancelled")),
        Err(status) => {
            let (round, form) = now(&visit, &id, form, status.into()).await?;
            ask_cancel(&visit, round, form)
        }
    }
}
