//! The days and hours of an offering: a row for each day of the week.

use proto::ulos::v1 as pb;

use crate::form::Form;
use crate::said;
use crate::words::{Text, text};

/// The fields of one day.
pub(super) struct Row {
    pub day: Text,
    pub week: String,
    pub opens_at: String,
    pub closes_at: String,
}

impl Row {
    /// Whether it is not every week.
    pub fn monthly(&self, form: &Form) -> bool {
        !matches!(form.value(&self.week), "" | "0")
    }
}

/// The rows of the form, Monday first.
pub(super) fn rows() -> Vec<Row> {
    let row = |(day, key): &(i32, &'static str)| Row {
        day: text(key),
        week: field(*day, "week"),
        opens_at: field(*day, "opens_at"),
        closes_at: field(*day, "closes_at"),
    };
    said::offering::DAYS.iter().map(row).collect()
}

fn field(day: i32, name: &str) -> String {
    format!("{name}_{day}")
}

/// The form with the hours that are known.
pub(super) fn fill(form: Form, schedules: &[pb::Schedule]) -> Form {
    schedules.iter().fold(form, |form, schedule| {
        form.with(&field(schedule.day, "week"), schedule.week)
            .with(&field(schedule.day, "opens_at"), &schedule.opens_at)
            .with(&field(schedule.day, "closes_at"), &schedule.closes_at)
    })
}

/// The hours that were typed; a day without any has none. A clock time is read as people write it: `9.30`, `9:30`, `16`.
pub(super) fn read(form: &mut Form) -> Vec<pb::Schedule> {
    let mut schedules = Vec::new();
    for (day, _) in said::offering::DAYS {
        let (opens_at, closes_at) = (clock(form, *day, "opens_at"), clock(form, *day, "closes_at"));
        if opens_at.is_none() && closes_at.is_none() {
            continue;
        }
        let week = form.value(&field(*day, "week")).parse().unwrap_or_default();
        let (opens_at, closes_at) = (opens_at.unwrap_or_default(), closes_at.unwrap_or_default());
        for (name, time) in [("opens_at", &opens_at), ("closes_at", &closes_at)] {
            if time.is_empty() {
                form.note(&field(*day, name), text("supply-times-wrong"));
            }
        }
        if !opens_at.is_empty() && !closes_at.is_empty() && closes_at <= opens_at {
            form.note(&field(*day, "closes_at"), text("supply-times-order"));
        }
        schedules.push(pb::Schedule { day: *day, week, opens_at, closes_at });
    }
    schedules
}

/// `HH:MM` of what was typed; empty when it is no time, nothing when nothing was typed.
fn clock(form: &Form, day: i32, name: &str) -> Option<String> {
    let typed = form.value(&field(day, name)).trim().replace('.', ":");
    if typed.is_empty() {
        return None;
    }
    let (hour, minute) = typed.split_once(':').unwrap_or((&typed, "00"));
    let read =
        |part: &str, most: u32| part.parse::<u32>().ok().filter(|number| *number <= most && part.len() <= 2);
    let time = read(hour, 23).zip(read(minute, 59)).filter(|_| minute.len() == 2);
    Some(time.map_or_else(String::new, |(hour, minute)| format!("{hour:02}:{minute:02}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_write_them() {
        for (typed, read) in [
            ("9", "09:00"),
            ("9.30", "09:30"),
            ("16:05", "16:05"),
            ("24", ""),
            ("9:3", ""),
            ("half past", ""),
        ] {
            let form = Form::new().with("opens_at_1", typed);
            assert_eq!(clock(&form, 1, "opens_at").as_deref(), Some(read), "{typed}");
        }
        assert_eq!(clock(&Form::new(), 1, "opens_at"), None);
    }

    #[test]
    fn a_day_needs_both_its_times_in_order() {
        let mut form = Form::new().with("opens_at_1", "10").with("opens_at_2", "12").with("closes_at_2", "9");
        assert_eq!(read(&mut form).len(), 2);
        assert!(form.is_wrong());
    }
}
