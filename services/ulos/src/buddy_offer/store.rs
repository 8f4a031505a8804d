//! The SQL of offers.

use chrono::{DateTime, NaiveDate, Utc};
use platform::db::{OnConstraint as _, changed};
use platform::{Error, Id, Page};
use sqlx::{FromRow, PgConnection, PgExecutor};
use uuid::Uuid;

use super::{BuddyOffer, Offered, State};
use crate::solution::Topic;
use crate::ulo::Ulo;

#[derive(FromRow)]
struct Row {
    buddy_offer_id: Uuid,
    ulo_id: Uuid,
    hours_per_month: i32,
    topics: Vec<Topic>,
    end_date: NaiveDate,
    words: String,
    promised_hours: i64,
    state: State,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

/// The offer of that id, as it is on a day.
pub async fn get(db: impl PgExecutor<'_>, id: Id<BuddyOffer>, today: NaiveDate) -> Result<BuddyOffer, Error> {
    let filter = Filter { id: Some(id), ..Filter::default() };
    let found = list(db, &filter, today, &Page { before: Uuid::max(), size: 1 }).await?.pop();
    found.ok_or_else(|| Error::not_found(id))
}

/// Which offers to list: all filters combined by "and".
#[derive(Default)]
pub struct Filter {
    /// Only the one of that id.
    pub id: Option<Id<BuddyOffer>>,
    /// Only those of this organisation.
    pub ulo: Option<Id<Ulo>>,
    /// Only those in this state.
    pub state: Option<State>,
}

/// One page of offers as they are on a day, newest first.
pub async fn list(
    db: impl PgExecutor<'_>,
    filter: &Filter,
    today: NaiveDate,
    page: &Page,
) -> Result<Vec<BuddyOffer>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select buddy_offer_id, ulo_id, hours_per_month, topics, end_date, words, promised_hours, state, version,
                create_time, update_time
         from buddy_offer
         cross join lateral (select coalesce(sum(b.hours_per_month), 0) as promised_hours from buddying b
                             where b.buddy_id = buddy_offer.ulo_id and b.state = 'accepted' and b.end_date >= $4)
             as promised
         where ($1::uuid is null or buddy_offer_id = $1)
           and ($2::uuid is null or ulo_id = $2)
           and ($3::text is null or state = $3)
           and buddy_offer_id < $5
         order by buddy_offer_id desc limit $6",
    )
    // Planned anew for the filters given: a plan kept for any of them could use the index of none.
    .persistent(false)
    .bind(filter.id.map(Id::uuid))
    .bind(filter.ulo.map(Id::uuid))
    .bind(filter.state)
    .bind(today)
    .bind(page.before)
    .bind(page.limit())
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(BuddyOffer::from).collect())
}

/// The offer of that organisation that is current, if there is one.
pub async fn current_of(
    db: impl PgExecutor<'_>,
    ulo: Id<Ulo>,
    today: NaiveDate,
) -> Result<Option<BuddyOffer>, Error> {
    let filter = Filter { ulo: Some(ulo), state: Some(State::Current), ..Filter::default() };
    Ok(list(db, &filter, today, &Page { before: Uuid::max(), size: 1 }).await?.pop())
}

/// Keeps a new offer.
pub async fn insert(tx: &mut PgConnection, offer: &BuddyOffer) -> Result<(), Error> {
    sqlx::query(
        "insert into buddy_offer (buddy_offer_id, ulo_id, hours_per_month, topics, end_date, words, state, version,
                                  create_time, update_time)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(offer.id.uuid())
    .bind(offer.ulo.uuid())
    .bind(offer.offered.hours_per_month)
    .bind(&offer.offered.topics)
    .bind(offer.offered.end_date)
    .bind(&offer.offered.words)
    .bind(offer.state)
    .bind(offer.version)
    .bind(offer.create_time)
    .bind(offer.update_time)
    .execute(tx)
    .await
    .on_constraint("buddy_offer_one_current", || {
        Error::already_exists("BUDDY_OFFER_EXISTS", "this organisation has an offer: change that one")
    })?;
    Ok(())
}

/// Keeps a changed offer, if nobody changed it since version `before`.
pub async fn update(tx: &mut PgConnection, offer: &BuddyOffer, before: i64) -> Result<(), Error> {
    let updated = sqlx::query(
        "update buddy_offer set hours_per_month = $3, topics = $4, end_date = $5, words = $6, state = $7, version = $8,
                update_time = $9
         where buddy_offer_id = $1 and version = $2",
    )
    .bind(offer.id.uuid())
    .bind(before)
    .bind(offer.offered.hours_per_month)
    .bind(&offer.offered.topics)
    .bind(offer.offered.end_date)
    .bind(&offer.offered.words)
    .bind(offer.state)
    .bind(offer.version)
    .bind(offer.update_time)
    .execute(tx)
    .await?;
    changed(&updated)
}

impl From<Row> for BuddyOffer {
    fn from(row: Row) -> Self {
        let Row { hours_per_month, topics, end_date, words, .. } = row;
        Self {
            id: Id::from_uuid(row.buddy_offer_id),
            ulo: Id::from_uuid(row.ulo_id),
            offered: Offered { hours_per_month, topics, end_date, words },
            promised_hours: row.promised_hours,
            state: row.state,
            version: row.version,
            create_time: row.create_time,
            update_time: row.update_time,
        }
    }
}
