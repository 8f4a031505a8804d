//! Evening out: groups whose people wait longer, or get their first choice more rarely than others with as many options, count
//! for more, by as much as it takes. Whether it was their first choice people say once they have it.

use crate::measure::Alike;
use crate::world::{GROUPS, Person, World};
use crate::year::Desk;

/// What a group's people count for moves by this much a week for each hundredth of a week they wait longer, and for each in a
/// hundred fewer who get their first choice, in millionths of a fit.
const STEPS: [i64; 2] = [100, 3000];
/// They never count for more than this.
const MOST: [i64; 2] = [100_000, 300_000];

/// What each group's people count for, beside how well an option fits them.
pub struct Balance {
    on: bool,
    /// For being placed at all.
    soon: Vec<i64>,
    /// For their first choice.
    first: Vec<i64>,
    /// Who was seen to get their first choice.
    got_first: Vec<Option<bool>>,
}

#[derive(Clone, Copy, Default)]
struct Sums {
    people: i64,
    weeks: i64,
    first: i64,
    /// How many would, did they fare like everybody with as many options, in thousandths.
    alike: i64,
}

impl Balance {
    pub fn new(world: &World, on: bool) -> Self {
        let groups = world.groups();
        Self { on, soon: vec![0; groups], first: vec![0; groups], got_first: vec![None; world.people.len()] }
    }

    /// What placing this person counts for, and what their first choice counts for beside it.
    pub fn of(&self, world: &World, person: &Person) -> (i64, i64) {
        let groups = world.groups_of(person);
        (sum(&self.soon, groups), sum(&self.first, groups))
    }

    /// Looks at how everyone who has asked fares and moves what counts.
    pub fn learn(&mut self, desk: &Desk<'_>) {
        if !self.on {
            return;
        }
        let (mut all, mut groups) = (Sums::default(), vec![Sums::default(); self.soon.len()]);
        let world = desk.world;
        let asked = world.people.iter().enumerate().take_while(|(_, person)| person.week <= desk.week);
        // Nothing can be evened out for people whom nobody suits.
        let asked: Vec<_> = asked.filter(|(_, person)| !world.list(person).is_empty()).collect();
        let mut alike = Alike::default();
        for (index, person) in &asked {
            alike.count(world.suited(person).len(), self.got_first(desk, *index));
        }
        for (index, person) in asked {
            let place = desk.places[index];
            let until =
                place.map_or(desk.week.min(person.week + world.scenario.people.patience_weeks), |p| p.week);
            let (first, expected) = (self.got_first(desk, index), alike.first_thousandths(world, index));
            for sums in std::iter::once(&mut all).chain(pick(&mut groups, world.groups_of(person))) {
                sums.people += 1;
                sums.weeks += (until - person.week) as i64;
                sums.first += i64::from(first);
                sums.alike += expected as i64;
            }
        }
        for (group, sums) in groups.iter().enumerate().filter(|(_, sums)| sums.people > 0) {
            let slower = sums.weeks * 100 / sums.people - all.weeks * 100 / all.people.max(1);
            let rarer = (sums.alike / 10 - sums.first * 100) / sums.people;
            self.soon[group] = (self.soon[group] + STEPS[0] * slower).clamp(0, MOST[0]);
            self.first[group] = (self.first[group] + STEPS[1] * rarer).clamp(0, MOST[1]);
        }
    }

    fn got_first(&mut self, desk: &Desk<'_>, person: usize) -> bool {
        desk.places[person].is_some_and(|place| {
            *self.got_first[person].get_or_insert_with(|| desk.world.is_first(person, place.organisation))
        })
    }
}

fn sum(counts: &[i64], groups: [usize; GROUPS]) -> i64 {
    groups.iter().map(|group| counts[*group]).sum()
}

/// The sums of a person's groups, which are all different.
fn pick(sums: &mut [Sums], groups: [usize; GROUPS]) -> impl Iterator<Item = &mut Sums> {
    sums.iter_mut().enumerate().filter(move |(group, _)| groups.contains(group)).map(|(_, sums)| sums)
}
