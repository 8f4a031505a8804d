//! A request: what one person asks for, from a draft to the end of the case it led to.
//!
//! Invariants: what was read from the person's record is frozen when they ask and never changes; a request is placed if
//! and only if a case answers it.

pub mod frozen;
pub mod need_by;
pub(crate) mod record;
pub(crate) mod rpc;
pub(crate) mod store;
#[cfg(test)]
pub(crate) mod tests;
pub mod wire;

use chrono::{DateTime, Utc};
use platform::{Error, Id, Resource};
use serde::{Deserialize, Serialize};

use crate::names::{Case, Person, Ulo};
use crate::wants::Wants;
use frozen::Frozen;
use need_by::NeedBy;

platform::words! {
    /// The life of a request.
    pub enum State {
        /// Being written.
        Draft = "draft",
        /// Asked; menus and a choice can be made.
        Asked = "asked",
        /// A choice is being offered.
        Chosen = "chosen",
        /// Someone took it on.
        Placed = "placed",
        /// No one could meet it so far.
        Unmet = "unmet",
        /// Taken back by the person, or the person was erased.
        Withdrawn = "withdrawn",
        /// Over.
        Closed = "closed",
    }
}

/// What the person says; made by parsing, so always within bounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Details {
    pub(crate) wants: Wants,
    words: String,
    need_by: Option<NeedBy>,
}

/// What is sealed with the person's own key.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Private {
    words: String,
    frozen: Option<Frozen>,
    #[serde(default)]
    need_by: Option<NeedBy>,
}

/// One request of one person.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    id: Id<Request>,
    person: Id<Person>,
    details: Details,
    frozen: Option<Frozen>,
    ask_time: Option<DateTime<Utc>>,
    choose_time: Option<DateTime<Utc>>,
    place_time: Option<DateTime<Utc>>,
    close_time: Option<DateTime<Utc>>,
    /// The case that answers it, and whose it is.
    placed: Option<(Id<Case>, Id<Ulo>)>,
    state: State,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

impl Resource for Request {
    const COLLECTION: &'static str = "requests";
}

impl Request {
    /// A new request, being written.
    pub fn new(person: Id<Person>, details: Details, now: DateTime<Utc>) -> Self {
        Self {
            id: Id::new(),
            person,
            details,
            frozen: None,
            ask_time: None,
            choose_time: None,
            place_time: None,
            close_time: None,
            placed: None,
            state: State::Draft,
            version: 1,
            create_time: now,
            update_time: now,
        }
    }

    /// Which request.
    pub fn id(&self) -> Id<Self> {
        self.id
    }

    /// Whose.
    pub fn person(&self) -> Id<Person> {
        self.person
    }

    /// What the person wants.
    pub fn wants(&self) -> &Wants {
        &self.details.wants
    }

    /// The person's own words.
    pub fn words(&self) -> &str {
        &self.details.words
    }

    /// By when they need it, when they said so.
    pub fn need_by(&self) -> Option<NeedBy> {
        self.details.need_by
    }

    /// What was read from the person's record, once they asked and until they are erased.
    pub fn frozen(&self) -> Option<&Frozen> {
        self.frozen.as_ref()
    }

    /// When they asked.
    pub fn ask_time(&self) -> Option<DateTime<Utc>> {
        self.ask_time
    }

    /// How far it has come.
    pub fn state(&self) -> State {
        self.state
    }

    /// Replaces what the person says. What was frozen, and menus already made, stay as they are.
    ///
    /// # Errors
    /// `REQUEST_NOT_OPEN` once someone is asked, or when it is over.
    pub fn edit(&mut self, details: Details, now: DateTime<Utc>) -> Result<(), Error> {
        if !matches!(self.state, State::Draft | State::Asked | State::Unmet) {
            return Err(not_open("it is being offered, or it is over"));
        }
        self.details = details;
        self.touch(now);
        Ok(())
    }

    /// Sends the request off with what was read from the person's record.
    ///
    /// # Errors
    /// `REQUEST_NOT_DRAFT` when it was sent off before; `COUNCIL_NOT_KNOWN` when the record names no council.
    pub fn ask(&mut self, frozen: Frozen, now: DateTime<Utc>) -> Result<(), Error> {
        self.still_a_draft()?;
        if frozen.council.is_empty() {
            return Err(Error::refused(
                "COUNCIL_NOT_KNOWN",
                "say which council looks after your support: whom you can choose from depends on it",
            ));
        }
        self.frozen = Some(frozen);
        self.ask_time = Some(now);
        self.state = State::Asked;
        self.touch(now);
        Ok(())
    }

    /// Whether it can still be sent off.
    ///
    /// # Errors
    /// `REQUEST_NOT_DRAFT` when it was sent off before.
    pub fn still_a_draft(&self) -> Result<(), Error> {
        match self.state {
            State::Draft => Ok(()),
            _ => Err(Error::refused("REQUEST_NOT_DRAFT", "this request was sent off before")),
        }
    }

