//! The SQL of cases and their steps.

use chrono::{DateTime, NaiveDate, Utc};
use platform::db::{OnConstraint as _, changed};
use platform::seal::{Seals, SubjectKey};
use platform::{Error, Id, Page};
use sqlx::{FromRow, PgConnection, PgExecutor};
use uuid::Uuid;

use super::{Case, CloseReason, Details, Origin, Private, Stage, State, Step};
use crate::introduction::Kind;
use crate::names::Person;
use crate::standing::Scope;

#[derive(FromRow)]
struct Row {
    case_id: Uuid,
    introduction_id: Uuid,
    kind: Kind,
    stage: Stage,
    minutes: i32,
    weight: i32,
    private: Vec<u8>,
    next_action_date: Option<NaiveDate>,
    first_contact_time: Option<DateTime<Utc>>,
    close_reason: Option<CloseReason>,
    request_id: Uuid,
    person_id: Uuid,
    council: String,
    ulo_id: Uuid,
    offering_id: Uuid,
    broker_id: Uuid,
    state: State,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
    wrapped: Option<Vec<u8>>,
}

/// The case of that id.
pub async fn get(db: impl PgExecutor<'_>, seals: &Seals, id: Id<Case>) -> Result<Case, Error> {
    let row: Option<Row> = sqlx::query_as(
        "select case_id, introduction_id, kind, stage, minutes, weight, private, next_action_date, first_contact_time,
                close_reason, request_id, person_id, council, ulo_id, offering_id, broker_id, state, version,
                create_time, update_time, wrapped
         from \"case\" join seal_key on subject = person_id
         where case_id = $1",
    )
    .bind(id.uuid())
    .fetch_optional(db)
    .await?;
    row.ok_or_else(|| Error::not_found(id))?.open(seals)
}

/// Those of a person that are open, locked.
pub async fn open_of(tx: &mut PgConnection, seals: &Seals, person: Id<Person>) -> Result<Vec<Case>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select case_id, introduction_id, kind, stage, minutes, weight, private, next_action_date, first_contact_time,
                close_reason, request_id, person_id, council, ulo_id, offering_id, broker_id, state, version,
                create_time, update_time, wrapped
         from \"case\" join seal_key on subject = person_id
         where person_id = $1 and state = 'open'
         order by case_id for update of \"case\"",
    )
    .bind(person.uuid())
    .fetch_all(tx)
    .await?;
    rows.into_iter().map(|row| row.open(seals)).collect()
}

/// Which cases to list: every field that is set narrows the list.
#[derive(Debug, Default)]
pub struct Filter {
    /// What the caller may see.
    pub scope: Scope,
    /// Only those of this person.
    pub person: Option<Uuid>,
    /// Only those of this organisation.
    pub ulo: Option<Uuid>,
    /// Only those of this broker.
    pub broker: Option<Uuid>,
    /// Only those at this stage.
    pub stage: Option<Stage>,
    /// Only those in this state.
    pub state: Option<State>,
    /// Only those under way whose next action should have been done before this day.
    pub overdue_on: Option<NaiveDate>,
}

/// One page of cases, newest first.
pub async fn list(
    db: impl PgExecutor<'_>,
    seals: &Seals,
    filter: &Filter,
    page: &Page,
) -> Result<Vec<Case>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select case_id, introduction_id, kind, stage, minutes, weight, private, next_action_date, first_contact_time,
                close_reason, request_id, person_id, council, ulo_id, offering_id, broker_id, state, version,
                create_time, update_time, wrapped
         from \"case\" join seal_key on subject = person_id
         where ($1::uuid is null or person_id = $1) and ($2::uuid is null or ulo_id = $2)
           and ($3::uuid is null or broker_id = $3)
           and ($4::uuid is null or person_id = $4) and ($5::uuid is null or ulo_id = $5)
           and ($6::uuid is null or broker_id = $6)
           and ($7::text is null or stage = $7) and ($8::text is null or state = $8)
           and ($9::date is null or (state = 'open' and next_action_date < $9)) and case_id < $10
         order by case_id desc limit $11",
    )
    .bind(filter.scope.person)
    .bind(filter.scope.ulo)
    .bind(filter.scope.broker)
    .bind(filter.person)
    .bind(filter.ulo)
    .bind(filter.broker)
    .bind(filter.stage)
    .bind(filter.state)
    .bind(filter.overdue_on)
    .bind(page.before)
    .bind(page.limit())
    .fetch_all(db)
    .await?;
    rows.into_iter().map(|row| row.open(seals)).collect()
}

