//! One assessor's view of one bid.
//!
//! Invariants: whoever is tied to the bidder gives no score; each bid is assessed once by each assessor; what was given is fixed.

pub(crate) mod rpc;
pub(crate) mod store;
pub(crate) mod wire;

use chrono::{DateTime, Utc};
use platform::{Error, Id, Resource};
use serde::{Deserialize, Serialize};

use crate::bid::Bid;
use crate::round::{Criterion, Round};

/// How many may assess one bid at once.
pub(crate) const ENOUGH: i64 = 3;
/// What one criterion can get at the most.
pub(crate) const MOST_POINTS: i32 = 5;

platform::words! {
    /// Where an assessment stands.
    pub enum State {
        /// Being made.
        Open = "open",
        /// It counts.
        Given = "given",
        /// It counts for nothing.
        StoodAside = "stood_aside",
    }
}

platform::words! {
    /// What ties an assessor to a bidder.
    pub enum Conflict {
        /// They are part of it.
        OwnOrganisation = "own_organisation",
        /// They give it money.
        Funder = "funder",
        /// One buddies the other.
        Buddy = "buddy",
        /// Someone close to them is part of it.
        Family = "family",
    }
}

/// What one criterion gets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// From 1.
    pub(crate) criterion: i32,
    pub(crate) points: i32,
    pub(crate) comment: String,
}

/// What the assessor thinks; made by parsing, so always within bounds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Opinion {
    /// In the order of the criteria, each once.
    pub(crate) scores: Vec<Score>,
    pub(crate) comment: String,
}

/// One assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    pub(crate) id: Id<Assessment>,
    pub(crate) bid: Id<Bid>,
    pub(crate) round: Id<Round>,
    pub(crate) assessor: String,
    pub(crate) opinion: Opinion,
    pub(crate) conflicts: Vec<Conflict>,
    pub(crate) points: i64,
    pub(crate) most_points: i64,
    pub(crate) state: State,
    pub(crate) version: i64,
    pub(crate) create_time: DateTime<Utc>,
    pub(crate) update_time: DateTime<Utc>,
}

impl Resource for Assessment {
    const COLLECTION: &'static str = "assessments";
}

impl Assessment {
    /// Taken on, unless a conflict is declared.
    pub fn new(bid: &Bid, assessor: &str, conflicts: Vec<Conflict>, now: DateTime<Utc>) -> Self {
        Self {
            id: Id::new(),
            bid: bid.id,
            round: bid.round,
            assessor: assessor.to_owned(),
            opinion: Opinion::default(),
            state: if conflicts.is_empty() { State::Open } else { State::StoodAside },
            conflicts,
            points: 0,
            most_points: 0,
            version: 1,
            create_time: now,
            update_time: now,
        }
    }

    /// Replaces what the assessor thinks.
    ///
    /// # Errors
    /// `ASSESSMENT_NOT_OPEN`.
    pub fn edit(
        &mut self,
        opinion: Opinion,
        criteria: &[Criterion],
        now: DateTime<Utc>,
    ) -> Result<(), Error> {
        self.still_open()?;
        (self.points, self.most_points) = weigh(&opinion.scores, criteria);
        self.opinion = opinion;
        self.touch(now);
        Ok(())
    }

    /// Lets it count.
    ///
    /// # Errors
    /// `ASSESSMENT_NOT_OPEN`, `ASSESSMENT_INCOMPLETE`.
    pub fn give(&mut self, criteria: &[Criterion], now: DateTime<Utc>) -> Result<(), Error> {
        self.still_open()?;
        let missing = criteria.len().saturating_sub(self.opinion.scores.len());
        if missing > 0 {
            let text = format!("criteria without a score: {missing}; score each, then send it in");
            return Err(Error::refused("ASSESSMENT_INCOMPLETE", text));
        }
        self.state = State::Given;
        self.touch(now);
        Ok(())
    }

    /// Lets it count for nothing, for these conflicts.
    ///
    /// # Errors
    /// `ASSESSMENT_NOT_OPEN`.
    pub fn stand_aside(&mut self, conflicts: Vec<Conflict>, now: DateTime<Utc>) -> Result<(), Error> {
        if self.state == State::StoodAside {
            return Err(not_open());
        }
        self.conflicts = conflicts;
        self.state = State::StoodAside;
        self.touch(now);
        Ok(())
    }

    fn still_open(&self) -> Result<(), Error> {
        if self.state == State::Open { Ok(()) } else { Err(not_open()) }
    }

    fn touch(&mut self, now: DateTime<Utc>) {
        self.version += 1;
        self.update_time = now;
    }
}

fn not_open() -> Error {
    Error::refused(
        "ASSESSMENT_NOT_OPEN",
        "this assessment was given, or its assessor stood aside: it stays as it is",
    )
}

/// The points by the weights of the criteria, and all there is to get.
pub fn weigh(scores: &[Score], criteria: &[Criterion]) -> (i64, i64) {
    let weight = |number: i32| {
        let index = usize::try_from(number - 1).ok();
        index.and_then(|index| criteria.get(index)).map_or(0, |criterion| i64::from(criterion.weight))
    };
    let points = scores.iter().map(|score| weight(score.criterion) * i64::from(score.points)).sum();
    let all: i64 = criteria.iter().map(|criterion| i64::from(criterion.weight)).sum();
    (points, all * i64::from(MOST_POINTS))
}

#[cfg(test)]
mod tests;
