//! The time on a clock in the United Kingdom.

use chrono::{DateTime, Datelike as _, Days, NaiveDate, NaiveDateTime, TimeDelta, Utc};

/// What a clock on the wall says. Summer time runs from one o'clock UTC on the last Sunday of March to one o'clock UTC
/// on the last Sunday of October.
pub fn on_the_wall(time: DateTime<Utc>) -> NaiveDateTime {
    let utc = time.naive_utc();
    let change = |month| last_sunday(utc.year(), month).and_then(|day| day.and_hms_opt(1, 0, 0));
    let summer =
        change(3).is_some_and(|spring| utc >= spring) && change(10).is_some_and(|autumn| utc < autumn);
    if summer { utc + TimeDelta::hours(1) } else { utc }
}

/// What the calendar on that wall says.
pub fn date(time: DateTime<Utc>) -> NaiveDate {
    on_the_wall(time).date()
}

/// Both months have 31 days.
fn last_sunday(year: i32, month: u32) -> Option<NaiveDate> {
    let last = NaiveDate::from_ymd_opt(year, month, 31)?;
    last.checked_sub_days(Days::new(u64::from(last.weekday().num_days_from_sunday())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_change_on_the_last_sundays_of_march_and_october() {
        for (utc, wall) in [
            ("2026-03-29T00:59:59Z", "2026-03-29 00:59:59"),
            ("2026-03-29T01:00:00Z", "2026-03-29 02:00:00"),
            ("2026-06-30T23:30:00Z", "2026-07-01 00:30:00"),
            ("2026-10-25T00:59:59Z", "2026-10-25 01:59:59"),
            ("2026-10-25T01:00:00Z", "2026-10-25 01:00:00"),
            ("2026-12-31T23:30:00Z", "2026-12-31 23:30:00"),
        ] {
            let time: DateTime<Utc> = utc.parse().expect("a time");
            assert_eq!(on_the_wall(time).to_string(), wall);
        }
    }
}
