//! Signing in: by a link in an e-mail, or as a sample person where there are some; choosing in which capacity; signing out.

use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use platform::{Error, Role};
use serde::Deserialize;
use uuid::Uuid;

use crate::account::{Email, Seat};
use crate::claim;
use crate::cookie;
use crate::error::Failure;
use crate::form::Form;
use crate::mail::Message;
use crate::nav;
use crate::page::query;
use crate::respond;
use crate::sample::SampleSeat;
use crate::secret::Secret;
use crate::site::Site;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Text, text};

/// The pages.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/sign-in", get(ask).post(send))
        .route("/sign-in/sent", get(sent))
        .route("/sign-in/link/{token}", get(open).post(enter))
        .route("/sign-in/as", get(seats).post(choose))
        .route("/sign-in/sample", post(as_sample))
        .route("/sign-out", post(sign_out))
        .route("/acting/stop", post(stop_acting))
}

/// Where to go afterwards.
#[derive(Deserialize, Default)]
struct Next {
    #[serde(default)]
    next: String,
}

#[derive(Template)]
#[template(path = "sign_in/ask.html")]
struct Ask {
    form: Form,
    samples: Vec<SampleSeat>,
}

/// `GET /sign-in`
async fn ask(visit: Visit, State(site): State<Site>, Query(to): Query<Next>) -> Result<Response, Failure> {
    ask_again(&visit, &site, Form::new().with("next", to.next)).await
}

async fn ask_again(visit: &Visit, site: &Site, form: Form) -> Result<Response, Failure> {
    let samples = site.accounts()?.samples().await?;
    visit.page(text("sign-in-title")).asking(&form).show(&Ask { form, samples })
}

