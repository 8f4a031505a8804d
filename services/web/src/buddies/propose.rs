//! Proposing an agreement, and changing what is proposed.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use chrono::Months;
use platform::{Error, Role};
use prost_types::FieldMask;
use proto::ulos::v1 as pb;

use super::{Named, fetch};
use crate::asked::Asked;
use crate::error::Failure;
use crate::form::Form;
use crate::refusal;
use crate::said;
use crate::staff;
use crate::view::View;
use crate::visit::Visit;
use crate::when;
use crate::words::{Text, text};

/// How many milestones can be typed.
const MILESTONES: usize = 5;
const PATHS: [&str; 8] = [
    "hours_per_month",
    "topics",
    "start_date",
    "end_date",
    "milestones",
    "cost_pence",
    "payer",
    "exit_terms",
];

#[derive(Template)]
#[template(path = "buddies/terms.html")]
struct Terms {
    form: Form,
    title: Text,
    sentence: Text,
    rows: Vec<Row>,
    cancel: String,
    /// The two, for one that is new.
    sides: Vec<(&'static str, String)>,
}

/// The fields of one milestone.
struct Row {
    number: usize,
    title: String,
    due: String,
}

fn rows() -> Vec<Row> {
    let row = |index: usize| Row {
        number: index + 1,
        title: format!("milestones[{index}].title"),
        due: format!("milestones[{index}].due_date"),
    };
    (0..MILESTONES).map(row).collect()
}

/// Both sides, as an address or a form names them.
fn sides(buddy: &str, ulo: &str, council: &str) -> pb::Buddying {
    let name = |kind: &str, id: &str| if id.is_empty() { String::new() } else { format!("{kind}/{id}") };
    pb::Buddying {
        buddy: name("ulos", buddy),
        helped_ulo: name("ulos", ulo),
        helped_council: name("councils", council),
        ..pb::Buddying::default()
    }
}

async fn ask(visit: &Visit, of: pb::Buddying, form: Form) -> Result<Response, Failure> {
    let new = of.name.is_empty();
    let id = |name: &str| name.split_once('/').map(|(_, id)| id.to_owned()).unwrap_or_default();
    let (title, cancel, sides) = if new {
        let sides = [("buddy", &of.buddy), ("ulo", &of.helped_ulo), ("council", &of.helped_council)];
        let cancel = match visit.signed_in()?.caller() {
            caller if caller.role == Role::Manager => format!("/{}/edit/buddies", caller.ulo),
            _ => format!("/frameworks/{}/buddies", id(&of.helped_council)),
        };
        (text("buddy-propose-title"), cancel, sides.map(|(field, name)| (field, id(name))).to_vec())
    } else {
        (text("buddy-edit-title"), format!("/{}", of.name), Vec::new())
    };
    let sentence = Named::of(visit, of).await?.sentence();
    let page = visit.page(title.clone()).back(&cancel).asking(&form);
    page.show(&Terms { form, title, sentence, rows: rows(), cancel, sides })
}

/// `GET /buddyings/new?buddy=&ulo=&council=`
pub(super) async fn proposing(visit: Visit, asked: Asked) -> Result<Response, Failure> {
    staff::one_of(&visit, &[Role::Manager, Role::Officer])?;
    let of = sides(asked.value("buddy"), asked.value("ulo"), asked.value("council"));
    let today = when::today();
    let end = today.checked_add_months(Months::new(6)).unwrap_or(today);
    let form = Form::new().with("start_date", today).with("end_date", end).with("cost_pence", 0);
    ask(&visit, of, form).await
}

/// `POST /buddyings/new`
pub(super) async fn propose(visit: Visit, mut form: Form) -> Result<Response, Failure> {
    staff::one_of(&visit, &[Role::Manager, Role::Officer])?;
    let of = sides(form.value("buddy"), form.value("ulo"), form.value("council"));
    let (terms, places) = read(&mut form);
    if form.is_wrong() {
        return ask(&visit, of, form).await;
    }
    let wanted = pb::Buddying {
        buddy: of.buddy.clone(),
        helped_ulo: of.helped_ulo.clone(),
        helped_council: of.helped_council.clone(),
        ..terms
    };
    let request_id = form.request_id().to_owned();
    let request = pb::CreateBuddyingRequest { buddying: Some(wanted), request_id };
    match visit.services().buddyings().create_buddying(visit.ask(request)?).await {
        Ok(made) => Ok(visit.go_saying(&format!("/{}", made.into_inner().name), "buddy-proposed")),
        Err(status) => {
            let form =
                refusal::retry(form, refusal::in_place(Error::from(status), "buddying.milestones", &places))?;
            ask(&visit, of, form).await
        }
    }
}

/// `GET /buddyings/{id}/edit`
pub(super) async fn editing(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    staff::one_of(&visit, &[Role::Manager, Role::Officer])?;
    let buddying = fetch(&visit, &id).await?;
    let form = fill(&buddying);
    ask(&visit, buddying, form).await
}

/// `POST /buddyings/{id}/edit`
pub(super) async fn edit(visit: Visit, Path(id): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let now = fetch(&visit, &id).await?;
    let (terms, places) = read(&mut form);
    if form.is_wrong() {
        return ask(&visit, now, form).await;
    }
    let sent = pb::Buddying { name: now.name.clone(), etag: form.etag().to_owned(), ..terms };
    let update_mask = Some(FieldMask { paths: PATHS.map(str::to_owned).to_vec() });
    let request = pb::UpdateBuddyingRequest { buddying: Some(sent), update_mask };
    match visit.services().buddyings().update_buddying(visit.ask(request)?).await.map_err(Error::from) {
        Ok(_) => Ok(visit.go_saying(&format!("/{}", now.name), "buddy-changed")),
        Err(Error::Stale) => {
            let form = refusal::beside(form, &fill(&now));
            ask(&visit, now, form).await
        }
        Err(error) => {
            let form = refusal::retry(form, refusal::in_place(error, "buddying.milestones", &places))?;
            ask(&visit, now, form).await
        }
    }
}

/// The form with what is known.
fn fill(buddying: &pb::Buddying) -> Form {
    let pence = buddying.cost_pence;
    let form = Form::editing(&buddying.etag)
        .with("hours_per_month", buddying.hours_per_month)
        .with("start_date", &buddying.start_date)
        .with("end_date", &buddying.end_date)
        .with("cost_pence", format!("{}.{:02}", pence / 100, pence % 100).trim_end_matches(".00"))
        .with("payer", buddying.payer)
        .with("exit_terms", &buddying.exit_terms);
    let form = buddying.topics.iter().fold(form, |form, topic| form.with("topics", topic));
    buddying
        .milestones
        .iter()
        .zip(rows())
        .fold(form, |form, (one, row)| form.with(&row.title, &one.title).with(&row.due, &one.due_date))
}

/// What was typed, and in which rows the milestones stand.
fn read(form: &mut Form) -> (pb::Buddying, Vec<usize>) {
    for (field, key) in [
        ("hours_per_month", "buddy-hours-needed"),
        ("topics", "buddy-topics-needed"),
        ("exit_terms", "buddy-exit-needed"),
        ("payer", "buddy-payer-needed"),
    ] {
        form.need(field, text(key));
    }
    let (mut milestones, mut places) = (Vec::new(), Vec::new());
    for (place, row) in rows().into_iter().enumerate() {
        let (title, due_date) = (form.value(&row.title).to_owned(), form.date(&row.due));
        if !title.is_empty() || !due_date.is_empty() {
            milestones.push(pb::BuddyMilestone { title, due_date, done_date: String::new() });
            places.push(place);
        }
    }
    if milestones.is_empty() {
        form.note("milestones[0].title", text("buddy-milestone-needed"));
    }
    let hours = form.number("hours_per_month").unwrap_or_default();
    let terms = pb::Buddying {
        hours_per_month: i32::try_from(hours).unwrap_or(i32::MAX),
        topics: form.all("topics").filter_map(|topic| topic.parse().ok()).collect(),
        start_date: form.date("start_date"),
        end_date: form.date("end_date"),
        milestones,
        cost_pence: form.pence("cost_pence").unwrap_or_default(),
        payer: form.value("payer").parse().unwrap_or_default(),
        exit_terms: form.value("exit_terms").to_owned(),
        ..pb::Buddying::default()
    };
    (terms, places)
}
