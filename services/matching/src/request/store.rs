//! The SQL of requests.

use chrono::{DateTime, Utc};
use platform::db::{OnConstraint as _, changed};
use platform::event::Change;
use platform::once::Once;
use platform::seal::{Seals, SubjectKey};
use platform::{Error, Id, Page};
use sqlx::types::Json;
use sqlx::{FromRow, PgConnection, PgExecutor};
use uuid::Uuid;

use super::{Details, Private, Request, State};
use crate::names::Person;
use crate::wants::Wants;

#[derive(FromRow)]
struct Row {
    request_id: Uuid,
    person_id: Uuid,
    wants: Json<Wants>,
    private: Option<Vec<u8>>,
    ask_time: Option<DateTime<Utc>>,
    choose_time: Option<DateTime<Utc>>,
    place_time: Option<DateTime<Utc>>,
    close_time: Option<DateTime<Utc>>,
    case_id: Option<Uuid>,
    ulo_id: Option<Uuid>,
    state: State,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
    wrapped: Option<Vec<u8>>,
}

/// The request of that id.
pub async fn get(db: impl PgExecutor<'_>, seals: &Seals, id: Id<Request>) -> Result<Request, Error> {
    let row: Option<Row> = sqlx::query_as(
        "select request_id, person_id, wants, private, ask_time, choose_time, place_time, close_time, case_id,
                ulo_id, state, version, create_time, update_time, wrapped
         from request left join seal_key on subject = person_id
         where request_id = $1",
    )
    .bind(id.uuid())
    .fetch_optional(db)
    .await?;
    row.ok_or_else(|| Error::not_found(id))?.open(seals)
}

/// The request of that id, which nobody else changes until the transaction ends.
pub async fn hold(tx: &mut PgConnection, seals: &Seals, id: Id<Request>) -> Result<Request, Error> {
    let row: Option<Row> = sqlx::query_as(
        "select request_id, person_id, wants, private, ask_time, choose_time, place_time, close_time, case_id,
                ulo_id, state, version, create_time, update_time, wrapped
         from request left join seal_key on subject = person_id
         where request_id = $1
         for update of request",
    )
    .bind(id.uuid())
    .fetch_optional(tx)
    .await?;
    row.ok_or_else(|| Error::not_found(id))?.open(seals)
}

/// The requests of these ids.
pub async fn some(db: impl PgExecutor<'_>, seals: &Seals, ids: &[Uuid]) -> Result<Vec<Request>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select request_id, person_id, wants, private, ask_time, choose_time, place_time, close_time, case_id,
                ulo_id, state, version, create_time, update_time, wrapped
         from request left join seal_key on subject = person_id
         where request_id = any($1)",
    )
    .bind(ids)
    .fetch_all(db)
    .await?;
    rows.into_iter().map(|row| row.open(seals)).collect()
}

/// Which requests to list, combined by "and".
pub struct Filter {
    /// Of whom.
    pub person: Id<Person>,
    /// Only in this state.
    pub state: Option<State>,
}

/// One page of a person's requests, newest first.
pub async fn list(
    db: impl PgExecutor<'_>,
    seals: &Seals,
    filter: &Filter,
    page: &Page,
) -> Result<Vec<Request>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select request_id, person_id, wants, private, ask_time, choose_time, place_time, close_time, case_id,
                ulo_id, state, version, create_time, update_time, wrapped
         from request left join seal_key on subject = person_id
         where person_id = $1 and ($2::text is null or state = $2) and request_id < $3
         order by request_id desc limit $4",
    )
    .bind(filter.person.uuid())
    .bind(filter.state)
    .bind(page.before)
    .bind(page.limit())
    .fetch_all(db)
    .await?;
    rows.into_iter().map(|row| row.open(seals)).collect()
}

/// Some of the requests that wait, those after an id.
pub async fn waiting(
    db: impl PgExecutor<'_>,
    seals: &Seals,
    after: Uuid,
    limit: i64,
) -> Result<Vec<Request>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select request_id, person_id, wants, private, ask_time, choose_time, place_time, close_time, case_id,
                ulo_id, state, version, create_time, update_time, wrapped
         from request left join seal_key on subject = person_id
         where state in ('asked', 'chosen', 'unmet') and request_id > $1
         order by request_id limit $2",
    )
    .bind(after)
    .bind(limit)
    .fetch_all(db)
    .await?;
    rows.into_iter().map(|row| row.open(seals)).collect()
}

/// Every request of a person.
pub async fn all_of(tx: &mut PgConnection, person: Id<Person>) -> Result<Vec<Id<Request>>, Error> {
    let ids: Vec<Uuid> =
        sqlx::query_scalar("select request_id from request where person_id = $1 order by request_id")
            .bind(person.uuid())
            .fetch_all(tx)
            .await?;
    Ok(ids.into_iter().map(Id::from_uuid).collect())
}

