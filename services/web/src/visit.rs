//! One visit to one page: who is looking, in which language, from where. Every handler takes it as an argument.

use std::sync::{Arc, OnceLock};

use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::Response;
use platform::{Caller, Error};
use uuid::Uuid;

use crate::cookie;
use crate::error::{self, Failure};
use crate::page::Page;
use crate::respond;
use crate::services::Services;
use crate::site::Site;
use crate::words::{self, Locale, Say, Text};

/// Who is looking at what.
#[derive(Debug, Clone)]
pub struct Visit(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    site: Site,
    viewer: Option<Viewer>,
    locale: Locale,
    path: String,
    notice: Option<Text>,
    reference: String,
    /// Signed when the first service is asked, and used for the others.
    token: OnceLock<String>,
}

/// Someone who signed in.
#[derive(Debug, Clone)]
pub struct Viewer {
    pub(crate) name: String,
    pub(crate) caller: Caller,
    pub(crate) acting_for: String,
    pub(crate) csrf: String,
}

impl Viewer {
    /// What they are called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Who they are to the services.
    pub fn caller(&self) -> &Caller {
        &self.caller
    }

    /// The name of the person they act for; empty when they act for themselves.
    pub fn acting_for(&self) -> &str {
        &self.acting_for
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

    /// Who is signed in, if anybody is.
    pub fn viewer(&self) -> Option<&Viewer> {
        self.0.viewer.as_ref()
    }

    /// Who is signed in.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`] when nobody is: the browser is sent to sign in, and comes back.
    pub fn signed_in(&self) -> Result<&Viewer, Failure> {
        self.viewer().ok_or(Failure::Error(Error::Unauthenticated))
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
        let token = match self.0.token.get() {
            Some(token) => token,
            None => {
                let visitor = Caller::visitor();
                let caller = self.viewer().map_or(&visitor, |viewer| &viewer.caller);
                let token = self.services().token(caller)?;
                self.0.token.get_or_init(|| token)
            }
        };
        platform::rpc::request(token, message)
    }

    /// The site itself.
    pub fn site(&self) -> &Site {
        &self.0.site
    }

    /// The language of the page.
    pub fn locale(&self) -> &Locale {
        &self.0.locale
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
    let visit = Visit(Arc::new(Inner {
        viewer: None,
        locale: Locale::default(),
        path: request.uri().path().to_owned(),
        notice: cookie::NOTICE.read(request.headers()).and_then(words::known),
        token: OnceLock::new(),
        reference: Uuid::new_v4().simple().to_string()[..8].to_owned(),
        site,
    }));
    let method = request.method().clone();
    request.extensions_mut().insert(visit.clone());
    let response = next.run(request).await;
    error::explain(&visit, &method, response)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A visit without a server around it.
    pub(crate) fn visit(viewer: Option<Viewer>, path: &str) -> Visit {
        Visit(Arc::new(Inner {
            site: Site::default(),
            viewer,
            locale: Locale::default(),
            path: path.to_owned(),
            notice: None,
            token: OnceLock::new(),
            reference: "0000cafe".to_owned(),
        }))
    }

    pub(crate) fn viewer(caller: Caller) -> Viewer {
        Viewer { name: "Avery Example".to_owned(), caller, acting_for: String::new(), csrf: "f".repeat(32) }
    }

    #[test]
    fn only_the_session_s_own_token_is_accepted() {
        let visit = visit(Some(viewer(Caller::visitor())), "/");
        assert!(visit.accepts(&"f".repeat(32)));
        assert!(!visit.accepts("f"));
        assert!(!visit.accepts(""));
    }
}
