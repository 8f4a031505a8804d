//! The SQL that works figures out from facts: for some councils at a time, each by an index that begins with the council.

pub(crate) mod waits;

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use platform::Error;
use platform::words::Word;
use sqlx::{FromRow, PgConnection};
use uuid::Uuid;

use super::{Behind, Change, Figures, Kind, Standing, Support};

/// The figures of these councils, by code, with waits that ended after `since` and by `until`.
pub async fn work_out(
    tx: &mut PgConnection,
    codes: &[String],
    since: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<HashMap<String, Figures>, Error> {
    let mut figures: HashMap<String, Figures> = HashMap::new();
    for row in behind(tx, codes, until.date_naive()).await? {
        figures.entry(row.gss_code.clone()).or_default().behind[place(row.kind)].push(row.behind());
    }
    for figures in figures.values_mut() {
        figures.support = figures.behind.each_ref().map(|behind| Support::of(behind));
    }
    for (code, ulos, user_led, not_user_led) in ulos(tx, codes).await? {
        let figures = figures.entry(code).or_default();
        (figures.ulo_count, figures.user_led_count) = (count(ulos), count(user_led));
        figures.not_user_led_count = count(not_user_led);
    }
    for (code, kind, groups) in open_to(tx, codes).await? {
        figures.entry(code).or_default().open_to[place(kind)] = groups;
    }
    for (code, kind, accepted) in referrals(tx, codes, since, until).await? {
        figures.entry(code).or_default().support[place(kind)].referrals = count(accepted);
    }
    let each: Vec<(&str, &str)> = codes.iter().map(|code| (code.as_str(), code.as_str())).collect();
    for (code, step, waited, median, ninetieth) in waits::finished(tx, &each, since, until).await? {
        let known = &mut figures.entry(code).or_default().waits[place(step)];
        (known.count, known.median_days, known.ninetieth_days) =
            (count(waited), days(median), days(ninetieth));
    }
    for (code, step, waiting, median) in waits::standing(tx, codes, until).await? {
        let known = &mut figures.entry(code).or_default().waits[place(step)];
        (known.waiting, known.waiting_median_days) = (count(waiting), days(median));
    }
    for (code, kind, unmet, open, few) in requests(tx, codes).await? {
        let figures = figures.entry(code).or_default();
        figures.few_requests[place(kind)] = count(few);
        figures.unmet_requests[place(kind)] = count(unmet);
        figures.open_requests[place(kind)] = count(open);
    }
    for (code, better, same, worse) in changes(tx, codes).await? {
        let change = Change { better: count(better), same: count(same), worse: count(worse) };
        figures.entry(code).or_default().control_change = change;
    }
    Ok(figures)
}

#[derive(FromRow)]
struct BehindRow {
    gss_code: String,
    kind: Kind,
    ulo_id: Uuid,
    standing: Standing,
    offerings: i64,
    open: i64,
    saying_access: i64,
    contract: bool,
    grant: bool,
    seat: bool,
}

/// The organisations that offer each kind of support, those shown to be user-led first.
async fn behind(tx: &mut PgConnection, codes: &[String], today: NaiveDate) -> Result<Vec<BehindRow>, Error> {
    let rows = sqlx::query_as(
        "with offered as (
             select area.gss_code, offering.kind, offering.ulo_id, count(*) as offerings,
                    count(*) filter (where offering.state = 'open') as open,
                    count(*) filter (where says_access) as saying_access
             from unnest($1::text[]) as area (gss_code)
             join offering on offering.councils @> array[area.gss_code]
             where offering.state <> 'closed'
             group by area.gss_code, offering.kind, offering.ulo_id
         )
         select gss_code, offered.kind, ulo_id, offerings, open, saying_access,
                case when coalesce(governance.user_led, ulo.user_led) = 'met' then 'shown'
                     when coalesce(governance.user_led, ulo.user_led) = 'not_evidenced' and may_be_user_led then 'not_shown'
                     else 'other' end as standing,
                coalesce(paid.contract, false) as contract, coalesce(paid.other, false) as \"grant\",
                exists (select from seat
                        where seat.ulo_id = offered.ulo_id and seat.council = offered.gss_code and counts
                          and $2 >= start_date and (end_date is null or $2 <= end_date)) as seat
         from offered
         join ulo using (ulo_id)
         left join governance using (ulo_id)
         left join lateral (
             select bool_or(is_contract) as contract, bool_or(not is_contract) as other
             from funding
             where funding.ulo_id = offered.ulo_id and funding.council = offered.gss_code and counts
               and $2 between start_date and end_date
         ) as paid on true
         where ulo.state = 'listed'
         order by gss_code, offered.kind, coalesce(governance.user_led, ulo.user_led) <> 'met', ulo_id",
    )
    .bind(codes)
    .bind(today)
    .fetch_all(tx)
    .await?;
    Ok(rows)
}

