//! The board: open cases in a lane each stage, the most urgent first. A broker sees their own; a manager the team's.

use std::collections::HashMap;

use askama::Template;
use axum::response::Response;
use chrono::NaiveDate;
use platform::{Caller, Role};
use proto::brokers::v1 as pb;
use proto::brokers::v1::case::{Stage, State};

use super::moves::moves;
use crate::asked::Asked;
use crate::error::Failure;
use crate::page;
use crate::said;
use crate::staff;
use crate::view::View;
use crate::visit::Visit;
use crate::when;
use crate::words::{Text, text};

/// The most cases on one board, so that the page stays light; the most urgent of them.
const MOST: usize = 60;

/// What the address asks for.
#[derive(Debug, Default)]
struct Wanted {
    /// `late`, `waiting`, `unplanned` or `closed`; every open case otherwise.
    show: String,
    /// For a manager: one broker of the team, by name.
    broker: String,
}

impl Wanted {
    fn new(asked: &Asked, manager: bool) -> Self {
        let broker = if manager { asked.value("broker") } else { "" };
        Self { show: asked.value("show").to_owned(), broker: broker.to_owned() }
    }
}

/// One choice of what to show, with how many there are.
#[derive(Debug)]
struct Filter {
    label: Text,
    path: String,
    here: bool,
}

#[derive(Debug)]
struct Lane {
    number: i32,
    title: Text,
    cards: Vec<Card>,
}

#[derive(Debug)]
struct Card {
    path: String,
    etag: String,
    person: Text,
    kind: Text,
    /// Whose case it is, on a board of several brokers.
    broker: String,
    next: String,
    sign: when::Due,
    moves: Vec<(i32, Text)>,
}

#[derive(Template)]
#[template(path = "caseload/board.html")]
struct Board {
    title: Text,
    lead: Text,
    filters: Vec<Filter>,
    team: Vec<pb::Broker>,
    broker: String,
    show: String,
    lanes: Vec<Lane>,
    /// How many are not on the page.
    left_out: usize,
    /// This board, to come back to.
    here: String,
    manager: bool,
}

/// `GET /cases`
pub(super) async fn board(visit: Visit, asked: Asked) -> Result<Response, Failure> {
    if let Some(theirs) = super::theirs(&visit) {
        return Ok(theirs);
    }
    let caller = staff::of_ulo(&visit)?;
    let manager = caller.role == Role::Manager;
    let asked = Wanted::new(&asked, manager);
    let today = when::today();
    let closed = asked.show == "closed";
    let all = staff::cases(&visit, &filter(caller, &asked, closed)).await?;
    let counts = if closed { Vec::new() } else { all.iter().map(|case| kind_of(case, today)).collect() };
    let mut cases: Vec<_> = all.into_iter().filter(|case| is_asked(case, &asked.show, today)).collect();
    cases.sort_by_key(urgency);
    let left_out = cases.len().saturating_sub(MOST);
    cases.truncate(MOST);
    let team = if manager { staff::brokers(&visit, &caller.ulo).await? } else { Vec::new() };
    let content = Board {
        title: text(if manager { "caseload-board-team" } else { "caseload-board-title" }),
        lead: lead(&counts, closed, cases.len()),
        filters: filters(&asked, &counts),
        lanes: lanes(&visit, &cases, &team, &asked, today).await?,
        here: address(&asked.show, &asked.broker),
        broker: asked.broker,
        show: asked.show,
        team,
        left_out,
        manager,
    };
    visit.page(content.title.clone()).wide().show(&content)
}

fn filter(caller: &Caller, asked: &Wanted, closed: bool) -> pb::ListCasesRequest {
    let broker = if caller.role == Role::Broker { &caller.subject } else { &asked.broker };
    let state = if closed { State::Closed } else { State::Open };
    pb::ListCasesRequest {
        ulo: caller.ulo.clone(),
        broker: broker.clone(),
        state: state.into(),
        ..Default::default()
    }
}

/// The word of what stands out about a case, as in the address.
fn kind_of(case: &pb::Case, today: NaiveDate) -> &'static str {
    match when::due(&case.next_action_date, today) {
        Some(due) if due.late => "late",
        _ if case.stage() == Stage::Submitted => "waiting",
        None => "unplanned",
        Some(_) => "planned",
    }
}

