//! The SQL of introductions.

use chrono::{DateTime, Utc};
use platform::db::{OnConstraint as _, changed};
use platform::seal::{Seals, SubjectKey};
use platform::{Clock, Error, Id, Page};
use sqlx::{FromRow, PgConnection, PgExecutor};
use uuid::Uuid;

use super::{DeclineReason, Details, Introduction, Kind, Private, State, expired};
use crate::names::Person;
use crate::standing::Scope;

#[derive(FromRow)]
struct Row {
    introduction_id: Uuid,
    kind: Kind,
    rank: i32,
    meet_first: bool,
    private: Vec<u8>,
    weight: i32,
    expire_time: DateTime<Utc>,
    decline_reason: Option<DeclineReason>,
    decide_time: Option<DateTime<Utc>>,
    request_id: Uuid,
    choice_id: Uuid,
    person_id: Uuid,
    council: String,
    ulo_id: Uuid,
    offering_id: Uuid,
    broker_id: Option<Uuid>,
    case_id: Option<Uuid>,
    live: bool,
    state: State,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
    wrapped: Option<Vec<u8>>,
}

/// The introduction of that id.
pub async fn get(
    db: impl PgExecutor<'_>,
    seals: &Seals,
    id: Id<Introduction>,
) -> Result<Introduction, Error> {
    let row: Option<Row> = sqlx::query_as(
        "select introduction_id, kind, rank, meet_first, private, weight, expire_time, decline_reason,
                decide_time, request_id, choice_id, person_id, council, ulo_id, offering_id, broker_id, case_id,
                live, state, version, create_time, update_time, wrapped
         from introduction join seal_key on subject = person_id
         where introduction_id = $1",
    )
    .bind(id.uuid())
    .fetch_optional(db)
    .await?;
    row.ok_or_else(|| Error::not_found(id))?.open(seals)
}

/// The introduction of that id, locked until the end of the transaction.
pub async fn lock(tx: &mut PgConnection, seals: &Seals, id: Id<Introduction>) -> Result<Introduction, Error> {
    let row: Option<Row> = sqlx::query_as(
        "select introduction_id, kind, rank, meet_first, private, weight, expire_time, decline_reason,
                decide_time, request_id, choice_id, person_id, council, ulo_id, offering_id, broker_id, case_id,
                live, state, version, create_time, update_time, wrapped
         from introduction join seal_key on subject = person_id
         where introduction_id = $1 for update of introduction",
    )
    .bind(id.uuid())
    .fetch_optional(tx)
    .await?;
    row.ok_or_else(|| Error::not_found(id))?.open(seals)
}

/// Some of those whose deadline has passed, locked, without those someone is deciding just now.
pub async fn due(
    tx: &mut PgConnection,
    seals: &Seals,
    clock: &Clock,
    limit: i64,
) -> Result<Vec<Introduction>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select introduction_id, kind, rank, meet_first, private, weight, expire_time, decline_reason,
                decide_time, request_id, choice_id, person_id, council, ulo_id, offering_id, broker_id, case_id,
                live, state, version, create_time, update_time, wrapped
         from introduction join seal_key on subject = person_id
         where state = 'offered' and expire_time <= now() + $1
         order by expire_time limit $2 for update of introduction skip locked",
    )
    .bind(clock.offset())
    .bind(limit)
    .fetch_all(tx)
    .await?;
    rows.into_iter().map(|row| row.open(seals)).collect()
}

/// Those of a person that wait for an answer, locked.
pub async fn offered_of(
    tx: &mut PgConnection,
    seals: &Seals,
    person: Id<Person>,
) -> Result<Vec<Introduction>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select introduction_id, kind, rank, meet_first, private, weight, expire_time, decline_reason,
                decide_time, request_id, choice_id, person_id, council, ulo_id, offering_id, broker_id, case_id,
                live, state, version, create_time, update_time, wrapped
         from introduction join seal_key on subject = person_id
         where person_id = $1 and state = 'offered'
         order by introduction_id for update of introduction",
    )
    .bind(person.uuid())
    .fetch_all(tx)
    .await?;
    rows.into_iter().map(|row| row.open(seals)).collect()
}

/// Which introductions to list: every field that is set narrows the list.
#[derive(Debug, Default)]
pub struct Filter {
    /// What the caller may see. A broker sees those that name them and those that name no one.
    pub scope: Scope,
    /// Only those of this person.
    pub person: Option<Uuid>,
    /// Only those before this organisation.
    pub ulo: Option<Uuid>,
    /// Only those that name this broker.
    pub broker: Option<Uuid>,
    /// Only those of this request.
    pub request: Option<Uuid>,
    /// Only those in this state.
    pub state: Option<State>,
}

/// One page of introductions, newest first.
pub async fn list(
    db: impl PgExecutor<'_>,
    seals: &Seals,
    filter: &Filter,
    page: &Page,
) -> Result<Vec<Introduction>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select introduction_id, kind, rank, meet_first, private, weight, expire_time, decline_reason,
                decide_time, request_id, choice_id, person_id, council, ulo_id, offering_id, broker_id, case_id,
                live, state, version, create_time, update_time, wrapped
         from introduction join seal_key on subject = person_id
         where ($1::uuid is null or person_id = $1) and ($2::uuid is null or ulo_id = $2)
           and ($3::uuid is null or broker_id = $3 or broker_id is null)
           and ($4::uuid is null or person_id = $4) and ($5::uuid is null or ulo_id = $5)
           and ($6::uuid is null or broker_id = $6) and ($7::uuid is null or request_id = $7)
           and ($8::text is null or state = $8) and introduction_id < $9
         order by introduction_id desc limit $10",
    )
    .bind(filter.scope.person)
    .bind(filter.scope.ulo)
    .bind(filter.scope.broker)
    .bind(filter.person)
    .bind(filter.ulo)
    .bind(filter.broker)
    .bind(filter.request)
    .bind(filter.state)
    .bind(page.before)
    .bind(page.limit())
    .fetch_all(db)
    .await?;
    rows.into_iter().map(|row| row.open(seals)).collect()
}

