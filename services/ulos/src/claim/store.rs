//! The SQL of claims.

use chrono::{DateTime, Utc};
use platform::db::{OnConstraint as _, changed};
use platform::{Error, Id, Page};
use sqlx::{FromRow, PgConnection, PgExecutor};
use uuid::Uuid;

use super::{Account, Claim, Proof, State, Wanted};
use crate::ulo::Ulo;

#[derive(FromRow)]
struct Row {
    claim_id: Uuid,
    ulo_id: Uuid,
    claimant_id: Uuid,
    domain: String,
    note: String,
    proof: Option<Proof>,
    decider: String,
    reason: String,
    state: State,
    expire_time: DateTime<Utc>,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

/// The claim of that id.
pub async fn get(db: impl PgExecutor<'_>, id: Id<Claim>) -> Result<Claim, Error> {
    let row: Option<Row> = sqlx::query_as(
        "select claim_id, ulo_id, claimant_id, domain, note, proof, decider, reason, state, expire_time, version,
                create_time, update_time
         from claim where claim_id = $1",
    )
    .bind(id.uuid())
    .fetch_optional(db)
    .await?;
    row.map(Claim::from).ok_or_else(|| Error::not_found(id))
}

/// The claim of a claimant to an entry that waits or was accepted.
pub async fn open_of(
    db: impl PgExecutor<'_>,
    ulo: Id<Ulo>,
    claimant: Id<Account>,
) -> Result<Option<Claim>, Error> {
    let row: Option<Row> = sqlx::query_as(
        "select claim_id, ulo_id, claimant_id, domain, note, proof, decider, reason, state, expire_time, version,
                create_time, update_time
         from claim where ulo_id = $1 and claimant_id = $2 and state in ('pending', 'accepted')",
    )
    .bind(ulo.uuid())
    .bind(claimant.uuid())
    .fetch_optional(db)
    .await?;
    Ok(row.map(Claim::from))
}

/// How many claims to an entry wait.
pub async fn count_pending(db: impl PgExecutor<'_>, ulo: Id<Ulo>, now: DateTime<Utc>) -> Result<i64, Error> {
    let count = sqlx::query_scalar(
        "select count(*) from claim where ulo_id = $1 and state = 'pending' and expire_time > $2",
    );
    Ok(count.bind(ulo.uuid()).bind(now).fetch_one(db).await?)
}

/// Whether an entry was claimed before.
pub async fn any_accepted(db: impl PgExecutor<'_>, ulo: Id<Ulo>) -> Result<bool, Error> {
    let any =
        sqlx::query_scalar("select exists (select from claim where ulo_id = $1 and state = 'accepted')");
    Ok(any.bind(ulo.uuid()).fetch_one(db).await?)
}

/// Which claims to list: all filters combined by "and".
pub struct Filter {
    /// Only those to this organisation.
    pub ulo: Option<Uuid>,
    /// Only those to organisations of this council, when not empty.
    pub council: String,
    /// Only those of this claimant.
    pub claimant: Option<Uuid>,
    /// Only those in this state.
    pub state: Option<State>,
    /// As it is at this time.
    pub now: DateTime<Utc>,
}

/// One page of claims, newest first.
pub async fn list(db: impl PgExecutor<'_>, filter: &Filter, page: &Page) -> Result<Vec<Claim>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select claim_id, ulo_id, claimant_id, domain, note, proof, decider, reason, claim.state, expire_time,
                claim.version, claim.create_time, claim.update_time
         from claim join ulo using (ulo_id)
         where ($1::uuid is null or ulo_id = $1)
           and ($2 = '' or councils @> array[$2])
           and ($3::uuid is null or claimant_id = $3)
           and ($4::text is null or $4 =
                case when claim.state = 'pending' and expire_time <= $5 then 'expired' else claim.state end)
           and claim_id < $6
         order by claim_id desc limit $7",
    )
    // Planned anew for the filters given: a plan kept for any of them could use the index of none.
    .persistent(false)
    .bind(filter.ulo)
    .bind(&filter.council)
    .bind(filter.claimant)
    .bind(filter.state)
    .bind(filter.now)
    .bind(page.before)
    .bind(page.limit())
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Claim::from).collect())
}

/// Keeps a new claim.
pub async fn insert(tx: &mut PgConnection, claim: &Claim) -> Result<(), Error> {
    let exists = || Error::already_exists("CLAIM_EXISTS", "you have claimed this entry already");
    sqlx::query(
        "insert into claim (claim_id, ulo_id, claimant_id, domain, note, proof, decider, reason, state, expire_time,
                            version, create_time, update_time)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
    )
    .bind(claim.id.uuid())
    .bind(claim.wanted.ulo.uuid())
    .bind(claim.wanted.claimant.uuid())
    .bind(&claim.wanted.domain)
    .bind(&claim.wanted.note)
    .bind(claim.proof)
    .bind(&claim.decider)
    .bind(&claim.reason)
    .bind(claim.state)
    .bind(claim.expire_time)
    .bind(claim.version)
    .bind(claim.create_time)
    .bind(claim.update_time)
    .execute(tx)
    .await
    .on_constraint("claim_one_open", exists)?;
    Ok(())
}

/// Keeps a changed claim, if nobody changed it since version `before`.
pub async fn update(tx: &mut PgConnection, claim: &Claim, before: i64) -> Result<(), Error> {
    let updated = sqlx::query(
        "update claim set proof = $3, decider = $4, reason = $5, state = $6, version = $7, update_time = $8
         where claim_id = $1 and version = $2",
    )
    .bind(claim.id.uuid())
    .bind(before)
    .bind(claim.proof)
    .bind(&claim.decider)
    .bind(&claim.reason)
    .bind(claim.state)
    .bind(claim.version)
    .bind(claim.update_time)
    .execute(tx)
    .await?;
    changed(&updated)
}

impl From<Row> for Claim {
    fn from(row: Row) -> Self {
        Self {
            id: Id::from_uuid(row.claim_id),
            wanted: Wanted {
                ulo: Id::from_uuid(row.ulo_id),
                claimant: Id::from_uuid(row.claimant_id),
                domain: row.domain,
                note: row.note,
            },
            proof: row.proof,
            decider: row.decider,
            reason: row.reason,
            state: row.state,
            expire_time: row.expire_time,
            version: row.version,
            create_time: row.create_time,
            update_time: row.update_time,
        }
    }
}
