//! Every council that must have a strategy, the latest first.

use askama::Template;
use axum::response::Response;
use platform::Error;
use proto::councils::v1 as pb;
use proto::councils::v1::strategy::{Stage, State};

use super::{METHODS, list as every, stage};
use crate::error::Failure;
use crate::parts::download::{Cover, Kind, download};
use crate::parts::table::{Cell, Table};
use crate::staff;
use crate::view::View;
use crate::visit::Visit;
use crate::when;
use crate::words::{Text, text};

#[derive(Template)]
#[template(path = "strategies/list.html")]
struct List {
    lead: Text,
    closed: Text,
    table: Table,
    methods: Vec<Text>,
}

/// `GET /strategies`
pub(super) async fn list(visit: Visit) -> Result<Response, Failure> {
    let all = every(&visit, "").await?;
    let (open, closed): (Vec<_>, Vec<_>) = all.into_iter().partition(is_open);
    let content = List {
        lead: lead(&open),
        closed: text("strategy-list-closed").with("count", closed.len()),
        table: table(&open).file("/strategies".to_owned()),
        methods: METHODS.map(text).to_vec(),
    };
    let page = visit.page(text("strategy-list-title")).under(text("framework-list-title"), "/frameworks");
    page.wide().show(&content)
}

/// `GET /strategies.csv`
pub(super) async fn csv(visit: Visit) -> Result<Response, Failure> {
    file(&visit, Kind::Csv).await
}

/// `GET /strategies.xlsx`
pub(super) async fn spreadsheet(visit: Visit) -> Result<Response, Failure> {
    file(&visit, Kind::Spreadsheet).await
}

async fn file(visit: &Visit, kind: Kind) -> Result<Response, Failure> {
    let open = open_ones(visit).await?;
    let cover = Cover::new(text("strategy-list-title"), when::today()).methods(METHODS.map(text));
    download("strategies", kind, &cover, &table(&open))
}

/// The strategies that are required now, of every council.
pub(crate) async fn open_ones(visit: &Visit) -> Result<Vec<pb::Strategy>, Error> {
    let mut all = every(visit, "").await?;
    all.retain(is_open);
    Ok(all)
}

fn is_open(strategy: &pb::Strategy) -> bool {
    strategy.state() != State::Closed
}

fn lead(open: &[pb::Strategy]) -> Text {
    let count = |counts: &dyn Fn(&pb::Strategy) -> bool| open.iter().filter(|one| counts(one)).count();
    text("strategy-list-lead")
        .with("count", open.len())
        .with("written", count(&|one| one.state() == State::Written))
        .with("late", count(&|one| one.stage() == Stage::Overdue))
}

/// A row a council: who is latest comes first, then who has something due soonest.
fn table(open: &[pb::Strategy]) -> Table {
    let heads = [
        "framework-list-council",
        "strategy-list-stage",
        "strategy-list-since",
        "strategy-list-due",
        "strategy-list-late",
        "strategy-list-actions",
        "strategy-list-done",
        "strategy-list-cost",
        "strategy-responsible",
    ];
    let mut rows: Vec<&pb::Strategy> = open.iter().collect();
    rows.sort_by_cached_key(|one| {
        (one.days_left.unwrap_or(i32::MAX), staff::council(&one.council).to_string())
    });
    let table = Table::new("strategies", text("strategy-list-table"), heads.map(text).to_vec());
    rows.into_iter().fold(table, |table, strategy| {
        let path = format!("/{}/strategy", strategy.council.replacen("councils/", "frameworks/", 1));
        table.row_to(staff::council(&strategy.council), path, cells(strategy))
    })
}

fn cells(strategy: &pb::Strategy) -> Vec<Cell> {
    let actions = &strategy.actions;
    let count = |count: usize| Cell::count(i32::try_from(count).unwrap_or(i32::MAX));
    let late = strategy.days_left.map_or(0, |days| (-days).max(0));
    vec![
        Cell::words(stage(strategy.stage())),
        Cell::date(&strategy.find_date),
        Cell::date(&strategy.due_date),
        Cell::count(late),
        count(actions.len()),
        count(actions.iter().filter(|action| !action.done_date.is_empty()).count()),
        Cell::money(actions.iter().map(|action| action.cost_pence).fold(0_i64, i64::saturating_add)),
        Cell::words(&strategy.responsible),
    ]
}
