//! Who gets what: the bids in the order of their scores, and a decision on each.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::{Error, Role};
use proto::ulos::v1 as pb;

use super::{assess, get, score, sections};
use crate::error::Failure;
use crate::form::Form;
use crate::parts::Summary;
use crate::parts::table::{Cell, Table};
use crate::refusal;
use crate::staff;
use crate::view::{self, View};
use crate::visit::Visit;
use crate::words::{Text, text};

#[derive(Template)]
#[template(path = "fund/ranking.html")]
struct Ranking {
    lead: Text,
    left: Text,
    table: Table,
    round: pb::Round,
    ready: bool,
}

/// `GET /rounds/{id}/ranking`
pub(super) async fn ranking(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    staff::one_of(&visit, &[Role::Operator])?;
    let round = get::round(&visit, &format!("rounds/{id}")).await?;
    let places = places(&visit, &round).await?;
    let decided = places.iter().filter(|place| place.decided).count();
    let content = Ranking {
        lead: text("round-ranking-lead").with("decided", decided).with("bids", places.len()),
        left: left(&round),
        table: table(&visit, &round, &places).await?,
        ready: round.phase() == pb::round::Phase::Assessing && decided == places.len(),
        round,
    };
    let page = visit.page(text("round-ranking-title")).under(text("fund-list-title"), "/rounds").wide();
    page.under(&content.round.display_name, format!("/{}", content.round.name)).show(&content)
}

/// What can still be given.
fn left(round: &pb::Round) -> Text {
    text("round-left")
        .with("left", view::money(round.amount_pence - round.awarded_pence))
        .with("amount", view::money(round.amount_pence))
}

async fn places(visit: &Visit, round: &pb::Round) -> Result<Vec<pb::ranking::Place>, Failure> {
    let request = pb::GetRankingRequest { name: round.name.replacen("rounds/", "rankings/", 1) };
    Ok(visit.services().rounds().get_ranking(visit.ask(request)?).await?.into_inner().places)
}

/// The table of a round's bids in order.
pub(super) async fn ranking_of(visit: &Visit, round: &pb::Round) -> Result<Table, Failure> {
    staff::one_of(visit, &[Role::Operator])?;
    let places = places(visit, round).await?;
    table(visit, round, &places).await
}

async fn table(visit: &Visit, round: &pb::Round, places: &[pb::ranking::Place]) -> Result<Table, Failure> {
    let names = get::names(visit, places.iter().map(|place| place.ulo.as_str())).await?;
    let heads = [
        "fund-organisation",
        "round-place",
        "assess-score",
        "round-assessments",
        "round-spread",
        "fund-asked",
        "fund-awarded",
    ];
    let table = Table::new("ranking", text("round-ranking-table"), heads.map(text).to_vec())
        .file(format!("/{}/ranking", round.name));
    Ok(places.iter().fold(table, |table, place| {
        table.row_to(get::named(&names, &place.ulo), format!("/{}/decide", place.bid), cells(place))
    }))
}

fn cells(place: &pb::ranking::Place) -> Vec<Cell> {
    let number = match place.place {
        0 => Cell::words(text("round-place-none")),
        number => Cell::count(number),
    };
    let spread = Cell::words(text(match (place.assessments, place.wide_apart) {
        (..2, _) => "round-spread-unknown",
        (_, true) => "round-spread-wide",
        (_, false) => "round-spread-near",
    }));
    let award = match (place.decided, place.award_pence) {
        (false, _) => Cell::words(text("round-undecided")),
        (true, 0) => Cell::words(text("round-nothing")),
        (true, pence) => Cell::money(pence),
    };
    vec![
        number,
        score::permille(place.score_permille),
        Cell::count(place.assessments),
        spread,
        Cell::money(place.asked_pence),
        award,
    ]
}

#[derive(Template)]
#[template(path = "fund/decide.html")]
struct Decide {
    form: Form,
    bidder: String,
    given: Table,
    any: bool,
    summary: Summary,
    left: Text,
    asked: Text,
    cancel: String,
    /// Whether it can still be decided on.
    open: bool,
}

/// `GET /bids/{id}/decide`
pub(super) async fn deciding(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    staff::one_of(&visit, &[Role::Operator])?;
    let bid = get::bid(&visit, &id).await?;
    let form = fill(&bid);
    ask(&visit, bid, form).await
}

fn fill(bid: &pb::Bid) -> Form {
    let form = Form::editing(&bid.etag).with("reason", &bid.decision_reason);
    if bid.decided { form.with("award_pence", sections::pounds(bid.award_pence)) } else { form }
}

async fn ask(visit: &Visit, bid: pb::Bid, form: Form) -> Result<Response, Failure> {
    let round = get::round(visit, &bid.round).await?;
    let all = get::assessments(visit, &bid.name).await?;
    let content = Decide {
        form,
        bidder: assess::bidder(visit, &bid).await?,
        given: score::given(&all, &round),
        any: !all.is_empty(),
        summary: sections::summary(&bid, false),
        left: left(&round),
        asked: text("round-asked").with("amount", view::money(bid.amount_pence)),
        cancel: format!("/{}/ranking", round.name),
        open: round.phase() == pb::round::Phase::Assessing && bid.state() == pb::bid::State::Submitted,
    };
    visit.page(text("round-decide-title")).back(&content.cancel).asking(&content.form).show(&content)
}

/// `POST /bids/{id}/decide`
pub(super) async fn decide(
    visit: Visit,
    Path(id): Path<String>,
    mut form: Form,
) -> Result<Response, Failure> {
    staff::one_of(&visit, &[Role::Operator])?;
    let bid = get::bid(&visit, &id).await?;
    form.need("award_pence", text("round-award-needed"));
    form.need("reason", text("round-reason-needed"));
    let award_pence = form.pence("award_pence").unwrap_or_default();
    if form.is_wrong() {
        return ask(&visit, bid, form).await;
    }
    let (etag, reason) = (form.etag().to_owned(), form.value("reason").to_owned());
    let request = pb::DecideBidRequest { name: bid.name.clone(), etag, award_pence, reason };
    match visit.services().bids().decide_bid(visit.ask(request)?).await.map_err(Error::from) {
        Ok(_) => Ok(visit.go_saying(&format!("/{}/ranking", bid.round), "round-decided")),
        Err(Error::Stale) => {
            let form = refusal::beside(form, &fill(&bid));
            ask(&visit, bid, form).await
        }
        Err(error) => ask(&visit, bid, refusal::retry(form, error)?).await,
    }
}
