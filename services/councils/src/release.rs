//! Statistics about people's journeys, of one ended quarter at a time: what anyone may see of them.
//!
//! Invariants: a release is made once and never changed; a revision makes all of it again, beside the earlier one; exact
//! counts are kept nowhere.

pub(crate) mod figures;
pub(crate) mod keeper;
pub(crate) mod rpc;
mod store;
mod wire;

use chrono::{DateTime, TimeDelta, Utc};

use crate::framework::quarter::Quarter;

/// How long a quarter has to be over: records of its last days come in late.
const REST: TimeDelta = TimeDelta::days(14);
/// Ended quarters a release is made of when Alongside is set up on records that are older: two years of them.
const MOST: usize = 8;

/// Keys of the sentences that say how the figures are made, in reading order.
const METHOD_SENTENCES: [&str; 8] = [
    "release-method-quarter",
    "release-method-requests",
    "release-method-waits",
    "release-method-control",
    "release-method-cost",
    "release-method-intervals",
    "release-method-small-numbers",
    "release-method-revision",
];

/// One release, without its figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    quarter: Quarter,
    revision: i64,
    reason: String,
    create_time: DateTime<Utc>,
    release_time: DateTime<Utc>,
}

impl Release {
    /// The first release of a quarter.
    pub fn first(quarter: Quarter, now: DateTime<Utc>) -> Self {
        Self { quarter, revision: 1, reason: String::new(), create_time: now, release_time: now }
    }

    /// The release that stands beside this one from now on.
    #[must_use]
    pub fn revised(&self, reason: String, now: DateTime<Utc>) -> Self {
        Self { revision: self.revision + 1, reason, release_time: now, ..self.clone() }
    }

    /// Its name on the wire.
    pub fn name(&self) -> String {
        format!("releases/{}", self.quarter)
    }
}

/// The quarters a release must be made of, oldest first: over for long enough, with records, and without one yet.
fn due(first_record: DateTime<Utc>, now: DateTime<Utc>, made: &[String]) -> Vec<Quarter> {
    let quarters = std::iter::successors(Some(Quarter::of(first_record)), |quarter| Some(quarter.next()));
    let ended: Vec<Quarter> = quarters.take_while(|quarter| quarter.next().start() + REST <= now).collect();
    let recent = ended.into_iter().rev().take(MOST).rev();
    recent.filter(|quarter| !made.contains(&quarter.to_string())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> DateTime<Utc> {
        DateTime::parse_from_rfc3339(&format!("{text}T00:00:00Z")).unwrap().to_utc()
    }

    fn due_on(first: &str, now: &str, made: &[&str]) -> Vec<String> {
        let made: Vec<String> = made.iter().map(|quarter| (*quarter).to_owned()).collect();
        due(day(first), day(now), &made).iter().map(Quarter::to_string).collect()
    }

    #[test]
    fn a_quarter_rests_for_a_fortnight_before_it_is_released() {
        assert_eq!(due_on("2026-08-02", "2026-10-14", &[]), Vec::<String>::new());
        assert_eq!(due_on("2026-08-02", "2026-10-15", &[]), ["2026-Q3"]);
        assert_eq!(due_on("2026-08-02", "2026-10-15", &["2026-Q3"]), Vec::<String>::new());
    }

    #[test]
    fn older_records_give_two_years_at_the_most() {
        let all = due_on("2019-01-01", "2026-11-27", &["2026-Q1"]);
        assert_eq!((all.len(), all[0].as_str(), all[6].as_str()), (7, "2024-Q4", "2026-Q3"));
        assert_eq!(due_on("2026-11-01", "2026-11-27", &[]), Vec::<String>::new());
    }
}
