//! Times and dates between the wire and Rust.

use chrono::{DateTime, NaiveDate, Utc};
use prost_types::Timestamp;

use crate::Violation;

/// A time as the wire has it.
pub fn stamp(time: DateTime<Utc>) -> Option<Timestamp> {
    let nanos = i32::try_from(time.timestamp_subsec_nanos()).unwrap_or_default();
    Some(Timestamp { seconds: time.timestamp(), nanos })
}

/// A time that may not be there.
pub fn stamp_optional(time: Option<DateTime<Utc>>) -> Option<Timestamp> {
    time.and_then(stamp)
}

/// A time from the wire.
///
/// # Errors
/// A [`Violation`] when it is outside the years 1900 to 9999.
pub fn time(field: &str, stamp: Option<&Timestamp>) -> Result<Option<DateTime<Utc>>, Violation> {
    let Some(stamp) = stamp else { return Ok(None) };
    let nanos = u32::try_from(stamp.nanos).ok();
    nanos
        .and_then(|nanos| DateTime::from_timestamp(stamp.seconds, nanos))
        .filter(|time| (-2_208_988_800..253_402_300_800).contains(&time.timestamp()))
        .map(Some)
        .ok_or_else(|| Violation::new(field, "give a time between the years 1900 and 9999"))
}

/// A calendar date as the wire has it, `YYYY-MM-DD`, empty when there is none.
pub fn date_text(date: Option<NaiveDate>) -> String {
    date.map(|date| date.format("%Y-%m-%d").to_string()).unwrap_or_default()
}

/// A calendar date from the wire; empty is none.
///
/// # Errors
/// A [`Violation`] when it is not a date of the years 1900 to 2200.
pub fn date(field: &str, value: &str) -> Result<Option<NaiveDate>, Violation> {
    use chrono::Datelike as _;
    if value.is_empty() {
        return Ok(None);
    }
    NaiveDate::parse_from_str(value, "%Y-%m-%d")
        .ok()
        .filter(|date| value.len() == 10 && (1900..=2200).contains(&date.year()))
        .map(Some)
        .ok_or_else(|| Violation::new(field, "give a date such as 2026-04-30"))
}

/// A calendar date that has to be there.
///
/// # Errors
/// As [`date`], and when there is none.
pub fn date_required(field: &str, value: &str) -> Result<NaiveDate, Violation> {
    date(field, value)?.ok_or_else(|| Violation::new(field, "give a date such as 2026-04-30"))
}

/// A calendar date that has to be there and is `today` at the latest.
///
/// # Errors
/// As [`date`], and when there is none or it is later.
pub fn date_past(field: &str, value: &str, today: NaiveDate) -> Result<NaiveDate, Violation> {
    date(field, value)?
        .filter(|date| *date <= today)
        .ok_or_else(|| Violation::new(field, "give a date such as 2026-04-30, not in the future"))
}
