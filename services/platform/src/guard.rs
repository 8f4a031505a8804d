//! What stands before every RPC: the caller's token, the deadline, one log line.

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use http::{HeaderMap, Request, Response};
use tokio::time::Instant;
use tonic::body::Body;
use tonic::{Code, Status};
use tower::{Layer, Service};

use crate::token::Verifier;
use crate::{Caller, Error, MAX_MESSAGE};

/// The time a call gets when its caller sets none.
const DEFAULT_TIMEOUT: Duration = Duration::from_secs(15);
/// The most a caller can ask for.
const MAX_TIMEOUT: Duration = Duration::from_secs(60);

tokio::task_local! {
    static DEADLINE: Instant;
}

/// What is left of the deadline of the call being answered, if one is.
pub fn time_left() -> Option<Duration> {
    DEADLINE.try_with(|deadline| deadline.saturating_duration_since(Instant::now())).ok()
}

/// Puts a [`Guard`] before a service.
#[derive(Clone)]
pub struct GuardLayer(pub Verifier);

impl<S> Layer<S> for GuardLayer {
    type Service = Guard<S>;
    fn layer(&self, inner: S) -> Guard<S> {
        Guard { inner, verifier: self.0.clone() }
    }
}

/// Authenticates, bounds in time and logs each call.
#[derive(Clone)]
pub struct Guard<S> {
    inner: S,
    verifier: Verifier,
}

impl<S> Service<Request<Body>> for Guard<S>
where
    S: Service<Request<Body>, Response = Response<Body>, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send + 'static,
{
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, mut request: Request<Body>) -> Self::Future {
        let method = request.uri().path().to_owned();
        match self.admit(&method, request.headers()) {
            Ok(Some(caller)) => {
                request.extensions_mut().insert(caller);
            }
            Ok(None) => {}
            Err(error) => return Box::pin(async { Ok(refused(error)) }),
        }
        let timeout = timeout_of(request.headers());
        // The clone takes the place of the service that was made ready.
        let ready = self.inner.clone();
        let mut inner = std::mem::replace(&mut self.inner, ready);
        Box::pin(async move {
            let began = Instant::now();
            let deadline = began + timeout;
            let answer = DEADLINE.scope(deadline, inner.call(request));
            let response = match tokio::time::timeout_at(deadline, answer).await {
                Ok(Ok(response)) => understood(response),
                Ok(Err(never)) => match never {},
                Err(_) => refused(Error::DeadlineExceeded),
            };
            tracing::debug!(method, micros = began.elapsed().as_micros(), "answered");
            Ok(response)
        })
    }
}

impl<S> Guard<S> {
    /// Reflection and health are open; everything else needs a token.
    fn admit(&self, method: &str, headers: &HeaderMap) -> Result<Option<Caller>, Error> {
        if method.starts_with("/grpc.") {
            return Ok(None);
        }
        let token = headers
            .get(http::header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.strip_prefix("Bearer "))
            .ok_or(Error::Unauthenticated)?;
        self.verifier.verify(token).map(Some)
    }
}

/// Every refusal of ours says more than its code. One that does not was made below us, of a message that could not be
/// read: a fault of the caller's, which the protocol's own layers report as if it were ours.
fn understood(response: Response<Body>) -> Response<Body> {
    let code = response.headers().get(Status::GRPC_STATUS).map(|code| Code::from_bytes(code.as_bytes()));
    let explained = response.headers().contains_key(Status::GRPC_STATUS_DETAILS);
    match code {
        Some(Code::OutOfRange) if !explained => {
            refused(Error::invalid("message", format!("send at most {MAX_MESSAGE} bytes")))
        }
        Some(Code::Internal) if !explained => {
            refused(Error::invalid("message", "send a message of the kind this method takes"))
        }
        _ => response,
    }
}

fn refused(error: Error) -> Response<Body> {
    Status::from(error).into_http()
}

/// The `grpc-timeout` of a call: up to eight digits and a unit.
fn timeout_of(headers: &HeaderMap) -> Duration {
    let Some(value) = headers.get("grpc-timeout").and_then(|value| value.to_str().ok()) else {
        return DEFAULT_TIMEOUT;
    };
    let Some((amount, unit)) = value.split_at_checked(value.len().saturating_sub(1)) else {
        return DEFAULT_TIMEOUT;
    };
    let Ok(amount) = amount.parse::<u32>() else {
        return DEFAULT_TIMEOUT;
    };
    let amount = u64::from(amount);
    let timeout = match unit {
        "H" => Duration::from_secs(amount * 3600),
        "M" => Duration::from_secs(amount * 60),
        "S" => Duration::from_secs(amount),
        "m" => Duration::from_millis(amount),
        "u" => Duration::from_micros(amount),
        "n" => Duration::from_nanos(amount),
        _ => DEFAULT_TIMEOUT,
    };
    timeout.min(MAX_TIMEOUT)
}