/// Keeps a new introduction.
///
/// # Errors
/// `LIVE_INTRODUCTION_EXISTS` when the request has a live one.
pub async fn insert(
    tx: &mut PgConnection,
    key: &SubjectKey,
    introduction: &Introduction,
) -> Result<(), Error> {
    let details = &introduction.details;
    sqlx::query(
        "insert into introduction (introduction_id, kind, rank, meet_first, private, weight, expire_time,
                                   request_id, choice_id, person_id, council, ulo_id, offering_id, broker_id,
                                   live, state, version, create_time, update_time)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)",
    )
    .bind(introduction.id.uuid())
    .bind(details.kind)
    .bind(details.rank)
    .bind(details.meet_first)
    .bind(key.seal(introduction.id.uuid(), &introduction.private)?)
    .bind(details.weight)
    .bind(details.expire_time)
    .bind(details.request.uuid())
    .bind(details.choice.uuid())
    .bind(details.person.uuid())
    .bind(&details.council)
    .bind(details.ulo.uuid())
    .bind(details.offering.uuid())
    .bind(introduction.broker.map(Id::uuid))
    .bind(introduction.live)
    .bind(introduction.state)
    .bind(introduction.version)
    .bind(introduction.create_time)
    .bind(introduction.update_time)
    .execute(tx)
    .await
    .on_constraint("introduction_one_live_per_request", || {
        Error::already_exists(
            "LIVE_INTRODUCTION_EXISTS",
            "this request is before someone already: wait for their answer, or take it back first",
        )
    })?;
    Ok(())
}

/// Keeps what someone decided about a locked introduction, if the deadline has not passed by the database's clock at
/// the moment of this statement: a transaction that waited for a lock past the deadline decides nothing.
///
/// # Errors
/// `INTRODUCTION_EXPIRED`.
pub async fn decide(
    tx: &mut PgConnection,
    key: &SubjectKey,
    introduction: &mut Introduction,
    clock: &Clock,
) -> Result<(), Error> {
    let decided: Option<DateTime<Utc>> = sqlx::query_scalar(
        "update introduction set private = $2, broker_id = $3, case_id = $4, decline_reason = $5, live = $6,
                state = $7, version = $8, decide_time = statement_timestamp() + $9,
                update_time = statement_timestamp() + $9
         where introduction_id = $1 and state = 'offered' and expire_time > statement_timestamp() + $9
         returning decide_time",
    )
    .bind(introduction.id.uuid())
    .bind(key.seal(introduction.id.uuid(), &introduction.private)?)
    .bind(introduction.broker.map(Id::uuid))
    .bind(introduction.case.map(Id::uuid))
    .bind(introduction.decline_reason)
    .bind(introduction.live)
    .bind(introduction.state)
    .bind(introduction.version)
    .bind(clock.offset())
    .fetch_optional(tx)
    .await
    .on_constraint("introduction_answered_in_time", expired)?;
    introduction.decide_time = Some(decided.ok_or_else(expired)?);
    introduction.update_time = decided.unwrap_or(introduction.update_time);
    Ok(())
}

/// Keeps an introduction that ended by itself, if nobody decided about it since version `before`.
pub async fn update(tx: &mut PgConnection, introduction: &Introduction, before: i64) -> Result<(), Error> {
    let updated = sqlx::query(
        "update introduction set live = $3, state = $4, version = $5, decide_time = $6, update_time = $7
         where introduction_id = $1 and version = $2",
    )
    .bind(introduction.id.uuid())
    .bind(before)
    .bind(introduction.live)
    .bind(introduction.state)
    .bind(introduction.version)
    .bind(introduction.decide_time)
    .bind(introduction.update_time)
    .execute(tx)
    .await?;
    changed(&updated)
}

/// Lets the request of an accepted introduction be offered again, now that its case is closed.
pub async fn release(tx: &mut PgConnection, id: Id<Introduction>) -> Result<(), Error> {
    sqlx::query("update introduction set live = false where introduction_id = $1")
        .bind(id.uuid())
        .execute(tx)
        .await?;
    Ok(())
}

impl Row {
    /// Of someone erased, the private part is noise and shown as nothing.
    fn open(self, seals: &Seals) -> Result<Introduction, Error> {
        let private = match self.wrapped.as_deref() {
            None => Private::default(),
            wrapped => seals.unwrap(self.person_id, wrapped)?.open(self.introduction_id, &self.private)?,
        };
        let details = Details {
            kind: self.kind,
            rank: self.rank,
            meet_first: self.meet_first,
            weight: self.weight,
            expire_time: self.expire_time,
            request: Id::from_uuid(self.request_id),
            choice: Id::from_uuid(self.choice_id),
            person: Id::from_uuid(self.person_id),
            council: self.council,
            ulo: Id::from_uuid(self.ulo_id),
            offering: Id::from_uuid(self.offering_id),
        };
        Ok(Introduction {
            id: Id::from_uuid(self.introduction_id),
            details,
            private,
            broker: self.broker_id.map(Id::from_uuid),
            case: self.case_id.map(Id::from_uuid),
            decline_reason: self.decline_reason,
            decide_time: self.decide_time,
            live: self.live,
            state: self.state,
            version: self.version,
            create_time: self.create_time,
            update_time: self.update_time,
        })
    }
}
