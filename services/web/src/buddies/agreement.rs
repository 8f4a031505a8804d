//! The page of one agreement: what everyone may see, and what its two sides keep together.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::{Caller, Role};
use proto::ulos::v1 as pb;
use proto::ulos::v1::buddying::{Payer, State};

use super::{Named, fetch};
use crate::error::Failure;
use crate::parts::Summary;
use crate::said;
use crate::view::{self, View};
use crate::visit::{Viewer, Visit};
use crate::when;
use crate::words::{Say as _, Text, text};

/// A side of an agreement.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Buddy,
    Helped,
}

/// The side for which a caller speaks.
pub(super) fn side(caller: &Caller, of: &pb::Buddying) -> Option<Side> {
    match caller.role {
        Role::Manager if caller.ulo == of.buddy => Some(Side::Buddy),
        Role::Manager if caller.ulo == of.helped_ulo => Some(Side::Helped),
        Role::Officer if !of.helped_council.is_empty() && caller.council == of.helped_council => {
            Some(Side::Helped)
        }
        _ => None,
    }
}

/// A milestone as the page shows it.
struct Row {
    number: usize,
    milestone: pb::BuddyMilestone,
    stands: Text,
    tag: &'static str,
}

#[derive(Template)]
#[template(path = "buddies/show.html")]
struct Show {
    named: Named,
    title: Text,
    /// What is next, for whoever looks.
    next: Text,
    rows: Vec<Row>,
    today: String,
    /// Whether whoever looks sees all of it.
    whole: bool,
    /// Whether whoever looks is one of its sides.
    part: bool,
    /// Whether whoever looks still has to accept it.
    to_accept: bool,
    /// Whether whoever looks says what it was worth.
    judges: bool,
}

impl Show {
    fn of(&self) -> &pb::Buddying {
        &self.named.buddying
    }

    fn is(&self, state: State) -> bool {
        self.of().state() == state
    }

    fn facts(&self) -> Summary {
        let of = self.of();
        let hours = text("buddy-hours-said").with("count", of.hours_per_month);
        let term =
            text("buddy-term").with("from", view::date(&of.start_date)).with("to", view::date(&of.end_date));
        let mut topics = of.topics.iter().map(|topic| said::solution::topic(*topic));
        let facts = Summary::default().row(text("buddy-hours"), hours).row(text("buddy-days"), term);
        let facts = facts.row(text("buddy-topics"), topics.next().unwrap_or_default());
        let facts = topics.fold(facts, Summary::and);
        if !self.whole {
            return facts;
        }
        let cost = match of.payer() {
            Payer::Nobody => said::buddy::payer(of.payer),
            _ => text("buddy-cost-said")
                .with("cost", view::money(of.cost_pence))
                .with("payer", said::buddy::payer(of.payer)),
        };
        facts.row(text("buddy-cost"), cost).row(text("buddy-exit"), of.exit_terms.text())
    }
}

/// `GET /buddyings/{id}`
pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let named = Named::of(&visit, fetch(&visit, &id).await?).await?;
    let caller = visit.viewer().map(Viewer::caller);
    let side = caller.and_then(|caller| side(caller, &named.buddying));
    let of = &named.buddying;
    let accepted = match side {
        Some(Side::Buddy) => of.buddy_accept_time.is_some(),
        Some(Side::Helped) => of.helped_accept_time.is_some(),
        None => true,
    };
    let to_accept = of.state() == State::Proposed && !accepted;
    let judges = of.state() == State::Ended && side == Some(Side::Helped);
    let content = Show {
        title: named.sentence(),
        next: next(of, side, to_accept),
        rows: rows(of),
        today: when::today().to_string(),
        whole: !of.milestones.is_empty(),
        part: side.is_some(),
        to_accept,
        judges,
        named,
    };
    visit
        .page(content.title.clone())
        .under(&content.named.buddy.name, &content.named.buddy.path)
        .show(&content)
}

/// What is next, in a sentence.
fn next(of: &pb::Buddying, side: Option<Side>, to_accept: bool) -> Text {
    text(match (of.state(), side) {
        (State::Proposed, Some(_)) if to_accept => "buddy-next-yours",
        (State::Proposed, _) => "buddy-next-theirs",
        (State::Accepted, _) => "buddy-next-running",
        (State::Declined, _) => "buddy-next-declined",
        (State::Ended, Some(Side::Helped)) if of.verdict == 0 => "buddy-next-judge",
        _ => "buddy-next-ended",
    })
}

/// Each milestone with how it stands today.
fn rows(of: &pb::Buddying) -> Vec<Row> {
    let today = when::today();
    let row = |(index, milestone): (usize, &pb::BuddyMilestone)| {
        let late = when::date(&milestone.due_date).is_some_and(|due| due < today);
        let (stands, tag) = match (milestone.done_date.as_str(), late) {
            ("", true) => (text("buddy-milestone-late"), "warm"),
            ("", false) => (text("buddy-milestone-open"), ""),
            (done, _) => (text("buddy-milestone-done").with("day", view::date(done)), "good"),
        };
        Row { number: index + 1, milestone: milestone.clone(), stands, tag }
    };
    of.milestones.iter().enumerate().map(row).collect()
}
