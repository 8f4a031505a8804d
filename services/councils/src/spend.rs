//! Money to user-led organisations against money to others for the same services, by financial year.
//!
//! Invariants: what is not known is never 0; a share is made only where both sides are known; a term's money is split over
//! the years by its days, and the parts add up to it.

pub(crate) mod rpc;
pub(crate) mod store;
mod wire;

use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use platform::{Error, Violation};

use crate::council::GssCode;

/// The first year anything is told of: records before it would be older than any term.
const FIRST_YEAR: i32 = 2000;

/// The year in which a financial year begins: 2026 is 1 April 2026 to 31 March 2027.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Year(i32);

impl Year {
    /// The financial year of a day.
    pub fn of(day: NaiveDate) -> Self {
        Self(if day.month() < 4 { day.year() - 1 } else { day.year() })
    }

    /// Its first day.
    fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.0, 4, 1).unwrap_or(NaiveDate::MAX)
    }

    /// So many years before.
    pub fn before(self, years: i32) -> Self {
        Self(self.0 - years)
    }
}

/// One grant or contract of a council, decided and not withdrawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    pub(crate) amount_pence: i64,
    pub(crate) start_date: NaiveDate,
    pub(crate) end_date: NaiveDate,
    /// Whether it goes to an organisation that is or may be user-led.
    pub(crate) to_ulo: bool,
    /// Whether that one has shown it.
    pub(crate) to_shown_ulo: bool,
}

impl Term {
    /// How much of it lies in a year: what is due by the year's end, less what was due by its beginning.
    pub fn in_year(&self, year: Year) -> i64 {
        self.until(Year(year.0 + 1).first_day()) - self.until(year.first_day())
    }

    /// How much of it is due before a day, spread evenly over its days, to the nearest penny.
    fn until(&self, day: NaiveDate) -> i64 {
        let days = i128::from((self.end_date - self.start_date).num_days()) + 1;
        let gone = i128::from((day - self.start_date).num_days()).clamp(0, days);
        i64::try_from((i128::from(self.amount_pence) * gone + days / 2) / days).unwrap_or(self.amount_pence)
    }
}

/// What a council states of one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    pub(crate) to_others_pence: i64,
    pub(crate) source: String,
}

/// One council's spending in one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spend {
    gss_code: GssCode,
    year: Year,
    to_ulos_pence: i64,
    to_shown_ulos_pence: i64,
    to_recorded_others_pence: i64,
    stated: Option<Stated>,
    /// 1 while nothing is stated.
    version: i64,
    create_time: Option<DateTime<Utc>>,
    update_time: Option<DateTime<Utc>>,
}

impl Spend {
    /// Of what a council's grants and contracts come to in a year; nothing is stated yet.
    pub fn new(gss_code: GssCode, year: Year, terms: &[Term]) -> Self {
        let sum = |counts: fn(&Term) -> bool| {
            let parts = terms.iter().filter(|term| counts(term)).map(|term| term.in_year(year));
            parts.fold(0_i64, i64::saturating_add)
        };
        Self {
            gss_code,
            year,
            to_ulos_pence: sum(|term| term.to_ulo),
            to_shown_ulos_pence: sum(|term| term.to_shown_ulo),
            to_recorded_others_pence: sum(|term| !term.to_ulo),
            stated: None,
            version: 1,
            create_time: None,
            update_time: None,
        }
    }

    /// Takes what the council states.
    ///
    /// # Errors
    /// `YEAR_TO_COME`.
    pub fn state(&mut self, stated: Stated, now: DateTime<Utc>) -> Result<(), Error> {
        if self.year > Year::of(now.date_naive()) {
            let text = "this year has not begun: state what went to others when it has";
            return Err(Error::refused("YEAR_TO_COME", text));
        }
        self.stated = Some(stated);
        self.version += 1;
        self.create_time = self.create_time.or(Some(now));
        self.update_time = Some(now);
        Ok(())
    }

    /// Of every 1,000 pence that went to either, how many went to organisations that are or may be user-led.
    pub fn share(&self) -> Option<i64> {
        let ulos = i128::from(self.to_ulos_pence);
        let whole = ulos + i128::from(self.stated.as_ref()?.to_others_pence);
        let share = (whole > 0).then(|| (ulos * 1000 + whole / 2) / whole)?;
        i64::try_from(share).ok()
    }

    /// Its name on the wire.
    pub fn name(&self) -> String {
        format!("spends/{}-{}", self.gss_code.as_str(), self.year.0)
    }
}

/// The council and the year of a name such as `spends/E08000033-2026`.
fn parse_name(name: &str) -> Result<Option<(GssCode, Year)>, Violation> {
    let parsed =
        name.strip_prefix("spends/").and_then(|rest| rest.split_once('-')).and_then(|(code, year)| {
            let digits = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
            let year = year.parse().ok().filter(|year| digits && *year >= FIRST_YEAR)?;
            Some((GssCode::new(code)?, Year(year)))
        });
    parsed.map(Some).ok_or_else(|| Violation::new("name", "give a name such as spends/E08000033-2026"))
}

#[cfg(test)]
mod tests;
