//! When an offering can be had: the hours of a day of the week, every week or once a month.

use chrono::NaiveTime;
use platform::words::{Wire as _, Word as _};
use platform::{Violation, Violations};
use proto::ulos::v1 as pb;
use serde::{Deserialize, Serialize};

platform::words! {
    /// Days of the week.
    pub enum Day {
        /// Monday.
        Monday = "monday",
        /// Tuesday.
        Tuesday = "tuesday",
        /// Wednesday.
        Wednesday = "wednesday",
        /// Thursday.
        Thursday = "thursday",
        /// Friday.
        Friday = "friday",
        /// Saturday.
        Saturday = "saturday",
        /// Sunday.
        Sunday = "sunday",
    }
}

platform::words! {
    /// Which of a day's weeks in a month.
    pub enum Week {
        /// The first.
        First = "first",
        /// The second.
        Second = "second",
        /// The third.
        Third = "third",
        /// The fourth.
        Fourth = "fourth",
        /// The last.
        Last = "last",
    }
}

platform::wire! {
    Day = pb::schedule::Day, "DAY_";
    Week = pb::schedule::Week, "WEEK_";
}

/// The hours of one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    day: Day,
    /// None for every week.
    week: Option<Week>,
    opens_at: NaiveTime,
    closes_at: NaiveTime,
}

/// Reads hours in any order and puts them in order of the days; notes all that is wrong.
pub(super) fn parse(sent: &[pb::Schedule], violations: &mut Violations) -> Vec<Schedule> {
    let mut schedules: Vec<Schedule> = Vec::new();
    for (index, sent) in sent.iter().enumerate().take(Day::ALL.len() + 1) {
        let field = |name: &str| format!("offering.schedules[{index}].{name}");
        let day = violations.some(Day::required(&field("day"), sent.day));
        let week = violations.some(Week::optional(&field("week"), sent.week));
        let opens_at = violations.some(clock(&field("opens_at"), &sent.opens_at));
        let closes_at = violations.some(clock(&field("closes_at"), &sent.closes_at));
        let (Some(day), Some(week), Some(opens_at), Some(closes_at)) = (day, week, opens_at, closes_at)
        else {
            continue;
        };
        violations.check(opens_at < closes_at, &field("closes_at"), "give a time later than it begins");
        let free = schedules.iter().all(|other| other.day != day);
        violations.check(free, &field("day"), "give each day once");
        schedules.push(Schedule { day, week, opens_at, closes_at });
    }
    schedules.sort_by_key(|schedule| schedule.day.to_wire());
    schedules
}

/// A time of day, "HH:MM".
pub(crate) fn clock(field: &str, text: &str) -> Result<NaiveTime, Violation> {
    let time = NaiveTime::parse_from_str(text, "%H:%M").ok().filter(|_| text.len() == 5);
    time.ok_or_else(|| Violation::new(field, "give a time of day such as 09:30 or 16:00"))
}

/// Hours on the wire.
pub(super) fn to_wire(schedule: &Schedule) -> pb::Schedule {
    let clock = |time: NaiveTime| time.format("%H:%M").to_string();
    pb::Schedule {
        day: schedule.day.to_wire(),
        week: schedule.week.map_or(0, Week::to_wire),
        opens_at: clock(schedule.opens_at),
        closes_at: clock(schedule.closes_at),
    }
}
