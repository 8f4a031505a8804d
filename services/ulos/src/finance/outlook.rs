//! What an organisation's money allows it, worked out from its statement and its current fundings. Pure: the day is an
//! argument. Money is whole pence throughout; a part of a term brings its part of the amount, by days.
//!
//! What was put by is known for the day of the statement only. Since then each month cost what a month costs, and what was
//! decided came in by the same rule as it will come in.
//!
//! The thresholds are Alongside's own: the study of 2006-7 names dependence on one funder, short terms and the lack of
//! core money as what closes organisations, and gives no numbers.

use std::collections::BTreeMap;

use chrono::{Datelike as _, Days, Months, NaiveDate};

use super::Statement;
use crate::funding::{Certainty, Kind, Terms};

/// The longest runway that is told: ten years or more.
pub const LONGEST_RUNWAY: u32 = 120;
/// What starts up to so many days after an end follows on from it.
const GAP: Days = Days::new(31);
/// The spans an ending is looked for in, in months.
const SPANS: [u32; 3] = [3, 6, 12];

platform::words! {
    /// How likely it is that an organisation cannot go on as it is.
    pub enum Risk {
        /// No reason is known.
        Low = "low",
        /// One or two reasons.
        Raised = "raised",
        /// A grave reason, or three and more.
        High = "high",
        /// It has stated neither what it costs nor any funding.
        NotEvidenced = "not_evidenced",
    }
}

platform::words! {
    /// Why a risk is what it is, gravest first.
    pub enum Reason {
        /// Grave: the money lasts less than three months.
        RunwayUnderThreeMonths = "runway_under_three_months",
        /// Grave: one funder gives more than three quarters of the year ahead.
        FunderOverThreeQuarters = "funder_over_three_quarters",
        /// Grave: half or more of the yearly income ends within six months, with nothing decided to follow it.
        HalfEndsInSixMonths = "half_ends_in_six_months",
        /// The money lasts three to six months.
        RunwayUnderSixMonths = "runway_under_six_months",
        /// One funder gives more than half of the year ahead.
        FunderOverHalf = "funder_over_half",
        /// A quarter or more of the yearly income ends within twelve months, with nothing decided to follow it.
        QuarterEndsInTwelveMonths = "quarter_ends_in_twelve_months",
        /// Nothing of the year ahead is core funding.
        NoCore = "no_core",
        /// More of the year ahead is hoped for than decided.
        RestsOnHope = "rests_on_hope",
    }
}

impl Reason {
    fn is_grave(self) -> bool {
        matches!(
            self,
            Self::RunwayUnderThreeMonths | Self::FunderOverThreeQuarters | Self::HalfEndsInSixMonths
        )
    }
}

/// What ends within some months with nothing decided to follow it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ending {
    /// Within how many months.
    pub months: u32,
    /// How many fundings.
    pub count: usize,
    /// What they bring in a year, in pence.
    pub yearly_pence: i64,
}

/// Who gives most of the year ahead, and how it is spread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spread {
    /// How much of it is core funding, in whole per cent.
    pub core_percent: i32,
    /// Who gives most.
    pub largest_funder: String,
    /// How much of it they give, in pence.
    pub largest_pence: i64,
    /// The Herfindahl index of the funders' shares: the sum of their squares, times 10,000.
    pub concentration: i32,
}

/// Everything that follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outlook {
    /// How many days ago the statement was true.
    pub statement_age_days: i64,
    /// What is left today of what was put by; below 0 when more was spent than there was. `None` is not evidenced.
    pub left_pence: Option<i64>,
    /// Whole months until the money is spent, [`LONGEST_RUNWAY`] at the most; `None` is not evidenced.
    pub runway_months: Option<u32>,
    /// Decided for the year ahead, in pence.
    pub income_pence: i64,
    /// Hoped for in the year ahead, in pence.
    pub hoped_pence: i64,
    /// Where it comes from; `None` without income.
    pub spread: Option<Spread>,
    /// What ends, for each span.
    pub endings: Vec<Ending>,
    /// The risk.
    pub risk: Risk,
    /// Why, gravest first.
    pub reasons: Vec<Reason>,
}

