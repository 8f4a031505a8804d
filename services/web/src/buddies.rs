//! Buddies: an organisation offers hours to others, finds who could help it or whom it could help, and keeps agreements with
//! the other side, down to what the help was worth. Officers do the same for a council that has no organisation.

mod agreement;
mod offer;
mod propose;
mod steps;
mod suggested;

use axum::Router;
use axum::routing::{get, post};
use platform::Error;
use proto::ulos::v1 as pb;

use crate::read;
use crate::site::Site;
use crate::staff;
use crate::visit::Visit;
use crate::words::{Say as _, Text, text};

pub(crate) use suggested::helpers;

/// The pages of buddies.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/ulos/{id}/edit/buddies", get(offer::own))
        .route("/ulos/{id}/edit/buddies/offer", get(offer::offering).post(offer::offer))
        .route("/ulos/{id}/edit/buddies/withdraw", post(offer::withdraw))
        .route("/ulos/{id}/edit/buddies/find", get(suggested::buddies))
        .route("/ulos/{id}/edit/buddies/help", get(suggested::helped))
        .route("/frameworks/{gss}/buddies", get(suggested::of_council))
        .route("/buddyings/new", get(propose::proposing).post(propose::propose))
        .route("/buddyings/{id}", get(agreement::show))
        .route("/buddyings/{id}/edit", get(propose::editing).post(propose::edit))
        .route("/buddyings/{id}/accept", post(steps::accept))
        .route("/buddyings/{id}/decline", post(steps::decline))
        .route("/buddyings/{id}/milestones", post(steps::mark))
        .route("/buddyings/{id}/end", get(steps::ending).post(steps::end))
        .route("/buddyings/{id}/judge", get(steps::judging).post(steps::judge))
}

/// One agreement.
async fn fetch(visit: &Visit, id: &str) -> Result<pb::Buddying, Error> {
    let message = pb::GetBuddyingRequest { name: format!("buddyings/{id}") };
    Ok(visit.services().buddyings().get_buddying(visit.ask(message)?).await?.into_inner())
}

/// What an organisation offers today, if it does.
pub(crate) async fn offer_of(visit: &Visit, ulo: &str) -> Result<Option<pb::BuddyOffer>, Error> {
    let state = pb::buddy_offer::State::Current.into();
    let request = pb::ListBuddyOffersRequest { ulo: ulo.to_owned(), state, ..Default::default() };
    let found = visit.services().buddy_offers().list_buddy_offers(visit.ask(request)?).await?;
    Ok(found.into_inner().buddy_offers.pop())
}

/// The agreements of an organisation, or for a council, that whoever looks may see.
pub(crate) async fn agreements(visit: &Visit, ulo: &str, council: &str) -> Result<Vec<pb::Buddying>, Error> {
    let (ulo, council) = (ulo.to_owned(), council.to_owned());
    let request = pb::ListBuddyingsRequest { page_size: 100, ulo, council, ..Default::default() };
    Ok(visit.services().buddyings().list_buddyings(visit.ask(request)?).await?.into_inner().buddyings)
}

/// What an organisation or a council is called, and its page.
#[derive(Clone, Default)]
pub(crate) struct Party {
    pub name: Text,
    pub path: String,
}

impl Party {
    pub(crate) async fn of(visit: &Visit, ulo: &str, council: &str) -> Result<Self, Error> {
        if ulo.is_empty() {
            let path = format!("/{}", council.replacen("councils/", "frameworks/", 1));
            return Ok(Self { name: staff::council(council), path });
        }
        let found = read::if_there(read::ulo(visit, ulo).await)?;
        let name = found.map_or_else(|| text("buddy-gone"), |ulo| ulo.display_name.text());
        Ok(Self { name, path: format!("/{ulo}") })
    }
}

/// An agreement with what its sides are called.
pub(crate) struct Named {
    pub buddying: pb::Buddying,
    pub buddy: Party,
    pub helped: Party,
}

impl Named {
    async fn of(visit: &Visit, buddying: pb::Buddying) -> Result<Self, Error> {
        Ok(Self {
            buddy: Party::of(visit, &buddying.buddy, "").await?,
            helped: Party::of(visit, &buddying.helped_ulo, &buddying.helped_council).await?,
            buddying,
        })
    }

    /// Who helps whom, in a sentence.
    pub fn sentence(&self) -> Text {
        text("buddy-helps").with("buddy", &self.buddy.name).with("helped", &self.helped.name)
    }
}

/// Those everyone may see, newest first, with what their sides are called.
pub(crate) async fn public_of(visit: &Visit, ulo: &str) -> Result<Vec<Named>, Error> {
    let mut found = agreements(visit, ulo, "").await?;
    found.retain(|one| matches!(one.state(), pb::buddying::State::Accepted | pb::buddying::State::Ended));
    named(visit, found.into_iter().take(10)).await
}

async fn named(visit: &Visit, found: impl IntoIterator<Item = pb::Buddying>) -> Result<Vec<Named>, Error> {
    let mut named = Vec::new();
    for buddying in found {
        named.push(Named::of(visit, buddying).await?);
    }
    Ok(named)
}
