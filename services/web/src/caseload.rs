//! The cases of a broker or a team: the board, one case with its history and needs, and everything done to it.

mod board;
mod close;
mod keep;
mod moves;
mod review;
mod show;
mod transfer;
mod work;

use axum::Router;
use axum::response::Response;
use axum::routing::get;
use platform::Role;
use proto::brokers::v1 as pb;
use proto::brokers::v1::case::{Stage, State};

use crate::error::Failure;
use crate::site::Site;
use crate::staff;
use crate::visit::Visit;
use crate::when;
use crate::words::{Text, text};

/// The pages of cases.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/cases", get(board::board))
        .route("/cases/{id}", get(show::show))
        .route("/cases/{id}/move", get(moves::moving).post(moves::go))
        .route("/cases/{id}/work", get(work::working).post(work::work))
        .route("/cases/{id}/close", get(close::closing).post(close::close))
        .route("/cases/{id}/transfer", get(transfer::transferring).post(transfer::transfer))
        .route("/cases/{id}/reviews/{review}", get(review::answering).post(review::answer))
        .route("/cases/{id}/{part}", get(keep::keeping).post(keep::keep))
}

async fn fetch(visit: &Visit, id: &str) -> Result<pb::Case, Failure> {
    let request = pb::GetCaseRequest { name: format!("cases/{id}") };
    Ok(visit.services().cases().get_case(visit.ask(request)?).await?.into_inner())
}

/// The page of the person, for somebody who is not of an organisation and comes by an address of ours.
fn theirs(visit: &Visit) -> Option<Response> {
    let caller = visit.viewer()?.caller();
    let person = matches!(caller.role, Role::Person | Role::Supporter);
    person.then(|| visit.go(&format!("/home{}", visit.path())))
}

/// What stands out about a case today.
fn sign(case: &pb::Case, today: chrono::NaiveDate) -> when::Due {
    let calm = |words| when::Due { words, late: false };
    if case.state() == State::Closed {
        return calm(text("caseload-sign-closed"));
    }
    match when::due(&case.next_action_date, today) {
        Some(due) if due.late => due,
        _ if case.stage() == Stage::Submitted => calm(text("caseload-sign-waiting")),
        Some(due) => due,
        None => calm(text("caseload-sign-no-date")),
    }
}

/// The title of a case: the person it is with, as far as they share it.
async fn title(visit: &Visit, case: &pb::Case) -> Result<Text, Failure> {
    Ok(staff::name_of(staff::person(visit, &case.person).await?.as_ref()))
}
