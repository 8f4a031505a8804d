//! Guidance documents beside solutions: everyone finds them in the format they need, an organisation keeps its own.

mod edit;
mod formats;
mod show;

use axum::Router;
use axum::routing::{get, post};
use platform::Error;
use proto::ulos::v1 as pb;

use crate::error::Failure;
use crate::read;
use crate::site::Site;
use crate::staff;
use crate::visit::Visit;

/// The pages of guidance.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/guidances", get(show::list))
        .route("/guidances/{id}", get(show::show))
        .route("/guidances/{id}/edit", get(edit::editing).post(edit::edit))
        .route("/guidances/{id}/formats", get(formats::list).post(formats::add))
        .route("/guidances/{id}/formats/remove", post(formats::remove))
        .route("/guidances/{id}/publish", post(edit::publish))
        .route("/guidances/{id}/withdraw", post(edit::withdraw))
        .route("/ulos/{id}/edit/guidances/new", get(edit::adding).post(edit::add))
}

/// The guidance of that id.
async fn fetch(visit: &Visit, id: &str) -> Result<pb::Guidance, Error> {
    let message = pb::GetGuidanceRequest { name: format!("guidances/{id}") };
    Ok(visit.services().guidances().get_guidance(visit.ask(message)?).await?.into_inner())
}

/// The same, for someone who keeps it.
async fn fetch_own(visit: &Visit, id: &str) -> Result<pb::Guidance, Failure> {
    let guidance = fetch(visit, id).await?;
    staff::keeper(visit, &guidance.ulo)?;
    Ok(guidance)
}

/// All of an organisation's, or all beside a solution, newest first.
pub(crate) async fn of(visit: &Visit, ulo: &str, solution: &str) -> Result<Vec<pb::Guidance>, Error> {
    read::every(|page_token| async move {
        let (ulo, solution) = (ulo.to_owned(), solution.to_owned());
        let message =
            pb::ListGuidancesRequest { page_size: 100, page_token, ulo, solution, ..Default::default() };
        let page = visit.services().guidances().list_guidances(visit.ask(message)?).await?.into_inner();
        Ok((page.guidances, page.next_page_token))
    })
    .await
}
