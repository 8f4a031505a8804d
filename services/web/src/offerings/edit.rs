//! Changing one part of an offering.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::Error;
use proto::ulos::v1 as pb;
use proto::ulos::v1::offering::{Kind, PriceBasis};

use super::part::Part;
use super::times;
use crate::entry::edit::{access, regions};
use crate::error::Failure;
use crate::fields::Choices;
use crate::find;
use crate::form::Form;
use crate::refusal;
use crate::said;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Text, text};

/// What a price can be for, with the keys of the words.
pub(super) const BASES: &[(i32, &str)] = &[
    (PriceBasis::Free as i32, "supply-basis-free"),
    (PriceBasis::PerHour as i32, "supply-basis-hour"),
    (PriceBasis::PerPlan as i32, "supply-basis-plan"),
    (PriceBasis::PerMonth as i32, "supply-basis-month"),
    (PriceBasis::Sliding as i32, "supply-basis-sliding"),
];

#[derive(Template)]
#[template(path = "offerings/edit.html")]
struct Editing {
    form: Form,
    part: Part,
    offering: pb::Offering,
    path: String,
}

impl Editing {
    fn regions(&self) -> Vec<(Text, bool, Choices<'_>)> {
        regions(&self.form)
    }

    fn access(&self) -> Vec<Choices<'_>> {
        access(&self.form, "access")
    }
}

/// `GET /ulos/{id}/edit/offerings/{offering}/{part}`
pub(super) async fn editing(
    visit: Visit,
    Path((id, offering, part)): Path<(String, String, String)>,
) -> Result<Response, Failure> {
    let part = Part::parse(&part)?;
    let offering = super::fetch(&visit, &id, &offering).await?;
    let form = part.fill(&offering);
    ask(&visit, offering, part, form)
}

fn ask(visit: &Visit, offering: pb::Offering, part: Part, form: Form) -> Result<Response, Failure> {
    let path = super::path(&offering);
    let page = visit.page(part.title()).back(&path).asking(&form);
    page.show(&Editing { form, part, offering, path })
}

/// `POST /ulos/{id}/edit/offerings/{offering}/{part}`
pub(super) async fn edit(
    visit: Visit,
    Path((id, offering, part)): Path<(String, String, String)>,
    mut form: Form,
) -> Result<Response, Failure> {
    let part = Part::parse(&part)?;
    let now = super::fetch(&visit, &id, &offering).await?;
    let etag = form.etag().to_owned();
    let mut sent = pb::Offering { name: now.name.clone(), etag, ..Default::default() };
    part.read(&mut form, &mut sent);
    if part == Part::Where {
        place(&visit, &mut form, &now, &mut sent).await?;
    }
    if form.is_wrong() {
        return ask(&visit, now, part, form);
    }
    match super::update(&visit, sent, part.paths()).await {
        Ok(offering) => Ok(visit.go_saying(&super::path(&offering), "supply-saved")),
        Err(Error::Stale) => {
            let form = refusal::beside(form, &part.fill(&now));
            ask(&visit, now, part, form)
        }
        Err(error) => ask(&visit, now, part, refusal::retry(form, error)?),
    }
}

/// Where it is based: at the postcode typed; where it was when none is; nowhere when that is asked for.
pub(super) async fn place(
    visit: &Visit,
    form: &mut Form,
    now: &pb::Offering,
    sent: &mut pb::Offering,
) -> Result<(), Failure> {
    if form.has("no_place", "yes") {
        return Ok(());
    }
    (sent.latitude, sent.longitude) = (now.latitude, now.longitude);
    let postcode = form.value("postcode").to_owned();
    if postcode.is_empty() {
        return Ok(());
    }
    match find::council_of(visit, &postcode).await {
        Ok(found) => (sent.latitude, sent.longitude) = (Some(found.latitude), Some(found.longitude)),
        Err(Error::Invalid(_) | Error::NotFound(_)) => form.note("postcode", text("supply-postcode-wrong")),
        Err(error) => return Err(error.into()),
    }
    Ok(())
}
