//! An organisation's consortia; inviting into one, leaving it, ending it.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use platform::{Error, Role};
use proto::ulos::v1 as pb;
use proto::ulos::v1::member::State as Stands;

use super::{fetch, of_ulo, stands};
use crate::entry;
use crate::error::Failure;
use crate::fields::Choices;
use crate::form::Form;
use crate::read;
use crate::refusal;
use crate::staff;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Text, text};

#[derive(Template)]
#[template(path = "consortia/list.html")]
struct List {
    ulo: pb::Ulo,
    rows: Vec<(pb::Consortium, Text)>,
}

/// `GET /ulos/{id}/edit/consortia`
pub(super) async fn list(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let ulo = entry::fetch(&visit, &id).await?;
    let stands = |consortium: &pb::Consortium| match stands(consortium, &ulo.name) {
        Stands::Invited => text("consortium-member-invited"),
        _ if consortium.lead == ulo.name => text("consortium-member-leads"),
        _ => text("consortium-member-joined"),
    };
    let found = of_ulo(&visit, &ulo.name).await?.into_iter();
    let rows = found.map(|one| (one.clone(), stands(&one))).collect();
    visit.page(text("consortium-own-title")).back(format!("/{}/edit", ulo.name)).show(&List { ulo, rows })
}

#[derive(Template)]
#[template(path = "consortia/invite.html")]
struct Inviting {
    form: Form,
    title: Text,
    consortium: pb::Consortium,
    /// Organisations that work where the lead does, by what they are called.
    nearby: Vec<pb::Ulo>,
}

impl Inviting {
    fn choices(&self) -> Choices<'_> {
        let choices = Choices::one(&self.form, "ulo").label(text("consortium-invite-who"));
        self.nearby.iter().fold(choices, |choices, ulo| choices.option(&ulo.name, &ulo.display_name))
    }
}

/// `GET /consortia/{id}/invite`
pub(super) async fn inviting(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    staff::one_of(&visit, &[Role::Manager])?;
    let consortium = fetch(&visit, &id).await?;
    let form = Form::editing(&consortium.etag);
    ask(&visit, consortium, form).await
}

async fn ask(visit: &Visit, consortium: pb::Consortium, form: Form) -> Result<Response, Failure> {
    let form = form.onto(&Form::editing(&consortium.etag));
    let lead = read::ulo(visit, &consortium.lead).await?;
    let mut nearby = Vec::new();
    for council in lead.councils.iter().take(3) {
        nearby.extend(read::ulos_in(visit, council).await?);
    }
    let out = |ulo: &pb::Ulo| matches!(stands(&consortium, &ulo.name), Stands::Unspecified | Stands::Left);
    nearby.retain(out);
    nearby.sort_by_cached_key(|ulo| (ulo.display_name.to_lowercase(), ulo.name.clone()));
    nearby.dedup_by(|one, other| one.name == other.name);
    let title = text("consortium-invite-title").with("consortium", &consortium.display_name);
    let page = visit.page(title.clone()).back(format!("/{}", consortium.name)).asking(&form);
    page.show(&Inviting { form, title, consortium, nearby })
}

/// `POST /consortia/{id}/invite`
pub(super) async fn invite(
    visit: Visit,
    Path(id): Path<String>,
    mut form: Form,
) -> Result<Response, Failure> {
    let consortium = fetch(&visit, &id).await?;
    form.need("ulo", text("consortium-invite-needed"));
    if form.is_wrong() {
        return ask(&visit, consortium, form).await;
    }
    let (etag, ulo) = (form.etag().to_owned(), form.value("ulo").to_owned());
    let request = pb::InviteMemberRequest { name: consortium.name.clone(), etag, ulo };
    match visit.services().consortia().invite_member(visit.ask(request)?).await {
        Ok(_) => Ok(visit.go_saying(&format!("/{}", consortium.name), "consortium-invited")),
        Err(status) => ask(&visit, consortium, refusal::retry(form, status.into())?).await,
    }
}

/// `POST /consortia/{id}/leave`
pub(super) async fn leave(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let ulo = staff::one_of(&visit, &[Role::Manager])?.ulo.clone();
    let name = format!("consortia/{id}");
    let request = pb::LeaveConsortiumRequest { name, etag: form.etag().to_owned(), ulo: ulo.clone() };
    let answer = visit.services().consortia().leave_consortium(visit.ask(request)?).await;
    answer.map_err(Error::from)?;
    Ok(visit.go_saying(&format!("/{ulo}/edit/consortia"), "consortium-left"))
}

/// `POST /consortia/{id}/end`
pub(super) async fn end(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let ulo = staff::one_of(&visit, &[Role::Manager])?.ulo.clone();
    let request = pb::EndConsortiumRequest { name: format!("consortia/{id}"), etag: form.etag().to_owned() };
    let answer = visit.services().consortia().end_consortium(visit.ask(request)?).await;
    answer.map_err(Error::from)?;
    Ok(visit.go_saying(&format!("/{ulo}/edit/consortia"), "consortium-was-ended"))
}
