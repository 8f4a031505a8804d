//! Money to user-led organisations against money to others for the same services, by financial year.
//!
//! Invariants: what is not known is never 0; a share is made only where both sides are known.

use chrono::{Datelike as _, NaiveDate};

/// The year in which a financial year begins: 2026 is 1 April 2026 to 31 March 2027.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Year(pub i32);

impl Year {
    /// The financial year of a day.
    pub fn of(day: NaiveDate) -> Self {
        Self(if day.month() < 4 { day.year() - 1 } else { day.year() })
    }
}

/// What went where in one year, in pence; nothing where it is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Paid {
    /// To user-led organisations.
    pub to_ulos: Option<i64>,
    /// To other organisations.
    pub to_others: Option<i64>,
}

impl Paid {
    /// Of every 1,000 pence, how many went to user-led organisations.
    pub fn share(self) -> Option<i64> {
        let ulos = i128::from(self.to_ulos?);
        let whole = ulos + i128::from(self.to_others?);
        if whole <= 0 {
            return None;
        }
        i64::try_from((ulos * 1000 + whole / 2) / whole).ok()
    }

    /// Adds up what several rows say; a side is known only when every row tells it.
    pub fn sum(rows: &[Self]) -> Self {
        let side = |of: fn(&Self) -> Option<i64>| {
            if rows.is_empty() {
                return None;
            }
            rows.iter().try_fold(0_i64, |sum, row| sum.checked_add(of(row)?))
        };
        Self { to_ulos: side(|row| row.to_ulos), to_others: side(|row| row.to_others) }
    }
}

/// How many more pence in 1,000 went to user-led organisations than the year before; less is negative.
pub fn change(before: Paid, after: Paid) -> Option<i64> {
    Some(after.share()? - before.share()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paid(to_ulos: Option<i64>, to_others: Option<i64>) -> Paid {
        Paid { to_ulos, to_others }
    }

    #[test]
    fn a_year_begins_on_the_first_of_april() {
        let year = |month, day| Year::of(NaiveDate::from_ymd_opt(2026, month, day).unwrap());
        assert_eq!([year(1, 1), year(3, 31), year(4, 1), year(12, 31)], [2025, 2025, 2026, 2026].map(Year));
    }

    #[test]
    fn not_known_is_never_nothing() {
        assert_eq!(paid(None, Some(10)).share(), None);
        assert_eq!(paid(Some(10), None).share(), None);
        assert_eq!(paid(Some(0), Some(0)).share(), None);
        assert_eq!(paid(Some(0), Some(10)).share(), Some(0));
        assert_eq!(Paid::sum(&[]), Paid::default());
        let rows = [paid(Some(1), Some(5)), paid(None, Some(6))];
        assert_eq!(Paid::sum(&rows), paid(None, Some(11)));
    }

    #[test]
    fn shares_are_whole_pence_in_a_thousand_and_do_not_overflow() {
        assert_eq!(paid(Some(1), Some(2)).share(), Some(333));
        assert_eq!(paid(Some(i64::MAX), Some(i64::MAX)).share(), Some(500));
        assert_eq!(change(paid(Some(1), Some(1)), paid(Some(3), Some(1))), Some(250));
        assert_eq!(change(paid(None, Some(1)), paid(Some(3), Some(1))), None);
    }
}
