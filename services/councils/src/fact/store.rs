//! The SQL of facts: a newer version of a record replaces an older one, in one statement for a whole run of events,
//! which also lists the councils whose framework is now behind.

pub(super) mod journey;

use platform::Error;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{Case, Governance, Offering, Place, Request, Review, Told, Ulo};
use crate::council::GssCode;

/// Keeps organisations.
pub(super) async fn keep_ulos(tx: &mut PgConnection, told: &[Told<Ulo>]) -> Result<(), Error> {
    sqlx::query(
        "insert into ulo (ulo_id, may_be_user_led, user_led, state, councils, stream_version)
         select told.ulo_id, told.may_be_user_led, told.user_led, told.state, string_to_array(told.councils, ' '),
                told.stream_version
         from unnest($1::uuid[], $2::bool[], $3::text[], $4::text[], $5::text[], $6::int8[])
              as told (ulo_id, may_be_user_led, user_led, state, councils, stream_version)
         on conflict (ulo_id) do update
         set may_be_user_led = excluded.may_be_user_led, user_led = excluded.user_led, state = excluded.state,
             councils = excluded.councils, stream_version = excluded.stream_version
         where ulo.stream_version < excluded.stream_version",
    )
    .bind(ids(told))
    .bind(each(told, |ulo| ulo.may_be_user_led))
    .bind(each(told, |ulo| ulo.user_led))
    .bind(each(told, |ulo| ulo.state))
    .bind(each(told, |ulo| joined(&ulo.councils)))
    .bind(versions(told))
    .execute(tx)
    .await?;
    Ok(())
}

/// Whether there is an organisation of that id.
pub(super) async fn any_ulo(tx: &mut PgConnection, id: Uuid) -> Result<bool, Error> {
    let any = sqlx::query_scalar("select exists (select from ulo where ulo_id = $1)");
    Ok(any.bind(id).fetch_one(tx).await?)
}

/// Keeps verdicts.
pub(super) async fn keep_governances(tx: &mut PgConnection, told: &[Told<Governance>]) -> Result<(), Error> {
    sqlx::query(
        "insert into governance (governance_id, ulo_id, user_led, stream_version)
         select told.governance_id, told.ulo_id, told.user_led, told.stream_version
         from unnest($1::uuid[], $2::uuid[], $3::text[], $4::int8[])
              as told (governance_id, ulo_id, user_led, stream_version)
         on conflict (governance_id) do update
         set user_led = excluded.user_led, stream_version = excluded.stream_version
         where governance.stream_version < excluded.stream_version",
    )
    .bind(ids(told))
    .bind(each(told, |governance| governance.ulo.uuid()))
    .bind(each(told, |governance| governance.user_led))
    .bind(versions(told))
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps offerings.
pub(super) async fn keep_offerings(tx: &mut PgConnection, told: &[Told<Offering>]) -> Result<(), Error> {
    sqlx::query(
        "insert into offering (offering_id, ulo_id, kind, says_access, who_for, state, councils, stream_version,
                               hourly_cost_pence)
         select told.offering_id, told.ulo_id, told.kind, told.says_access, string_to_array(told.who_for, ' '),
                told.state, string_to_array(told.councils, ' '), told.stream_version, told.hourly_cost_pence
         from unnest($1::uuid[], $2::uuid[], $3::text[], $4::bool[], $8::text[], $5::text[], $6::text[], $7::int8[],
                     $9::int8[])
              as told (offering_id, ulo_id, kind, says_access, who_for, state, councils, stream_version,
                       hourly_cost_pence)
         on conflict (offering_id) do update
         set says_access = excluded.says_access, who_for = excluded.who_for, state = excluded.state, councils = excluded.councils,
             hourly_cost_pence = excluded.hourly_cost_pence, stream_version = excluded.stream_version
         where offering.stream_version < excluded.stream_version",
    )
    .bind(ids(told))
    .bind(each(told, |offering| offering.ulo.uuid()))
    .bind(each(told, |offering| offering.kind))
    .bind(each(told, |offering| offering.says_access))
    .bind(each(told, |offering| offering.state))
    .bind(each(told, |offering| joined(&offering.councils)))
    .bind(versions(told))
    .bind(each(told, |offering| offering.who_for.join(" ")))
    .bind(each(told, |offering| offering.hourly_cost_pence))
    .execute(tx)
    .await?;
    Ok(())
}

