//! The SQL of choices, and of the work the saga has with them.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use platform::db::changed;
use platform::seal::Seals;
use platform::{Error, Id, Page};
use sqlx::types::Json;
use sqlx::{FromRow, PgConnection, PgExecutor};
use uuid::Uuid;

use super::{Attempt, Choice, Kind, Pick, Private, State};
use crate::names::{Introduction, Person};
use crate::request::Request;

#[derive(FromRow)]
struct Row {
    choice_id: Uuid,
    request_id: Uuid,
    menu_id: Uuid,
    person_id: Uuid,
    kind: Kind,
    picks: Json<Vec<Pick>>,
    ranks: Vec<i32>,
    attempts: Json<Vec<Attempt>>,
    queue_time: Option<DateTime<Utc>>,
    opening_round_result_id: Option<Uuid>,
    round_time: Option<DateTime<Utc>>,
    private: Option<Vec<u8>>,
    case_id: Option<Uuid>,
    state: State,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
    wrapped: Option<Vec<u8>>,
}

/// The choice of that id.
pub async fn get(db: impl PgExecutor<'_>, seals: &Seals, id: Id<Choice>) -> Result<Choice, Error> {
    let row: Option<Row> = sqlx::query_as(
        "select choice_id, request_id, menu_id, person_id, kind, picks, ranks, attempts, queue_time,
                opening_round_result_id, round_time, private, case_id, state, version, create_time, update_time, wrapped
         from choice left join seal_key on subject = person_id
         where choice_id = $1",
    )
    .bind(id.uuid())
    .fetch_optional(db)
    .await?;
    row.ok_or_else(|| Error::not_found(id))?.open(seals)
}

/// The request a choice is for, if there is such a choice.
pub async fn request_of(db: impl PgExecutor<'_>, id: Id<Choice>) -> Result<Option<Id<Request>>, Error> {
    let request: Option<Uuid> = sqlx::query_scalar("select request_id from choice where choice_id = $1")
        .bind(id.uuid())
        .fetch_optional(db)
        .await?;
    Ok(request.map(Id::from_uuid))
}

/// The choice of a request that is being offered.
pub async fn offering_of(db: impl PgExecutor<'_>, request: Id<Request>) -> Result<Option<Id<Choice>>, Error> {
    let id: Option<Uuid> =
        sqlx::query_scalar("select choice_id from choice where request_id = $1 and state = 'offering'")
            .bind(request.uuid())
            .fetch_optional(db)
            .await?;
    Ok(id.map(Id::from_uuid))
}

/// Which choices to list, combined by "and".
pub struct Filter {
    /// Of whom.
    pub person: Id<Person>,
    /// Only of this request.
    pub request: Option<Id<Request>>,
}

/// One page of a person's choices, newest first.
pub async fn list(
    db: impl PgExecutor<'_>,
    seals: &Seals,
    filter: &Filter,
    page: &Page,
) -> Result<Vec<Choice>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select choice_id, request_id, menu_id, person_id, kind, picks, ranks, attempts, queue_time,
                opening_round_result_id, round_time, private, case_id, state, version, create_time, update_time, wrapped
         from choice left join seal_key on subject = person_id
         where person_id = $1 and ($2::uuid is null or request_id = $2) and choice_id < $3
         order by choice_id desc limit $4",
    )
    .bind(filter.person.uuid())
    .bind(filter.request.map(Id::uuid))
    .bind(page.before)
    .bind(page.limit())
    .fetch_all(db)
    .await?;
    rows.into_iter().map(|row| row.open(seals)).collect()
}

/// The choices of these ids, without what is private.
pub async fn some(db: impl PgExecutor<'_>, seals: &Seals, ids: &[Uuid]) -> Result<Vec<Choice>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select choice_id, request_id, menu_id, person_id, kind, picks, ranks, attempts, queue_time,
                opening_round_result_id, round_time, null::bytea as private, case_id, state, version,
                create_time, update_time, null::bytea as wrapped
         from choice where choice_id = any($1)",
    )
    .bind(ids)
    .fetch_all(db)
    .await?;
    rows.into_iter().map(|row| row.open(seals)).collect()
}

