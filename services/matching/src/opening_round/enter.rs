//! What rounds mean for the next pick of a choice: it waits for an open one, and does what one that is over decided.

use chrono::{DateTime, NaiveDate, Utc};
use platform::{Deps, Error, Id, uk_time};
use sqlx::PgConnection;

use super::result::{self, OpeningRoundResult, State as Standing};
use super::{State, opening};
use crate::choice::{Choice, settle};
use crate::request::Request;

/// Brings a choice up to date with the rounds. Says whether its next pick waits for one. Whoever calls holds the request.
///
/// # Errors
/// What the database said.
pub async fn follow(
    tx: &mut PgConnection,
    deps: &Deps,
    (choice, request): (&mut Choice, &mut Request),
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let mut given = None;
    if let Some(known) = choice.result() {
        let standing = result::store::get(&mut *tx, known).await?;
        if choice.waits_for_round() && is_undecided(tx, &standing).await? {
            // Its offering was taken out and put in again meanwhile: no queue for it.
            if choice.queue_time().is_some() {
                choice.enter_round(known, now);
                settle::save(tx, deps, choice, choice.state()).await?;
            }
            return Ok(true);
        }
        if choice.waits_for_round() {
            go_on(tx, deps, (choice, request), &standing, now).await?;
        }
        given = standing.offering;
    }
    let Some((_, pick)) = choice.next() else { return Ok(false) };
    // What a round gave, no other takes away again.
    if given == Some(pick.offering) {
        return Ok(false);
    }
    enter(tx, deps, choice, now).await
}

/// Whether it still waits for its round.
async fn is_undecided(tx: &mut PgConnection, standing: &OpeningRoundResult) -> Result<bool, Error> {
    let (state, has_it) = opening::store::stands(tx, standing.round, standing.waits_at).await?;
    Ok(state == State::Open && has_it)
}

/// The round is over, or has nothing for it any more.
async fn go_on(
    tx: &mut PgConnection,
    deps: &Deps,
    (choice, request): (&mut Choice, &mut Request),
    standing: &OpeningRoundResult,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let before = choice.state();
    match standing.is_decided() {
        true => choice.decide(standing.offering, &standing.not_given, now),
        false => choice.leave_round(now),
    }
    settle::save(tx, deps, choice, before).await?;
    if choice.state() == before {
        return Ok(());
    }
    settle::follow(tx, deps, request, choice.state(), now).await
}

/// Enters the open round that has the next pick, if there is one. Says whether it waits there.
async fn enter(
    tx: &mut PgConnection,
    deps: &Deps,
    choice: &mut Choice,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let Some((_, pick)) = choice.next() else { return Ok(false) };
    let Some((round, close_date)) = opening::store::open_for(tx, pick.offering, choice.id()).await? else {
        return Ok(false);
    };
    let late = uk_time::date(now) > close_date;
    let entry = OpeningRoundResult {
        id: Id::new(),
        round,
        choice: choice.id(),
        request: choice.request(),
        person: choice.person(),
        waits_at: pick.offering,
        since: choice.queue_time().unwrap_or(now),
        offering: None,
        not_given: Vec::new(),
        state: if late { Standing::Late } else { Standing::Waiting },
        create_time: now,
        update_time: now,
    };
    result::store::insert(tx, &entry).await?;
    let before = choice.state();
    choice.enter_round(entry.id, now);
    settle::save(tx, deps, choice, before).await?;
    Ok(true)
}

/// Whether the person knew of the round their first pick is in.
///
/// # Errors
/// `ROUND_NOT_TOLD`.
pub async fn as_told(tx: &mut PgConnection, choice: &Choice, told: Option<NaiveDate>) -> Result<(), Error> {
    let Some((_, pick)) = choice.next() else { return Ok(()) };
    let round = opening::store::open_at(tx, pick.offering).await?;
    match round {
        Some((close_date, _)) if told != Some(close_date) => Err(Error::refused(
            "ROUND_NOT_TOLD",
            "a round gives its places: look by when and how, and choose again",
        )),
        _ => Ok(()),
    }
}
