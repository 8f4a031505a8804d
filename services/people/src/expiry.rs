//! When something given ends by itself.

use chrono::{DateTime, Months, Utc};
use platform::{Violation, when};
use prost_types::Timestamp;

/// Reads the time something ends: in the future, at most `months` from now, to the microsecond PostgreSQL keeps.
pub fn parse(
    field: &str,
    stamp: Option<&Timestamp>,
    now: DateTime<Utc>,
    months: u32,
) -> Result<DateTime<Utc>, Violation> {
    let latest = now.checked_add_months(Months::new(months)).unwrap_or(now);
    when::time(field, stamp)?
        .and_then(|time| DateTime::from_timestamp_micros(time.timestamp_micros()))
        .filter(|time| *time > now && *time <= latest)
        .ok_or_else(|| {
            Violation::new(field, format!("give a time to come, at most {months} months from now"))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_to_come_within_the_months_is_kept() {
        let now: DateTime<Utc> = "2026-02-28T12:00:00Z".parse().unwrap();
        let ends = |time: &str| {
            let time: DateTime<Utc> = time.parse().unwrap();
            parse("expire_time", when::stamp(time).as_ref(), now, 12).is_ok()
        };
        assert!(ends("2027-02-28T12:00:00Z"));
        assert!(!ends("2027-02-28T12:00:01Z"));
        assert!(!ends("2026-02-28T12:00:00Z"));
        assert!(parse("expire_time", None, now, 12).is_err());
    }
}
