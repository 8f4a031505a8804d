//! A change of what people rely on in an entry, which waits until somebody outside the organisation has looked.
//!
//! Invariants: at most one of each organisation waits; what is accepted is what the entry then says; a decision is about
//! the entry as it was when the change was proposed.

pub(crate) mod rpc;
pub(crate) mod store;
pub(crate) mod wire;

use chrono::{DateTime, Utc};
use platform::{Error, Id, Resource};

use crate::ulo::{ReliedOn, Ulo};

platform::words! {
    /// The life of a change.
    pub enum State {
        /// Waits.
        Pending = "pending",
        /// In the entry.
        Accepted = "accepted",
        /// Sent back.
        Returned = "returned",
        /// Taken back.
        Withdrawn = "withdrawn",
    }
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    id: Id<Edit>,
    ulo: Id<Ulo>,
    before: ReliedOn,
    after: ReliedOn,
    proposer: String,
    decider: String,
    reason: String,
    state: State,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

impl Resource for Edit {
    const COLLECTION: &'static str = "edits";
}

impl Edit {
    /// A new change, which waits.
    pub fn new(ulo: &Ulo, after: ReliedOn, proposer: String, now: DateTime<Utc>) -> Self {
        Self {
            id: Id::new(),
            ulo: ulo.id(),
            before: ulo.relied_on(),
            after,
            proposer,
            decider: String::new(),
            reason: String::new(),
            state: State::Pending,
            version: 1,
            create_time: now,
            update_time: now,
        }
    }

    /// What the entry is to say.
    pub fn after(&self) -> &ReliedOn {
        &self.after
    }

    /// Proposes something else instead, for the entry as it is now.
    pub fn propose(&mut self, ulo: &Ulo, after: ReliedOn, proposer: String, now: DateTime<Utc>) {
        self.before = ulo.relied_on();
        self.after = after;
        self.proposer = proposer;
        self.version += 1;
        self.update_time = now;
    }

    /// Accepts it for the entry as it is.
    ///
    /// # Errors
    /// `EDIT_DECIDED`, `EDIT_OVERTAKEN`.
    pub fn accept(&mut self, ulo: &Ulo, decider: String, now: DateTime<Utc>) -> Result<(), Error> {
        self.decide(State::Accepted, now)?;
        if ulo.relied_on() != self.before {
            let text = "the entry has changed since this was proposed: return it";
            return Err(Error::refused("EDIT_OVERTAKEN", text));
        }
        self.decider = decider;
        Ok(())
    }

    /// Sends it back with a reason.
    ///
    /// # Errors
    /// `EDIT_DECIDED`.
    pub fn send_back(&mut self, reason: String, decider: String, now: DateTime<Utc>) -> Result<(), Error> {
        self.decide(State::Returned, now)?;
        self.reason = reason;
        self.decider = decider;
        Ok(())
    }

    /// Takes it back.
    ///
    /// # Errors
    /// `EDIT_DECIDED`.
    pub fn withdraw(&mut self, now: DateTime<Utc>) -> Result<(), Error> {
        self.decide(State::Withdrawn, now)
    }

    fn decide(&mut self, to: State, now: DateTime<Utc>) -> Result<(), Error> {
        if self.state != State::Pending {
            return Err(Error::refused("EDIT_DECIDED", "this change no longer waits for a check"));
        }
        self.state = to;
        self.version += 1;
        self.update_time = now;
        Ok(())
    }
}
