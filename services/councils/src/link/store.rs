//! The SQL of ties: what is known of every council.

use std::collections::HashMap;

use chrono::NaiveDate;
use platform::Error;
use sqlx::{FromRow, PgConnection};

use super::Known;
use crate::council::Council;
use crate::spend;

#[derive(FromRow)]
struct Row {
    gss_code: String,
    decisions: i64,
    spoken: i64,
    changed: i64,
}

/// What is known of these councils by their codes: decisions since a day, seats on a day.
pub async fn known(
    db: &mut PgConnection,
    councils: &[Council],
    (since, today): (NaiveDate, NaiveDate),
) -> Result<HashMap<String, Known>, Error> {
    let codes: Vec<&str> = councils.iter().map(|council| council.gss_code.as_str()).collect();
    let mut terms = spend::store::terms(db, &codes).await?;
    let mut decided = decided(db, &codes, since).await?;
    let mut seats = seats(db, &codes, today).await?;
    let known = councils.iter().map(|council| {
        let code = council.gss_code.as_str();
        let decided = decided.remove(code);
        let count = |count: fn(&Row) -> i64| decided.as_ref().map_or(0, count);
        let known = Known {
            terms: terms.remove(code).unwrap_or_default(),
            population_thousands: i64::from(council.population_thousands),
            seats: seats.remove(code).unwrap_or_default(),
            decisions: count(|row| row.decisions),
            spoken: count(|row| row.spoken),
            changed: count(|row| row.changed),
        };
        (code.to_owned(), known)
    });
    Ok(known.collect())
}

async fn decided(
    db: &mut PgConnection,
    codes: &[&str],
    since: NaiveDate,
) -> Result<HashMap<String, Row>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select gss_code, count(*) as decisions, count(ulo_id) as spoken,
                count(*) filter (where change <> 'nothing') as changed
         from voice where gss_code = any($1) and decide_date >= $2
         group by gss_code",
    )
    .bind(codes)
    .bind(since)
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.gss_code.clone(), row)).collect())
}

/// Seats that organisations which are or may be user-led hold on a day.
async fn seats(
    db: &mut PgConnection,
    codes: &[&str],
    today: NaiveDate,
) -> Result<HashMap<String, i64>, Error> {
    let rows: Vec<(String, i64)> = sqlx::query_as(
        "select seat.council, count(*)
         from seat join ulo using (ulo_id) left join governance using (ulo_id)
         where seat.counts and seat.council = any($1) and seat.start_date <= $2
           and coalesce(seat.end_date, $2) >= $2
           and (coalesce(governance.user_led, ulo.user_led) = 'met'
                or coalesce(governance.user_led, ulo.user_led) = 'not_evidenced' and may_be_user_led)
         group by seat.council",
    )
    .bind(codes)
    .bind(today)
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().collect())
}
