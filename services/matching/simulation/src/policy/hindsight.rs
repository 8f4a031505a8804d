//! The hindsight optimum: who should have had which opening, had everyone who asked and every answer been known at the start.
//!
//! Each organisation's openings of one week are an option with a time window: until the opening is kept no longer, and until
//! the person gives up. No policy can do better, since whatever it does is one of the placements this is the best of.

use rounds::instance::{Entry, Instance};
use rounds::most_helped::solve;

use super::Failed;
use crate::world::World;
use crate::year::{Outcome, Place};

/// Above any fit.
const NOBODY: u32 = 2_000_000;

/// The best year there could have been.
///
/// # Errors
/// [`Failed`], which no scenario that was read leads to.
pub fn hindsight(world: &World) -> Result<Outcome, Failed> {
    let (batches, starts) = batches(world);
    let mut instance = Instance::of_options(batches.iter().map(|batch| batch.openings).collect())?;
    let mut list = Vec::new();
    for person in 0..world.people.len() {
        entries(world, person, (&batches, &starts), &mut list);
        instance.add(&list, i64::from(NOBODY))?;
    }
    let solved = solve(instance)?;
    let mut outcome = Outcome {
        places: vec![None; world.people.len()],
        shown: vec![0; world.organisations.len()],
        taken: vec![0; world.organisations.len()],
    };
    for (person, place) in solved.places().into_iter().enumerate() {
        let Some(batch) = place.map(|place| &batches[place as usize]) else { continue };
        let week = batch.week.max(world.people[person].week);
        outcome.places[person] = Some(Place { organisation: batch.organisation, week });
        outcome.taken[batch.organisation as usize] += 1;
    }
    Ok(outcome)
}

/// The openings of one organisation that come free in one week.
struct Batch {
    organisation: u32,
    week: usize,
    openings: u32,
}

/// All openings, by organisation and week, and where each organisation's begin.
fn batches(world: &World) -> (Vec<Batch>, Vec<usize>) {
    let (mut batches, mut starts) = (Vec::new(), Vec::new());
    for (organisation, one) in (0..).zip(&world.organisations) {
        starts.push(batches.len());
        let some = one.openings.iter().enumerate().filter(|(_, openings)| **openings > 0);
        batches.extend(some.map(|(week, openings)| Batch {
            organisation,
            week,
            openings: u32::from(*openings),
        }));
    }
    starts.push(batches.len());
    (batches, starts)
}

/// What one person could have had.
fn entries(world: &World, index: usize, (batches, starts): (&[Batch], &[usize]), list: &mut Vec<Entry>) {
    let person = &world.people[index];
    let (kept, patience) = (world.scenario.rules.opening_kept_weeks, world.scenario.people.patience_weeks);
    list.clear();
    for option in world.list(person) {
        let organisation = option.organisation;
        if !world.would(index, organisation) {
            continue;
        }
        let own = starts[organisation as usize]..starts[organisation as usize + 1];
        let within = |batch: &Batch| batch.week + kept >= person.week && batch.week <= person.week + patience;
        for at in own.filter(|at| within(&batches[*at])) {
            let value = world.value(person, option.fit, batches[at].week.max(person.week));
            list.push(Entry { cost: NOBODY - value, option: at as u32 });
        }
    }
}
