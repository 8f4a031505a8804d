//! Tests of the simulation, from outside.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod goals;
mod reader;
mod same;
mod world;

use simulation::scenario::{Scenario, read};

/// The committed city.
pub const CITY: &str = include_str!("../scenarios/city.toml");
/// The committed England.
pub const ENGLAND: &str = include_str!("../scenarios/england.toml");

/// The city with fewer people and organisations, for tests that need no figures.
pub fn small_city() -> Scenario {
    let mut city = read(CITY).unwrap();
    city.people.requests = 400;
    city.weeks = 26;
    city.organisations.iter_mut().for_each(|size| size.openings = size.openings.div_ceil(8));
    city
}
