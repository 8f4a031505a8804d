//! The SQL that finds what a supporter may do, and keeps the grants it is found from.

use chrono::{DateTime, Utc};
use platform::words::Word as _;
use platform::{Error, Id};
use sqlx::{PgConnection, PgExecutor};

use super::{Grant, Power};
use crate::names::{Person, Supporter};

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
    .bind(grant.powers.iter().map(|power| power.word()).collect::<Vec<_>>())
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
