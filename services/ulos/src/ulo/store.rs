//! The SQL of organisations.

use chrono::{DateTime, NaiveDate, Utc};
use platform::db::changed;
use platform::{Error, Id, Page};
use sqlx::types::Json;
use sqlx::{FromRow, PgConnection, PgExecutor};
use uuid::Uuid;

use super::{
    Check, CloseReason, Contact, Details, Kind, LegalForm, Registration, Standing, State, Ulo, VerifyMethod,
    WhoFor, likeness,
};
use crate::offering;

/// An entry is linked to this many look-alikes at most, so that one name used over and over stays cheap.
const MOST_LINKS: i32 = 20;

#[derive(FromRow)]
struct Row {
    ulo_id: Uuid,
    display_name: String,
    description: String,
    kind: Kind,
    legal_form: Option<LegalForm>,
    registrations: Json<Vec<Registration>>,
    councils: Vec<String>,
    who_for: Vec<WhoFor>,
    contact: Option<Json<Contact>>,
    access_features: Vec<String>,
    founded_date: Option<NaiveDate>,
    possible_duplicates: Vec<Uuid>,
    verify_time: Option<DateTime<Utc>>,
    verifier: Option<String>,
    verify_method: Option<VerifyMethod>,
    user_led: Standing,
    close_reason: Option<CloseReason>,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

/// The organisation of that id.
pub async fn get(db: impl PgExecutor<'_>, id: Id<Ulo>) -> Result<Ulo, Error> {
    let row: Option<Row> = sqlx::query_as(
        "select ulo_id, display_name, description, kind, legal_form, registrations, councils, who_for, contact,
                access_features, founded_date, possible_duplicates, verify_time, verifier, verify_method, user_led,
                close_reason, version, create_time, update_time
         from ulo where ulo_id = $1",
    )
    .bind(id.uuid())
    .fetch_optional(db)
    .await?;
    row.map(Ulo::from).ok_or_else(|| Error::not_found(id))
}

/// The organisations of these ids.
pub async fn these(db: impl PgExecutor<'_>, ids: &[Uuid]) -> Result<Vec<Ulo>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select ulo_id, display_name, description, kind, legal_form, registrations, councils, who_for, contact,
                access_features, founded_date, possible_duplicates, verify_time, verifier, verify_method, user_led,
                close_reason, version, create_time, update_time
         from ulo where ulo_id = any($1)",
    )
    .bind(ids)
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Ulo::from).collect())
}

/// The organisations of these ids, held until the transaction ends.
pub async fn hold(tx: &mut PgConnection, ids: &[Id<Ulo>]) -> Result<Vec<Ulo>, Error> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.uuid()).collect();
    let rows: Vec<Row> = sqlx::query_as(
        "select ulo_id, display_name, description, kind, legal_form, registrations, councils, who_for, contact,
                access_features, founded_date, possible_duplicates, verify_time, verifier, verify_method, user_led,
                close_reason, version, create_time, update_time
         from ulo where ulo_id = any($1)
         order by ulo_id for update",
    )
    .bind(ids)
    .fetch_all(tx)
    .await?;
    Ok(rows.into_iter().map(Ulo::from).collect())
}

/// The organisation of that id, held until the transaction ends.
pub async fn hold_one(tx: &mut PgConnection, id: Id<Ulo>) -> Result<Ulo, Error> {
    hold(tx, &[id]).await?.pop().ok_or_else(|| Error::not_found(id))
}

/// Which organisations to list: all filters combined by "and".
pub struct Filter {
    /// Only those that work in this council, when not empty.
    pub council: String,
    /// Only those of this kind.
    pub kind: Option<Kind>,
    /// Only those with one of these standings.
    pub user_led: Option<Vec<Standing>>,
    /// Only those with these words, as [`likeness::all_of`] says it.
    pub text: Option<String>,
    /// Only those in this state.
    pub state: Option<State>,
}

/// One page of organisations, newest first.
pub async fn list(db: impl PgExecutor<'_>, filter: &Filter, page: &Page) -> Result<Vec<Ulo>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select ulo_id, display_name, description, kind, legal_form, registrations, councils, who_for, contact,
                access_features, founded_date, possible_duplicates, verify_time, verifier, verify_method, user_led,
                close_reason, version, create_time, update_time
         from ulo
         where ($1 = '' or councils @> array[$1])
           and ($2::text is null or kind = $2)
           and ($3::text[] is null or user_led = any($3))
           and ($4::text is null or array_to_tsvector(words) @@ $4::text::tsquery)
           and ($5::text is null or state = $5)
           and ulo_id < $6
         order by ulo_id desc limit $7",
    )
    // Planned anew for the filters given: a plan kept for any of them could use the index of none.
    .persistent(false)
    .bind(&filter.council)
    .bind(filter.kind)
    .bind(&filter.user_led)
    .bind(&filter.text)
    .bind(filter.state)
    .bind(page.before)
    .bind(page.limit())
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Ulo::from).collect())
}

/// Keeps others from comparing look-alikes until the transaction ends: two alike must not miss each other.
pub async fn compare_alone(tx: &mut PgConnection) -> Result<(), Error> {
    sqlx::query("select pg_advisory_xact_lock(hashtext('look-alikes of ulo'))").execute(tx).await?;
    Ok(())
}

