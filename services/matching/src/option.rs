//! Options: what there is near a place for someone who has not asked. Nothing is kept.
//!
//! Invariants: who is listed would be on a menu with room for everyone; nearest first, and nothing else moves one.

pub mod rpc;

use platform::Error;

use crate::index::Index;
use crate::index::sets::council_number;
use crate::index::sieve::Sieve;
use crate::menu::{Inputs, MenuOption, first_options};

/// How many are listed.
pub const MOST: usize = 20;

/// The nearest options that every hard rule leaves in, at most `most` of them: by whole km, equally near ones by id, then
/// those whose place is not known. Of the inputs the price of openings counts for nothing.
///
/// # Errors
/// What [`first_options`] says.
pub fn nearest(inputs: &Inputs, index: &Index, most: usize) -> Result<Vec<MenuOption>, Error> {
    let Inputs { wants, frozen, .. } = inputs;
    let Some(council) = council_number(&frozen.council) else { return Ok(Vec::new()) };
    let sieve = Sieve::of(wants, council);
    first_options(inputs, most, |take| index.nearest(&sieve, frozen.place, take))
}

#[cfg(test)]
mod tests;
