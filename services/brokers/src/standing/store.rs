//! The SQL that finds how a caller stands, and keeps the supporters it is found from.

use chrono::{DateTime, Utc};
use platform::{Error, Id};
use sqlx::{PgConnection, PgExecutor};
use uuid::Uuid;

use super::Power;
use crate::names::{Person, Supporter};

/// What a live grant lets a supporter do for a person; nothing without one.
pub async fn powers(
    db: impl PgExecutor<'_>,
    supporter: Uuid,
    person: Id<Person>,
    now: DateTime<Utc>,
) -> Result<Vec<Power>, Error> {
    let powers: Option<Vec<Power>> = sqlx::query_scalar(
        "select powers from supporter where supporter_id = $1 and person_id = $2 and expire_time > $3",
    )
    .bind(supporter)
    .bind(person.uuid())
    .bind(now)
    .fetch_optional(db)
    .await?;
    Ok(powers.unwrap_or_default())
}

/// The organisation a broker works for, unless they have left.
pub async fn works_for(db: impl PgExecutor<'_>, broker: Option<Uuid>) -> Result<Option<Uuid>, Error> {
    let ulo = sqlx::query_scalar("select ulo_id from broker where broker_id = $1 and state <> 'left'")
        .bind(broker)
        .fetch_optional(db)
        .await?;
    Ok(ulo)
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
pub async fn keep(tx: &mut PgConnection, grant: &Grant) -> Result<(), Error> {
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
pub async fn forget(tx: &mut PgConnection, person: Id<Person>) -> Result<(), Error> {
    sqlx::query("update supporter set powers = '{}' where person_id = $1")
        .bind(person.uuid())
        .execute(tx)
        .await?;
    Ok(())
}
