//! A made-up city or England for a year, under several ways of bringing people and openings together, and what came of each.
//!
//! Reads no file, clock or random source: the scenario's text and the seed are arguments, everything is counted in
//! integers, and the same arguments give the same answer on every machine. What people would say yes to is drawn for each
//! person and organisation once, so every way meets the same people.

mod draw;
mod fit;
pub mod gaming;
pub mod measure;
pub mod policy;
pub mod report;
pub mod scenario;
pub mod world;
pub mod year;
