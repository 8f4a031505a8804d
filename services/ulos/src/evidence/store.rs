//! The SQL of evidence.

use chrono::{DateTime, NaiveDate, Utc};
use platform::db::{OnConstraint as _, changed};
use platform::{Error, Id, Page};
use reference::criteria;
use sqlx::{FromRow, PgConnection, PgExecutor};
use uuid::Uuid;

use super::{Claim, Evidence, Finding, Kind, Review, State};
use crate::governance::definition::Verdict;
use crate::ulo::Ulo;

#[derive(FromRow)]
struct Row {
    evidence_id: Uuid,
    ulo_id: Uuid,
    criterion_set: String,
    criterion: String,
    claim: String,
    kind: Kind,
    reference: String,
    evidence_date: NaiveDate,
    state: State,
    verdict: Option<Verdict>,
    reason: Option<String>,
    reviewer: Option<String>,
    review_time: Option<DateTime<Utc>>,
    expire_date: Option<NaiveDate>,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

/// The record of that id.
pub async fn get(db: impl PgExecutor<'_>, id: Id<Evidence>) -> Result<Evidence, Error> {
    let row: Option<Row> = sqlx::query_as(
        "select evidence_id, ulo_id, criterion_set, criterion, claim, kind, reference, evidence_date, state, verdict,
                reason, reviewer, review_time, expire_date, version, create_time, update_time
         from evidence where evidence_id = $1",
    )
    .bind(id.uuid())
    .fetch_optional(db)
    .await?;
    row.ok_or_else(|| Error::not_found(id))?.try_into()
}

/// Which records to list: all filters combined by "and".
pub struct Filter {
    /// Only those of this organisation.
    pub ulo: Option<Id<Ulo>>,
    /// Only those of organisations that work in this council, when not empty.
    pub council: String,
    /// Only those in this state.
    pub state: Option<State>,
}

/// One page of records, newest first.
pub async fn list(db: impl PgExecutor<'_>, filter: &Filter, page: &Page) -> Result<Vec<Evidence>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select evidence_id, ulo_id, criterion_set, criterion, claim, evidence.kind, reference, evidence_date,
                evidence.state, verdict, reason, reviewer, review_time, expire_date, evidence.version,
                evidence.create_time, evidence.update_time
         from evidence join ulo using (ulo_id)
         where ($1::uuid is null or ulo_id = $1)
           and ($2 = '' or ulo.councils @> array[$2])
           and ($3::text is null or evidence.state = $3)
           and evidence_id < $4
         order by evidence_id desc limit $5",
    )
    // Planned anew for the filters given: a plan kept for any of them could use the index of none.
    .persistent(false)
    .bind(filter.ulo.map(Id::uuid))
    .bind(&filter.council)
    .bind(filter.state)
    .bind(page.before)
    .bind(page.limit())
    .fetch_all(db)
    .await?;
    rows.into_iter().map(Evidence::try_from).collect()
}

#[derive(FromRow)]
struct FindingRow {
    ulo_id: Uuid,
    criterion_set: String,
    criterion: String,
    verdict: Verdict,
    review_time: DateTime<Utc>,
    expire_date: NaiveDate,
}

/// The newest finding of each criterion of these organisations, or of all of them, with whose it is.
pub async fn findings(
    db: impl PgExecutor<'_>,
    ulos: Option<&[Uuid]>,
) -> Result<Vec<(Id<Ulo>, Finding)>, Error> {
    let rows: Vec<FindingRow> = sqlx::query_as(
        "select distinct on (ulo_id, criterion_set, criterion)
                ulo_id, criterion_set, criterion, verdict, review_time, expire_date
         from evidence
         where state = 'reviewed' and ($1::uuid[] is null or ulo_id = any($1))
         order by ulo_id, criterion_set, criterion, review_time desc",
    )
    .persistent(false)
    .bind(ulos)
    .fetch_all(db)
    .await?;
    let finding = |row: FindingRow| {
        let FindingRow { ulo_id, criterion_set, criterion, verdict, review_time, expire_date } = row;
        (Id::from_uuid(ulo_id), Finding { criterion_set, criterion, verdict, review_time, expire_date })
    };
    Ok(rows.into_iter().map(finding).collect())
}

/// Keeps a new record.
pub async fn insert(tx: &mut PgConnection, evidence: &Evidence) -> Result<(), Error> {
    let claim = &evidence.claim;
    sqlx::query(
        "insert into evidence (evidence_id, ulo_id, criterion_set, criterion, claim, kind, reference, evidence_date,
                               state, version, create_time, update_time)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(evidence.id.uuid())
    .bind(evidence.ulo.uuid())
    .bind(claim.criterion_set)
    .bind(claim.criterion)
    .bind(&claim.claim)
    .bind(claim.kind)
    .bind(&claim.reference)
    .bind(claim.evidence_date)
    .bind(evidence.state)
    .bind(evidence.version)
    .bind(evidence.create_time)
    .bind(evidence.update_time)
    .execute(tx)
    .await
    .on_constraint("evidence_one_waits", || {
        let text = "something already waits for review under this criterion: change that, or withdraw it first";
        Error::already_exists("EVIDENCE_WAITS", text)
    })?;
    Ok(())
}

/// Keeps a changed record, if nobody changed it since version `before`.
pub async fn update(tx: &mut PgConnection, evidence: &Evidence, before: i64) -> Result<(), Error> {
    let claim = &evidence.claim;
    let review = evidence.review.as_ref();
    let updated = sqlx::query(
        "update evidence set claim = $3, kind = $4, reference = $5, evidence_date = $6, state = $7, verdict = $8,
                reason = $9, reviewer = $10, review_time = $11, expire_date = $12, version = $13, update_time = $14
         where evidence_id = $1 and version = $2",
    )
    .bind(evidence.id.uuid())
    .bind(before)
    .bind(&claim.claim)
    .bind(claim.kind)
    .bind(&claim.reference)
    .bind(claim.evidence_date)
    .bind(evidence.state)
    .bind(review.map(|review| review.verdict))
    .bind(review.map(|review| &review.reason))
    .bind(review.map(|review| &review.reviewer))
    .bind(review.map(|review| review.review_time))
    .bind(review.map(|review| review.expire_date))
    .bind(evidence.version)
    .bind(evidence.update_time)
    .execute(tx)
    .await?;
    changed(&updated)
}

impl TryFrom<Row> for Evidence {
    type Error = Error;

    /// A criterion this version does not know is a fault of the installation, not of the record.
    fn try_from(row: Row) -> Result<Self, Error> {
        let set = criteria::find(&row.criterion_set);
        let criterion = set.and_then(|set| Some((set.code, set.find(&row.criterion)?.code)));
        let (criterion_set, criterion) =
            criterion.ok_or_else(|| Error::internal("a criterion this version does not know"))?;
        let review = row.verdict.zip(row.reviewer).zip(row.reason).zip(row.review_time).zip(row.expire_date);
        Ok(Self {
            id: Id::from_uuid(row.evidence_id),
            ulo: Id::from_uuid(row.ulo_id),
            claim: Claim {
                criterion_set,
                criterion,
                claim: row.claim,
                kind: row.kind,
                reference: row.reference,
                evidence_date: row.evidence_date,
            },
            state: row.state,
            review: review.map(|((((verdict, reviewer), reason), review_time), expire_date)| Review {
                verdict,
                reason,
                reviewer,
                review_time,
                expire_date,
            }),
            version: row.version,
            create_time: row.create_time,
            update_time: row.update_time,
        })
    }
}
