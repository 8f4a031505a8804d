//! What is found of an option in one respect, for one person: the sentence that says it and the score it is worth.

use super::candidate::{Asking, Candidate};
use super::rule::{Reach, reach, ways_considered};
use super::shape::Fact;
use crate::support::{DeliveryMode, Factor, PriceBasis, Verdict};
use crate::wants::Wants;

/// What was found. [`Finding::score`] says what each is worth, [`Finding::sentence`] how it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding<'a> {
    /// Needs no travel: by phone, by video or in writing.
    NearnessRemote,
    /// Needs no travel: at the person's home.
    NearnessAtHome,
    /// Is based that many km away.
    NearnessKm(u16),
    /// How far it is cannot be said.
    NearnessUnknown,
    /// Is for that many of the things the request says it is about.
    ExpertiseNamed { named: u32, asked: u32 },
    /// Is for everyone.
    ExpertiseEveryone,
    /// Is for something else.
    ExpertiseOther,
    /// The request does not say what it is about.
    ExpertiseNotAsked,
    /// Is given by people who have been there: that is what it is.
    LivedExperiencePeers,
    /// That many of those who work there are from the people it is there for.
    LivedExperienceShare { from: u32, of: u32 },
    /// Who works there is not known.
    LivedExperienceUnknown,
    /// Is given in that language of the person's.
    LanguageSpoken(&'a str),
    /// Is not given in a language of the person's.
    LanguageNotSpoken,
    /// The person named no language.
    LanguageNotAsked,
    /// Promises all the access the person needs.
    AccessAll { needed: u32 },
    /// Promises some of it.
    AccessSome { promised: u32, needed: u32 },
    /// Promises none of it, or does not say.
    AccessUnknown,
    /// The person named no access need.
    AccessNotAsked,
    /// The usual wait.
    ShortWaitDays(u32),
    /// Nobody can start now; the usual wait, when that is said.
    ShortWaitNoOpening(Option<u32>),
    /// The wait is not known.
    ShortWaitUnknown,
    /// Declares no tie of interest.
    IndependenceFree,
    /// Declares ties of that many kinds.
    IndependenceTies(u32),
    /// Is user-led, is not, or does not show it.
    UserLed(Verdict),
    /// The person knows the organisation.
    ContinuityKnown,
    /// The person does not.
    ContinuityNew,
    /// What it costs, and the price at which it is worth half.
    Cost { basis: PriceBasis, pence: i64, half: i64 },
}

/// What is found in that respect.
pub fn find<'a>(factor: Factor, asking: &Asking<'a>, candidate: &Candidate<'_>) -> Finding<'a> {
    match factor {
        Factor::Nearness => nearness(asking.wants, candidate),
        Factor::Expertise => expertise(asking.wants, candidate),
        Factor::LivedExperience => lived_experience(candidate),
        Factor::Language => language(asking, candidate),
        Factor::AccessDoneWell => access_done_well(asking, candidate),
        Factor::ShortWait => short_wait(asking, candidate),
        Factor::Independence => match u32::try_from(candidate.ties().len()) {
            Ok(0) => Finding::IndependenceFree,
            ties => Finding::IndependenceTies(ties.unwrap_or(u32::MAX)),
        },
        Factor::UserLed => Finding::UserLed(candidate.ulo.user_led),
        Factor::Continuity => match asking.asker.known_ulos.binary_search(&candidate.ulo.id) {
            Ok(_) => Finding::ContinuityKnown,
            Err(_) => Finding::ContinuityNew,
        },
        Factor::Cost => cost(asking.wants, candidate),
    }
}

