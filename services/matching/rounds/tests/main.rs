//! Tests of the two rules, from outside.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod certificate;
mod differential;
mod exact;
mod generated;
mod small;
mod traps;
