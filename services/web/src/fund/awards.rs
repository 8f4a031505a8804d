//! An award: public, with its milestones; claimed by its manager, paid or returned by who runs the fund.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::Error;
use proto::ulos::v1 as pb;
use proto::ulos::v1::award::milestone::State as Step;

use super::{get, reports};
use crate::error::Failure;
use crate::form::Form;
use crate::parts::Summary;
use crate::parts::download::{Cover, Kind, download};
use crate::parts::table::{Cell, Table};
use crate::read;
use crate::refusal;
use crate::said;
use crate::staff;
use crate::view::{self, View};
use crate::visit::Visit;
use crate::when::{self, Due};
use crate::words::{Text, text};

#[derive(Template)]
#[template(path = "fund/award.html")]
struct Show {
    award: pb::Award,
    title: Text,
    round: String,
    lead: Text,
    facts: Summary,
    milestones: Table,
    reports: Vec<(String, Text, Text)>,
    /// The solution that what was learned became, while everyone can read it.
    learned: Option<String>,
    own: bool,
    /// Whether a learning report can be begun.
    learns: bool,
    within: bool,
    /// When the next short report is due.
    due: Option<Due>,
}

/// `GET /awards/{id}`
pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let award = get::award(&visit, &format!("awards/{id}")).await?;
    let round = get::round(&visit, &award.round).await?;
    let bidder = read::ulo(&visit, &award.ulo).await?.display_name;
    let own = get::managed(&visit) == award.ulo;
    let within = own || get::operates(&visit);
    let reports = if within { reports::of(&visit, &award.name).await? } else { Vec::new() };
    let content = Show {
        title: text("fund-award-title").with("organisation", &bidder),
        lead: lead(&award, &bidder),
        facts: facts(&award),
        milestones: milestones(&award, within),
        due: if within { reports::next_due(&award, &reports) } else { None },
        learns: own && reports.iter().all(|report| report.kind() != pb::report::Kind::Learning),
        reports: reports.iter().map(reports::row).collect(),
        round: round.display_name,
        learned: learned(&visit, &award).await?,
        own,
        within,
        award,
    };
    let page = visit.page(&content.title).under(text("fund-list-title"), "/rounds");
    page.under(&content.round, format!("/{}", content.award.round)).show(&content)
}

/// Where what was learned can be read: not once its organisation has withdrawn it.
async fn learned(visit: &Visit, award: &pb::Award) -> Result<Option<String>, Failure> {
    if award.solution.is_empty() {
        return Ok(None);
    }
    let found = read::if_there(read::solution(visit, &award.solution).await)?;
    let there = found.filter(|solution| solution.state() == pb::solution::State::Published);
    Ok(there.map(|solution| format!("/{}", solution.name)))
}

fn lead(award: &pb::Award, bidder: &str) -> Text {
    text("fund-award-lead")
        .with("organisation", bidder)
        .with("amount", view::money(award.amount_pence))
        .with("paid", view::money(award.paid_pence))
}

fn facts(award: &pb::Award) -> Summary {
    let mut councils = award.councils.iter().map(|name| staff::council(name));
    let rows = Summary::default()
        .row(text("fund-why"), &award.reason)
        .row(text("fund-stands"), said::fund::award(award.state))
        .row(text("fund-given-on"), view::day(award.create_time))
        .row(text("fund-area"), councils.next().unwrap_or_default());
    councils.fold(rows, Summary::and)
}

/// Its milestones; for those within, each leads to what passed about it.
fn milestones(award: &pb::Award, within: bool) -> Table {
    let heads = ["fund-milestone", "fund-due", "fund-pounds", "fund-stands"].map(text).to_vec();
    let table = Table::new("milestones", text("fund-milestones-table"), heads)
        .file(format!("/{}/milestones", award.name));
    award.milestones.iter().zip(1..).fold(table, |table, (step, number): (_, i32)| {
        let state = match step.pay_time {
            Some(time) => text("fund-milestone-paid-on").with("day", view::day(time)),
            None => said::fund::milestone(step.state),
        };
        let cells = vec![Cell::date(&step.due_date), Cell::money(step.amount_pence), Cell::words(state)];
        let path = if within { format!("/{}/milestones/{number}", award.name) } else { String::new() };
        table.row_to(&step.title, path, cells)
    })
}

