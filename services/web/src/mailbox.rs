//! The page that shows mail where there is no mail server: on one's own machine, to try things out.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use chrono::{DateTime, Utc};
use platform::Error;

use crate::error::Failure;
use crate::mail::Message;
use crate::site::Site;
use crate::view::View;
use crate::visit::Visit;
use crate::words::text;

#[derive(Template)]
#[template(path = "sign_in/mailbox.html")]
struct Mailbox {
    mail: Vec<(DateTime<Utc>, Message)>,
}

/// The page.
pub fn routes() -> Router<Site> {
    Router::new().route("/mailbox", get(show))
}

/// `GET /mailbox`
async fn show(visit: Visit, State(site): State<Site>) -> Result<Response, Failure> {
    if !site.has_mailbox() {
        return Err(Error::not_found("this page").into());
    }
    let mail = site.accounts()?.mailbox().await?;
    visit.page(text("sign-in-mailbox-title")).show(&Mailbox { mail })
}
