//! Taking a place, and letting go of it.

use chrono::{DateTime, Utc};
use platform::{Error, Id};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{Queue, store};
use crate::choice::Choice;

/// Lets a choice's next pick be offered: takes a place for it where places are counted. Nothing when it can be offered now,
/// else the queue it has to wait in.
///
/// # Errors
/// What the database said.
pub async fn enter(
    tx: &mut PgConnection,
    choice: &Choice,
    now: DateTime<Utc>,
) -> Result<Option<Queue>, Error> {
    let Some((_, pick)) = choice.next() else { return Ok(None) };
    let offering = Id::from_uuid(pick.offering);
    let facts = store::facts(&mut *tx, offering).await?;
    let Some((openings, stated)) = facts.and_then(|facts| facts.stated(now)) else { return Ok(None) };
    store::restate(tx, offering, stated).await?;
    let since = choice.queue_time().unwrap_or(now);
    let place = store::Place { offering, choice: choice.id(), since, openings, by_turn: true };
    if store::hold(tx, &place, now).await? {
        return Ok(None);
    }
    let queue = store::before(tx, &place, stated).await?;
    Ok(queue.places().is_some_and(|places| places > 0).then_some(queue))
}

/// Takes a place for a choice to which a round gave one, where places are counted and one is free.
///
/// # Errors
/// What the database said.
pub async fn reserve(
    tx: &mut PgConnection,
    (choice, offering): (Id<Choice>, Uuid),
    since: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let offering = Id::from_uuid(offering);
    let facts = store::facts(&mut *tx, offering).await?;
    let Some((openings, stated)) = facts.and_then(|facts| facts.stated(now)) else { return Ok(()) };
    store::restate(tx, offering, stated).await?;
    let place = store::Place { offering, choice, since, openings, by_turn: false };
    store::hold(tx, &place, now).await?;
    Ok(())
}

/// Lets go of what a choice no longer needs, and counts a place as taken once someone was taken on. Whoever waits next is
/// looked at soon.
///
/// # Errors
/// What the database said.
pub async fn follow(tx: &mut PgConnection, choice: &Choice, now: DateTime<Utc>) -> Result<(), Error> {
    let stays = choice.accepted().or_else(|| choice.offered().map(|pick| pick.offering));
    let released = store::release(tx, choice.id(), stays).await?;
    let taken = match choice.accepted() {
        Some(_) => store::take(tx, choice.id(), now).await?,
        None => None,
    };
    for offering in released.into_iter().chain(taken) {
        store::call_next(tx, offering, now).await?;
    }
    Ok(())
}
