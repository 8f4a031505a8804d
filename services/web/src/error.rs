//! What can go wrong on the way to a page, and the page that says so.
//!
//! A handler returns `Result<Response, Failure>`. The failure becomes a bare response that carries it; [`visit`](crate::visit),
//! which knows who is looking, writes the page.

use std::sync::Arc;

use askama::Template;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use platform::Error;

use crate::form::{Form, sentence};
use crate::page;
use crate::respond;
use crate::view::View;
use crate::visit::Visit;
use crate::words::{Say as _, Text, text};

/// Why there is no page.
#[derive(Debug)]
pub enum Failure {
    /// A service, or the rules, said no.
    Error(Error),
    /// The form was not sent from the present session: its sender must send it again.
    Resend(Form),
    /// The form could not be read at all.
    Unread(StatusCode),
    /// Somebody is signed in who did not yet choose in which capacity.
    NoSeat,
    /// The page exists, but nothing can be sent to it.
    NotSent,
    /// The form came from another site.
    Foreign,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

impl From<tonic::Status> for Failure {
    fn from(status: tonic::Status) -> Self {
        Self::Error(status.into())
    }
}

impl From<askama::Error> for Failure {
    fn from(error: askama::Error) -> Self {
        Self::Error(Error::internal(error))
    }
}

impl Failure {
    fn status(&self) -> StatusCode {
        match self {
            Self::Error(error) => match error {
                Error::Invalid(_) => StatusCode::BAD_REQUEST,
                Error::NotFound(_) | Error::Missing { .. } => StatusCode::NOT_FOUND,
                Error::Refused { .. } | Error::AlreadyExists { .. } | Error::Stale => StatusCode::CONFLICT,
                Error::Unauthenticated => StatusCode::UNAUTHORIZED,
                Error::Forbidden | Error::Denied { .. } => StatusCode::FORBIDDEN,
                Error::Unavailable | Error::DeadlineExceeded => StatusCode::SERVICE_UNAVAILABLE,
                Error::OutOfRange | Error::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
            },
            Self::Resend(_) => StatusCode::CONFLICT,
            Self::Unread(status) => *status,
            Self::NoSeat => StatusCode::UNAUTHORIZED,
            Self::NotSent => StatusCode::METHOD_NOT_ALLOWED,
            Self::Foreign => StatusCode::FORBIDDEN,
        }
    }

    /// The title, and what to say below it.
    fn words(&self) -> (Text, Text) {
        match self {
            Self::Error(Error::Refused { text: why, .. } | Error::AlreadyExists { text: why, .. }) => {
                (text("error-refused-title"), sentence(why).text())
            }
            Self::Error(Error::Invalid(violations)) => {
                let first = violations.first().map(|violation| sentence(&violation.text));
                (
                    text("error-invalid-title"),
                    first.map_or_else(|| text("error-invalid-body"), |first| first.text()),
                )
            }
            Self::Error(Error::NotFound(_) | Error::Missing { .. }) => {
                (text("error-not-found-title"), text("error-not-found-body"))
            }
            Self::Error(Error::Stale) => (text("error-stale-title"), text("error-stale-body")),
            Self::Error(Error::Unauthenticated) | Self::NoSeat => {
                (text("error-sign-in-title"), text("error-sign-in-body"))
            }
            Self::Error(Error::Forbidden) => (text("error-forbidden-title"), text("error-forbidden-body")),
            Self::Error(Error::Denied { text: why, .. }) => {
                (text("error-forbidden-title"), sentence(why).text())
            }
            Self::Error(Error::Unavailable | Error::DeadlineExceeded) => {
                (text("error-unavailable-title"), text("error-unavailable-body"))
            }
            Self::Error(Error::OutOfRange | Error::Internal(_)) => {
                (text("error-internal-title"), text("error-internal-body"))
            }
            Self::Resend(_) => (text("error-resend-title"), text("error-resend-body")),
            Self::Unread(StatusCode::PAYLOAD_TOO_LARGE) => {
                (text("error-large-title"), text("error-large-body"))
            }
            Self::Unread(_) | Self::NotSent => (text("error-invalid-title"), text("error-invalid-body")),
            Self::Foreign => (text("error-foreign-title"), text("error-foreign-body")),
        }
    }
}

/// A failure on its way out through the layers.
#[derive(Clone)]
pub(crate) struct Failed(Arc<Failure>);

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Failed(Arc::new(self)));
        response
    }
}

#[derive(Template)]
#[template(path = "pages/error.html")]
struct Sorry<'a> {
    title: Text,
    body: Text,
    /// What was typed, to be sent again.
    again: Option<&'a Form>,
    path: &'a str,
    signed_in: bool,
    /// What to say on the telephone when something broke on our side.
    reference: &'a str,
}

/// Writes the page of a failed response; any other response goes through as it is.
pub(crate) fn explain(visit: &Visit, method: &Method, response: Response) -> Response {
    let Some(Failed(failure)) = response.extensions().get::<Failed>().cloned() else {
        return if is_bare(&response) {
            sorry(visit, &Error::not_found("this page").into())
        } else {
            response
        };
    };
    let next = page::query(visit.path());
    match *failure {
        Failure::Error(Error::Unauthenticated) if method == Method::GET => {
            return respond::redirect(&format!("/sign-in?next={next}"));
        }
        Failure::NoSeat if method == Method::GET => {
            return respond::redirect(&format!("/sign-in/as?next={next}"));
        }
        // Nothing was sent: it is the address that leads nowhere.
        Failure::Error(Error::Invalid(_)) if method == Method::GET => {
            return sorry(visit, &Error::not_found("this page").into());
        }
        _ => {}
    }
    if let Failure::Error(Error::Internal(source)) = &*failure {
        tracing::error!(error = %source, reference = visit.reference(), "page failed");
    }
    sorry(visit, &failure)
}

/// Whether this is a refusal of the router's own, in plain text: an address that no handler could even read.
fn is_bare(response: &Response) -> bool {
    let kind = response.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    response.status().is_client_error() && (kind.is_empty() || kind.starts_with("text/plain"))
}

fn sorry(visit: &Visit, failure: &Failure) -> Response {
    let (title, body) = failure.words();
    let status = failure.status();
    let content = Sorry {
        title: title.clone(),
        body,
        again: if let Failure::Resend(form) = failure { Some(form) } else { None },
        path: visit.path(),
        signed_in: visit.viewer().is_some(),
        reference: if status.is_server_error() { visit.reference() } else { "" },
    };
    match visit.page(title).status(status).show(&content) {
        Ok(response) => response,
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// What a request without a page gets.
pub(crate) async fn nowhere() -> Failure {
    Error::not_found("this page").into()
}

/// What a form sent to a page that takes none gets.
pub(crate) async fn not_sent() -> Failure {
    Failure::NotSent
}
