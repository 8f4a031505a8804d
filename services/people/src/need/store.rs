//! The SQL of needs.

use chrono::{DateTime, NaiveDate, Utc};
use platform::db::{OnConstraint as _, changed};
use platform::seal::{Seals, SubjectKey};
use platform::{Error, Id, Page};
use sqlx::{FromRow, PgConnection, PgExecutor};
use uuid::Uuid;

use super::{Category, Details, Item, Met, Need, State};
use crate::person::{self, Person};

#[derive(FromRow)]
struct Row {
    need_id: Uuid,
    person_id: Uuid,
    category: Category,
    item: String,
    private: Vec<u8>,
    share: bool,
    met: Met,
    review_date: Option<NaiveDate>,
    recorded_by: String,
    state: State,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
    wrapped: Option<Vec<u8>>,
}

/// The need of that id.
pub async fn get(db: impl PgExecutor<'_>, seals: &Seals, id: Id<Need>) -> Result<Need, Error> {
    let row: Option<Row> = sqlx::query_as(
        "select need_id, person_id, category, item, private, share, met, review_date, recorded_by, state, version,
                create_time, update_time, wrapped
         from need join seal_key on subject = person_id
         where need_id = $1",
    )
    .bind(id.uuid())
    .fetch_optional(db)
    .await?;
    row.ok_or_else(|| Error::not_found(id))?.open(seals)
}

/// Which needs to list: one filter a field, all combined by "and".
pub struct Filter {
    /// Only needs of this person.
    pub person: Id<Person>,
    /// Only needs that others may be shown.
    pub only_shared: bool,
    /// Only needs in this state.
    pub state: Option<State>,
}

/// One page of needs, newest first.
pub async fn list(
    db: impl PgExecutor<'_>,
    seals: &Seals,
    filter: &Filter,
    page: &Page,
) -> Result<Vec<Need>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select need_id, person_id, category, item, private, share, met, review_date, recorded_by, state, version,
                create_time, update_time, wrapped
         from need join seal_key on subject = person_id
         where person_id = $1
           and (not $2 or (share and state = 'current'))
           and ($3::text is null or state = $3)
           and need_id < $4
         order by need_id desc limit $5",
    )
    .bind(filter.person.uuid())
    .bind(filter.only_shared)
    .bind(filter.state)
    .bind(page.before)
    .bind(page.limit())
    .fetch_all(db)
    .await?;
    rows.into_iter().map(|row| row.open(seals)).collect()
}

/// Keeps a new need.
pub async fn insert(tx: &mut PgConnection, key: &SubjectKey, need: &Need) -> Result<(), Error> {
    let Details { private, share, met, review_date } = &need.details;
    sqlx::query(
        "insert into need (need_id, person_id, category, item, private, share, met, review_date, recorded_by, state,
                           version, create_time, update_time)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
    )
    .bind(need.id.uuid())
    .bind(need.person.uuid())
    .bind(need.item.category)
    .bind(&need.item.code)
    .bind(key.seal(need.id.uuid(), private)?)
    .bind(share)
    .bind(met)
    .bind(review_date)
    .bind(&need.recorded_by)
    .bind(need.state)
    .bind(need.version)
    .bind(need.create_time)
    .bind(need.update_time)
    .execute(tx)
    .await
    .on_constraint("need_current_once", || {
        Error::already_exists("NEED_ALREADY_RECORDED", "this need is recorded already: change that one instead")
    })?;
    Ok(())
}

/// Keeps a changed need, if nobody changed it since version `before`.
pub async fn update(tx: &mut PgConnection, key: &SubjectKey, need: &Need, before: i64) -> Result<(), Error> {
    let Details { private, share, met, review_date } = &need.details;
    let updated = sqlx::query(
        "update need set private = $3, share = $4, met = $5, review_date = $6, state = $7, version = $8,
                update_time = $9
         where need_id = $1 and version = $2",
    )
    .bind(need.id.uuid())
    .bind(before)
    .bind(key.seal(need.id.uuid(), private)?)
    .bind(share)
    .bind(met)
    .bind(review_date)
    .bind(need.state)
    .bind(need.version)
    .bind(need.update_time)
    .execute(tx)
    .await?;
    changed(&updated)
}

impl Row {
    fn open(self, seals: &Seals) -> Result<Need, Error> {
        let wrapped = self.wrapped.as_deref();
        let private = person::store::open(seals, self.person_id, wrapped, self.need_id, &self.private)?;
        Ok(Need {
            id: Id::from_uuid(self.need_id),
            person: Id::from_uuid(self.person_id),
            item: Item { category: self.category, code: self.item },
            details: Details { private, share: self.share, met: self.met, review_date: self.review_date },
            recorded_by: self.recorded_by,
            state: self.state,
            version: self.version,
            create_time: self.create_time,
            update_time: self.update_time,
        })
    }
}
