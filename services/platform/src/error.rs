//! The one error of Alongside, and its one face on the wire.

use std::collections::HashMap;

use tonic::{Code, Status};
use tonic_types::{ErrorDetails, StatusExt};

use crate::Violation;

/// The domain of every stable reason in `google.rpc.ErrorInfo`.
const DOMAIN: &str = "alongside";

/// Everything that can go wrong, by what a program would do about it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The input is wrong in itself; every violation is here.
    #[error("some of what was sent needs changing")]
    Invalid(Vec<Violation>),
    /// No such thing, or not for the caller's eyes.
    #[error("{0} was not found")]
    NotFound(String),
    /// What was looked for by something other than its name is not there.
    #[error("{text}")]
    Missing {
        /// Stable UPPER_SNAKE reason.
        reason: &'static str,
        /// What is not there, and what to do.
        text: String,
    },
    /// A rule says no in the present state.
    #[error("{text}")]
    Refused {
        /// Stable UPPER_SNAKE reason.
        reason: &'static str,
        /// Why, and what to do.
        text: String,
    },
    /// A unique thing is taken.
    #[error("{text}")]
    AlreadyExists {
        /// Stable UPPER_SNAKE reason.
        reason: &'static str,
        /// What is taken, and what to do.
        text: String,
    },
    /// The record moved on since the caller read it.
    #[error("this changed since you read it: read it again and repeat the change")]
    Stale,
    /// The reader's place in a feed is not one this history has.
    #[error("the history does not reach that position: start again from a listing")]
    OutOfRange,
    /// No caller, or one that cannot be believed.
    #[error("sign in first: the call carries no valid token")]
    Unauthenticated,
    /// The caller is known and may not do this.
    #[error("your role may not do this")]
    Forbidden,
    /// The caller is known and may not do this, for a reason worth its own name.
    #[error("{text}")]
    Denied {
        /// Stable UPPER_SNAKE reason.
        reason: &'static str,
        /// Why, and who may.
        text: String,
    },
    /// Something needed is away; asking again is right.
    #[error("part of the service is away for a moment: try again")]
    Unavailable,
    /// The caller's time ran out.
    #[error("the time allowed for this ran out")]
    DeadlineExceeded,
    /// Everything else. The source is logged once, at the boundary, and never told.
    #[error("something went wrong on our side")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl Error {
    /// No such resource, or none the caller may know of.
    pub fn not_found(name: impl ToString) -> Self {
        Self::NotFound(name.to_string())
    }

    /// Something looked for is not there.
    pub fn missing(reason: &'static str, text: impl Into<String>) -> Self {
        let text = text.into();
        Self::Missing { reason, text }
    }

    /// A rule says no.
    pub fn refused(reason: &'static str, text: impl Into<String>) -> Self {
        let text = text.into();
        Self::Refused { reason, text }
    }

    /// Not for this caller to do, ever.
    pub fn denied(reason: &'static str, text: impl Into<String>) -> Self {
        let text = text.into();
        Self::Denied { reason, text }
    }

    /// A unique thing is taken.
    pub fn already_exists(reason: &'static str, text: impl Into<String>) -> Self {
        let text = text.into();
        Self::AlreadyExists { reason, text }
    }

    /// A fault of ours.
    pub fn internal(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(source.into())
    }

    /// One violation alone.
    pub fn invalid(field: impl Into<String>, text: impl Into<String>) -> Self {
        Self::Invalid(vec![Violation::new(field, text)])
    }

    fn code(&self) -> Code {
        match self {
            Self::Invalid(_) => Code::InvalidArgument,
            Self::NotFound(_) | Self::Missing { .. } => Code::NotFound,
            Self::Refused { .. } => Code::FailedPrecondition,
            Self::AlreadyExists { .. } => Code::AlreadyExists,
            Self::Stale => Code::Aborted,
            Self::OutOfRange => Code::OutOfRange,
            Self::Unauthenticated => Code::Unauthenticated,
            Self::Forbidden | Self::Denied { .. } => Code::PermissionDenied,
            Self::Unavailable => Code::Unavailable,
            Self::DeadlineExceeded => Code::DeadlineExceeded,
            Self::Internal(_) => Code::Internal,
        }
    }

    fn reason(&self) -> &'static str {
        match self {
            Self::Refused { reason, .. }
            | Self::AlreadyExists { reason, .. }
            | Self::Missing { reason, .. }
            | Self::Denied { reason, .. } => reason,
            Self::Invalid(_) => "INVALID",
            Self::NotFound(_) => "NOT_FOUND",
            Self::Stale => "STALE",
            Self::OutOfRange => "RESYNC_REQUIRED",
            Self::Unauthenticated => "UNAUTHENTICATED",
            Self::Forbidden => "FORBIDDEN",
            Self::Unavailable => "UNAVAILABLE",
            Self::DeadlineExceeded => "DEADLINE_EXCEEDED",
            Self::Internal(_) => "INTERNAL",
        }
    }
}

