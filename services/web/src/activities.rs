//! What an organisation did to last and to be heard: training, outreach, influence. Everyone reads it, its managers keep it.
//! Sentence first, table next, picture third, all from the same rows; every table can be taken away as a file.

mod edit;
mod part;
mod sentences;
mod show;
mod tables;
mod withdraw;

use axum::Router;
use axum::routing::get;
use platform::{Error, Role};
use proto::ulos::v1 as pb;

use crate::entry;
use crate::error::Failure;
use crate::read;
use crate::site::Site;
use crate::visit::Visit;

pub(crate) use sentences::{board, lacks, last_outreach};

/// The pages of activities.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/ulos/{id}/activities", get(show::show))
        .route("/ulos/{id}/activities/{file}", get(show::file))
        .route("/ulos/{id}/edit/activities/new/{kind}", get(edit::adding).post(edit::add))
        .route("/ulos/{id}/edit/activities/{activity}", get(edit::editing).post(edit::edit))
        .route(
            "/ulos/{id}/edit/activities/{activity}/withdraw",
            get(withdraw::ask_first).post(withdraw::withdraw),
        )
}

/// Everything current of an organisation, and what follows from it.
struct Doings {
    ulo: pb::Ulo,
    /// The latest first.
    activities: Vec<pb::Activity>,
    capacity: pb::Capacity,
    /// Whether whoever looks may change it.
    keeps: bool,
}

impl Doings {
    async fn fetch(visit: &Visit, id: &str) -> Result<Self, Failure> {
        let ulo = read::ulo(visit, &format!("ulos/{id}")).await?;
        let first = list(visit, &ulo.name, 100, String::new()).await?;
        let (mut activities, mut page_token) = (first.activities, first.next_page_token);
        // The service keeps no more than three pages of them.
        while !page_token.is_empty() {
            let mut page = list(visit, &ulo.name, 100, page_token).await?;
            activities.append(&mut page.activities);
            page_token = page.next_page_token;
        }
        activities.sort_by(|one, other| (&other.date, &other.name).cmp(&(&one.date, &one.name)));
        let keeps = visit.viewer().is_some_and(|viewer| match viewer.caller().role {
            Role::Manager => viewer.caller().ulo == ulo.name,
            Role::Operator => true,
            _ => false,
        });
        Ok(Self {
            keeps: keeps && ulo.state() == pb::ulo::State::Listed,
            capacity: first.capacity.unwrap_or_default(),
            activities,
            ulo,
        })
    }
}

async fn list(
    visit: &Visit,
    ulo: &str,
    page_size: i32,
    page_token: String,
) -> Result<pb::ListActivitiesResponse, Error> {
    let state = pb::activity::State::Current.into();
    let request = pb::ListActivitiesRequest { page_size, page_token, ulo: ulo.to_owned(), state };
    Ok(visit.services().activities().list_activities(visit.ask(request)?).await?.into_inner())
}

/// What follows from everything an organisation did.
pub(crate) async fn capacity(visit: &Visit, ulo: &str) -> Result<pb::Capacity, Error> {
    Ok(list(visit, ulo, 1, String::new()).await?.capacity.unwrap_or_default())
}

/// The organisation and one thing it did, for someone who keeps it.
async fn fetch(visit: &Visit, id: &str, activity: &str) -> Result<(pb::Ulo, pb::Activity), Failure> {
    let ulo = entry::fetch(visit, id).await?;
    let request = pb::GetActivityRequest { name: format!("activities/{activity}") };
    let activity = visit.services().activities().get_activity(visit.ask(request)?).await?.into_inner();
    if activity.ulo != ulo.name {
        return Err(Error::not_found("this record").into());
    }
    Ok((ulo, activity))
}

/// Where what an organisation did is shown.
fn path(ulo: &pb::Ulo) -> String {
    format!("/{}/activities", ulo.name)
}
