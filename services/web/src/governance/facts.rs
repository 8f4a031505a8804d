//! The numbers of an organisation, and the day they were true.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::Error;
use proto::ulos::v1 as pb;

use crate::entry;
use crate::error::Failure;
use crate::form::Form;
use crate::read;
use crate::refusal;
use crate::view::View;
use crate::visit::Visit;
use crate::words::text;

/// What is changed here.
const PATHS: &[&str] = &[
    "board_size",
    "board_from_constituency",
    "staff_size",
    "staff_from_constituency",
    "volunteer_size",
    "volunteers_from_constituency",
    "statement_date",
];

#[derive(Template)]
#[template(path = "governance/facts.html")]
struct Editing {
    form: Form,
    ulo: pb::Ulo,
}

/// The form with what is known.
fn fill(governance: Option<&pb::Governance>) -> Form {
    let Some(known) = governance else { return Form::new() };
    let numbers = [
        known.board_size,
        known.board_from_constituency,
        known.staff_size,
        known.staff_from_constituency,
        known.volunteer_size,
        known.volunteers_from_constituency,
    ];
    let said = numbers.map(|number| number.map_or_else(String::new, |number| number.to_string()));
    let form = Form::editing(&known.etag).with("statement_date", &known.statement_date);
    PATHS.iter().zip(said).fold(form, |form, (name, number)| form.with(name, number))
}

fn read(form: &mut Form, ulo: &str) -> pb::Governance {
    let mut number = |name: &str| form.number(name).and_then(|number| i32::try_from(number).ok());
    let mut sent = pb::Governance {
        board_size: number("board_size"),
        board_from_constituency: number("board_from_constituency"),
        staff_size: number("staff_size"),
        staff_from_constituency: number("staff_from_constituency"),
        volunteer_size: number("volunteer_size"),
        volunteers_from_constituency: number("volunteers_from_constituency"),
        ulo: ulo.to_owned(),
        ..Default::default()
    };
    sent.statement_date = form.date("statement_date");
    form.etag().clone_into(&mut sent.etag);
    sent
}

/// `GET /ulos/{id}/edit/governance/facts`
pub(super) async fn editing(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let ulo = entry::fetch(&visit, &id).await?;
    let governance = read::governance(&visit, &ulo.name).await?;
    ask(&visit, ulo, fill(governance.as_ref()))
}

fn ask(visit: &Visit, ulo: pb::Ulo, form: Form) -> Result<Response, Failure> {
    let back = format!("/{}/edit/governance", ulo.name);
    visit.page(text("governance-facts-title")).back(back).asking(&form).show(&Editing { form, ulo })
}

/// `POST /ulos/{id}/edit/governance/facts`
pub(super) async fn edit(visit: Visit, Path(id): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let ulo = entry::fetch(&visit, &id).await?;
    let now = read::governance(&visit, &ulo.name).await?;
    let sent = read(&mut form, &ulo.name);
    if form.is_wrong() {
        return ask(&visit, ulo, form);
    }
    match super::save(&visit, now.as_ref(), sent, PATHS, form.request_id()).await {
        Ok(()) => Ok(visit.go_saying(&format!("/{}/edit/governance", ulo.name), "governance-saved")),
        Err(Error::Stale) => ask(&visit, ulo, refusal::beside(form, &fill(now.as_ref()))),
        Err(error) => ask(&visit, ulo, refusal::retry(form, error)?),
    }
}
