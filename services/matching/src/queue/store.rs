//! The SQL of places held and of who waits for one.

use chrono::{DateTime, NaiveDate, Utc};
use platform::{Error, Id, uk_time};
use sqlx::types::Json;
use sqlx::{PgConnection, PgExecutor};
use uuid::Uuid;

use super::cutoff::Given;
use super::{Queue, Standing};
use crate::choice::Choice;
use crate::index::facts;
use crate::names::{Offering, Person};

/// How often to look for another place when someone else took the same one at the same moment.
const TRIES: usize = 8;

/// A place that is wanted.
pub struct Place {
    /// Of which offering.
    pub offering: Id<Offering>,
    /// For which choice.
    pub choice: Id<Choice>,
    /// Since when it is wanted: whoever came before comes first.
    pub since: DateTime<Utc>,
    /// How many places there are.
    pub openings: i32,
    /// Whether it goes to whoever came first, so that others can be told what it went by.
    pub by_turn: bool,
}

/// What is known of an offering that is not closed.
pub async fn facts(
    db: impl PgExecutor<'_>,
    offering: Id<Offering>,
) -> Result<Option<facts::Offering>, Error> {
    let facts: Option<Option<Json<facts::Offering>>> =
        sqlx::query_scalar("select facts from option where offering_id = $1")
            .bind(offering.uuid())
            .fetch_optional(db)
            .await?;
    Ok(facts.flatten().map(|facts| facts.0))
}

/// Forgets what was taken before openings were stated anew: the new number knows of it.
pub async fn restate(
    tx: &mut PgConnection,
    offering: Id<Offering>,
    stated: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query("delete from hold where offering_id = $1 and take_time < $2")
        .bind(offering.uuid())
        .bind(stated)
        .execute(tx)
        .await?;
    Ok(())
}

/// Holds the first free place, if there is one and nobody came before. Says whether the choice holds one.
pub async fn hold(tx: &mut PgConnection, place: &Place, now: DateTime<Utc>) -> Result<bool, Error> {
    for _ in 0..TRIES {
        let held: bool =
            sqlx::query_scalar("select exists (select from hold where choice_id = $1 and offering_id = $2)")
                .bind(place.choice.uuid())
                .bind(place.offering.uuid())
                .fetch_one(&mut *tx)
                .await?;
        if held {
            return Ok(true);
        }
        // Two at the same moment find the same place free; the second waits for the first, keeps nothing, and looks again.
        let free: Option<i32> = sqlx::query_scalar(
            "select number from generate_series(1, $2) as number
             where not exists (select from hold where offering_id = $1 and place = number)
               and (select count(*) from hold where offering_id = $1) < $2
               and not exists (select from choice where queue_offering_id = $1 and state = 'offering'
                                and (queue_time, choice_id) < ($3, $4))
             order by number limit 1",
        )
        .bind(place.offering.uuid())
        .bind(place.openings)
        .bind(place.since)
        .bind(place.choice.uuid())
        .fetch_optional(&mut *tx)
        .await?;
        let Some(free) = free else { return Ok(false) };
        let kept = sqlx::query(
            "insert into hold (choice_id, offering_id, place, hold_time) values ($1, $2, $3, $4)
             on conflict do nothing",
        )
        .bind(place.choice.uuid())
        .bind(place.offering.uuid())
        .bind(free)
        .bind(now)
        .execute(&mut *tx)
        .await?;
        if kept.rows_affected() == 1 {
            if place.by_turn {
                give(tx, place, now).await?;
            }
            return Ok(true);
        }
    }
    Ok(false)
}

/// Remembers for a year on which days a place was given, and to someone who came when.
async fn give(tx: &mut PgConnection, place: &Place, now: DateTime<Utc>) -> Result<(), Error> {
    let (come, today) = (uk_time::date(place.since), uk_time::date(now));
    sqlx::query("insert into given (given_id, offering_id, come_date, give_date) values ($1, $2, $3, $4)")
        .bind(Uuid::now_v7())
        .bind(place.offering.uuid())
        .bind(come)
        .bind(today)
        .execute(&mut *tx)
        .await?;
    sqlx::query("delete from given where offering_id = $1 and give_date < $2")
        .bind(place.offering.uuid())
        .bind(today - super::cutoff::REMEMBERED)
        .execute(tx)
        .await?;
    Ok(())
}

