//! Signing up: somebody who is signed in and is nobody here yet says what to call them, and begins.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use platform::{Error, Role};
use proto::people::v1 as pb;

use crate::account::Seat;
use crate::error::Failure;
use crate::form::Form;
use crate::sign_in;
use crate::site::Site;
use crate::view::View;
use crate::visit::Visit;
use crate::words::text;

/// The pages of this file.
pub fn routes() -> Router<Site> {
    Router::new().route("/welcome", get(welcome).post(begin))
}

#[derive(Template)]
#[template(path = "welcome/welcome.html")]
struct Welcome {
    form: Form,
}

async fn welcome(visit: Visit) -> Result<Response, Failure> {
    visit.viewer().ok_or(Error::Unauthenticated)?;
    ask(&visit, Form::new())
}

fn ask(visit: &Visit, form: Form) -> Result<Response, Failure> {
    visit.page(text("welcome-title")).asking(&form).show(&Welcome { form })
}

async fn begin(visit: Visit, State(site): State<Site>, form: Form) -> Result<Response, Failure> {
    visit.viewer().ok_or(Error::Unauthenticated)?;
    let display_name = form.value("display_name").to_owned();
    let message = pb::CreatePersonRequest {
        person: Some(pb::Person { display_name, ..Default::default() }),
        request_id: form.request_id().to_owned(),
    };
    match visit.services().people().create_person(visit.services().as_site(message)?).await {
        Ok(made) => {
            let person = made.into_inner();
            let seat = Seat::new(Role::Person, &person.name, &person.display_name);
            sign_in::sit_down(&visit, &site, &seat, &format!("/{}/place?then=setup", person.name)).await
        }
        Err(status) => ask(&visit, form.again(status.into())?),
    }
}
