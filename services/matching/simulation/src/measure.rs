//! What came of a year: counts and sums, from which every figure of the report is worked out.

use crate::world::World;
use crate::year::{Outcome, Place};

/// Some people and how they fared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fared {
    /// How many there are.
    pub people: u64,
    /// How many are supported.
    pub helped: u64,
    /// How many by their first choice.
    pub first: u64,
    /// How many would by their first choice if they fared like everybody with as many options, in thousandths.
    pub alike: u64,
    /// How many by their first or second choice.
    pub first_two: u64,
    /// How many weeks they waited together: until support began or they gave up.
    pub weeks: u64,
}

/// Organisations of one size and what came to them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reached {
    /// How many there are.
    pub organisations: u64,
    /// Their openings in the year.
    pub openings: u64,
    /// In how many menus they were.
    pub shown: u64,
    /// How many of their openings were taken.
    pub taken: u64,
}

/// One way's year, measured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measures {
    /// How many people no way can help: nobody suits them whom they would take and who would say yes. They are counted
    /// apart from all that follows.
    pub no_way: u64,
    /// Everybody else.
    pub all: Fared,
    /// Each group.
    pub groups: Vec<Fared>,
    /// Each size.
    pub sizes: Vec<Reached>,
    /// How much of its openings was taken, in thousandths, of an organisation that one in ten is below, of the middle one,
    /// and of one that one in ten is above.
    pub loads: [u64; 3],
    /// How many verified user-led organisations had openings, and how many of them were shown below their floor.
    pub floors: [u64; 2],
    /// The fit of everyone supported, added up, in millionths.
    pub total: u64,
}

impl Measures {
    /// Measures a year.
    pub fn of(world: &World, outcome: &Outcome) -> Self {
        let mut measures = Self {
            no_way: 0,
            all: Fared::default(),
            groups: vec![Fared::default(); world.groups()],
            sizes: vec![Reached::default(); world.scenario.organisations.len()],
            loads: [0; 3],
            floors: [0; 2],
            total: 0,
        };
        let alike = Alike::of(world, outcome);
        for person in 0..world.people.len() {
            measures.count(world, outcome, (person, &alike));
        }
        measures.reach(world, outcome);
        measures
    }

    fn count(&mut self, world: &World, outcome: &Outcome, (index, alike): (usize, &Alike)) {
        let (person, place) = (&world.people[index], outcome.places[index]);
        let choice = place.map_or(usize::MAX, |place| world.choice(index, place.organisation));
        let weeks = place.map_or(world.scenario.people.patience_weeks, |place| place.week - person.week);
        if !world.can_be_helped(index) {
            self.no_way += 1;
            return;
        }
        let alike = alike.first_thousandths(world, index);
        self.all.add(choice, alike, weeks);
        for group in world.groups_of(person) {
            self.groups[group].add(choice, alike, weeks);
        }
        self.total += fit(world, outcome, index);
    }

    fn reach(&mut self, world: &World, outcome: &Outcome) {
        let suited = suited(world);
        let mut loads = Vec::new();
        for (index, organisation) in world.organisations.iter().enumerate() {
            let openings: u64 = organisation.openings.iter().map(|openings| u64::from(*openings)).sum();
            let (shown, taken) = (u64::from(outcome.shown[index]), u64::from(outcome.taken[index]));
            let size = &mut self.sizes[organisation.size];
            size.organisations += 1;
            size.openings += openings;
            size.shown += shown;
            size.taken += taken;
            loads.extend((1000 * taken).checked_div(openings));
            if organisation.user_led && openings > 0 {
                let while_asked = organisation.openings.iter().take(world.scenario.weeks).copied();
                let floor =
                    u64::from(world.scenario.rules.exposure_floor) * while_asked.map(u64::from).sum::<u64>();
                self.floors[0] += 1;
                self.floors[1] += u64::from(shown < floor.min(suited[index]));
            }
        }
        loads.sort_unstable();
        let last = loads.len().saturating_sub(1);
        let at = |percent: usize| loads.get(last * percent / 100).copied().unwrap_or_default();
        self.loads = [at(10), at(50), at(90)];
    }

    /// How far the group that fares worst is behind everybody: in first choices, in thousandths of its people, and in
    /// hundredths of a week of waiting.
    pub fn gaps(&self) -> Gaps {
        let some = || self.groups.iter().filter(|group| group.people > 0);
        let fewest = some().map(Fared::first_thousandths).min().unwrap_or_default();
        let longest = some().map(Fared::weeks_hundredths).max().unwrap_or_default();
        let behind = |group: &Fared| (group.alike / group.people).saturating_sub(group.first_thousandths());
        Gaps {
            alike: some().map(behind).max().unwrap_or_default(),
            first: self.all.first_thousandths().saturating_sub(fewest),
            weeks: longest.saturating_sub(self.all.weeks_hundredths()),
        }
    }
}

/// How far the group that fares worst is behind everybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gaps {
    /// In first choices, in thousandths of people.
    pub first: u64,
    /// The same behind everybody with as many options: who has few gets the first of them more easily, whatever is done.
    pub alike: u64,
    /// In waiting, in hundredths of a week.
    pub weeks: u64,
}

impl Fared {
    fn add(&mut self, choice: usize, alike: u64, weeks: usize) {
        self.alike += alike;
        self.people += 1;
        self.helped += u64::from(choice != usize::MAX);
        self.first += u64::from(choice == 1);
        self.first_two += u64::from(choice <= 2);
        self.weeks += weeks as u64;
    }

    /// How many of a thousand get their first choice.
    pub fn first_thousandths(&self) -> u64 {
        1000 * self.first / self.people.max(1)
    }

    /// The mean wait in hundredths of a week.
    pub fn weeks_hundredths(&self) -> u64 {
        100 * self.weeks / self.people.max(1)
    }
}

/// How many people there are with so many options, and how many of them get their first choice.
#[derive(Default)]
pub(crate) struct Alike(Vec<[u64; 2]>);

impl Alike {
    fn of(world: &World, outcome: &Outcome) -> Self {
        let mut alike = Self::default();
        for (index, place) in
            outcome.places.iter().enumerate().filter(|(index, _)| world.can_be_helped(*index))
        {
            let first = place.is_some_and(|place| world.is_first(index, place.organisation));
            alike.count(world.suited(&world.people[index]).len(), first);
        }
        alike
    }

    /// Counts one with so many options.
    pub fn count(&mut self, options: usize, first: bool) {
        if self.0.len() <= options {
            self.0.resize(options + 1, [0, 0]);
        }
        self.0[options][0] += 1;
        self.0[options][1] += u64::from(first);
    }

    /// How many of a thousand with as many options as this person get their first choice.
    pub fn first_thousandths(&self, world: &World, person: usize) -> u64 {
        let options = world.suited(&world.people[person]).len();
        self.0.get(options).map_or(0, |[people, first]| 1000 * first / (*people).max(1))
    }
}

/// How well someone fared: the fit with the wait as it turned out, in millionths; nobody at all is nothing.
pub(crate) fn fit(world: &World, outcome: &Outcome, person: usize) -> u64 {
    let fit = |place: Place| Some((world.fit(person, place.organisation)?, place.week));
    let placed = outcome.places[person].and_then(fit);
    placed.map_or(0, |(fit, week)| u64::from(world.value(&world.people[person], fit, week)))
}

/// For how many people each organisation passes every hard rule.
fn suited(world: &World) -> Vec<u64> {
    let mut suited = vec![0; world.organisations.len()];
    for option in world.people.iter().flat_map(|person| world.list(person)) {
        suited[option.organisation as usize] += 1;
    }
    suited
}
