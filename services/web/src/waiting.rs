//! What waits for somebody outside an organisation: claims to entries, changes people rely on, entries to check again.
//! A queue for each council, and one page for each claim and each change, with who may decide and what changes.

mod claim;
mod edit;
mod queue;

use axum::Router;
use axum::routing::{get, post};
use chrono::{NaiveDate, TimeDelta};
use platform::{Error, Role, uk_time};
use proto::ulos::v1 as pb;
use reference::checked::MENU_DAYS;

use crate::site::Site;
use crate::view;
use crate::visit::Visit;
use crate::when;
use crate::words::{Text, text};

/// The pages of what waits.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/frameworks/{gss}/waiting", get(queue::show))
        .route("/claims/{id}", get(claim::show))
        .route("/claims/{id}/accept", post(claim::accept))
        .route("/claims/{id}/refuse", post(claim::refuse))
        .route("/edits/{id}", get(edit::show))
        .route("/edits/{id}/accept", post(edit::accept))
        .route("/edits/{id}/return", post(edit::send_back))
        .route("/edits/{id}/withdraw", post(edit::withdraw))
}

/// The changes that wait: of an organisation or, with none, of all whoever looks may read.
pub(crate) async fn edits(visit: &Visit, ulo: &str) -> Result<Vec<pb::Edit>, Error> {
    let (ulo, state) = (ulo.to_owned(), pb::edit::State::Pending.into());
    let request = pb::ListEditsRequest { page_size: 100, ulo, state, ..Default::default() };
    Ok(visit.services().edits().list_edits(visit.ask(request)?).await?.into_inner().edits)
}

/// The claims that wait, in the same way.
pub(crate) async fn claims(visit: &Visit, ulo: &str) -> Result<Vec<pb::Claim>, Error> {
    let (ulo, state) = (ulo.to_owned(), pb::claim::State::Pending.into());
    let request = pb::ListClaimsRequest { page_size: 100, ulo, state, ..Default::default() };
    Ok(visit.services().claims().list_claims(visit.ask(request)?).await?.into_inner().claims)
}

/// The organisation as its manager proposed it, when a change waits: nothing typed is lost. Others see it as it is.
pub(crate) async fn proposed(visit: &Visit, ulo: pb::Ulo) -> Result<pb::Ulo, Error> {
    if !visit.viewer().is_some_and(|viewer| viewer.caller().role == Role::Manager) {
        return Ok(ulo);
    }
    let Some(after) = edits(visit, &ulo.name).await?.pop().and_then(|edit| edit.after) else {
        return Ok(ulo);
    };
    let pb::ReliedOn { display_name, kind, legal_form, registrations, councils } = after;
    Ok(pb::Ulo { display_name, kind, legal_form, registrations, councils, ..ulo })
}

/// What to say after a change was sent: that it is saved or, when people rely on what it changes, that it waits.
pub(crate) async fn told(visit: &Visit, ulo: &str, relied_on: bool) -> Result<&'static str, Error> {
    let manager = visit.viewer().is_some_and(|viewer| viewer.caller().role == Role::Manager);
    let waits = manager && relied_on && !edits(visit, ulo).await?.is_empty();
    Ok(if waits { "entry-saved-waits" } else { "entry-saved" })
}

/// The day an entry leaves the menus, unless somebody checks it.
pub(crate) fn leaves(ulo: &pb::Ulo) -> Option<NaiveDate> {
    let from = when::time(ulo.verify_time.as_ref()).or_else(|| when::time(ulo.create_time.as_ref()))?;
    Some(uk_time::date(from + TimeDelta::days(MENU_DAYS)))
}

/// What follows from an entry not being checked: nothing while it is fresh.
pub(crate) fn unchecked(ulo: &pb::Ulo) -> Option<Text> {
    let day = leaves(ulo).filter(|_| ulo.stale)?;
    let key = if day < when::today() { "waiting-left-menu" } else { "waiting-leaves-menu" };
    Some(text(key).with("day", view::date(&day.to_string())))
}
