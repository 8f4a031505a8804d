//! A made-up city or England for a year, under several ways of bringing people and openings together, and what came of each.
//!
//! Reads no file, clock or random source: the scenario's text and the seed are arguments, everything is counted in
//! integers, and the same arguments give the same answer on every machine. What people would say yes to is drawn for each
//! person and organisation once, so every way meets the same people.
//!
//! What is the site's own rule here: the formulas of the fit, the most options of a menu, near-ties ordered by room, the optimum,
//! the fair order and the prices (all three from `rounds`). What is a model of it: a near-tie is a fixed distance, menus keep places
//! for openings, plans and floors rather than for sorts of organisations, and prices look ahead, since here openings come by
//! the week.

mod draw;
mod fit;
pub mod gaming;
pub mod measure;
pub mod policy;
pub mod report;
pub mod scenario;
pub mod world;
pub mod year;
