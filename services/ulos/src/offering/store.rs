//! The SQL of offerings.

use chrono::{DateTime, Utc};
use platform::db::changed;
use platform::{Error, Id, Page};
use sqlx::types::Json;
use sqlx::{FromRow, PgConnection, PgExecutor};
use uuid::Uuid;

use super::{
    AdvocacyKind, DeliveryMode, Details, Interest, Kind, Offering, PeerSupportModel, PriceBasis, Schedule,
    State,
};
use crate::ulo::{Ulo, WhoFor, likeness};

#[derive(FromRow)]
struct Row {
    offering_id: Uuid,
    ulo_id: Uuid,
    display_name: String,
    description: String,
    kind: Kind,
    advocacy_kind: Option<AdvocacyKind>,
    peer_support_model: Option<PeerSupportModel>,
    councils: Vec<String>,
    delivery_modes: Vec<DeliveryMode>,
    latitude: Option<f64>,
    longitude: Option<f64>,
    max_travel_km: Option<i32>,
    languages: Vec<String>,
    access: Vec<String>,
    who_for: Vec<WhoFor>,
    price_pence: i64,
    price_basis: Option<PriceBasis>,
    hourly_cost_pence: Option<i64>,
    openings: Option<i32>,
    openings_time: Option<DateTime<Utc>>,
    typical_wait_days: Option<i32>,
    interests: Json<Vec<Interest>>,
    schedules: Json<Vec<Schedule>>,
    state: State,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

/// The offering of that id.
pub async fn get(db: impl PgExecutor<'_>, id: Id<Offering>) -> Result<Offering, Error> {
    let row: Option<Row> = sqlx::query_as(
        "select offering_id, ulo_id, display_name, description, kind, advocacy_kind, peer_support_model, councils,
                delivery_modes, latitude, longitude, max_travel_km, languages, access, who_for, price_pence,
                price_basis, hourly_cost_pence, openings, openings_time, typical_wait_days, interests, schedules, state, version,
                create_time, update_time
         from offering where offering_id = $1",
    )
    .bind(id.uuid())
    .fetch_optional(db)
    .await?;
    row.map(Offering::from).ok_or_else(|| Error::not_found(id))
}

/// Every offering of an organisation that is not closed, held until the transaction ends.
pub async fn hold_unclosed(tx: &mut PgConnection, ulo: Id<Ulo>) -> Result<Vec<Offering>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select offering_id, ulo_id, display_name, description, kind, advocacy_kind, peer_support_model, councils,
                delivery_modes, latitude, longitude, max_travel_km, languages, access, who_for, price_pence,
                price_basis, hourly_cost_pence, openings, openings_time, typical_wait_days, interests, schedules, state, version,
                create_time, update_time
         from offering where ulo_id = $1 and state <> 'closed'
         order by offering_id for update",
    )
    .bind(ulo.uuid())
    .fetch_all(tx)
    .await?;
    Ok(rows.into_iter().map(Offering::from).collect())
}

/// The offerings of these ids, oldest first.
pub async fn these(db: impl PgExecutor<'_>, ids: &[Uuid]) -> Result<Vec<Offering>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select offering_id, ulo_id, display_name, description, kind, advocacy_kind, peer_support_model, councils,
                delivery_modes, latitude, longitude, max_travel_km, languages, access, who_for, price_pence,
                price_basis, hourly_cost_pence, openings, openings_time, typical_wait_days, interests, schedules, state, version,
                create_time, update_time
         from offering where offering_id = any($1) order by offering_id",
    )
    .bind(ids)
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Offering::from).collect())
}

/// Which offerings to list: all filters combined by "and".
pub struct Filter {
    /// Only those of this organisation.
    pub ulo: Option<Id<Ulo>>,
    /// Only those given in this council, when not empty.
    pub council: String,
    /// Only those of this kind.
    pub kind: Option<Kind>,
    /// Only those in this state.
    pub state: Option<State>,
    /// None that are closed.
    pub unclosed_only: bool,
}

/// One page of offerings, newest first.
pub async fn list(db: impl PgExecutor<'_>, filter: &Filter, page: &Page) -> Result<Vec<Offering>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select offering_id, ulo_id, display_name, description, kind, advocacy_kind, peer_support_model, councils,
                delivery_modes, latitude, longitude, max_travel_km, languages, access, who_for, price_pence,
                price_basis, hourly_cost_pence, openings, openings_time, typical_wait_days, interests, schedules, state, version,
                create_time, update_time
         from offering
         where ($1::uuid is null or ulo_id = $1)
           and ($2 = '' or councils @> array[$2])
           and ($3::text is null or kind = $3)
           and ($4::text is null or state = $4)
           and (not $5 or state <> 'closed')
           and offering_id < $6
         order by offering_id desc limit $7",
    )
    // Planned anew for the filters given: a plan kept for any of them could use the index of none.
    .persistent(false)
    .bind(filter.ulo.map(Id::uuid))
    .bind(&filter.council)
    .bind(filter.kind)
    .bind(filter.state)
    .bind(filter.unclosed_only)
    .bind(page.before)
    .bind(page.limit())
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Offering::from).collect())
}

