//! The SQL of what suggestions are worked out from: every organisation that is listed, and who works together.

use platform::{Error, Id};
use sqlx::{FromRow, PgExecutor};
use uuid::Uuid;

use crate::ulo::{Standing, Ulo, WhoFor};

/// One organisation as far as suggestions ask.
#[derive(Debug, FromRow)]
pub struct Facts {
    ulo_id: Uuid,
    /// Where it works.
    pub councils: Vec<String>,
    /// Whom it is for.
    pub who_for: Vec<WhoFor>,
    /// What its governance record says.
    pub user_led: Standing,
    /// Degrees north of its place.
    pub latitude: Option<f64>,
    /// Degrees east of its place.
    pub longitude: Option<f64>,
    /// The languages of what it offers now.
    pub languages: Vec<String>,
    /// The rounds it has a running award of.
    pub rounds: Vec<Uuid>,
    /// The consortia it has joined that are in being.
    pub consortia: Vec<Uuid>,
}

impl Facts {
    /// Which it is.
    pub fn ulo(&self) -> Id<Ulo> {
        Id::from_uuid(self.ulo_id)
    }
}

/// Every organisation that is listed.
pub async fn facts(db: impl PgExecutor<'_>) -> Result<Vec<Facts>, Error> {
    let rows = sqlx::query_as(
        "select ulo_id, councils, who_for, user_led,
                (contact #>> '{point,0}')::double precision as latitude,
                (contact #>> '{point,1}')::double precision as longitude,
                array(select distinct language from offering o cross join unnest(o.languages) as language
                      where o.ulo_id = ulo.ulo_id and o.state = 'open') as languages,
                array(select distinct round_id from award a
                      where a.ulo_id = ulo.ulo_id and a.state = 'running') as rounds,
                array(select consortium_id from consortium c
                      where c.joined @> array[ulo.ulo_id] and c.state = 'active') as consortia
         from ulo where state = 'listed'",
    )
    .fetch_all(db)
    .await?;
    Ok(rows)
}

/// Who helps whom in an agreement that runs: an organisation, or a council.
pub async fn running(db: impl PgExecutor<'_>) -> Result<Vec<(Uuid, Option<Uuid>, Option<String>)>, Error> {
    let rows = sqlx::query_as(
        "select buddy_id, helped_ulo_id, helped_council from buddying where state = 'accepted'",
    )
    .fetch_all(db)
    .await?;
    Ok(rows)
}
