//! How long an organisation has to answer: five working days, Monday to Friday on the calendar in England.

use chrono::{DateTime, Datelike as _, Days, TimeDelta, Utc, Weekday};
use platform::uk_time;

/// Working days to answer in.
const WORKING_DAYS: u32 = 5;

/// The deadline of an offer that begins at that time: the same time of day, five working days on.
pub fn answer_by(time: DateTime<Utc>) -> DateTime<Utc> {
    let mut day = uk_time::date(time);
    let (mut worked, mut passed) = (0, 0);
    while worked < WORKING_DAYS {
        day = day + Days::new(1);
        passed += 1;
        worked += u32::from(!matches!(day.weekday(), Weekday::Sat | Weekday::Sun));
    }
    time + TimeDelta::days(passed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekends_do_not_count() {
        for (asked, answered) in [
            // Monday to Monday, Friday to Friday, Sunday to Friday.
            ("2026-06-01T09:00:00Z", "2026-06-08T09:00:00Z"),
            ("2026-06-05T17:30:00Z", "2026-06-12T17:30:00Z"),
            ("2026-06-07T12:00:00Z", "2026-06-12T12:00:00Z"),
            // Half past eleven at night UTC is Saturday already on a summer's Friday in England.
            ("2026-06-05T23:30:00Z", "2026-06-11T23:30:00Z"),
        ] {
            let asked: DateTime<Utc> = asked.parse().unwrap();
            assert_eq!(answer_by(asked), answered.parse::<DateTime<Utc>>().unwrap());
        }
    }
}