/// Every choice of a person that has something private.
pub async fn private_of(tx: &mut PgConnection, person: Id<Person>) -> Result<Vec<Id<Choice>>, Error> {
    let ids: Vec<Uuid> = sqlx::query_scalar(
        "select choice_id from choice where person_id = $1 and private is not null order by choice_id",
    )
    .bind(person.uuid())
    .fetch_all(tx)
    .await?;
    Ok(ids.into_iter().map(Id::from_uuid).collect())
}

/// The offerings that said no to a request, in order.
pub async fn said_no(db: impl PgExecutor<'_>, request: Id<Request>) -> Result<Vec<Uuid>, Error> {
    let mut offerings = said_no_to(db, &[request.uuid()]).await?.remove(&request.uuid()).unwrap_or_default();
    offerings.sort_unstable();
    offerings.dedup();
    Ok(offerings)
}

/// The offerings that said no to each of these requests; some perhaps more than once.
pub async fn said_no_to(
    db: impl PgExecutor<'_>,
    requests: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Uuid>>, Error> {
    let rows: Vec<(Uuid, Json<Vec<Attempt>>)> =
        sqlx::query_as("select request_id, attempts from choice where request_id = any($1)")
            .bind(requests)
            .fetch_all(db)
            .await?;
    let mut offerings: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    for (request, attempts) in rows {
        offerings.entry(request).or_default().extend(Choice::said_no(&attempts));
    }
    Ok(offerings)
}

/// Keeps a new choice.
pub async fn insert(tx: &mut PgConnection, seals: &Seals, choice: &Choice) -> Result<(), Error> {
    let private = choice.seal(tx, seals).await?;
    sqlx::query(
        "insert into choice (choice_id, request_id, menu_id, person_id, kind, picks, attempts, private, case_id,
                             queue_offering_id, queue_time, state, due_time, version, create_time,
                             update_time, ranks)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
    )
    .bind(choice.id.uuid())
    .bind(choice.request.uuid())
    .bind(choice.menu.uuid())
    .bind(choice.person.uuid())
    .bind(choice.kind)
    .bind(Json(&choice.picks))
    .bind(Json(&choice.attempts))
    .bind(private)
    .bind(choice.case.map(Id::uuid))
    .bind(choice.queue_offering())
    .bind(choice.queue_time)
    .bind(choice.state)
    .bind(choice.create_time)
    .bind(choice.version)
    .bind(choice.create_time)
    .bind(choice.update_time)
    .bind(&choice.ranks)
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps a changed choice, if nobody changed it since the version before.
pub async fn update(tx: &mut PgConnection, seals: &Seals, choice: &Choice) -> Result<(), Error> {
    let private = choice.seal(tx, seals).await?;
    let updated = sqlx::query(
        "update choice set attempts = $2, private = $3, case_id = $4, state = $5, due_time = $6, version = $7,
                update_time = $8, queue_offering_id = $9, queue_time = $10, picks = $11,
                opening_round_result_id = $12, round_time = $13
         where choice_id = $1 and version = $7 - 1",
    )
    .bind(choice.id.uuid())
    .bind(Json(&choice.attempts))
    .bind(private)
    .bind(choice.case.map(Id::uuid))
    .bind(choice.state)
    .bind(choice.due(choice.update_time))
    .bind(choice.version)
    .bind(choice.update_time)
    .bind(choice.queue_offering())
    .bind(choice.queue_time)
    .bind(Json(&choice.picks))
    .bind(choice.result.map(Id::uuid))
    .bind(choice.round_time)
    .execute(tx)
    .await?;
    changed(&updated)
}

/// Takes on some of the choices that are due: nobody else looks at them until the lease ends.
pub async fn take_due(
    db: impl PgExecutor<'_>,
    now: DateTime<Utc>,
    lease: TimeDelta,
    most: i64,
) -> Result<Vec<Id<Choice>>, Error> {
    let ids: Vec<Uuid> = sqlx::query_scalar(
        "update choice set due_time = $2
         where choice_id in (
             select choice_id from choice where state = 'offering' and due_time <= $1
             order by due_time limit $3
             for update skip locked)
         returning choice_id",
    )
    .bind(now)
    .bind(now + lease)
    .bind(most)
    .fetch_all(db)
    .await?;
    Ok(ids.into_iter().map(Id::from_uuid).collect())
}

/// Says when to look at a choice again, if it is still as it was and nobody has called it since.
pub async fn look_again(
    db: impl PgExecutor<'_>,
    choice: &Choice,
    now: DateTime<Utc>,
    due: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query("update choice set due_time = $3 where choice_id = $1 and version = $2 and due_time > $4")
        .bind(choice.id.uuid())
        .bind(choice.version)
        .bind(due)
        .bind(now)
        .execute(db)
        .await?;
    Ok(())
}

/// Notes an introduction that must be taken back.
pub async fn stray(
    tx: &mut PgConnection,
    introduction: Id<Introduction>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query("insert into stray (introduction_id, due_time) values ($1, $2) on conflict do nothing")
        .bind(introduction.uuid())
        .bind(now)
        .execute(tx)
        .await?;
    Ok(())
}

/// Takes on some of the introductions that must be taken back.
pub async fn take_strays(
    db: impl PgExecutor<'_>,
    now: DateTime<Utc>,
    lease: TimeDelta,
    most: i64,
) -> Result<Vec<Id<Introduction>>, Error> {
    let ids: Vec<Uuid> = sqlx::query_scalar(
        "update stray set due_time = $2
         where introduction_id in (
             select introduction_id from stray where due_time <= $1
             order by due_time limit $3
             for update skip locked)
         returning introduction_id",
    )
    .bind(now)
    .bind(now + lease)
    .bind(most)
    .fetch_all(db)
    .await?;
    Ok(ids.into_iter().map(Id::from_uuid).collect())
}

/// Notes that an introduction was taken back, or needs to be no more.
pub async fn no_stray(db: impl PgExecutor<'_>, introduction: Id<Introduction>) -> Result<(), Error> {
    sqlx::query("delete from stray where introduction_id = $1").bind(introduction.uuid()).execute(db).await?;
    Ok(())
}

impl Choice {
    /// Where it waits for a place, or waited when it was stopped.
    fn queue_offering(&self) -> Option<Uuid> {
        self.queue_time.and_then(|_| self.picks.get(self.attempts.len())).map(|pick| pick.offering)
    }

    async fn seal(&self, tx: &mut PgConnection, seals: &Seals) -> Result<Option<Vec<u8>>, Error> {
        if self.message.is_empty() {
            return Ok(None);
        }
        let key = seals.key(tx, self.person.uuid()).await?;
        key.seal(self.id.uuid(), &Private { message: self.message.clone() }).map(Some)
    }
}

impl Row {
    /// The choice; what was private is gone when the person's key is.
    fn open(self, seals: &Seals) -> Result<Choice, Error> {
        let private: Private = match (&self.private, &self.wrapped) {
            (Some(private), Some(wrapped)) => {
                seals.unwrap(self.person_id, Some(wrapped))?.open(self.choice_id, private)?
            }
            _ => Private::default(),
        };
        Ok(Choice {
            id: Id::from_uuid(self.choice_id),
            request: Id::from_uuid(self.request_id),
            menu: Id::from_uuid(self.menu_id),
            person: Id::from_uuid(self.person_id),
            kind: self.kind,
            picks: self.picks.0,
            ranks: self.ranks,
            message: private.message,
            attempts: self.attempts.0,
            queue_time: self.queue_time,
            result: self.opening_round_result_id.map(Id::from_uuid),
            round_time: self.round_time,
            case: self.case_id.map(Id::from_uuid),
            state: self.state,
            version: self.version,
            create_time: self.create_time,
            update_time: self.update_time,
        })
    }
}
