//! Quarters of the calendar year, and the picture kept of a framework when one ends.
//!
//! Invariant: a picture is kept once and never changed.

pub(super) mod store;

use std::fmt;

use chrono::{DateTime, Datelike as _, NaiveDate, NaiveTime, Utc};
use platform::Violation;

use super::Positions;
use super::figures::Figures;

/// Three months of a calendar year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quarter {
    year: i32,
    number: u32,
}

impl Quarter {
    /// The quarter a time lies in.
    pub fn of(time: DateTime<Utc>) -> Self {
        Self { year: time.year(), number: time.month0() / 3 + 1 }
    }

    /// Its first moment.
    pub fn start(self) -> DateTime<Utc> {
        let day = NaiveDate::from_ymd_opt(self.year, self.number * 3 - 2, 1).unwrap_or(NaiveDate::MAX);
        day.and_time(NaiveTime::MIN).and_utc()
    }

    /// The one after it.
    pub fn next(self) -> Self {
        match self.number {
            4 => Self { year: self.year + 1, number: 1 },
            number => Self { number: number + 1, ..self },
        }
    }

    /// Reads a quarter such as `2026-Q3`; nothing when nothing is said.
    ///
    /// # Errors
    /// A [`Violation`] when it is shaped otherwise.
    pub fn parse(field: &str, text: &str) -> Result<Option<Self>, Violation> {
        if text.is_empty() {
            return Ok(None);
        }
        let quarter = text.split_once("-Q").and_then(|(year, number)| {
            let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
            let shaped = year.len() == 4 && number.len() == 1 && digits(year) && digits(number);
            Some(Self { year: year.parse().ok()?, number: number.parse().ok()? }).filter(|_| shaped)
        });
        let quarter = quarter.filter(|quarter| quarter.year > 0 && (1..=4).contains(&quarter.number));
        quarter.map(Some).ok_or_else(|| Violation::new(field, "give a quarter such as 2026-Q3"))
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-Q{}", self.year, self.number)
    }
}

/// What a framework was when a quarter ended.
#[derive(Debug, Clone, PartialEq)]
pub struct Frozen {
    pub(super) quarter: Quarter,
    pub(super) figures: Figures,
    pub(super) positions: Positions,
    pub(super) as_of_time: DateTime<Utc>,
    pub(super) version: i64,
    pub(super) update_time: DateTime<Utc>,
    pub(super) freeze_time: DateTime<Utc>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quarter(time: &str) -> String {
        Quarter::of(DateTime::parse_from_rfc3339(time).unwrap().to_utc()).to_string()
    }

    #[test]
    fn a_quarter_ends_with_its_last_moment() {
        assert_eq!(quarter("2026-03-31T23:59:59Z"), "2026-Q1");
        assert_eq!(quarter("2026-04-01T00:00:00Z"), "2026-Q2");
        assert_eq!(quarter("2026-12-31T23:59:59Z"), "2026-Q4");
        assert_eq!(quarter("2027-01-01T00:00:00Z"), "2027-Q1");
    }

    #[test]
    fn a_quarter_starts_where_the_one_before_ended() {
        let mut quarter = Quarter { year: 2025, number: 3 };
        for _ in 0..6 {
            let start = quarter.next().start();
            assert_eq!(Quarter::of(start), quarter.next());
            assert_eq!(Quarter::of(start - chrono::TimeDelta::microseconds(1)), quarter);
            quarter = quarter.next();
        }
    }

    #[test]
    fn what_is_written_is_read() {
        for text in ["2026-Q1", "1999-Q4"] {
            assert_eq!(Quarter::parse("quarter", text).unwrap().unwrap().to_string(), text);
        }
        assert_eq!(Quarter::parse("quarter", ""), Ok(None));
        for wrong in ["2026", "2026-Q0", "2026-Q5", "2026Q1", "2026-Q11", "+026-Q1", "-026-Q1", "2026-q1"] {
            assert!(Quarter::parse("quarter", wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn later_quarters_are_greater() {
        let read = |text| Quarter::parse("quarter", text).unwrap().unwrap();
        assert!(read("2025-Q4") < read("2026-Q1") && read("2026-Q1") < read("2026-Q2"));
    }
}
