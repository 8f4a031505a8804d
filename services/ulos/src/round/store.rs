//! The SQL of rounds.

use chrono::{DateTime, NaiveDate, Utc};
use platform::db::{OnConstraint as _, changed};
use platform::{Error, Id, Page};
use sqlx::types::Json;
use sqlx::{FromRow, PgConnection, PgExecutor};
use uuid::Uuid;

use super::ranking::Entry;
use super::{Counts, Criterion, Round, State, Terms};

#[derive(FromRow)]
struct Row {
    round_id: Uuid,
    display_name: String,
    purpose: String,
    amount_pence: i64,
    most_per_bid_pence: i64,
    sites: i32,
    criteria: Json<Vec<Criterion>>,
    councils: Vec<String>,
    open_time: DateTime<Utc>,
    close_time: DateTime<Utc>,
    decision_date: NaiveDate,
    state: State,
    bids: i32,
    asked_pence: i64,
    awarded_pence: i64,
    paid_pence: i64,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

/// The round of that id.
pub async fn get(db: impl PgExecutor<'_>, id: Id<Round>) -> Result<Round, Error> {
    let row: Option<Row> = sqlx::query_as(
        "select round_id, display_name, purpose, amount_pence, most_per_bid_pence, sites, criteria, councils, open_time,
                close_time, decision_date, state, bids, asked_pence, awarded_pence, paid_pence, version, create_time,
                update_time
         from round where round_id = $1",
    )
    .bind(id.uuid())
    .fetch_optional(db)
    .await?;
    row.map(Round::from).ok_or_else(|| Error::not_found(id))
}

/// The round of that id, held until the transaction ends.
pub async fn hold(tx: &mut PgConnection, id: Id<Round>) -> Result<Round, Error> {
    let row: Option<Row> = sqlx::query_as(
        "select round_id, display_name, purpose, amount_pence, most_per_bid_pence, sites, criteria, councils, open_time,
                close_time, decision_date, state, bids, asked_pence, awarded_pence, paid_pence, version, create_time,
                update_time
         from round where round_id = $1 for update",
    )
    .bind(id.uuid())
    .fetch_optional(tx)
    .await?;
    row.map(Round::from).ok_or_else(|| Error::not_found(id))
}

/// One page of rounds, newest first; drafts only when wanted.
pub async fn list(
    db: impl PgExecutor<'_>,
    state: Option<State>,
    drafts: bool,
    page: &Page,
) -> Result<Vec<Round>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select round_id, display_name, purpose, amount_pence, most_per_bid_pence, sites, criteria, councils, open_time,
                close_time, decision_date, state, bids, asked_pence, awarded_pence, paid_pence, version, create_time,
                update_time
         from round
         where ($1::text is null or state = $1) and ($2 or state <> 'draft') and round_id < $3
         order by round_id desc limit $4",
    )
    .bind(state)
    .bind(drafts)
    .bind(page.before)
    .bind(page.limit())
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Round::from).collect())
}

/// Keeps a new round.
pub async fn insert(tx: &mut PgConnection, round: &Round) -> Result<(), Error> {
    let terms = &round.terms;
    sqlx::query(
        "insert into round (round_id, display_name, purpose, amount_pence, most_per_bid_pence, sites, criteria, councils,
                            open_time, close_time, decision_date, state, bids, asked_pence, awarded_pence, paid_pence,
                            version, create_time, update_time)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 0, 0, 0, 0, $13, $14, $15)",
    )
    .bind(round.id.uuid())
    .bind(&terms.display_name)
    .bind(&terms.purpose)
    .bind(terms.amount_pence)
    .bind(terms.most_per_bid_pence)
    .bind(terms.sites)
    .bind(Json(&terms.criteria))
    .bind(&terms.councils)
    .bind(terms.open_time)
    .bind(terms.close_time)
    .bind(terms.decision_date)
    .bind(round.state)
    .bind(round.version)
    .bind(round.create_time)
    .bind(round.update_time)
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps a changed round, if nobody changed it since version `before`. Its counts are kept by [`count`] alone.
pub async fn update(tx: &mut PgConnection, round: &Round, before: i64) -> Result<(), Error> {
    let terms = &round.terms;
    let updated = sqlx::query(
        "update round set display_name = $3, purpose = $4, amount_pence = $5, most_per_bid_pence = $6, sites = $7,
                criteria = $8, councils = $9, open_time = $10, close_time = $11, decision_date = $12, state = $13,
                version = $14, update_time = $15
         where round_id = $1 and version = $2",
    )
    .bind(round.id.uuid())
    .bind(before)
    .bind(&terms.display_name)
    .bind(&terms.purpose)
    .bind(terms.amount_pence)
    .bind(terms.most_per_bid_pence)
    .bind(terms.sites)
    .bind(Json(&terms.criteria))
    .bind(&terms.councils)
    .bind(terms.open_time)
    .bind(terms.close_time)
    .bind(terms.decision_date)
    .bind(round.state)
    .bind(round.version)
    .bind(round.update_time)
    .execute(tx)
    .await?;
    changed(&updated)
}

