//! The SQL of supporters.

use chrono::{DateTime, Utc};
use platform::db::changed;
use platform::seal::{Seals, SubjectKey};
use platform::{Error, Id, Page};
use sqlx::{FromRow, PgConnection, PgExecutor};
use uuid::Uuid;

use super::{Details, Kind, Power, State, Supporter};
use crate::person::{self, Person};

#[derive(FromRow)]
struct Row {
    supporter_id: Uuid,
    person_id: Uuid,
    private: Vec<u8>,
    kind: Kind,
    powers: Vec<Power>,
    expire_time: DateTime<Utc>,
    revoke_time: Option<DateTime<Utc>>,
    state: State,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
    wrapped: Option<Vec<u8>>,
}

/// The supporter of that id.
pub async fn get(db: impl PgExecutor<'_>, seals: &Seals, id: Id<Supporter>) -> Result<Supporter, Error> {
    let row: Option<Row> = sqlx::query_as(
        "select supporter_id, person_id, private, kind, powers, expire_time, revoke_time, state, version,
                create_time, update_time, wrapped
         from supporter join seal_key on subject = person_id
         where supporter_id = $1",
    )
    .bind(id.uuid())
    .fetch_optional(db)
    .await?;
    row.ok_or_else(|| Error::not_found(id))?.open(seals)
}

/// Which supporters to list: one filter a field, all combined by "and".
pub struct Filter {
    /// Only supporters of this person.
    pub person: Option<Id<Person>>,
    /// Only this grant.
    pub only: Option<Id<Supporter>>,
    /// Only supporters in this state, as it is now.
    pub state: Option<State>,
}

/// One page of supporters, newest first.
pub async fn list(
    db: impl PgExecutor<'_>,
    seals: &Seals,
    filter: &Filter,
    now: DateTime<Utc>,
    page: &Page,
) -> Result<Vec<Supporter>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select supporter_id, person_id, private, kind, powers, expire_time, revoke_time, state, version,
                create_time, update_time, wrapped
         from supporter join seal_key on subject = person_id
         where ($1::uuid is null or person_id = $1)
           and ($2::uuid is null or supporter_id = $2)
           and ($3::text is null
                or case when state = 'active' and expire_time <= $4 then 'expired' else state end = $3)
           and supporter_id < $5
         order by supporter_id desc limit $6",
    )
    .bind(filter.person.map(Id::uuid))
    .bind(filter.only.map(Id::uuid))
    .bind(filter.state)
    .bind(now)
    .bind(page.before)
    .bind(page.limit())
    .fetch_all(db)
    .await?;
    rows.into_iter().map(|row| row.open(seals)).collect()
}

/// The grants of a person that hold now, kept as they are until the transaction ends.
pub async fn hold_active(
    tx: &mut PgConnection,
    seals: &Seals,
    person: Id<Person>,
    now: DateTime<Utc>,
) -> Result<Vec<Supporter>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select supporter_id, person_id, private, kind, powers, expire_time, revoke_time, state, version,
                create_time, update_time, wrapped
         from supporter join seal_key on subject = person_id
         where person_id = $1 and state = 'active' and expire_time > $2
         for update of supporter",
    )
    .bind(person.uuid())
    .bind(now)
    .fetch_all(tx)
    .await?;
    rows.into_iter().map(|row| row.open(seals)).collect()
}

/// Keeps a new supporter.
pub async fn insert(tx: &mut PgConnection, key: &SubjectKey, supporter: &Supporter) -> Result<(), Error> {
    let Details { private, powers, expire_time } = &supporter.details;
    sqlx::query(
        "insert into supporter (supporter_id, person_id, private, kind, powers, expire_time, revoke_time, state,
                                version, create_time, update_time)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(supporter.id.uuid())
    .bind(supporter.person.uuid())
    .bind(key.seal(supporter.id.uuid(), private)?)
    .bind(supporter.kind)
    .bind(powers)
    .bind(expire_time)
    .bind(supporter.revoke_time)
    .bind(supporter.state)
    .bind(supporter.version)
    .bind(supporter.create_time)
    .bind(supporter.update_time)
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps a changed supporter, if nobody changed them since version `before`.
pub async fn update(
    tx: &mut PgConnection,
    key: &SubjectKey,
    supporter: &Supporter,
    before: i64,
) -> Result<(), Error> {
    let Details { private, powers, expire_time } = &supporter.details;
    let updated = sqlx::query(
        "update supporter set private = $3, powers = $4, expire_time = $5, revoke_time = $6, state = $7,
                version = $8, update_time = $9
         where supporter_id = $1 and version = $2",
    )
    .bind(supporter.id.uuid())
    .bind(before)
    .bind(key.seal(supporter.id.uuid(), private)?)
    .bind(powers)
    .bind(expire_time)
    .bind(supporter.revoke_time)
    .bind(supporter.state)
    .bind(supporter.version)
    .bind(supporter.update_time)
    .execute(tx)
    .await?;
    changed(&updated)
}

impl Row {
    fn open(self, seals: &Seals) -> Result<Supporter, Error> {
        let wrapped = self.wrapped.as_deref();
        let private = person::store::open(seals, self.person_id, wrapped, self.supporter_id, &self.private)?;
        Ok(Supporter {
            id: Id::from_uuid(self.supporter_id),
            person: Id::from_uuid(self.person_id),
            kind: self.kind,
            details: Details { private, powers: self.powers, expire_time: self.expire_time },
            state: self.state,
            revoke_time: self.revoke_time,
            version: self.version,
            create_time: self.create_time,
            update_time: self.update_time,
        })
    }
}
