//! What a choice makes of the rounds it is in.

use chrono::{DateTime, Utc};
use platform::Id;
use uuid::Uuid;

use super::{Attempt, Choice, Outcome};
use crate::opening_round::result::OpeningRoundResult;
use crate::request::Request;

impl Choice {
    /// For which request.
    pub fn request(&self) -> Id<Request> {
        self.request
    }

    /// Whose.
    pub fn person(&self) -> Id<crate::names::Person> {
        self.person
    }

    /// How it stands in the newest round it entered.
    pub fn result(&self) -> Option<Id<OpeningRoundResult>> {
        self.result
    }

    /// Whether it waits for that round to be over.
    pub fn waits_for_round(&self) -> bool {
        self.round_time.is_some()
    }

    /// The picks a round can give: those of its offerings that are liked at least as well as every other pick still to be tried,
    /// each with its rank.
    pub fn within(&self, has: impl Fn(Uuid) -> bool) -> Vec<(Uuid, u32)> {
        let rank = |place: usize| {
            self.ranks.get(place).map_or(place + 1, |rank| usize::try_from(*rank).unwrap_or(0))
        };
        let left =
            (self.attempts.len()..self.picks.len()).map(|place| (self.picks[place].offering, rank(place)));
        let left: Vec<(Uuid, usize)> = left.collect();
        let beside = left.iter().filter(|(offering, _)| !has(*offering)).map(|(_, rank)| *rank).min();
        let counts = left
            .iter()
            .filter(|(offering, rank)| has(*offering) && beside.is_none_or(|beside| *rank <= beside));
        counts.map(|(offering, rank)| (*offering, u32::try_from(*rank).unwrap_or(u32::MAX))).collect()
    }

    /// Waits for a round from now on, instead of in a queue.
    pub fn enter_round(&mut self, result: Id<OpeningRoundResult>, now: DateTime<Utc>) {
        self.result = Some(result);
        self.round_time = Some(now);
        self.queue_time = None;
        self.touch(now);
    }

    /// Waits for no round any more: it is over without deciding, or has nothing to give.
    pub fn leave_round(&mut self, now: DateTime<Utc>) {
        self.wait_for_no_round();
        self.touch(now);
    }

    /// The round is over: it gave this and not those. What is liked the same is tried in the order of the round.
    pub fn decide(&mut self, given: Option<Uuid>, not_given: &[Uuid], now: DateTime<Utc>) {
        self.round_time = None;
        let tried = self.attempts.len();
        let turn = |offering: Uuid| {
            let refused = not_given.iter().position(|other| *other == offering);
            refused.unwrap_or(if Some(offering) == given { not_given.len() } else { usize::MAX })
        };
        // Ranks need no change: only what is liked the same changes places.
        self.picks[tried..].sort_by_key(|pick| turn(pick.offering));
        for offering in not_given {
            let attempt = Attempt::without(*offering, Outcome::NotGiven, now);
            self.attempts.push(Attempt { result: self.result.map(Id::uuid), ..attempt });
        }
        self.exhaust();
        self.touch(now);
    }

    /// Since when it waits for a round, or in a queue.
    pub(super) fn waits_since(&self) -> Option<DateTime<Utc>> {
        self.round_time.or(self.queue_time)
    }

    pub(super) fn wait_for_no_round(&mut self) {
        if self.round_time.take().is_some() {
            self.result = None;
        }
    }
}
