//! How much of their limit counts for a newcomer.

use chrono::NaiveDate;

/// Until which whole week since they began, and how many per cent of the limit count until then.
const STEPS: [(i64, i32); 3] = [(4, 25), (8, 50), (12, 75)];

/// The share of the limit that counts on that day, in per cent. Who is still to begin is in their first week.
pub fn percent(start: NaiveDate, today: NaiveDate) -> i32 {
    let weeks = (today - start).num_days().max(0) / 7;
    STEPS.iter().find(|(until, _)| weeks < *until).map_or(100, |(_, percent)| *percent)
}

/// So many per cent of a limit, in whole points, rounded down.
pub fn share(limit: i32, percent: i32) -> i32 {
    limit.saturating_mul(percent) / 100
}

#[cfg(test)]
mod tests {
    use chrono::Days;

    use super::*;

    #[test]
    fn the_limit_grows_by_a_quarter_every_four_weeks() {
        let start: NaiveDate = "2026-01-05".parse().unwrap();
        let on = |days| percent(start, start + Days::new(days));
        let days = [0, 27, 28, 55, 56, 83, 84, 4_000];
        assert_eq!(days.map(on), [25, 25, 50, 50, 75, 75, 100, 100]);
        assert_eq!(percent(start, start - Days::new(30)), 25, "still to begin");
        assert_eq!((share(10, 25), share(20, 75), share(1000, 100)), (2, 15, 1000));
    }
}
