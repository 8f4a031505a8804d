//! Statistics of ended quarters: what came of requests, how long people waited, whether they gained control; for England,
//! each region and each council. The only place where everyone finds numbers that count people. Open to everyone.

mod costs;
pub(crate) mod released;
mod revise;
mod show;
pub(crate) mod tables;

use axum::Router;
use axum::routing::get;
use platform::Error;
use proto::councils::v1 as pb;

use crate::read;
use crate::site::Site;
use crate::visit::Visit;

pub(crate) use released::Released;

/// The GSS code of England.
const ENGLAND: &str = "E92000001";

/// The pages of releases.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/releases", get(show::list))
        .route("/releases/{quarter}", get(show::show))
        .route("/releases/{quarter}/revise", get(revise::asking).post(revise::revise))
        .route("/releases/{quarter}/{file}", get(show::file))
}

/// The release of a quarter, or the newest when none is named, with the figures of one place and those it is in, or of
/// all places when none is named. Nothing when there is no such release.
pub(crate) async fn of(visit: &Visit, quarter: &str, place: &str) -> Result<Option<pb::Release>, Error> {
    let name = match quarter {
        "" => match newest(visit).await? {
            Some(newest) => newest.name,
            None => return Ok(None),
        },
        quarter => format!("releases/{quarter}"),
    };
    read::if_there(fetch(visit, &name, 0, place).await)
}

/// The figures of every council in the newest release.
pub(crate) async fn of_councils(visit: &Visit) -> Result<Vec<pb::PlaceFigures>, Error> {
    Ok(of(visit, "", "").await?.map(|release| release.figures).unwrap_or_default())
}

async fn newest(visit: &Visit) -> Result<Option<pb::Release>, Error> {
    Ok(listed(visit, 1).await?.into_iter().next())
}

/// The newest releases, without their figures.
async fn listed(visit: &Visit, page_size: i32) -> Result<Vec<pb::Release>, Error> {
    let message = pb::ListReleasesRequest { page_size, page_token: String::new() };
    Ok(visit.services().releases().list_releases(visit.ask(message)?).await?.into_inner().releases)
}

async fn fetch(visit: &Visit, name: &str, revision: i32, place: &str) -> Result<pb::Release, Error> {
    let message = pb::GetReleaseRequest { name: name.to_owned(), revision, place: place.to_owned() };
    Ok(visit.services().releases().get_release(visit.ask(message)?).await?.into_inner())
}
