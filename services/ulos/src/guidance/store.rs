//! The SQL of guidance.

use chrono::{DateTime, Utc};
use platform::db::changed;
use platform::{Error, Id, Page};
use sqlx::types::Json;
use sqlx::{FromRow, PgConnection, PgExecutor};
use uuid::Uuid;

use super::{Format, Guidance, Kind, State, Told};
use crate::solution::{Solution, Topic};
use crate::ulo::{Ulo, likeness};

#[derive(FromRow)]
struct Row {
    guidance_id: Uuid,
    ulo_id: Uuid,
    solution_id: Option<Uuid>,
    display_name: String,
    purpose: String,
    topics: Vec<Topic>,
    formats: Json<Vec<Format>>,
    state: State,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

/// The guidance of that id.
pub async fn get(db: impl PgExecutor<'_>, id: Id<Guidance>) -> Result<Guidance, Error> {
    let row: Option<Row> = sqlx::query_as(
        "select guidance_id, ulo_id, solution_id, display_name, purpose, topics, formats, state, version, create_time,
                update_time
         from guidance where guidance_id = $1",
    )
    .bind(id.uuid())
    .fetch_optional(db)
    .await?;
    row.map(Guidance::from).ok_or_else(|| Error::not_found(id))
}

/// Which guidance to list: all filters combined by "and".
pub struct Filter {
    /// Only that of this organisation.
    pub ulo: Option<Id<Ulo>>,
    /// Only that beside this solution.
    pub solution: Option<Id<Solution>>,
    /// Only that about this.
    pub topic: Option<Topic>,
    /// Only that in this format.
    pub kind: Option<Kind>,
    /// Only that with these words, as [`likeness::all_of`] says it.
    pub text: Option<String>,
    /// Only what everyone sees.
    pub published_only: bool,
}

/// One page of guidance, newest first.
pub async fn list(db: impl PgExecutor<'_>, filter: &Filter, page: &Page) -> Result<Vec<Guidance>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select guidance_id, ulo_id, solution_id, display_name, purpose, topics, formats, state, version, create_time,
                update_time
         from guidance
         where ($1::uuid is null or ulo_id = $1)
           and ($2::uuid is null or solution_id = $2)
           and ($3::text is null or topics @> array[$3])
           and ($4::text is null or kinds @> array[$4])
           and ($5::text is null or array_to_tsvector(words) @@ $5::text::tsquery)
           and (not $6 or state = 'published')
           and guidance_id < $7
         order by guidance_id desc limit $8",
    )
    // Planned anew for the filters given: a plan kept for any of them could use the index of none.
    .persistent(false)
    .bind(filter.ulo.map(Id::uuid))
    .bind(filter.solution.map(Id::uuid))
    .bind(filter.topic)
    .bind(filter.kind)
    .bind(&filter.text)
    .bind(filter.published_only)
    .bind(page.before)
    .bind(page.limit())
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Guidance::from).collect())
}

/// What the text filter searches.
fn words(told: &Told) -> Vec<String> {
    likeness::words(&format!("{} {}", told.display_name, told.purpose))
}

/// Keeps new guidance.
pub async fn insert(tx: &mut PgConnection, guidance: &Guidance) -> Result<(), Error> {
    let told = &guidance.told;
    sqlx::query(
        "insert into guidance (guidance_id, ulo_id, solution_id, display_name, purpose, topics, formats, kinds, words,
                               state, version, create_time, update_time)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
    )
    .bind(guidance.id.uuid())
    .bind(guidance.ulo.uuid())
    .bind(told.solution.map(Id::uuid))
    .bind(&told.display_name)
    .bind(&told.purpose)
    .bind(&told.topics)
    .bind(Json(&told.formats))
    .bind(told.kinds())
    .bind(words(told))
    .bind(guidance.state)
    .bind(guidance.version)
    .bind(guidance.create_time)
    .bind(guidance.update_time)
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps changed guidance, if nobody changed it since version `before`.
pub async fn update(tx: &mut PgConnection, guidance: &Guidance, before: i64) -> Result<(), Error> {
    let told = &guidance.told;
    let updated = sqlx::query(
        "update guidance set solution_id = $3, display_name = $4, purpose = $5, topics = $6, formats = $7, kinds = $8,
                words = $9, state = $10, version = $11, update_time = $12
         where guidance_id = $1 and version = $2",
    )
    .bind(guidance.id.uuid())
    .bind(before)
    .bind(told.solution.map(Id::uuid))
    .bind(&told.display_name)
    .bind(&told.purpose)
    .bind(&told.topics)
    .bind(Json(&told.formats))
    .bind(told.kinds())
    .bind(words(told))
    .bind(guidance.state)
    .bind(guidance.version)
    .bind(guidance.update_time)
    .execute(tx)
    .await?;
    changed(&updated)
}

impl From<Row> for Guidance {
    fn from(row: Row) -> Self {
        Self {
            id: Id::from_uuid(row.guidance_id),
            ulo: Id::from_uuid(row.ulo_id),
            told: Told {
                display_name: row.display_name,
                purpose: row.purpose,
                topics: row.topics,
                formats: row.formats.0,
                solution: row.solution_id.map(Id::from_uuid),
            },
            state: row.state,
            version: row.version,
            create_time: row.create_time,
            update_time: row.update_time,
        }
    }
}
