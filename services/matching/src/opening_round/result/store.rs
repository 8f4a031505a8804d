//! The SQL of how choices stand in rounds.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use platform::{Error, Id};
use sqlx::{FromRow, PgConnection, PgExecutor};
use uuid::Uuid;

use super::{OpeningRoundResult, State};
use crate::choice::Choice;
use crate::names::Person;
use crate::opening_round::OpeningRound;
use crate::opening_round::draw::Placed;

#[derive(FromRow)]
struct Row {
    opening_round_result_id: Uuid,
    opening_round_id: Uuid,
    choice_id: Uuid,
    request_id: Uuid,
    person_id: Uuid,
    wait_offering_id: Uuid,
    since_time: DateTime<Utc>,
    offering_id: Option<Uuid>,
    not_given: Vec<Uuid>,
    state: State,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

/// How many take part in a round, and how many came too late.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Take part, or took part.
    pub entries: i64,
    /// Came too late and still wait.
    pub late: i64,
}

/// The one of that id.
pub async fn get(db: impl PgExecutor<'_>, id: Id<OpeningRoundResult>) -> Result<OpeningRoundResult, Error> {
    let row: Option<Row> = sqlx::query_as(
        "select opening_round_result_id, opening_round_id, choice_id, request_id, person_id, wait_offering_id,
                since_time, offering_id, not_given, state, create_time, update_time
         from opening_round_result where opening_round_result_id = $1",
    )
    .bind(id.uuid())
    .fetch_optional(db)
    .await?;
    row.map(OpeningRoundResult::from).ok_or_else(|| Error::not_found(id))
}

/// Who takes part in a round, in the order of coming; nobody leaves until the transaction ends.
pub async fn hold_waiting(
    tx: &mut PgConnection,
    round: Id<OpeningRound>,
) -> Result<Vec<OpeningRoundResult>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select opening_round_result_id, opening_round_id, choice_id, request_id, person_id, wait_offering_id,
                since_time, offering_id, not_given, state, create_time, update_time
         from opening_round_result where opening_round_id = $1 and state = 'waiting'
         order by since_time, choice_id for update",
    )
    .bind(round.uuid())
    .fetch_all(tx)
    .await?;
    Ok(rows.into_iter().map(OpeningRoundResult::from).collect())
}

/// Who takes part in a round, in the order of coming.
pub async fn waiting(
    db: impl PgExecutor<'_>,
    round: Id<OpeningRound>,
) -> Result<Vec<OpeningRoundResult>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select opening_round_result_id, opening_round_id, choice_id, request_id, person_id, wait_offering_id,
                since_time, offering_id, not_given, state, create_time, update_time
         from opening_round_result where opening_round_id = $1 and state = 'waiting'
         order by since_time, choice_id",
    )
    .bind(round.uuid())
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(OpeningRoundResult::from).collect())
}

/// How many are in each of these rounds.
pub async fn counts(db: impl PgExecutor<'_>, rounds: &[Uuid]) -> Result<HashMap<Uuid, Counts>, Error> {
    let counts: Vec<(Uuid, i64, i64)> = sqlx::query_as(
        "select opening_round_id, count(*) filter (where state <> 'late'), count(*) filter (where state = 'late')
         from opening_round_result where opening_round_id = any($1) group by opening_round_id",
    )
    .bind(rounds)
    .fetch_all(db)
    .await?;
    Ok(counts.into_iter().map(|(round, entries, late)| (round, Counts { entries, late })).collect())
}

/// Whether a person is or was in a round.
pub async fn has_entered(
    db: impl PgExecutor<'_>,
    round: Id<OpeningRound>,
    person: Id<Person>,
) -> Result<bool, Error> {
    let entered = sqlx::query_scalar(
        "select exists (select from opening_round_result where person_id = $1 and opening_round_id = $2)",
    )
    .bind(person.uuid())
    .bind(round.uuid())
    .fetch_one(db)
    .await?;
    Ok(entered)
}

/// Keeps a new one.
pub async fn insert(tx: &mut PgConnection, result: &OpeningRoundResult) -> Result<(), Error> {
    sqlx::query(
        "insert into opening_round_result (opening_round_result_id, opening_round_id, choice_id, request_id,
                                           person_id, wait_offering_id, since_time, offering_id, not_given, state,
                                           create_time, update_time)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(result.id.uuid())
    .bind(result.round.uuid())
    .bind(result.choice.uuid())
    .bind(result.request.uuid())
    .bind(result.person.uuid())
    .bind(result.waits_at)
    .bind(result.since)
    .bind(result.offering)
    .bind(&result.not_given)
    .bind(result.state)
    .bind(result.create_time)
    .bind(result.update_time)
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps what was decided about one who waits.
pub async fn decide(tx: &mut PgConnection, placed: &Placed, now: DateTime<Utc>) -> Result<(), Error> {
    let state = if placed.offering.is_some() { State::Placed } else { State::NotPlaced };
    sqlx::query(
        "update opening_round_result set offering_id = $2, not_given = $3, state = $4, update_time = $5
         where opening_round_result_id = $1 and state = 'waiting'",
    )
    .bind(placed.result)
    .bind(placed.offering)
    .bind(&placed.not_given)
    .bind(state)
    .bind(now)
    .execute(tx)
    .await?;
    Ok(())
}

/// Has everyone about whom a round has decided looked at now.
pub async fn call(tx: &mut PgConnection, round: Id<OpeningRound>, now: DateTime<Utc>) -> Result<(), Error> {
    sqlx::query(
        "update choice set due_time = $2
         where state = 'offering' and choice_id in (
             select choice_id from opening_round_result
             where opening_round_id = $1 and state in ('placed', 'not_placed'))",
    )
    .bind(round.uuid())
    .bind(now)
    .execute(tx)
    .await?;
    Ok(())
}

/// Takes a choice that waits for no round any more out of the one it waited for.
pub async fn leave(tx: &mut PgConnection, choice: Id<Choice>) -> Result<(), Error> {
    sqlx::query("delete from opening_round_result where choice_id = $1 and state in ('waiting', 'late')")
        .bind(choice.uuid())
        .execute(tx)
        .await?;
    Ok(())
}

impl From<Row> for OpeningRoundResult {
    fn from(row: Row) -> Self {
        Self {
            id: Id::from_uuid(row.opening_round_result_id),
            round: Id::from_uuid(row.opening_round_id),
            choice: Id::from_uuid(row.choice_id),
            request: Id::from_uuid(row.request_id),
            person: Id::from_uuid(row.person_id),
            waits_at: row.wait_offering_id,
            since: row.since_time,
            offering: row.offering_id,
            not_given: row.not_given,
            state: row.state,
            create_time: row.create_time,
            update_time: row.update_time,
        }
    }
}
