//! Tests of the two rules, from outside.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod certificate;
mod differential;
mod exact;
mod fair_order;
mod generated;
mod lottery;
mod objectives;
mod prices;
mod reader;
mod settle;
mod simulate;
mod small;
mod traps;
mod warm;
