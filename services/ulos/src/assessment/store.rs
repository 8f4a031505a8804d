//! The SQL of assessments.

use chrono::{DateTime, Utc};
use platform::db::{OnConstraint as _, changed};
use platform::{Error, Id, Page};
use sqlx::types::Json;
use sqlx::{FromRow, PgConnection, PgExecutor};
use uuid::Uuid;

use super::{Assessment, Conflict, Opinion, Score, State};
use crate::bid::Bid;

#[derive(FromRow)]
struct Row {
    assessment_id: Uuid,
    bid_id: Uuid,
    round_id: Uuid,
    assessor: String,
    scores: Json<Vec<Score>>,
    comment: String,
    conflicts: Vec<Conflict>,
    points: i64,
    most_points: i64,
    state: State,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

/// The assessment of that id.
pub async fn get(db: impl PgExecutor<'_>, id: Id<Assessment>) -> Result<Assessment, Error> {
    let row: Option<Row> = sqlx::query_as(
        "select assessment_id, bid_id, round_id, assessor, scores, comment, conflicts, points, most_points, state, version,
                create_time, update_time
         from assessment where assessment_id = $1",
    )
    .bind(id.uuid())
    .fetch_optional(db)
    .await?;
    row.map(Assessment::from).ok_or_else(|| Error::not_found(id))
}

/// Which assessments to list.
pub enum Filter<'a> {
    /// Those of this assessor.
    Own(&'a str),
    /// Those of this bid: the assessor's own, and others that were given when `given` says so.
    Of {
        /// The bid.
        bid: Id<Bid>,
        /// Who asks.
        assessor: &'a str,
        /// Whether they may read what others gave.
        given: bool,
    },
}

/// One page of assessments, newest first.
pub async fn list(
    db: impl PgExecutor<'_>,
    filter: Filter<'_>,
    page: &Page,
) -> Result<Vec<Assessment>, Error> {
    let (bid, assessor, given) = match filter {
        Filter::Own(assessor) => (None, assessor, false),
        Filter::Of { bid, assessor, given } => (Some(bid.uuid()), assessor, given),
    };
    let rows: Vec<Row> = sqlx::query_as(
        "select assessment_id, bid_id, round_id, assessor, scores, comment, conflicts, points, most_points, state, version,
                create_time, update_time
         from assessment
         where ($1::uuid is null or bid_id = $1) and (assessor = $2 or $3 and state = 'given') and assessment_id < $4
         order by assessment_id desc limit $5",
    )
    .persistent(false)
    .bind(bid)
    .bind(assessor)
    .bind(given)
    .bind(page.before)
    .bind(page.limit())
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Assessment::from).collect())
}

/// Whether someone assesses a bid, free of conflict.
pub async fn assesses(db: impl PgExecutor<'_>, bid: Id<Bid>, assessor: &str) -> Result<bool, Error> {
    let assesses = sqlx::query_scalar(
        "select exists (select from assessment where bid_id = $1 and assessor = $2 and state <> 'stood_aside')",
    )
    .bind(bid.uuid())
    .bind(assessor)
    .fetch_one(db)
    .await?;
    Ok(assesses)
}

/// Whether someone has given theirs of a bid.
pub async fn has_given(db: impl PgExecutor<'_>, bid: Id<Bid>, assessor: &str) -> Result<bool, Error> {
    let given = sqlx::query_scalar(
        "select exists (select from assessment where bid_id = $1 and assessor = $2 and state = 'given')",
    )
    .bind(bid.uuid())
    .bind(assessor)
    .fetch_one(db)
    .await?;
    Ok(given)
}

/// How many count for a bid.
pub async fn count_given(db: impl PgExecutor<'_>, bid: Id<Bid>) -> Result<i32, Error> {
    let count: i64 =
        sqlx::query_scalar("select count(*) from assessment where bid_id = $1 and state = 'given'")
            .bind(bid.uuid())
            .fetch_one(db)
            .await?;
    Ok(i32::try_from(count).unwrap_or(i32::MAX))
}

/// How many have a bid, free of conflict.
pub async fn count_free(db: impl PgExecutor<'_>, bid: Id<Bid>) -> Result<i64, Error> {
    let count =
        sqlx::query_scalar("select count(*) from assessment where bid_id = $1 and state <> 'stood_aside'")
            .bind(bid.uuid())
            .fetch_one(db)
            .await?;
    Ok(count)
}

/// Keeps a new assessment.
pub async fn insert(tx: &mut PgConnection, one: &Assessment) -> Result<(), Error> {
    sqlx::query(
        "insert into assessment (assessment_id, bid_id, round_id, assessor, scores, comment, conflicts, points, most_points,
                                 state, version, create_time, update_time)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
    )
    .bind(one.id.uuid())
    .bind(one.bid.uuid())
    .bind(one.round.uuid())
    .bind(&one.assessor)
    .bind(Json(&one.opinion.scores))
    .bind(&one.opinion.comment)
    .bind(&one.conflicts)
    .bind(one.points)
    .bind(one.most_points)
    .bind(one.state)
    .bind(one.version)
    .bind(one.create_time)
    .bind(one.update_time)
    .execute(tx)
    .await
    .on_constraint("assessment_once", || {
        Error::already_exists("ASSESSMENT_EXISTS", "you took this bid on before: go on with that assessment")
    })?;
    Ok(())
}

/// Keeps a changed assessment, if nobody changed it since version `before`.
pub async fn update(tx: &mut PgConnection, one: &Assessment, before: i64) -> Result<(), Error> {
    let updated = sqlx::query(
        "update assessment set scores = $3, comment = $4, conflicts = $5, points = $6, most_points = $7, state = $8,
                version = $9, update_time = $10
         where assessment_id = $1 and version = $2",
    )
    .bind(one.id.uuid())
    .bind(before)
    .bind(Json(&one.opinion.scores))
    .bind(&one.opinion.comment)
    .bind(&one.conflicts)
    .bind(one.points)
    .bind(one.most_points)
    .bind(one.state)
    .bind(one.version)
    .bind(one.update_time)
    .execute(tx)
    .await?;
    changed(&updated)
}

impl From<Row> for Assessment {
    fn from(row: Row) -> Self {
        Self {
            id: Id::from_uuid(row.assessment_id),
            bid: Id::from_uuid(row.bid_id),
            round: Id::from_uuid(row.round_id),
            assessor: row.assessor,
            opinion: Opinion { scores: row.scores.0, comment: row.comment },
            conflicts: row.conflicts,
            points: row.points,
            most_points: row.most_points,
            state: row.state,
            version: row.version,
            create_time: row.create_time,
            update_time: row.update_time,
        }
    }
}
