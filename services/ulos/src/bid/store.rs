//! The SQL of bids.

use chrono::{DateTime, Utc};
use platform::db::{OnConstraint as _, changed};
use platform::{Clock, Error, Id, Page};
use sqlx::types::Json;
use sqlx::{FromRow, PgConnection, PgExecutor};
use uuid::Uuid;

use super::{Bid, Decision, Plan, State, Step};
use crate::round::Round;

#[derive(FromRow)]
struct Row {
    bid_id: Uuid,
    round_id: Uuid,
    ulo_id: Uuid,
    need: String,
    plan: String,
    leadership: String,
    sharing: String,
    lasting: String,
    amount_pence: i64,
    milestones: Json<Vec<Step>>,
    partners: Vec<String>,
    councils: Vec<String>,
    state: State,
    submit_time: Option<DateTime<Utc>>,
    award_pence: Option<i64>,
    decision_reason: String,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

/// The bid of that id.
pub async fn get(db: impl PgExecutor<'_>, id: Id<Bid>) -> Result<Bid, Error> {
    let row: Option<Row> = sqlx::query_as(
        "select bid_id, round_id, ulo_id, need, plan, leadership, sharing, lasting, amount_pence, milestones, partners,
                councils, state, submit_time, award_pence, decision_reason, version, create_time, update_time
         from bid where bid_id = $1",
    )
    .bind(id.uuid())
    .fetch_optional(db)
    .await?;
    row.map(Bid::from).ok_or_else(|| Error::not_found(id))
}

/// The bid of that id, held until the transaction ends.
pub async fn hold(tx: &mut PgConnection, id: Id<Bid>) -> Result<Bid, Error> {
    let row: Option<Row> = sqlx::query_as(
        "select bid_id, round_id, ulo_id, need, plan, leadership, sharing, lasting, amount_pence, milestones, partners,
                councils, state, submit_time, award_pence, decision_reason, version, create_time, update_time
         from bid where bid_id = $1 for update",
    )
    .bind(id.uuid())
    .fetch_optional(tx)
    .await?;
    row.map(Bid::from).ok_or_else(|| Error::not_found(id))
}

/// The bids of a round that were sent in and are not settled, held until the transaction ends.
pub async fn hold_submitted(tx: &mut PgConnection, round: Id<Round>) -> Result<Vec<Bid>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select bid_id, round_id, ulo_id, need, plan, leadership, sharing, lasting, amount_pence, milestones, partners,
                councils, state, submit_time, award_pence, decision_reason, version, create_time, update_time
         from bid where round_id = $1 and state = 'submitted' order by bid_id for update",
    )
    .bind(round.uuid())
    .fetch_all(tx)
    .await?;
    Ok(rows.into_iter().map(Bid::from).collect())
}

/// Which bids to list: all filters combined by "and".
#[derive(Default)]
pub struct Filter {
    /// Only those of this round.
    pub round: Option<Uuid>,
    /// Only those of this organisation.
    pub ulo: Option<Uuid>,
    /// Only those in this state.
    pub state: Option<State>,
    /// Only those that were sent in.
    pub sent_only: bool,
}

/// One page of bids, newest first.
pub async fn list(db: impl PgExecutor<'_>, filter: &Filter, page: &Page) -> Result<Vec<Bid>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select bid_id, round_id, ulo_id, need, plan, leadership, sharing, lasting, amount_pence, milestones, partners,
                councils, state, submit_time, award_pence, decision_reason, version, create_time, update_time
         from bid
         where ($1::uuid is null or round_id = $1)
           and ($2::uuid is null or ulo_id = $2)
           and ($3::text is null or state = $3)
           and (not $4 or submit_time is not null)
           and bid_id < $5
         order by bid_id desc limit $6",
    )
    // Planned anew for the filters given.
    .persistent(false)
    .bind(filter.round)
    .bind(filter.ulo)
    .bind(filter.state)
    .bind(filter.sent_only)
    .bind(page.before)
    .bind(page.limit())
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Bid::from).collect())
}

/// Whether an organisation bids in a round: a draft counts too.
pub async fn bids_in(db: impl PgExecutor<'_>, round: Id<Round>, ulo: Uuid) -> Result<bool, Error> {
    let bids = sqlx::query_scalar(
        "select exists (select from bid where round_id = $1 and ulo_id = $2 and state <> 'withdrawn')",
    )
    .bind(round.uuid())
    .bind(ulo)
    .fetch_one(db)
    .await?;
    Ok(bids)
}

