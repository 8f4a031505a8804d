//! The SQL of releases: what the records of a quarter come to, and what was released.

use chrono::{DateTime, TimeDelta, Utc};
use platform::Error;
use sqlx::types::Json;
use sqlx::{FromRow, PgConnection, PgExecutor};

use super::Release;
use super::figures::{Counted, Days, ENGLAND, Figures, Outcome, Places, Taken, Worth};
use crate::council::Council;
use crate::framework::figures::Kind;
use crate::framework::figures::store::waits::finished;
use crate::framework::figures::store::{count as whole, days as whole_days, place};
use crate::framework::quarter::Quarter;

#[derive(FromRow)]
struct Row {
    quarter: String,
    revision: i64,
    reason: String,
    create_time: DateTime<Utc>,
    release_time: DateTime<Utc>,
}

/// When the first request on record was asked.
pub async fn first_record(db: impl PgExecutor<'_>) -> Result<Option<DateTime<Utc>>, Error> {
    Ok(sqlx::query_scalar("select min(ask_time) from request").fetch_one(db).await?)
}

/// The quarters a release was made of, newest first: ten years of them.
pub async fn quarters(db: impl PgExecutor<'_>) -> Result<Vec<String>, Error> {
    let quarters =
        sqlx::query_scalar("select quarter from release where revision = 1 order by quarter desc limit 40");
    Ok(quarters.fetch_all(db).await?)
}

/// What the records of a quarter come to.
pub async fn count(tx: &mut PgConnection, quarter: Quarter, councils: &[Council]) -> Result<Counted, Error> {
    let (start, end) = (quarter.start(), quarter.next().start());
    let mut counted = Counted::default();
    for (code, kind, outcome, requests) in requests(tx, start, end).await? {
        let row = counted.councils.entry(code).or_default();
        row.requests[place(kind)][place(outcome)] = whole(requests);
    }
    for (code, better, same, worse) in answers(tx, start, end).await? {
        counted.councils.entry(code).or_default().control = [better, same, worse].map(whole);
    }
    for row in cases(tx, start, end).await? {
        let (kind, worth) = (place(row.kind), place(row.worth));
        counted.councils.entry(row.council.clone()).or_default().cases[kind][worth] = whole(row.cases);
        for (area, code) in councils.iter().flat_map(areas).filter(|(area, code)| area != code) {
            if code == row.council {
                counted.taken.entry(area.to_owned()).or_default()[kind][worth].add(&row.taken());
            }
        }
    }
    for (code, asked, unmet) in needs(tx, start, end).await? {
        counted.needs.insert(code, [whole(asked), whole(unmet)]);
    }
    let areas: Vec<(&str, &str)> = councils.iter().flat_map(areas).collect();
    let instant = TimeDelta::microseconds(1);
    for (area, step, waited, median, ninetieth) in
        finished(tx, &areas, start - instant, end - instant).await?
    {
        let days = Days { median: Some(whole_days(median)), ninetieth: Some(whole_days(ninetieth)) };
        counted.days.entry(area.clone()).or_default()[place(step)] = days;
        counted.councils.entry(area).or_default().waits[place(step)] = whole(waited);
    }
    Ok(counted)
}

/// A council is an area, and in two others.
fn areas(council: &Council) -> [(&str, &str); 3] {
    let code = council.gss_code.as_str();
    [(code, code), (&council.region_code, code), (ENGLAND, code)]
}

/// Requests that were asked in a time, by what came of them.
async fn requests(
    tx: &mut PgConnection,
    start: DateTime<Utc>,
    end: DateTime<Utc>,
) -> Result<Vec<(String, Kind, Outcome, i64)>, Error> {
    let rows = sqlx::query_as(
        "with asked (council, kind, outcome) as (
             select council, kind, case when place_time is not null then 'met'
                                        when state = 'unmet' then 'unmet'
                                        when state in ('withdrawn', 'closed') then 'ended'
                                        else 'open' end
             from request where ask_time >= $1 and ask_time < $2
         )
         select council, kind, outcome, count(*) from asked group by council, kind, outcome",
    )
    .bind(start)
    .bind(end)
    .fetch_all(tx)
    .await?;
    Ok(rows)
}

/// Requests that were asked in a time, by what the asker needs to take part: all, and those nobody local could help with.
async fn needs(
    tx: &mut PgConnection,
    start: DateTime<Utc>,
    end: DateTime<Utc>,
) -> Result<Vec<(String, i64, i64)>, Error> {
    let rows = sqlx::query_as(
        "select need, count(*), count(*) filter (where state = 'unmet' and place_time is null)
         from request cross join unnest(needs) as need
         where ask_time >= $1 and ask_time < $2
         group by need",
    )
    .bind(start)
    .bind(end)
    .fetch_all(tx)
    .await?;
    Ok(rows)
}

/// People by where their latest answer given in a time stands beside the first they gave when a support started.
async fn answers(
    tx: &mut PgConnection,
    start: DateTime<Utc>,
    end: DateTime<Utc>,
) -> Result<Vec<(String, i64, i64, i64)>, Error> {
    let rows = sqlx::query_as(
        "with later as (
             select distinct on (council, person_id) council, person_id, level, answer_time
             from review
             where level is not null and stage <> 'start' and answer_time >= $1 and answer_time < $2
             order by council, person_id, answer_time desc
         )
         select later.council, count(*) filter (where later.level > first.level),
                count(*) filter (where later.level = first.level),
                count(*) filter (where later.level < first.level)
         from later
         cross join lateral (
             select review.level from review
             where review.council = later.council and review.person_id = later.person_id
               and review.level is not null and review.stage = 'start' and review.answer_time < later.answer_time
             order by review.answer_time limit 1
         ) as first
         group by later.council",
    )
    .bind(start)
    .bind(end)
    .fetch_all(tx)
    .await?;
    Ok(rows)
}

