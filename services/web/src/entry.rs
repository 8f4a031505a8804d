//! The entry of an organisation, kept by its manager: what it is, where it works, how to reach it, the access it
//! promises, its numbers in public registers; and closing it.

mod close;
pub(crate) mod edit;
mod part;
pub(crate) mod registrations;

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use platform::Error;
use prost_types::FieldMask;
use proto::ulos::v1 as pb;

use crate::activities;
use crate::error::Failure;
use crate::funding;
use crate::organisation;
use crate::parts::{Progress, Summary, Tasks};
use crate::read;
use crate::said;
use crate::site::Site;
use crate::staff;
use crate::view::{self, View};
use crate::visit::Visit;
use crate::waiting;
use crate::words::{Say as _, Text, text};

/// The pages of an entry.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/ulos/{id}/edit", get(show))
        .route("/ulos/{id}/edit/registrations", get(registrations::list).post(registrations::add))
        .route("/ulos/{id}/edit/registrations/remove", post(registrations::remove))
        .route("/ulos/{id}/edit/close", get(close::closing).post(close::close))
        .route("/ulos/{id}/edit/{part}", get(edit::editing).post(edit::edit))
}

#[derive(Template)]
#[template(path = "entry/show.html")]
struct Show {
    ulo: pb::Ulo,
    verdict: i32,
    why: Text,
    offerings: Vec<pb::Offering>,
    money: Text,
    doings: Vec<Text>,
    todo: Tasks,
    open: bool,
    /// The change that waits for a check.
    edit: Option<pb::Edit>,
    claims: Vec<pb::Claim>,
}

impl Show {
    fn facts(&self) -> Summary {
        let ulo = &self.ulo;
        let contact = ulo.contact.clone().unwrap_or_default();
        let who_for = ulo.who_for.iter().map(|who| said::offering::who_for(*who)).collect();
        let registrations = ulo.registrations.iter().map(registrations::said).collect();
        let councils = ulo.councils.iter().map(|name| staff::council(name)).collect();
        let kind = said::organisation::kind(ulo.kind);
        let form = said::organisation::legal_form(ulo.legal_form);
        let rows: Vec<(&'static str, &str, Vec<Text>)> = vec![
            ("entry-name", "about", vec![ulo.display_name.text()]),
            ("entry-description", "about", vec![ulo.description.text()]),
            ("entry-kind", "about", vec![kind]),
            ("entry-legal-form", "about", vec![form]),
            ("entry-founded", "about", vec![view::date(&ulo.founded_date).text()]),
            ("entry-who-for", "about", who_for),
            ("entry-contact", "contact", reached(&contact)),
            ("entry-areas", "areas", councils),
            ("entry-access", "access", said::access::items(&ulo.access_features)),
            ("entry-registrations", "registrations", registrations),
        ];
        rows.into_iter().fold(Summary::default(), |rows, (label, part, values)| {
            let mut values = values.into_iter();
            let rows = rows.row(text(label), values.next().unwrap_or_default());
            let rows = values.fold(rows, Summary::and);
            if self.open { rows.change(format!("/{}/edit/{part}", ulo.name)) } else { rows }
        })
    }
}

/// Every way to reach it that is given, a line each.
fn reached(contact: &pb::Contact) -> Vec<Text> {
    let lines = [&contact.phone, &contact.email, &contact.website].into_iter();
    let lines = lines.chain(&contact.address_lines).chain([&contact.postcode]);
    lines.filter(|line| !line.is_empty()).map(|line| line.text()).collect()
}

/// `GET /ulos/{id}/edit`
async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let ulo = fetch(&visit, &id).await?;
    let governance = read::governance(&visit, &ulo.name).await?;
    let verdict = ulo.user_led.as_ref().map_or(0, |standing| standing.verdict);
    let finance = funding::statement(&visit, &ulo.name).await?;
    let capacity = activities::capacity(&visit, &ulo.name).await?;
    let content = Show {
        money: funding::lead(finance.as_ref().and_then(|finance| finance.outlook.as_ref())),
        doings: [activities::board(&capacity)].into_iter().chain(activities::lacks(&capacity)).collect(),
        todo: todo(&ulo.name, finance.as_ref()),
        why: organisation::verdict(&verdict, governance.as_ref()),
        offerings: read::offerings(&visit, "", &ulo.name, 0).await?,
        open: ulo.state() == pb::ulo::State::Listed,
        edit: waiting::edits(&visit, &ulo.name).await?.pop(),
        claims: waiting::claims(&visit, &ulo.name).await?,
        verdict,
        ulo,
    };
    visit
        .page(text("entry-title"))
        .under(&content.ulo.display_name, format!("/{}", content.ulo.name))
        .show(&content)
}

/// A statement older than this is to be made again, in days.
const STATEMENT_OLD: i32 = 365;

/// What there is to do about the money of an organisation.
fn todo(ulo: &str, finance: Option<&pb::Finance>) -> Tasks {
    let path = format!("/{ulo}/edit/finance");
    let Some(outlook) = finance.and_then(|finance| finance.outlook.as_ref()) else {
        return Tasks::default().task(text("funding-state"), path, Progress::Ready);
    };
    let mut tasks = Tasks::default();
    if outlook.statement_age_days > STATEMENT_OLD {
        tasks = tasks.task(text("funding-state-again"), &path, Progress::Ready);
    }
    if outlook.closure_plan_missing {
        tasks = tasks.task(text("funding-plan-write"), format!("{path}/plan"), Progress::Ready);
    }
    tasks
}

/// The organisation, for someone who keeps its pages.
pub(crate) async fn fetch(visit: &Visit, id: &str) -> Result<pb::Ulo, Failure> {
    let name = format!("ulos/{id}");
    staff::keeper(visit, &name)?;
    Ok(read::ulo(visit, &name).await?)
}

/// The same as its manager proposed it, when a change waits for a check.
async fn fetch_proposed(visit: &Visit, id: &str) -> Result<pb::Ulo, Failure> {
    Ok(waiting::proposed(visit, fetch(visit, id).await?).await?)
}

/// Changes those fields of an organisation.
async fn update(visit: &Visit, ulo: pb::Ulo, paths: &[&str]) -> Result<pb::Ulo, Error> {
    let paths = paths.iter().map(|path| (*path).to_owned()).collect();
    let request = pb::UpdateUloRequest { ulo: Some(ulo), update_mask: Some(FieldMask { paths }) };
    Ok(visit.services().ulos().update_ulo(visit.ask(request)?).await?.into_inner())
}
