//! The enabling framework of a council: what exists, what is missing, how long people wait, whom no one could help, and
//! whether people gain control. Sentence first, table next, picture third, all from the same rows; every table can be
//! taken away as a file. Open to everyone.

mod corrections;
mod live;
mod nation;
mod openings;
mod organisations;
mod report;
mod show;
mod spending;
mod tables;
mod ties;

use axum::Router;
use axum::routing::{get, post};
use platform::uk_time;
use proto::councils::v1 as pb;
use proto::councils::v1::element::Status;
use proto::councils::v1::wait::Step;

use crate::parts::download::Cover;
use crate::site::Site;
use crate::when;
use crate::words::{Say, Text, text};

/// The pages of frameworks.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/frameworks", get(nation::list))
        .route("/frameworks.csv", get(nation::csv))
        .route("/frameworks.xlsx", get(nation::spreadsheet))
        .route("/frameworks/{gss}", get(show::show))
        .route("/frameworks/{gss}/corrections", get(corrections::list).post(corrections::add))
        .route("/frameworks/{gss}/corrections/{id}/withdraw", post(corrections::withdraw))
        .route("/frameworks/{gss}/report", get(report::show))
        .route("/frameworks/{gss}/spending", get(spending::show))
        .route("/frameworks/{gss}/spending/{year}", get(spending::file_or_form).post(spending::state))
        .route("/frameworks/{gss}/link", get(ties::show))
        .route("/frameworks/{gss}/link/{file}", get(ties::file))
        .route("/frameworks/{gss}/openings", get(openings::show))
        .route("/frameworks/{gss}/openings/{file}", get(openings::file))
        .route("/frameworks/{gss}/organisations", get(organisations::list))
        .route("/frameworks/{gss}/{file}", get(show::file))
        .route("/ulos/{id}/verify", get(organisations::verifying).post(organisations::verify))
}

/// The answer to one question about one kind of support.
fn status(status: i32) -> Text {
    text(match Status::try_from(status) {
        Ok(Status::InPlace) => "framework-status-yes",
        Ok(Status::Partly) => "framework-status-partly",
        Ok(Status::Missing) => "framework-status-no",
        _ => "framework-status-unknown",
    })
}

/// A step of the journey.
pub(crate) fn step(step: i32) -> Text {
    text(match Step::try_from(step) {
        Ok(Step::AskedToChosen) => "framework-step-chosen",
        Ok(Step::ChosenToAccepted) => "framework-step-accepted",
        Ok(Step::AskedToAccepted) => "framework-step-whole",
        Ok(Step::AcceptedToLive) => "framework-step-live",
        Ok(Step::AskedToMenu) => "framework-step-menu",
        Ok(Step::MenuToChosen) => "framework-step-menu-chosen",
        Ok(Step::ChosenToIntroduced) => "framework-step-introduced",
        Ok(Step::IntroducedToAccepted) => "framework-step-answered",
        Ok(Step::AcceptedToContact) => "framework-step-contact",
        Ok(Step::ContactToAgreed) => "framework-step-agreed",
        Ok(Step::AgreedToLive) => "framework-step-agreed-live",
        _ => return Text::default(),
    })
}

/// A count that gives no one away.
pub(crate) fn small(count: Option<&pb::SmallNumber>) -> Text {
    match count.and_then(|count| count.value) {
        Some(value) => text("table-number").with("count", value),
        None => text("framework-hidden"),
    }
}

/// So many days, when it can be told for that many people.
pub(crate) fn days(days: Option<i32>, count: Option<&pb::SmallNumber>) -> Text {
    match days {
        Some(days) => text("framework-days").with("days", days),
        None if count.is_some_and(|count| count.hidden) => text("framework-hidden"),
        None if count.is_some_and(|count| count.value.is_some_and(|count| count > 0)) => {
            text("framework-too-few")
        }
        None => text("framework-days-none"),
    }
}

/// A quarter such as `2026-Q3` in words.
pub(crate) fn quarter(quarter: &str) -> Text {
    match quarter.split_once("-Q") {
        Some((year, number)) => text("framework-quarter").with("year", year).with("number", number),
        None => Text::default(),
    }
}

/// Several things in one cell.
fn listed(said: impl Iterator<Item = Text>) -> Option<Text> {
    said.reduce(|all, next| text("framework-and").with("one", all).with("more", next))
}

pub(crate) use nation::all;
pub(crate) use show::fetch;

/// What a file of many councils' figures says of itself.
pub(crate) fn cover_of<'a>(
    title: impl Say,
    frameworks: impl IntoIterator<Item = &'a pb::Framework>,
) -> Cover {
    match frameworks.into_iter().next() {
        Some(any) => cover(title, any),
        None => Cover::new(title, when::today()),
    }
}

/// What a file of these figures says of itself.
fn cover(title: impl Say, framework: &pb::Framework) -> Cover {
    let day = when::time(framework.as_of_time.as_ref()).map_or_else(when::today, uk_time::date);
    Cover::new(title, day).methods(framework.method_sentences.iter().map(|key| method(key)))
}

/// Whether a question is answered with yes.
fn in_place(status: i32) -> bool {
    status == i32::from(Status::InPlace)
}

/// How one of the sentences on how figures are made is said; the key comes from the service.
pub(crate) fn method(key: &str) -> Text {
    text(match key {
        "framework-method-source" => "framework-method-source",
        "framework-method-elements" => "framework-method-elements",
        "framework-method-possible" => "framework-method-possible",
        "framework-method-ulos" => "framework-method-ulos",
        "framework-method-waits" => "framework-method-waits",
        "framework-method-requests" => "framework-method-requests",
        "framework-method-control" => "framework-method-control",
        "framework-method-small-numbers" => "framework-method-small-numbers",
        "release-method-quarter" => "release-method-quarter",
        "release-method-requests" => "release-method-requests",
        "release-method-waits" => "release-method-waits",
        "release-method-control" => "release-method-control",
        "release-method-cost" => "release-method-cost",
        "release-method-intervals" => "release-method-intervals",
        "release-method-small-numbers" => "release-method-small-numbers",
        "release-method-revision" => "release-method-revision",
        other => return other.text(),
    })
}