#[derive(FromRow)]
struct CasesRow {
    council: String,
    kind: Kind,
    worth: Worth,
    cases: i64,
    minutes: f64,
    minutes_squared: f64,
    pence: f64,
    pence_squared: f64,
}

impl CasesRow {
    fn taken(&self) -> Taken {
        Taken {
            cases: whole(self.cases),
            minutes: [self.minutes, self.minutes_squared],
            pence: [self.pence, self.pence_squared],
        }
    }
}

/// Cases with time recorded whose person answered again in a time, by whether that answer is above the first of the
/// same case, with what they took and cost.
async fn cases(
    tx: &mut PgConnection,
    start: DateTime<Utc>,
    end: DateTime<Utc>,
) -> Result<Vec<CasesRow>, Error> {
    let rows = sqlx::query_as(
        "with later as (
             select distinct on (case_id) case_id, level, answer_time
             from review
             where level is not null and stage <> 'start' and answer_time >= $1 and answer_time < $2
             order by case_id, answer_time desc
         ), counted as (
             select \"case\".council, \"case\".kind, later.level > first.level as better, minutes::float8 as minutes,
                    (minutes * hourly_cost_pence / 60)::float8 as pence
             from later
             join \"case\" using (case_id)
             cross join lateral (
                 select review.level from review
                 where review.case_id = later.case_id and review.level is not null and review.stage = 'start'
                   and review.answer_time < later.answer_time
                 order by review.answer_time limit 1
             ) as first
             left join offering using (offering_id)
             where minutes > 0
         )
         select council, kind,
                case when better then 'better_' else 'other_' end
                    || case when pence is null then 'unpriced' else 'priced' end as worth,
                count(*) as cases, sum(minutes) as minutes, sum(minutes * minutes) as minutes_squared,
                coalesce(sum(pence), 0) as pence, coalesce(sum(pence * pence), 0) as pence_squared
         from counted group by council, kind, worth",
    )
    .bind(start)
    .bind(end)
    .fetch_all(tx)
    .await?;
    Ok(rows)
}

/// Keeps a release; says whether there was none of that quarter and revision.
pub async fn insert(tx: &mut PgConnection, release: &Release) -> Result<bool, Error> {
    let inserted = sqlx::query(
        "insert into release (quarter, revision, reason, release_time) values ($1, $2, $3, $4)
         on conflict (quarter, revision) do nothing",
    )
    .bind(release.quarter.to_string())
    .bind(release.revision)
    .bind(&release.reason)
    .bind(release.release_time)
    .execute(tx)
    .await?;
    Ok(inserted.rows_affected() == 1)
}

/// Keeps the figures of a release.
pub async fn insert_figures(tx: &mut PgConnection, release: &Release, places: &Places) -> Result<(), Error> {
    sqlx::query(
        "insert into release_figure (quarter, revision, place, figures)
         select $1, $2, given.place, given.figures
         from unnest($3::text[], $4::jsonb[]) as given (place, figures)",
    )
    .bind(release.quarter.to_string())
    .bind(release.revision)
    .bind(places.keys().collect::<Vec<_>>())
    .bind(places.values().map(Json).collect::<Vec<_>>())
    .execute(tx)
    .await?;
    Ok(())
}

/// The release of a quarter: one revision of it, or the last.
pub async fn get(db: impl PgExecutor<'_>, quarter: Quarter, revision: Option<i64>) -> Result<Release, Error> {
    let row: Option<Row> = sqlx::query_as(
        "select quarter, revision, reason, release_time,
                (select release_time from release where quarter = $1 and revision = 1) as create_time
         from release where quarter = $1 and ($2::int8 is null or revision = $2)
         order by revision desc limit 1",
    )
    .bind(quarter.to_string())
    .bind(revision)
    .fetch_optional(db)
    .await?;
    row.ok_or_else(|| Error::not_found(format!("releases/{quarter}")))?.release()
}

/// The last revision of each quarter before one, newest first.
pub async fn list(db: impl PgExecutor<'_>, before: &str, limit: i64) -> Result<Vec<Release>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select last.quarter, last.revision, last.reason, last.release_time, release.release_time as create_time
         from release
         cross join lateral (
             select newer.quarter, newer.revision, newer.reason, newer.release_time from release as newer
             where newer.quarter = release.quarter order by newer.revision desc limit 1
         ) as last
         where release.revision = 1 and ($1 = '' or release.quarter < $1)
         order by release.quarter desc limit $2",
    )
    .bind(before)
    .bind(limit)
    .fetch_all(db)
    .await?;
    rows.into_iter().map(Row::release).collect()
}

/// The figures of these places, or of all when none is named.
pub async fn figures(db: impl PgExecutor<'_>, release: &Release, places: &[&str]) -> Result<Places, Error> {
    let rows: Vec<(String, Json<Figures>)> = sqlx::query_as(
        "select place, figures from release_figure
         where quarter = $1 and revision = $2 and (cardinality($3::text[]) = 0 or place = any($3))",
    )
    .bind(release.quarter.to_string())
    .bind(release.revision)
    .bind(places)
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|(place, figures)| (place, figures.0)).collect())
}

impl Row {
    fn release(self) -> Result<Release, Error> {
        let quarter = Quarter::parse("quarter", &self.quarter).ok().flatten();
        Ok(Release {
            quarter: quarter.ok_or_else(|| Error::internal("a release without a quarter"))?,
            revision: self.revision,
            reason: self.reason,
            create_time: self.create_time,
            release_time: self.release_time,
        })
    }
}
