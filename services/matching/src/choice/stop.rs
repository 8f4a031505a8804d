//! Ending an offer because the person wants it ended. An acceptance that came first stands.

use platform::{Deps, Error, Id};
use sqlx::PgConnection;

use super::{Choice, State, introductions, settle, store};
use crate::request::{self, Request};
use crate::{Calls, crash_point};

/// How often to begin again when the choice went on to another pick meanwhile.
const TRIES: usize = 4;

/// Stops offering a choice: the introduction is taken back and no further pick is offered.
///
/// # Errors
/// [`Error::Unavailable`] when the introduction cannot be taken back just now.
pub async fn stop(deps: &Deps, calls: &Calls, id: Id<Choice>) -> Result<Choice, Error> {
    for _ in 0..TRIES {
        let seen = store::get(deps.db.pool(), &deps.seals, id).await?;
        take_back(deps, calls, &seen).await?;
        let mut tx = deps.db.begin().await?;
        let mut request = request::store::hold(&mut tx, &deps.seals, seen.request).await?;
        let mut choice = store::get(&mut *tx, &deps.seals, id).await?;
        if choice.waiting().is_some() && choice.state == State::Offering {
            continue;
        }
        let (before, now) = (choice.state, deps.clock.now());
        if choice.stop(now) {
            settle::save(&mut tx, deps, &choice, before).await?;
            settle::follow(&mut tx, deps, &mut request, choice.state, now).await?;
        }
        tx.commit().await?;
        crash_point!("after_stop_is_kept");
        return Ok(choice);
    }
    Err(Error::Unavailable)
}

/// Takes a request back, and with it the choice that is being offered.
///
/// # Errors
/// `REQUEST_PLACED` when an acceptance came first; [`Error::Unavailable`] when the introduction cannot be taken back
/// just now.
pub async fn withdraw_request(deps: &Deps, calls: &Calls, id: Id<Request>) -> Result<Request, Error> {
    for _ in 0..TRIES {
        if let Some(choice) = store::offering_of(deps.db.pool(), id).await? {
            stop(deps, calls, choice).await?;
        }
        let mut tx = deps.db.begin().await?;
        let mut request = request::store::hold(&mut tx, &deps.seals, id).await?;
        if store::offering_of(&mut *tx, id).await?.is_some() {
            continue;
        }
        request.withdraw(deps.clock.now())?;
        settle::keep(&mut tx, deps, &request, "request.withdrawn").await?;
        tx.commit().await?;
        return Ok(request);
    }
    Err(Error::Unavailable)
}

/// Takes back the introduction that waits, and takes in what became of it.
async fn take_back(deps: &Deps, calls: &Calls, choice: &Choice) -> Result<(), Error> {
    let Some(introduction) = choice.waiting() else { return Ok(()) };
    crash_point!("before_offer_is_withdrawn");
    let truth = introductions::take_back(deps, calls, introduction).await?;
    crash_point!("after_offer_is_withdrawn");
    let mut tx = deps.db.begin().await?;
    settle::settle(&mut tx, deps, &truth).await?;
    tx.commit().await
}

/// Stops what is being offered for a request without asking `brokers` now: the saga takes the introduction back.
///
/// # Errors
/// What the database said.
pub async fn abandon(tx: &mut PgConnection, deps: &Deps, request: Id<Request>) -> Result<(), Error> {
    let Some(id) = store::offering_of(&mut *tx, request).await? else { return Ok(()) };
    let mut choice = store::get(&mut *tx, &deps.seals, id).await?;
    let (before, now) = (choice.state, deps.clock.now());
    if let Some(introduction) = choice.waiting() {
        store::stray(tx, introduction, now).await?;
    }
    if choice.stop(now) {
        settle::save(tx, deps, &choice, before).await?;
    }
    Ok(())
}
