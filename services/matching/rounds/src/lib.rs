//! Who gets which opening when openings are scarce, under one of two published rules, computed so that anyone can check it.
//!
//! `most_helped` is the exact optimum of one cost and proves itself in integers, `objectives` of several in order, `prices` what
//! openings are worth by it; `fair_order` is deferred acceptance, stable and the best stable answer for every person;
//! `simulate` compares the two rules and explains results. Nothing here reads a file, a clock or a random source: seeds are
//! arguments, and the same arguments give the same answer on every machine.

mod auction;
pub mod certificate;
pub mod fair_order;
pub mod instance;
pub mod lottery;
pub mod most_helped;
pub mod objectives;
pub mod prices;
mod repair;
mod settle;
pub mod simulate;
mod warm;
