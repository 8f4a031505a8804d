//! The SQL of what maturity is worked out from: of one organisation, or of every one that is listed.

use chrono::NaiveDate;
use platform::{Error, Id};
use sqlx::{FromRow, PgExecutor};
use uuid::Uuid;

use crate::funding;
use crate::ulo::Ulo;

/// What is counted for one organisation.
#[derive(FromRow)]
pub struct Counted {
    ulo_id: Uuid,
    /// The day it began, when that is known.
    pub founded_date: Option<NaiveDate>,
    /// The kinds of support it offers now.
    pub kinds_of_support: i64,
    /// The kinds of its money that is decided and of today, each once.
    pub kinds_of_funding: Vec<funding::Kind>,
}

impl Counted {
    /// Whose it is.
    pub fn ulo(&self) -> Id<Ulo> {
        Id::from_uuid(self.ulo_id)
    }
}

/// What is counted for one organisation, or for every one that is listed.
pub async fn counted(
    db: impl PgExecutor<'_>,
    ulo: Option<Id<Ulo>>,
    today: NaiveDate,
) -> Result<Vec<Counted>, Error> {
    let rows = sqlx::query_as(
        "select ulo_id, founded_date,
                (select count(distinct kind) from offering o where o.ulo_id = ulo.ulo_id and o.state = 'open')
                    as kinds_of_support,
                array(select distinct kind from funding f
                      where f.ulo_id = ulo.ulo_id and f.state = 'current' and f.certainty = 'decided'
                        and f.start_date <= $2 and f.end_date >= $2) as kinds_of_funding
         from ulo
         where case when $1::uuid is null then state = 'listed' else ulo_id = $1 end",
    )
    .persistent(false)
    .bind(ulo.map(Id::uuid))
    .bind(today)
    .fetch_all(db)
    .await?;
    Ok(rows)
}
