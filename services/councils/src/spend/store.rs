//! The SQL of spending: what organisations record, and what councils state.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use platform::Error;
use sqlx::{FromRow, PgConnection};

use super::{Spend, Stated, Term, Year};
use crate::council::GssCode;

#[derive(FromRow)]
struct TermRow {
    council: String,
    amount_pence: i64,
    start_date: NaiveDate,
    end_date: NaiveDate,
    to_ulo: bool,
    to_shown_ulo: bool,
}

#[derive(FromRow)]
struct StatedRow {
    gss_code: String,
    year: i32,
    to_others_pence: i64,
    source: String,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

/// The spending of these councils in these years, council by council in the order given, years as given.
pub async fn list(db: &mut PgConnection, codes: &[&GssCode], years: &[Year]) -> Result<Vec<Spend>, Error> {
    let names: Vec<&str> = codes.iter().map(|code| code.as_str()).collect();
    let terms = terms(db, &names).await?;
    let mut stated = stated(db, &names).await?;
    let none = Vec::new();
    let mut spends = Vec::with_capacity(codes.len() * years.len());
    for code in codes {
        let terms = terms.get(code.as_str()).unwrap_or(&none);
        for year in years {
            let mut spend = Spend::new((*code).clone(), *year, terms);
            if let Some(row) = stated.remove(&(code.as_str().to_owned(), year.0)) {
                spend.stated = Some(Stated { to_others_pence: row.to_others_pence, source: row.source });
                (spend.create_time, spend.update_time) = (Some(row.create_time), Some(row.update_time));
                spend.version = row.version;
            }
            spends.push(spend);
        }
    }
    Ok(spends)
}

/// The grants and contracts of these councils that are decided, by the code of each.
pub async fn terms(db: &mut PgConnection, codes: &[&str]) -> Result<HashMap<String, Vec<Term>>, Error> {
    let rows: Vec<TermRow> = sqlx::query_as(
        "select funding.council, amount_pence, start_date, end_date,
                coalesce(coalesce(governance.user_led, ulo.user_led) = 'met'
                         or coalesce(governance.user_led, ulo.user_led) = 'not_evidenced' and may_be_user_led, false)
                    as to_ulo,
                coalesce(coalesce(governance.user_led, ulo.user_led) = 'met', false) as to_shown_ulo
         from funding
         left join ulo using (ulo_id)
         left join governance using (ulo_id)
         where counts and funding.council = any($1)",
    )
    .bind(codes)
    .fetch_all(db)
    .await?;
    let mut terms: HashMap<String, Vec<Term>> = HashMap::new();
    for row in rows {
        let TermRow { council, amount_pence, start_date, end_date, to_ulo, to_shown_ulo } = row;
        let term = Term { amount_pence, start_date, end_date, to_ulo, to_shown_ulo };
        terms.entry(council).or_default().push(term);
    }
    Ok(terms)
}

async fn stated(db: &mut PgConnection, codes: &[&str]) -> Result<HashMap<(String, i32), StatedRow>, Error> {
    let rows: Vec<StatedRow> = sqlx::query_as(
        "select gss_code, year, to_others_pence, source, version, create_time, update_time from spend where gss_code = any($1)",
    )
    .bind(codes)
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| ((row.gss_code.clone(), row.year), row)).collect())
}

/// Keeps what a council states in place of an earlier version.
///
/// # Errors
/// [`Error::Stale`] when that is not the version kept.
pub async fn keep(tx: &mut PgConnection, spend: &Spend, stated: &Stated, seen: i64) -> Result<(), Error> {
    let kept = sqlx::query(
        "insert into spend (gss_code, year, to_others_pence, source, version, create_time, update_time)
         select $1, $2, $3, $4, $5, $6, $6
         where $7 = 1 or exists (select from spend where gss_code = $1 and year = $2)
         on conflict (gss_code, year) do update
         set to_others_pence = excluded.to_others_pence, source = excluded.source, version = excluded.version,
             update_time = excluded.update_time
         where spend.version = $7",
    )
    .bind(spend.gss_code.as_str())
    .bind(spend.year.0)
    .bind(stated.to_others_pence)
    .bind(&stated.source)
    .bind(spend.version)
    .bind(spend.update_time)
    .bind(seen)
    .execute(tx)
    .await?;
    if kept.rows_affected() == 1 { Ok(()) } else { Err(Error::Stale) }
}