/// The days on which places there were given since a day, the first first: when someone came, and when they were given one.
pub async fn given(
    db: impl PgExecutor<'_>,
    offering: Id<Offering>,
    since: NaiveDate,
) -> Result<Vec<Given>, Error> {
    let given: Vec<(NaiveDate, NaiveDate)> = sqlx::query_as(
        "select come_date, give_date from given where offering_id = $1 and give_date >= $2
         order by give_date, come_date",
    )
    .bind(offering.uuid())
    .bind(since)
    .fetch_all(db)
    .await?;
    Ok(given.into_iter().map(|(come, give)| Given { come, give }).collect())
}

/// When someone last began to wait there, whether or not they still do.
pub async fn came(
    db: impl PgExecutor<'_>,
    offering: Id<Offering>,
    person: Id<Person>,
) -> Result<Option<DateTime<Utc>>, Error> {
    let came = sqlx::query_scalar(
        "select queue_time from choice where person_id = $1 and queue_offering_id = $2
         order by queue_time desc limit 1",
    )
    .bind(person.uuid())
    .bind(offering.uuid())
    .fetch_optional(db)
    .await?;
    Ok(came)
}

/// How the queue stands before whoever wants that place.
pub async fn before(db: impl PgExecutor<'_>, place: &Place, stated: DateTime<Utc>) -> Result<Queue, Error> {
    let (held, taken, waiting): (i64, i64, i64) = sqlx::query_as(
        "select (select count(*) from hold
                 where offering_id = $1 and take_time is null and choice_id <> $2),
                (select count(*) from hold where offering_id = $1 and take_time >= $3),
                (select count(*) from choice
                 where queue_offering_id = $1 and state = 'offering' and (queue_time, choice_id) < ($4, $2))",
    )
    .bind(place.offering.uuid())
    .bind(place.choice.uuid())
    .bind(stated)
    .bind(place.since)
    .fetch_one(db)
    .await?;
    Ok(Queue { openings: Some(i64::from(place.openings)), held, taken, waiting })
}

/// The choice of a person that holds a place there or waits for one, how it stands, and since when it waits.
pub async fn own(
    db: impl PgExecutor<'_>,
    offering: Id<Offering>,
    person: Id<Person>,
) -> Result<Option<(Uuid, Standing, Option<DateTime<Utc>>)>, Error> {
    let found: Option<(Uuid, Option<DateTime<Utc>>)> = sqlx::query_as(
        "select choice.choice_id, queue_time from choice left join hold on hold.choice_id = choice.choice_id
         where person_id = $1 and state = 'offering'
           and (queue_offering_id = $2 or (hold.offering_id = $2 and take_time is null))
         order by queue_time nulls first, choice.choice_id limit 1",
    )
    .bind(person.uuid())
    .bind(offering.uuid())
    .fetch_optional(db)
    .await?;
    let standing =
        |since: Option<DateTime<Utc>>| if since.is_some() { Standing::Waits } else { Standing::Held };
    Ok(found.map(|(choice, since)| (choice, standing(since), since)))
}

/// Counts the place of a choice as taken: someone was taken on. Gives where it is.
pub async fn take(
    tx: &mut PgConnection,
    choice: Id<Choice>,
    now: DateTime<Utc>,
) -> Result<Option<Uuid>, Error> {
    let taken = sqlx::query_scalar(
        "update hold set take_time = $2 where choice_id = $1 and take_time is null returning offering_id",
    )
    .bind(choice.uuid())
    .bind(now)
    .fetch_optional(tx)
    .await?;
    Ok(taken)
}

/// Lets go of the place a choice holds anywhere but at that offering. Gives where it was.
pub async fn release(
    tx: &mut PgConnection,
    choice: Id<Choice>,
    but: Option<Uuid>,
) -> Result<Option<Uuid>, Error> {
    let released = sqlx::query_scalar(
        "delete from hold where choice_id = $1 and take_time is null and offering_id is distinct from $2
         returning offering_id",
    )
    .bind(choice.uuid())
    .bind(but)
    .fetch_optional(tx)
    .await?;
    Ok(released)
}

/// Has whoever waits next looked at now. Whoever is being worked on just then looks by themselves.
pub async fn call_next(tx: &mut PgConnection, offering: Uuid, now: DateTime<Utc>) -> Result<(), Error> {
    sqlx::query(
        "update choice set due_time = $2
         where choice_id in (
             select choice_id from choice where queue_offering_id = $1 and state = 'offering'
             order by queue_time, choice_id limit 1
             for update skip locked)",
    )
    .bind(offering)
    .bind(now)
    .execute(tx)
    .await?;
    Ok(())
}
