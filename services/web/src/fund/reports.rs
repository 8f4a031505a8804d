//! Reports on an award: begun, written and sent in by its manager, accepted or returned by who runs the fund.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use chrono::Months;
use platform::{Error, Role, uk_time};
use proto::ulos::v1 as pb;
use proto::ulos::v1::report::{Kind, State};

use super::get;
use super::sections::pounds;
use crate::error::Failure;
use crate::form::Form;
use crate::parts::Summary;
use crate::read;
use crate::refusal;
use crate::said;
use crate::staff;
use crate::view::{self, View};
use crate::visit::Visit;
use crate::when::{self, Due};
use crate::words::{Text, text};

const FIELDS: &[&str] =
    &["start_date", "end_date", "done", "spent_pence", "people", "problem", "result", "contact"];

/// The reports of an award, newest first.
pub(super) async fn of(visit: &Visit, award: &str) -> Result<Vec<pb::Report>, Failure> {
    let found = read::every(|page_token| async move {
        let request = pb::ListReportsRequest { page_size: 100, page_token, award: award.to_owned() };
        let page = visit.services().reports().list_reports(visit.ask(request)?).await?.into_inner();
        Ok((page.reports, page.next_page_token))
    });
    Ok(found.await?)
}

/// Where a report is, what it is called, and where it stands.
pub(super) fn row(report: &pb::Report) -> (String, Text, Text) {
    (format!("/{}", report.name), called(report), said::fund::reported(report.state))
}

fn called(report: &pb::Report) -> Text {
    text("award-report-called")
        .with("kind", said::fund::report(report.kind))
        .with("from", view::date(&report.start_date))
        .with("to", view::date(&report.end_date))
}

/// How often a short report is asked for, in months.
const EVERY: Months = Months::new(3);

/// When the next short report of an award that runs is due: three months after the last one ends, or after it was made.
pub(super) fn next_due(award: &pb::Award, reports: &[pb::Report]) -> Option<Due> {
    if award.state() != pb::award::State::Running {
        return None;
    }
    let short = reports.iter().filter(|report| report.kind() == Kind::Monitoring);
    let sent = short.filter(|report| report.state() != State::Draft);
    let last = sent.filter_map(|report| when::date(&report.end_date)).max();
    let made = when::time(award.create_time.as_ref()).map(uk_time::date);
    let due = last.max(made)?.checked_add_months(EVERY)?;
    when::due(&due.to_string(), when::today())
}

#[derive(Template)]
#[template(path = "fund/writing.html")]
struct Writing {
    form: Form,
    learning: bool,
    title: Text,
    cancel: String,
}

impl Writing {
    fn spent(&self) -> Text {
        spent(if self.learning { Kind::Learning } else { Kind::Monitoring })
    }
}

fn kind_of(word: &str) -> Result<Kind, Failure> {
    match word {
        "monitoring" => Ok(Kind::Monitoring),
        "learning" => Ok(Kind::Learning),
        _ => Err(Error::not_found("this kind of report").into()),
    }
}

/// `GET /awards/{id}/reports/{kind}`
pub(super) async fn new(visit: Visit, Path((id, kind)): Path<(String, String)>) -> Result<Response, Failure> {
    staff::one_of(&visit, &[Role::Manager])?;
    ask(&visit, kind_of(&kind)?, Form::new(), format!("/awards/{id}"))
}

fn ask(visit: &Visit, kind: Kind, form: Form, cancel: String) -> Result<Response, Failure> {
    let title = said::fund::report(kind as i32);
    let learning = kind == Kind::Learning;
    visit.page(&title).back(&cancel).asking(&form).show(&Writing { form, learning, title, cancel })
}

