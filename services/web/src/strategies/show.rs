//! The strategy of one council.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::{Error, Role, uk_time};
use proto::councils::v1 as pb;
use proto::councils::v1::strategy::State;

use super::{METHODS, fetch, lead, list};
use crate::buddies::Party;
use crate::error::Failure;
use crate::parts::Summary;
use crate::parts::download::{Cover, Kind, download};
use crate::parts::table::{Cell, Table};
use crate::prices;
use crate::staff;
use crate::view::{self, View};
use crate::visit::{Viewer, Visit};
use crate::when;
use crate::words::{Text, text};

#[derive(Template)]
#[template(path = "strategies/show.html")]
struct Show {
    title: Text,
    found: Option<Strategy>,
    /// Those before it, with where they are.
    earlier: Vec<(Text, String)>,
    methods: Vec<Text>,
    /// Where one more opening would help most, and where that is told, for the council's own officers.
    openings: Option<(Text, String)>,
}

/// One strategy, as the page shows it.
struct Strategy {
    path: String,
    lead: Text,
    clock: Text,
    /// Why a review closed it; empty when none did.
    reason: String,
    summary: Summary,
    actions: Table,
    /// Whether whoever looks may write it.
    writes: bool,
    /// Whether whoever looks may find it no longer required.
    reviews: bool,
}

/// `GET /strategies/{id}`
pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let strategy = fetch(&visit, &id).await?;
    page(&visit, &strategy.council.clone(), Some(strategy), Vec::new()).await
}

/// `GET /frameworks/{gss}/strategy`: the newest.
pub(super) async fn of_council(visit: Visit, Path(gss): Path<String>) -> Result<Response, Failure> {
    let council = format!("councils/{gss}");
    if !reference::council::is_name(&council) {
        return Err(Error::not_found("this council").into());
    }
    let mut all = list(&visit, &council).await?.into_iter();
    let newest = all.next();
    page(&visit, &council, newest, all.collect()).await
}

/// `GET /strategies/{id}/{file}`: its actions as a file.
pub(super) async fn file(
    visit: Visit,
    Path((id, file)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let kind = Kind::of(&file).filter(|(stem, _)| *stem == "actions");
    let (_, kind) = kind.ok_or_else(|| Error::not_found("this file"))?;
    let strategy = fetch(&visit, &id).await?;
    let cover = Cover::new(title(&strategy.council), when::today()).methods(METHODS.map(text));
    let code = strategy.council.trim_start_matches("councils/");
    download(&format!("{code}-strategy"), kind, &cover, &actions(&strategy, None))
}

async fn page(
    visit: &Visit,
    council: &str,
    strategy: Option<pb::Strategy>,
    earlier: Vec<pb::Strategy>,
) -> Result<Response, Failure> {
    let found = match strategy {
        Some(strategy) => Some(of(visit, &strategy).await?),
        None => None,
    };
    let earlier = earlier.iter().map(|strategy| (lead(strategy), format!("/{}", strategy.name)));
    let title = title(council);
    let path = format!("/{}", council.replacen("councils/", "frameworks/", 1));
    let openings = prices::sentence(visit, council).await?;
    let content = Show {
        title: title.clone(),
        found,
        earlier: earlier.collect(),
        methods: METHODS.map(text).to_vec(),
        openings: openings.map(|said| (said, format!("{path}/openings"))),
    };
    let under = text("framework-title").with("council", staff::council(council));
    visit.page(title).under(under, path).wide().show(&content)
}

fn title(council: &str) -> Text {
    text("strategy-title").with("council", staff::council(council))
}

async fn of(visit: &Visit, strategy: &pb::Strategy) -> Result<Strategy, Failure> {
    let is_open = strategy.state() != State::Closed;
    let role = visit.viewer().map(Viewer::caller).map(|caller| caller.role);
    let outside = matches!(role, Some(Role::Observer | Role::Operator));
    let writes = is_open && staff::is_officer_of(visit, &strategy.council);
    let path = format!("/{}", strategy.name);
    Ok(Strategy {
        lead: lead(strategy),
        clock: clock(strategy),
        reason: strategy.close_reason.clone(),
        summary: summary(visit, strategy).await?,
        actions: actions(strategy, writes.then_some(path.as_str())).file(format!("{path}/actions")),
        writes,
        reviews: outside && strategy.state() == State::Written,
        path,
    })
}

/// How long there has been nobody.
fn clock(strategy: &pb::Strategy) -> Text {
    let until = when::time(strategy.close_time.as_ref()).map_or_else(when::today, uk_time::date);
    let days = when::date(&strategy.find_date).map_or(0, |found| (until - found).num_days());
    let key = if strategy.close_time.is_some() { "strategy-clock-stopped" } else { "strategy-clock" };
    text(key).with("days", days).with("found", view::date(&strategy.find_date))
}

async fn summary(visit: &Visit, strategy: &pb::Strategy) -> Result<Summary, Failure> {
    let called = async |ulo: &str| match ulo {
        "" => Ok(Text::default()),
        ulo => Party::of(visit, ulo, "").await.map(|party| party.name),
    };
    let cost = strategy.actions.iter().map(|action| action.cost_pence).fold(0_i64, i64::saturating_add);
    let summary = Summary::default()
        .row(text("strategy-aim"), &strategy.aim)
        .row(text("strategy-responsible"), &strategy.responsible)
        .row(text("strategy-buddy"), called(&strategy.buddy).await?)
        .row(text("strategy-cost"), view::money(cost))
        .row(text("strategy-write-by"), view::date(&strategy.write_by_date))
        .row(text("strategy-written-on"), view::day(strategy.write_time));
    if strategy.close_ulo.is_empty() {
        return Ok(summary);
    }
    Ok(summary.row(text("strategy-close-ulo"), called(&strategy.close_ulo).await?))
}

/// What is to be done; each with a link to its form when it may be changed.
fn actions(strategy: &pb::Strategy, changes: Option<&str>) -> Table {
    let heads = [
        "strategy-action",
        "strategy-action-stands",
        "strategy-action-due",
        "strategy-action-first",
        "strategy-action-done",
        "strategy-action-cost",
        "strategy-action-responsible",
    ];
    let table = Table::new("actions", text("strategy-actions"), heads.map(text).to_vec());
    strategy.actions.iter().enumerate().fold(table, |table, (place, action)| {
        let cells = vec![
            Cell::words(stands(action)),
            Cell::date(&action.due_date),
            Cell::date(&action.first_due_date),
            Cell::date(&action.done_date),
            Cell::money(action.cost_pence),
            Cell::words(&action.responsible),
        ];
        let path = changes.map(|path| format!("{path}/actions/{}", place + 1)).unwrap_or_default();
        table.row_to(&action.title, path, cells)
    })
}

fn stands(action: &pb::StrategyAction) -> Text {
    if !action.done_date.is_empty() {
        return text("strategy-action-is-done");
    }
    if !action.overdue {
        return text("strategy-action-to-do");
    }
    when::due(&action.due_date, when::today()).map(|due| due.words).unwrap_or_default()
}
