//! What everyone reads of a fund: its rounds, what each is for, how it decides, and to whom it gave what, and why.

use std::collections::HashMap;

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::Error;
use proto::ulos::v1 as pb;
use proto::ulos::v1::round::Phase;

use super::get;
use crate::error::Failure;
use crate::form::Form;
use crate::parts::Summary;
use crate::parts::download::{Cover, Kind, download};
use crate::parts::table::{Cell, Table};
use crate::said;
use crate::staff;
use crate::view::{self, View};
use crate::visit::Visit;
use crate::when;
use crate::words::{Text, text};

#[derive(Template)]
#[template(path = "fund/rounds.html")]
struct List {
    lead: Text,
    table: Table,
    operates: bool,
}

/// `GET /rounds`
pub(super) async fn list(visit: Visit) -> Result<Response, Failure> {
    let rounds = get::rounds(&visit).await?;
    let open = rounds.iter().filter(|round| round.phase() == Phase::TakingBids).count();
    let content = List {
        lead: text("fund-list-lead").with("count", open),
        table: table(&rounds),
        operates: get::operates(&visit),
    };
    visit.page(text("fund-list-title")).wide().show(&content)
}

/// `GET /rounds.csv`
pub(super) async fn list_csv(visit: Visit) -> Result<Response, Failure> {
    list_file(&visit, Kind::Csv).await
}

/// `GET /rounds.xlsx`
pub(super) async fn list_sheet(visit: Visit) -> Result<Response, Failure> {
    list_file(&visit, Kind::Spreadsheet).await
}

async fn list_file(visit: &Visit, kind: Kind) -> Result<Response, Failure> {
    let table = table(&get::rounds(visit).await?);
    download("rounds", kind, &cover(text("fund-list-title")), &table)
}

fn cover(title: Text) -> Cover {
    Cover::new(title, when::today()).methods([text("fund-method-money"), text("fund-method-state")])
}

fn table(rounds: &[pb::Round]) -> Table {
    let heads = [
        "fund-round",
        "fund-stands",
        "fund-closes",
        "fund-amount",
        "fund-asked",
        "fund-awarded",
        "fund-paid",
    ];
    let table =
        Table::new("rounds", text("fund-list-table"), heads.map(text).to_vec()).file("/rounds".into());
    rounds.iter().fold(table, |table, round| {
        let cells = vec![
            Cell::words(said::fund::phase(round.phase)),
            Cell::words(view::day(round.close_time)),
            Cell::money(round.amount_pence),
            Cell::money(round.asked_pence),
            Cell::money(round.awarded_pence),
            Cell::money(round.paid_pence),
        ];
        table.row_to(&round.display_name, format!("/{}", round.name), cells)
    })
}

#[derive(Template)]
#[template(path = "fund/round.html")]
struct Show {
    form: Form,
    round: pb::Round,
    lead: Text,
    facts: Summary,
    criteria: Table,
    money: Table,
    awards: Option<Table>,
    /// The bid of the organisation the reader manages.
    bid: Option<pb::Bid>,
    begins: bool,
    assesses: bool,
    operates: bool,
    /// What waits for an answer of who runs the fund.
    waiting: Vec<super::waiting::Waiting>,
}

/// `GET /rounds/{id}`
pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let round = get::round(&visit, &format!("rounds/{id}")).await?;
    let own = get::managed(&visit).to_owned();
    let bids = if own.is_empty() { Vec::new() } else { get::bids(&visit, &round.name, &own).await? };
    let bid = bids.into_iter().find(|bid| bid.state() != pb::bid::State::Withdrawn);
    let awards = match round.phase() {
        Phase::Decided | Phase::Closed => Some(awards_of(&visit, &round).await?),
        _ => None,
    };
    let waiting = match round.phase() {
        Phase::Decided if get::operates(&visit) => super::waiting::of(&visit, &round.name).await?,
        _ => Vec::new(),
    };
    let content = Show {
        waiting,
        form: Form::new(),
        lead: lead(&round),
        facts: facts(&round),
        criteria: criteria(&round),
        money: money(&round),
        begins: !own.is_empty() && bid.is_none() && round.phase() == Phase::TakingBids,
        assesses: get::may_assess(&visit) && bid.is_none() && round.phase() == Phase::Assessing,
        operates: get::operates(&visit),
        awards,
        bid,
        round,
    };
    let page = visit.page(&content.round.display_name).under(text("fund-list-title"), "/rounds");
    page.wide().show(&content)
}

