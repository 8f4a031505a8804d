//! The SQL that finds a reason to look and writes down that someone did.

use chrono::{DateTime, Utc};
use platform::{Caller, Error, Id};
use sqlx::PgExecutor;
use uuid::Uuid;

use super::{Look, recipients};
use crate::consent::Shared;
use crate::person::Person;
use crate::supporter::Power;
use crate::viewing::{Purpose, ViewerRole, Viewing};

/// The powers a live grant gives the caller, if there is one. It is a viewing when they are enough for the action.
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
             select $4, $2, $5, $6, $7, $8, supporter_id, $3 from reason where powers && $9
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
    .bind(look.powers())
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
    .bind(recipients(look.caller))
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

/// What live consents of each of these people share with the caller; one viewing for each who shares anything.
pub(super) async fn look_at_many_by_consent(
    db: impl PgExecutor<'_>,
    caller: &Caller,
    people: &[Id<Person>],
    now: DateTime<Utc>,
) -> Result<Vec<(Id<Person>, Vec<Shared>)>, Error> {
    let ids: Vec<Uuid> = people.iter().map(|person| person.uuid()).collect();
    let names: Vec<String> = people.iter().map(ToString::to_string).collect();
    let viewings: Vec<Uuid> = people.iter().map(|_| Id::<Viewing>::new().uuid()).collect();
    let shared: Vec<(Uuid, Vec<Shared>)> = sqlx::query_as(
        "with looked as (
             select person_id, what, viewing_id
             from unnest($1::uuid[], $2::text[], $3::uuid[]) as looked (person_id, what, viewing_id)
         ), reason as (
             select person_id, consent_id, purpose, shared from consent
             where person_id = any($1) and recipient = any($4) and state = 'given' and expire_time > $5
         ), latest as (
             select distinct on (person_id) person_id, consent_id, purpose from reason
             order by person_id, consent_id desc
         ), seen as (
             insert into viewing
                 (viewing_id, person_id, viewer, viewer_role, what, purpose, consent_id, view_time)
             select viewing_id, person_id, $6, $7, what, purpose, consent_id, $5
             from latest join looked using (person_id)
         )
         select person_id, array_agg(distinct item) from reason cross join unnest(shared) as item
         group by person_id",
    )
    .bind(ids)
    .bind(names)
    .bind(viewings)
    .bind(recipients(caller))
    .bind(now)
    .bind(&caller.subject)
    .bind(ViewerRole::of(caller))
    .fetch_all(db)
    .await?;
    Ok(shared.into_iter().map(|(person, shared)| (Id::from_uuid(person), shared)).collect())
}

/// Writes down that someone who runs Alongside looked.
pub(super) async fn look_to_operate(
    db: impl PgExecutor<'_>,
    look: &Look<'_>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "insert into viewing (viewing_id, person_id, viewer, viewer_role, what, purpose, view_time)
         select $1, person_id, $3, $4, $5, $6, $7 from person where person_id = $2",
    )
    .bind(Id::<Viewing>::new().uuid())
    .bind(look.person.uuid())
    .bind(&look.caller.subject)
    .bind(ViewerRole::of(look.caller))
    .bind(&look.what)
    .bind(Purpose::Operation)
    .bind(now)
    .execute(db)
    .await?;
    Ok(())
}
