//! How an organisation is run: the facts it states about board, staff, volunteers and to whom it answers.
//!
//! Invariants: one record for each organisation; only facts are kept, and [`definition`] works out what they mean; a
//! number that was not stated stays not stated.

pub(crate) mod definition;
pub(crate) mod rpc;
pub(crate) mod store;
pub(crate) mod wire;

use chrono::{DateTime, NaiveDate, Utc};
use platform::{Id, Resource};
use serde::{Deserialize, Serialize};

use crate::ulo::Ulo;

platform::words! {
    /// Sorts of evidence that an organisation answers to its members or users.
    pub enum EvidenceKind {
        /// They elect the board.
        ElectedBoard = "elected_board",
        /// A meeting of members that can decide.
        MembersMeeting = "members_meeting",
        /// Rules on who may be a member and what members decide.
        MembershipRules = "membership_rules",
        /// Minutes anyone can read.
        PublishedMinutes = "published_minutes",
        /// A yearly report to them.
        AnnualReport = "annual_report",
        /// A survey of users, with what was done about it.
        UserSurvey = "user_survey",
        /// Something else.
        Other = "other",
    }
}

/// One piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    pub(crate) kind: EvidenceKind,
    pub(crate) reference: String,
    pub(crate) date: NaiveDate,
}

/// How many there are of a group, and how many of them are from the constituency. `None` is not evidenced.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    pub(crate) size: Option<i32>,
    pub(crate) from_constituency: Option<i32>,
}

/// What an organisation states; made by parsing, so always within bounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    pub(crate) board: Count,
    pub(crate) staff: Count,
    pub(crate) volunteers: Count,
    pub(crate) accountability: Vec<Evidence>,
    pub(crate) statement_date: NaiveDate,
}

/// The record of one organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Governance {
    id: Id<Governance>,
    ulo: Id<Ulo>,
    facts: Facts,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

impl Resource for Governance {
    const COLLECTION: &'static str = "governances";
}

impl Governance {
    /// A new record.
    pub fn new(ulo: Id<Ulo>, facts: Facts, now: DateTime<Utc>) -> Self {
        Self { id: Id::new(), ulo, facts, version: 1, create_time: now, update_time: now }
    }

    /// Whose it is.
    pub fn ulo(&self) -> Id<Ulo> {
        self.ulo
    }

    /// The facts as stated.
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// Replaces the facts.
    pub fn edit(&mut self, facts: Facts, now: DateTime<Utc>) {
        self.facts = facts;
        self.version += 1;
        self.update_time = now;
    }
}

impl Facts {
    /// How many it employs, when that is stated.
    pub fn staff_size(&self) -> Option<i32> {
        self.staff.size
    }
}

#[cfg(test)]
impl Count {
    /// So many, and so many of them from the constituency.
    pub fn stated(size: i32, from_constituency: i32) -> Self {
        Self { size: Some(size), from_constituency: Some(from_constituency) }
    }
}

#[cfg(test)]
impl Facts {
    /// A board, and whether something shows that it answers to anyone.
    pub fn for_tests(board: Count, accountable: bool) -> Self {
        let statement_date = NaiveDate::default();
        let shown =
            Evidence { kind: EvidenceKind::ElectedBoard, reference: String::new(), date: statement_date };
        let accountability = accountable.then_some(shown).into_iter().collect();
        Self { board, staff: Count::default(), volunteers: Count::default(), accountability, statement_date }
    }
}
