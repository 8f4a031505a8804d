//! Where a person lives: from a postcode that is not kept, or by choosing the council.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::Error;
use proto::people::v1::{Person, Place};
use reference::council::{self, Council};

use crate::asked::Asked;
use crate::error::Failure;
use crate::fields::Choices;
use crate::find;
use crate::form::Form;
use crate::mine;
use crate::page::query;
use crate::view::View;
use crate::visit::Visit;
use crate::words::text;

const MASK: &[&str] = &["place", "council"];

#[derive(Template)]
#[template(path = "profile/place.html")]
struct Where {
    form: Form,
    person: String,
    then: String,
}

#[derive(Template)]
#[template(path = "profile/council.html")]
struct Which {
    form: Form,
    person: String,
    then: String,
    /// The regions to choose from; none once one is chosen.
    regions: Vec<(&'static str, &'static str)>,
    councils: Vec<&'static Council>,
}

pub(super) async fn ask(visit: Visit, Path(id): Path<String>, asked: Asked) -> Result<Response, Failure> {
    let person = mine::person(&visit, &mine::own(&visit, &id)?).await?;
    show(&visit, &person, Form::editing(&person.etag), &asked)
}

fn show(visit: &Visit, person: &Person, form: Form, asked: &Asked) -> Result<Response, Failure> {
    let then = query(asked.value("then"));
    let page = visit.page(text("profile-ask-place")).back(format!("/{}", person.name)).asking(&form);
    page.show(&Where { form, person: person.name.clone(), then })
}

/// Looks the postcode up, and keeps only the council, the first half and the place to about a kilometre.
pub(super) async fn save(
    visit: Visit,
    Path(id): Path<String>,
    asked: Asked,
    mut form: Form,
) -> Result<Response, Failure> {
    let person = mine::person(&visit, &mine::own(&visit, &id)?).await?;
    let found = match find::council_of(&visit, form.value("postcode")).await {
        Ok(found) => found,
        Err(Error::NotFound(_)) => {
            form.note("postcode", text("find-unknown"));
            return show(&visit, &person, form, &asked);
        }
        Err(Error::Invalid(_)) => {
            form.note("postcode", text("find-wrong"));
            return show(&visit, &person, form, &asked);
        }
        Err(error) => return Err(error.into()),
    };
    let mut person = person;
    person.council = found.council.map(|council| council.name).unwrap_or_default();
    person.place = Some(Place {
        outward_code: found.outward_code,
        latitude: Some(found.latitude),
        longitude: Some(found.longitude),
    });
    let person = super::update(&visit, person, MASK).await?;
    Ok(super::done(&visit, &person.name, None, asked.value("then")))
}

/// First the region, then the council.
pub(super) async fn councils(
    visit: Visit,
    Path(id): Path<String>,
    asked: Asked,
) -> Result<Response, Failure> {
    let person = mine::person(&visit, &mine::own(&visit, &id)?).await?;
    let form = Form::editing(&person.etag).with("council", &person.council);
    which(&visit, &person, form, &asked)
}

fn which(visit: &Visit, person: &Person, form: Form, asked: &Asked) -> Result<Response, Failure> {
    let region = asked.value("region");
    let mut councils: Vec<_> = council::ALL.iter().filter(|council| council.region_code == region).collect();
    councils.sort_by_key(|council| council.display_name);
    let mut regions: Vec<_> =
        council::ALL.iter().map(|council| (council.region_code, council.region)).collect();
    regions.sort_unstable();
    regions.dedup();
    if !councils.is_empty() {
        regions.clear();
    }
    let page = visit.page(text("profile-ask-council")).back(format!("/{}/place", person.name)).asking(&form);
    let then = query(asked.value("then"));
    page.show(&Which { form, person: person.name.clone(), then, regions, councils })
}

/// Keeps the council alone: a place from before may be another's.
pub(super) async fn choose(
    visit: Visit,
    Path(id): Path<String>,
    asked: Asked,
    mut form: Form,
) -> Result<Response, Failure> {
    let mut person = mine::person(&visit, &mine::own(&visit, &id)?).await?;
    if !council::is_name(form.value("council")) {
        form.note("council", text("profile-council-needed"));
        return which(&visit, &person, form, &asked);
    }
    form.value("council").clone_into(&mut person.council);
    person.place = None;
    let person = super::update(&visit, person, MASK).await?;
    Ok(super::done(&visit, &person.name, None, asked.value("then")))
}

fn choices<'a>(form: &'a Form, councils: &[&'static Council]) -> Choices<'a> {
    let asked = Choices::one(form, "council").label(text("profile-ask-council")).heading();
    councils.iter().fold(asked, |asked, council| {
        asked.option(format!("councils/{}", council.gss_code), council.display_name)
    })
}
