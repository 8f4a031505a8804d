//! Practical solutions: everyone finds and reads them, an organisation writes its own, others adopt them and say how it
//! went.

mod adopt;
mod edit;
mod show;

use axum::Router;
use axum::routing::{get, post};
use platform::Error;
use proto::ulos::v1 as pb;

use crate::read;
use crate::site::Site;
use crate::visit::Visit;

/// The pages of solutions.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/solutions", get(show::list))
        .route("/solutions/{id}", get(show::show))
        .route("/solutions/{id}/edit", get(edit::editing).post(edit::edit))
        .route("/solutions/{id}/publish", post(edit::publish))
        .route("/solutions/{id}/withdraw", post(edit::withdraw))
        .route("/solutions/{id}/adopt", get(adopt::adopting).post(adopt::adopt))
        .route("/ulos/{id}/edit/solutions", get(show::own))
        .route("/ulos/{id}/edit/solutions/new", get(edit::adding).post(edit::add))
}

/// One solution.
async fn fetch(visit: &Visit, id: &str) -> Result<pb::Solution, Error> {
    read::solution(visit, &format!("solutions/{id}")).await
}

/// All of an organisation's, newest first.
pub(crate) async fn of(visit: &Visit, ulo: &str) -> Result<Vec<pb::Solution>, Error> {
    read::every(|page_token| async move {
        let ulo = ulo.to_owned();
        let message = pb::ListSolutionsRequest { page_size: 100, page_token, ulo, ..Default::default() };
        let page = visit.services().solutions().list_solutions(visit.ask(message)?).await?.into_inner();
        Ok((page.solutions, page.next_page_token))
    })
    .await
}

/// Who adopted a solution, or what an organisation adopted; newest first.
async fn adoptions(visit: &Visit, solution: &str, ulo: &str) -> Result<Vec<pb::Adoption>, Error> {
    read::every(|page_token| async move {
        let message = pb::ListAdoptionsRequest {
            page_size: 100,
            page_token,
            solution: solution.to_owned(),
            ulo: ulo.to_owned(),
        };
        let page = visit.services().adoptions().list_adoptions(visit.ask(message)?).await?.into_inner();
        Ok((page.adoptions, page.next_page_token))
    })
    .await
}
