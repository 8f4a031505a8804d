//! A choice: what the person picked from a menu, and how it goes, until someone takes them on or nobody is left.
//!
//! Invariants: one pick is offered at a time, in the person's order; an acceptance counts whatever else was decided
//! meanwhile; everything here can be told twice and changes nothing the second time.

mod attempt;
pub(crate) mod deadline;
pub(crate) mod introductions;
mod places;
mod round;
pub(crate) mod rpc;
pub(crate) mod saga;
pub(crate) mod settle;
pub(crate) mod stop;
pub(crate) mod store;
#[cfg(test)]
mod tests;
mod wire;

use chrono::{DateTime, TimeDelta, Utc};
use platform::{Error, Id, Resource};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::menu::Menu;
use crate::names::{Case, Introduction, Person};
use crate::opening_round::result::OpeningRoundResult;
use crate::request::Request;
pub use attempt::Attempt;

platform::words! {
    /// Ways of choosing.
    pub enum Kind {
        /// One pick.
        One = "one",
        /// Several picks, the best liked first.
        Ranked = "ranked",
        /// One pick, to meet before deciding.
        MeetFirst = "meet_first",
        /// None of the options.
        None = "none",
    }
}

platform::words! {
    /// The life of a choice.
    pub enum State {
        /// A pick is being offered, or about to be.
        Offering = "offering",
        /// A pick accepted.
        Placed = "placed",
        /// Nobody said yes.
        Exhausted = "exhausted",
        /// Stopped by the person.
        Stopped = "stopped",
        /// The person wanted none.
        NoneWanted = "none_wanted",
    }
}

platform::words! {
    /// What came of one pick.
    pub enum Outcome {
        /// Waiting for an answer.
        Waiting = "waiting",
        /// Accepted.
        Accepted = "accepted",
        /// Declined.
        Declined = "declined",
        /// No answer before the deadline.
        Expired = "expired",
        /// Withdrawn.
        Withdrawn = "withdrawn",
        /// Could not be offered.
        NotOffered = "not_offered",
        /// Given to others in a round.
        NotGiven = "not_given",
    }
}

/// One option picked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pick {
    /// What is offered.
    pub offering: Uuid,
    /// By whom.
    pub ulo: Uuid,
}

/// What `brokers` says of an introduction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Truth {
    /// Which introduction.
    pub introduction: Id<Introduction>,
    /// For which choice.
    pub choice: Id<Choice>,
    /// What is offered.
    pub pick: Pick,
    /// How it stands.
    pub outcome: Outcome,
    /// Why it was declined, in a word.
    pub decline_reason: String,
    /// The case it opened.
    pub case: Option<Id<Case>>,
    /// When it was offered.
    pub offer_time: DateTime<Utc>,
    /// When it ends by itself.
    pub expire_time: DateTime<Utc>,
    /// When it stopped waiting.
    pub decide_time: Option<DateTime<Utc>>,
}

/// What is sealed with the person's own key.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Private {
    message: String,
}

/// What one person chose from one menu.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    id: Id<Choice>,
    request: Id<Request>,
    menu: Id<Menu>,
    person: Id<Person>,
    kind: Kind,
    picks: Vec<Pick>,
    /// How each pick is ranked, from 1; empty when no two are liked the same.
    ranks: Vec<i32>,
    message: String,
    attempts: Vec<Attempt>,
    /// Since when it waits for a place at the next pick.
    queue_time: Option<DateTime<Utc>>,
    /// How it stands in the newest round it entered.
    result: Option<Id<OpeningRoundResult>>,
    /// Since when it waits for that round.
    round_time: Option<DateTime<Utc>>,
    case: Option<Id<Case>>,
    state: State,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

impl Resource for Choice {
    const COLLECTION: &'static str = "choices";
}

/// What a choice is made of; made by parsing, so the picks are as many as the kind asks and none is twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Details {
    kind: Kind,
    offerings: Vec<Uuid>,
    ranks: Vec<i32>,
    message: String,
}

/// The first look at an introduction that waits comes after this long, later ones less and less often.
const SOONEST_LOOK: TimeDelta = TimeDelta::seconds(15);
/// And never more seldom than this.
const LATEST_LOOK: TimeDelta = TimeDelta::minutes(10);

impl Choice {
    /// A choice from a menu.
    ///
    /// # Errors
    /// A violation when a pick is not one of the menu's options.
    pub fn new(
        id: Id<Self>,
        details: Details,
        request: &Request,
        menu: (Id<Menu>, &Menu),
        now: DateTime<Utc>,
    ) -> Result<Self, Error> {
        let pick = |offering: Uuid| Some(Pick { offering, ulo: menu.1.ulo_of(offering)? });
        let picks: Option<Vec<Pick>> = details.offerings.into_iter().map(pick).collect();
        let picks =
            picks.ok_or_else(|| Error::invalid("choice.picks", "pick from the options of the menu"))?;
        let state = if details.kind == Kind::None { State::NoneWanted } else { State::Offering };
        Ok(Self {
            id,
            request: request.id(),
            menu: menu.0,
            person: request.person(),
            kind: details.kind,
            picks,
            ranks: details.ranks,
            message: details.message,
            attempts: Vec::new(),
            queue_time: None,
            result: None,
            round_time: None,
            case: None,
            state,
            version: 1,
            create_time: now,
            update_time: now,
        })
    }

