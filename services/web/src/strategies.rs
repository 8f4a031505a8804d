//! What councils do about having no user-led organisation: the clock, what is promised and what is late, for everyone to
//! read; the council's officers write it, and someone outside the council may find that it is no longer required.

mod edit;
mod nation;
mod show;

use axum::Router;
use axum::routing::get;
use platform::Error;
use proto::councils::v1 as pb;
use proto::councils::v1::strategy::{Closure, Stage, State};

use crate::read;
use crate::site::Site;
use crate::view;
use crate::visit::Visit;
use crate::words::{Text, text};

pub(crate) use nation::open_ones;

const METHODS: [&str; 5] = [
    "strategy-method-found",
    "strategy-method-write",
    "strategy-method-late",
    "strategy-method-promise",
    "strategy-method-close",
];

/// The pages of strategies.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/strategies", get(nation::list))
        .route("/strategies.csv", get(nation::csv))
        .route("/strategies.xlsx", get(nation::spreadsheet))
        .route("/strategies/{id}", get(show::show))
        .route("/strategies/{id}/write", get(edit::writing).post(edit::write))
        .route("/strategies/{id}/review", get(edit::reviewing).post(edit::review))
        .route("/strategies/{id}/actions/{number}", get(edit::acting).post(edit::act))
        .route("/strategies/{id}/{file}", get(show::file))
        .route("/frameworks/{gss}/strategy", get(show::of_council))
}

/// One strategy.
async fn fetch(visit: &Visit, id: &str) -> Result<pb::Strategy, Error> {
    let message = pb::GetStrategyRequest { name: format!("strategies/{id}") };
    Ok(visit.services().strategies().get_strategy(visit.ask(message)?).await?.into_inner())
}

/// The strategies of a council, newest first; of every council when none is named.
async fn list(visit: &Visit, council: &str) -> Result<Vec<pb::Strategy>, Error> {
    read::every(|page_token| async move {
        let council = council.to_owned();
        let message = pb::ListStrategiesRequest { page_size: 100, page_token, council, ..Default::default() };
        let page = visit.services().strategies().list_strategies(visit.ask(message)?).await?.into_inner();
        Ok((page.strategies, page.next_page_token))
    })
    .await
}

/// How the open strategy of a council goes today, and where it is; nothing when none is required.
pub(crate) async fn of_framework(
    visit: &Visit,
    framework: &pb::Framework,
) -> Result<Option<(Text, String)>, Error> {
    if framework.user_led_count > 0 || framework.freeze_time.is_some() {
        return Ok(None);
    }
    let newest = list(visit, &framework.council).await?.into_iter().next();
    let open = newest.filter(|strategy| strategy.state() != State::Closed);
    Ok(open.map(|strategy| (lead(&strategy), format!("/{}/strategy", framework.name))))
}

/// How it goes, in a sentence or two.
fn lead(strategy: &pb::Strategy) -> Text {
    let key = match (strategy.stage(), strategy.state(), strategy.closure()) {
        (Stage::Closed, _, Closure::VerifiedUlo) => "strategy-lead-met",
        (Stage::Closed, ..) => "strategy-lead-reviewed",
        (Stage::Overdue, State::Required, _) => "strategy-lead-late",
        (Stage::Overdue, ..) => "strategy-lead-action-late",
        (Stage::Required, ..) => "strategy-lead-required",
        (Stage::OnTrack, ..) if strategy.due_date.is_empty() => "strategy-lead-all-done",
        (Stage::OnTrack, ..) => "strategy-lead-on-track",
        _ => "strategy-lead-written",
    };
    text(key)
        .with("days", strategy.days_left.unwrap_or_default().abs())
        .with("due", view::date(&strategy.due_date))
        .with("found", view::date(&strategy.find_date))
        .with("closed", view::day(strategy.close_time))
}

/// How it goes, in a word or two.
pub(crate) fn stage(stage: Stage) -> Text {
    text(match stage {
        Stage::Required => "strategy-stage-required",
        Stage::Written => "strategy-stage-written",
        Stage::OnTrack => "strategy-stage-on-track",
        Stage::Overdue => "strategy-stage-overdue",
        Stage::Closed => "strategy-stage-closed",
        Stage::Unspecified => "strategy-stage-none",
    })
}