/// Organisations that took a person on for other requests, in order.
pub async fn known_ulos(db: impl PgExecutor<'_>, request: &Request) -> Result<Vec<Uuid>, Error> {
    let ulos = sqlx::query_scalar(
        "select distinct ulo_id from request
         where person_id = $1 and request_id <> $2 and ulo_id is not null
         order by ulo_id",
    )
    .bind(request.person.uuid())
    .bind(request.id.uuid())
    .fetch_all(db)
    .await?;
    Ok(ulos)
}

/// Keeps a new request, its event and the claim of its `request_id` in one statement that reads nothing else.
/// Says whether it did: not when the claim was made before, nor when the person is erased.
pub async fn insert_once(
    db: impl PgExecutor<'_>,
    once: &Once,
    key: Option<&SubjectKey>,
    request: &Request,
    change: &Change,
) -> Result<bool, Error> {
    let (claim, told) = (once.row(), change.row());
    let made: i64 = sqlx::query_scalar(
        "with claimed as (
             insert into once (principal, request_id, fingerprint, resource_id)
             select $1, $2, $3, $4
             where not exists (select from seal_key where subject = $5 and wrapped is null)
             on conflict do nothing
             returning resource_id
         ), made as (
             insert into request (request_id, person_id, wants, private, state, version, create_time, update_time)
             select resource_id, $5, $6, $7, $8, $9, $10, $10 from claimed
         ), told as (
             insert into event (event_id, stream, stream_version, kind, payload_type, payload, occur_time)
             select $11, $12, $9, $13, $14, $15, $10 from claimed
         )
         select count(*) from claimed",
    )
    .bind(claim.principal)
    .bind(claim.request_id)
    .bind(claim.fingerprint)
    .bind(request.id.uuid())
    .bind(request.person.uuid())
    .bind(Json(&request.details.wants))
    .bind(request.seal(key)?)
    .bind(request.state)
    .bind(request.version)
    .bind(request.create_time)
    .bind(told.event_id)
    .bind(told.stream)
    .bind(told.kind)
    .bind(told.payload_type)
    .bind(told.payload)
    .fetch_one(db)
    .await?;
    Ok(made == 1)
}

/// Keeps a changed request, if nobody changed it since the version before.
pub async fn update(tx: &mut PgConnection, seals: &Seals, request: &Request) -> Result<(), Error> {
    let key = match request.has_private() {
        true => Some(seals.key(tx, request.person.uuid()).await?),
        false => None,
    };
    let updated = sqlx::query(
        "update request set wants = $2, private = $3, ask_time = $4, choose_time = $5, place_time = $6,
                close_time = $7, case_id = $8, ulo_id = $9, state = $10, version = $11, update_time = $12
         where request_id = $1 and version = $11 - 1",
    )
    .bind(request.id.uuid())
    .bind(Json(&request.details.wants))
    .bind(request.seal(key.as_ref())?)
    .bind(request.ask_time)
    .bind(request.choose_time)
    .bind(request.place_time)
    .bind(request.close_time)
    .bind(request.placed.map(|(case, _)| case.uuid()))
    .bind(request.placed.map(|(_, ulo)| ulo.uuid()))
    .bind(request.state)
    .bind(request.version)
    .bind(request.update_time)
    .execute(tx)
    .await
    .on_constraint("request_waits_once", || {
        Error::refused(
            "REQUEST_ALREADY_ASKED",
            "you asked for the same before, and it is not over: go on with that",
        )
    })?;
    changed(&updated)
}

impl Request {
    fn seal(&self, key: Option<&SubjectKey>) -> Result<Option<Vec<u8>>, Error> {
        let Some(key) = key else { return Ok(None) };
        let (words, need_by) = (self.details.words.clone(), self.details.need_by);
        let private = Private { words, frozen: self.frozen.clone(), need_by };
        key.seal(self.id.uuid(), &private).map(Some)
    }
}

impl Row {
    /// The request; what was private is gone when the person's key is.
    fn open(self, seals: &Seals) -> Result<Request, Error> {
        let private: Private = match (&self.private, &self.wrapped) {
            (Some(private), Some(wrapped)) => {
                seals.unwrap(self.person_id, Some(wrapped))?.open(self.request_id, private)?
            }
            _ => Private::default(),
        };
        let case = self.case_id.map(Id::from_uuid);
        Ok(Request {
            id: Id::from_uuid(self.request_id),
            person: Id::from_uuid(self.person_id),
            details: Details { wants: self.wants.0, words: private.words, need_by: private.need_by },
            frozen: private.frozen,
            ask_time: self.ask_time,
            choose_time: self.choose_time,
            place_time: self.place_time,
            close_time: self.close_time,
            placed: case.zip(self.ulo_id.map(Id::from_uuid)),
            state: self.state,
            version: self.version,
            create_time: self.create_time,
            update_time: self.update_time,
        })
    }
}
