//! What an organisation claims under one criterion, what shows it, and what someone outside it found.
//!
//! Invariants: nobody reviews what their own organisation claims; a review has a verdict, a reason and a last day; what was
//! reviewed or withdrawn stays as it was, and a new claim is a new record; a claim names the set its criterion is of.

pub(crate) mod rpc;
pub(crate) mod store;
pub(crate) mod wire;

use chrono::{DateTime, NaiveDate, Utc};
use platform::{Error, Id, Resource};

use crate::governance::definition::Verdict;
use crate::ulo::Ulo;

platform::words! {
    /// Sorts of things that can show it.
    pub enum Kind {
        /// A rule, constitution or objects clause.
        GoverningDocument = "governing_document",
        /// A policy.
        Policy = "policy",
        /// Minutes of a meeting.
        Minutes = "minutes",
        /// A survey of members or users.
        Survey = "survey",
        /// A record of training.
        TrainingRecord = "training_record",
        /// A record of what was done for people, without their names.
        ServiceRecord = "service_record",
        /// Accounts or a budget.
        Accounts = "accounts",
        /// Figures on who takes part.
        Monitoring = "monitoring",
        /// An entry in a public register.
        RegisterEntry = "register_entry",
        /// A visit by the reviewer.
        Visit = "visit",
        /// Something else.
        Other = "other",
    }
}

platform::words! {
    /// Where a claim stands.
    pub enum State {
        /// It waits for review.
        Submitted = "submitted",
        /// Someone outside the organisation has judged it.
        Reviewed = "reviewed",
        /// The organisation took it back before anyone had.
        Withdrawn = "withdrawn",
    }
}

/// A claim and what shows it; made by parsing, so always within bounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    criterion_set: &'static str,
    criterion: &'static str,
    claim: String,
    kind: Kind,
    reference: String,
    evidence_date: NaiveDate,
}

/// What someone outside the organisation found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    verdict: Verdict,
    reason: String,
    reviewer: String,
    review_time: DateTime<Utc>,
    expire_date: NaiveDate,
}

/// One claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    id: Id<Evidence>,
    ulo: Id<Ulo>,
    claim: Claim,
    state: State,
    review: Option<Review>,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

impl Resource for Evidence {
    const COLLECTION: &'static str = "evidences";
}

impl Evidence {
    /// A new claim, waiting for review.
    pub fn new(ulo: Id<Ulo>, claim: Claim, now: DateTime<Utc>) -> Self {
        Self {
            id: Id::new(),
            ulo,
            claim,
            state: State::Submitted,
            review: None,
            version: 1,
            create_time: now,
            update_time: now,
        }
    }

    /// Replaces what is claimed and what shows it. The criterion stays.
    ///
    /// # Errors
    /// `EVIDENCE_NOT_SUBMITTED`.
    pub fn edit(&mut self, claim: Claim, now: DateTime<Utc>) -> Result<(), Error> {
        self.waits()?;
        self.claim = claim;
        self.touch(now);
        Ok(())
    }

    /// Takes the claim back.
    ///
    /// # Errors
    /// `EVIDENCE_NOT_SUBMITTED`.
    pub fn withdraw(&mut self, now: DateTime<Utc>) -> Result<(), Error> {
        self.waits()?;
        self.state = State::Withdrawn;
        self.touch(now);
        Ok(())
    }

    /// Keeps what a reviewer found.
    ///
    /// # Errors
    /// `EVIDENCE_NOT_SUBMITTED`.
    pub fn review(&mut self, review: Review) -> Result<(), Error> {
        self.waits()?;
        let now = review.review_time;
        self.review = Some(review);
        self.state = State::Reviewed;
        self.touch(now);
        Ok(())
    }

    fn waits(&self) -> Result<(), Error> {
        match self.state {
            State::Submitted => Ok(()),
            State::Reviewed | State::Withdrawn => {
                let text = "this no longer waits for review: claim it anew to have it looked at again";
                Err(Error::refused("EVIDENCE_NOT_SUBMITTED", text))
            }
        }
    }

    fn touch(&mut self, now: DateTime<Utc>) {
        self.version += 1;
        self.update_time = now;
    }
}

/// A verdict that may still count: under which criterion, and until when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The set of the criterion.
    pub criterion_set: String,
    /// Its code.
    pub criterion: String,
    /// What was found.
    pub verdict: Verdict,
    /// When.
    pub review_time: DateTime<Utc>,
    /// The last day it counts.
    pub expire_date: NaiveDate,
}

/// What counts for one criterion on a day: the newest finding under it, unless it has lapsed. Lapsed, and not looked at,
/// are not evidenced: never a no.
pub fn verdict(findings: &[Finding], set: &str, criterion: &str, today: NaiveDate) -> Verdict {
    let mut of_it: Vec<&Finding> = findings
        .iter()
        .filter(|finding| finding.criterion_set == set && finding.criterion == criterion)
        .collect();
    of_it.sort_by_key(|finding| finding.review_time);
    match of_it.last() {
        Some(newest) if newest.expire_date >= today => newest.verdict,
        _ => Verdict::NotEvidenced,
    }
}

#[cfg(test)]
mod tests;