impl Outlook {
    /// What follows on a day. `fundings` are those that count.
    pub fn of(statement: &Statement, fundings: &[&Terms], today: NaiveDate) -> Self {
        let of = |certainty| -> Vec<&Terms> {
            fundings.iter().copied().filter(|terms| terms.certainty == certainty).collect()
        };
        let (decided, hoped) = (of(Certainty::Decided), of(Certainty::HopedFor));
        let year = (today, after(today, 12));
        let left_pence = left(statement, &decided, today);
        let mut outlook = Self {
            statement_age_days: (today - statement.statement_date).num_days().max(0),
            left_pence,
            runway_months: runway(left_pence, statement.monthly_cost_pence, &decided, today),
            income_pence: income(&decided, year),
            hoped_pence: income(&hoped, year),
            spread: spread(&decided, year),
            endings: SPANS.map(|months| ending(&decided, today, months)).to_vec(),
            risk: Risk::NotEvidenced,
            reasons: Vec::new(),
        };
        if !fundings.is_empty() || statement.monthly_cost_pence.is_some() {
            outlook.reasons = outlook.why(yearly(&decided, today));
            outlook.risk = risk(&outlook.reasons);
        }
        outlook
    }

    fn why(&self, yearly: i64) -> Vec<Reason> {
        let ends = |months, part: i64| {
            let ending = self.endings.iter().find(|ending| ending.months == months);
            yearly > 0 && ending.is_some_and(|ending| ending.yearly_pence.saturating_mul(part) >= yearly)
        };
        let largest = |share: i64, of: i64| {
            let most = self.spread.as_ref().map_or(0, |spread| spread.largest_pence);
            i128::from(most) * i128::from(of) > i128::from(self.income_pence) * i128::from(share)
        };
        let lasts = |less_than| self.runway_months.is_some_and(|months| months < less_than);
        let holds = |reason: &Reason| match reason {
            Reason::RunwayUnderThreeMonths => lasts(3),
            Reason::RunwayUnderSixMonths => lasts(6) && !lasts(3),
            Reason::FunderOverThreeQuarters => largest(3, 4),
            Reason::FunderOverHalf => largest(1, 2) && !largest(3, 4),
            Reason::HalfEndsInSixMonths => ends(6, 2),
            Reason::QuarterEndsInTwelveMonths => ends(12, 4) && !ends(6, 2),
            Reason::NoCore => self.spread.as_ref().is_some_and(|spread| spread.core_percent == 0),
            Reason::RestsOnHope => self.hoped_pence > self.income_pence,
        };
        <Reason as platform::words::Word>::ALL.iter().copied().filter(holds).collect()
    }
}

fn risk(reasons: &[Reason]) -> Risk {
    match reasons.len() {
        0 => Risk::Low,
        many if many >= 3 || reasons.iter().any(|reason| reason.is_grave()) => Risk::High,
        _ => Risk::Raised,
    }
}

/// The same day, so many months later, or the last of its month.
fn after(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX)
}

/// What a term brings from the first day of a span to the day before its end: its part of the amount by days.
fn within(terms: &Terms, (from, to): (NaiveDate, NaiveDate)) -> i64 {
    let end = terms.end_date.succ_opt().unwrap_or(NaiveDate::MAX);
    let days = (end - terms.start_date).num_days().max(1);
    let shared = (end.min(to) - terms.start_date.max(from)).num_days().max(0);
    let part = i128::from(terms.amount_pence) * i128::from(shared) / i128::from(days);
    i64::try_from(part).unwrap_or(i64::MAX)
}

fn income(fundings: &[&Terms], span: (NaiveDate, NaiveDate)) -> i64 {
    fundings.iter().fold(0, |sum: i64, terms| sum.saturating_add(within(terms, span)))
}

/// What is left today: what was put by, and what came in since it was stated, less what the time since has cost.
fn left(statement: &Statement, decided: &[&Terms], today: NaiveDate) -> Option<i64> {
    let (reserves, cost) = (statement.reserves_pence?, statement.monthly_cost_pence?);
    let since = (statement.statement_date, today);
    Some(reserves.saturating_add(income(decided, since)).saturating_sub(spent(cost, since)))
}

