//! The SQL of budgets.

use chrono::{DateTime, NaiveDate, Utc};
use platform::db::changed;
use platform::seal::{Seals, SubjectKey};
use platform::{Error, Id, Page};
use sqlx::{FromRow, PgConnection, PgExecutor};
use uuid::Uuid;

use super::{Budget, Details, Frequency, HolderRole, Route, State};
use crate::person::{self, Person};

#[derive(FromRow)]
struct Row {
    budget_id: Uuid,
    person_id: Uuid,
    private: Vec<u8>,
    route: Route,
    amount_pence: Option<i64>,
    person_contribution_pence: Option<i64>,
    council_contribution_pence: Option<i64>,
    frequency: Option<Frequency>,
    start_date: Option<NaiveDate>,
    end_date: Option<NaiveDate>,
    holder_role: Option<HolderRole>,
    next_review_date: Option<NaiveDate>,
    state: State,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
    wrapped: Option<Vec<u8>>,
}

/// The budget of that id.
pub async fn get(db: impl PgExecutor<'_>, seals: &Seals, id: Id<Budget>) -> Result<Budget, Error> {
    let row: Option<Row> = sqlx::query_as(
        "select budget_id, person_id, private, route, amount_pence, person_contribution_pence,
                council_contribution_pence, frequency, start_date, end_date, holder_role, next_review_date, state,
                version, create_time, update_time, wrapped
         from budget join seal_key on subject = person_id
         where budget_id = $1",
    )
    .bind(id.uuid())
    .fetch_optional(db)
    .await?;
    row.ok_or_else(|| Error::not_found(id))?.open(seals)
}

/// One page of a person's budgets, newest first, optionally in one state.
pub async fn list(
    db: impl PgExecutor<'_>,
    seals: &Seals,
    person: Id<Person>,
    state: Option<State>,
    page: &Page,
) -> Result<Vec<Budget>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select budget_id, person_id, private, route, amount_pence, person_contribution_pence,
                council_contribution_pence, frequency, start_date, end_date, holder_role, next_review_date, state,
                version, create_time, update_time, wrapped
         from budget join seal_key on subject = person_id
         where person_id = $1 and ($2::text is null or state = $2) and budget_id < $3
         order by budget_id desc limit $4",
    )
    .bind(person.uuid())
    .bind(state)
    .bind(page.before)
    .bind(page.limit())
    .fetch_all(db)
    .await?;
    rows.into_iter().map(|row| row.open(seals)).collect()
}

/// Keeps a new budget.
pub async fn insert(tx: &mut PgConnection, key: &SubjectKey, budget: &Budget) -> Result<(), Error> {
    let details = &budget.details;
    sqlx::query(
        "insert into budget (budget_id, person_id, private, route, amount_pence, person_contribution_pence,
                             council_contribution_pence, frequency, start_date, end_date, holder_role,
                             next_review_date, state, version, create_time, update_time)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
    )
    .bind(budget.id.uuid())
    .bind(budget.person.uuid())
    .bind(key.seal(budget.id.uuid(), &details.private)?)
    .bind(details.route)
    .bind(details.amount_pence)
    .bind(details.person_contribution_pence)
    .bind(details.council_contribution_pence)
    .bind(details.frequency)
    .bind(details.start_date)
    .bind(details.end_date)
    .bind(details.holder_role)
    .bind(details.next_review_date)
    .bind(budget.state)
    .bind(budget.version)
    .bind(budget.create_time)
    .bind(budget.update_time)
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps a changed budget, if nobody changed it since version `before`.
pub async fn update(
    tx: &mut PgConnection,
    key: &SubjectKey,
    budget: &Budget,
    before: i64,
) -> Result<(), Error> {
    let details = &budget.details;
    let updated = sqlx::query(
        "update budget set private = $3, route = $4, amount_pence = $5, person_contribution_pence = $6,
                council_contribution_pence = $7, frequency = $8, start_date = $9, end_date = $10, holder_role = $11,
                next_review_date = $12, state = $13, version = $14, update_time = $15
         where budget_id = $1 and version = $2",
    )
    .bind(budget.id.uuid())
    .bind(before)
    .bind(key.seal(budget.id.uuid(), &details.private)?)
    .bind(details.route)
    .bind(details.amount_pence)
    .bind(details.person_contribution_pence)
    .bind(details.council_contribution_pence)
    .bind(details.frequency)
    .bind(details.start_date)
    .bind(details.end_date)
    .bind(details.holder_role)
    .bind(details.next_review_date)
    .bind(budget.state)
    .bind(budget.version)
    .bind(budget.update_time)
    .execute(tx)
    .await?;
    changed(&updated)
}

impl Row {
    fn open(self, seals: &Seals) -> Result<Budget, Error> {
        let wrapped = self.wrapped.as_deref();
        let private = person::store::open(seals, self.person_id, wrapped, self.budget_id, &self.private)?;
        Ok(Budget {
            id: Id::from_uuid(self.budget_id),
            person: Id::from_uuid(self.person_id),
            details: Details {
                private,
                route: self.route,
                amount_pence: self.amount_pence,
                person_contribution_pence: self.person_contribution_pence,
                council_contribution_pence: self.council_contribution_pence,
                frequency: self.frequency,
                start_date: self.start_date,
                end_date: self.end_date,
                holder_role: self.holder_role,
                next_review_date: self.next_review_date,
            },
            state: self.state,
            version: self.version,
            create_time: self.create_time,
            update_time: self.update_time,
        })
    }
}
