//! The SQL of councils.

use platform::Error;
use sqlx::{FromRow, PgConnection, PgExecutor};

use super::{Council, GssCode, Kind, Origin};
use crate::page::Page;

#[derive(FromRow)]
struct Row {
    gss_code: String,
    former_gss_code: String,
    display_name: String,
    kind: Kind,
    region_code: String,
    region: String,
    latitude: f64,
    longitude: f64,
    population_thousands: i32,
}

/// The council of that code of today.
pub async fn get(db: impl PgExecutor<'_>, code: &GssCode) -> Result<Council, Error> {
    let row: Option<Row> = sqlx::query_as(
        "select gss_code, former_gss_code, display_name, kind, region_code, region, latitude, longitude,
                population_thousands
         from council where gss_code = $1",
    )
    .bind(code.as_str())
    .fetch_optional(db)
    .await?;
    row.ok_or_else(|| Error::not_found(format!("councils/{}", code.as_str())))?.council()
}

/// One page of councils, lowest code first, optionally of one region and of one kind.
pub async fn list(
    db: impl PgExecutor<'_>,
    region_code: &str,
    kind: Option<Kind>,
    page: &Page,
) -> Result<Vec<Council>, Error> {
    after(db, region_code, kind, &page.after, Some(page.limit())).await
}

/// Every council, by code.
pub async fn all(db: impl PgExecutor<'_>) -> Result<Vec<Council>, Error> {
    after(db, "", None, "", None).await
}

async fn after(
    db: impl PgExecutor<'_>,
    region_code: &str,
    kind: Option<Kind>,
    code: &str,
    limit: Option<i64>,
) -> Result<Vec<Council>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select gss_code, former_gss_code, display_name, kind, region_code, region, latitude, longitude,
                population_thousands
         from council
         where ($1 = '' or region_code = $1) and ($2::text is null or kind = $2) and gss_code > $3
         order by gss_code limit $4",
    )
    .bind(region_code)
    .bind(kind)
    .bind(code)
    .bind(limit)
    .fetch_all(db)
    .await?;
    rows.into_iter().map(Row::council).collect()
}

/// Keeps these councils as they are given; gives the code and version of each that was not so before. What an import
/// brought is only changed by another import.
pub async fn keep(
    tx: &mut PgConnection,
    councils: &[Council],
    origin: Origin,
) -> Result<Vec<(String, i64)>, Error> {
    let texts = |text: fn(&Council) -> &str| councils.iter().map(text).collect::<Vec<&str>>();
    let numbers = |number: fn(&Council) -> f64| councils.iter().map(number).collect::<Vec<f64>>();
    let changed = sqlx::query_as(
        "insert into council (gss_code, former_gss_code, display_name, kind, region_code, region, latitude, longitude,
                              population_thousands, origin, version)
         select given.gss_code, given.former_gss_code, given.display_name, given.kind, given.region_code, given.region,
                given.latitude, given.longitude, given.population_thousands, $10, 1
         from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::float8[], $8::float8[],
                     $9::int4[]) as given (gss_code, former_gss_code, display_name, kind, region_code, region, latitude,
                                           longitude, population_thousands)
         on conflict (gss_code) do update
         set former_gss_code = excluded.former_gss_code, display_name = excluded.display_name, kind = excluded.kind,
             region_code = excluded.region_code, region = excluded.region, latitude = excluded.latitude,
             longitude = excluded.longitude, population_thousands = excluded.population_thousands,
             origin = excluded.origin, version = council.version + 1
         where (council.origin = 'release' or excluded.origin = 'import')
           and (council.former_gss_code, council.display_name, council.kind, council.region_code, council.region,
                council.latitude, council.longitude, council.population_thousands)
               is distinct from
               (excluded.former_gss_code, excluded.display_name, excluded.kind, excluded.region_code, excluded.region,
                excluded.latitude, excluded.longitude, excluded.population_thousands)
         returning gss_code, version",
    )
    .bind(texts(|council| council.gss_code.as_str()))
    .bind(texts(|council| &council.former_gss_code))
    .bind(texts(|council| &council.display_name))
    .bind(councils.iter().map(|council| council.kind).collect::<Vec<Kind>>())
    .bind(texts(|council| &council.region_code))
    .bind(texts(|council| &council.region))
    .bind(numbers(|council| council.latitude))
    .bind(numbers(|council| council.longitude))
    .bind(councils.iter().map(|council| council.population_thousands).collect::<Vec<i32>>())
    .bind(origin)
    .fetch_all(tx)
    .await?;
    Ok(changed)
}

impl Row {
    fn council(self) -> Result<Council, Error> {
        let gss_code =
            GssCode::new(&self.gss_code).ok_or_else(|| Error::internal("a council without a code"))?;
        Ok(Council {
            gss_code,
            former_gss_code: self.former_gss_code,
            display_name: self.display_name,
            kind: self.kind,
            region_code: self.region_code,
            region: self.region,
            latitude: self.latitude,
            longitude: self.longitude,
            population_thousands: self.population_thousands,
        })
    }
}
