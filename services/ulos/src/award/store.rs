//! The SQL of awards.

use chrono::{DateTime, Utc};
use platform::db::changed;
use platform::{Error, Id, Page};
use sqlx::types::Json;
use sqlx::{FromRow, PgConnection, PgExecutor};
use uuid::Uuid;

use super::{Award, Milestone, State};
use crate::round::Round;

#[derive(FromRow)]
struct Row {
    award_id: Uuid,
    bid_id: Uuid,
    round_id: Uuid,
    ulo_id: Uuid,
    amount_pence: i64,
    paid_pence: i64,
    reason: String,
    councils: Vec<String>,
    milestones: Json<Vec<Milestone>>,
    learned: bool,
    solution_id: Option<Uuid>,
    state: State,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

/// The award of that id.
pub async fn get(db: impl PgExecutor<'_>, id: Id<Award>) -> Result<Award, Error> {
    let row: Option<Row> = sqlx::query_as(
        "select award_id, bid_id, round_id, ulo_id, amount_pence, paid_pence, reason, councils, milestones, learned,
                solution_id, state, version, create_time, update_time
         from award where award_id = $1",
    )
    .bind(id.uuid())
    .fetch_optional(db)
    .await?;
    row.map(Award::from).ok_or_else(|| Error::not_found(id))
}

/// The award of that id, held until the transaction ends.
pub async fn hold(tx: &mut PgConnection, id: Id<Award>) -> Result<Award, Error> {
    let row: Option<Row> = sqlx::query_as(
        "select award_id, bid_id, round_id, ulo_id, amount_pence, paid_pence, reason, councils, milestones, learned,
                solution_id, state, version, create_time, update_time
         from award where award_id = $1 for update",
    )
    .bind(id.uuid())
    .fetch_optional(tx)
    .await?;
    row.map(Award::from).ok_or_else(|| Error::not_found(id))
}

/// Which awards to list: all filters combined by "and".
#[derive(Default)]
pub struct Filter {
    /// Only those of this round.
    pub round: Option<Uuid>,
    /// Only those of this organisation.
    pub ulo: Option<Uuid>,
    /// Only those in this state.
    pub state: Option<State>,
}

/// One page of awards, newest first.
pub async fn list(db: impl PgExecutor<'_>, filter: &Filter, page: &Page) -> Result<Vec<Award>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select award_id, bid_id, round_id, ulo_id, amount_pence, paid_pence, reason, councils, milestones, learned,
                solution_id, state, version, create_time, update_time
         from award
         where ($1::uuid is null or round_id = $1)
           and ($2::uuid is null or ulo_id = $2)
           and ($3::text is null or state = $3)
           and award_id < $4
         order by award_id desc limit $5",
    )
    // Planned anew for the filters given.
    .persistent(false)
    .bind(filter.round)
    .bind(filter.ulo)
    .bind(filter.state)
    .bind(page.before)
    .bind(page.limit())
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Award::from).collect())
}

/// How many of a round still run.
pub async fn count_running(tx: &mut PgConnection, round: Id<Round>) -> Result<i64, Error> {
    let count = sqlx::query_scalar("select count(*) from award where round_id = $1 and state = 'running'")
        .bind(round.uuid())
        .fetch_one(tx)
        .await?;
    Ok(count)
}

/// Keeps a new award.
pub async fn insert(tx: &mut PgConnection, award: &Award) -> Result<(), Error> {
    sqlx::query(
        "insert into award (award_id, bid_id, round_id, ulo_id, amount_pence, paid_pence, reason, councils, milestones,
                            learned, solution_id, state, version, create_time, update_time)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
    )
    .bind(award.id.uuid())
    .bind(award.bid.uuid())
    .bind(award.round.uuid())
    .bind(award.ulo.uuid())
    .bind(award.amount_pence)
    .bind(award.paid_pence)
    .bind(&award.reason)
    .bind(&award.councils)
    .bind(Json(&award.milestones))
    .bind(award.learned)
    .bind(award.solution.map(Id::uuid))
    .bind(award.state)
    .bind(award.version)
    .bind(award.create_time)
    .bind(award.update_time)
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps a changed award, if nobody changed it since version `before`.
pub async fn update(tx: &mut PgConnection, award: &Award, before: i64) -> Result<(), Error> {
    let updated = sqlx::query(
        "update award set paid_pence = $3, milestones = $4, learned = $5, solution_id = $6, state = $7, version = $8,
                update_time = $9
         where award_id = $1 and version = $2",
    )
    .bind(award.id.uuid())
    .bind(before)
    .bind(award.paid_pence)
    .bind(Json(&award.milestones))
    .bind(award.learned)
    .bind(award.solution.map(Id::uuid))
    .bind(award.state)
    .bind(award.version)
    .bind(award.update_time)
    .execute(tx)
    .await?;
    changed(&updated)
}

impl From<Row> for Award {
    fn from(row: Row) -> Self {
        Self {
            id: Id::from_uuid(row.award_id),
            bid: Id::from_uuid(row.bid_id),
            round: Id::from_uuid(row.round_id),
            ulo: Id::from_uuid(row.ulo_id),
            amount_pence: row.amount_pence,
            paid_pence: row.paid_pence,
            reason: row.reason,
            councils: row.councils,
            milestones: row.milestones.0,
            learned: row.learned,
            solution: row.solution_id.map(Id::from_uuid),
            state: row.state,
            version: row.version,
            create_time: row.create_time,
            update_time: row.update_time,
        }
    }
}
