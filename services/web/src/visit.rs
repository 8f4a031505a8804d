//! One visit to one page: who is looking, in which language, from where. Every handler takes it as an argument.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{FromRequestParts, Request, State};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use platform::{Caller, Error, Role};
use uuid::Uuid;

use crate::account::Seat;
use crate::cookie;
use crate::error::{self, Failure};
use crate::page::Page;
use crate::reading::Reading;
use crate::respond;
use crate::secret::Secret;
use crate::services::Services;
use crate::session::Session;
use crate::site::Site;
use crate::words::{self, Locale, Say, Text};

/// How long a page may take, with everything it asks.
const PATIENCE: Duration = Duration::from_secs(30);

/// Who is looking at what.
#[derive(Clone)]
pub struct Visit(Arc<Inner>);

struct Inner {
    site: Site,
    viewer: Option<Viewer>,
    reading: Reading,
    path: String,
    notice: Option<Text>,
    reference: String,
}

/// Someone who signed in.
#[derive(Clone)]
pub struct Viewer {
    account: Uuid,
    secret: Secret,
    csrf: String,
    seat: Seat,
}

impl Viewer {
    fn new(session: Session, secret: Secret) -> Self {
        let nobody_yet =
            || Seat { caller: Caller::visitor(), name: String::new(), acting_for: String::new() };
        let seat = session.seat.unwrap_or_else(nobody_yet);
        Self { account: session.account, csrf: secret.form_token(), secret, seat }
    }

    /// What they are called; empty until they chose in which capacity they are here.
    pub fn name(&self) -> &str {
        &self.seat.name
    }

    /// Who they are to the services.
    pub fn caller(&self) -> &Caller {
        &self.seat.caller
    }

    /// The name of the person they act for; empty when they act for themselves.
    pub fn acting_for(&self) -> &str {
        &self.seat.acting_for
    }

    /// Whose session it is.
    pub fn account(&self) -> Uuid {
        self.account
    }

    /// What the browser holds.
    pub(crate) fn secret(&self) -> &Secret {
        &self.secret
    }
}

impl Visit {
    /// A page for this visit.
    pub fn page(&self, title: impl Say) -> Page {
        Page::new(self.clone(), title.text())
    }

    /// Sends the browser on, after something was done.
    pub fn go(&self, path: &str) -> Response {
        respond::redirect(path)
    }

    /// Sends the browser on, and says there what was done, in the words with this key.
    pub fn go_saying(&self, path: &str, key: &'static str) -> Response {
        cookie::NOTICE.put(respond::redirect(path), key)
    }

    /// The services behind the site.
    pub fn services(&self) -> &Services {
        self.site().services()
    }

    /// A request to a service in the name of whoever is looking; nobody in particular when nobody is signed in.
    ///
    /// # Errors
    /// [`Error::Internal`] when the token cannot be signed.
    pub fn ask<T>(&self, message: T) -> Result<tonic::Request<T>, Error> {
        match self.viewer() {
            Some(viewer) => self.services().in_the_name_of(viewer.caller(), message),
            None => self.services().in_the_name_of(&Caller::visitor(), message),
        }
    }

    /// Who is signed in, if anybody is.
    pub fn viewer(&self) -> Option<&Viewer> {
        self.0.viewer.as_ref()
    }

    /// Who is signed in.
    ///
    /// # Errors
    /// [`Failure`] when nobody is: the browser is sent to sign in, or to choose a capacity, and comes back.
    pub fn signed_in(&self) -> Result<&Viewer, Failure> {
        let viewer = self.viewer().ok_or(Failure::Error(Error::Unauthenticated))?;
        if viewer.caller().role == Role::Visitor { Err(Failure::NoSeat) } else { Ok(viewer) }
    }

    /// The site itself.
    pub fn site(&self) -> &Site {
        &self.0.site
    }

    /// The language of the page.
    pub fn locale(&self) -> &Locale {
        self.0.reading.locale()
    }

    /// How they read, and whether they said so.
    pub fn reading(&self) -> &Reading {
        &self.0.reading
    }

    /// The path of the page.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// What was just done, to be said once.
    pub fn notice(&self) -> Option<&Text> {
        self.0.notice.as_ref()
    }

    /// What to quote when something broke on our side.
    pub fn reference(&self) -> &str {
        &self.0.reference
    }

    /// The token that posted forms carry; empty for somebody who is not signed in.
    pub fn csrf(&self) -> &str {
        self.viewer().map(|viewer| viewer.csrf.as_str()).unwrap_or_default()
    }

    /// Whether a form with this token was sent from the present session.
    pub(crate) fn accepts(&self, csrf: &str) -> bool {
        let own = self.csrf().as_bytes();
        let differing = own.iter().zip(csrf.as_bytes()).fold(0, |sum, (a, b)| sum | (a ^ b));
        own.len() == csrf.len() && differing == 0
    }

    pub(crate) fn forget_notice(&self, response: Response) -> Response {
        if self.notice().is_some() { cookie::NOTICE.forget(response) } else { response }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visit {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        let visit = parts.extensions.get::<Self>().cloned();
        visit.ok_or_else(|| Error::internal("a page outside the site's own layers").into())
    }
}

/// Begins a visit before each page, and writes the page of what failed.
pub(crate) async fn begin(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    let found = viewer(&site, request.headers()).await;
    let (viewer, broken) = match found {
        Ok(viewer) => (viewer, None),
        Err(error) => (None, Some(error)),
    };
    let visit = Visit(Arc::new(Inner {
        viewer,
        reading: Reading::of(request.headers()),
        path: request.uri().path().to_owned(),
        notice: cookie::NOTICE.read(request.headers()).and_then(words::known),
        reference: Uuid::new_v4().simple().to_string()[..8].to_owned(),
        site,
    }));
    let method = request.method().clone();
    request.extensions_mut().insert(visit.clone());
    let response = match broken {
        Some(error) => Failure::Error(error).into_response(),
        None => match tokio::time::timeout(PATIENCE, next.run(request)).await {
            Ok(response) => response,
            Err(_) => Failure::Error(Error::DeadlineExceeded).into_response(),
        },
    };
    error::explain(&visit, &method, response)
}

async fn viewer(site: &Site, headers: &HeaderMap) -> Result<Option<Viewer>, Error> {
    let Some(secret) = cookie::SESSION.read(headers).and_then(Secret::read) else { return Ok(None) };
    let session = site.accounts()?.session(&secret).await?;
    Ok(session.map(|session| Viewer::new(session, secret)))
}

#[cfg(test)]
pub(crate) mod tests;
