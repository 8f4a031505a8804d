//! Taking in how an introduction stands: the one place where what `brokers` says becomes what a choice and its request
//! are. Told by the feed, by the answer to an offer, and by looking; the second time it changes nothing.
//!
//! The request is locked first, then the choice: whoever tells, one after the other.

use chrono::{DateTime, Utc};
use platform::event::{self, Change};
use platform::{Deps, Error, Id};
use sqlx::PgConnection;

use super::{Choice, Outcome, State, Truth, store, wire};
use crate::names::{Case, Ulo};
use crate::request::{self, Request};
use crate::{opening_round, queue};

/// Takes in how an introduction stands. Gives the choice as it then is; nothing when it is none of ours.
///
/// # Errors
/// What the database said.
pub async fn settle(tx: &mut PgConnection, deps: &Deps, truth: &Truth) -> Result<Option<Choice>, Error> {
    let Some(id) = store::request_of(&mut *tx, truth.choice).await? else { return Ok(None) };
    let now = deps.clock.now();
    let mut request = request::store::hold(tx, &deps.seals, id).await?;
    let mut choice = store::get(&mut *tx, &deps.seals, truth.choice).await?;
    let before = choice.state;
    if choice.learn(truth, now) {
        save(tx, deps, &choice, before).await?;
    }
    match truth.outcome {
        Outcome::Accepted => place(tx, deps, &mut request, truth, now).await?,
        Outcome::Waiting if choice.has_no_use_for(truth.introduction) => {
            store::stray(tx, truth.introduction, now).await?;
        }
        Outcome::Waiting => {}
        _ => store::no_stray(&mut *tx, truth.introduction).await?,
    }
    if before == State::Offering && choice.state != before {
        follow(tx, deps, &mut request, choice.state, now).await?;
    }
    Ok(Some(choice))
}

/// What the end of the choice being offered means for its request.
pub(crate) async fn follow(
    tx: &mut PgConnection,
    deps: &Deps,
    request: &mut Request,
    ended: State,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let (changed, kind) = match ended {
        State::Exhausted => (request.fail(now), "request.unmet"),
        State::Stopped => (request.reopen(now), "request.reopened"),
        State::Offering | State::Placed | State::NoneWanted => (false, ""),
    };
    if changed { keep(tx, deps, request, kind).await } else { Ok(()) }
}

/// A case answers the request: whatever was decided meanwhile, and whichever choice it came from.
async fn place(
    tx: &mut PgConnection,
    deps: &Deps,
    request: &mut Request,
    truth: &Truth,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let case = truth.case.ok_or_else(|| Error::internal("an introduction accepted without a case"))?;
    if let Some(other) = store::offering_of(&mut *tx, request.id()).await? {
        let mut other = store::get(&mut *tx, &deps.seals, other).await?;
        let before = other.state;
        if other.stop(now) {
            save(tx, deps, &other, before).await?;
        }
    }
    store::no_stray(&mut *tx, truth.introduction).await?;
    if request.place(case, Id::<Ulo>::from_uuid(truth.pick.ulo), now) {
        keep(tx, deps, request, "request.placed").await?;
    }
    Ok(())
}

/// Takes in that a case is closed.
///
/// # Errors
/// What the database said.
pub async fn close(
    tx: &mut PgConnection,
    deps: &Deps,
    request: Id<Request>,
    case: Id<Case>,
) -> Result<(), Error> {
    let mut request = match request::store::hold(tx, &deps.seals, request).await {
        Err(Error::NotFound(_)) => return Ok(()),
        held => held?,
    };
    if request.close(case, deps.clock.now()) {
        keep(tx, deps, &request, "request.closed").await?;
    }
    Ok(())
}

/// Keeps a changed choice and tells of it.
pub(crate) async fn save(
    tx: &mut PgConnection,
    deps: &Deps,
    choice: &Choice,
    before: State,
) -> Result<(), Error> {
    // Results are locked before choices: whoever runs a round does it in this order.
    if !choice.waits_for_round() {
        opening_round::result::store::leave(tx, choice.id()).await?;
    }
    store::update(tx, &deps.seals, choice).await?;
    queue::places::follow(tx, choice, deps.clock.now()).await?;
    let kind = if choice.state == before { "choice.updated" } else { choice.news() };
    event::append(tx, &change(kind, choice)).await
}

/// Keeps a changed request and tells of it.
pub(crate) async fn keep(
    tx: &mut PgConnection,
    deps: &Deps,
    request: &Request,
    kind: &'static str,
) -> Result<(), Error> {
    request::store::update(tx, &deps.seals, request).await?;
    event::append(tx, &request::rpc::change(kind, request)).await
}

/// The event of a change, without the message.
pub(crate) fn change(kind: &'static str, choice: &Choice) -> Change {
    let mut told = wire::to_wire(choice);
    told.message.clear();
    Change::new(kind, choice.id, choice.version, &told, choice.update_time)
}
