//! What holds whatever the way: no opening is taken twice, nobody is sent where they would not go, and hindsight is a bound.

use simulation::measure::Measures;
use simulation::policy::{Way, hindsight, year};
use simulation::report::WAYS;
use simulation::scenario::Scenario;
use simulation::world::{Answer, World};
use simulation::year::Outcome;

use super::small_city;

/// Every outcome of a scenario: each way's, then hindsight's.
fn outcomes(world: &World) -> Vec<Outcome> {
    let ways = WAYS.iter().map(|(way, _)| year(world, *way).unwrap());
    let others = [Way::Knowing, Way::Untold].map(|way| year(world, way).unwrap());
    ways.chain(others).chain([hindsight(world).unwrap()]).collect()
}

/// Some small cities, each odd in its own way.
fn worlds() -> impl Iterator<Item = World> {
    let change = |seed: u64, change: fn(&mut Scenario)| {
        let mut city = small_city();
        change(&mut city);
        World::new(&city, seed)
    };
    [
        change(1, |_| {}),
        change(2, |city| city.behaviour.declines_percent = 40),
        change(3, |city| city.organisations.iter_mut().for_each(|size| size.openings = 0)),
        change(4, |city| city.people.patience_weeks = 1),
        change(5, |city| city.rules.opening_kept_weeks = 1),
        change(6, |city| city.behaviour.passes_over_percent = 100),
    ]
    .into_iter()
}

#[test]
fn openings_are_taken_once_and_only_while_they_are_kept() {
    for world in worlds() {
        let kept = world.scenario.rules.opening_kept_weeks;
        for outcome in outcomes(&world) {
            let mut taken: Vec<Vec<usize>> = vec![Vec::new(); world.organisations.len()];
            for place in outcome.places.iter().flatten() {
                taken[place.organisation as usize].push(place.week);
            }
            for (organisation, weeks) in world.organisations.iter().zip(&mut taken) {
                weeks.sort_unstable();
                let mut free: Vec<usize> = Vec::new();
                for (week, openings) in organisation.openings.iter().enumerate() {
                    free.extend((0..*openings).map(|_| week));
                }
                // The oldest that is still kept serves the earliest: if that fails, nothing works.
                let mut free = free.into_iter().peekable();
                for week in weeks {
                    while free.next_if(|since| since + kept < *week).is_some() {}
                    assert!(free.next().is_some_and(|since| since <= *week));
                }
            }
        }
    }
}

#[test]
fn nobody_is_placed_where_they_or_the_organisation_would_not() {
    for world in worlds() {
        for outcome in outcomes(&world) {
            for (person, place) in outcome.places.iter().enumerate() {
                let Some(place) = place else { continue };
                assert!(world.fit(person, place.organisation).is_some());
                assert!(!world.passes_over(person, place.organisation));
                assert_eq!(world.answer(person, place.organisation), Answer::Accepts);
                let asked = world.people[person].week;
                assert!((asked..=asked + world.scenario.people.patience_weeks).contains(&place.week));
            }
        }
    }
}

#[test]
fn no_way_does_better_than_hindsight() {
    for world in worlds() {
        let best = Measures::of(&world, &hindsight(&world).unwrap()).total;
        for (way, name) in WAYS {
            let total = Measures::of(&world, &year(&world, way).unwrap()).total;
            assert!(total <= best, "{name} has {total} of {best}");
        }
    }
}

#[test]
fn people_with_as_many_options_together_fare_as_they_fare() {
    for world in worlds() {
        for outcome in outcomes(&world) {
            let measures = Measures::of(&world, &outcome);
            let (all, first) = (measures.all, 1000 * measures.all.first);
            // Each person's share is rounded down.
            assert!(all.alike <= first && first < all.alike + all.people.max(1), "{all:?}");
        }
    }
}