/// Adds a change to the counts of a round. The database refuses awards beyond the money there is.
pub async fn count(tx: &mut PgConnection, id: Id<Round>, change: Counts) -> Result<(), Error> {
    sqlx::query(
        "update round set bids = bids + $2, asked_pence = asked_pence + $3, awarded_pence = awarded_pence + $4,
                paid_pence = paid_pence + $5
         where round_id = $1",
    )
    .bind(id.uuid())
    .bind(change.bids)
    .bind(change.asked_pence)
    .bind(change.awarded_pence)
    .bind(change.paid_pence)
    .execute(tx)
    .await
    .on_constraint("round_is_not_overspent", || {
        Error::refused("ROUND_SPENT", "with this, the awards would come to more than the round has")
    })?;
    Ok(())
}

#[derive(FromRow)]
struct EntryRow {
    bid_id: Uuid,
    ulo_id: Uuid,
    amount_pence: i64,
    award_pence: Option<i64>,
    submit_time: DateTime<Utc>,
    assessments: i64,
    points: i64,
    lowest: i64,
    highest: i64,
    most_points: i64,
}

/// The bids sent in for a round, with what was given for them.
pub async fn entries(db: impl PgExecutor<'_>, id: Id<Round>) -> Result<Vec<Entry>, Error> {
    let rows: Vec<EntryRow> = sqlx::query_as(
        "select b.bid_id, b.ulo_id, b.amount_pence, b.award_pence, b.submit_time, coalesce(a.assessments, 0) assessments,
                coalesce(a.points, 0) points, coalesce(a.lowest, 0) lowest, coalesce(a.highest, 0) highest,
                coalesce(a.most_points, 0) most_points
         from bid b
         left join (
             select bid_id, count(*) assessments, sum(points)::bigint points, min(points) lowest, max(points) highest,
                    max(most_points) most_points
             from assessment where round_id = $1 and state = 'given' group by bid_id
         ) a on a.bid_id = b.bid_id
         where b.round_id = $1 and b.state in ('submitted', 'awarded', 'declined') and b.submit_time is not null",
    )
    .bind(id.uuid())
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Entry::from).collect())
}

impl From<EntryRow> for Entry {
    fn from(row: EntryRow) -> Self {
        Self {
            bid: row.bid_id,
            ulo: row.ulo_id,
            asked_pence: row.amount_pence,
            award_pence: row.award_pence,
            submit_time: row.submit_time,
            assessments: i32::try_from(row.assessments).unwrap_or(i32::MAX),
            points: row.points,
            lowest: row.lowest,
            highest: row.highest,
            most_points: row.most_points,
        }
    }
}

impl From<Row> for Round {
    fn from(row: Row) -> Self {
        Self {
            id: Id::from_uuid(row.round_id),
            terms: Terms {
                display_name: row.display_name,
                purpose: row.purpose,
                amount_pence: row.amount_pence,
                most_per_bid_pence: row.most_per_bid_pence,
                sites: row.sites,
                criteria: row.criteria.0,
                councils: row.councils,
                open_time: row.open_time,
                close_time: row.close_time,
                decision_date: row.decision_date,
            },
            state: row.state,
            counts: Counts {
                bids: row.bids,
                asked_pence: row.asked_pence,
                awarded_pence: row.awarded_pence,
                paid_pence: row.paid_pence,
            },
            version: row.version,
            create_time: row.create_time,
            update_time: row.update_time,
        }
    }
}
