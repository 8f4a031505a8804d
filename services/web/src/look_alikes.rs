//! Entries that look like the same organisation, side by side for somebody who looks; and of which it was found that they are
//! not the same, by whom and why.

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use platform::{Error, Role};
use proto::ulos::v1 as pb;
use proto::ulos::v1::distinction::State;

use crate::entry::registrations;
use crate::error::Failure;
use crate::fields::Choices;
use crate::form::Form;
use crate::parts::Summary;
use crate::read;
use crate::refusal;
use crate::site::Site;
use crate::staff;
use crate::view::{self, View};
use crate::visit::Visit;
use crate::words::{Text, text};

/// The pages of this file.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/ulos/{id}/look-alikes", get(show).post(tell_apart))
        .route("/ulos/{id}/look-alikes/withdraw", post(withdraw))
}

#[derive(Template)]
#[template(path = "organisation/look_alikes.html")]
struct Show {
    form: Form,
    title: Text,
    ulo: pb::Ulo,
    look_alikes: Vec<pb::Ulo>,
    /// What was found not to be the same, with the other entry where it is still there to see.
    apart: Vec<(pb::Distinction, Option<pb::Ulo>)>,
}

impl Show {
    fn choices(&self) -> Choices<'_> {
        let choices = Choices::one(&self.form, "other_ulo").label(text("look-alikes-which"));
        self.look_alikes.iter().fold(choices, |choices, ulo| {
            choices.explained(&ulo.name, &ulo.display_name, staff::places(&ulo.councils))
        })
    }
}

/// Whether whoever looks may say of this entry that it is not the same as another.
pub(crate) fn may_tell(visit: &Visit, ulo: &pb::Ulo) -> bool {
    visit.viewer().is_some_and(|viewer| match viewer.caller().role {
        Role::Officer => ulo.councils.contains(&viewer.caller().council),
        Role::Operator => true,
        _ => false,
    })
}

/// What tells organisations apart: where each works, how to reach it, its numbers in registers.
fn facts(ulo: &pb::Ulo) -> Summary {
    let contact = ulo.contact.clone().unwrap_or_default();
    let numbers = ulo.registrations.iter().map(registrations::said);
    let facts = Summary::default()
        .row(text("entry-areas"), staff::places(&ulo.councils))
        .row(text("look-alikes-postcode"), contact.postcode)
        .row(text("look-alikes-website"), contact.website)
        .row(text("look-alikes-since"), view::day(ulo.create_time.as_ref()));
    numbers.fold(facts, |facts, number| facts.row(text("look-alikes-number"), number))
}

/// `GET /ulos/{id}/look-alikes`
async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    ask(&visit, &id, Form::new()).await
}

async fn ask(visit: &Visit, id: &str, form: Form) -> Result<Response, Failure> {
    staff::one_of(visit, &[Role::Officer, Role::Operator])?;
    let ulo = read::ulo(visit, &format!("ulos/{id}")).await?;
    if !may_tell(visit, &ulo) {
        return Err(Error::Forbidden.into());
    }
    let mut look_alikes = Vec::new();
    for name in &ulo.possible_duplicates {
        look_alikes.extend(read::if_there(read::ulo(visit, name).await)?);
    }
    let mut apart = Vec::new();
    for distinction in distinctions(visit, &ulo.name).await? {
        let other = if distinction.ulo == ulo.name { &distinction.other_ulo } else { &distinction.ulo };
        let other = read::if_there(read::ulo(visit, other).await)?;
        apart.push((distinction, other));
    }
    let title = text("look-alikes-title").with("ulo", &ulo.display_name);
    let page = visit.page(title.clone()).under(&ulo.display_name, format!("/{}", ulo.name)).asking(&form);
    page.show(&Show { form, title, ulo, look_alikes, apart })
}

/// What stands, newest first.
async fn distinctions(visit: &Visit, ulo: &str) -> Result<Vec<pb::Distinction>, Error> {
    read::every(|page_token| async move {
        let (ulo, state) = (ulo.to_owned(), State::Current.into());
        let request = pb::ListDistinctionsRequest { page_size: 100, page_token, ulo, state };
        let page = visit.services().distinctions().list_distinctions(visit.ask(request)?).await?.into_inner();
        Ok((page.distinctions, page.next_page_token))
    })
    .await
}

/// `POST /ulos/{id}/look-alikes`
async fn tell_apart(visit: Visit, Path(id): Path<String>, mut form: Form) -> Result<Response, Failure> {
    form.need("other_ulo", text("look-alikes-which-needed"));
    form.need("reason", text("look-alikes-reason-needed"));
    if form.is_wrong() {
        return ask(&visit, &id, form).await;
    }
    let distinction = pb::Distinction {
        ulo: format!("ulos/{id}"),
        other_ulo: form.value("other_ulo").to_owned(),
        reason: form.value("reason").to_owned(),
        ..Default::default()
    };
    let request_id = form.request_id().to_owned();
    let request = pb::CreateDistinctionRequest { distinction: Some(distinction), request_id };
    match visit.services().distinctions().create_distinction(visit.ask(request)?).await {
        Ok(_) => Ok(visit.go_saying(&format!("/ulos/{id}/look-alikes"), "look-alikes-told")),
        Err(status) => ask(&visit, &id, refusal::retry(form, status.into())?).await,
    }
}

/// `POST /ulos/{id}/look-alikes/withdraw`
async fn withdraw(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let (name, etag) = (form.value("distinction").to_owned(), form.etag().to_owned());
    let request = pb::WithdrawDistinctionRequest { name, etag };
    match visit.services().distinctions().withdraw_distinction(visit.ask(request)?).await {
        Ok(_) => Ok(visit.go_saying(&format!("/ulos/{id}/look-alikes"), "look-alikes-withdrawn")),
        Err(status) => ask(&visit, &id, refusal::retry(form, status.into())?).await,
    }
}
