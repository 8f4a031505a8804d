//! A fund for organisations: rounds that anyone reads, bids that managers write, assessors score and the programme decides
//! on, and awards that are paid, reported on and learned from.

mod announce;
mod assess;
mod awards;
mod bids;
mod decide;
mod drafting;
mod get;
mod reports;
mod rounds;
mod score;
mod sections;
mod steps;
mod waiting;

use axum::Router;
use axum::routing::{get, post};

use crate::site::Site;

/// The pages of a fund.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/rounds", get(rounds::list))
        .route("/rounds.csv", get(rounds::list_csv))
        .route("/rounds.xlsx", get(rounds::list_sheet))
        .route("/rounds/new", get(drafting::new).post(drafting::create))
        .route("/rounds/{id}", get(rounds::show))
        .route("/rounds/{id}/{file}", get(rounds::file))
        .route("/rounds/{id}/edit", get(drafting::editing).post(drafting::edit))
        .route("/rounds/{id}/open", get(announce::opening).post(announce::open))
        .route("/rounds/{id}/announce", get(announce::announcing).post(announce::announce))
        .route("/rounds/{id}/close", get(announce::closing).post(announce::close))
        .route("/rounds/{id}/bids", post(bids::begin))
        .route("/rounds/{id}/assess", get(assess::queue))
        .route("/rounds/{id}/ranking", get(decide::ranking))
        .merge(bid_routes())
        .merge(award_routes())
}

fn bid_routes() -> Router<Site> {
    Router::new()
        .route("/ulos/{id}/edit/fund", get(bids::mine))
        .route("/bids/{id}", get(bids::show))
        .route("/bids/{id}/check", get(bids::checking).post(bids::submit))
        .route("/bids/{id}/withdraw", get(bids::withdrawing).post(bids::withdraw))
        .route("/bids/{id}/milestones", get(steps::list).post(steps::add))
        .route("/bids/{id}/milestones/remove", post(steps::remove))
        .route("/bids/{id}/edit/{section}", get(sections::editing).post(sections::edit))
        .route("/bids/{id}/assess", get(assess::declaring).post(assess::declare))
        .route("/bids/{id}/decide", get(decide::deciding).post(decide::decide))
        .route("/assessments/{id}", get(score::show).post(score::save))
        .route("/assessments/{id}/aside", get(assess::leaving).post(assess::leave))
}

fn award_routes() -> Router<Site> {
    Router::new()
        .route("/awards/{id}", get(awards::show))
        .route("/awards/{id}/{file}", get(awards::file))
        .route("/awards/{id}/milestones/{number}", get(awards::milestone).post(awards::answer))
        .route("/awards/{id}/reports/{kind}", get(reports::new).post(reports::create))
        .route("/reports/{id}", get(reports::show).post(reports::answer))
        .route("/reports/{id}/edit", get(reports::editing).post(reports::edit))
}
