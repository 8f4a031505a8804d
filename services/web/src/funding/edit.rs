//! Adding a grant, contract or other income, and changing it.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::Error;
use prost_types::FieldMask;
use proto::ulos::v1 as pb;

use super::{fetch, path};
use crate::entry;
use crate::error::Failure;
use crate::form::Form;
use crate::refusal;
use crate::said;
use crate::staff;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Text, text};

/// What is changed here.
const PATHS: &[&str] = &[
    "kind",
    "funder",
    "council",
    "amount_pence",
    "start_date",
    "end_date",
    "renewal",
    "renewal_note",
    "certainty",
];

#[derive(Template)]
#[template(path = "funding/edit.html")]
struct Editing {
    form: Form,
    ulo: pb::Ulo,
    title: Text,
    /// The one that is changed; empty for a new one.
    name: String,
}

/// The form with what is known.
fn fill(funding: &pb::Funding) -> Form {
    let council = match funding.council.as_str() {
        "" => String::new(),
        name => staff::council(name).to_string(),
    };
    let pounds = format!("{}.{:02}", funding.amount_pence / 100, funding.amount_pence % 100);
    Form::editing(&funding.etag)
        .with("kind", funding.kind)
        .with("funder", &funding.funder)
        .with("council", council)
        .with("amount_pence", pounds.strip_suffix(".00").unwrap_or(&pounds))
        .with("start_date", &funding.start_date)
        .with("end_date", &funding.end_date)
        .with("renewal", funding.renewal)
        .with("renewal_note", &funding.renewal_note)
        .with("certainty", funding.certainty)
}

fn read(form: &mut Form, ulo: &str) -> pb::Funding {
    form.need("kind", text("funding-kind-needed"));
    form.need("amount_pence", text("funding-amount-needed"));
    let amount_pence = form.pence("amount_pence").unwrap_or_default();
    form.need("renewal", text("funding-renewal-needed"));
    form.need("certainty", text("funding-certainty-needed"));
    let number = |name: &str| form.value(name).parse().unwrap_or_default();
    let funding = pb::Funding {
        kind: number("kind"),
        funder: form.value("funder").to_owned(),
        amount_pence,
        start_date: form.date("start_date"),
        end_date: form.date("end_date"),
        renewal: number("renewal"),
        renewal_note: form.value("renewal_note").to_owned(),
        certainty: number("certainty"),
        ulo: ulo.to_owned(),
        etag: form.etag().to_owned(),
        ..Default::default()
    };
    pb::Funding { council: staff::council_typed(form, "council"), ..funding }
}

/// `GET /ulos/{id}/edit/fundings/new`
pub(super) async fn adding(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let ulo = entry::fetch(&visit, &id).await?;
    ask(&visit, ulo, String::new(), Form::new())
}

fn ask(visit: &Visit, ulo: pb::Ulo, name: String, form: Form) -> Result<Response, Failure> {
    let title = text(if name.is_empty() { "funding-new" } else { "funding-change" });
    let page = visit.page(title.clone()).back(path(&ulo)).asking(&form);
    page.show(&Editing { form, ulo, title, name })
}

/// `POST /ulos/{id}/edit/fundings/new`
pub(super) async fn add(visit: Visit, Path(id): Path<String>, mut form: Form) -> Result<Response, Failure> {
    let ulo = entry::fetch(&visit, &id).await?;
    let funding = read(&mut form, &ulo.name);
    if form.is_wrong() {
        return ask(&visit, ulo, String::new(), form);
    }
    let request_id = form.request_id().to_owned();
    let request = pb::CreateFundingRequest { funding: Some(funding), request_id };
    match visit.services().fundings().create_funding(visit.ask(request)?).await {
        Ok(_) => Ok(visit.go_saying(&path(&ulo), "funding-added")),
        Err(status) => ask(&visit, ulo, String::new(), refusal::retry(form, Error::from(status))?),
    }
}

/// `GET /ulos/{id}/edit/fundings/{funding}`
pub(super) async fn editing(
    visit: Visit,
    Path((id, funding)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let (ulo, funding) = fetch(&visit, &id, &funding).await?;
    let form = fill(&funding);
    ask(&visit, ulo, funding.name, form)
}

/// `POST /ulos/{id}/edit/fundings/{funding}`
pub(super) async fn edit(
    visit: Visit,
    Path((id, funding)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Failure> {
    let (ulo, now) = fetch(&visit, &id, &funding).await?;
    let sent = pb::Funding { name: now.name.clone(), ..read(&mut form, &ulo.name) };
    if form.is_wrong() {
        return ask(&visit, ulo, now.name, form);
    }
    let paths = PATHS.iter().map(|path| (*path).to_owned()).collect();
    let request = pb::UpdateFundingRequest { funding: Some(sent), update_mask: Some(FieldMask { paths }) };
    match visit.services().fundings().update_funding(visit.ask(request)?).await.map_err(Error::from) {
        Ok(_) => Ok(visit.go_saying(&path(&ulo), "funding-saved")),
        Err(Error::Stale) => {
            let form = refusal::beside(form, &fill(&now));
            ask(&visit, ulo, now.name, form)
        }
        Err(error) => ask(&visit, ulo, now.name, refusal::retry(form, error)?),
    }
}
