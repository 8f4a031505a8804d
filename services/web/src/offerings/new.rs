//! Adding an offering: first its kind, then everything people need before they can choose it.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::Error;
use proto::ulos::v1 as pb;
use proto::ulos::v1::offering::Kind;

use super::edit::{BASES, place};
use super::part::Part;
use crate::asked::Asked;
use crate::entry;
use crate::entry::edit::regions;
use crate::error::Failure;
use crate::fields::Choices;
use crate::form::Form;
use crate::refusal;
use crate::said;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Text, text};

#[derive(Template)]
#[template(path = "offerings/kind.html")]
struct Beginning {
    form: Form,
    ulo: pb::Ulo,
}

#[derive(Template)]
#[template(path = "offerings/new.html")]
struct Adding {
    form: Form,
    ulo: pb::Ulo,
    kind: Kind,
}

impl Adding {
    fn number(&self) -> i32 {
        self.kind.into()
    }

    fn regions(&self) -> Vec<(Text, bool, Choices<'_>)> {
        regions(&self.form)
    }
}

/// `GET /ulos/{id}/edit/offerings/new`
pub(super) async fn adding(visit: Visit, Path(id): Path<String>, asked: Asked) -> Result<Response, Failure> {
    let ulo = entry::fetch(&visit, &id).await?;
    let kind = asked.value("kind").parse().unwrap_or_default();
    let form = Form::new().with("kind", kind).with("languages", "en");
    let form = ulo.councils.iter().fold(form, |form, name| form.with("councils", name));
    ask(&visit, ulo, kind, form)
}

fn ask(visit: &Visit, ulo: pb::Ulo, kind: i32, form: Form) -> Result<Response, Failure> {
    let back = format!("/{}/edit/offerings", ulo.name);
    match Kind::try_from(kind) {
        Err(_) | Ok(Kind::Unspecified) => {
            visit.page(text("supply-new-kind")).back(back).show(&Beginning { form, ulo })
        }
        Ok(kind) => {
            let page = visit.page(text("supply-new-title")).back(format!("{back}/new")).asking(&form);
            page.show(&Adding { form, ulo, kind })
        }
    }
}

/// `POST /ulos/{id}/edit/offerings/new`
pub(super) async fn add(visit: Visit, Path(id): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let ulo = entry::fetch(&visit, &id).await?;
    let kind: i32 = form.value("kind").parse().unwrap_or_default();
    let mut offering = pb::Offering { ulo: ulo.name.clone(), kind, ..Default::default() };
    for part in [Part::About, Part::Where, Part::Access, Part::Price] {
        part.read(&mut form, &mut offering);
    }
    place(&visit, &mut form, &pb::Offering::default(), &mut offering).await?;
    if offering.kind() == Kind::Advocacy {
        form.need("advocacy_kind", text("supply-advocacy-needed"));
    }
    if offering.kind() == Kind::PeerSupport {
        form.need("peer_support_model", text("supply-model-needed"));
    }
    if form.is_wrong() {
        return ask(&visit, ulo, kind, form);
    }
    let request_id = form.request_id().to_owned();
    let request =
        pb::CreateOfferingRequest { offering: Some(offering), request_id, from_another_directory: false };
    match visit.services().offerings().create_offering(visit.ask(request)?).await {
        Ok(offering) => Ok(visit.go_saying(&super::path(&offering.into_inner()), "supply-added")),
        Err(status) => ask(&visit, ulo, kind, refusal::retry(form, Error::from(status))?),
    }
}
