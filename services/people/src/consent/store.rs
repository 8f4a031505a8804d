//! The SQL of consents.

use chrono::{DateTime, Utc};
use platform::db::changed;
use platform::{Error, Id, Page};
use sqlx::{FromRow, PgConnection, PgExecutor};
use uuid::Uuid;

use super::{Consent, Purpose, Shared, State, Terms};
use crate::person::Person;

#[derive(FromRow)]
struct Row {
    consent_id: Uuid,
    person_id: Uuid,
    recipient: String,
    purpose: Purpose,
    shared: Vec<Shared>,
    wording_version: String,
    format_shown: String,
    given_by: String,
    expire_time: DateTime<Utc>,
    withdraw_time: Option<DateTime<Utc>>,
    state: State,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

/// The consent of that id.
pub async fn get(db: impl PgExecutor<'_>, id: Id<Consent>) -> Result<Consent, Error> {
    let row: Option<Row> = sqlx::query_as(
        "select consent_id, person_id, recipient, purpose, shared, wording_version, format_shown, given_by,
                expire_time, withdraw_time, state, version, create_time, update_time
         from consent where consent_id = $1",
    )
    .bind(id.uuid())
    .fetch_optional(db)
    .await?;
    row.map(Consent::from).ok_or_else(|| Error::not_found(id))
}

/// Which consents to list: one filter a field, all combined by "and".
#[derive(Default)]
pub struct Filter {
    /// Only consents of this person.
    pub person: Option<Id<Person>>,
    /// Only consents for this recipient, when not empty.
    pub recipient: String,
    /// Only consents for this purpose.
    pub purpose: Option<Purpose>,
    /// Only consents in this state, as it is now.
    pub state: Option<State>,
}

/// One page of a person's consents, newest first.
pub async fn list(
    db: impl PgExecutor<'_>,
    filter: &Filter,
    now: DateTime<Utc>,
    page: &Page,
) -> Result<Vec<Consent>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select consent_id, person_id, recipient, purpose, shared, wording_version, format_shown, given_by,
                expire_time, withdraw_time, state, version, create_time, update_time
         from consent
         where person_id = $1
           and ($2 = '' or recipient = $2)
           and ($3::text is null or purpose = $3)
           and ($4::text is null
                or case when state = 'given' and expire_time <= $5 then 'expired' else state end = $4)
           and consent_id < $6
         order by consent_id desc limit $7",
    )
    .bind(filter.person.map(Id::uuid))
    .bind(&filter.recipient)
    .bind(filter.purpose)
    .bind(filter.state)
    .bind(now)
    .bind(page.before)
    .bind(page.limit())
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Consent::from).collect())
}

/// One page of the consents that hold now for one of these recipients, newest first.
pub async fn list_for(
    db: impl PgExecutor<'_>,
    recipients: &[String],
    filter: &Filter,
    now: DateTime<Utc>,
    page: &Page,
) -> Result<Vec<Consent>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select consent_id, person_id, recipient, purpose, shared, wording_version, format_shown, given_by,
                expire_time, withdraw_time, state, version, create_time, update_time
         from consent
         where recipient = any($1) and state = 'given' and expire_time > $2
           and ($3::uuid is null or person_id = $3)
           and ($4 = '' or recipient = $4)
           and ($5::text is null or purpose = $5)
           and ($6::text is null or $6 = 'given')
           and consent_id < $7
         order by consent_id desc limit $8",
    )
    .bind(recipients)
    .bind(now)
    .bind(filter.person.map(Id::uuid))
    .bind(&filter.recipient)
    .bind(filter.purpose)
    .bind(filter.state)
    .bind(page.before)
    .bind(page.limit())
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Consent::from).collect())
}

/// The consents of a person that hold now, kept as they are until the transaction ends.
pub async fn hold_given(
    tx: &mut PgConnection,
    person: Id<Person>,
    now: DateTime<Utc>,
) -> Result<Vec<Consent>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select consent_id, person_id, recipient, purpose, shared, wording_version, format_shown, given_by,
                expire_time, withdraw_time, state, version, create_time, update_time
         from consent
         where person_id = $1 and state = 'given' and expire_time > $2
         for update",
    )
    .bind(person.uuid())
    .bind(now)
    .fetch_all(tx)
    .await?;
    Ok(rows.into_iter().map(Consent::from).collect())
}

/// Keeps a new consent.
pub async fn insert(tx: &mut PgConnection, consent: &Consent) -> Result<(), Error> {
    let Terms { recipient, purpose, shared, wording_version, format_shown, expire_time } = &consent.terms;
    sqlx::query(
        "insert into consent (consent_id, person_id, recipient, purpose, shared, wording_version, format_shown,
                              given_by, expire_time, withdraw_time, state, version, create_time, update_time)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
    )
    .bind(consent.id.uuid())
    .bind(consent.person.uuid())
    .bind(recipient)
    .bind(purpose)
    .bind(shared)
    .bind(wording_version)
    .bind(format_shown)
    .bind(&consent.given_by)
    .bind(expire_time)
    .bind(consent.withdraw_time)
    .bind(consent.state)
    .bind(consent.version)
    .bind(consent.create_time)
    .bind(consent.update_time)
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps a withdrawn consent, if nobody withdrew it since version `before`. Its terms never change.
pub async fn update(tx: &mut PgConnection, consent: &Consent, before: i64) -> Result<(), Error> {
    let updated = sqlx::query(
        "update consent set state = $3, withdraw_time = $4, version = $5, update_time = $6
         where consent_id = $1 and version = $2",
    )
    .bind(consent.id.uuid())
    .bind(before)
    .bind(consent.state)
    .bind(consent.withdraw_time)
    .bind(consent.version)
    .bind(consent.update_time)
    .execute(tx)
    .await?;
    changed(&updated)
}

impl From<Row> for Consent {
    fn from(row: Row) -> Self {
        Self {
            id: Id::from_uuid(row.consent_id),
            person: Id::from_uuid(row.person_id),
            terms: Terms {
                recipient: row.recipient,
                purpose: row.purpose,
                shared: row.shared,
                wording_version: row.wording_version,
                format_shown: row.format_shown,
                expire_time: row.expire_time,
            },
            given_by: row.given_by,
            state: row.state,
            withdraw_time: row.withdraw_time,
            version: row.version,
            create_time: row.create_time,
            update_time: row.update_time,
        }
    }
}
