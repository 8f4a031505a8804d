//! Reports between the wire and the domain.

use chrono::{Months, NaiveDate};
use platform::words::Wire as _;
use platform::{Violations, etag, text, when};
use proto::ulos::v1 as pb;

use super::{Account, Kind, Report, State};

const MOST_PENCE: i64 = 100_000_000_000;
const MOST_PEOPLE: i32 = 1_000_000;
/// The longest time a report can be about, in months.
const LONGEST: Months = Months::new(120);

platform::wire! {
    Kind = pb::report::Kind, "KIND_";
    State = pb::report::State, "STATE_";
}

/// Reads what a draft says; notes all that is wrong.
pub fn parse(sent: &pb::Report, violations: &mut Violations) -> Option<Account> {
    let start_date = violations.some(when::date_required("report.start_date", &sent.start_date));
    let end_date = violations.some(when::date_required("report.end_date", &sent.end_date));
    if let (Some(start), Some(end)) = (start_date, end_date) {
        let last = start.checked_add_months(LONGEST).unwrap_or(NaiveDate::MAX);
        let text = "give a day from the first day to ten years later";
        violations.check((start..=last).contains(&end), "report.end_date", text);
    }
    let done = violations.keep(text::lines("report.done", &sent.done, 3_000));
    let spent = (0..=MOST_PENCE).contains(&sent.spent_pence);
    violations.check(spent, "report.spent_pence", "give pence from 0 to 100,000,000,000");
    let people = (0..=MOST_PEOPLE).contains(&sent.people);
    violations.check(people, "report.people", "give a number from 0 to 1,000,000");
    let problem = violations.keep(text::lines("report.problem", &sent.problem, 3_000));
    let result = violations.keep(text::lines("report.result", &sent.result, 3_000));
    let contact = violations.keep(text::optional("report.contact", &sent.contact, 300));
    Some(Account {
        start_date: start_date?,
        end_date: end_date?,
        done,
        spent_pence: sent.spent_pence,
        people: sent.people,
        problem,
        result,
        contact,
    })
}

/// The whole report on the wire.
pub fn to_wire(report: &Report) -> pb::Report {
    let account = &report.account;
    pb::Report {
        name: report.id.to_string(),
        kind: report.kind.to_wire(),
        start_date: when::date_text(Some(account.start_date)),
        end_date: when::date_text(Some(account.end_date)),
        done: account.done.clone(),
        spent_pence: account.spent_pence,
        people: account.people,
        problem: account.problem.clone(),
        result: account.result.clone(),
        contact: account.contact.clone(),
        award: report.award.to_string(),
        ulo: report.ulo.to_string(),
        return_reason: report.return_reason.clone(),
        state: report.state.to_wire(),
        create_time: when::stamp(report.create_time),
        update_time: when::stamp(report.update_time),
        etag: etag::of(report.version),
    }
}
