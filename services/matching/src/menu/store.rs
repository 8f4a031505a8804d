//! The SQL of menus.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use platform::db::changed;
use platform::seal::{Seals, SubjectKey};
use platform::{Error, Id, Page};
use sqlx::types::Json;
use sqlx::{FromRow, PgConnection, PgExecutor};
use uuid::Uuid;

use super::{Made, Menu, Private};
use crate::names::Person;
use crate::request::Request;

#[derive(FromRow)]
struct Row {
    menu_id: Uuid,
    request_id: Uuid,
    person_id: Uuid,
    private: Option<Vec<u8>>,
    made: Json<Made>,
    index_version: i64,
    rules_version: String,
    seed: i64,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
    wrapped: Option<Vec<u8>>,
}

/// The menu of that id.
pub async fn get(db: impl PgExecutor<'_>, seals: &Seals, id: Id<Menu>) -> Result<Menu, Error> {
    let row: Option<Row> = sqlx::query_as(
        "select menu_id, request_id, person_id, private, made, index_version, rules_version, seed, version,
                create_time, update_time, wrapped
         from menu left join seal_key on subject = person_id
         where menu_id = $1",
    )
    .bind(id.uuid())
    .fetch_optional(db)
    .await?;
    row.ok_or_else(|| Error::not_found(id))?.open(seals)
}

/// The newest menu of a request.
pub async fn newest(db: impl PgExecutor<'_>, request: Id<Request>) -> Result<Option<Id<Menu>>, Error> {
    let id: Option<Uuid> =
        sqlx::query_scalar("select menu_id from menu where request_id = $1 order by menu_id desc limit 1")
            .bind(request.uuid())
            .fetch_optional(db)
            .await?;
    Ok(id.map(Id::from_uuid))
}

/// What the newest menu of each of these requests says.
pub async fn newest_of(db: impl PgExecutor<'_>, requests: &[Uuid]) -> Result<HashMap<Uuid, Made>, Error> {
    let rows: Vec<(Uuid, Json<Made>)> = sqlx::query_as(
        "select distinct on (request_id) request_id, made from menu
         where request_id = any($1)
         order by request_id, menu_id desc",
    )
    .bind(requests)
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|(request, made)| (request, made.0)).collect())
}

/// To how many people each offering was shown in menus made since a time. Once a night.
pub async fn shown(db: impl PgExecutor<'_>, since: DateTime<Utc>) -> Result<HashMap<Uuid, i64>, Error> {
    let rows: Vec<(Uuid, i64)> = sqlx::query_as(
        "select (option ->> 'offering')::uuid as offering_id, count(distinct person_id)
         from menu, jsonb_array_elements(made -> 'options') as option
         where create_time >= $1
         group by offering_id",
    )
    .bind(since)
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().collect())
}

/// Which menus to list, combined by "and".
pub struct Filter {
    /// Of whom.
    pub person: Id<Person>,
    /// Only of this request.
    pub request: Option<Id<Request>>,
}

/// One page of a person's menus, newest first.
pub async fn list(
    db: impl PgExecutor<'_>,
    seals: &Seals,
    filter: &Filter,
    page: &Page,
) -> Result<Vec<Menu>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select menu_id, request_id, person_id, private, made, index_version, rules_version, seed, version,
                create_time, update_time, wrapped
         from menu left join seal_key on subject = person_id
         where person_id = $1 and ($2::uuid is null or request_id = $2) and menu_id < $3
         order by menu_id desc limit $4",
    )
    .bind(filter.person.uuid())
    .bind(filter.request.map(Id::uuid))
    .bind(page.before)
    .bind(page.limit())
    .fetch_all(db)
    .await?;
    rows.into_iter().map(|row| row.open(seals)).collect()
}

/// Every menu of a person that still has what it was made from.
pub async fn private_of(tx: &mut PgConnection, person: Id<Person>) -> Result<Vec<Id<Menu>>, Error> {
    let ids: Vec<Uuid> = sqlx::query_scalar(
        "select menu_id from menu where person_id = $1 and private is not null order by menu_id",
    )
    .bind(person.uuid())
    .fetch_all(tx)
    .await?;
    Ok(ids.into_iter().map(Id::from_uuid).collect())
}

/// Keeps a new menu.
pub async fn insert(tx: &mut PgConnection, key: &SubjectKey, menu: &Menu) -> Result<(), Error> {
    sqlx::query(
        "insert into menu (menu_id, request_id, person_id, private, made, index_version, rules_version, seed,
                           version, create_time, update_time)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(menu.id.uuid())
    .bind(menu.request.uuid())
    .bind(menu.person.uuid())
    .bind(key.seal(menu.id.uuid(), &Private { inputs: menu.inputs.clone() })?)
    .bind(Json(&menu.made))
    .bind(menu.index_version)
    .bind(&menu.rules_version)
    .bind(menu.seed.cast_signed())
    .bind(menu.version)
    .bind(menu.create_time)
    .bind(menu.update_time)
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps a menu without what it was made from.
pub async fn forget(tx: &mut PgConnection, menu: &Menu) -> Result<(), Error> {
    let updated = sqlx::query(
        "update menu set private = null, version = $2, update_time = $3
         where menu_id = $1 and version = $2 - 1",
    )
    .bind(menu.id.uuid())
    .bind(menu.version)
    .bind(menu.update_time)
    .execute(tx)
    .await?;
    changed(&updated)
}

impl Row {
    /// The menu; what it was made from is gone when the person's key is.
    fn open(self, seals: &Seals) -> Result<Menu, Error> {
        let private: Private = match (&self.private, &self.wrapped) {
            (Some(private), Some(wrapped)) => {
                seals.unwrap(self.person_id, Some(wrapped))?.open(self.menu_id, private)?
            }
            _ => Private::default(),
        };
        Ok(Menu {
            id: Id::from_uuid(self.menu_id),
            request: Id::from_uuid(self.request_id),
            person: Id::from_uuid(self.person_id),
            inputs: private.inputs,
            made: self.made.0,
            index_version: self.index_version,
            rules_version: self.rules_version,
            seed: self.seed.cast_unsigned(),
            version: self.version,
            create_time: self.create_time,
            update_time: self.update_time,
        })
    }
}
