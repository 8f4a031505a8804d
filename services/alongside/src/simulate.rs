//! `alongside simulate`: a scenario in, a table and a page out. Needs no database.

mod page;
#[cfg(test)]
mod tests;

use std::fs::{self, File};
use std::io::Read as _;
use std::path::Path;

use simulation::report::{self, Results};
use simulation::scenario::{self, Scenario};

use crate::cli;

/// No scenario is longer.
const LARGEST: u64 = 1_000_000;

/// Runs a scenario, prints its table and writes its page if one is wanted.
///
/// # Errors
/// A sentence that says what is wrong and what to do; bad lines are told one by one before it.
pub fn command(options: &cli::Simulate) -> Result<(), String> {
    let scenario = read(&options.scenario)?;
    let seed = options.seed.unwrap_or(scenario.seed);
    let results = Results::of(&scenario, seed).map_err(|failed| failed.to_string())?;
    print!("{}", report::text(&results));
    if let Some(file) = &options.report {
        let page = page::page(&results).map_err(|error| format!("the page could not be made: {error}"))?;
        fs::write(file, page)
            .map_err(|error| format!("the page could not be written to {}: {error}", file.display()))?;
        println!("\nThe page is {}.", file.display());
    }
    Ok(())
}

fn read(file: &Path) -> Result<Scenario, String> {
    let unreadable =
        |error: std::io::Error| format!("the scenario {} cannot be read: {error}", file.display());
    let mut text = String::new();
    File::open(file).map_err(unreadable)?.take(LARGEST).read_to_string(&mut text).map_err(unreadable)?;
    scenario::read(&text).map_err(|problems| {
        problems.iter().for_each(|problem| eprintln!("{}, {problem}", file.display()));
        match problems.len() {
            1 => "one thing in the scenario needs correcting".to_owned(),
            number => format!("{number} things in the scenario need correcting"),
        }
    })
}
