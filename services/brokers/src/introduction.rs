//! An introduction: a person's request put before one organisation, with a deadline.
//!
//! Invariants: a request has at most one live introduction, and nothing is answered after its deadline. Both are kept by
//! the database: a unique index, and its own clock in the statement that decides.

mod ending;
mod facts;
pub(crate) mod rpc;
pub(crate) mod store;
#[cfg(test)]
pub(crate) mod tests;
mod wanted;
mod wire;

use chrono::{DateTime, Utc};
use platform::{Error, Id, Resource};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::broker::Broker;
use crate::case::{Case, Origin};
use crate::names::{Choice, Offering, Person, Request, Ulo};
use crate::standing::Facts;

pub(crate) use ending::{end, run as expire_what_is_due};

platform::words! {
    /// A kind of support one can be introduced for.
    pub enum Kind {
        /// Help to plan and arrange support with a personal budget.
        SupportBrokerage = "support_brokerage",
        /// Someone to speak up with or for the person.
        Advocacy = "advocacy",
        /// Support from people who have been there.
        PeerSupport = "peer_support",
    }
}

platform::words! {
    /// Why an organisation says no.
    pub enum DeclineReason {
        /// No one has room now.
        NoCapacity = "no_capacity",
        /// Outside the area they work in.
        OutsideArea = "outside_area",
        /// Not the kind of support they give.
        NotOurKindOfSupport = "not_our_kind_of_support",
        /// They cannot meet an access need.
        CannotMeetAccessNeed = "cannot_meet_access_need",
        /// A tie that would pull against the person's interest.
        ConflictOfInterest = "conflict_of_interest",
        /// Someone would not be safe.
        Safety = "safety",
        /// Something else.
        Other = "other",
    }
}

platform::words! {
    /// The life of an introduction.
    pub enum State {
        /// Waits for an answer.
        Offered = "offered",
        /// A broker took it on.
        Accepted = "accepted",
        /// They said no.
        Declined = "declined",
        /// No answer came in time.
        Expired = "expired",
        /// Taken back.
        Withdrawn = "withdrawn",
    }
}

/// What is sealed with the person's own key.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Private {
    message: String,
    needs: Vec<String>,
    decline_note: String,
    #[serde(default)]
    wanted: Wanted,
    #[serde(default)]
    avoid_brokers: Vec<Uuid>,
}

/// What the person must have in whoever takes them on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// One is enough.
    pub languages: Vec<String>,
    /// All of it.
    pub must_have: Vec<String>,
    /// All of it.
    pub skills: Vec<String>,
}

/// What is put before the organisation; made by parsing, so always within bounds. Never changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Details {
    kind: Kind,
    rank: i32,
    meet_first: bool,
    weight: i32,
    expire_time: DateTime<Utc>,
    request: Id<Request>,
    choice: Id<Choice>,
    person: Id<Person>,
    council: String,
    ulo: Id<Ulo>,
    offering: Id<Offering>,
}

/// One request before one organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Introduction {
    id: Id<Introduction>,
    details: Details,
    private: Private,
    broker: Option<Id<Broker>>,
    case: Option<Id<Case>>,
    decline_reason: Option<DeclineReason>,
    decide_time: Option<DateTime<Utc>>,
    /// Offered, or accepted with its case still open.
    live: bool,
    state: State,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

impl Resource for Introduction {
    const COLLECTION: &'static str = "introductions";
}

impl Introduction {
    /// Puts a request before an organisation.
    fn offer(details: Details, private: Private, broker: Option<Id<Broker>>, now: DateTime<Utc>) -> Self {
        Self {
            id: Id::new(),
            details,
            private,
            broker,
            case: None,
            decline_reason: None,
            decide_time: None,
            live: true,
            state: State::Offered,
            version: 1,
            create_time: now,
            update_time: now,
        }
    }

    /// Says yes for this broker; the case is still to be opened.
    ///
    /// # Errors
    /// `INTRODUCTION_NOT_OFFERED`, `INTRODUCTION_EXPIRED`, `BROKER_RULED_OUT`.
    pub fn accept(&mut self, broker: Id<Broker>, case: Id<Case>) -> Result<(), Error> {
        self.still_offered()?;
        self.allows(broker)?;
        self.broker = Some(broker);
        self.case = Some(case);
        self.decide(State::Accepted);
        Ok(())
    }

    /// Says no.
    ///
    /// # Errors
    /// `INTRODUCTION_NOT_OFFERED`, `INTRODUCTION_EXPIRED`.
    pub fn decline(&mut self, reason: DeclineReason, note: String) -> Result<(), Error> {
        self.still_offered()?;
        self.decline_reason = Some(reason);
        self.private.decline_note = note;
        self.decide(State::Declined);
        Ok(())
    }

    /// Takes the offer back.
    ///
    /// # Errors
    /// `INTRODUCTION_NOT_OFFERED`, `INTRODUCTION_EXPIRED`.
    pub fn withdraw(&mut self) -> Result<(), Error> {
        self.still_offered()?;
        self.decide(State::Withdrawn);
        Ok(())
    }

    /// Ends without an answer: the deadline is when it stopped being offered, however late that is noticed.
    fn expire(&mut self, now: DateTime<Utc>) {
        self.decide_time = Some(self.details.expire_time);
        self.update_time = now;
        self.decide(State::Expired);
    }

    /// Ends because the person is no longer here.
    fn stop(&mut self, now: DateTime<Utc>) {
        self.decide_time = Some(now);
        self.update_time = now;
        self.decide(State::Withdrawn);
    }

    /// Whether the person ruled that broker out.
    pub fn avoids(&self, broker: Id<Broker>) -> bool {
        self.private.avoid_brokers.contains(&broker.uuid())
    }

    /// Whether that broker may support the person.
    ///
    /// # Errors
    /// `BROKER_RULED_OUT`.
    pub fn allows(&self, broker: Id<Broker>) -> Result<(), Error> {
        if self.avoids(broker) {
            return Err(Error::refused(
                "BROKER_RULED_OUT",
                "the person asked for someone else: choose another broker",
            ));
        }
        Ok(())
    }

    /// Where a case that answers it comes from.
    fn origin(&self) -> Origin {
        Origin {
            introduction: self.id,
            kind: self.details.kind,
            request: self.details.request,
            person: self.details.person,
            council: self.details.council.clone(),
            ulo: self.details.ulo,
            offering: self.details.offering,
        }
    }

    fn facts(&self) -> Facts {
        Facts { person: self.details.person, ulo: self.details.ulo, broker: self.broker }
    }

    /// Whether it waits for an answer.
    ///
    /// # Errors
    /// `INTRODUCTION_NOT_OFFERED`, `INTRODUCTION_EXPIRED`.
    pub fn still_offered(&self) -> Result<(), Error> {
        match self.state {
            State::Offered => Ok(()),
            State::Expired => Err(expired()),
            State::Accepted | State::Declined | State::Withdrawn => {
                Err(Error::refused("INTRODUCTION_NOT_OFFERED", "this introduction was already answered"))
            }
        }
    }

    fn decide(&mut self, state: State) {
        self.state = state;
        self.live = state == State::Accepted;
        self.version += 1;
    }
}

fn expired() -> Error {
    Error::refused("INTRODUCTION_EXPIRED", "the time to answer this introduction has passed")
}
