//! The milestones of a bid: one form to add one, a button to remove each.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::Error;
use proto::ulos::v1 as pb;

use super::get;
use crate::error::Failure;
use crate::form::Form;
use crate::refusal;
use crate::ties::without;
use crate::view::{self, View};
use crate::visit::Visit;
use crate::words::{Text, text};

/// One milestone in words.
pub(super) fn said(step: &pb::PlannedMilestone) -> Text {
    text("bid-milestone-said")
        .with("title", &step.title)
        .with("day", view::date(&step.due_date))
        .with("amount", view::money(step.amount_pence))
}

#[derive(Template)]
#[template(path = "fund/steps.html")]
struct List {
    form: Form,
    bid: pb::Bid,
    rows: Vec<Text>,
    sum: Text,
}

/// `GET /bids/{id}/milestones`
pub(super) async fn list(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let bid = get::bid(&visit, &id).await?;
    ask(&visit, bid, Form::new())
}

fn ask(visit: &Visit, bid: pb::Bid, form: Form) -> Result<Response, Failure> {
    let form = form.onto(&Form::editing(&bid.etag));
    let sum: i64 = bid.milestones.iter().map(|step| step.amount_pence).sum();
    let content = List {
        rows: bid.milestones.iter().map(said).collect(),
        sum: text("bid-milestones-sum")
            .with("sum", view::money(sum))
            .with("amount", view::money(bid.amount_pence)),
        form,
        bid,
    };
    let back = format!("/{}", content.bid.name);
    visit.page(text("bid-milestones")).back(back).asking(&content.form).show(&content)
}

/// `POST /bids/{id}/milestones`
pub(super) async fn add(visit: Visit, Path(id): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let bid = get::bid(&visit, &id).await?;
    form.need("title", text("bid-milestone-title-needed"));
    form.need("amount_pence", text("form-pounds-wrong"));
    let amount_pence = form.pence("amount_pence").unwrap_or_default();
    if form.is_wrong() {
        return ask(&visit, bid, form);
    }
    let (title, due_date) = (form.value("title").to_owned(), form.date("due_date"));
    let mut milestones = bid.milestones.clone();
    milestones.push(pb::PlannedMilestone { title, due_date, amount_pence });
    milestones.sort_by(|one, other| one.due_date.cmp(&other.due_date));
    save(&visit, bid, milestones, form).await
}

/// `POST /bids/{id}/milestones/remove`
pub(super) async fn remove(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let bid = get::bid(&visit, &id).await?;
    let milestones = without(&bid.milestones, &form).ok_or(Error::Stale)?;
    save(&visit, bid, milestones, form).await
}

async fn save(
    visit: &Visit,
    bid: pb::Bid,
    milestones: Vec<pb::PlannedMilestone>,
    form: Form,
) -> Result<Response, Failure> {
    let (name, etag) = (bid.name.clone(), form.etag().to_owned());
    let sent = pb::Bid { name, etag, milestones, ..Default::default() };
    let request = pb::UpdateBidRequest { bid: Some(sent), update_mask: get::mask(&["milestones"]) };
    match visit.services().bids().update_bid(visit.ask(request)?).await {
        Ok(_) => Ok(visit.go_saying(&format!("/{}/milestones", bid.name), "bid-saved")),
        Err(status) => ask(visit, bid, refusal::retry_row(form, Error::from(status))?),
    }
}
