//! The SQL of what other services told about who may see a review.

use chrono::{DateTime, Utc};
use platform::{Error, Id};
use sqlx::{PgConnection, PgExecutor};

use super::Power;
use crate::names::{Broker, Case, Person, Supporter};

/// What a live grant lets a supporter do for a person; nothing without one.
pub async fn powers(
    db: impl PgExecutor<'_>,
    supporter: Id<Supporter>,
    person: Id<Person>,
    now: DateTime<Utc>,
) -> Result<Vec<Power>, Error> {
    let powers: Option<Vec<Power>> = sqlx::query_scalar(
        "select powers from supporter where supporter_id = $1 and person_id = $2 and expire_time > $3",
    )
    .bind(supporter.uuid())
    .bind(person.uuid())
    .bind(now)
    .fetch_optional(db)
    .await?;
    Ok(powers.unwrap_or_default())
}

/// One grant, as an event told it.
pub struct Grant {
    /// To whom.
    pub supporter: Id<Supporter>,
    /// By whom.
    pub person: Id<Person>,
    /// What they may do; nothing once taken back.
    pub powers: Vec<Power>,
    /// Until when.
    pub expire_time: DateTime<Utc>,
    /// Which version of the grant this is.
    pub version: i64,
}

/// Keeps a grant, unless a later version of it is known.
pub async fn keep_grant(tx: &mut PgConnection, grant: &Grant) -> Result<(), Error> {
    sqlx::query(
        "insert into supporter (supporter_id, person_id, powers, expire_time, version)
         values ($1, $2, $3, $4, $5)
         on conflict (supporter_id) do update
             set powers = excluded.powers, expire_time = excluded.expire_time, version = excluded.version
             where supporter.version < excluded.version",
    )
    .bind(grant.supporter.uuid())
    .bind(grant.person.uuid())
    .bind(&grant.powers)
    .bind(grant.expire_time)
    .bind(grant.version)
    .execute(tx)
    .await?;
    Ok(())
}

/// Takes every grant of a person back.
pub async fn forget_grants(tx: &mut PgConnection, person: Id<Person>) -> Result<(), Error> {
    sqlx::query("update supporter set powers = '{}' where person_id = $1")
        .bind(person.uuid())
        .execute(tx)
        .await?;
    Ok(())
}

/// Keeps who works on a case and whether it is open, unless a later version of it is known.
pub async fn keep_case(
    tx: &mut PgConnection,
    case: Id<Case>,
    broker: Id<Broker>,
    open: bool,
    version: i64,
) -> Result<(), Error> {
    sqlx::query(
        "insert into \"case\" (case_id, broker_id, open, version) values ($1, $2, $3, $4)
         on conflict (case_id) do update
             set broker_id = excluded.broker_id, open = excluded.open, version = excluded.version
             where \"case\".version < excluded.version",
    )
    .bind(case.uuid())
    .bind(broker.uuid())
    .bind(open)
    .bind(version)
    .execute(tx)
    .await?;
    Ok(())
}

/// Whether a person is still here, and stays so until the transaction ends. Their key must have been asked for before.
pub async fn hold(tx: &mut PgConnection, person: Id<Person>) -> Result<bool, Error> {
    let held: Option<i32> =
        sqlx::query_scalar("select 1 from seal_key where subject = $1 and wrapped is not null for share")
            .bind(person.uuid())
            .fetch_optional(tx)
            .await?;
    Ok(held.is_some())
}
