//! What a simulation is run on, as its file says it: people, behaviour, places, needs and organisations.
//!
//! The file is TOML, of which only `[heading]`, `[[heading]]`, `key = number`, `key = "text"` and `# remark` are used.
//! `scenarios/city.toml` explains every key.

mod file;
mod part;
mod read;

use std::fmt;

pub use read::read;

/// A scenario that was read and makes sense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scenario {
    /// What it is called.
    pub name: String,
    /// The seed used unless another is given.
    pub seed: u64,
    /// How many weeks people come for.
    pub weeks: usize,
    /// The map is a square with sides of this many kilometres.
    pub side_km: i64,
    /// Who asks.
    pub people: People,
    /// How people and organisations behave.
    pub behaviour: Behaviour,
    /// What the ways of matching have in common.
    pub rules: Rules,
    /// Where people live.
    pub towns: Vec<Towns>,
    /// What support has to know about.
    pub needs: Vec<Need>,
    /// What people speak or sign.
    pub languages: Vec<Language>,
    /// The kinds of support asked for.
    pub kinds: Vec<Kind>,
    /// Who offers support.
    pub organisations: Vec<Organisations>,
}

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct People {
    /// How many ask in all the weeks.
    pub requests: usize,
    /// How many weeks after asking a person gives up.
    pub patience_weeks: usize,
    /// How many in a hundred are happy with telephone or video.
    pub remote_percent: u32,
}

/// How people and organisations behave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Behaviour {
    /// How often in a hundred a person passes over an option they are shown, for reasons of their own.
    pub passes_over_percent: u32,
    /// How often in a hundred an organisation says no.
    pub declines_percent: u32,
    /// How often in a hundred an organisation does not answer.
    pub silences_percent: u32,
    /// How many weeks pass before no answer is taken for a no.
    pub silence_weeks: usize,
}

/// What the ways of matching have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Fits that differ by no more than this many thousandths are a near-tie.
    pub near_tie_thousandths: u32,
    /// In how many menus a verified user-led organisation has to be for each of its openings, if it suits so many people.
    pub exposure_floor: u32,
    /// After how many weeks an opening that nobody took goes to someone from elsewhere.
    pub opening_kept_weeks: usize,
}

/// Towns of one sort.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Towns {
    /// What they are called in reports.
    pub name: String,
    /// How many there are.
    pub number: usize,
    /// How many people in a hundred live in them.
    pub people_percent: u32,
    /// Supply for each hundred of what would be even with people.
    pub supply_percent: u32,
    /// How far they spread.
    pub spread_km: i64,
    /// Whether they count as rural.
    pub rural: bool,
}

/// Something support has to know about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// What it is called.
    pub name: String,
    /// How many requests in a hundred are about it.
    pub share_percent: u32,
    /// How many organisations in a hundred know it well.
    pub known_by_percent: u32,
    /// How many of these requests in a hundred say it must be known well.
    pub must_percent: u32,
}

/// A language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language {
    /// What it is called.
    pub name: String,
    /// How many people in a hundred need it.
    pub share_percent: u32,
    /// How many organisations in a hundred work in it.
    pub spoken_by_percent: u32,
}

/// A kind of support.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind {
    /// What it is called.
    pub name: String,
    /// How many requests in a hundred are for it.
    pub share_percent: u32,
    /// How many organisations in a hundred offer it.
    pub offered_by_percent: u32,
}

/// Organisations of one size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisations {
    /// What the size is called.
    pub name: String,
    /// How many there are.
    pub number: usize,
    /// How many openings each has in a year, on average: people it supports who move on.
    pub openings: u32,
    /// How many in a hundred are verified to be user-led.
    pub user_led_percent: u32,
    /// How many in a hundred work by telephone or video, anywhere.
    pub remote_percent: u32,
    /// How far the others go.
    pub reach_km: i64,
}

/// One thing wrong with a scenario's file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong.
    pub why: String,
    /// What to do.
    pub remedy: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}: {}", self.line, self.why, self.remedy)
    }
}
