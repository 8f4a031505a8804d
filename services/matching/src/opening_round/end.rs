//! The end of a round: decided, or without deciding. What it means for each choice in it is done by the saga afterwards, which can
//! be repeated; who is given a place holds it from here on, so that nobody takes it meanwhile.
//!
//! Locked in this order, everywhere: the round, its results, places, choices.

use chrono::{DateTime, Utc};
use platform::event;
use platform::{Deps, Error, uk_time};
use sqlx::PgConnection;
use tokio::task::spawn_blocking;

use super::draw::Placed;
use super::result::{self, OpeningRoundResult, State as Standing};
use super::rpc::change;
use super::{Opening, OpeningRound, entrants, figures, opening, overdue, store};
use crate::{crash_point, queue};

/// Decides a round, if both rules help as many people as the owner was told: by the fair order, by the other.
///
/// # Errors
/// `OPENING_ROUND_EMPTY`; `COUNTS_CHANGED`.
pub async fn run(
    tx: &mut PgConnection,
    deps: &Deps,
    round: &mut OpeningRound,
    told: (u32, u32),
) -> Result<(), Error> {
    let now = deps.clock.now();
    let waiting = result::store::hold_waiting(tx, round.id).await?;
    let drawing = entrants::drawing(tx, deps, round, &waiting).await?;
    if drawing.entrants.is_empty() {
        return Err(Error::refused("OPENING_ROUND_EMPTY", "nobody has entered: cancel it instead"));
    }
    let (rule, seed, from) = (round.details.rule, round.lottery(), drawing.clone());
    let (run, placed) =
        spawn_blocking(move || figures::run(&from, rule, &seed)).await.map_err(Error::internal)??;
    if (run.both.fair_order.helped, run.both.most_helped.helped) != told {
        return Err(Error::refused(
            "COUNTS_CHANGED",
            "the rules do not help as many people as you were told: look again before you run it",
        ));
    }
    round.run(run, now);
    store::update(tx, round, Some(&drawing)).await?;
    for place in &placed {
        result::store::decide(tx, place, now).await?;
    }
    crash_point!("before_places_are_held");
    hold_places(tx, deps, &waiting, &placed).await?;
    opening::store::back_to_queue(tx, round.id, &[Standing::Late], None, now).await?;
    result::store::call(tx, round.id, now).await?;
    tell(tx, "opening_round.run", round).await
}

/// Holds a place for everyone who was given one.
async fn hold_places(
    tx: &mut PgConnection,
    deps: &Deps,
    waiting: &[OpeningRoundResult],
    placed: &[Placed],
) -> Result<(), Error> {
    let now = deps.clock.now();
    for standing in waiting {
        let place = placed.iter().find(|place| place.result == standing.id.uuid());
        if let Some(offering) = place.and_then(|place| place.offering) {
            queue::places::reserve(tx, (standing.choice, offering), standing.since, now).await?;
        }
    }
    Ok(())
}

/// Ends a round without deciding: everyone is in the queue where they would have been without it.
///
/// # Errors
/// `OPENING_ROUND_NOT_OPEN`.
pub async fn cancel(tx: &mut PgConnection, deps: &Deps, round: &mut OpeningRound) -> Result<(), Error> {
    let now = deps.clock.now();
    round.cancel(now)?;
    store::update(tx, round, None).await?;
    opening::store::back_to_queue(tx, round.id, &[Standing::Waiting, Standing::Late], None, now).await?;
    tell(tx, "opening_round.cancelled", round).await
}

/// Ends a round nobody ran in time, if there is one. Says whether there was.
///
/// # Errors
/// What the database said.
pub async fn cancel_overdue(deps: &Deps) -> Result<bool, Error> {
    let before = overdue(uk_time::date(deps.clock.now()));
    let Some(id) = store::open_before(deps.db.pool(), before).await? else { return Ok(false) };
    let mut tx = deps.db.begin().await?;
    let mut round = store::hold(&mut tx, &deps.seals, id).await?;
    if round.still_open().is_ok() {
        cancel(&mut tx, deps, &mut round).await?;
    }
    tx.commit().await?;
    Ok(true)
}

/// What another number of openings means for those who wait for a place there: they are in the round, or no more.
///
/// # Errors
/// What the database said.
pub async fn put(
    tx: &mut PgConnection,
    round: &OpeningRound,
    given: &Opening,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    if given.openings > 0 {
        return opening::store::call_queue(tx, given.offering, now).await;
    }
    let waiting = [Standing::Waiting, Standing::Late];
    opening::store::back_to_queue(tx, round.id, &waiting, Some(given.offering), now).await
}

/// Tells of a change, in counts.
///
/// # Errors
/// What the database said.
pub async fn tell(tx: &mut PgConnection, kind: &'static str, round: &OpeningRound) -> Result<(), Error> {
    let counts = result::store::counts(&mut *tx, &[round.id.uuid()]).await?;
    let counts = counts.get(&round.id.uuid()).copied().unwrap_or_default();
    event::append(tx, &change(kind, round, counts)).await
}
