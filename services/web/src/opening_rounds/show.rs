//! One round, for whoever decides it and whoever gives places to it.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::Role;
use proto::matching::v1 as pb;
use proto::matching::v1::opening_round::State;

use super::{fetch, figures, give, is_closed, lead, owner, owns};
use crate::error::Failure;
use crate::parts::Summary;
use crate::parts::table::{Cell, Table};
use crate::read;
use crate::said;
use crate::view::{self, View};
use crate::visit::Visit;
use crate::words::{Say as _, Text, text};

#[derive(Template)]
#[template(path = "opening_rounds/show.html")]
struct Show {
    round: pb::OpeningRound,
    lead: Text,
    summary: Summary,
    openings: Table,
    /// What whoever looks could give, with where they say so; nothing once it is decided.
    gives: Vec<(Text, Text, String)>,
    /// What it came to, and what one of its goals cost; nothing until it is decided.
    came_to: Option<(Text, Table, Vec<Text>)>,
    owns: bool,
    open: bool,
    /// Whether it can be decided now.
    ready: bool,
    /// Whether whoever looks runs an organisation.
    manager: bool,
}

/// `GET /openingRounds/{id}`
pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let round = fetch(&visit, &id).await?;
    let (owns, open) = (owns(&visit, &round), round.state() == State::Open);
    let gives = if open && !is_closed(&round) { give::offered(&visit, &round).await? } else { Vec::new() };
    let content = Show {
        lead: lead(&round),
        summary: summary(&visit, &round, owns).await?,
        openings: openings(&visit, &round).await?,
        gives,
        came_to: round.run.as_ref().map(|run| figures::came_to(run, round.rule())),
        ready: owns && open && is_closed(&round),
        manager: visit.signed_in()?.caller().role == Role::Manager,
        owns,
        open,
        round,
    };
    let page = visit.page(content.round.title.text());
    page.under(text("opening-round-list"), "/openingRounds").show(&content)
}

async fn summary(visit: &Visit, round: &pb::OpeningRound, owns: bool) -> Result<Summary, Failure> {
    let mut rows = Summary::default()
        .row(text("opening-round-owner"), owner(visit, &round.owner).await?)
        .row(text("opening-round-rule"), said::opening_round::rule(round.rule))
        .row(text("opening-round-close"), view::date(&round.close_date));
    if owns {
        rows = rows.row(text("opening-round-entries"), text("table-number").with("count", round.entries));
        rows = rows.row(text("opening-round-late"), text("table-number").with("count", round.late));
    }
    rows = rows.row(text("opening-round-commitment"), &round.seed_commitment);
    if round.seed.is_empty() { Ok(rows) } else { Ok(rows.row(text("opening-round-seed"), &round.seed)) }
}

/// The places it has, by offering.
async fn openings(visit: &Visit, round: &pb::OpeningRound) -> Result<Table, Failure> {
    let heads = ["opening-round-offering", "opening-round-organisation", "opening-round-places"];
    let mut table = Table::new("openings", text("opening-round-openings-table"), heads.map(text).to_vec());
    for one in &round.openings {
        let ulo = owner(visit, &one.ulo).await?;
        table = table
            .row(offering(visit, &one.offering).await?, vec![Cell::words(ulo), Cell::count(one.openings)]);
    }
    Ok(table)
}

/// What an offering is called.
pub(super) async fn offering(visit: &Visit, name: &str) -> Result<Text, Failure> {
    let found = read::if_there(read::offering(visit, name).await)?;
    Ok(found.map_or_else(|| text("opening-round-offering-gone"), |found| found.display_name.text()))
}
