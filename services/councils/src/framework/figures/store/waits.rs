//! The SQL of waits: each step by an index that begins with the council and holds the time it ended.

use chrono::{DateTime, Utc};
use platform::Error;
use sqlx::PgConnection;

use super::super::Step;

/// Steps that ended after `since` and by `until` in areas, each a name beside a code of every council in it: how many, the
/// median, and what nine of ten did not go beyond, in days.
pub(crate) async fn finished(
    tx: &mut PgConnection,
    areas: &[(&str, &str)],
    since: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Vec<(String, Step, i64, f64, f64)>, Error> {
    let rows = sqlx::query_as(
        "with wait (council, step, length) as (
             select council, 'asked_to_chosen', choose_time - ask_time from request
             where council = any($1) and choose_time > $2 and choose_time <= $3
             union all
             select council, 'menu_to_chosen', choose_time - menu_time from request
             where council = any($1) and choose_time > $2 and choose_time <= $3 and menu_time is not null
             union all
             select council, 'asked_to_menu', menu_time - ask_time from request
             where council = any($1) and menu_time > $2 and menu_time <= $3
             union all
             select council, 'chosen_to_accepted', place_time - choose_time from request
             where council = any($1) and place_time > $2 and place_time <= $3 and choose_time is not null
             union all
             select council, 'asked_to_accepted', place_time - ask_time from request
             where council = any($1) and place_time > $2 and place_time <= $3
             union all
             select offered.council, 'chosen_to_introduced', offered.offer_time - request.choose_time
             from introduction as offered join request using (request_id)
             where offered.council = any($1) and offered.offer_time > $2 and offered.offer_time <= $3
               and request.choose_time is not null
               and not exists (select from introduction as earlier
                               where earlier.request_id = offered.request_id
                                 and earlier.offer_time < offered.offer_time)
             union all
             select council, 'introduced_to_accepted', decide_time - offer_time from introduction
             where council = any($1) and state = 'accepted' and decide_time > $2 and decide_time <= $3
             union all
             select council, 'accepted_to_contact', contact_time - open_time from \"case\"
             where council = any($1) and contact_time > $2 and contact_time <= $3
             union all
             select council, 'contact_to_agreed', agree_time - contact_time from \"case\"
             where council = any($1) and agree_time > $2 and agree_time <= $3 and contact_time is not null
             union all
             select council, 'agreed_to_live', live_time - agree_time from \"case\"
             where council = any($1) and live_time > $2 and live_time <= $3 and agree_time is not null
             union all
             select council, 'accepted_to_live', live_time - open_time from \"case\"
             where council = any($1) and live_time > $2 and live_time <= $3
         )
         select area.name, step, count(*),
                percentile_cont(0.5) within group (order by extract(epoch from length)::float8) / 86400,
                percentile_cont(0.9) within group (order by extract(epoch from length)::float8) / 86400
         from unnest($4::text[], $1::text[]) as area (name, council)
         join wait using (council)
         group by area.name, step",
    )
    .bind(areas.iter().map(|(_, code)| *code).collect::<Vec<_>>())
    .bind(since)
    .bind(until)
    .bind(areas.iter().map(|(name, _)| *name).collect::<Vec<_>>())
    .fetch_all(tx)
    .await?;
    Ok(rows)
}

/// Steps that have begun and not ended: how many, and the median of what they took so far, in days.
pub(super) async fn standing(
    tx: &mut PgConnection,
    codes: &[String],
    now: DateTime<Utc>,
) -> Result<Vec<(String, Step, i64, f64)>, Error> {
    let rows = sqlx::query_as(
        "with wait (council, step, begin_time) as (
             select council, 'asked_to_menu', ask_time from request
             where council = any($1) and state = 'asked' and menu_time is null and choose_time is null
             union all
             select council, 'menu_to_chosen', menu_time from request
             where council = any($1) and state = 'asked' and menu_time is not null and choose_time is null
             union all
             select council, 'asked_to_chosen', ask_time from request
             where council = any($1) and state = 'asked' and choose_time is null
             union all
             select council, 'chosen_to_introduced', choose_time from request
             where council = any($1) and state = 'chosen' and choose_time is not null
               and not exists (select from introduction where introduction.request_id = request.request_id)
             union all
             select council, 'chosen_to_accepted', choose_time from request
             where council = any($1) and state = 'chosen' and choose_time is not null
             union all
             select council, 'asked_to_accepted', ask_time from request
             where council = any($1) and state in ('asked', 'chosen')
             union all
             select council, 'introduced_to_accepted', offer_time from introduction
             where council = any($1) and state = 'offered'
             union all
             select council, 'accepted_to_contact', open_time from \"case\"
             where council = any($1) and is_open and live_time is null and agree_time is null
               and contact_time is null
             union all
             select council, 'contact_to_agreed', contact_time from \"case\"
             where council = any($1) and is_open and live_time is null and agree_time is null
               and contact_time is not null
             union all
             select council, 'agreed_to_live', agree_time from \"case\"
             where council = any($1) and is_open and live_time is null and agree_time is not null
             union all
             select council, 'accepted_to_live', open_time from \"case\"
             where council = any($1) and is_open and live_time is null
         )
         select council, step, count(*),
                percentile_cont(0.5) within group (order by extract(epoch from $2 - begin_time)::float8) / 86400
         from wait group by council, step",
    )
    .bind(codes)
    .bind(now)
    .fetch_all(tx)
    .await?;
    Ok(rows)
}