impl From<Violation> for Error {
    fn from(violation: Violation) -> Self {
        Self::Invalid(vec![violation])
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed => Self::Unavailable,
            sqlx::Error::Database(ref database) => match database.code().as_deref() {
                // Query cancelled, admin shutdown, cannot connect now, serialization and deadlock.
                Some("57014") => Self::DeadlineExceeded,
                Some("57P01" | "57P02" | "57P03") => Self::Unavailable,
                Some("40001" | "40P01") => Self::Stale,
                _ => Self::internal(error),
            },
            other => Self::internal(other),
        }
    }
}

impl From<Error> for Status {
    fn from(error: Error) -> Self {
        if let Error::Internal(source) = &error {
            tracing::error!(error = %source, "internal error");
        }
        let mut details = ErrorDetails::with_error_info(error.reason(), DOMAIN, HashMap::new());
        if let Error::Invalid(violations) = &error {
            for violation in violations {
                details.add_bad_request_violation(&violation.field, &violation.text);
            }
        }
        Self::with_error_details(error.code(), error.to_string(), details)
    }
}

impl From<Status> for Error {
    fn from(status: Status) -> Self {
        let details = status.get_error_details();
        let reason = details.error_info().map(|info| info.reason.as_str());
        match status.code() {
            Code::InvalidArgument => Self::Invalid(violations_of(&details)),
            Code::NotFound => Self::NotFound(status.message().trim_end_matches(" was not found").into()),
            Code::FailedPrecondition => Self::refused(known(reason), status.message()),
            Code::AlreadyExists => Self::already_exists(known(reason), status.message()),
            Code::Aborted => Self::Stale,
            Code::OutOfRange => Self::OutOfRange,
            Code::Unauthenticated => Self::Unauthenticated,
            Code::PermissionDenied => match reason {
                None | Some("FORBIDDEN") => Self::Forbidden,
                reason => Self::denied(known(reason), status.message()),
            },
            Code::Unavailable | Code::Cancelled | Code::ResourceExhausted => Self::Unavailable,
            Code::DeadlineExceeded => Self::DeadlineExceeded,
            _ => Self::internal(format!("{:?}: {}", status.code(), status.message())),
        }
    }
}

fn violations_of(details: &ErrorDetails) -> Vec<Violation> {
    let violations = details.bad_request().map(|bad| bad.field_violations.as_slice());
    violations
        .unwrap_or_default()
        .iter()
        .map(|violation| Violation::new(&violation.field, &violation.description))
        .collect()
}

/// Reasons are few and stable, so each is kept once for the life of the process.
fn known(reason: Option<&str>) -> &'static str {
    use std::sync::{LazyLock, Mutex, PoisonError};
    static SEEN: LazyLock<Mutex<HashMap<String, &'static str>>> = LazyLock::new(Mutex::default);
    let reason = reason.unwrap_or("REFUSED");
    let mut seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(kept) = seen.get(reason) {
        return kept;
    }
    if seen.len() > 1000 {
        return "REFUSED";
    }
    let kept: &'static str = Box::leak(reason.to_owned().into_boxed_str());
    seen.insert(reason.to_owned(), kept);
    kept
}
