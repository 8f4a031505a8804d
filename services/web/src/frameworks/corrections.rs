//! What a council says beside what was worked out: both are shown, with the reason and the day.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::{Error, Role};
use proto::councils::v1 as pb;
use proto::councils::v1::correction::{Question, State};
use proto::councils::v1::element::Status;
use proto::councils::v1::framework::Kind;

use super::{show, status};
use crate::error::Failure;
use crate::form::Form;
use crate::parts::table::{Cell, Table};
use crate::read;
use crate::refusal;
use crate::said;
use crate::staff;
use crate::view::{self, View};
use crate::visit::Visit;
use crate::words::{Text, text};

/// Answers to choose from, with the keys of their words.
const STATUSES: &[(i32, &str)] = &[
    (Status::InPlace as i32, "framework-status-yes"),
    (Status::Partly as i32, "framework-status-partly"),
    (Status::Missing as i32, "framework-status-no"),
    (Status::NotKnown as i32, "framework-status-unknown"),
];
const KINDS: &[(i32, &str)] = &[
    (Kind::SupportBrokerage as i32, "offering-kind-brokerage"),
    (Kind::Advocacy as i32, "offering-kind-advocacy"),
    (Kind::PeerSupport as i32, "offering-kind-peer"),
];
const QUESTIONS: &[(i32, &str)] = &[
    (Question::Exists as i32, "framework-support-exists"),
    (Question::Accessible as i32, "framework-support-accessible"),
    (Question::UserLedLink as i32, "framework-support-led"),
];

#[derive(Template)]
#[template(path = "frameworks/corrections.html")]
struct List {
    form: Form,
    framework: pb::Framework,
    council: Text,
    corrections: Vec<pb::Correction>,
    /// Whether whoever looks may correct answers here.
    corrects: bool,
}

/// Every correction of a framework that was ever made, newest first.
async fn all(visit: &Visit, framework: &str) -> Result<Vec<pb::Correction>, Failure> {
    let found = read::every(async |page_token| {
        let framework = framework.to_owned();
        let request =
            pb::ListCorrectionsRequest { page_size: 100, page_token, framework, ..Default::default() };
        let page = visit.services().corrections().list_corrections(visit.ask(request)?).await?.into_inner();
        Ok((page.corrections, page.next_page_token))
    });
    Ok(found.await?)
}

/// The corrections that stood when the framework was as it is shown: now, or when its quarter ended.
pub(super) async fn of(visit: &Visit, framework: &pb::Framework) -> Result<Vec<pb::Correction>, Failure> {
    let mut corrections = all(visit, &framework.name).await?;
    corrections.retain(|correction| stood(correction, framework));
    Ok(corrections)
}

fn stood(correction: &pb::Correction, framework: &pb::Framework) -> bool {
    let seconds = |stamp: Option<prost_types::Timestamp>| stamp.map(|stamp| stamp.seconds);
    match seconds(framework.freeze_time) {
        None => correction.state() == State::Current,
        Some(end) => {
            seconds(correction.create_time).is_some_and(|made| made <= end)
                && seconds(correction.withdraw_time).is_none_or(|withdrawn| withdrawn > end)
        }
    }
}

/// What was worked out and what the council says, side by side.
pub(super) fn table(corrections: &[pb::Correction]) -> Table {
    let heads = [
        "framework-corrections-answer",
        "framework-corrections-computed",
        "framework-corrections-said",
        "framework-corrections-reason",
        "framework-corrections-since",
    ];
    let table = Table::new("corrections", text("framework-corrections-table"), heads.map(text).to_vec());
    corrections.iter().fold(table, |table, correction| {
        let cells = vec![
            Cell::words(status(correction.computed_status)),
            Cell::words(status(correction.status)),
            Cell::words(&correction.reason),
            Cell::words(view::day(correction.create_time)),
        ];
        table.row(answer(correction), cells)
    })
}

/// Which answer is corrected.
fn answer(correction: &pb::Correction) -> Text {
    let question = QUESTIONS.iter().find(|(question, _)| *question == correction.question);
    text("framework-corrections-of")
        .with("kind", said::offering::kind(correction.kind))
        .with("question", question.map(|(_, key)| text(key)).unwrap_or_default())
}

/// One correction in a sentence, with what became of it.
fn history(correction: &pb::Correction) -> Text {
    let key = match correction.state() {
        State::Withdrawn => "framework-corrections-was",
        _ => "framework-corrections-is",
    };
    text(key)
        .with("answer", answer(correction))
        .with("computed", status(correction.computed_status))
        .with("said", status(correction.status))
        .with("day", view::day(correction.create_time))
        .with("until", view::day(correction.withdraw_time))
}

/// `GET /frameworks/{gss}/corrections`
pub(super) async fn list(visit: Visit, Path(gss): Path<String>) -> Result<Response, Failure> {
    ask(&visit, &gss, Form::new()).await
}

async fn ask(visit: &Visit, gss: &str, form: Form) -> Result<Response, Failure> {
    let framework = show::fetch(visit, gss, "").await?;
    let council = staff::council(&framework.council);
    let under = text("framework-title").with("council", &council);
    let page = visit.page(text("framework-corrections-title").with("council", &council));
    let page = page.under(under, format!("/{}", framework.name)).asking(&form);
    page.show(&List {
        corrections: all(visit, &framework.name).await?,
        corrects: staff::is_officer_of(visit, &framework.council),
        council,
        framework,
        form,
    })
}

/// `POST /frameworks/{gss}/corrections`
pub(super) async fn add(visit: Visit, Path(gss): Path<String>, mut form: Form) -> Result<Response, Failure> {
    staff::one_of(&visit, &[Role::Officer])?;
    form.need("kind", text("framework-corrections-kind-needed"));
    form.need("question", text("framework-corrections-question-needed"));
    form.need("status", text("framework-corrections-status-needed"));
    if form.value("reason").chars().count() < 10 {
        form.note("reason", text("framework-corrections-reason-needed"));
    }
    if form.is_wrong() {
        return ask(&visit, &gss, form).await;
    }
    let number = |name: &str| form.value(name).parse().unwrap_or_default();
    let correction = pb::Correction {
        kind: number("kind"),
        question: number("question"),
        status: number("status"),
        reason: form.value("reason").to_owned(),
        framework: format!("frameworks/{gss}"),
        ..pb::Correction::default()
    };
    let request_id = form.request_id().to_owned();
    let request = pb::CreateCorrectionRequest { correction: Some(correction), request_id };
    match visit.services().corrections().create_correction(visit.ask(request)?).await {
        Ok(_) => Ok(visit.go_saying(&format!("/frameworks/{gss}"), "framework-corrected")),
        Err(status) => ask(&visit, &gss, refusal::retry(form, Error::from(status))?).await,
    }
}

/// `POST /frameworks/{gss}/corrections/{id}/withdraw`
pub(super) async fn withdraw(
    visit: Visit,
    Path((gss, id)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    staff::one_of(&visit, &[Role::Officer])?;
    let request =
        pb::WithdrawCorrectionRequest { name: format!("corrections/{id}"), etag: form.etag().to_owned() };
    match visit.services().corrections().withdraw_correction(visit.ask(request)?).await {
        Ok(_) => {
            let path = format!("/frameworks/{gss}/corrections");
            Ok(visit.go_saying(&path, "framework-correction-withdrawn"))
        }
        Err(status) => ask(&visit, &gss, refusal::retry(form, Error::from(status))?).await,
    }
}