/// What a span costs: each whole month, and of a month that is begun its part by days.
fn spent(cost: i64, (from, to): (NaiveDate, NaiveDate)) -> i64 {
    if to <= from {
        return 0;
    }
    let years = u32::try_from(to.year() - from.year()).unwrap_or_default();
    let months = (years * 12 + to.month()).saturating_sub(from.month());
    let whole = if after(from, months) > to { months.saturating_sub(1) } else { months };
    let (begun, next) = (after(from, whole), after(from, whole + 1));
    let (part, days) = ((to - begun).num_days(), (next - begun).num_days().max(1));
    let all = i128::from(cost) * i128::from(whole) + i128::from(cost) * i128::from(part) / i128::from(days);
    i64::try_from(all).unwrap_or(i64::MAX)
}

/// Months that can be paid for in full: what is left, and what comes in month by month, less what each month costs.
fn runway(left: Option<i64>, cost: Option<i64>, decided: &[&Terms], today: NaiveDate) -> Option<u32> {
    let (mut left, cost) = (left?, cost?);
    if left < 0 {
        return Some(0);
    }
    for month in 0..LONGEST_RUNWAY {
        let span = (after(today, month), after(today, month + 1));
        left = left.saturating_add(income(decided, span)).saturating_sub(cost);
        if left < 0 {
            return Some(month);
        }
    }
    Some(LONGEST_RUNWAY)
}

/// Shares of the year ahead by funder, written alike but for capitals and spaces being one.
fn spread(decided: &[&Terms], year: (NaiveDate, NaiveDate)) -> Option<Spread> {
    let mut funders: BTreeMap<String, (&str, i64)> = BTreeMap::new();
    let (mut core, mut all) = (0_i64, 0_i64);
    for terms in decided {
        let part = within(terms, year);
        all = all.saturating_add(part);
        if terms.kind == Kind::Core {
            core = core.saturating_add(part);
        }
        let given = funders.entry(alike(&terms.funder)).or_insert((&terms.funder, 0));
        given.1 = given.1.saturating_add(part);
    }
    if all == 0 {
        return None;
    }
    let (largest_funder, largest_pence) = funders.values().copied().max_by_key(|(_, pence)| *pence)?;
    let share = |pence: i64| pence as f64 / all as f64;
    let squares: f64 = funders.values().map(|(_, pence)| share(*pence).powi(2)).sum();
    Some(Spread {
        core_percent: percent(core, all),
        largest_funder: largest_funder.to_owned(),
        largest_pence,
        concentration: (squares * 10_000.0).round() as i32,
    })
}

/// A share in whole per cent, rounded to the nearest.
pub fn percent(part: i64, whole: i64) -> i32 {
    let rounded = (i128::from(part) * 200 + i128::from(whole)) / (i128::from(whole) * 2);
    i32::try_from(rounded).unwrap_or(100)
}

fn alike(funder: &str) -> String {
    funder.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// What a term brings in a year: of a shorter one all of it.
fn a_year_of(terms: &Terms) -> i64 {
    let days = (terms.end_date - terms.start_date).num_days() + 1;
    if days <= 365 {
        return terms.amount_pence;
    }
    i64::try_from(i128::from(terms.amount_pence) * 365 / i128::from(days)).unwrap_or(i64::MAX)
}

/// What runs today brings so much in a year.
fn yearly(decided: &[&Terms], today: NaiveDate) -> i64 {
    let running = decided.iter().filter(|terms| (terms.start_date..=terms.end_date).contains(&today));
    running.fold(0, |sum: i64, terms| sum.saturating_add(a_year_of(terms)))
}

fn ending(decided: &[&Terms], today: NaiveDate, months: u32) -> Ending {
    let running = |terms: &&&Terms| (terms.start_date..=terms.end_date).contains(&today);
    let ends = |terms: &&&Terms| terms.end_date < after(today, months) && !goes_on(terms, decided);
    let ending: Vec<_> = decided.iter().filter(running).filter(ends).collect();
    Ending {
        months,
        count: ending.len(),
        yearly_pence: ending.iter().fold(0, |sum: i64, terms| sum.saturating_add(a_year_of(terms))),
    }
}

/// Whether something decided follows on: of the same funder, for the same purpose, before the gap is too long.
fn goes_on(terms: &Terms, decided: &[&Terms]) -> bool {
    let latest = terms.end_date.checked_add_days(GAP).unwrap_or(NaiveDate::MAX);
    decided.iter().any(|next| {
        next.kind == terms.kind
            && alike(&next.funder) == alike(&terms.funder)
            && next.start_date <= latest
            && next.end_date > terms.end_date
    })
}

#[cfg(test)]
mod tests;
