//! The SQL that finds a reason to look and writes down that someone did.

use chrono::{DateTime, Utc};
use platform::{Error, Id};
use sqlx::PgExecutor;
use uuid::Uuid;

use super::{Look, Power, Shared};
use crate::viewing::{Purpose, ViewerRole, Viewing};

/// The powers a live grant gives the caller, if there is one. A grant that lets its holder see is a viewing.
pub(super) async fn look_by_grant(
    db: impl PgExecutor<'_>,
    look: &Look<'_>,
    now: DateTime<Utc>,
) -> Result<Option<Vec<Power>>, Error> {
    let supporter: Option<Uuid> =
        look.caller.subject.strip_prefix("supporters/").and_then(|id| id.parse().ok());
    let powers = sqlx::query_scalar(
        "with reason as (
             select supporter_id, powers from supporter
             where supporter_id = $1 and person_id = $2 and state = 'active' and expire_time > $3
         ), seen as (
             insert into viewing
                 (viewing_id, person_id, viewer, viewer_role, what, purpose, supporter_id, view_time)
             select $4, $2, $5, $6, $7, $8, supporter_id, $3 from reason
         )
         select powers from reason",
    )
    .bind(supporter)
    .bind(look.person.uuid())
    .bind(now)
    .bind(Id::<Viewing>::new().uuid())
    .bind(&look.caller.subject)
    .bind(ViewerRole::of(look.caller))
    .bind(&look.what)
    .bind(Purpose::Acting)
    .fetch_optional(db)
    .await?;
    Ok(powers)
}

/// What live consents share with the caller, when they share the kind wanted.
pub(super) async fn look_by_consent(
    db: impl PgExecutor<'_>,
    look: &Look<'_>,
    now: DateTime<Utc>,
) -> Result<Option<Vec<Shared>>, Error> {
    let shared = sqlx::query_scalar(
        "with reason as (
             select consent_id, purpose, shared from consent
             where person_id = $1 and recipient = any($2) and state = 'given' and expire_time > $3
         ), seen as (
             insert into viewing
                 (viewing_id, person_id, viewer, viewer_role, what, purpose, consent_id, view_time)
             select $4, $1, $5, $6, $7, purpose, consent_id, $3 from reason
             where $8::text is null or $8 = any(shared)
             order by consent_id desc limit 1
             returning 1
         )
         select array(select distinct unnest(shared) from reason)
         where exists (select from seen)",
    )
    .bind(look.person.uuid())
    .bind(look.recipients())
    .bind(now)
    .bind(Id::<Viewing>::new().uuid())
    .bind(&look.caller.subject)
    .bind(ViewerRole::of(look.caller))
    .bind(&look.what)
    .bind(look.wants)
    .fetch_optional(db)
    .await?;
    Ok(shared)
}