    /// What was frozen, while a menu or a choice can be made.
    ///
    /// # Errors
    /// `REQUEST_NOT_OPEN` in any other state.
    pub fn open(&self) -> Result<&Frozen, Error> {
        match (self.state, &self.frozen) {
            (State::Asked | State::Unmet, Some(frozen)) => Ok(frozen),
            (State::Draft, _) => Err(not_open("send it off first")),
            _ => Err(not_open("it is being offered, or it is over")),
        }
    }

    /// Notes whether the newest menu has anything to choose from. Says whether that changed anything.
    pub fn meet(&mut self, met: bool, now: DateTime<Utc>) -> bool {
        let state = if met { State::Asked } else { State::Unmet };
        self.turn(state, now)
    }

    /// The person chose: it is being offered or, when they chose none, over.
    ///
    /// # Errors
    /// `REQUEST_NOT_OPEN` unless it was asked and is neither being offered nor over.
    pub fn choose(&mut self, none: bool, now: DateTime<Utc>) -> Result<(), Error> {
        self.open()?;
        self.choose_time = Some(now);
        self.state = if none { State::Closed } else { State::Chosen };
        self.close_time = none.then_some(now);
        self.touch(now);
        Ok(())
    }

    /// A broker took it on. A case counts whatever else was decided meanwhile. Says whether that changed anything.
    pub fn place(&mut self, case: Id<Case>, ulo: Id<Ulo>, now: DateTime<Utc>) -> bool {
        if matches!(self.state, State::Placed | State::Closed) {
            return false;
        }
        self.placed = Some((case, ulo));
        self.place_time = Some(now);
        self.close_time = None;
        self.turn(State::Placed, now)
    }

    /// Nobody said yes. Says whether that changed anything.
    pub fn fail(&mut self, now: DateTime<Utc>) -> bool {
        self.state == State::Chosen && self.turn(State::Unmet, now)
    }

    /// The choice was stopped: another can be made. Says whether that changed anything.
    pub fn reopen(&mut self, now: DateTime<Utc>) -> bool {
        self.state == State::Chosen && self.turn(State::Asked, now)
    }

    /// The case is closed. Says whether that changed anything.
    pub fn close(&mut self, case: Id<Case>, now: DateTime<Utc>) -> bool {
        if self.state != State::Placed || self.placed.map(|(placed, _)| placed) != Some(case) {
            return false;
        }
        self.close_time = Some(now);
        self.turn(State::Closed, now)
    }

    /// Whether it can be taken back.
    ///
    /// # Errors
    /// `REQUEST_PLACED` when a case is open; `REQUEST_ENDED` when it is over.
    pub fn can_withdraw(&self) -> Result<(), Error> {
        match self.state {
            State::Placed => {
                Err(Error::refused("REQUEST_PLACED", "someone has taken this on: to end it, close the case"))
            }
            State::Withdrawn | State::Closed => {
                Err(Error::refused("REQUEST_ENDED", "this request is over already"))
            }
            State::Draft | State::Asked | State::Chosen | State::Unmet => Ok(()),
        }
    }

    /// Takes it back.
    ///
    /// # Errors
    /// What [`Request::can_withdraw`] says.
    pub fn withdraw(&mut self, now: DateTime<Utc>) -> Result<(), Error> {
        self.can_withdraw()?;
        self.close_time = Some(now);
        self.turn(State::Withdrawn, now);
        Ok(())
    }

    /// Forgets what was private; what is not yet over and has no case is over with it. Says whether that changed
    /// anything.
    pub fn forget(&mut self, now: DateTime<Utc>) -> bool {
        let ends = self.can_withdraw().is_ok();
        if !ends && !self.has_private() {
            return false;
        }
        self.details.words.clear();
        self.details.need_by = None;
        self.details.wants.constraints.avoid_brokers.clear();
        self.frozen = None;
        if ends {
            self.state = State::Withdrawn;
            self.close_time = Some(now);
        }
        self.touch(now);
        true
    }

    /// Whether the caller read the version this is.
    ///
    /// # Errors
    /// [`Error::Stale`] when it moved on.
    pub fn still(&self, version: i64) -> Result<(), Error> {
        if self.version == version { Ok(()) } else { Err(Error::Stale) }
    }

    /// Whether there is anything to seal.
    fn has_private(&self) -> bool {
        !self.details.words.is_empty() || self.details.need_by.is_some() || self.frozen.is_some()
    }

    fn turn(&mut self, state: State, now: DateTime<Utc>) -> bool {
        if self.state == state {
            return false;
        }
        self.state = state;
        self.touch(now);
        true
    }

    fn touch(&mut self, now: DateTime<Utc>) {
        self.version += 1;
        self.update_time = now;
    }
}

fn not_open(text: &str) -> Error {
    Error::refused("REQUEST_NOT_OPEN", text)
}
