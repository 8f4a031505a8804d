//! The SQL of strategies, and of councils without a user-led organisation.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use platform::db::changed;
use platform::{Error, Id, Page};
use sqlx::types::Json;
use sqlx::{FromRow, PgConnection, PgExecutor};
use uuid::Uuid;

use super::lack::Place;
use super::{Action, Closed, Closure, Plan, State, Strategy};
use crate::council::GssCode;
use crate::fact::Ulo;

#[derive(FromRow)]
struct Row {
    strategy_id: Uuid,
    gss_code: String,
    find_date: NaiveDate,
    aim: String,
    responsible: String,
    buddy_ulo_id: Option<Uuid>,
    actions: Json<Vec<Action>>,
    write_time: Option<DateTime<Utc>>,
    closure: Option<Closure>,
    close_ulo_id: Option<Uuid>,
    close_reason: String,
    close_time: Option<DateTime<Utc>>,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

/// The strategy of that id.
pub async fn get(db: impl PgExecutor<'_>, id: Id<Strategy>) -> Result<Strategy, Error> {
    let row: Option<Row> = sqlx::query_as(
        "select strategy_id, gss_code, find_date, aim, responsible, buddy_ulo_id, actions, write_time, closure,
                close_ulo_id, close_reason, close_time, version, create_time, update_time
         from strategy where strategy_id = $1",
    )
    .bind(id.uuid())
    .fetch_optional(db)
    .await?;
    row.ok_or_else(|| Error::not_found(id))?.strategy()
}

/// One page, newest first, optionally of one council or in one state.
pub async fn list(
    db: impl PgExecutor<'_>,
    code: Option<&GssCode>,
    state: Option<State>,
    page: &Page,
) -> Result<Vec<Strategy>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select strategy_id, gss_code, find_date, aim, responsible, buddy_ulo_id, actions, write_time, closure,
                close_ulo_id, close_reason, close_time, version, create_time, update_time
         from strategy
         where ($1::text is null or gss_code = $1) and ($2::text is null or state = $2) and strategy_id < $3
         order by strategy_id desc limit $4",
    )
    .bind(code.map(GssCode::as_str))
    .bind(state)
    .bind(page.before)
    .bind(page.limit())
    .fetch_all(db)
    .await?;
    rows.into_iter().map(Row::strategy).collect()
}

/// What is known of these councils, or of all, as far as their framework is up to date. While the directory is empty nothing
/// is known of any: it says nothing about what is missing.
pub async fn places(tx: &mut PgConnection, codes: Option<&[String]>) -> Result<Vec<Place>, Error> {
    let latest: Vec<Row> = sqlx::query_as(
        "select distinct on (gss_code) strategy_id, gss_code, find_date, aim, responsible, buddy_ulo_id, actions,
                write_time, closure, close_ulo_id, close_reason, close_time, version, create_time, update_time
         from strategy where $1::text[] is null or gss_code = any($1)
         order by gss_code, strategy_id desc",
    )
    .bind(codes)
    .fetch_all(&mut *tx)
    .await?;
    let mut latest: HashMap<String, Row> =
        latest.into_iter().map(|row| (row.gss_code.clone(), row)).collect();
    let rows: Vec<(String, i64, i64, Option<NaiveDate>)> = sqlx::query_as(
        "select gss_code,
                (figures ->> 'ulo_count')::int8 - coalesce((figures ->> 'not_user_led_count')::int8, 0),
                (figures ->> 'user_led_count')::int8, since_date
         from framework left join lack using (gss_code)
         where ($1::text[] is null or gss_code = any($1))
           and exists (select from ulo where state = 'listed' and may_be_user_led)
           and not exists (select from touched where touched.gss_code = framework.gss_code)",
    )
    .bind(codes)
    .fetch_all(tx)
    .await?;
    let place = |(code, ulo_count, user_led_count, since): (String, i64, i64, Option<NaiveDate>)| {
        let latest = latest.remove(&code).map(Row::strategy).transpose()?;
        Ok(Place { gss_code: known(&code)?, ulo_count, user_led_count, since, latest })
    };
    rows.into_iter().map(place).collect()
}