/// `POST /awards/{id}/reports/{kind}`
pub(super) async fn create(
    visit: Visit,
    Path((id, word)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Failure> {
    let (kind, award) = (kind_of(&word)?, format!("awards/{id}"));
    let report = pb::Report { kind: kind.into(), award, ..read_form(&mut form) };
    if form.is_wrong() {
        return ask(&visit, kind, form, format!("/awards/{id}"));
    }
    let request_id = form.request_id().to_owned();
    let request = pb::CreateReportRequest { report: Some(report), request_id };
    match visit.services().reports().create_report(visit.ask(request)?).await {
        Ok(report) => Ok(visit.go_saying(&format!("/{}", report.into_inner().name), "award-report-saved")),
        Err(status) => {
            let form = refusal::retry(form, Error::from(status))?;
            ask(&visit, kind, form, format!("/awards/{id}"))
        }
    }
}

fn read_form(form: &mut Form) -> pb::Report {
    let said = |name: &str| form.value(name).to_owned();
    let report = pb::Report {
        start_date: form.date("start_date"),
        end_date: form.date("end_date"),
        done: said("done"),
        problem: said("problem"),
        result: said("result"),
        contact: said("contact"),
        ..Default::default()
    };
    let spent_pence = form.pence("spent_pence").unwrap_or_default();
    let people = i32::try_from(form.number("people").unwrap_or_default()).unwrap_or(i32::MAX);
    pb::Report { spent_pence, people, ..report }
}

fn fill(report: &pb::Report) -> Form {
    Form::editing(&report.etag)
        .with("start_date", &report.start_date)
        .with("end_date", &report.end_date)
        .with("done", &report.done)
        .with("spent_pence", pounds(report.spent_pence))
        .with("people", report.people)
        .with("problem", &report.problem)
        .with("result", &report.result)
        .with("contact", &report.contact)
}

async fn fetch(visit: &Visit, id: &str) -> Result<pb::Report, Failure> {
    let request = pb::GetReportRequest { name: format!("reports/{id}") };
    Ok(visit.services().reports().get_report(visit.ask(request)?).await?.into_inner())
}

/// `GET /reports/{id}/edit`
pub(super) async fn editing(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let report = fetch(&visit, &id).await?;
    ask(&visit, report.kind(), fill(&report), format!("/reports/{id}"))
}

/// `POST /reports/{id}/edit`
pub(super) async fn edit(visit: Visit, Path(id): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let now = fetch(&visit, &id).await?;
    let path = format!("/{}", now.name);
    let report = read_form(&mut form);
    if form.is_wrong() {
        return ask(&visit, now.kind(), form, path);
    }
    let report = pb::Report { name: now.name.clone(), etag: form.etag().to_owned(), ..report };
    let request = pb::UpdateReportRequest { report: Some(report), update_mask: get::mask(FIELDS) };
    match visit.services().reports().update_report(visit.ask(request)?).await.map_err(Error::from) {
        Ok(_) => Ok(visit.go_saying(&path, "award-report-saved")),
        Err(Error::Stale) => ask(&visit, now.kind(), refusal::beside(form, &fill(&now)), path),
        Err(error) => ask(&visit, now.kind(), refusal::retry(form, error)?, path),
    }
}

#[derive(Template)]
#[template(path = "fund/report.html")]
struct Show {
    form: Form,
    report: pb::Report,
    title: Text,
    summary: Summary,
    writes: bool,
    answers: bool,
}

/// `GET /reports/{id}`
pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    show_one(&visit, fetch(&visit, &id).await?, Form::new())
}

fn show_one(visit: &Visit, report: pb::Report, form: Form) -> Result<Response, Failure> {
    let content = Show {
        form: form.onto(&Form::editing(&report.etag)),
        title: called(&report),
        summary: summary(&report),
        writes: get::managed(visit) == report.ulo && report.state() == State::Draft,
        answers: get::operates(visit) && report.state() == State::Submitted,
        report,
    };
    let back = format!("/{}", content.report.award);
    visit.page(&content.title).back(back).asking(&content.form).show(&content)
}

/// What the figure of a report is: a short one tells of its time, the last one of the whole.
fn spent(kind: Kind) -> Text {
    text(if kind == Kind::Learning { "award-spent-all" } else { "award-spent" })
}

fn summary(report: &pb::Report) -> Summary {
    let rows = Summary::default()
        .row(text("fund-stands"), said::fund::reported(report.state))
        .row(spent(report.kind()), view::money(report.spent_pence))
        .row(text("award-people"), text("table-number").with("count", report.people));
    let rows = match report.kind() {
        Kind::Learning => rows.row(text("award-problem"), &report.problem),
        _ => rows,
    };
    let rows = rows.row(text("award-done"), &report.done).row(text("award-result"), &report.result);
    match report.kind() {
        Kind::Learning => rows.row(text("award-contact"), &report.contact),
        _ => rows,
    }
}

/// `POST /reports/{id}`: sent in, accepted or returned.
pub(super) async fn answer(
    visit: Visit,
    Path(id): Path<String>,
    mut form: Form,
) -> Result<Response, Failure> {
    let report = fetch(&visit, &id).await?;
    let then = form.value("then").to_owned();
    if then == "return" {
        form.need("reason", text("award-reason-needed"));
    }
    if !matches!(then.as_str(), "submit" | "accept" | "return") {
        form.note("then", text("award-then-needed"));
    }
    if form.is_wrong() {
        return show_one(&visit, report, form);
    }
    let (name, etag) = (report.name.clone(), form.etag().to_owned());
    let mut reports = visit.services().reports();
    let (answer, key) = match then.as_str() {
        "submit" => {
            let request = pb::SubmitReportRequest { name, etag };
            (reports.submit_report(visit.ask(request)?).await, "award-report-sent")
        }
        "accept" => {
            let request = pb::AcceptReportRequest { name, etag };
            (reports.accept_report(visit.ask(request)?).await, "award-report-taken")
        }
        _ => {
            let request = pb::ReturnReportRequest { name, etag, reason: form.value("reason").to_owned() };
            (reports.return_report(visit.ask(request)?).await, "award-report-back")
        }
    };
    match answer {
        Ok(_) => Ok(visit.go_saying(&format!("/{}", report.award), key)),
        Err(status) => show_one(&visit, report, refusal::retry(form, Error::from(status))?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn award(days_ago: i64) -> pb::Award {
        let made = chrono::Utc::now() - chrono::TimeDelta::days(days_ago);
        let create_time = platform::when::stamp(made);
        pb::Award { state: pb::award::State::Running.into(), create_time, ..Default::default() }
    }

    fn report(state: State, end: chrono::NaiveDate) -> pb::Report {
        let end_date = end.to_string();
        pb::Report { kind: Kind::Monitoring.into(), state: state.into(), end_date, ..Default::default() }
    }

    #[test]
    fn a_short_report_is_due_every_three_months_until_all_is_done() {
        let late = |award: &pb::Award, reports: &[pb::Report]| next_due(award, reports).map(|due| due.late);
        assert_eq!(late(&award(1), &[]), Some(false));
        assert_eq!(late(&award(100), &[]), Some(true));
        assert_eq!(late(&award(100), &[report(State::Submitted, when::today())]), Some(false));
        assert_eq!(late(&award(100), &[report(State::Draft, when::today())]), Some(true));
        let complete = pb::Award { state: pb::award::State::Complete.into(), ..award(100) };
        assert_eq!(late(&complete, &[]), None);
    }
}
