//! The SQL of prices and of the nights they are worked out in.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use platform::{Error, Id, Page};
use sqlx::types::Json;
use sqlx::{FromRow, PgConnection, PgExecutor};
use uuid::Uuid;

use super::{At, Night, Price};
use crate::index::facts::{Offering, Ulo};
use crate::menu::{FrozenPrice, Prices};
use crate::support::Kind;

/// As many rows as go into one statement.
const BATCH: usize = 1_000;

/// The last night there was, or the last one whose prices were kept.
pub async fn last_night(db: impl PgExecutor<'_>, kept: bool) -> Result<Option<Night>, Error> {
    let row: Option<NightRow> = sqlx::query_as(
        "select night_date, start_time, finish_time, offerings, gap_millionths from night
         where not $1 or (finish_time is not null and offerings is not null)
         order by night_date desc limit 1",
    )
    .bind(kept)
    .fetch_optional(db)
    .await?;
    Ok(row.map(NightRow::night))
}

/// Begins a night's work, if it still is as it was seen. Says whether nobody else did first.
pub async fn begin(db: impl PgExecutor<'_>, seen: Option<Night>, begun: &Night) -> Result<bool, Error> {
    let seen = seen.filter(|seen| seen.day == begun.day).map(|seen| seen.start_time);
    let result = sqlx::query(
        "insert into night (night_date, start_time) values ($1, $3)
         on conflict (night_date) do update
         set start_time = $3, finish_time = null, requests = null, offerings = null, gap_millionths = null
         where night.start_time = $2",
    )
    .bind(begun.day)
    .bind(seen)
    .bind(begun.start_time)
    .execute(db)
    .await?;
    Ok(result.rows_affected() == 1)
}

/// Takes back that a night's work was begun.
pub async fn give_up(db: impl PgExecutor<'_>, begun: &Night) -> Result<(), Error> {
    sqlx::query("delete from night where night_date = $1 and start_time = $2 and finish_time is null")
        .bind(begun.day)
        .bind(begun.start_time)
        .execute(db)
        .await?;
    Ok(())
}

/// Says that a night's work is done.
pub async fn finish(db: impl PgExecutor<'_>, done: &Night, requests: usize) -> Result<(), Error> {
    sqlx::query(
        "update night set finish_time = $3, requests = $4, offerings = $5, gap_millionths = $6
         where night_date = $1 and start_time = $2",
    )
    .bind(done.day)
    .bind(done.start_time)
    .bind(done.finish_time)
    .bind(i64::try_from(requests).unwrap_or(i64::MAX))
    .bind(done.offerings)
    .bind(done.gap_millionths)
    .execute(db)
    .await?;
    Ok(())
}

/// Some of what is on offer with its organisations, those after an id, and how many of its openings someone was taken on in since
/// they were stated.
pub async fn on_offer(
    db: impl PgExecutor<'_>,
    after: Uuid,
    limit: i64,
) -> Result<Vec<(Box<Offering>, Ulo, i64)>, Error> {
    let rows: Vec<(Json<Box<Offering>>, Json<Ulo>, i64)> = sqlx::query_as(
        "select option.facts, ulo.facts,
                (select count(*) from hold
                 where hold.offering_id = option.offering_id
                   and take_time >= (option.facts ->> 'openings_time')::timestamptz)
         from option join ulo on ulo_id = (option.facts ->> 'ulo')::uuid
         where offering_id > $1 and ulo.facts is not null
         order by offering_id limit $2",
    )
    .bind(after)
    .bind(limit)
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|(offering, ulo, taken)| (offering.0, ulo.0, taken)).collect())
}

/// How often these organisations' offerings were shown before last night, with what is known of each: by offering. Nothing of what
/// no night has priced yet.
pub async fn shown(db: impl PgExecutor<'_>, ulos: &[Uuid]) -> Result<HashMap<Uuid, (Ulo, i64)>, Error> {
    let rows: Vec<(Uuid, Json<Ulo>, i64)> = sqlx::query_as(
        "select offering_id, ulo.facts, shown
         from price join ulo on ulo.ulo_id = price.ulo_id
         where price.ulo_id = any($1) and ulo.facts is not null",
    )
    .bind(ulos)
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|(offering, ulo, shown)| (offering, (ulo.0, shown))).collect())
}

/// Puts a night's prices in the place of those before.
pub async fn replace(tx: &mut PgConnection, prices: &[Price]) -> Result<(), Error> {
    sqlx::query("delete from price").execute(&mut *tx).await?;
    for batch in prices.chunks(BATCH) {
        insert(tx, batch).await?;
    }
    Ok(())
}

