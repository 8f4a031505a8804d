//! An assessor's queue, taking a bid on after saying what ties them to the bidder, and standing aside.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::{Error, Role};
use proto::ulos::v1 as pb;
use proto::ulos::v1::assessment::State;

use super::get;
use crate::error::Failure;
use crate::fields::Choices;
use crate::form::Form;
use crate::parts::table::{Cell, Table};
use crate::read;
use crate::refusal;
use crate::said;
use crate::staff;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Text, text};

const ASSESSORS: &[Role] = &[Role::Observer, Role::Officer, Role::Manager];

#[derive(Template)]
#[template(path = "fund/queue.html")]
struct Queue {
    lead: Text,
    table: Table,
}

/// `GET /rounds/{id}/assess`
pub(super) async fn queue(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    staff::one_of(&visit, ASSESSORS)?;
    let round = get::round(&visit, &format!("rounds/{id}")).await?;
    let mut bids = get::bids(&visit, &round.name, "").await?;
    bids.reverse();
    let mine = get::assessments(&visit, "").await?;
    let names = get::names(&visit, bids.iter().map(|bid| bid.ulo.as_str())).await?;
    let given = mine.iter().filter(|one| one.round == round.name && one.state() == State::Given).count();
    let heads = ["fund-organisation", "fund-asked", "assess-mine"].map(text).to_vec();
    let table = Table::new("queue", text("assess-table"), heads);
    let table = bids.iter().fold(table, |table, bid| {
        let one = mine.iter().find(|one| one.bid == bid.name);
        let path = one.map_or_else(|| format!("/{}/assess", bid.name), |one| format!("/{}", one.name));
        let state = one.map_or_else(|| text("assess-state-none"), |one| said::fund::assessed(one.state));
        table.row_to(
            get::named(&names, &bid.ulo),
            path,
            vec![Cell::money(bid.amount_pence), Cell::words(state)],
        )
    });
    let lead = text("assess-lead").with("bids", bids.len()).with("given", given);
    let page = visit.page(text("assess-title")).under(text("fund-list-title"), "/rounds");
    page.under(&round.display_name, format!("/{}", round.name)).show(&Queue { lead, table })
}

#[derive(Template)]
#[template(path = "fund/declare.html")]
struct Declare {
    form: Form,
    title: Text,
    lead: Text,
    /// Whether "nothing" is an answer.
    free: bool,
    cancel: String,
}

impl Declare {
    fn conflicts(&self) -> Choices<'_> {
        let choices = self.checkboxes(&self.form, "conflicts").label(text("assess-conflicts"));
        let choices = choices.options(said::fund::CONFLICTS);
        if self.free { choices.or("none", text("assess-conflict-none")) } else { choices }
    }
}

/// `GET /bids/{id}/assess`
pub(super) async fn declaring(visit: Visit) -> Result<Response, Failure> {
    staff::one_of(&visit, ASSESSORS)?;
    ask(&visit, Form::new())
}

fn ask(visit: &Visit, form: Form) -> Result<Response, Failure> {
    let title = text("assess-declare-title");
    let page = visit.page(&title).back("/rounds").asking(&form);
    let cancel = "/rounds".to_owned();
    page.show(&Declare { form, title, lead: text("assess-declare-lead"), free: true, cancel })
}

/// `POST /bids/{id}/assess`
pub(super) async fn declare(
    visit: Visit,
    Path(id): Path<String>,
    mut form: Form,
) -> Result<Response, Failure> {
    staff::one_of(&visit, ASSESSORS)?;
    let conflicts = conflicts(&form);
    let none = form.has("conflicts", "none");
    if none != conflicts.is_empty() {
        form.note("conflicts", text("assess-declare-needed"));
        return ask(&visit, form);
    }
    let assessment = pb::Assessment { bid: format!("bids/{id}"), conflicts, ..Default::default() };
    let request_id = form.request_id().to_owned();
    let request = pb::CreateAssessmentRequest { assessment: Some(assessment), request_id };
    match visit.services().assessments().create_assessment(visit.ask(request)?).await {
        Ok(one) => Ok(visit.go(&format!("/{}", one.into_inner().name))),
        Err(status) => ask(&visit, refusal::retry(form, Error::from(status))?),
    }
}

fn conflicts(form: &Form) -> Vec<i32> {
    form.all("conflicts").filter_map(|value| value.parse().ok()).collect()
}

/// `GET /assessments/{id}/aside`
pub(super) async fn leaving(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    ask_leave(&visit, &id, Form::new()).await
}

async fn ask_leave(visit: &Visit, id: &str, form: Form) -> Result<Response, Failure> {
    staff::one_of(visit, ASSESSORS)?;
    let one = get::assessment(visit, id).await?;
    let form = form.onto(&Form::editing(&one.etag));
    let title = text("assess-aside-title");
    let cancel = format!("/{}", one.name);
    let page = visit.page(&title).back(&cancel).asking(&form);
    page.show(&Declare { form, title, lead: text("assess-aside-lead"), free: false, cancel })
}

/// `POST /assessments/{id}/aside`
pub(super) async fn leave(visit: Visit, Path(id): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let conflicts = conflicts(&form);
    if conflicts.is_empty() {
        form.note("conflicts", text("assess-aside-needed"));
        return ask_leave(&visit, &id, form).await;
    }
    let name = format!("assessments/{id}");
    let request = pb::WithdrawAssessmentRequest { name, etag: form.etag().to_owned(), conflicts };
    match visit.services().assessments().withdraw_assessment(visit.ask(request)?).await {
        Ok(one) => Ok(visit.go_saying(&format!("/{}/assess", one.into_inner().round), "assess-aside-done")),
        Err(status) => ask_leave(&visit, &id, refusal::retry(form, Error::from(status))?).await,
    }
}

/// What the organisation that bids is called.
pub(super) async fn bidder(visit: &Visit, bid: &pb::Bid) -> Result<String, Failure> {
    Ok(read::ulo(visit, &bid.ulo).await?.display_name)
}
