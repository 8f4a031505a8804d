//! What a choice says of the places it holds or waits for.

use chrono::{DateTime, Utc};
use platform::Id;
use uuid::Uuid;

use super::{Choice, Outcome, Pick, State};

impl Choice {
    /// Which choice this is.
    pub fn id(&self) -> Id<Self> {
        self.id
    }

    /// The offering that took the person on.
    pub fn accepted(&self) -> Option<Uuid> {
        let accepted = self.attempts.iter().find(|attempt| attempt.outcome == Outcome::Accepted)?;
        Some(accepted.offering)
    }

    /// The pick that is being offered, or about to be.
    pub fn offered(&self) -> Option<Pick> {
        let waiting = self.attempts.iter().rev().find(|attempt| attempt.outcome == Outcome::Waiting);
        let asked =
            waiting.and_then(|waiting| self.picks.iter().find(|pick| pick.offering == waiting.offering));
        let asked = asked.copied().filter(|_| self.state == State::Offering);
        asked.or_else(|| self.next().map(|(_, pick)| pick))
    }

    /// Since when it waits for a place at the next pick.
    pub fn queue_time(&self) -> Option<DateTime<Utc>> {
        self.queue_time
    }

    /// Waits for a place at the next pick. Says whether that is new.
    pub fn wait(&mut self, now: DateTime<Utc>) -> bool {
        let new = self.queue_time.is_none();
        if new {
            self.queue_time = Some(now);
            self.touch(now);
        }
        new
    }

    /// Waits no more: a place is free. The time to answer begins now. Says whether it waited.
    pub fn wait_no_more(&mut self, now: DateTime<Utc>) -> bool {
        let waited = self.queue_time.take().is_some();
        if waited {
            self.touch(now);
        }
        waited
    }
}
