//! The SQL of the openings rounds have, and of who waits for them.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use platform::db::OnConstraint as _;
use platform::{Error, Id};
use sqlx::{PgConnection, PgExecutor};
use uuid::Uuid;

use super::Opening;
use crate::choice::Choice;
use crate::opening_round::result::State as Standing;
use crate::opening_round::{OpeningRound, Rule, State};

/// The openings of these rounds, by offering.
pub async fn of(tx: &mut PgConnection, rounds: &[Uuid]) -> Result<HashMap<Uuid, Vec<Opening>>, Error> {
    let rows: Vec<(Uuid, Uuid, Uuid, i32)> = sqlx::query_as(
        "select opening_round_id, offering_id, ulo_id, openings from opening
         where opening_round_id = any($1) order by offering_id",
    )
    .bind(rounds)
    .fetch_all(tx)
    .await?;
    let mut by_round: HashMap<Uuid, Vec<Opening>> = HashMap::new();
    for (round, offering, ulo, openings) in rows {
        by_round.entry(round).or_default().push(Opening { offering, ulo, openings });
    }
    Ok(by_round)
}

/// How a round stands, and whether it has openings of an offering.
pub async fn stands(
    db: impl PgExecutor<'_>,
    id: Id<OpeningRound>,
    offering: Uuid,
) -> Result<(State, bool), Error> {
    let stands = sqlx::query_as(
        "select state, exists (select from opening
                               where opening.opening_round_id = opening_round.opening_round_id
                                 and offering_id = $2)
         from opening_round where opening_round_id = $1",
    )
    .bind(id.uuid())
    .bind(offering)
    .fetch_optional(db)
    .await?;
    stands.ok_or_else(|| Error::not_found(id))
}

/// The open round that gives the places of an offering, which does not end before the transaction does; nothing for a choice
/// that holds a place there already.
pub async fn open_for(
    tx: &mut PgConnection,
    offering: Uuid,
    choice: Id<Choice>,
) -> Result<Option<(Id<OpeningRound>, NaiveDate)>, Error> {
    let found: Option<(Uuid, NaiveDate)> = sqlx::query_as(
        "select opening_round.opening_round_id, close_date
         from opening join opening_round on opening_round.opening_round_id = opening.opening_round_id
         where offering_id = $1 and open and state = 'open'
           and not exists (select from hold where choice_id = $2 and hold.offering_id = $1)
         for share of opening_round",
    )
    .bind(offering)
    .bind(choice.uuid())
    .fetch_optional(tx)
    .await?;
    Ok(found.map(|(round, close_date)| (Id::from_uuid(round), close_date)))
}

/// By when one has to enter the open round that gives the places of an offering, and its rule.
pub async fn open_at(db: impl PgExecutor<'_>, offering: Uuid) -> Result<Option<(NaiveDate, Rule)>, Error> {
    let found = sqlx::query_as(
        "select close_date, rule
         from opening join opening_round on opening_round.opening_round_id = opening.opening_round_id
         where offering_id = $1 and open",
    )
    .bind(offering)
    .fetch_optional(db)
    .await?;
    Ok(found)
}

/// Keeps whether a round is open with each of its openings.
pub async fn open(tx: &mut PgConnection, round: &OpeningRound) -> Result<(), Error> {
    sqlx::query("update opening set open = $2 where opening_round_id = $1 and open <> $2")
        .bind(round.id.uuid())
        .bind(round.state == State::Open)
        .execute(tx)
        .await?;
    Ok(())
}

/// Keeps the openings of one offering; none takes it out.
pub async fn set(tx: &mut PgConnection, round: &OpeningRound, given: &Opening) -> Result<(), Error> {
    if given.openings == 0 {
        sqlx::query("delete from opening where opening_round_id = $1 and offering_id = $2")
            .bind(round.id.uuid())
            .bind(given.offering)
            .execute(tx)
            .await?;
        return Ok(());
    }
    sqlx::query(
        "insert into opening (opening_round_id, offering_id, ulo_id, openings, open) values ($1, $2, $3, $4, true)
         on conflict (opening_round_id, offering_id) do update set openings = excluded.openings",
    )
    .bind(round.id.uuid())
    .bind(given.offering)
    .bind(given.ulo)
    .bind(given.openings)
    .execute(tx)
    .await
    .on_constraint("opening_in_one_open_round", || {
        Error::refused("OFFERING_IN_OTHER_ROUND", "another open round has this: take it out there first")
    })?;
    Ok(())
}

/// Has everyone who waits in the queue of an offering looked at now.
pub async fn call_queue(tx: &mut PgConnection, offering: Uuid, now: DateTime<Utc>) -> Result<(), Error> {
    sqlx::query("update choice set due_time = $2 where queue_offering_id = $1 and state = 'offering'")
        .bind(offering)
        .bind(now)
        .execute(tx)
        .await?;
    Ok(())
}

/// Puts those who wait for a round into the queue where they would have been without it, all at once, so that none overtakes; of
/// one offering only where it is named. Their choices follow when they are looked at, which is now.
pub async fn back_to_queue(
    tx: &mut PgConnection,
    round: Id<OpeningRound>,
    standings: &[Standing],
    offering: Option<Uuid>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "update choice set queue_offering_id = wait_offering_id, queue_time = since_time, due_time = $4
         from opening_round_result as result
         where result.choice_id = choice.choice_id
           and result.opening_round_result_id = choice.opening_round_result_id
           and result.opening_round_id = $1 and result.state = any($2)
           and ($3::uuid is null or wait_offering_id = $3)
           and choice.state = 'offering' and round_time is not null",
    )
    .bind(round.uuid())
    .bind(standings)
    .bind(offering)
    .bind(now)
    .execute(tx)
    .await?;
    Ok(())
}
