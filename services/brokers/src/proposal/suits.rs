//! Whether a broker has what the person must have: a language, skills, access.
//!
//! Languages and skills are what the broker says. Access is read from how they work: who says how they work, and not this
//! way, does not give it; who has said nothing is kept, and asked.

use reference::{access, language};

use crate::broker::{Broker, WayOfWorking};
use crate::introduction::Wanted;

/// British Sign Language as a need and as a language.
const BSL: (&str, &str) = ("bsl", "bfi");

/// Access that hangs on how someone works, with the ways that give it. The rest is the organisation's to give.
const WAYS: &[(&str, &[WayOfWorking])] = &[
    ("breaks", &[WayOfWorking::Unhurried, WayOfWorking::ShortMeetings]),
    ("email", &[WayOfWorking::Writing]),
    ("home_visit", &[WayOfWorking::HomeVisits]),
    ("letter", &[WayOfWorking::Writing]),
    ("more_time", &[WayOfWorking::Unhurried]),
    ("objects", &[WayOfWorking::Pictures]),
    ("online_meeting", &[WayOfWorking::Video]),
    ("phone", &[WayOfWorking::Phone]),
    ("photos", &[WayOfWorking::Pictures]),
    ("symbols", &[WayOfWorking::Pictures]),
    ("text_message", &[WayOfWorking::Writing]),
    ("writing_preferred", &[WayOfWorking::Writing]),
];

/// How one broker suits one person.
#[derive(Debug, PartialEq, Eq)]
pub struct Suits {
    /// Whether they share a language.
    pub language: bool,
    /// Skills they lack.
    pub skills: Vec<String>,
    /// Access they do not give.
    pub access: Vec<String>,
    /// Access they have said nothing of.
    pub unknown: Vec<String>,
}

impl Suits {
    /// Compares what a broker says with what the person needs.
    pub fn of(broker: &Broker, needs: &[String], wanted: &Wanted) -> Self {
        let skills = wanted.skills.iter().filter(|skill| !broker.skills().contains(skill));
        let ways = broker.ways_of_working();
        let by_ways = wanted.must_have.iter().filter(|code| !gives(ways, code)).cloned();
        let mut not_said: Vec<String> = by_ways.collect();
        not_said.sort_unstable();
        let (unknown, access) = if ways.is_empty() { (not_said, Vec::new()) } else { (Vec::new(), not_said) };
        Self {
            language: shares_language(broker, needs, wanted),
            skills: skills.cloned().collect(),
            access,
            unknown,
        }
    }

    /// Skills and access that are missing, in alphabetical order.
    pub fn missing(&self) -> Vec<String> {
        let mut missing = [self.skills.as_slice(), &self.access].concat();
        missing.sort_unstable();
        missing
    }
}

/// Whether someone who works in these ways gives that access, as far as it hangs on them.
fn gives(ways: &[WayOfWorking], code: &str) -> bool {
    let known = WAYS.iter().find(|(known, _)| *known == code);
    known.is_none_or(|(_, by)| by.iter().any(|way| ways.contains(way)))
}

/// The languages the person accepts or, when they did not say, those they need: one of them is enough.
fn shares_language(broker: &Broker, needs: &[String], wanted: &Wanted) -> bool {
    let needed = || needs.iter().filter(|need| !access::is_known(need) && language::is_tag(need));
    let accepted: Vec<&String> =
        if wanted.languages.is_empty() { needed().collect() } else { wanted.languages.iter().collect() };
    let speaks = |tag: &str| broker.languages().iter().any(|known| known.eq_ignore_ascii_case(tag));
    let signs = !needs.iter().chain(&wanted.must_have).any(|need| need == BSL.0) || speaks(BSL.1);
    signs && (accepted.is_empty() || accepted.iter().any(|tag| speaks(tag)))
}
