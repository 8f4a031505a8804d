//! Who gets which opening when openings are scarce, under one of two published rules, computed so that anyone can check it.
//!
//! `most_helped` is the exact optimum and proves itself in integers; `fair_order` is deferred acceptance, stable and the
//! best stable answer for every person. Nothing here reads a file, a clock or a random source: seeds are arguments, and
//! the same arguments give the same answer on every machine.

mod auction;
pub mod certificate;
pub mod fair_order;
pub mod instance;
pub mod lottery;
pub mod most_helped;
mod repair;
mod warm;
