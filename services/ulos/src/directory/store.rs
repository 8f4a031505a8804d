//! The SQL of the directory: which offerings are published, and which of them a search finds.

use chrono::{DateTime, NaiveTime, Utc};
use platform::{Error, Id};
use sqlx::PgExecutor;
use uuid::Uuid;

use super::{Filter, NumberedPage};
use crate::offering::Offering;

/// Whether the offering is published: not closed, of a listed organisation checked since then.
pub async fn is_published(
    db: impl PgExecutor<'_>,
    offering: Id<Offering>,
    fresh_since: DateTime<Utc>,
) -> Result<bool, Error> {
    let published: bool = sqlx::query_scalar(
        "select exists (select from offering o join ulo u using (ulo_id)
                        where o.offering_id = $1 and o.state <> 'closed'
                          and u.state = 'listed' and u.verify_time >= $2)",
    )
    .bind(offering.uuid())
    .bind(fresh_since)
    .fetch_one(db)
    .await?;
    Ok(published)
}

/// The published offerings of one page, oldest first, and how many there are on all pages.
pub async fn search(
    db: impl PgExecutor<'_>,
    filter: &Filter,
    fresh_since: DateTime<Utc>,
    page: NumberedPage,
) -> Result<(Vec<Uuid>, i64), Error> {
    let clock = |time: NaiveTime| time.format("%H:%M:%S").to_string();
    let found: (Vec<Uuid>, i64) = sqlx::query_as(
        "with found as materialized (
             select o.offering_id
             from offering o join ulo u using (ulo_id)
             where o.state <> 'closed' and u.state = 'listed' and u.verify_time >= $1
               and ($2::text is null or array_to_tsvector(o.words || o.ulo_words) @@ $2::text::tsquery)
               and (cardinality($3::text[]) = 0 or o.kind = any($3))
               and (cardinality($4::text[]) = 0 or o.advocacy_kind = any($4))
               and (cardinality($5::text[]) = 0 or o.peer_support_model = any($5))
               and (cardinality($6::text[]) = 0 or o.who_for && $6)
               and (cardinality($16::text[]) = 0 or o.delivery_modes && $16)
               and (cardinality($7::text[]) = 0 or u.user_led = any($7))
               and ($8::float8 is null
                    or 12742000 * asin(least(1, sqrt(
                           power(sin(radians(coalesce(o.latitude, (u.contact #>> '{point,0}')::float8) - $8) / 2), 2)
                           + cos(radians($8)) * cos(radians(coalesce(o.latitude, (u.contact #>> '{point,0}')::float8)))
                             * power(sin(radians(coalesce(o.longitude, (u.contact #>> '{point,1}')::float8) - $9) / 2),
                                     2)))) <= $10)
               and (cardinality($11::text[]) = 0 and $12::text is null and $13::text is null
                    or exists (select from jsonb_array_elements(o.schedules) as hours
                               where (cardinality($11::text[]) = 0 or hours ->> 'day' = any($11))
                                 and ($12::text is null or hours ->> 'opens_at' >= $12)
                                 and ($13::text is null or hours ->> 'closes_at' <= $13)))
         )
         select array(select offering_id from found order by offering_id offset $14 limit $15),
                (select count(*) from found)",
    )
    // Planned anew for the filters given: a plan kept for any of them could use the index of none.
    .persistent(false)
    .bind(fresh_since)
    .bind(&filter.text)
    .bind(&filter.kinds)
    .bind(&filter.advocacy_kinds)
    .bind(&filter.peer_support_models)
    .bind(&filter.who_for)
    .bind(&filter.user_led)
    .bind(filter.near.map(|near| near.latitude))
    .bind(filter.near.map(|near| near.longitude))
    .bind(filter.near.map(|near| near.distance_meters))
    .bind(&filter.days)
    .bind(filter.opens_from.map(clock))
    .bind(filter.closes_until.map(clock))
    .bind(page.offset())
    .bind(page.size)
    .bind(&filter.delivery_modes)
    .fetch_one(db)
    .await?;
    Ok(found)
}