/// Keeps a new bid.
pub async fn insert(tx: &mut PgConnection, bid: &Bid) -> Result<(), Error> {
    let plan = &bid.plan;
    sqlx::query(
        "insert into bid (bid_id, round_id, ulo_id, need, plan, leadership, sharing, lasting, amount_pence, milestones,
                          partners, councils, state, decision_reason, version, create_time, update_time)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, '', $14, $15, $16)",
    )
    .bind(bid.id.uuid())
    .bind(bid.round.uuid())
    .bind(bid.ulo.uuid())
    .bind(&plan.need)
    .bind(&plan.plan)
    .bind(&plan.leadership)
    .bind(&plan.sharing)
    .bind(&plan.lasting)
    .bind(plan.amount_pence)
    .bind(Json(&plan.milestones))
    .bind(&plan.partners)
    .bind(&plan.councils)
    .bind(bid.state)
    .bind(bid.version)
    .bind(bid.create_time)
    .bind(bid.update_time)
    .execute(tx)
    .await
    .on_constraint("bid_once", || {
        Error::already_exists("BID_EXISTS", "your organisation already has a bid in this round: go on with that one")
    })?;
    Ok(())
}

/// Keeps a changed bid, if nobody changed it since version `before`.
pub async fn update(tx: &mut PgConnection, bid: &Bid, before: i64) -> Result<(), Error> {
    let plan = &bid.plan;
    let updated = sqlx::query(
        "update bid set need = $3, plan = $4, leadership = $5, sharing = $6, lasting = $7, amount_pence = $8,
                milestones = $9, partners = $10, councils = $11, state = $12, submit_time = $13, award_pence = $14,
                decision_reason = $15, version = $16, update_time = $17
         where bid_id = $1 and version = $2",
    )
    .bind(bid.id.uuid())
    .bind(before)
    .bind(&plan.need)
    .bind(&plan.plan)
    .bind(&plan.leadership)
    .bind(&plan.sharing)
    .bind(&plan.lasting)
    .bind(plan.amount_pence)
    .bind(Json(&plan.milestones))
    .bind(&plan.partners)
    .bind(&plan.councils)
    .bind(bid.state)
    .bind(bid.submit_time)
    .bind(bid.set_aside())
    .bind(bid.decision.as_ref().map_or("", |decision| &decision.reason))
    .bind(bid.version)
    .bind(bid.update_time)
    .execute(tx)
    .await?;
    changed(&updated)
}

/// Keeps that a held draft was sent in, if its round takes bids by the database's clock at that very moment; the time it
/// was.
pub async fn submit(tx: &mut PgConnection, bid: &Bid, clock: &Clock) -> Result<Option<DateTime<Utc>>, Error> {
    let time = sqlx::query_scalar(
        "update bid set state = $2, submit_time = statement_timestamp() + $4, version = $3,
                update_time = statement_timestamp() + $4
         where bid_id = $1 and state = 'draft' and exists (
             select from round where round.round_id = bid.round_id and round.state = 'open'
                and statement_timestamp() + $4 >= open_time and statement_timestamp() + $4 < close_time
         )
         returning submit_time",
    )
    .bind(bid.id.uuid())
    .bind(bid.state)
    .bind(bid.version)
    .bind(clock.offset())
    .fetch_optional(tx)
    .await?;
    Ok(time)
}

impl Bid {
    fn set_aside(&self) -> Option<i64> {
        self.decision.as_ref().map(|decision| decision.award_pence)
    }
}

impl From<Row> for Bid {
    fn from(row: Row) -> Self {
        let reason = row.decision_reason;
        Self {
            id: Id::from_uuid(row.bid_id),
            round: Id::from_uuid(row.round_id),
            ulo: Id::from_uuid(row.ulo_id),
            plan: Plan {
                need: row.need,
                plan: row.plan,
                leadership: row.leadership,
                sharing: row.sharing,
                lasting: row.lasting,
                amount_pence: row.amount_pence,
                milestones: row.milestones.0,
                partners: row.partners,
                councils: row.councils,
            },
            state: row.state,
            submit_time: row.submit_time,
            decision: row.award_pence.map(|award_pence| Decision { award_pence, reason }),
            version: row.version,
            create_time: row.create_time,
            update_time: row.update_time,
        }
    }
}
