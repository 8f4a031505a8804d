//! Proposing a consortium, and joining one: both say what the organisation brings.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::{Error, Role};
use proto::ulos::v1 as pb;

use super::fetch;
use crate::entry;
use crate::error::Failure;
use crate::fields::Choices;
use crate::form::Form;
use crate::read;
use crate::refusal;
use crate::said;
use crate::staff;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Text, text};

#[derive(Template)]
#[template(path = "consortia/propose.html")]
struct Proposing {
    form: Form,
    title: Text,
    ulo: pb::Ulo,
    /// The consortium to join; none when one is proposed.
    joining: Option<pb::Consortium>,
}

impl Proposing {
    /// Where it can say that it brings something: where it works.
    fn councils(&self) -> Choices<'_> {
        let choices = Choices::many(&self.form, "councils").label(text("consortium-brings-councils"));
        let councils = staff::councils(&self.ulo.councils).into_iter();
        councils.fold(choices, |choices, (name, said)| choices.option(name, said))
    }
}

fn brings(form: &Form) -> pb::Brings {
    let numbers = |name: &str| form.all(name).filter_map(|number| number.parse().ok()).collect();
    pb::Brings { services: numbers("services"), councils: form.list("councils"), who_for: numbers("who_for") }
}

/// The form with what the entry says already.
fn fill(form: Form, ulo: &pb::Ulo, known: Option<&pb::Brings>) -> Form {
    let councils = known.map_or(&ulo.councils, |known| &known.councils);
    let who_for = known.map_or(&ulo.who_for, |known| &known.who_for);
    let form = councils.iter().fold(form, |form, name| form.with("councils", name));
    let form = who_for.iter().fold(form, |form, who| form.with("who_for", who));
    let services = known.map(|known| known.services.as_slice()).unwrap_or_default();
    services.iter().fold(form, |form, kind| form.with("services", kind))
}

fn ask(
    visit: &Visit,
    ulo: pb::Ulo,
    joining: Option<pb::Consortium>,
    form: Form,
) -> Result<Response, Failure> {
    let (title, back) = match &joining {
        Some(at) => {
            (text("consortium-join-title").with("consortium", &at.display_name), format!("/{}", at.name))
        }
        None => (text("consortium-propose-title"), format!("/{}/edit/consortia", ulo.name)),
    };
    let page = visit.page(title.clone()).back(back).asking(&form);
    page.show(&Proposing { form, title, ulo, joining })
}

/// `GET /ulos/{id}/edit/consortia/new`
pub(super) async fn proposing(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let ulo = entry::fetch(&visit, &id).await?;
    let form = fill(Form::new(), &ulo, None);
    ask(&visit, ulo, None, form)
}

/// `POST /ulos/{id}/edit/consortia/new`
pub(super) async fn propose(
    visit: Visit,
    Path(id): Path<String>,
    mut form: Form,
) -> Result<Response, Failure> {
    let ulo = entry::fetch(&visit, &id).await?;
    form.need("display_name", text("consortium-name-needed"));
    form.need("purpose", text("consortium-purpose-needed"));
    if form.is_wrong() {
        return ask(&visit, ulo, None, form);
    }
    let consortium = pb::Consortium {
        display_name: form.value("display_name").to_owned(),
        purpose: form.value("purpose").to_owned(),
        lead: ulo.name.clone(),
        ..Default::default()
    };
    let (brings, request_id) = (Some(brings(&form)), form.request_id().to_owned());
    let request = pb::CreateConsortiumRequest { consortium: Some(consortium), brings, request_id };
    match visit.services().consortia().create_consortium(visit.ask(request)?).await {
        Ok(made) => Ok(visit.go_saying(&format!("/{}", made.into_inner().name), "consortium-proposed")),
        Err(status) => ask(&visit, ulo, None, told(form, status.into())?),
    }
}

/// `GET /consortia/{id}/join`
pub(super) async fn joining(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let (at, ulo) = place(&visit, &id).await?;
    let member = at.members.iter().find(|member| member.ulo == ulo.name);
    let form = fill(Form::editing(&at.etag), &ulo, member.and_then(|member| member.brings.as_ref()));
    ask(&visit, ulo, Some(at), form)
}

/// The consortium and the organisation of the manager who looks.
async fn place(visit: &Visit, id: &str) -> Result<(pb::Consortium, pb::Ulo), Failure> {
    let caller = staff::one_of(visit, &[Role::Manager])?;
    let ulo = read::ulo(visit, &caller.ulo).await?;
    Ok((fetch(visit, id).await?, ulo))
}

/// `POST /consortia/{id}/join`
pub(super) async fn join(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let (at, ulo) = place(&visit, &id).await?;
    let (name, etag, brings) = (at.name.clone(), form.etag().to_owned(), Some(brings(&form)));
    let request = pb::JoinConsortiumRequest { name, etag, ulo: ulo.name.clone(), brings };
    match visit.services().consortia().join_consortium(visit.ask(request)?).await {
        Ok(_) => Ok(visit.go_saying(&format!("/{}", at.name), "consortium-joined")),
        Err(status) => {
            let form = told(form, status.into())?.onto(&Form::editing(&at.etag));
            ask(&visit, ulo, Some(at), form)
        }
    }
}

/// What was wrong, told at the field: that nothing is brought is told at the first of the three.
fn told(form: Form, error: Error) -> Result<Form, Failure> {
    let Error::Invalid(mut violations) = error else { return refusal::retry(form, error) };
    for violation in violations.iter_mut().filter(|violation| violation.field == "brings") {
        violation.field = "brings.services".to_owned();
    }
    form.again(Error::Invalid(violations))
}
