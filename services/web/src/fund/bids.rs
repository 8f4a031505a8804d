//! A manager's bid: what there is to do, checking it, sending it in, what became of it; and all of an organisation's.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::{Error, Role};
use proto::ulos::v1 as pb;
use proto::ulos::v1::bid::State;
use proto::ulos::v1::round::Phase;

use super::announce::Sure;
use super::get;
use super::sections::{self, Section};
use crate::entry;
use crate::error::Failure;
use crate::form::Form;
use crate::parts::table::{Cell, Table};
use crate::parts::{Progress, Summary, Tasks};
use crate::refusal;
use crate::said;
use crate::staff;
use crate::view::{self, View};
use crate::visit::Visit;
use crate::words::{Text, text};

/// `POST /rounds/{id}/bids`
pub(super) async fn begin(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let ulo = staff::one_of(&visit, &[Role::Manager])?.ulo.clone();
    let round = format!("rounds/{id}");
    let bid = Some(pb::Bid { round: round.clone(), ulo: ulo.clone(), ..Default::default() });
    let request = pb::CreateBidRequest { bid, request_id: form.request_id().to_owned() };
    match visit.services().bids().create_bid(visit.ask(request)?).await.map_err(Error::from) {
        Ok(bid) => Ok(visit.go(&format!("/{}", bid.into_inner().name))),
        Err(Error::AlreadyExists { reason: "BID_EXISTS", .. }) => {
            let bids = get::bids(&visit, &round, &ulo).await?;
            let bid = bids.into_iter().find(|bid| bid.state() != State::Withdrawn);
            Ok(visit.go(&bid.map_or_else(|| format!("/{round}"), |bid| format!("/{}", bid.name))))
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "fund/mine.html")]
struct Mine {
    open: Vec<pb::Round>,
    bids: Table,
    awards: Table,
}

/// `GET /ulos/{id}/edit/fund`
pub(super) async fn mine(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let ulo = entry::fetch(&visit, &id).await?;
    let rounds = get::rounds(&visit).await?;
    let bids = get::bids(&visit, "", &ulo.name).await?;
    let awards = get::awards(&visit, "", &ulo.name).await?;
    let called = |name: &str| {
        let round = rounds.iter().find(|round| round.name == name);
        round.map(|round| round.display_name.clone()).unwrap_or_default()
    };
    let heads = |keys: [&'static str; 3]| keys.map(text).to_vec();
    let table = Table::new("bids", text("bid-mine-bids"), heads(["fund-round", "fund-asked", "fund-stands"]));
    let bids = bids.iter().fold(table, |table, bid| {
        let cells = vec![Cell::money(bid.amount_pence), Cell::words(said::fund::bid(bid.state))];
        table.row_to(called(&bid.round), format!("/{}", bid.name), cells)
    });
    let table =
        Table::new("awards", text("bid-mine-awards"), heads(["fund-round", "fund-awarded", "fund-paid"]));
    let awards = awards.iter().fold(table, |table, award| {
        let cells = vec![Cell::money(award.amount_pence), Cell::money(award.paid_pence)];
        table.row_to(called(&award.round), format!("/{}", award.name), cells)
    });
    let open = rounds.iter().filter(|round| round.phase() == Phase::TakingBids).cloned().collect();
    let page = visit.page(text("bid-mine-title")).under(text("entry-title"), format!("/{}/edit", ulo.name));
    page.show(&Mine { open, bids, awards })
}

#[derive(Template)]
#[template(path = "fund/bid.html")]
struct Show {
    bid: pb::Bid,
    round: pb::Round,
    ulo: String,
    own: bool,
    lead: Text,
    tasks: Tasks,
    problems: Vec<Text>,
    summary: Summary,
    award: Option<String>,
}

/// `GET /bids/{id}`
pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let bid = get::bid(&visit, &id).await?;
    let round = get::round(&visit, &bid.round).await?;
    let own = get::managed(&visit) == bid.ulo;
    let award = match bid.state() {
        State::Awarded => get::awards(&visit, &bid.round, &bid.ulo).await?.pop().map(|award| award.name),
        _ => None,
    };
    let content = Show {
        ulo: crate::read::ulo(&visit, &bid.ulo).await?.display_name,
        lead: lead(&bid, &round),
        tasks: tasks(&bid),
        problems: bid.problems.iter().map(said::fund::problem).collect(),
        summary: sections::summary(&bid, false),
        own,
        award,
        round,
        bid,
    };
    let title = text("bid-title").with("round", &content.round.display_name);
    let page = visit.page(title).under(text("fund-list-title"), "/rounds");
    page.under(&content.round.display_name, format!("/{}", content.round.name)).show(&content)
}

fn lead(bid: &pb::Bid, round: &pb::Round) -> Text {
    text(match bid.state() {
        State::Draft => "bid-lead-draft",
        State::Submitted => "bid-lead-submitted",
        State::Withdrawn => "bid-lead-withdrawn",
        State::Awarded => "bid-lead-awarded",
        _ => "bid-lead-declined",
    })
    .with("close", view::day(round.close_time))
    .with("sent", view::day(bid.submit_time))
    .with("decision", view::date(&round.decision_date))
    .with("amount", view::money(bid.award_pence))
}

fn tasks(bid: &pb::Bid) -> Tasks {
    let tasks = Section::ALL.into_iter().fold(Tasks::default(), |tasks, section| {
        let progress = if section.is_done(bid) { Progress::Done } else { Progress::Ready };
        tasks.task(section.title(), format!("/{}/edit/{}", bid.name, section.word()), progress)
    });
    let sum: i64 = bid.milestones.iter().map(|step| step.amount_pence).sum();
    let progress = match bid.milestones.is_empty() {
        true => Progress::Ready,
        false if sum == bid.amount_pence => Progress::Done,
        false => Progress::Begun,
    };
    let tasks = tasks.task(text("bid-milestones"), format!("/{}/milestones", bid.name), progress);
    let ready = if bid.problems.is_empty() { Progress::Ready } else { Progress::Waiting };
    tasks.task(text("bid-check"), format!("/{}/check", bid.name), ready)
}

#[derive(Template)]
#[template(path = "fund/check.html")]
struct Check {
    form: Form,
    bid: pb::Bid,
    problems: Vec<Text>,
    summary: Summary,
}

/// `GET /bids/{id}/check`
pub(super) async fn checking(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    check(&visit, &id, Form::new()).await
}

async fn check(visit: &Visit, id: &str, form: Form) -> Result<Response, Failure> {
    let bid = get::bid(visit, id).await?;
    let content = Check {
        form: form.onto(&Form::editing(&bid.etag)),
        problems: bid.problems.iter().map(said::fund::problem).collect(),
        summary: sections::summary(&bid, bid.state() == State::Draft),
        bid,
    };
    let back = format!("/{}", content.bid.name);
    visit.page(text("bid-check")).back(back).asking(&content.form).show(&content)
}

/// `POST /bids/{id}/check`
pub(super) async fn submit(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let request = pb::SubmitBidRequest { name: format!("bids/{id}"), etag: form.etag().to_owned() };
    match visit.services().bids().submit_bid(visit.ask(request)?).await.map_err(Error::from) {
        Ok(_) => Ok(visit.go_saying(&format!("/bids/{id}"), "bid-sent")),
        // The page lists every problem itself.
        Err(Error::Refused { reason: "BID_NOT_READY", .. }) => check(&visit, &id, form).await,
        Err(error) => check(&visit, &id, refusal::retry(form, error)?).await,
    }
}

/// `GET /bids/{id}/withdraw`
pub(super) async fn withdrawing(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    ask_withdraw(&visit, &id, Form::new()).await
}

async fn ask_withdraw(visit: &Visit, id: &str, form: Form) -> Result<Response, Failure> {
    staff::one_of(visit, &[Role::Manager])?;
    let bid = get::bid(visit, id).await?;
    let [title, lead, send] = ["bid-withdraw-title", "bid-withdraw-lead", "bid-withdraw-send"].map(text);
    let form = form.onto(&Form::editing(&bid.etag));
    Sure { form, title, lead, send, cancel: format!("/{}", bid.name) }.show(visit)
}

/// `POST /bids/{id}/withdraw`
pub(super) async fn withdraw(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let request = pb::WithdrawBidRequest { name: format!("bids/{id}"), etag: form.etag().to_owned() };
    match visit.services().bids().withdraw_bid(visit.ask(request)?).await {
        Ok(_) => Ok(visit.go_saying(&format!("/bids/{id}"), "bid-withdrawn")),
        Err(status) => ask_withdraw(&visit, &id, refusal::retry(form, Error::from(status))?).await,
    }
}
