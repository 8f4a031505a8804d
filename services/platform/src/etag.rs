//! Row versions as the caller sees them.

use crate::Violation;

/// The etag of a version.
pub fn of(version: i64) -> String {
    format!("v{version}")
}

/// The version an etag names.
///
/// # Errors
/// A [`Violation`] when it is missing or not one of ours: the largest number there is has no version after it.
pub fn parse(etag: &str) -> Result<i64, Violation> {
    etag.strip_prefix('v')
        .and_then(|version| version.parse().ok())
        .filter(|version| (1..i64::MAX).contains(version))
        .ok_or_else(|| Violation::new("etag", "give the etag you last read"))
}