/// Where it stands, in a sentence.
fn lead(round: &pb::Round) -> Text {
    let key = match round.phase() {
        Phase::Coming => "fund-lead-coming",
        Phase::TakingBids => "fund-lead-taking",
        Phase::Assessing => "fund-lead-assessing",
        Phase::Decided => "fund-lead-decided",
        Phase::Closed => "fund-lead-closed",
        _ => "fund-lead-draft",
    };
    text(key)
        .with("amount", view::money(round.amount_pence))
        .with("awarded", view::money(round.awarded_pence))
        .with("sites", round.sites)
        .with("bids", round.bids)
        .with("open", view::day(round.open_time))
        .with("close", view::day(round.close_time))
        .with("decision", view::date(&round.decision_date))
}

fn facts(round: &pb::Round) -> Summary {
    let at = |time| {
        let said = when::time(time).map(platform::uk_time::on_the_wall);
        said.map(|time| time.format("%-d %B %Y, %H:%M").to_string()).unwrap_or_default()
    };
    let mut councils = round.councils.iter().map(|name| staff::council(name));
    let area = councils.next().unwrap_or_else(|| text("fund-all-england"));
    let rows = Summary::default()
        .row(text("fund-amount"), view::money(round.amount_pence))
        .row(text("fund-most"), view::money(round.most_per_bid_pence))
        .row(text("fund-sites"), text("table-number").with("count", round.sites))
        .row(text("fund-opens"), at(round.open_time.as_ref()))
        .row(text("fund-closes"), at(round.close_time.as_ref()))
        .row(text("fund-decision"), view::date(&round.decision_date))
        .row(text("fund-area"), area);
    councils.fold(rows, Summary::and)
}

fn criteria(round: &pb::Round) -> Table {
    let heads = ["fund-criterion", "fund-criterion-about", "fund-criterion-weight"].map(text).to_vec();
    let table =
        Table::new("criteria", text("fund-criteria-table"), heads).file(format!("/{}/criteria", round.name));
    let cells = |one: &pb::Criterion| vec![Cell::words(&one.about), Cell::count(one.weight)];
    round.criteria.iter().fold(table, |table, one| table.row(&one.title, cells(one)))
}

fn money(round: &pb::Round) -> Table {
    let heads = ["fund-money", "fund-pounds"].map(text).to_vec();
    Table::new("money", text("fund-money-table"), heads)
        .file(format!("/{}/money", round.name))
        .row(text("fund-amount"), vec![Cell::money(round.amount_pence)])
        .row(text("fund-asked"), vec![Cell::money(round.asked_pence)])
        .row(text("fund-awarded"), vec![Cell::money(round.awarded_pence)])
        .row(text("fund-paid"), vec![Cell::money(round.paid_pence)])
}

async fn awards_of(visit: &Visit, round: &pb::Round) -> Result<Table, Failure> {
    let mut awards = get::awards(visit, &round.name, "").await?;
    awards.sort_by_key(|award| std::cmp::Reverse(award.amount_pence));
    let names = get::names(visit, awards.iter().map(|award| award.ulo.as_str())).await?;
    Ok(awards_table(round, &awards, &names))
}

fn awards_table(round: &pb::Round, awards: &[pb::Award], names: &HashMap<String, String>) -> Table {
    let heads = ["fund-organisation", "fund-awarded", "fund-paid", "fund-stands", "fund-why"];
    let table = Table::new("awards", text("fund-awards-table"), heads.map(text).to_vec())
        .file(format!("/{}/awards", round.name));
    awards.iter().fold(table, |table, award| {
        let cells = vec![
            Cell::money(award.amount_pence),
            Cell::money(award.paid_pence),
            Cell::words(said::fund::award(award.state)),
            Cell::words(&award.reason),
        ];
        table.row_to(get::named(names, &award.ulo), format!("/{}", award.name), cells)
    })
}

/// `GET /rounds/{id}/{file}`: one of its tables.
pub(super) async fn file(
    visit: Visit,
    Path((id, file)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let nothing = || Failure::from(Error::not_found("this file"));
    let (stem, kind) = Kind::of(&file).ok_or_else(nothing)?;
    let round = get::round(&visit, &format!("rounds/{id}")).await?;
    let table = match stem {
        "criteria" => criteria(&round),
        "money" => money(&round),
        "awards" => awards_of(&visit, &round).await?,
        "ranking" => super::decide::ranking_of(&visit, &round).await?,
        _ => return Err(nothing()),
    };
    download(
        &format!("round-{stem}"),
        kind,
        &cover(text("fund-cover").with("round", &round.display_name)),
        &table,
    )
}
