//! The SQL of brokers.

use chrono::{DateTime, NaiveDate, Utc};
use platform::db::changed;
use platform::{Error, Id, Page};
use sqlx::types::Json;
use sqlx::{FromRow, PgConnection, PgExecutor};
use uuid::Uuid;

use super::{Broker, Details, Interest, State, WayOfWorking};
use crate::names::Ulo;

#[derive(FromRow)]
struct Row {
    broker_id: Uuid,
    ulo_id: Uuid,
    display_name: String,
    skills: Vec<String>,
    languages: Vec<String>,
    lived_experience: Vec<String>,
    lived_experience_consent: bool,
    ways_of_working: Vec<WayOfWorking>,
    councils: Vec<String>,
    caseload_limit: i32,
    open_weight: i32,
    interests: Json<Vec<Interest>>,
    start_date: Option<NaiveDate>,
    state: State,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

/// The broker of that id.
pub async fn get(db: impl PgExecutor<'_>, id: Id<Broker>) -> Result<Broker, Error> {
    let row: Option<Row> = sqlx::query_as(
        "select broker_id, ulo_id, display_name, skills, languages, lived_experience,
                lived_experience_consent, ways_of_working, councils, caseload_limit, open_weight, interests,
                start_date, state, version, create_time, update_time
         from broker where broker_id = $1",
    )
    .bind(id.uuid())
    .fetch_optional(db)
    .await?;
    row.map(Broker::from).ok_or_else(|| Error::not_found(id))
}

/// Those of these brokers that there are, each locked until the end of the transaction. Always in the order of their
/// ids, so that two who lock the same ones never wait for each other; and not against those who only refer to them.
pub async fn lock(tx: &mut PgConnection, ids: &[Id<Broker>]) -> Result<Vec<Broker>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select broker_id, ulo_id, display_name, skills, languages, lived_experience,
                lived_experience_consent, ways_of_working, councils, caseload_limit, open_weight, interests,
                start_date, state, version, create_time, update_time
         from broker where broker_id = any($1) order by broker_id for no key update",
    )
    .bind(ids.iter().map(|id| id.uuid()).collect::<Vec<_>>())
    .fetch_all(tx)
    .await?;
    Ok(rows.into_iter().map(Broker::from).collect())
}

/// Everyone of an organisation who has not left, whoever was added first first.
pub async fn team(db: impl PgExecutor<'_>, ulo: Id<Ulo>) -> Result<Vec<Broker>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select broker_id, ulo_id, display_name, skills, languages, lived_experience,
                lived_experience_consent, ways_of_working, councils, caseload_limit, open_weight, interests,
                start_date, state, version, create_time, update_time
         from broker where ulo_id = $1 and state <> 'left' order by broker_id",
    )
    .bind(ulo.uuid())
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Broker::from).collect())
}

/// One page of brokers, newest first.
pub async fn list(
    db: impl PgExecutor<'_>,
    ulo: Option<Id<Ulo>>,
    state: Option<State>,
    page: &Page,
) -> Result<Vec<Broker>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select broker_id, ulo_id, display_name, skills, languages, lived_experience,
                lived_experience_consent, ways_of_working, councils, caseload_limit, open_weight, interests,
                start_date, state, version, create_time, update_time
         from broker
         where ($1::uuid is null or ulo_id = $1) and ($2::text is null or state = $2) and broker_id < $3
         order by broker_id desc limit $4",
    )
    .bind(ulo.map(Id::uuid))
    .bind(state)
    .bind(page.before)
    .bind(page.limit())
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Broker::from).collect())
}

/// Keeps a new broker.
pub async fn insert(tx: &mut PgConnection, broker: &Broker) -> Result<(), Error> {
    let details = &broker.details;
    sqlx::query(
        "insert into broker (broker_id, ulo_id, display_name, skills, languages, lived_experience,
                             lived_experience_consent, ways_of_working, councils, caseload_limit, open_weight,
                             interests, start_date, state, version, create_time, update_time)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
    )
    .bind(broker.id.uuid())
    .bind(broker.ulo.uuid())
    .bind(&details.display_name)
    .bind(&details.skills)
    .bind(&details.languages)
    .bind(&details.lived_experience)
    .bind(details.lived_experience_consent)
    .bind(&details.ways_of_working)
    .bind(&details.councils)
    .bind(details.caseload_limit)
    .bind(broker.open_weight)
    .bind(Json(&details.interests))
    .bind(details.start_date)
    .bind(broker.state)
    .bind(broker.version)
    .bind(broker.create_time)
    .bind(broker.update_time)
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps a changed broker, if nobody changed them since version `before`.
pub async fn update(tx: &mut PgConnection, broker: &Broker, before: i64) -> Result<(), Error> {
    let details = &broker.details;
    let updated = sqlx::query(
        "update broker set display_name = $3, skills = $4, languages = $5, lived_experience = $6,
                lived_experience_consent = $7, ways_of_working = $8, councils = $9, caseload_limit = $10,
                open_weight = $11, interests = $12, start_date = $13, state = $14, version = $15,
                update_time = $16
         where broker_id = $1 and version = $2",
    )
    .bind(broker.id.uuid())
    .bind(before)
    .bind(&details.display_name)
    .bind(&details.skills)
    .bind(&details.languages)
    .bind(&details.lived_experience)
    .bind(details.lived_experience_consent)
    .bind(&details.ways_of_working)
    .bind(&details.councils)
    .bind(details.caseload_limit)
    .bind(broker.open_weight)
    .bind(Json(&details.interests))
    .bind(details.start_date)
    .bind(broker.state)
    .bind(broker.version)
    .bind(broker.update_time)
    .execute(tx)
    .await?;
    changed(&updated)
}

impl From<Row> for Broker {
    fn from(row: Row) -> Self {
        Self {
            id: Id::from_uuid(row.broker_id),
            details: Details {
                display_name: row.display_name,
                skills: row.skills,
                languages: row.languages,
                lived_experience: row.lived_experience,
                lived_experience_consent: row.lived_experience_consent,
                ways_of_working: row.ways_of_working,
                councils: row.councils,
                caseload_limit: row.caseload_limit,
                interests: row.interests.0,
                start_date: row.start_date,
            },
            open_weight: row.open_weight,
            ulo: Id::from_uuid(row.ulo_id),
            state: row.state,
            version: row.version,
            create_time: row.create_time,
            update_time: row.update_time,
        }
    }
}