/// `POST /sign-in`: mails a link. What is shown never tells whether the address is known.
async fn send(
    visit: Visit,
    State(site): State<Site>,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Failure> {
    let Ok(email) = Email::parse("email", form.value("email")) else {
        form.note("email", text("sign-in-email-wrong"));
        return ask_again(&visit, &site, form).await;
    };
    let browser = match cookie::BROWSER.read(&headers).and_then(Secret::read) {
        Some(browser) => browser,
        None => Secret::fresh()?,
    };
    if let Some(token) = site.accounts()?.link(&email, form.value("next"), &browser).await? {
        site.mail(&message(&visit, &email, &token)).await?;
    }
    Ok(cookie::BROWSER.put(visit.go("/sign-in/sent"), browser.text()))
}

fn message(visit: &Visit, email: &Email, token: &Secret) -> Message {
    let link = format!("{}/sign-in/link/{}", visit.site().url(), token.text());
    Message {
        to: email.clone(),
        subject: text("sign-in-mail-subject").say(visit.locale()),
        body: text("sign-in-mail-body")
            .with("link", &link)
            .with("phone", visit.site().phone())
            .say(visit.locale()),
        link,
    }
}

#[derive(Template)]
#[template(path = "sign_in/sent.html")]
struct Sent {
    mailbox: bool,
}

/// `GET /sign-in/sent`
async fn sent(visit: Visit, State(site): State<Site>) -> Result<Response, Failure> {
    visit.page(text("sign-in-sent-title")).back("/sign-in").show(&Sent { mailbox: site.has_mailbox() })
}

#[derive(Template)]
#[template(path = "sign_in/link.html")]
struct Link {
    /// Whether this browser asked for a link.
    asked_here: bool,
    gone: bool,
}

/// `GET /sign-in/link/{token}`: programs that look into mail open links, so opening it alone does nothing.
async fn open(visit: Visit, headers: HeaderMap) -> Result<Response, Failure> {
    let asked_here = cookie::BROWSER.read(&headers).is_some();
    visit.page(text("sign-in-link-title")).show(&Link { asked_here, gone: false })
}

/// `POST /sign-in/link/{token}`
async fn enter(
    visit: Visit,
    State(site): State<Site>,
    Path(token): Path<String>,
    headers: HeaderMap,
    _form: Form,
) -> Result<Response, Failure> {
    let held = Secret::read(&token).zip(cookie::BROWSER.read(&headers).and_then(Secret::read));
    let used = match held {
        Some((token, browser)) => site.accounts()?.take(&token, &browser).await?,
        None => None,
    };
    let Some(used) = used else {
        let page = visit.page(text("sign-in-gone-title")).status(StatusCode::GONE);
        return page.show(&Link { asked_here: true, gone: true });
    };
    let account = site.accounts()?.account(&used.email).await?;
    let (secret, seat) = site.accounts()?.sign_in(account).await?;
    leave(&visit, &site).await?;
    let to = match seat {
        Some(seat) => onward(&used.next, &seat),
        None => format!("/sign-in/as?next={}", query(&used.next)),
    };
    Ok(cookie::BROWSER.forget(cookie::SESSION.put(respond::redirect(&to), secret.text())))
}

/// `POST /sign-in/sample`
async fn as_sample(visit: Visit, State(site): State<Site>, form: Form) -> Result<Response, Failure> {
    let seat = Uuid::try_parse(form.value("seat")).map_err(|_| Error::not_found("this sample person"))?;
    let (secret, seat) = site.accounts()?.sign_in_sample(seat).await?;
    leave(&visit, &site).await?;
    Ok(cookie::SESSION.put(respond::redirect(&onward(form.value("next"), &seat)), secret.text()))
}

#[derive(Template)]
#[template(path = "sign_in/seats.html")]
struct Seats {
    seats: Vec<(Uuid, Seat)>,
    next: String,
}

impl Seats {
    fn words(seat: &Seat) -> Text {
        match seat.caller.role {
            Role::Supporter => text("sign-in-as-supporter").with("person", &seat.acting_for),
            Role::Person => text("sign-in-as-person").with("name", &seat.name),
            Role::Broker => text("sign-in-as-broker").with("name", &seat.name),
            Role::Manager => text("sign-in-as-manager").with("name", &seat.name),
            Role::Officer => text("sign-in-as-officer").with("name", &seat.name),
            Role::Visitor | Role::Observer | Role::Operator | Role::Service => {
                text("sign-in-as-other").with("name", &seat.name)
            }
        }
    }
}

/// `GET /sign-in/as`: in which capacity. Who has none yet is set up.
async fn seats(visit: Visit, State(site): State<Site>, Query(to): Query<Next>) -> Result<Response, Failure> {
    let viewer = visit.viewer().ok_or(Error::Unauthenticated)?;
    let seats = site.accounts()?.seats(viewer.account()).await?;
    if seats.is_empty() && claim::is_path(&to.next) {
        return Ok(visit.go(&to.next));
    }
    if seats.is_empty() {
        return Ok(visit.go("/welcome"));
    }
    visit.page(text("sign-in-as-title")).show(&Seats { seats, next: to.next })
}

/// `POST /sign-in/as`
async fn choose(visit: Visit, State(site): State<Site>, form: Form) -> Result<Response, Failure> {
    let viewer = visit.viewer().ok_or(Error::Unauthenticated)?;
    let seat = Uuid::try_parse(form.value("seat")).map_err(|_| Error::not_found("this"))?;
    let (secret, seat) = site.accounts()?.choose(viewer.secret(), viewer.account(), seat).await?;
    Ok(cookie::SESSION.put(respond::redirect(&onward(form.value("next"), &seat)), secret.text()))
}

/// Gives whoever is signed in a seat of their own, goes on in it, and leads to `path`. For who was just set up.
///
/// # Errors
/// [`Failure`] when nobody is signed in.
pub async fn sit_down(visit: &Visit, site: &Site, seat: &Seat, path: &str) -> Result<Response, Failure> {
    let viewer = visit.viewer().ok_or(Error::Unauthenticated)?;
    let id = site.accounts()?.seat(viewer.account(), seat).await?;
    let (secret, _) = site.accounts()?.choose(viewer.secret(), viewer.account(), id).await?;
    Ok(cookie::SESSION.put(respond::redirect(path), secret.text()))
}

/// `POST /acting/stop`
async fn stop_acting(visit: Visit, State(site): State<Site>, _form: Form) -> Result<Response, Failure> {
    let viewer = visit.viewer().ok_or(Error::Unauthenticated)?;
    site.accounts()?.stand_up(viewer.secret()).await?;
    Ok(visit.go("/sign-in/as"))
}

/// `POST /sign-out`
async fn sign_out(visit: Visit, State(site): State<Site>, _form: Form) -> Result<Response, Failure> {
    leave(&visit, &site).await?;
    Ok(cookie::SESSION.forget(visit.go_saying("/", "sign-in-signed-out")))
}

async fn leave(visit: &Visit, site: &Site) -> Result<(), Error> {
    match visit.viewer() {
        Some(viewer) => site.accounts()?.sign_out(viewer.secret()).await,
        None => Ok(()),
    }
}

/// The page that was wanted, or the first page of a role.
fn onward(next: &str, seat: &Seat) -> String {
    if next.starts_with('/') && next != "/" { next.to_owned() } else { nav::home(&seat.caller) }
}