/// Lists every council these organisations or their offerings are in now.
pub(super) async fn touch_ulos(tx: &mut PgConnection, ulos: &[Uuid], place: Place) -> Result<(), Error> {
    sqlx::query(
        "insert into touched (source, position, gss_code)
         select $2, $3::int8, area.gss_code
         from (select unnest(councils) as gss_code from ulo where ulo_id = any($1)
               union select unnest(councils) from offering where ulo_id = any($1)) as area
         on conflict do nothing",
    )
    .bind(ulos)
    .bind(place.source)
    .bind(place.position)
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps requests that were asked. What one no longer tells stays as it was.
pub(super) async fn keep_requests(
    tx: &mut PgConnection,
    told: &[Told<Request>],
    place: Place,
) -> Result<(), Error> {
    sqlx::query(
        "with newer as (
             insert into request (request_id, council, kind, state, ask_time, choose_time, place_time, stream_version,
                                  needs)
             select told.request_id, coalesce(told.council, known.council), told.kind, told.state,
                    coalesce(told.ask_time, known.ask_time), told.choose_time, told.place_time, told.stream_version,
                    string_to_array(told.needs, ' ')
             from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[],
                         $7::timestamptz[], $8::int8[], $11::text[])
                  as told (request_id, council, kind, state, ask_time, choose_time, place_time, stream_version, needs)
             left join request known using (request_id)
             where coalesce(told.council, known.council) is not null
               and coalesce(told.ask_time, known.ask_time) is not null
             on conflict (request_id) do update
             set council = excluded.council, kind = excluded.kind, state = excluded.state,
                 ask_time = excluded.ask_time, choose_time = coalesce(request.choose_time, excluded.choose_time),
                 place_time = coalesce(request.place_time, excluded.place_time),
                 needs = excluded.needs, stream_version = excluded.stream_version
             where request.stream_version < excluded.stream_version
             returning council
         )
         insert into touched (source, position, gss_code)
         select distinct $9, $10::int8, council from newer
         on conflict do nothing",
    )
    .bind(ids(told))
    .bind(each(told, |request| request.council.as_ref().map(GssCode::as_str)))
    .bind(each(told, |request| request.kind))
    .bind(each(told, |request| request.state))
    .bind(each(told, |request| request.ask_time))
    .bind(each(told, |request| request.choose_time))
    .bind(each(told, |request| request.place_time))
    .bind(versions(told))
    .bind(place.source)
    .bind(place.position)
    .bind(each(told, |request| request.needs.join(" ")))
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps cases. The first time one was live stays.
pub(super) async fn keep_cases(
    tx: &mut PgConnection,
    told: &[Told<Case>],
    place: Place,
) -> Result<(), Error> {
    sqlx::query(
        "with newer as (
             insert into \"case\" (case_id, council, open_time, contact_time, agree_time, live_time, is_open, stream_version,
                                 kind, offering_id, minutes)
             select told.case_id, told.council, told.open_time, told.contact_time, told.agree_time, told.live_time,
                    told.is_open, told.stream_version, told.kind, told.offering_id, told.minutes
             from unnest($1::uuid[], $2::text[], $3::timestamptz[], $8::timestamptz[], $9::timestamptz[],
                         $4::timestamptz[], $10::bool[], $5::int8[], $11::text[], $12::uuid[], $13::int4[])
                  as told (case_id, council, open_time, contact_time, agree_time, live_time, is_open, stream_version,
                           kind, offering_id, minutes)
             on conflict (case_id) do update
             set council = excluded.council, contact_time = coalesce(\"case\".contact_time, excluded.contact_time),
                 agree_time = coalesce(\"case\".agree_time, excluded.agree_time),
                 live_time = coalesce(\"case\".live_time, excluded.live_time), is_open = excluded.is_open,
                 minutes = excluded.minutes, stream_version = excluded.stream_version
             where \"case\".stream_version < excluded.stream_version
             returning council
         )
         insert into touched (source, position, gss_code)
         select distinct $6, $7::int8, council from newer
         on conflict do nothing",
    )
    .bind(ids(told))
    .bind(each(told, |case| case.council.as_str()))
    .bind(each(told, |case| case.open_time))
    .bind(each(told, |case| case.live_time))
    .bind(versions(told))
    .bind(place.source)
    .bind(place.position)
    .bind(each(told, |case| case.contact_time))
    .bind(each(told, |case| case.agree_time))
    .bind(each(told, |case| case.is_open))
    .bind(each(told, |case| case.kind))
    .bind(each(told, |case| case.offering.uuid()))
    .bind(each(told, |case| case.minutes))
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps what people said about control.
pub(super) async fn keep_reviews(
    tx: &mut PgConnection,
    told: &[Told<Review>],
    place: Place,
) -> Result<(), Error> {
    sqlx::query(
        "with newer as (
             insert into review (review_id, council, person_id, stage, level, answer_time, stream_version, case_id)
             select told.review_id, told.council, told.person_id, told.stage, told.level, told.answer_time,
                    told.stream_version, told.case_id
             from unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::int4[], $6::timestamptz[], $7::int8[],
                         $10::uuid[])
                  as told (review_id, council, person_id, stage, level, answer_time, stream_version, case_id)
             on conflict (review_id) do update
             set level = excluded.level, answer_time = excluded.answer_time, stream_version = excluded.stream_version
             where review.stream_version < excluded.stream_version
             returning council
         )
         insert into touched (source, position, gss_code)
         select distinct $8, $9::int8, council from newer
         on conflict do nothing",
    )
    .bind(ids(told))
    .bind(each(told, |review| review.council.as_str()))
    .bind(each(told, |review| review.person.uuid()))
    .bind(each(told, |review| review.stage))
    .bind(each(told, |review| review.level))
    .bind(each(told, |review| review.answer_time))
    .bind(versions(told))
    .bind(place.source)
    .bind(place.position)
    .bind(each(told, |review| review.case.uuid()))
    .execute(tx)
    .await?;
    Ok(())
}

fn ids<F>(told: &[Told<F>]) -> Vec<Uuid> {
    told.iter().map(|told| told.id).collect()
}

fn versions<F>(told: &[Told<F>]) -> Vec<i64> {
    told.iter().map(|told| told.version).collect()
}

fn each<'f, F, T>(told: &'f [Told<F>], value: impl Fn(&'f F) -> T) -> Vec<T> {
    told.iter().map(|told| value(&told.fact)).collect()
}

/// Codes as one text, since an array of arrays cannot be unnested a row at a time.
fn joined(codes: &[GssCode]) -> String {
    codes.iter().map(GssCode::as_str).collect::<Vec<&str>>().join(" ")
}