    /// How far it has come.
    pub fn state(&self) -> State {
        self.state
    }

    /// The introduction that waits for an answer.
    pub fn waiting(&self) -> Option<Id<Introduction>> {
        let waiting = self.attempts.iter().find(|attempt| attempt.outcome == Outcome::Waiting)?;
        waiting.introduction.map(Id::from_uuid)
    }

    /// The pick to be offered next, and its place in the person's order, 1 for the first.
    pub fn next(&self) -> Option<(usize, Pick)> {
        if self.state != State::Offering || self.waiting().is_some() {
            return None;
        }
        let place = self.attempts.len();
        self.picks.get(place).map(|pick| (place + 1, *pick))
    }

    /// Whether an open introduction must be taken back: it is none of ours, or the choice is over.
    pub fn has_no_use_for(&self, introduction: Id<Introduction>) -> bool {
        let ours = self.attempts.iter().any(|attempt| attempt.introduction == Some(introduction.uuid()));
        let waits = self.waiting() == Some(introduction);
        !ours || (waits && self.state != State::Offering)
    }

    /// Takes in how an introduction stands. Says whether that changed anything.
    pub fn learn(&mut self, truth: &Truth, now: DateTime<Utc>) -> bool {
        let introduction = truth.introduction.uuid();
        let known = self.attempts.iter().position(|attempt| attempt.introduction == Some(introduction));
        let expected = self.next().is_some_and(|(_, pick)| pick == truth.pick);
        let attempt = Attempt::of(truth);
        match known {
            Some(place) if self.attempts[place] == attempt => return false,
            // What is final stays.
            Some(place) if self.attempts[place].outcome != Outcome::Waiting => return false,
            Some(place) => self.attempts[place] = attempt,
            None if expected || truth.outcome == Outcome::Accepted => self.attempts.push(attempt),
            None => return false,
        }
        match truth.outcome {
            Outcome::Accepted => {
                self.case = truth.case;
                self.state = State::Placed;
            }
            Outcome::Withdrawn if self.state == State::Offering => self.state = State::Stopped,
            _ => self.exhaust(),
        }
        self.touch(now);
        true
    }

    /// Notes that the next pick could not be offered.
    pub fn skip(&mut self, now: DateTime<Utc>) -> bool {
        let Some((_, pick)) = self.next() else { return false };
        self.attempts.push(Attempt::without(pick.offering, Outcome::NotOffered, now));
        self.exhaust();
        self.touch(now);
        true
    }

    /// Stops offering. Says whether that changed anything.
    pub fn stop(&mut self, now: DateTime<Utc>) -> bool {
        if self.state != State::Offering {
            return false;
        }
        self.state = State::Stopped;
        self.touch(now);
        true
    }

    /// Gives the next pick a deadline that begins now. The offer that follows is another one.
    pub fn renew(&mut self, now: DateTime<Utc>) {
        self.touch(now);
    }

    /// Forgets what was private.
    pub fn forget(&mut self, now: DateTime<Utc>) {
        self.message.clear();
        self.touch(now);
    }

    /// The offerings that declined or let it expire.
    pub fn said_no(attempts: &[Attempt]) -> impl Iterator<Item = Uuid> {
        let no = |attempt: &&Attempt| matches!(attempt.outcome, Outcome::Declined | Outcome::Expired);
        attempts.iter().filter(no).map(|attempt| attempt.offering)
    }

    /// When the saga looks at it next: at once when there is something to offer, else now and then, for the case that
    /// the news never came.
    pub fn due(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        let waiting = self.attempts.iter().find(|attempt| attempt.outcome == Outcome::Waiting);
        let seldom = |since: DateTime<Utc>| ((now - since) / 4).clamp(SOONEST_LOOK, LATEST_LOOK);
        let Some(waiting) = waiting else {
            return self.waits_since().map_or(now, |since| now + seldom(since));
        };
        let seldom = seldom(waiting.offer_time);
        let ended = waiting.expire_time.map_or(now + seldom, |expire| expire + TimeDelta::seconds(2));
        if ended > now { ended.min(now + seldom) } else { now + SOONEST_LOOK }
    }

    /// Whether the caller read the version this is.
    ///
    /// # Errors
    /// [`Error::Stale`] when it moved on.
    pub fn still(&self, version: i64) -> Result<(), Error> {
        if self.version == version { Ok(()) } else { Err(Error::Stale) }
    }

    /// The word its newest change has in the feed.
    fn news(&self) -> &'static str {
        match self.state {
            State::Offering => "choice.updated",
            State::Placed => "choice.placed",
            State::Exhausted => "choice.exhausted",
            State::Stopped => "choice.stopped",
            State::NoneWanted => "choice.created",
        }
    }

    fn exhaust(&mut self) {
        if self.state == State::Offering && self.waiting().is_none() && self.next().is_none() {
            self.state = State::Exhausted;
        }
    }

    fn touch(&mut self, now: DateTime<Utc>) {
        // Whoever stopped waiting may still ask what the place went by.
        if self.next().is_none() && self.state != State::Stopped {
            self.queue_time = None;
        }
        if self.state != State::Offering {
            self.wait_for_no_round();
        }
        self.version += 1;
        self.update_time = now;
    }
}
