//! The SQL of decisions.

use chrono::{DateTime, NaiveDate, Utc};
use platform::db::changed;
use platform::{Error, Id, Page};
use sqlx::{FromRow, PgConnection, PgExecutor};
use uuid::Uuid;

use super::year::Year;
use super::{Change, Involvement, Judged, Said, Verdict, Voice};
use crate::council::GssCode;
use crate::fact::Ulo;

#[derive(FromRow)]
struct Row {
    voice_id: Uuid,
    gss_code: String,
    title: String,
    decide_date: NaiveDate,
    involvement: Involvement,
    ulo_id: Option<Uuid>,
    asked: String,
    change: Change,
    change_words: String,
    verdict: Option<Verdict>,
    verdict_words: String,
    judge_time: Option<DateTime<Utc>>,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

/// The decision of that id.
pub async fn get(db: impl PgExecutor<'_>, id: Id<Voice>) -> Result<Voice, Error> {
    let row: Option<Row> = sqlx::query_as(
        "select voice_id, gss_code, title, decide_date, involvement, ulo_id, asked, change, change_words, verdict,
                verdict_words, judge_time, version, create_time, update_time
         from voice where voice_id = $1",
    )
    .bind(id.uuid())
    .fetch_optional(db)
    .await?;
    row.ok_or_else(|| Error::not_found(id))?.voice()
}

/// One page, last recorded first, optionally of one council or of one organisation that spoke.
pub async fn list(
    db: impl PgExecutor<'_>,
    code: Option<&GssCode>,
    ulo: Option<Id<Ulo>>,
    page: &Page,
) -> Result<Vec<Voice>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "select voice_id, gss_code, title, decide_date, involvement, ulo_id, asked, change, change_words, verdict,
                verdict_words, judge_time, version, create_time, update_time
         from voice
         where ($1::text is null or gss_code = $1) and ($2::uuid is null or ulo_id = $2) and voice_id < $3
         order by voice_id desc limit $4",
    )
    .bind(code.map(GssCode::as_str))
    .bind(ulo.map(Id::uuid))
    .bind(page.before)
    .bind(page.limit())
    .fetch_all(db)
    .await?;
    rows.into_iter().map(Row::voice).collect()
}

/// Every year in which anything was decided, newest first, at most `limit`; of one council, or of all.
pub async fn years(db: impl PgExecutor<'_>, code: Option<&GssCode>, limit: i64) -> Result<Vec<Year>, Error> {
    let years = sqlx::query_as(
        "select extract(year from decide_date)::int4 as year, count(*) as decisions,
                count(*) filter (where involvement = 'before_options') as before_options,
                count(*) filter (where change <> 'nothing') as changed,
                count(*) filter (where verdict = 'nurtured') as nurtured,
                count(*) filter (where verdict = 'heard') as heard,
                count(*) filter (where verdict = 'cosmetic') as cosmetic,
                count(*) filter (where verdict = 'ignored') as ignored
         from voice where $1::text is null or gss_code = $1
         group by 1 order by 1 desc limit $2",
    )
    .bind(code.map(GssCode::as_str))
    .bind(limit)
    .fetch_all(db)
    .await?;
    Ok(years)
}

/// Keeps a new decision.
pub async fn insert(tx: &mut PgConnection, voice: &Voice) -> Result<(), Error> {
    sqlx::query(
        "insert into voice (voice_id, gss_code, title, decide_date, involvement, ulo_id, asked, change, change_words,
                            verdict_words, version, create_time, update_time)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, '', $10, $11, $12)",
    )
    .bind(voice.id.uuid())
    .bind(voice.gss_code.as_str())
    .bind(&voice.said.title)
    .bind(voice.said.decide_date)
    .bind(voice.said.involvement)
    .bind(voice.said.ulo.map(Id::uuid))
    .bind(&voice.said.asked)
    .bind(voice.said.change)
    .bind(&voice.said.change_words)
    .bind(voice.version)
    .bind(voice.create_time)
    .bind(voice.update_time)
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps a changed decision, if nobody changed it since version `before`.
pub async fn update(tx: &mut PgConnection, voice: &Voice, before: i64) -> Result<(), Error> {
    let judged = voice.judged.as_ref();
    let updated = sqlx::query(
        "update voice
         set title = $3, decide_date = $4, involvement = $5, ulo_id = $6, asked = $7, change = $8, change_words = $9,
             verdict = $10, verdict_words = $11, judge_time = $12, version = $13, update_time = $14
         where voice_id = $1 and version = $2",
    )
    .bind(voice.id.uuid())
    .bind(before)
    .bind(&voice.said.title)
    .bind(voice.said.decide_date)
    .bind(voice.said.involvement)
    .bind(voice.said.ulo.map(Id::uuid))
    .bind(&voice.said.asked)
    .bind(voice.said.change)
    .bind(&voice.said.change_words)
    .bind(judged.map(|judged| judged.verdict))
    .bind(judged.map_or("", |judged| &judged.words))
    .bind(judged.map(|judged| judged.time))
    .bind(voice.version)
    .bind(voice.update_time)
    .execute(tx)
    .await?;
    changed(&updated)
}

impl Row {
    fn voice(self) -> Result<Voice, Error> {
        let gss_code =
            GssCode::new(&self.gss_code).ok_or_else(|| Error::internal("a decision without a code"))?;
        let judged = self.verdict.zip(self.judge_time).map(|(verdict, time)| Judged {
            verdict,
            words: self.verdict_words,
            time,
        });
        Ok(Voice {
            id: Id::from_uuid(self.voice_id),
            gss_code,
            said: Said {
                title: self.title,
                decide_date: self.decide_date,
                involvement: self.involvement,
                ulo: self.ulo_id.map(Id::from_uuid),
                asked: self.asked,
                change: self.change,
                change_words: self.change_words,
            },
            judged,
            version: self.version,
            create_time: self.create_time,
            update_time: self.update_time,
        })
    }
}