async fn insert(tx: &mut PgConnection, prices: &[Price]) -> Result<(), Error> {
    let each = |column: fn(&Price) -> Option<Uuid>| prices.iter().map(column).collect::<Vec<_>>();
    let offerings = each(|price| price.at.offering().map(|(offering, _)| offering));
    let ulos = each(|price| price.at.offering().map(|(_, ulo)| ulo));
    let areas = || prices.iter().map(|price| price.at.area());
    sqlx::query(
        "insert into price (price_id, offering_id, ulo_id, council, kind, need, price, shown, create_time)
         select price_id, offering_id, ulo_id, council, kind, need, price, shown, create_time
         from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::bigint[],
                     $8::bigint[], $9::timestamptz[])
              as made (price_id, offering_id, ulo_id, council, kind, need, price, shown, create_time)",
    )
    .bind(prices.iter().map(|price| price.id.uuid()).collect::<Vec<_>>())
    .bind(offerings)
    .bind(ulos)
    .bind(areas().map(|area| area.map(|(council, _)| council)).collect::<Vec<_>>())
    .bind(prices.iter().map(|price| price.kind).collect::<Vec<_>>())
    .bind(areas().map(|area| area.map(|(_, need)| need)).collect::<Vec<_>>())
    .bind(prices.iter().map(|price| price.price).collect::<Vec<_>>())
    .bind(prices.iter().map(|price| price.shown).collect::<Vec<_>>())
    .bind(prices.iter().map(|price| price.create_time).collect::<Vec<_>>())
    .execute(tx)
    .await?;
    Ok(())
}

/// What menus need to know: of offerings without room for all, and of those that were shown.
pub async fn for_menus(db: impl PgExecutor<'_>) -> Result<Prices, Error> {
    let rows: Vec<(Uuid, i64, i64)> = sqlx::query_as(
        "select offering_id, price, shown from price
         where offering_id is not null and (price > 0 or shown > 0)",
    )
    .fetch_all(db)
    .await?;
    let count = |number: i64| u32::try_from(number).unwrap_or(u32::MAX);
    let frozen = |(offering, price, shown)| {
        (offering, FrozenPrice { offering, price: count(price), shown: count(shown) })
    };
    Ok(rows.into_iter().map(frozen).collect())
}

/// Whose prices to list: of one of these, and of both when both are given none.
pub struct Filter {
    /// Only in the area of this council.
    pub council: Option<String>,
    /// Only of this organisation's offerings.
    pub ulo: Option<Uuid>,
}

/// One page of prices, the highest first.
pub async fn list(db: impl PgExecutor<'_>, filter: &Filter, page: &Page) -> Result<Vec<Price>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select price_id, offering_id, ulo_id, council, kind, need, price, shown, create_time from price
         where ($1::text is null or council = $1) and ($2::uuid is null or ulo_id = $2) and price_id < $3
         order by price_id desc limit $4",
    )
    .bind(filter.council.as_deref())
    .bind(filter.ulo)
    .bind(page.before)
    .bind(page.limit())
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Row::price).collect())
}

#[derive(FromRow)]
struct NightRow {
    night_date: NaiveDate,
    start_time: DateTime<Utc>,
    finish_time: Option<DateTime<Utc>>,
    offerings: Option<i64>,
    gap_millionths: Option<i64>,
}

impl NightRow {
    fn night(self) -> Night {
        Night {
            day: self.night_date,
            start_time: self.start_time,
            finish_time: self.finish_time,
            offerings: self.offerings,
            gap_millionths: self.gap_millionths.unwrap_or_default(),
        }
    }
}

#[derive(FromRow)]
struct Row {
    price_id: Uuid,
    offering_id: Option<Uuid>,
    ulo_id: Option<Uuid>,
    council: Option<String>,
    kind: Kind,
    need: Option<String>,
    price: i64,
    shown: i64,
    create_time: DateTime<Utc>,
}

impl Row {
    fn price(self) -> Price {
        let at = match self.offering_id.zip(self.ulo_id) {
            Some((offering, ulo)) => At::Offering { offering, ulo },
            None => {
                At::Area { council: self.council.unwrap_or_default(), need: self.need.unwrap_or_default() }
            }
        };
        Price {
            id: Id::from_uuid(self.price_id),
            at,
            kind: self.kind,
            price: self.price,
            shown: self.shown,
            create_time: self.create_time,
        }
    }
}
