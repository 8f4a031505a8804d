//! A proposal: which broker of an organisation could take a person on, and why not the others.
//!
//! Invariants: nobody is proposed against whom a reason speaks, so never anyone over their limit or ruled out; the same
//! facts give the same proposal, in whatever order they come. The rule itself is published with `Proposals` on the wire.

mod ramp;
pub(crate) mod rpc;
mod store;
mod suits;
#[cfg(test)]
mod tests;
mod wire;

use std::cmp::{Ordering, Reverse};

use chrono::{DateTime, NaiveDate, Utc};
use platform::Id;
use uuid::Uuid;

use crate::broker::Broker;
use crate::case::{self, CloseReason};
use crate::introduction::{Introduction, Kind};

platform::words! {
    /// What a proposal rests on.
    pub enum Basis {
        /// The person named them.
        Named = "named",
        /// They supported this person before.
        Continuity = "continuity",
        /// They would carry the smallest share of their limit.
        LeastLoad = "least_load",
    }
}

platform::words! {
    /// What speaks against proposing someone.
    pub enum Reason {
        /// The person ruled them out.
        RuledOut = "ruled_out",
        /// Takes no new cases now.
        Paused = "paused",
        /// Would go over their limit.
        OverLimit = "over_limit",
        /// Would go over the share of their limit that new brokers have.
        Newcomer = "newcomer",
        /// Stands on the other side for this person: advocate and broker are never one.
        OtherSide = "other_side",
        /// Does not work in the person's council.
        OutOfArea = "out_of_area",
        /// Works in no language the person needs.
        Language = "language",
        /// Lacks something they must be good at.
        Skill = "skill",
        /// Gives no access the person must have.
        Access = "access",
    }
}

/// One case of this person with someone of the organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    broker: Id<Broker>,
    kind: Kind,
    state: case::State,
    close_reason: Option<CloseReason>,
    update_time: DateTime<Utc>,
}

impl Past {
    /// Whether having had it makes a broker someone to go on with.
    fn counts(&self) -> bool {
        use CloseReason::{ConflictOfInterest, PersonChoseAnother, Safety};
        !matches!(self.close_reason, Some(PersonChoseAnother | ConflictOfInterest | Safety))
    }
}

/// What is known beside the introduction.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Everyone of the organisation who has not left.
    pub team: Vec<Broker>,
    /// Points of other introductions that wait and name someone.
    pub asked: Vec<(Id<Broker>, i32)>,
    /// This person's cases in the organisation.
    pub past: Vec<Past>,
}

/// One broker as they were considered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    broker: Id<Broker>,
    reasons: Vec<Reason>,
    named: bool,
    /// When they last supported this person.
    known_time: Option<DateTime<Utc>>,
    open_weight: i32,
    asked_weight: i32,
    /// Points they would carry.
    then: i32,
    caseload_limit: i32,
    limit_percent: i32,
    limit_now: i32,
    missing: Vec<String>,
    unknown: Vec<String>,
}

/// Who is proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Who, and why they; nothing when nobody can be.
    chosen: Option<(Id<Broker>, Basis)>,
    /// Those who could be, in the order of the rule, then the others.
    candidates: Vec<Candidate>,
}

impl Proposal {
    /// Applies the rule.
    pub fn of(introduction: &Introduction, known: &Known, today: NaiveDate) -> Self {
        let consider = |broker| Candidate::of(broker, introduction, known, today);
        let mut candidates: Vec<Candidate> = known.team.iter().map(consider).collect();
        candidates.sort_by(Candidate::before);
        let first = candidates.first().filter(|first| first.reasons.is_empty());
        Self { chosen: first.map(|first| (first.broker, first.basis())), candidates }
    }
}

impl Candidate {
    fn of(broker: &Broker, introduction: &Introduction, known: &Known, today: NaiveDate) -> Self {
        let id = broker.id();
        let asked = known.asked.iter().filter(|(asked, _)| *asked == id);
        let asked_weight: i32 = asked.map(|(_, weight)| *weight).sum();
        let held = broker.open_weight().saturating_add(asked_weight);
        let limit_percent = ramp::percent(broker.start_date(), today);
        let theirs = || known.past.iter().filter(|past| past.broker == id);
        let suits = suits::Suits::of(broker, introduction.needs(), introduction.wanted());
        let mut candidate = Self {
            broker: id,
            reasons: Vec::new(),
            named: introduction.broker() == Some(id),
            known_time: theirs().filter(|past| past.counts()).map(|past| past.update_time).max(),
            open_weight: broker.open_weight(),
            asked_weight,
            then: held.saturating_add(introduction.weight()),
            caseload_limit: broker.caseload_limit(),
            limit_percent,
            limit_now: ramp::share(broker.caseload_limit(), limit_percent),
            missing: suits.missing(),
            unknown: suits.unknown.clone(),
        };
        let against = [
            (Reason::RuledOut, introduction.avoids(id)),
            (Reason::Paused, !broker.is_active()),
            (Reason::OverLimit, candidate.then > candidate.caseload_limit),
            (Reason::Newcomer, held > 0 && candidate.then > candidate.limit_now),
            (Reason::OtherSide, theirs().any(|past| past.is_other_side_of(introduction.kind()))),
            (Reason::OutOfArea, !broker.works_in(introduction.council())),
            (Reason::Language, !suits.language),
            (Reason::Skill, !suits.skills.is_empty()),
            (Reason::Access, !suits.access.is_empty()),
        ];
        // Who would be over the whole limit is over a share of it, too: one reason says it.
        candidate.reasons =
            against.into_iter().filter(|(_, speaks)| *speaks).map(|(reason, _)| reason).collect();
        if candidate.reasons.contains(&Reason::OverLimit) {
            candidate.reasons.retain(|reason| *reason != Reason::Newcomer);
        }
        candidate
    }

    fn basis(&self) -> Basis {
        match (self.named, self.known_time) {
            (true, _) => Basis::Named,
            (false, Some(_)) => Basis::Continuity,
            (false, None) => Basis::LeastLoad,
        }
    }

    /// The order of the rule.
    fn before(&self, other: &Self) -> Ordering {
        let key = |it: &Self| (it.reasons.len(), !it.named, Reverse(it.known_time));
        let last = |it: &Self| (it.then, it.broker.uuid());
        key(self).cmp(&key(other)).then_with(|| self.share(other)).then_with(|| last(self).cmp(&last(other)))
    }

    /// Compares the shares of their limits they would carry, exactly.
    fn share(&self, other: &Self) -> Ordering {
        let times = |then: i32, limit: i32| i64::from(then) * i64::from(limit.max(1));
        times(self.then, other.limit_now).cmp(&times(other.then, self.limit_now))
    }
}

impl Past {
    fn is_other_side_of(&self, kind: Kind) -> bool {
        let sides = (self.kind, kind);
        let other = matches!(
            sides,
            (Kind::Advocacy, Kind::SupportBrokerage) | (Kind::SupportBrokerage, Kind::Advocacy)
        );
        other && self.state == case::State::Open
    }
}

/// The id of the introduction in the name of its proposal.
fn name(introduction: Id<Introduction>) -> String {
    format!("proposals/{}", introduction.uuid())
}

/// A row of points by broker.
type Points = (Uuid, i64);
