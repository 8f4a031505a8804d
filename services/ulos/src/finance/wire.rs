//! Finances between the wire and the domain.

use chrono::NaiveDate;
use platform::words::Wire as _;
use platform::{Violations, etag, text, when};
use proto::ulos::v1 as pb;

use super::outlook::{Outlook, Reason, Risk, percent};
use super::{Finance, Statement};
use crate::funding::Terms;

platform::wire! {
    Risk = pb::outlook::Risk, "RISK_";
    Reason = pb::outlook::Reason, "REASON_";
}

/// Reads everything that is stated; notes all that is wrong.
pub fn parse(finance: &pb::Finance, today: NaiveDate, violations: &mut Violations) -> Option<Statement> {
    let reserves_pence = finance.reserves_pence;
    let right = reserves_pence.is_none_or(|pence| (0..=100_000_000_000).contains(&pence));
    violations.check(right, "finance.reserves_pence", "give pence from 0 to 100,000,000,000");
    let monthly_cost_pence = finance.monthly_cost_pence;
    let right = monthly_cost_pence.is_none_or(|pence| (1..=10_000_000_000).contains(&pence));
    violations.check(right, "finance.monthly_cost_pence", "give pence from 1 to 10,000,000,000");
    let closure_plan = violations.keep(text::lines("finance.closure_plan", &finance.closure_plan, 4000));
    let statement_date =
        violations.some(when::date_past("finance.statement_date", &finance.statement_date, today))?;
    Some(Statement { reserves_pence, monthly_cost_pence, statement_date, closure_plan })
}

/// The record on the wire, without an outlook.
pub fn to_wire(finance: &Finance) -> pb::Finance {
    let statement = &finance.statement;
    pb::Finance {
        name: finance.id.to_string(),
        reserves_pence: statement.reserves_pence,
        monthly_cost_pence: statement.monthly_cost_pence,
        statement_date: when::date_text(Some(statement.statement_date)),
        closure_plan: statement.closure_plan.clone(),
        outlook: None,
        ulo: finance.ulo.to_string(),
        create_time: when::stamp(finance.create_time),
        update_time: when::stamp(finance.update_time),
        etag: etag::of(finance.version),
    }
}

/// The whole record on the wire, with what follows from it today.
pub fn with_outlook(finance: &Finance, fundings: &[&Terms], today: NaiveDate) -> pb::Finance {
    let outlook = Outlook::of(&finance.statement, fundings, today);
    let missing = outlook.risk == Risk::High && finance.statement.closure_plan.is_empty();
    let spread = outlook.spread.as_ref();
    let outlook = pb::Outlook {
        as_of_date: when::date_text(Some(today)),
        runway_months: outlook.runway_months.and_then(|months| i32::try_from(months).ok()),
        income_pence: outlook.income_pence,
        hoped_pence: outlook.hoped_pence,
        core_percent: spread.map(|spread| spread.core_percent),
        largest_funder: spread.map(|spread| spread.largest_funder.clone()).unwrap_or_default(),
        largest_funder_percent: spread.map(|spread| percent(spread.largest_pence, outlook.income_pence)),
        concentration: spread.map(|spread| spread.concentration),
        endings: outlook
            .endings
            .iter()
            .map(|ending| pb::Ending {
                months: i32::try_from(ending.months).unwrap_or_default(),
                count: i32::try_from(ending.count).unwrap_or(i32::MAX),
                yearly_pence: ending.yearly_pence,
            })
            .collect(),
        risk: outlook.risk.to_wire(),
        reasons: Reason::list_to_wire(&outlook.reasons),
        closure_plan_missing: missing,
        statement_age_days: i32::try_from(outlook.statement_age_days).unwrap_or(i32::MAX),
        left_pence: outlook.left_pence,
    };
    pb::Finance { outlook: Some(outlook), ..to_wire(finance) }
}