fn is_asked(case: &pb::Case, show: &str, today: NaiveDate) -> bool {
    match show {
        "late" | "waiting" | "unplanned" => kind_of(case, today) == show,
        _ => true,
    }
}

/// Earliest next step first; without one last but before nothing else is known.
fn urgency(case: &pb::Case) -> (bool, String) {
    (case.next_action_date.is_empty(), case.next_action_date.clone())
}

fn lead(counts: &[&str], closed: bool, shown: usize) -> Text {
    if closed {
        return text("caseload-lead-closed").with("count", shown);
    }
    let late = counts.iter().filter(|kind| **kind == "late").count();
    let waiting = counts.iter().filter(|kind| **kind == "waiting").count();
    text("caseload-lead").with("count", counts.len()).with("late", late).with("waiting", waiting)
}

fn filters(asked: &Wanted, counts: &[&str]) -> Vec<Filter> {
    let filter = |show: &str, key: &'static str| {
        let count = counts.iter().filter(|kind| show.is_empty() || **kind == show).count();
        Filter {
            label: text(key).with("count", count),
            path: address(show, &asked.broker),
            here: asked.show == show,
        }
    };
    if counts.is_empty() && asked.show == "closed" {
        return vec![filter("", "caseload-filter-open"), filter("closed", "caseload-filter-closed")];
    }
    vec![
        filter("", "caseload-filter-all"),
        filter("late", "caseload-filter-late"),
        filter("waiting", "caseload-filter-waiting"),
        filter("unplanned", "caseload-filter-unplanned"),
        filter("closed", "caseload-filter-closed"),
    ]
}

fn address(show: &str, broker: &str) -> String {
    let parts = [("show", show), ("broker", broker)];
    let asked = parts.iter().filter(|(_, value)| !value.is_empty());
    let asked: Vec<_> = asked.map(|(name, value)| format!("{name}={}", page::query(value))).collect();
    if asked.is_empty() { "/cases".to_owned() } else { format!("/cases?{}", asked.join("&")) }
}

/// The lanes that hold something, in the order of the work.
async fn lanes(
    visit: &Visit,
    cases: &[pb::Case],
    team: &[pb::Broker],
    asked: &Wanted,
    today: NaiveDate,
) -> Result<Vec<Lane>, Failure> {
    let names = staff::names(visit, cases.iter().map(|case| case.person.as_str())).await?;
    let team: HashMap<&str, &str> = match asked.broker.as_str() {
        "" => team.iter().map(|broker| (&*broker.name, &*broker.display_name)).collect(),
        _ => HashMap::new(),
    };
    let card = |case: &pb::Case| Card {
        path: format!("/{}", case.name),
        etag: case.etag.clone(),
        person: staff::named(&names, &case.person),
        kind: said::offering::kind(case.kind),
        broker: team.get(&*case.broker).copied().unwrap_or_default().to_owned(),
        next: case.next_action.clone(),
        sign: super::sign(case, today),
        moves: moves(case).iter().map(|to| (i32::from(*to), said::case::stage(i32::from(*to)))).collect(),
    };
    let lane = |(number, key): &(i32, &'static str)| {
        let here = cases.iter().filter(|case| case.stage == *number);
        Lane { number: *number, title: text(key), cards: here.map(card).collect() }
    };
    let lanes = said::case::STAGES.iter().map(lane);
    Ok(lanes.filter(|lane| !lane.cards.is_empty()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_overdue_stands_out_before_what_waits() {
        let today = NaiveDate::from_ymd_opt(2026, 12, 1).expect("a day");
        let case = |date: &str, stage: Stage| pb::Case {
            next_action_date: date.to_owned(),
            stage: stage.into(),
            ..Default::default()
        };
        assert_eq!(kind_of(&case("2026-11-30", Stage::Submitted), today), "late");
        assert_eq!(kind_of(&case("2026-12-02", Stage::Submitted), today), "waiting");
        assert_eq!(kind_of(&case("", Stage::Live), today), "unplanned");
        assert_eq!(kind_of(&case("2026-12-01", Stage::Live), today), "planned");
    }

    #[test]
    fn the_address_keeps_what_is_shown() {
        assert_eq!(address("", ""), "/cases");
        assert_eq!(address("late", "brokers/1"), "/cases?show=late&broker=brokers/1");
    }
}
