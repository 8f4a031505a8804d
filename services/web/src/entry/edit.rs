//! Changing one part of an entry.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::Error;
use proto::ulos::v1 as pb;

use super::part::Part;
use crate::error::Failure;
use crate::fields::Choices;
use crate::find;
use crate::form::Form;
use crate::read;
use crate::refusal;
use crate::said;
use crate::view::View;
use crate::visit::Visit;
use crate::waiting;
use crate::words::{Text, text};

#[derive(Template)]
#[template(path = "entry/edit.html")]
struct Editing {
    form: Form,
    part: Part,
    ulo: pb::Ulo,
}

impl Editing {
    fn regions(&self) -> Vec<(Text, bool, Choices<'_>)> {
        regions(&self.form)
    }

    fn access(&self) -> Vec<Choices<'_>> {
        access(&self.form, "access_features")
    }
}

/// Every council to choose from, by region; whether any of the region is chosen.
pub(crate) fn regions(form: &Form) -> Vec<(Text, bool, Choices<'_>)> {
    let mut all: Vec<_> = reference::council::ALL.iter().collect();
    all.sort_by_key(|council| (council.region, council.display_name));
    let mut regions: Vec<(Text, bool, Choices<'_>)> = Vec::new();
    for here in all.chunk_by(|one, other| one.region == other.region) {
        let Some(first) = here.first() else { continue };
        let choices = Choices::many(form, "councils").label(first.region);
        let choices = if regions.is_empty() { choices } else { choices.group(first.region_code) };
        let name = |code: &str| format!("councils/{code}");
        let chosen = here.iter().any(|council| form.has("councils", &name(council.gss_code)));
        let choices = here
            .iter()
            .fold(choices, |choices, council| choices.option(name(council.gss_code), council.display_name));
        regions.push((text("entry-region").with("region", first.region), chosen, choices.across()));
    }
    regions
}

/// Every access that can be promised, by category; languages are asked elsewhere.
pub(crate) fn access<'a>(form: &'a Form, name: &'a str) -> Vec<Choices<'a>> {
    let groups = said::access::GROUPS.iter().filter(|group| !group.items.is_empty());
    let choices = |(index, group): (usize, &said::access::Group)| {
        let choices = Choices::many(form, name).label(text(group.title));
        let choices = if index == 0 { choices } else { choices.group(group.slug) };
        let add = |choices: Choices<'a>, code: &&str| choices.option(code, said::access::item(code));
        group.items.iter().fold(choices, add).across()
    };
    groups.enumerate().map(choices).collect()
}

/// `GET /ulos/{id}/edit/{part}`
pub(super) async fn editing(
    visit: Visit,
    Path((id, part)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let part = Part::parse(&part)?;
    let ulo = super::fetch_proposed(&visit, &id).await?;
    let form = part.fill(&ulo);
    ask(&visit, ulo, part, form)
}

fn ask(visit: &Visit, ulo: pb::Ulo, part: Part, form: Form) -> Result<Response, Failure> {
    let page = visit.page(part.title()).back(format!("/{}/edit", ulo.name)).asking(&form);
    page.show(&Editing { form, part, ulo })
}

/// `POST /ulos/{id}/edit/{part}`
pub(super) async fn edit(
    visit: Visit,
    Path((id, part)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Failure> {
    let part = Part::parse(&part)?;
    let now = super::fetch_proposed(&visit, &id).await?;
    let mut ulo = part.read(&mut form, &now);
    if form.is_wrong() {
        return ask(&visit, now, part, form);
    }
    if let Some(contact) = &mut ulo.contact {
        place(&visit, contact).await?;
    }
    match super::update(&visit, ulo, part.paths()).await {
        Ok(ulo) => {
            let told = waiting::told(&visit, &ulo.name, part.is_relied_on()).await?;
            Ok(visit.go_saying(&format!("/{}/edit", ulo.name), told))
        }
        Err(Error::Stale) => {
            let form = refusal::beside(form, &part.fill(&now));
            ask(&visit, now, part, form)
        }
        Err(error) => ask(&visit, now, part, refusal::retry(form, error)?),
    }
}

/// Where the postcode is, when that is known; what is wrong with it the organisations' service says.
async fn place(visit: &Visit, contact: &mut pb::Contact) -> Result<(), Failure> {
    if contact.postcode.is_empty() {
        return Ok(());
    }
    let found = match find::council_of(visit, &contact.postcode).await {
        Err(Error::Invalid(_)) => None,
        found => read::if_there(found)?,
    };
    if let Some(found) = found {
        (contact.latitude, contact.longitude) = (Some(found.latitude), Some(found.longitude));
    }
    Ok(())
}
