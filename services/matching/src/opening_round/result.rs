//! How one choice stands in one round. There while it waits for the round, and for good once that is decided.

pub(crate) mod explain;
pub(crate) mod store;

use chrono::{DateTime, Utc};
use platform::{Id, Resource};
use uuid::Uuid;

use super::OpeningRound;
use crate::choice::Choice;
use crate::names::Person;
use crate::request::Request;

platform::words! {
    /// How far it has come.
    pub enum State {
        /// Takes part in a round that is not over.
        Waiting = "waiting",
        /// Came after the last day to enter.
        Late = "late",
        /// Was given a place.
        Placed = "placed",
        /// Was not.
        NotPlaced = "not_placed",
    }
}

/// How one choice stands in one round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpeningRoundResult {
    /// Which.
    pub(super) id: Id<OpeningRoundResult>,
    pub(super) round: Id<OpeningRound>,
    pub(super) choice: Id<Choice>,
    pub(super) request: Id<Request>,
    pub(super) person: Id<Person>,
    /// The pick that waits.
    pub(super) waits_at: Uuid,
    /// Since when its place in the queue counts, if there comes to be no round.
    pub(super) since: DateTime<Utc>,
    /// What it was given.
    pub(super) offering: Option<Uuid>,
    /// What it ranks better than that, best liked first.
    pub(super) not_given: Vec<Uuid>,
    pub(super) state: State,
    pub(super) create_time: DateTime<Utc>,
    pub(super) update_time: DateTime<Utc>,
}

impl Resource for OpeningRoundResult {
    const COLLECTION: &'static str = "openingRoundResults";
}

impl OpeningRoundResult {
    /// Whether the round has decided about it.
    pub fn is_decided(&self) -> bool {
        matches!(self.state, State::Placed | State::NotPlaced)
    }

    /// It changes once.
    pub fn version(&self) -> i64 {
        if self.is_decided() { 2 } else { 1 }
    }
}
