//! A person's details: everything they told us, and the pages that change who they are and where they live.

mod place;
mod step;

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use platform::{Error, Role};
use proto::people::v1 as pb;

use crate::account::Seat;
use crate::asked::Asked;
use crate::error::Failure;
use crate::form::Form;
use crate::mine;
use crate::parts::Summary;
use crate::said;
use crate::site::Site;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Say as _, Text, text};
use step::Step;

/// The pages of this file.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/people/{id}", get(show))
        .route("/people/{id}/place", get(place::ask).post(place::save))
        .route("/people/{id}/council", get(place::councils).post(place::choose))
        .route("/people/{id}/about/{step}", get(edit).post(save))
}

#[derive(Template)]
#[template(path = "profile/show.html")]
struct Show {
    person: pb::Person,
    about: Summary,
    more: Summary,
    /// Only the person themselves can have the record erased.
    own: bool,
}

#[derive(Template)]
#[template(path = "profile/step.html")]
struct Question {
    form: Form,
    step: Step,
    skip: String,
}

async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let person = mine::person(&visit, &mine::own(&visit, &id)?).await?;
    let needs = mine::current_needs(&visit, &person.name).await?;
    let budgets = mine::current_budgets(&visit, &person.name).await?;
    let own = visit.signed_in()?.caller().role == Role::Person;
    let content = Show { about: about(&person, &needs, &budgets), more: equality(&person), person, own };
    visit.page(text("profile-title")).show(&content)
}

fn about(person: &pb::Person, needs: &[pb::Need], budgets: &[pb::Budget]) -> Summary {
    let to = |page: &str| format!("/{}/{page}", person.name);
    let rows = Summary::default()
        .row(text("profile-name"), &person.display_name)
        .change(to("about/name"))
        .row(text("profile-pronouns"), &person.pronouns)
        .change(to("about/name"))
        .row(text("profile-place"), place_of(person))
        .change(to("place"));
    let routes: Vec<Text> = person.contact_routes.iter().map(crate::contact::words).collect();
    let rows = list(rows, text("profile-contact"), &routes).change(to("contact"));
    let needs: Vec<Text> = needs.iter().map(crate::needs::words).collect();
    let rows = list(rows, text("profile-needs"), &needs).change(to("needs"));
    let budgets: Vec<Text> = budgets.iter().map(crate::budget::words).collect();
    list(rows, text("profile-budget"), &budgets).change(to("budget"))
}

fn equality(person: &pb::Person) -> Summary {
    let to = |page: &str| format!("/{}/about/{page}", person.name);
    let equality = person.equality.unwrap_or_default();
    Summary::default()
        .row(text("profile-age"), said::person::age_band(person.age_band))
        .change(to("age"))
        .row(text("profile-gender"), said::person::gender(equality.gender))
        .change(to("gender"))
        .row(text("profile-ethnicity"), said::person::ethnicity(equality.ethnicity))
        .change(to("ethnicity"))
}

/// Roughly where a person lives.
fn place_of(person: &pb::Person) -> Text {
    let code = person.council.trim_start_matches("councils/");
    let council = reference::council::find(code).map(|council| council.display_name).unwrap_or_default();
    match &person.place {
        Some(place) if !council.is_empty() => {
            text("profile-place-both").with("council", council).with("code", &place.outward_code)
        }
        Some(place) => place.outward_code.text(),
        None => council.text(),
    }
}

/// A row with a line each; "Not given" when there is none.
fn list(rows: Summary, label: Text, values: &[Text]) -> Summary {
    let mut values = values.iter();
    let rows = rows.row(label, values.next().cloned().unwrap_or_default());
    values.fold(rows, |rows, value| rows.and(value))
}

async fn edit(
    visit: Visit,
    Path((id, step)): Path<(String, String)>,
    asked: Asked,
) -> Result<Response, Failure> {
    let step = Step::find(&step).ok_or_else(|| Error::not_found("this page"))?;
    let person = mine::person(&visit, &mine::own(&visit, &id)?).await?;
    question(&visit, step, &person.name, step.form(&person), &asked)
}

fn question(visit: &Visit, step: Step, person: &str, form: Form, asked: &Asked) -> Result<Response, Failure> {
    let skip =
        if asked.value("then") == "setup" { onward(person, Some(step), "setup") } else { String::new() };
    let page = visit.page(text(step.title())).back(format!("/{person}")).asking(&form);
    page.show(&Question { form, step, skip })
}

async fn save(
    visit: Visit,
    Path((id, step)): Path<(String, String)>,
    asked: Asked,
    form: Form,
) -> Result<Response, Failure> {
    let step = Step::find(&step).ok_or_else(|| Error::not_found("this page"))?;
    let before = mine::person(&visit, &mine::own(&visit, &id)?).await?;
    let mut person = before.clone();
    step.read(&form, &mut person);
    form.etag().clone_into(&mut person.etag);
    match update(&visit, person, step.mask()).await {
        Ok(person) => {
            called(&visit, &person).await?;
            Ok(done(&visit, &person.name, Some(step), asked.value("then")))
        }
        Err(Error::Stale) => question(&visit, step, &before.name, form.onto(&step.form(&before)), &asked),
        Err(error) => question(&visit, step, &before.name, form.again(error)?, &asked),
    }
}

/// Lets the head of every page call the person what they are called now.
async fn called(visit: &Visit, person: &pb::Person) -> Result<(), Failure> {
    let viewer = visit.signed_in()?;
    if viewer.caller().role == Role::Person && viewer.name() != person.display_name {
        let seat = Seat::new(Role::Person, &person.name, &person.display_name);
        visit.site().accounts()?.seat(viewer.account(), &seat).await?;
    }
    Ok(())
}

/// Changes the named fields of a person.
///
/// # Errors
/// What the service said.
pub(crate) async fn update(visit: &Visit, person: pb::Person, mask: &[&str]) -> Result<pb::Person, Error> {
    let paths = mask.iter().map(|&path| path.to_owned()).collect();
    let message =
        pb::UpdatePersonRequest { person: Some(person), update_mask: Some(prost_types::FieldMask { paths }) };
    Ok(visit.services().people().update_person(visit.ask(message)?).await?.into_inner())
}

/// After something was saved: on with setting up, back to where it was needed, or to the details.
pub(crate) fn done(visit: &Visit, person: &str, step: Option<Step>, then: &str) -> Response {
    match then {
        "setup" => visit.go(&onward(person, step, then)),
        then if then.starts_with("/home/") => visit.go(then),
        _ => visit.go_saying(&format!("/{person}"), "profile-saved"),
    }
}

/// The page after one of these while setting up; after the last, home.
fn onward(person: &str, step: Option<Step>, then: &str) -> String {
    match step {
        Some(Step::Name) => format!("/{person}/place?then={then}"),
        None => format!("/{person}/contact?then={then}"),
        Some(Step::Age) => format!("/{person}/about/gender?then={then}"),
        Some(Step::Gender) => format!("/{person}/about/ethnicity?then={then}"),
        Some(Step::Ethnicity) => "/home".to_owned(),
    }
}