/// `GET /awards/{id}/{file}`: its milestones.
pub(super) async fn file(
    visit: Visit,
    Path((id, file)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let found = Kind::of(&file).filter(|(stem, _)| *stem == "milestones");
    let (stem, kind) = found.ok_or_else(|| Error::not_found("this file"))?;
    let award = get::award(&visit, &format!("awards/{id}")).await?;
    let bidder = read::ulo(&visit, &award.ulo).await?.display_name;
    let title = text("fund-award-title").with("organisation", bidder);
    let cover = Cover::new(title, when::today()).methods([text("fund-method-money")]);
    download(&format!("award-{stem}"), kind, &cover, &milestones(&award, false))
}

#[derive(Template)]
#[template(path = "fund/milestone.html")]
struct Milestone {
    form: Form,
    step: pb::award::Milestone,
    summary: Summary,
    claims: bool,
    answers: bool,
    cancel: String,
}

fn of(award: &pb::Award, number: i32) -> Result<pb::award::Milestone, Failure> {
    let index = usize::try_from(i64::from(number) - 1).ok();
    let found = index.and_then(|index| award.milestones.get(index)).cloned();
    found.ok_or_else(|| Error::not_found("this milestone").into())
}

/// `GET /awards/{id}/milestones/{number}`
pub(super) async fn milestone(
    visit: Visit,
    Path((id, number)): Path<(String, i32)>,
) -> Result<Response, Failure> {
    ask(&visit, &id, number, Form::new()).await
}

async fn ask(visit: &Visit, id: &str, number: i32, form: Form) -> Result<Response, Failure> {
    let award = get::award(visit, &format!("awards/{id}")).await?;
    if get::managed(visit) != award.ulo && !get::operates(visit) {
        return Err(Error::Forbidden.into());
    }
    let step = of(&award, number)?;
    let summary = Summary::default()
        .row(text("fund-due"), view::date(&step.due_date))
        .row(text("fund-pounds"), view::money(step.amount_pence))
        .row(text("fund-stands"), said::fund::milestone(step.state))
        .row(text("award-evidence"), &step.evidence)
        .row(text("award-return-reason"), &step.return_reason)
        .row(text("award-reference"), &step.payment_reference);
    let content = Milestone {
        form: form.onto(&Form::editing(&award.etag)),
        claims: get::managed(visit) == award.ulo && step.state() == Step::Planned,
        answers: get::operates(visit) && step.state() == Step::Claimed,
        cancel: format!("/{}", award.name),
        step,
        summary,
    };
    let title = text("award-milestone-title").with("title", &content.step.title);
    visit.page(title).back(&content.cancel).asking(&content.form).show(&content)
}

/// `POST /awards/{id}/milestones/{number}`
pub(super) async fn answer(
    visit: Visit,
    Path((id, milestone)): Path<(String, i32)>,
    mut form: Form,
) -> Result<Response, Failure> {
    let claims = !get::managed(&visit).is_empty();
    let pays = form.has("then", "pay");
    match (claims, pays) {
        (true, _) => form.need("evidence", text("award-evidence-needed")),
        (false, true) => form.need("payment_reference", text("award-reference-needed")),
        (false, false) if form.has("then", "return") => form.need("reason", text("award-reason-needed")),
        (false, false) => form.note("then", text("award-then-needed")),
    }
    if form.is_wrong() {
        return ask(&visit, &id, milestone, form).await;
    }
    let (name, etag) = (format!("awards/{id}"), form.etag().to_owned());
    let said = |field: &str| form.value(field).to_owned();
    let mut awards = visit.services().awards();
    let (answer, key) = if claims {
        let request = pb::ClaimMilestoneRequest { name, etag, milestone, evidence: said("evidence") };
        (awards.claim_milestone(visit.ask(request)?).await, "award-claimed")
    } else if pays {
        let payment_reference = said("payment_reference");
        let request = pb::PayMilestoneRequest { name, etag, milestone, payment_reference };
        (awards.pay_milestone(visit.ask(request)?).await, "award-paid")
    } else {
        let request = pb::ReturnMilestoneRequest { name, etag, milestone, reason: said("reason") };
        (awards.return_milestone(visit.ask(request)?).await, "award-returned")
    };
    match answer {
        Ok(_) => Ok(visit.go_saying(&format!("/awards/{id}"), key)),
        Err(status) => ask(&visit, &id, milestone, refusal::retry(form, Error::from(status))?).await,
    }
}