/// Keeps a new case.
pub async fn insert(tx: &mut PgConnection, key: &SubjectKey, case: &Case) -> Result<(), Error> {
    let Case { origin, details, .. } = case;
    sqlx::query(
        "insert into \"case\" (case_id, introduction_id, kind, stage, weight, private, next_action_date,
                             first_contact_time, close_reason, request_id, person_id, council, ulo_id,
                             offering_id, broker_id, state, version, create_time, update_time, minutes)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
    )
    .bind(case.id.uuid())
    .bind(origin.introduction.uuid())
    .bind(origin.kind)
    .bind(case.stage)
    .bind(details.weight)
    .bind(key.seal(case.id.uuid(), &details.private)?)
    .bind(details.next_action_date)
    .bind(details.first_contact_time)
    .bind(case.close_reason)
    .bind(origin.request.uuid())
    .bind(origin.person.uuid())
    .bind(&origin.council)
    .bind(origin.ulo.uuid())
    .bind(origin.offering.uuid())
    .bind(case.broker.uuid())
    .bind(case.state)
    .bind(case.version)
    .bind(case.create_time)
    .bind(case.update_time)
    .bind(case.minutes)
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps a changed case, if nobody changed it since version `before`.
pub async fn update(tx: &mut PgConnection, key: &SubjectKey, case: &Case, before: i64) -> Result<(), Error> {
    let details = &case.details;
    let updated = sqlx::query(
        "update \"case\" set stage = $3, weight = $4, private = $5, next_action_date = $6,
                first_contact_time = $7, close_reason = $8, broker_id = $9, state = $10, version = $11,
                update_time = $12, minutes = $13
         where case_id = $1 and version = $2",
    )
    .bind(case.id.uuid())
    .bind(before)
    .bind(case.stage)
    .bind(details.weight)
    .bind(key.seal(case.id.uuid(), &details.private)?)
    .bind(details.next_action_date)
    .bind(details.first_contact_time)
    .bind(case.close_reason)
    .bind(case.broker.uuid())
    .bind(case.state)
    .bind(case.version)
    .bind(case.update_time)
    .bind(case.minutes)
    .execute(tx)
    .await
    .on_constraint("case_broker", || Error::invalid("broker", "there is no such broker"))?;
    changed(&updated)
}

/// A step as the history has it.
#[derive(FromRow)]
pub struct StepRow {
    step_id: Uuid,
    pub number: i32,
    pub stage_from: Option<Stage>,
    pub stage_to: Stage,
    private: Option<Vec<u8>>,
    pub actor: String,
    pub broker_id: Uuid,
    pub minutes: i32,
    pub step_time: DateTime<Utc>,
    wrapped: Option<Vec<u8>>,
}

impl StepRow {
    /// What was said, by someone who is not erased.
    pub fn note(&self, seals: &Seals, person: Id<Person>) -> Result<String, Error> {
        match (&self.private, self.wrapped.as_deref()) {
            (Some(private), Some(wrapped)) => {
                seals.unwrap(person.uuid(), Some(wrapped))?.open(self.step_id, private)
            }
            _ => Ok(String::new()),
        }
    }
}

/// Every step of a case, the first one first.
pub async fn history(db: impl PgExecutor<'_>, case: &Case) -> Result<Vec<StepRow>, Error> {
    let rows = sqlx::query_as(
        "select step_id, number, stage_from, stage_to, private, actor, broker_id, minutes, step_time, wrapped
         from step join seal_key on subject = $2
         where case_id = $1 order by number",
    )
    .bind(case.id.uuid())
    .bind(case.origin.person.uuid())
    .fetch_all(db)
    .await?;
    Ok(rows)
}

/// Adds a step to the history of a case that this transaction has changed, with the number that comes next.
pub async fn add_step(
    tx: &mut PgConnection,
    key: &SubjectKey,
    case: Id<Case>,
    step: &Step,
) -> Result<(), Error> {
    let step_id = Uuid::now_v7();
    let note = (!step.note.is_empty()).then(|| key.seal(step_id, &step.note)).transpose()?;
    sqlx::query(
        "insert into step (step_id, case_id, number, stage_from, stage_to, private, actor, broker_id, step_time, minutes)
         select $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5, $6, $7, $8, $9 from step where case_id = $2",
    )
    .bind(step_id)
    .bind(case.uuid())
    .bind(step.stage_from)
    .bind(step.stage_to)
    .bind(note)
    .bind(&step.actor)
    .bind(step.broker.uuid())
    .bind(step.step_time)
    .bind(step.minutes)
    .execute(tx)
    .await?;
    Ok(())
}

impl Row {
    /// Of someone erased, the private part is noise and shown as nothing.
    fn open(self, seals: &Seals) -> Result<Case, Error> {
        let private = match self.wrapped.as_deref() {
            None => Private::default(),
            wrapped => seals.unwrap(self.person_id, wrapped)?.open(self.case_id, &self.private)?,
        };
        let origin = Origin {
            introduction: Id::from_uuid(self.introduction_id),
            kind: self.kind,
            request: Id::from_uuid(self.request_id),
            person: Id::from_uuid(self.person_id),
            council: self.council,
            ulo: Id::from_uuid(self.ulo_id),
            offering: Id::from_uuid(self.offering_id),
        };
        let details = Details {
            weight: self.weight,
            private,
            next_action_date: self.next_action_date,
            first_contact_time: self.first_contact_time,
        };
        Ok(Case {
            id: Id::from_uuid(self.case_id),
            origin,
            broker: Id::from_uuid(self.broker_id),
            details,
            stage: self.stage,
            minutes: self.minutes,
            close_reason: self.close_reason,
            state: self.state,
            version: self.version,
            create_time: self.create_time,
            update_time: self.update_time,
        })
    }
}
