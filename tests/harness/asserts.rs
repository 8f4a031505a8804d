//! What a refusal must look like.

use std::fmt::Debug;

use tonic::{Code, Response, Status};
use tonic_types::StatusExt as _;

/// Refused with that code and stable reason.
#[track_caller]
pub fn refused<T: Debug>(answer: Result<Response<T>, Status>, code: Code, reason: &str) {
    let status = answer.expect_err("this should have been refused");
    let details = status.get_error_details();
    let given = details.error_info().map(|info| info.reason.clone()).unwrap_or_default();
    assert_eq!((status.code(), given.as_str()), (code, reason), "{}", status.message());
}

/// Refused because of exactly these fields, in any order.
#[track_caller]
pub fn invalid<T: Debug>(answer: Result<Response<T>, Status>, fields: &[&str]) {
    let status = answer.expect_err("this should have been refused");
    assert_eq!(status.code(), Code::InvalidArgument, "{}", status.message());
    let details = status.get_error_details();
    let violations = details.bad_request().map(|bad| bad.field_violations.clone()).unwrap_or_default();
    let mut given: Vec<&str> = violations.iter().map(|violation| violation.field.as_str()).collect();
    let mut expected = fields.to_vec();
    given.sort_unstable();
    expected.sort_unstable();
    assert_eq!(given, expected, "{violations:?}");
}

/// Not found, as a stranger's record is.
#[track_caller]
pub fn not_found<T: Debug>(answer: Result<Response<T>, Status>) {
    refused(answer, Code::NotFound, "NOT_FOUND");
}

/// Someone of that role can never do it.
#[track_caller]
pub fn forbidden<T: Debug>(answer: Result<Response<T>, Status>) {
    refused(answer, Code::PermissionDenied, "FORBIDDEN");
}

/// Someone changed it first.
#[track_caller]
pub fn stale<T: Debug>(answer: Result<Response<T>, Status>) {
    refused(answer, Code::Aborted, "STALE");
}
