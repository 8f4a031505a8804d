//! The SQL of facts that came with the steps of the journey: menus, introductions, who pays whom, and who has a seat.

use platform::Error;
use sqlx::PgConnection;

use super::super::{Funding, Introduction, Menu, Place, Seat, Told};
use super::{each, ids, versions};
use crate::council::GssCode;

/// Notes on requests when their first menu was made.
pub(in crate::fact) async fn keep_menus(
    tx: &mut PgConnection,
    told: &[Told<Menu>],
    place: Place,
) -> Result<(), Error> {
    sqlx::query(
        "with shown (request_id, menu_time) as (
             select request_id, min(create_time)
             from unnest($1::uuid[], $2::timestamptz[]) as told (request_id, create_time)
             group by request_id
         ), earlier as (
             update request set menu_time = shown.menu_time
             from shown
             where request.request_id = shown.request_id
               and (request.menu_time is null or request.menu_time > shown.menu_time)
             returning request.council
         )
         insert into touched (source, position, gss_code)
         select distinct $3, $4::int8, council from earlier
         on conflict do nothing",
    )
    .bind(each(told, |menu| menu.request.uuid()))
    .bind(each(told, |menu| menu.create_time))
    .bind(place.source)
    .bind(place.position)
    .execute(tx)
    .await?;
    Ok(())
}

/// Notes on requests whether their newest menu had few options.
pub(in crate::fact) async fn keep_few(
    tx: &mut PgConnection,
    told: &[Told<Menu>],
    place: Place,
) -> Result<(), Error> {
    sqlx::query(
        "with newest as (
             select distinct on (request_id) request_id, create_time, few
             from unnest($1::uuid[], $2::timestamptz[], $3::bool[]) as told (request_id, create_time, few)
             order by request_id, create_time desc
         ), later as (
             update request set few = newest.few, newest_menu_time = newest.create_time
             from newest
             where request.request_id = newest.request_id
               and (request.newest_menu_time is null or request.newest_menu_time < newest.create_time)
             returning request.council
         )
         insert into touched (source, position, gss_code)
         select distinct $4, $5::int8, council from later
         on conflict do nothing",
    )
    .bind(each(told, |menu| menu.request.uuid()))
    .bind(each(told, |menu| menu.create_time))
    .bind(each(told, |menu| menu.few))
    .bind(place.source)
    .bind(place.position)
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps introductions.
pub(in crate::fact) async fn keep_introductions(
    tx: &mut PgConnection,
    told: &[Told<Introduction>],
    place: Place,
) -> Result<(), Error> {
    sqlx::query(
        "with newer as (
             insert into introduction (introduction_id, request_id, ulo_id, council, kind, state, offer_time,
                                       decide_time, stream_version)
             select told.introduction_id, told.request_id, told.ulo_id, told.council, told.kind, told.state,
                    told.offer_time, told.decide_time, told.stream_version
             from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::timestamptz[],
                         $8::timestamptz[], $9::int8[])
                  as told (introduction_id, request_id, ulo_id, council, kind, state, offer_time, decide_time,
                           stream_version)
             on conflict (introduction_id) do update
             set state = excluded.state, decide_time = excluded.decide_time,
                 stream_version = excluded.stream_version
             where introduction.stream_version < excluded.stream_version
             returning council
         )
         insert into touched (source, position, gss_code)
         select distinct $10, $11::int8, council from newer
         on conflict do nothing",
    )
    .bind(ids(told))
    .bind(each(told, |introduction| introduction.request.uuid()))
    .bind(each(told, |introduction| introduction.ulo.uuid()))
    .bind(each(told, |introduction| introduction.council.as_str()))
    .bind(each(told, |introduction| introduction.kind))
    .bind(each(told, |introduction| introduction.state))
    .bind(each(told, |introduction| introduction.offer_time))
    .bind(each(told, |introduction| introduction.decide_time))
    .bind(versions(told))
    .bind(place.source)
    .bind(place.position)
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps who pays whom.
pub(in crate::fact) async fn keep_fundings(
    tx: &mut PgConnection,
    told: &[Told<Funding>],
) -> Result<(), Error> {
    sqlx::query(
        "insert into funding (funding_id, ulo_id, council, is_contract, counts, start_date, end_date, stream_version,
                              amount_pence)
         select told.funding_id, told.ulo_id, told.council, told.is_contract, told.counts, told.start_date,
                told.end_date, told.stream_version, told.amount_pence
         from unnest($1::uuid[], $2::uuid[], $3::text[], $4::bool[], $5::bool[], $6::date[], $7::date[], $8::int8[],
                     $9::int8[])
              as told (funding_id, ulo_id, council, is_contract, counts, start_date, end_date, stream_version,
                       amount_pence)
         on conflict (funding_id) do update
         set council = excluded.council, is_contract = excluded.is_contract, counts = excluded.counts,
             start_date = excluded.start_date, end_date = excluded.end_date, amount_pence = excluded.amount_pence,
             stream_version = excluded.stream_version
         where funding.stream_version < excluded.stream_version",
    )
    .bind(ids(told))
    .bind(each(told, |funding| funding.ulo.uuid()))
    .bind(each(told, |funding| funding.council.as_ref().map(GssCode::as_str)))
    .bind(each(told, |funding| funding.is_contract))
    .bind(each(told, |funding| funding.counts))
    .bind(each(told, |funding| funding.start_date))
    .bind(each(told, |funding| funding.end_date))
    .bind(versions(told))
    .bind(each(told, |funding| funding.amount_pence))
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps who has a seat.
pub(in crate::fact) async fn keep_seats(tx: &mut PgConnection, told: &[Told<Seat>]) -> Result<(), Error> {
    sqlx::query(
        "insert into seat (activity_id, ulo_id, council, counts, start_date, end_date, stream_version)
         select told.activity_id, told.ulo_id, told.council, told.counts, told.start_date, told.end_date,
                told.stream_version
         from unnest($1::uuid[], $2::uuid[], $3::text[], $4::bool[], $5::date[], $6::date[], $7::int8[])
              as told (activity_id, ulo_id, council, counts, start_date, end_date, stream_version)
         on conflict (activity_id) do update
         set council = excluded.council, counts = excluded.counts, start_date = excluded.start_date,
             end_date = excluded.end_date, stream_version = excluded.stream_version
         where seat.stream_version < excluded.stream_version",
    )
    .bind(ids(told))
    .bind(each(told, |seat| seat.ulo.uuid()))
    .bind(each(told, |seat| seat.council.as_str()))
    .bind(each(told, |seat| seat.counts))
    .bind(each(told, |seat| seat.start_date))
    .bind(each(told, |seat| seat.end_date))
    .bind(versions(told))
    .execute(tx)
    .await?;
    Ok(())
}
