//! The SQL of agreements.

use chrono::{DateTime, NaiveDate, Utc};
use platform::db::{OnConstraint as _, changed};
use platform::{Error, Id, Page};
use sqlx::types::Json;
use sqlx::{FromRow, PgConnection, PgExecutor};
use uuid::Uuid;

use super::{Buddying, Helped, HelpedVerdict, Milestone, Payer, State, Terms};
use crate::solution::Topic;
use crate::ulo::Ulo;

#[derive(FromRow)]
struct Row {
    buddying_id: Uuid,
    buddy_id: Uuid,
    helped_ulo_id: Option<Uuid>,
    helped_council: Option<String>,
    hours_per_month: i32,
    topics: Vec<Topic>,
    start_date: NaiveDate,
    end_date: NaiveDate,
    milestones: Json<Vec<Milestone>>,
    cost_pence: i64,
    payer: Payer,
    exit_terms: String,
    buddy_accept_time: Option<DateTime<Utc>>,
    helped_accept_time: Option<DateTime<Utc>>,
    reason: String,
    verdict: Option<HelpedVerdict>,
    verdict_words: String,
    state: State,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

/// Which agreements to list: all filters combined by "and".
#[derive(Default)]
pub struct Filter {
    /// Only the one of that id.
    pub id: Option<Id<Buddying>>,
    /// Only those in which this organisation helps or is helped.
    pub ulo: Option<Id<Ulo>>,
    /// Only those for this council, when not empty.
    pub council: String,
    /// Only those in this state.
    pub state: Option<State>,
    /// Beside what everyone sees, all of this organisation's.
    pub own_ulo: Option<Uuid>,
    /// Beside what everyone sees, all for this council.
    pub own_council: Option<String>,
    /// All there is.
    pub all: bool,
}

/// The agreement of that id.
pub async fn get(db: impl PgExecutor<'_>, id: Id<Buddying>) -> Result<Buddying, Error> {
    let filter = Filter { id: Some(id), all: true, ..Filter::default() };
    let found = list(db, &filter, &Page { before: Uuid::max(), size: 1 }).await?.pop();
    found.ok_or_else(|| Error::not_found(id))
}

/// One page of agreements, newest first.
pub async fn list(db: impl PgExecutor<'_>, filter: &Filter, page: &Page) -> Result<Vec<Buddying>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select buddying_id, buddy_id, helped_ulo_id, helped_council, hours_per_month, topics, start_date, end_date,
                milestones, cost_pence, payer, exit_terms, buddy_accept_time, helped_accept_time, reason, verdict,
                verdict_words, state, version, create_time, update_time
         from buddying
         where ($1::uuid is null or buddying_id = $1)
           and ($2::uuid is null or buddy_id = $2 or helped_ulo_id = $2)
           and ($3 = '' or helped_council = $3)
           and ($4::text is null or state = $4)
           and ($5 or state in ('accepted', 'ended') or buddy_id = $6 or helped_ulo_id = $6 or helped_council = $7)
           and buddying_id < $8
         order by buddying_id desc limit $9",
    )
    // Planned anew for the filters given: a plan kept for any of them could use the index of none.
    .persistent(false)
    .bind(filter.id.map(Id::uuid))
    .bind(filter.ulo.map(Id::uuid))
    .bind(&filter.council)
    .bind(filter.state)
    .bind(filter.all)
    .bind(filter.own_ulo)
    .bind(&filter.own_council)
    .bind(page.before)
    .bind(page.limit())
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Buddying::from).collect())
}

/// Whether a user-led organisation works in that council.
pub async fn has_user_led(db: impl PgExecutor<'_>, council: &str) -> Result<bool, Error> {
    let found = sqlx::query_scalar(
        "select exists (select from ulo where councils @> array[$1] and state = 'listed' and user_led = 'met')",
    )
    .bind(council)
    .fetch_one(db)
    .await?;
    Ok(found)
}

