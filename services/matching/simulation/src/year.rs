//! The year, week by week: openings come free, people ask, a policy says who asks whom, organisations answer.

mod openings;

use openings::Openings;

use crate::policy::{Failed, Works};
use crate::world::{Answer, World};

/// Someone who waits.
#[derive(Debug)]
pub(crate) struct Waiting {
    /// Their number among the world's people.
    pub person: usize,
    /// Until which week they wait for an answer.
    pub until: usize,
    /// Who said no to them or did not answer, and whom they passed over.
    pub over: Vec<u32>,
    /// Whom they were shown.
    pub shown: Vec<u32>,
}

/// One request to an organisation to support someone.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ask {
    /// The position among those who wait.
    pub waiting: usize,
    /// Who is asked.
    pub organisation: u32,
}

/// Where someone ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Who supports them.
    pub organisation: u32,
    /// From which week.
    pub week: usize,
}

/// What came of a year under one policy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Where each person ended.
    pub places: Vec<Option<Place>>,
    /// To how many people each organisation was shown.
    pub shown: Vec<u32>,
    /// How many openings of each organisation were taken.
    pub taken: Vec<u32>,
}

/// What a policy sees in a week.
pub(crate) struct Desk<'a> {
    /// The place and its people; a policy reads of people only what they share.
    pub world: &'a World,
    /// Which week it is.
    pub week: usize,
    /// Which round of the week, from zero.
    pub round: usize,
    /// Openings nobody has taken.
    pub openings: &'a Openings,
    /// Everyone who waits, in order of arrival.
    pub waiting: &'a mut Vec<Waiting>,
    /// To how many people each organisation was shown.
    pub shown: &'a mut Vec<u32>,
    /// Who was placed so far, and where.
    pub places: &'a [Option<Place>],
}

impl Desk<'_> {
    /// Whether the person may act in this week: they do not wait for an answer.
    pub fn is_free(&self, waiting: usize) -> bool {
        self.waiting[waiting].until <= self.week
    }

    /// Whether this is a second request of the same person, which counts for nothing beside the first.
    pub fn is_second(&self, waiting: usize) -> bool {
        waiting > 0 && self.waiting[waiting - 1].person == self.waiting[waiting].person
    }

    /// Shows someone an option and returns whether they would take it.
    pub fn show(&mut self, waiting: usize, organisation: u32) -> bool {
        let who = &mut self.waiting[waiting];
        if !who.shown.contains(&organisation) {
            who.shown.push(organisation);
            self.shown[organisation as usize] += 1;
        }
        let passes = self.world.passes_over(who.person, organisation);
        if passes && !who.over.contains(&organisation) {
            who.over.push(organisation);
        }
        !passes
    }

    /// In how many more weeks the person gives up.
    pub fn weeks_left(&self, waiting: usize) -> usize {
        let asked = self.world.people[self.waiting[waiting].person].week;
        (asked + self.world.scenario.people.patience_weeks).saturating_sub(self.week)
    }
}

/// Runs a year. Whoever is in `twice` has their request there twice.
pub(crate) fn run(
    world: &World,
    policy: &mut impl Works,
    twice: impl Fn(usize) -> bool,
) -> Result<Outcome, Failed> {
    let organisations = world.organisations.len();
    let mut outcome = Outcome {
        places: vec![None; world.people.len()],
        shown: vec![0; organisations],
        taken: vec![0; organisations],
    };
    let mut openings = Openings::new(organisations, world.scenario.rules.opening_kept_weeks);
    let (mut waiting, mut next) = (Vec::<Waiting>::new(), 0);
    let patience = world.scenario.people.patience_weeks;
    for week in 0..world.weeks() {
        openings.come(week, &world.organisations);
        waiting.retain(|one| week <= world.people[one.person].week + patience);
        while next < world.people.len() && world.people[next].week <= week {
            for _ in 0..=usize::from(twice(next)) {
                waiting.push(Waiting { person: next, until: week, over: Vec::new(), shown: Vec::new() });
            }
            next += 1;
        }
        for round in 0..policy.rounds() {
            let mut desk = Desk {
                world,
                week,
                round,
                openings: &openings,
                waiting: &mut waiting,
                shown: &mut outcome.shown,
                places: &outcome.places,
            };
            let asks = policy.asks_of(&mut desk)?;
            let asks = better_of_two(&desk, asks);
            for ask in asks {
                answer(world, week, ask, &mut waiting, &mut openings, &mut outcome);
            }
            waiting.retain(|one| outcome.places[one.person].is_none());
        }
    }
    Ok(outcome)
}

/// Whoever has two requests and would ask two organisations at once asks the one that fits better.
fn better_of_two(desk: &Desk<'_>, asks: Vec<Ask>) -> Vec<Ask> {
    let fit = |ask: &Ask| {
        let list = desk.world.list(&desk.world.people[desk.waiting[ask.waiting].person]);
        list.iter().position(|option| option.organisation == ask.organisation)
    };
    let mut keyed: Vec<(usize, Option<usize>, Ask)> =
        asks.into_iter().map(|ask| (desk.waiting[ask.waiting].person, fit(&ask), ask)).collect();
    keyed.sort_by_key(|(person, fit, ask)| (*person, *fit, ask.waiting));
    keyed.dedup_by_key(|(person, ..)| *person);
    keyed.into_iter().map(|(.., ask)| ask).collect()
}

fn answer(
    world: &World,
    week: usize,
    ask: Ask,
    waiting: &mut [Waiting],
    openings: &mut Openings,
    outcome: &mut Outcome,
) {
    let who = &mut waiting[ask.waiting];
    match world.answer(who.person, ask.organisation) {
        Answer::Accepts => {
            openings.take(ask.organisation);
            outcome.taken[ask.organisation as usize] += 1;
            outcome.places[who.person] = Some(Place { organisation: ask.organisation, week });
        }
        Answer::Declines => who.over.push(ask.organisation),
        Answer::Silent => {
            who.over.push(ask.organisation);
            who.until = week + world.scenario.behaviour.silence_weeks;
        }
    }
}
