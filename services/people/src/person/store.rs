//! The SQL of people.

use chrono::{DateTime, Utc};
use platform::db::changed;
use platform::seal::{Seals, SubjectKey};
use platform::{Error, Id, Page};
use serde::de::DeserializeOwned;
use sqlx::{FromRow, PgConnection, PgExecutor};
use uuid::Uuid;

use super::{AgeBand, Details, Person, Place, State};

#[derive(FromRow)]
struct Row {
    person_id: Uuid,
    private: Vec<u8>,
    council: String,
    outward_code: Option<String>,
    latitude: Option<f64>,
    longitude: Option<f64>,
    age_band: Option<AgeBand>,
    state: State,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
    wrapped: Option<Vec<u8>>,
}

/// The person of that id.
pub async fn get(db: impl PgExecutor<'_>, seals: &Seals, id: Id<Person>) -> Result<Person, Error> {
    let row: Option<Row> = sqlx::query_as(
        "select person_id, private, council, outward_code, latitude, longitude, age_band, state, version,
                create_time, update_time, wrapped
         from person join seal_key on subject = person_id
         where person_id = $1",
    )
    .bind(id.uuid())
    .fetch_optional(db)
    .await?;
    row.ok_or_else(|| Error::not_found(id))?.open(seals)
}

/// Which people to list: one filter a field, all combined by "and".
pub struct Filter {
    /// Only these people, or anyone who consented to one of `recipients`.
    pub only: Option<Uuid>,
    /// Only who shares something, now, with one of these.
    pub recipients: Option<Vec<String>>,
    /// Only people of this council, when not empty.
    pub council: String,
    /// Only people in this state.
    pub state: Option<State>,
}

/// One page of people, newest first.
pub async fn list(
    db: impl PgExecutor<'_>,
    seals: &Seals,
    filter: &Filter,
    now: DateTime<Utc>,
    page: &Page,
) -> Result<Vec<Person>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select person_id, private, council, outward_code, latitude, longitude, age_band, state, version,
                create_time, update_time, wrapped
         from person join seal_key on subject = person_id
         where ($1::uuid is null or person_id = $1)
           and ($2::text[] is null or person_id in (
                select person_id from consent
                where recipient = any($2) and state = 'given' and expire_time > $3))
           and ($4 = '' or council = $4)
           and ($5::text is null or state = $5)
           and person_id < $6
         order by person_id desc limit $7",
    )
    .bind(filter.only)
    .bind(&filter.recipients)
    .bind(now)
    .bind(&filter.council)
    .bind(filter.state)
    .bind(page.before)
    .bind(page.limit())
    .fetch_all(db)
    .await?;
    rows.into_iter().map(|row| row.open(seals)).collect()
}

/// The key of a person who is still here, and stays so until the transaction ends.
pub async fn hold(tx: &mut PgConnection, seals: &Seals, id: Id<Person>) -> Result<SubjectKey, Error> {
    let row: Option<(State, Option<Vec<u8>>)> = sqlx::query_as(
        "select state, wrapped from person join seal_key on subject = person_id
         where person_id = $1 for share of person",
    )
    .bind(id.uuid())
    .fetch_optional(tx)
    .await?;
    let (state, wrapped) = row.ok_or_else(|| Error::not_found(id))?;
    state.still_here()?;
    seals.unwrap(id.uuid(), wrapped.as_deref())
}

/// What is sealed in a row about a person; nothing once their key is destroyed.
pub fn open<T: DeserializeOwned + Default>(
    seals: &Seals,
    person: Uuid,
    wrapped: Option<&[u8]>,
    row: Uuid,
    sealed: &[u8],
) -> Result<T, Error> {
    match wrapped {
        None => Ok(T::default()),
        Some(_) => seals.unwrap(person, wrapped)?.open(row, sealed),
    }
}

/// Keeps a new person.
pub async fn insert(tx: &mut PgConnection, key: &SubjectKey, person: &Person) -> Result<(), Error> {
    let place = person.details.place.as_ref();
    let point = place.and_then(|place| place.point);
    sqlx::query(
        "insert into person (person_id, private, council, outward_code, latitude, longitude, age_band, state,
                             version, create_time, update_time)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(person.id.uuid())
    .bind(key.seal(person.id.uuid(), &person.details.private)?)
    .bind(&person.details.council)
    .bind(place.map(|place| &place.outward_code))
    .bind(point.map(|(latitude, _)| latitude))
    .bind(point.map(|(_, longitude)| longitude))
    .bind(person.details.age_band)
    .bind(person.state)
    .bind(person.version)
    .bind(person.create_time)
    .bind(person.update_time)
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps a changed person, if nobody changed them since version `before`.
pub async fn update(
    tx: &mut PgConnection,
    key: &SubjectKey,
    person: &Person,
    before: i64,
) -> Result<(), Error> {
    let place = person.details.place.as_ref();
    let point = place.and_then(|place| place.point);
    let updated = sqlx::query(
        "update person set private = $3, council = $4, outward_code = $5, latitude = $6, longitude = $7,
                age_band = $8, state = $9, version = $10, update_time = $11
         where person_id = $1 and version = $2",
    )
    .bind(person.id.uuid())
    .bind(before)
    .bind(key.seal(person.id.uuid(), &person.details.private)?)
    .bind(&person.details.council)
    .bind(place.map(|place| &place.outward_code))
    .bind(point.map(|(latitude, _)| latitude))
    .bind(point.map(|(_, longitude)| longitude))
    .bind(person.details.age_band)
    .bind(person.state)
    .bind(person.version)
    .bind(person.update_time)
    .execute(tx)
    .await?;
    changed(&updated)
}

impl Row {
    fn open(self, seals: &Seals) -> Result<Person, Error> {
        let details = match self.state {
            State::Erased => Details::default(),
            State::Active => Details {
                private: open(seals, self.person_id, self.wrapped.as_deref(), self.person_id, &self.private)?,
                place: self
                    .outward_code
                    .map(|outward_code| Place { outward_code, point: self.latitude.zip(self.longitude) }),
                age_band: self.age_band,
                council: self.council,
            },
        };
        Ok(Person {
            id: Id::from_uuid(self.person_id),
            details,
            state: self.state,
            version: self.version,
            create_time: self.create_time,
            update_time: self.update_time,
        })
    }
}