/// Keeps a new agreement.
pub async fn insert(tx: &mut PgConnection, buddying: &Buddying) -> Result<(), Error> {
    let (ulo, council) = match &buddying.helped {
        Helped::Ulo(ulo) => (Some(ulo.uuid()), None),
        Helped::Council(name) => (None, Some(name)),
    };
    sqlx::query(
        "insert into buddying (buddying_id, buddy_id, helped_ulo_id, helped_council, hours_per_month, topics, start_date,
                               end_date, milestones, cost_pence, payer, exit_terms, buddy_accept_time,
                               helped_accept_time, reason, verdict_words, state, version, create_time, update_time)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, '', '', $15, $16, $17, $18)",
    )
    .bind(buddying.id.uuid())
    .bind(buddying.buddy.uuid())
    .bind(ulo)
    .bind(council)
    .bind(buddying.terms.hours_per_month)
    .bind(&buddying.terms.topics)
    .bind(buddying.terms.start_date)
    .bind(buddying.terms.end_date)
    .bind(Json(&buddying.terms.milestones))
    .bind(buddying.terms.cost_pence)
    .bind(buddying.terms.payer)
    .bind(&buddying.terms.exit_terms)
    .bind(buddying.buddy_accept_time)
    .bind(buddying.helped_accept_time)
    .bind(buddying.state)
    .bind(buddying.version)
    .bind(buddying.create_time)
    .bind(buddying.update_time)
    .execute(tx)
    .await
    .on_constraint("buddying_one_of_two", || {
        Error::already_exists("BUDDYING_EXISTS", "these two have an agreement: change or end that one")
    })?;
    Ok(())
}

/// Keeps a changed agreement, if nobody changed it since version `before`.
pub async fn update(tx: &mut PgConnection, buddying: &Buddying, before: i64) -> Result<(), Error> {
    let terms = &buddying.terms;
    let updated = sqlx::query(
        "update buddying set hours_per_month = $3, topics = $4, start_date = $5, end_date = $6, milestones = $7,
                cost_pence = $8, payer = $9, exit_terms = $10, buddy_accept_time = $11, helped_accept_time = $12,
                reason = $13, verdict = $14, verdict_words = $15, state = $16, version = $17, update_time = $18
         where buddying_id = $1 and version = $2",
    )
    .bind(buddying.id.uuid())
    .bind(before)
    .bind(terms.hours_per_month)
    .bind(&terms.topics)
    .bind(terms.start_date)
    .bind(terms.end_date)
    .bind(Json(&terms.milestones))
    .bind(terms.cost_pence)
    .bind(terms.payer)
    .bind(&terms.exit_terms)
    .bind(buddying.buddy_accept_time)
    .bind(buddying.helped_accept_time)
    .bind(&buddying.reason)
    .bind(buddying.verdict)
    .bind(&buddying.verdict_words)
    .bind(buddying.state)
    .bind(buddying.version)
    .bind(buddying.update_time)
    .execute(tx)
    .await?;
    changed(&updated)
}

impl From<Row> for Buddying {
    fn from(row: Row) -> Self {
        let helped = match (row.helped_ulo_id, row.helped_council) {
            (Some(ulo), _) => Helped::Ulo(Id::from_uuid(ulo)),
            (None, council) => Helped::Council(council.unwrap_or_default()),
        };
        Self {
            id: Id::from_uuid(row.buddying_id),
            buddy: Id::from_uuid(row.buddy_id),
            helped,
            terms: Terms {
                hours_per_month: row.hours_per_month,
                topics: row.topics,
                start_date: row.start_date,
                end_date: row.end_date,
                milestones: row.milestones.0,
                cost_pence: row.cost_pence,
                payer: row.payer,
                exit_terms: row.exit_terms,
            },
            buddy_accept_time: row.buddy_accept_time,
            helped_accept_time: row.helped_accept_time,
            reason: row.reason,
            verdict: row.verdict,
            verdict_words: row.verdict_words,
            state: row.state,
            version: row.version,
            create_time: row.create_time,
            update_time: row.update_time,
        }
    }
}