fn nearness(wants: &Wants, candidate: &Candidate<'_>) -> Finding<'static> {
    let reaches = |mode: &DeliveryMode| reach(*mode, wants, candidate) == Reach::Fine;
    let mut reaching = ways_considered(wants, candidate).filter(reaches);
    // Ways come in the order of the words: home first, then places, then the remote ones.
    match (reaching.next(), reaching.last()) {
        (Some(DeliveryMode::AtHome), _) => Finding::NearnessAtHome,
        (Some(mode), _) | (_, Some(mode)) if mode.is_remote() => Finding::NearnessRemote,
        _ => candidate.distance_km.map_or(Finding::NearnessUnknown, Finding::NearnessKm),
    }
}

fn expertise(wants: &Wants, candidate: &Candidate<'_>) -> Finding<'static> {
    let offering = candidate.offering;
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let asked = count(wants.who_for.len());
    let named = count(wants.who_for.iter().filter(|who| offering.who_for.contains(who)).count());
    match named {
        _ if asked == 0 => Finding::ExpertiseNotAsked,
        0 if offering.for_everyone => Finding::ExpertiseEveryone,
        0 => Finding::ExpertiseOther,
        named if offering.for_everyone && 2 * named < asked => Finding::ExpertiseEveryone,
        named => Finding::ExpertiseNamed { named, asked },
    }
}

fn lived_experience(candidate: &Candidate<'_>) -> Finding<'static> {
    match candidate.peers {
        _ if candidate.is_by_peers() => Finding::LivedExperiencePeers,
        Some(peers) => Finding::LivedExperienceShare { from: peers.from, of: peers.of },
        None => Finding::LivedExperienceUnknown,
    }
}

/// The person's languages are those of their record or, when it has none, those they accept.
fn language<'a>(asking: &Asking<'a>, candidate: &Candidate<'_>) -> Finding<'a> {
    let Asking { wants, asker, .. } = asking;
    let accepted = wants.constraints.languages.iter().map(String::as_str);
    let recorded = asker.languages.iter().copied();
    let accepted = accepted.filter(|_| asker.languages.is_empty());
    let mut theirs = recorded.chain(accepted).peekable();
    if theirs.peek().is_none() {
        return Finding::LanguageNotAsked;
    }
    let spoken = theirs.find(|language| candidate.speaks(language));
    spoken.map_or(Finding::LanguageNotSpoken, Finding::LanguageSpoken)
}

fn access_done_well(asking: &Asking<'_>, candidate: &Candidate<'_>) -> Finding<'static> {
    let promised = asking.needed.and(candidate.promised);
    match (promised.len(), asking.needed.len()) {
        (_, 0) => Finding::AccessNotAsked,
        (0, _) => Finding::AccessUnknown,
        (promised, needed) if promised == needed => Finding::AccessAll { needed },
        (promised, needed) => Finding::AccessSome { promised, needed },
    }
}

fn short_wait(asking: &Asking<'_>, candidate: &Candidate<'_>) -> Finding<'static> {
    let days = candidate.offering.typical_wait_days;
    match (candidate.openings(asking.asker.as_of_time), days) {
        (Some(0), days) => Finding::ShortWaitNoOpening(days),
        (_, Some(days)) => Finding::ShortWaitDays(days),
        (_, None) => Finding::ShortWaitUnknown,
    }
}

/// Half the score goes to the price the person says they can pay an hour, or else to a usual price: 35 pounds an hour,
/// 350 a plan, 105 a month.
fn cost(wants: &Wants, candidate: &Candidate<'_>) -> Finding<'static> {
    let offering = candidate.offering;
    let limit = wants.constraints.max_price_pence.filter(|limit| *limit > 0);
    let half = match offering.price_basis {
        PriceBasis::PerHour => limit.unwrap_or(3_500),
        PriceBasis::PerPlan => 35_000,
        PriceBasis::PerMonth => 10_500,
        PriceBasis::Free | PriceBasis::Sliding => 0,
    };
    Finding::Cost { basis: offering.price_basis, pence: offering.price_pence, half }
}

impl Finding<'_> {
    /// What its sentence names, in alphabetical order of key.
    pub fn facts(self) -> Vec<Fact> {
        let number = |key: &str, value: u32| Fact { key: key.to_owned(), value: value.to_string() };
        match self {
            Self::NearnessKm(km) => vec![number("km", km.into())],
            Self::ExpertiseNamed { named, asked } => vec![number("asked", asked), number("named", named)],
            Self::LivedExperienceShare { from, of } => vec![number("from", from), number("of", of)],
            Self::LanguageSpoken(language) => {
                vec![Fact { key: "language".into(), value: language.to_owned() }]
            }
            Self::AccessAll { needed } => vec![number("needed", needed)],
            Self::AccessSome { promised, needed } => {
                vec![number("needed", needed), number("promised", promised)]
            }
            Self::ShortWaitDays(days) | Self::ShortWaitNoOpening(Some(days)) => vec![number("days", days)],
            Self::IndependenceTies(ties) => vec![number("ties", ties)],
            Self::Cost { basis, pence, .. } if basis != PriceBasis::Free => {
                vec![Fact { key: "pence".into(), value: pence.to_string() }]
            }
            _ => Vec::new(),
        }
    }
}