/// An organisation of that council that is shown to be user-led: the first to be known.
pub async fn shown_ulo(tx: &mut PgConnection, code: &GssCode) -> Result<Option<Id<Ulo>>, Error> {
    let found: Option<Uuid> = sqlx::query_scalar(
        "select ulo_id from ulo left join governance using (ulo_id)
         where ulo.councils @> array[$1] and ulo.state = 'listed'
           and coalesce(governance.user_led, ulo.user_led) = 'met'
         order by ulo_id limit 1",
    )
    .bind(code.as_str())
    .fetch_optional(tx)
    .await?;
    Ok(found.map(Id::from_uuid))
}

/// Notes that a council is without any from that day.
pub async fn note_lack(tx: &mut PgConnection, code: &GssCode, day: NaiveDate) -> Result<(), Error> {
    sqlx::query("insert into lack (gss_code, since_date) values ($1, $2) on conflict do nothing")
        .bind(code.as_str())
        .bind(day)
        .execute(tx)
        .await?;
    Ok(())
}

/// A council is without any no longer.
pub async fn forget_lack(tx: &mut PgConnection, code: &GssCode) -> Result<(), Error> {
    sqlx::query("delete from lack where gss_code = $1").bind(code.as_str()).execute(tx).await?;
    Ok(())
}

/// Keeps a new strategy.
pub async fn insert(tx: &mut PgConnection, strategy: &Strategy) -> Result<(), Error> {
    sqlx::query(
        "insert into strategy (strategy_id, gss_code, find_date, aim, responsible, buddy_ulo_id, actions, close_reason,
                               state, version, create_time, update_time)
         values ($1, $2, $3, $4, $5, $6, $7, '', $8, $9, $10, $11)",
    )
    .bind(strategy.id.uuid())
    .bind(strategy.gss_code.as_str())
    .bind(strategy.find_date)
    .bind(&strategy.plan.aim)
    .bind(&strategy.plan.responsible)
    .bind(strategy.plan.buddy.map(Id::uuid))
    .bind(Json(&strategy.actions))
    .bind(strategy.state())
    .bind(strategy.version)
    .bind(strategy.create_time)
    .bind(strategy.update_time)
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps a changed strategy, if nobody changed it since version `before`.
pub async fn update(tx: &mut PgConnection, strategy: &Strategy, before: i64) -> Result<(), Error> {
    let closed = strategy.closed.as_ref();
    let updated = sqlx::query(
        "update strategy
         set aim = $3, responsible = $4, buddy_ulo_id = $5, actions = $6, write_time = $7, closure = $8,
             close_ulo_id = $9, close_reason = $10, close_time = $11, state = $12, version = $13, update_time = $14
         where strategy_id = $1 and version = $2",
    )
    .bind(strategy.id.uuid())
    .bind(before)
    .bind(&strategy.plan.aim)
    .bind(&strategy.plan.responsible)
    .bind(strategy.plan.buddy.map(Id::uuid))
    .bind(Json(&strategy.actions))
    .bind(strategy.write_time)
    .bind(closed.map(|closed| closed.closure))
    .bind(closed.and_then(|closed| closed.ulo).map(Id::uuid))
    .bind(closed.map_or("", |closed| &closed.reason))
    .bind(closed.map(|closed| closed.time))
    .bind(strategy.state())
    .bind(strategy.version)
    .bind(strategy.update_time)
    .execute(tx)
    .await?;
    changed(&updated)
}

fn known(code: &str) -> Result<GssCode, Error> {
    GssCode::new(code).ok_or_else(|| Error::internal("a strategy without a code"))
}

impl Row {
    fn strategy(self) -> Result<Strategy, Error> {
        let closed = self.closure.zip(self.close_time).map(|(closure, time)| Closed {
            closure,
            ulo: self.close_ulo_id.map(Id::from_uuid),
            reason: self.close_reason,
            time,
        });
        Ok(Strategy {
            id: Id::from_uuid(self.strategy_id),
            gss_code: known(&self.gss_code)?,
            find_date: self.find_date,
            plan: Plan {
                aim: self.aim,
                responsible: self.responsible,
                buddy: self.buddy_ulo_id.map(Id::from_uuid),
            },
            actions: self.actions.0,
            write_time: self.write_time,
            closed,
            version: self.version,
            create_time: self.create_time,
            update_time: self.update_time,
        })
    }
}
