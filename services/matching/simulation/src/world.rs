//! The made-up place: towns, organisations with their openings week by week, and everyone who asks in the year.

mod make;

use std::ops::Range;

use crate::draw::{Draws, Purpose};
use crate::fit::waited;
use crate::scenario::Scenario;

/// Weeks before the year from which prices are first learnt, and how far ahead they look.
pub const AHEAD: usize = 12;
/// Nobody looks further down the list of what suits a person than this.
const LONGEST_LIST: usize = 60;

/// How many groups each person is in.
pub const GROUPS: usize = 3;

/// Someone who offers support.
#[derive(Clone, Debug)]
pub struct Organisation {
    /// Which size of the scenario.
    pub size: usize,
    /// Verified to be user-led.
    pub user_led: bool,
    /// How many openings a year, on average.
    pub openings_a_year: u32,
    /// How many openings come free in each week.
    pub openings: Vec<u16>,
}

/// What suits someone, and how well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fit {
    /// The organisation.
    pub organisation: u32,
    /// The fit apart from the wait, in millionths.
    pub fit: u32,
}

/// Someone who asks. What they share for the purpose is what the rules need; nobody has a name.
#[derive(Clone, Debug)]
pub struct Person {
    /// The week in which they ask.
    pub week: usize,
    /// What support has to know about.
    pub need: usize,
    /// The language.
    pub language: usize,
    /// Whether they live in a rural place.
    pub rural: bool,
    /// What no wait at all adds to the fit.
    pub no_wait: u32,
    list: Range<usize>,
    /// What passes the rules of what they need, accepted or not.
    suited: Range<usize>,
}

/// How an organisation answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Yes.
    Accepts,
    /// No.
    Declines,
    /// Nothing.
    Silent,
}

/// The place and its people, the same for every way of matching.
#[derive(Clone, Debug)]
pub struct World {
    /// What it was made from.
    pub scenario: Scenario,
    /// What it was made with.
    pub seed: u64,
    /// Who offers.
    pub organisations: Vec<Organisation>,
    /// Who asks in the year, in order of arrival.
    pub people: Vec<Person>,
    /// Who asked in the quarter before; prices are first learnt from them.
    pub past: Vec<Person>,
    lists: Vec<Fit>,
    passes: Draws,
    answers: Draws,
}

impl World {
    /// Makes the world of a scenario.
    pub fn new(scenario: &Scenario, seed: u64) -> Self {
        let made = make::make(scenario, seed);
        Self {
            scenario: scenario.clone(),
            seed,
            organisations: made.organisations,
            people: made.people,
            past: made.past,
            lists: made.lists,
            passes: Draws::new(seed, Purpose::PassesOver),
            answers: Draws::new(seed, Purpose::Answer),
        }
    }

    /// For how many weeks openings come free and requests are followed: until the last person would give up.
    pub fn weeks(&self) -> usize {
        self.scenario.weeks + self.scenario.people.patience_weeks
    }

    /// Who asked in one week. Weeks before the year are below zero; nobody is known from before the quarter before it.
    pub(crate) fn asked_in(&self, week: i64) -> &[Person] {
        let (people, week) = if week < 0 { (&self.past, week + AHEAD as i64) } else { (&self.people, week) };
        let before = |week: i64| people.partition_point(|person| (person.week as i64) < week);
        &people[before(week)..before(week + 1)]
    }

    /// What suits a person by every hard rule, best fit first.
    pub fn list(&self, person: &Person) -> &[Fit] {
        &self.lists[person.list.clone()]
    }

    /// What suits a person by what they need, whether they accept it or not; what they accept comes first.
    pub fn suited(&self, person: &Person) -> &[Fit] {
        &self.lists[person.suited.clone()]
    }

    /// Whether the person would pass over that option when shown it.
    pub fn passes_over(&self, person: usize, organisation: u32) -> bool {
        let percent = self.scenario.behaviour.passes_over_percent;
        self.passes.of(person).percent(u64::from(organisation), percent)
    }

    /// What the organisation says when asked to support the person.
    pub fn answer(&self, person: usize, organisation: u32) -> Answer {
        let behaviour = &self.scenario.behaviour;
        let draw = self.answers.of(person).below(u64::from(organisation), 100) as u32;
        if draw < behaviour.declines_percent {
            Answer::Declines
        } else if draw < behaviour.declines_percent + behaviour.silences_percent {
            Answer::Silent
        } else {
            Answer::Accepts
        }
    }

    /// The fit as it turns out when support begins in that week.
    pub fn value(&self, person: &Person, fit: u32, week: usize) -> u32 {
        fit + waited(person.no_wait, week.saturating_sub(person.week))
    }

    /// Fits that differ by no more than this are a near-tie.
    pub fn near_tie(&self) -> u32 {
        self.scenario.rules.near_tie_thousandths * 1000
    }

    /// How many groups people are counted in: by need, by language, and rural or not.
    pub fn groups(&self) -> usize {
        self.scenario.needs.len() + self.scenario.languages.len() + 2
    }

    /// The groups of a person: of need, of language, of place.
    pub fn groups_of(&self, person: &Person) -> [usize; GROUPS] {
        let (needs, languages) = (self.scenario.needs.len(), self.scenario.languages.len());
        [person.need, needs + person.language, needs + languages + usize::from(person.rural)]
    }

    /// What an organisation is on a person's list.
    pub fn option(&self, person: usize, organisation: u32) -> Option<Fit> {
        let list = self.list(&self.people[person]);
        list.iter().find(|option| option.organisation == organisation).copied()
    }

    /// The fit of an organisation for a person, apart from the wait.
    pub fn fit(&self, person: usize, organisation: u32) -> Option<u32> {
        self.option(person, organisation).map(|option| option.fit)
    }

    /// Which choice of the person's an organisation is: one more than how many they would take that fit better by more
    /// than a near-tie.
    pub fn choice(&self, person: usize, organisation: u32) -> usize {
        let fit = self.fit(person, organisation).unwrap_or_default();
        let better =
            self.list(&self.people[person]).iter().filter(|option| option.fit > fit + self.near_tie());
        1 + better.filter(|option| !self.passes_over(person, option.organisation)).count()
    }

    /// Whether an organisation is a person's first choice.
    pub fn is_first(&self, person: usize, organisation: u32) -> bool {
        self.choice(person, organisation) == 1
    }

    /// Whether the person would take an organisation that would say yes.
    pub fn would(&self, person: usize, organisation: u32) -> bool {
        !self.passes_over(person, organisation) && self.answer(person, organisation) == Answer::Accepts
    }

    /// Whether there is anyone who suits the person, whom they would take and who would say yes.
    pub fn can_be_helped(&self, person: usize) -> bool {
        self.list(&self.people[person]).iter().any(|option| self.would(person, option.organisation))
    }

    /// Whose lists are cut to their best few: the same world but for that, and what they need is the same too.
    pub(crate) fn narrowed(&self, whom: impl Fn(usize) -> bool, keep: usize) -> Self {
        let mut world = self.clone();
        for (_, person) in world.people.iter_mut().enumerate().filter(|(index, _)| whom(*index)) {
            person.list.end = person.list.end.min(person.list.start + keep);
        }
        world
    }
}
