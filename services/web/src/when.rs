//! Times in words: what is left of a deadline, what is overdue, how long ago something was.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use platform::uk_time;
use prost_types::Timestamp;

use crate::words::{Text, text};

/// What a date to act by says on a given day.
#[derive(Debug, Clone)]
pub struct Due {
    /// Overdue, today, tomorrow, in so many days.
    pub words: Text,
    /// Whether the day is over.
    pub late: bool,
}

/// The calendar day in England.
pub fn today() -> NaiveDate {
    uk_time::date(Utc::now())
}

/// A time of the wire; nothing when there is none.
pub fn time(stamp: Option<&Timestamp>) -> Option<DateTime<Utc>> {
    let stamp = stamp?;
    DateTime::from_timestamp(stamp.seconds, u32::try_from(stamp.nanos).ok()?)
}

/// A calendar date `2026-04-30`; nothing when it is none.
pub fn date(iso: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(iso, "%Y-%m-%d").ok()
}

/// How long there is to answer, and until when.
pub fn left(deadline: Option<&Timestamp>, now: DateTime<Utc>) -> Due {
    let Some(deadline) = time(deadline) else { return Due { words: Text::default(), late: false } };
    let left = deadline - now;
    let at = uk_time::on_the_wall(deadline).format("%A %-d %B, %H:%M").to_string();
    let words = match (left.num_days(), left.num_hours()) {
        _ if left <= TimeDelta::zero() => text("when-left-none"),
        (0, 0) => text("when-left-minutes"),
        (0, hours) => text("when-left-hours").with("count", hours),
        (days, _) => text("when-left-days").with("count", days),
    };
    Due { words: words.with("at", at), late: left < TimeDelta::days(1) }
}

/// What a day to act by says today; nothing when no day is set.
pub fn due(iso: &str, today: NaiveDate) -> Option<Due> {
    let days = (date(iso)? - today).num_days();
    let words = match days {
        ..0 => text("when-due-late").with("count", -days),
        0 => text("when-due-today"),
        1 => text("when-due-tomorrow"),
        _ => text("when-due-days").with("count", days),
    };
    Some(Due { words, late: days < 0 })
}

/// How many days ago something was.
pub fn ago(stamp: Option<&Timestamp>, today: NaiveDate) -> Text {
    let Some(time) = time(stamp) else { return text("when-never") };
    match (today - uk_time::date(time)).num_days() {
        ..=0 => text("when-today"),
        1 => text("when-yesterday"),
        days => text("when-days-ago").with("count", days),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_is_told_in_the_largest_unit_left() {
        let now: DateTime<Utc> = "2026-12-01T10:00:00Z".parse().expect("a time");
        let said = |hours: i64| {
            let stamp = Timestamp { seconds: (now + TimeDelta::hours(hours)).timestamp(), nanos: 0 };
            left(Some(&stamp), now).words.to_string()
        };
        assert_eq!(said(50), "2 days left, until Thursday 3 December, 12:00");
        assert_eq!(said(5), "5 hours left, until Tuesday 1 December, 15:00");
        assert_eq!(said(0), "The time to answer is over");
    }

    #[test]
    fn a_day_to_act_by_is_late_only_when_it_is_over() {
        let today = NaiveDate::from_ymd_opt(2026, 12, 1).expect("a day");
        let said = |iso: &str| due(iso, today).map(|due| (due.words.to_string(), due.late));
        assert_eq!(said("2026-11-30"), Some(("Overdue by 1 day".to_owned(), true)));
        assert_eq!(said("2026-12-01"), Some(("Due today".to_owned(), false)));
        assert_eq!(said("2026-12-05"), Some(("Due in 4 days".to_owned(), false)));
        assert_eq!(said(""), None);
    }
}
