//! The SQL of the mapping study: every organisation that is listed, what it lives on today, and what it did.

use chrono::NaiveDate;
use platform::{Error, Id};
use sqlx::types::Json;
use sqlx::{FromRow, PgExecutor};
use uuid::Uuid;

use super::Money;
use crate::activity::{Deed, What};
use crate::funding;
use crate::ulo::{Kind, Ulo, WhoFor};

/// An organisation as far as the study asks.
#[derive(FromRow)]
pub struct Listed {
    ulo_id: Uuid,
    /// Its kind.
    pub kind: Kind,
    /// Where it works.
    pub councils: Vec<String>,
    /// Whom it is for.
    pub who_for: Vec<WhoFor>,
}

impl Listed {
    /// Which it is.
    pub fn ulo(&self) -> Id<Ulo> {
        Id::from_uuid(self.ulo_id)
    }
}

/// Every organisation that is listed.
pub async fn listed(db: impl PgExecutor<'_>) -> Result<Vec<Listed>, Error> {
    let rows = sqlx::query_as("select ulo_id, kind, councils, who_for from ulo where state = 'listed'")
        .fetch_all(db)
        .await?;
    Ok(rows)
}

#[derive(FromRow)]
struct MoneyRow {
    ulo_id: Uuid,
    kind: funding::Kind,
    funder: String,
    from_council: bool,
    renewal: funding::Renewal,
    amount_pence: i64,
}

/// What each lives on today, as far as it is decided.
pub async fn money(db: impl PgExecutor<'_>, today: NaiveDate) -> Result<Vec<(Id<Ulo>, Money)>, Error> {
    let rows: Vec<MoneyRow> = sqlx::query_as(
        "select ulo_id, kind, lower(funder) as funder, council is not null as from_council, renewal, amount_pence
         from funding
         where state = 'current' and certainty = 'decided' and start_date <= $1 and end_date >= $1",
    )
    .bind(today)
    .fetch_all(db)
    .await?;
    let money = |row: MoneyRow| {
        let MoneyRow { ulo_id, kind, funder, from_council, renewal, amount_pence } = row;
        (Id::from_uuid(ulo_id), Money { kind, funder, from_council, renewal, amount_pence })
    };
    Ok(rows.into_iter().map(money).collect())
}

/// What each did that counts.
pub async fn deeds(db: impl PgExecutor<'_>) -> Result<Vec<(Id<Ulo>, Deed)>, Error> {
    let rows: Vec<(Uuid, NaiveDate, Json<What>)> =
        sqlx::query_as("select ulo_id, activity_date, what from activity where state = 'current'")
            .fetch_all(db)
            .await?;
    Ok(rows.into_iter().map(|(ulo, date, what)| (Id::from_uuid(ulo), Deed { date, what: what.0 })).collect())
}