/// Others that look like the same organisation, but for those of which somebody found that they are not.
pub async fn alike(tx: &mut PgConnection, ulo: &Ulo) -> Result<Vec<Id<Ulo>>, Error> {
    let likeness = ulo.likeness();
    let ids: Vec<Uuid> = sqlx::query_scalar(
        "select ulo_id from ulo
         where (registration_keys && $2
                or plain_name = $3 and (councils && $4 or $5 <> '' and contact ->> 'postcode' = $5))
           and ulo_id <> $1
           and (cardinality(possible_duplicates) < $6 or $1 = any(possible_duplicates))
           and not exists (select from distinction d
                           where d.ulo_id = least($1, ulo.ulo_id) and d.other_ulo_id = greatest($1, ulo.ulo_id)
                             and d.state = 'current')
         order by ulo_id limit $6",
    )
    .persistent(false)
    .bind(ulo.id.uuid())
    .bind(&likeness.registration_keys)
    .bind(&likeness.plain_name)
    .bind(&likeness.councils)
    .bind(&likeness.postcode)
    .bind(MOST_LINKS)
    .fetch_all(tx)
    .await?;
    Ok(ids.into_iter().map(Id::from_uuid).collect())
}

/// Keeps a new organisation.
pub async fn insert(tx: &mut PgConnection, ulo: &Ulo) -> Result<(), Error> {
    let likeness = ulo.likeness();
    let details = &ulo.details;
    sqlx::query(
        "insert into ulo (ulo_id, display_name, description, kind, legal_form, registrations, councils, who_for,
                          contact, access_features, founded_date, words, plain_name, registration_keys,
                          possible_duplicates, user_led, state, version, create_time, update_time)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
    )
    .bind(ulo.id.uuid())
    .bind(&details.display_name)
    .bind(&details.description)
    .bind(details.kind)
    .bind(details.legal_form)
    .bind(Json(&details.registrations))
    .bind(&details.councils)
    .bind(&details.who_for)
    .bind(details.contact.as_ref().map(Json))
    .bind(&details.access_features)
    .bind(details.founded_date)
    .bind(words(details))
    .bind(likeness.plain_name)
    .bind(likeness.registration_keys)
    .bind(links(ulo))
    .bind(ulo.user_led)
    .bind(ulo.state())
    .bind(ulo.version)
    .bind(ulo.create_time)
    .bind(ulo.update_time)
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps a changed organisation, if nobody changed it since version `before`.
pub async fn update(tx: &mut PgConnection, ulo: &Ulo, before: i64) -> Result<(), Error> {
    let likeness = ulo.likeness();
    let words = words(&ulo.details);
    let details = &ulo.details;
    let check = ulo.check.as_ref();
    let updated = sqlx::query(
        "update ulo set display_name = $3, description = $4, kind = $5, legal_form = $6, registrations = $7,
                councils = $8, who_for = $9, contact = $10, access_features = $11, founded_date = $12, words = $13,
                plain_name = $14, registration_keys = $15, possible_duplicates = $16, verify_time = $17,
                verifier = $18, verify_method = $19, user_led = $20, close_reason = $21, state = $22, version = $23,
                update_time = $24
         where ulo_id = $1 and version = $2",
    )
    .bind(ulo.id.uuid())
    .bind(before)
    .bind(&details.display_name)
    .bind(&details.description)
    .bind(details.kind)
    .bind(details.legal_form)
    .bind(Json(&details.registrations))
    .bind(&details.councils)
    .bind(&details.who_for)
    .bind(details.contact.as_ref().map(Json))
    .bind(&details.access_features)
    .bind(details.founded_date)
    .bind(&words)
    .bind(likeness.plain_name)
    .bind(likeness.registration_keys)
    .bind(links(ulo))
    .bind(check.map(|check| check.time))
    .bind(check.map(|check| &check.verifier))
    .bind(check.map(|check| check.method))
    .bind(ulo.user_led)
    .bind(ulo.close_reason)
    .bind(ulo.state())
    .bind(ulo.version)
    .bind(ulo.update_time)
    .execute(&mut *tx)
    .await?;
    changed(&updated)?;
    offering::store::learn_words_of_ulo(tx, ulo.id, &words).await
}

fn words(details: &Details) -> Vec<String> {
    likeness::words(&format!("{} {}", details.display_name, details.description))
}

fn links(ulo: &Ulo) -> Vec<Uuid> {
    ulo.possible_duplicates.iter().map(|id| id.uuid()).collect()
}

impl From<Row> for Ulo {
    fn from(row: Row) -> Self {
        let check = row.verify_time.zip(row.verifier).zip(row.verify_method);
        Self {
            id: Id::from_uuid(row.ulo_id),
            details: Details {
                display_name: row.display_name,
                description: row.description,
                kind: row.kind,
                legal_form: row.legal_form,
                registrations: row.registrations.0,
                councils: row.councils,
                who_for: row.who_for,
                contact: row.contact.map(|contact| contact.0),
                access_features: row.access_features,
                founded_date: row.founded_date,
            },
            check: check.map(|((time, verifier), method)| Check { time, verifier, method }),
            user_led: row.user_led,
            close_reason: row.close_reason,
            possible_duplicates: row.possible_duplicates.into_iter().map(Id::from_uuid).collect(),
            version: row.version,
            create_time: row.create_time,
            update_time: row.update_time,
        }
    }
}