/// Groups of people that offerings say they are for.
async fn open_to(tx: &mut PgConnection, codes: &[String]) -> Result<Vec<(String, Kind, Vec<String>)>, Error> {
    let rows = sqlx::query_as(
        "select area.gss_code, offering.kind, array_agg(distinct who order by who)
         from unnest($1::text[]) as area (gss_code)
         join offering on offering.councils @> array[area.gss_code]
         join ulo using (ulo_id)
         cross join unnest(offering.who_for) as who
         where offering.state <> 'closed' and ulo.state = 'listed'
         group by area.gss_code, offering.kind",
    )
    .bind(codes)
    .fetch_all(tx)
    .await?;
    Ok(rows)
}

/// Introductions to organisations that are or may be user-led that were accepted.
async fn referrals(
    tx: &mut PgConnection,
    codes: &[String],
    since: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Vec<(String, Kind, i64)>, Error> {
    let rows = sqlx::query_as(
        "select council, kind, count(*)
         from introduction
         join ulo using (ulo_id)
         left join governance using (ulo_id)
         where council = any($1) and introduction.state = 'accepted' and decide_time > $2 and decide_time <= $3
           and (coalesce(governance.user_led, ulo.user_led) = 'met'
                or coalesce(governance.user_led, ulo.user_led) = 'not_evidenced' and may_be_user_led)
         group by council, kind",
    )
    .bind(codes)
    .bind(since)
    .bind(until)
    .fetch_all(tx)
    .await?;
    Ok(rows)
}

/// Possible user-led organisations, as [`reference::possible`] counts them; of those, shown to be, and shown not to be.
async fn ulos(tx: &mut PgConnection, codes: &[String]) -> Result<Vec<(String, i64, i64, i64)>, Error> {
    let rows = sqlx::query_as(
        "select area.gss_code,
                count(*) filter (where may_be_user_led or coalesce(governance.user_led, ulo.user_led) = 'met'),
                count(*) filter (where coalesce(governance.user_led, ulo.user_led) = 'met'),
                count(*) filter (where may_be_user_led
                                   and coalesce(governance.user_led, ulo.user_led) = 'not_met')
         from unnest($1::text[]) as area (gss_code)
         join ulo on ulo.councils @> array[area.gss_code]
         left join governance using (ulo_id)
         where ulo.state = 'listed'
         group by area.gss_code",
    )
    .bind(codes)
    .fetch_all(tx)
    .await?;
    Ok(rows)
}

async fn requests(
    tx: &mut PgConnection,
    codes: &[String],
) -> Result<Vec<(String, Kind, i64, i64, i64)>, Error> {
    let rows = sqlx::query_as(
        "select council, kind, count(*) filter (where state = 'unmet'), count(*) filter (where state <> 'unmet'),
                count(*) filter (where state <> 'unmet' and few)
         from request
         where council = any($1) and state in ('asked', 'chosen', 'unmet')
         group by council, kind",
    )
    .bind(codes)
    .fetch_all(tx)
    .await?;
    Ok(rows)
}

/// People by where their latest answer stands beside the first they gave when a support started.
async fn changes(tx: &mut PgConnection, codes: &[String]) -> Result<Vec<(String, i64, i64, i64)>, Error> {
    let rows = sqlx::query_as(
        "with first as (
             select distinct on (council, person_id) council, person_id, level, answer_time
             from review where council = any($1) and level is not null and stage = 'start'
             order by council, person_id, answer_time
         ), latest as (
             select distinct on (council, person_id) council, person_id, level, answer_time
             from review where council = any($1) and level is not null
             order by council, person_id, answer_time desc
         )
         select council, count(*) filter (where latest.level > first.level),
                count(*) filter (where latest.level = first.level),
                count(*) filter (where latest.level < first.level)
         from first join latest using (council, person_id)
         where latest.answer_time > first.answer_time
         group by council",
    )
    .bind(codes)
    .fetch_all(tx)
    .await?;
    Ok(rows)
}

impl BehindRow {
    fn behind(&self) -> Behind {
        Behind {
            ulo: self.ulo_id,
            standing: self.standing,
            offerings: count(self.offerings),
            open: count(self.open),
            saying_access: count(self.saying_access),
            contract: self.contract,
            grant: self.grant,
            seat: self.seat,
        }
    }
}

/// The place of a word in lists that are in the order of its enum.
pub(crate) fn place<W: Word>(word: W) -> usize {
    W::ALL.iter().position(|other| *other == word).unwrap_or_default()
}

pub(crate) fn count(number: i64) -> u32 {
    u32::try_from(number).unwrap_or_default()
}

/// Whole days, to the nearest; a clock that was behind is no wait at all.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to what a u32 holds")]
pub(crate) fn days(median: f64) -> u32 {
    median.round().clamp(0.0, f64::from(u32::MAX)) as u32
}