/// Keeps a new offering, with the words of its organisation, which is held.
pub async fn insert(tx: &mut PgConnection, offering: &Offering) -> Result<(), Error> {
    let details = &offering.details;
    sqlx::query(
        "insert into offering (offering_id, ulo_id, display_name, description, kind, advocacy_kind,
                               peer_support_model, councils, delivery_modes, latitude, longitude, max_travel_km,
                               languages, access, who_for, price_pence, price_basis, openings, openings_time,
                               typical_wait_days, interests, state, version, create_time, update_time,
                               schedules, words, hourly_cost_pence, ulo_words)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
                 $22, $23, $24, $25, $26, $27, $28, (select words from ulo where ulo_id = $2))",
    )
    .bind(offering.id.uuid())
    .bind(offering.ulo.uuid())
    .bind(&details.display_name)
    .bind(&details.description)
    .bind(details.kind)
    .bind(details.advocacy_kind)
    .bind(details.peer_support_model)
    .bind(&details.councils)
    .bind(&details.delivery_modes)
    .bind(details.point.map(|(latitude, _)| latitude))
    .bind(details.point.map(|(_, longitude)| longitude))
    .bind(details.max_travel_km)
    .bind(&details.languages)
    .bind(&details.access)
    .bind(&details.who_for)
    .bind(details.price_pence)
    .bind(details.price_basis)
    .bind(details.openings)
    .bind(offering.openings_time)
    .bind(details.typical_wait_days)
    .bind(Json(&details.interests))
    .bind(offering.state)
    .bind(offering.version)
    .bind(offering.create_time)
    .bind(offering.update_time)
    .bind(Json(&details.schedules))
    .bind(words(details))
    .bind(details.hourly_cost_pence)
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps a changed offering, if nobody changed it since version `before`.
pub async fn update(tx: &mut PgConnection, offering: &Offering, before: i64) -> Result<(), Error> {
    let details = &offering.details;
    let updated = sqlx::query(
        "update offering set display_name = $3, description = $4, advocacy_kind = $5, peer_support_model = $6,
                councils = $7, delivery_modes = $8, latitude = $9, longitude = $10, max_travel_km = $11,
                languages = $12, access = $13, who_for = $14, price_pence = $15, price_basis = $16, openings = $17,
                openings_time = $18, typical_wait_days = $19, interests = $20, state = $21, version = $22,
                update_time = $23, schedules = $24, words = $25, hourly_cost_pence = $26
         where offering_id = $1 and version = $2",
    )
    .bind(offering.id.uuid())
    .bind(before)
    .bind(&details.display_name)
    .bind(&details.description)
    .bind(details.advocacy_kind)
    .bind(details.peer_support_model)
    .bind(&details.councils)
    .bind(&details.delivery_modes)
    .bind(details.point.map(|(latitude, _)| latitude))
    .bind(details.point.map(|(_, longitude)| longitude))
    .bind(details.max_travel_km)
    .bind(&details.languages)
    .bind(&details.access)
    .bind(&details.who_for)
    .bind(details.price_pence)
    .bind(details.price_basis)
    .bind(details.openings)
    .bind(offering.openings_time)
    .bind(details.typical_wait_days)
    .bind(Json(&details.interests))
    .bind(offering.state)
    .bind(offering.version)
    .bind(offering.update_time)
    .bind(Json(&details.schedules))
    .bind(words(details))
    .bind(details.hourly_cost_pence)
    .execute(tx)
    .await?;
    changed(&updated)
}

/// Keeps the words of an organisation beside those of what it offers.
pub async fn learn_words_of_ulo(tx: &mut PgConnection, ulo: Id<Ulo>, words: &[String]) -> Result<(), Error> {
    sqlx::query("update offering set ulo_words = $2 where ulo_id = $1 and ulo_words <> $2")
        .bind(ulo.uuid())
        .bind(words)
        .execute(tx)
        .await?;
    Ok(())
}

/// What the text filter searches, beside the words of the organisation.
fn words(details: &Details) -> Vec<String> {
    likeness::words(&format!("{} {}", details.display_name, details.description))
}

impl From<Row> for Offering {
    fn from(row: Row) -> Self {
        Self {
            id: Id::from_uuid(row.offering_id),
            ulo: Id::from_uuid(row.ulo_id),
            details: Details {
                display_name: row.display_name,
                description: row.description,
                kind: row.kind,
                advocacy_kind: row.advocacy_kind,
                peer_support_model: row.peer_support_model,
                councils: row.councils,
                delivery_modes: row.delivery_modes,
                point: row.latitude.zip(row.longitude),
                max_travel_km: row.max_travel_km,
                languages: row.languages,
                access: row.access,
                who_for: row.who_for,
                price_pence: row.price_pence,
                price_basis: row.price_basis,
                hourly_cost_pence: row.hourly_cost_pence,
                openings: row.openings,
                typical_wait_days: row.typical_wait_days,
                interests: row.interests.0,
                schedules: row.schedules.0,
            },
            openings_time: row.openings_time,
            state: row.state,
            version: row.version,
            create_time: row.create_time,
            update_time: row.update_time,
        }
    }
}
