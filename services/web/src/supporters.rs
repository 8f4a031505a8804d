//! People who help: who may act for the person, with which powers, until when; ended in one step.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use chrono::{Months, Utc};
use platform::{Error, Role};
use proto::people::v1 as pb;

use crate::account::{Email, Seat};
use crate::error::Failure;
use crate::form::Form;
use crate::mine;
use crate::said;
use crate::site::Site;
use crate::view::View;
use crate::visit::Visit;
use crate::words::text;

/// For how many months powers are given.
const MONTHS: &[(u32, &str)] = &[
    (1, "supporters-until-1"),
    (3, "supporters-until-3"),
    (6, "supporters-until-6"),
    (12, "supporters-until-12"),
];

/// The pages of this file.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/people/{id}/supporters", get(show))
        .route("/people/{id}/supporters/new", get(new).post(create))
        .route("/people/{id}/supporters/{supporter}", get(edit).post(save))
        .route("/people/{id}/supporters/{supporter}/end", post(end))
}

#[derive(Template)]
#[template(path = "supporters/show.html")]
struct Show {
    person: String,
    active: Vec<pb::Supporter>,
    past: Vec<pb::Supporter>,
}

#[derive(Template)]
#[template(path = "supporters/edit.html")]
struct Edit {
    form: Form,
    /// Whether this is a new one.
    new: bool,
}

async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let person = mine::own(&visit, &id)?;
    let all = mine::supporters(&visit, &person).await?;
    let is_active = |one: &pb::Supporter| one.state() == pb::supporter::State::Active;
    let (active, past) = all.into_iter().partition(is_active);
    let page = visit.page(text("supporters-title")).under(text("profile-title"), format!("/{person}"));
    page.show(&Show { person, active, past })
}

async fn new(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let person = mine::own(&visit, &id)?;
    ask(&visit, &person, true, Form::new().with("powers", 1).with("months", 6))
}

fn ask(visit: &Visit, person: &str, new: bool, form: Form) -> Result<Response, Failure> {
    let title = if new { "supporters-new" } else { "supporters-edit" };
    let page = visit.page(text(title)).back(format!("/{person}/supporters")).asking(&form);
    page.show(&Edit { form, new })
}

/// What was typed, put into a grant.
fn read(form: &mut Form, supporter: &mut pb::Supporter) {
    form.need("powers", text("supporters-powers-needed"));
    form.need("months", text("supporters-until-needed"));
    form.value("display_name").clone_into(&mut supporter.display_name);
    form.value("email").clone_into(&mut supporter.email);
    form.value("evidence").clone_into(&mut supporter.evidence);
    supporter.powers = form.list("powers").iter().filter_map(|power| power.parse().ok()).collect();
    supporter.expire_time = Some(in_months(form.value("months").parse().unwrap_or(1)));
}

/// The beginning of the day in so many months, so that a repeat says the same.
fn in_months(months: u32) -> prost_types::Timestamp {
    let day = Utc::now().date_naive().checked_add_months(Months::new(months)).unwrap_or_default();
    prost_types::Timestamp { seconds: day.and_time(chrono::NaiveTime::MIN).and_utc().timestamp(), nanos: 0 }
}

async fn create(
    visit: Visit,
    State(site): State<Site>,
    Path(id): Path<String>,
    mut form: Form,
) -> Result<Response, Failure> {
    let person = mine::own(&visit, &id)?;
    form.need("display_name", text("supporters-name-needed"));
    form.need("email", text("supporters-email-needed"));
    form.need("kind", text("supporters-kind-needed"));
    let mut supporter = pb::Supporter {
        kind: form.value("kind").parse().unwrap_or_default(),
        person: person.clone(),
        ..Default::default()
    };
    read(&mut form, &mut supporter);
    if form.is_wrong() {
        return ask(&visit, &person, true, form);
    }
    let message =
        pb::CreateSupporterRequest { supporter: Some(supporter), request_id: form.request_id().to_owned() };
    match visit.services().supporters().create_supporter(visit.ask(message)?).await {
        Ok(made) => {
            invite(&visit, &site, &made.into_inner()).await?;
            Ok(visit.go_saying(&format!("/{person}/supporters"), "supporters-added"))
        }
        Err(status) => ask(&visit, &person, true, form.again(status.into())?),
    }
}

/// Lets the supporter sign in with their own address.
async fn invite(visit: &Visit, site: &Site, supporter: &pb::Supporter) -> Result<(), Failure> {
    let person = mine::person(visit, &supporter.person).await?;
    let email = Email::parse("supporter.email", &supporter.email).map_err(Error::from)?;
    let seat = Seat::new(Role::Supporter, &supporter.name, &supporter.display_name)
        .acting_for(&person.name, &person.display_name);
    site.accounts()?.invite(&email, &seat).await?;
    Ok(())
}

/// One of the person's own grants.
async fn one(visit: &Visit, id: &str, supporter: &str) -> Result<pb::Supporter, Failure> {
    let person = mine::own(visit, id)?;
    let supporter = mine::supporter(visit, &format!("supporters/{supporter}")).await?;
    if supporter.person == person { Ok(supporter) } else { Err(Error::not_found("this supporter").into()) }
}

async fn edit(visit: Visit, Path((id, supporter)): Path<(String, String)>) -> Result<Response, Failure> {
    let supporter = one(&visit, &id, &supporter).await?;
    ask(&visit, &supporter.person, false, filled(&supporter))
}

fn filled(supporter: &pb::Supporter) -> Form {
    let form = Form::editing(&supporter.etag)
        .with("display_name", &supporter.display_name)
        .with("email", &supporter.email)
        .with("evidence", &supporter.evidence);
    supporter.powers.iter().fold(form, |form, power| form.with("powers", power))
}

async fn save(
    visit: Visit,
    State(site): State<Site>,
    Path((id, supporter)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Failure> {
    const MASK: [&str; 5] = ["display_name", "email", "powers", "evidence", "expire_time"];
    let before = one(&visit, &id, &supporter).await?;
    let mut supporter = before.clone();
    read(&mut form, &mut supporter);
    if form.is_wrong() {
        return ask(&visit, &before.person, false, form);
    }
    form.etag().clone_into(&mut supporter.etag);
    let message = pb::UpdateSupporterRequest {
        supporter: Some(supporter),
        update_mask: Some(prost_types::FieldMask { paths: MASK.map(str::to_owned).to_vec() }),
    };
    match visit.services().supporters().update_supporter(visit.ask(message)?).await.map_err(Error::from) {
        Ok(saved) => {
            invite(&visit, &site, &saved.into_inner()).await?;
            Ok(visit.go_saying(&format!("/{}/supporters", before.person), "profile-saved"))
        }
        Err(Error::Stale) => ask(&visit, &before.person, false, form.onto(&filled(&before))),
        Err(error) => ask(&visit, &before.person, false, form.again(error)?),
    }
}

async fn end(
    visit: Visit,
    Path((id, supporter)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let person = mine::own(&visit, &id)?;
    let name = format!("supporters/{supporter}");
    let message = pb::RevokeSupporterRequest { name, etag: form.etag().to_owned() };
    visit.services().supporters().revoke_supporter(visit.ask(message)?).await?;
    Ok(visit.go_saying(&format!("/{person}/supporters"), "supporters-ended"))
}
