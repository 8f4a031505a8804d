//! What was given to whom and why, with its milestones.
//!
//! Invariants: the milestones come to the award; each is paid once, after it was met; payments never come to more than the
//! award; it is complete when all is paid and its learning report was accepted.

pub(crate) mod rpc;
pub(crate) mod shares;
pub(crate) mod store;
pub(crate) mod wire;

use chrono::{DateTime, NaiveDate, Utc};
use platform::{Error, Id, Resource};
use serde::{Deserialize, Serialize};

use crate::bid::Bid;
use crate::round::Round;
use crate::solution::Solution;
use crate::ulo::Ulo;

platform::words! {
    /// Where an award stands.
    pub enum State {
        /// Under way.
        Running = "running",
        /// All paid and reported.
        Complete = "complete",
    }
}

platform::words! {
    /// Where a milestone stands.
    pub enum Step {
        /// To come.
        Planned = "planned",
        /// The organisation says that it is met.
        Claimed = "claimed",
        /// Met, and paid.
        Paid = "paid",
    }
}

/// One step and its payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Milestone {
    pub(crate) title: String,
    pub(crate) due_date: NaiveDate,
    pub(crate) amount_pence: i64,
    pub(crate) state: Step,
    pub(crate) evidence: String,
    pub(crate) return_reason: String,
    pub(crate) pay_time: Option<DateTime<Utc>>,
    pub(crate) payment_reference: String,
}

/// One award.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Award {
    pub(crate) id: Id<Award>,
    pub(crate) bid: Id<Bid>,
    pub(crate) round: Id<Round>,
    pub(crate) ulo: Id<Ulo>,
    pub(crate) amount_pence: i64,
    pub(crate) paid_pence: i64,
    pub(crate) reason: String,
    pub(crate) councils: Vec<String>,
    pub(crate) milestones: Vec<Milestone>,
    pub(crate) learned: bool,
    pub(crate) solution: Option<Id<Solution>>,
    pub(crate) state: State,
    pub(crate) version: i64,
    pub(crate) create_time: DateTime<Utc>,
    pub(crate) update_time: DateTime<Utc>,
}

impl Resource for Award {
    const COLLECTION: &'static str = "awards";
}

impl Award {
    /// The award of a bid that was decided on, if it gets anything. Milestones shrink with the award.
    pub fn of(bid: &Bid, now: DateTime<Utc>) -> Option<Self> {
        let decision = bid.decision.as_ref().filter(|decision| decision.award_pence > 0)?;
        let planned: Vec<i64> = bid.plan.milestones.iter().map(|step| step.amount_pence).collect();
        let shares = shares::share(decision.award_pence, &planned);
        let milestones = bid.plan.milestones.iter().zip(shares).map(|(step, amount_pence)| Milestone {
            title: step.title.clone(),
            due_date: step.due_date,
            amount_pence,
            state: Step::Planned,
            evidence: String::new(),
            return_reason: String::new(),
            pay_time: None,
            payment_reference: String::new(),
        });
        Some(Self {
            id: Id::new(),
            bid: bid.id,
            round: bid.round,
            ulo: bid.ulo,
            amount_pence: decision.award_pence,
            paid_pence: 0,
            reason: decision.reason.clone(),
            councils: bid.plan.councils.clone(),
            milestones: milestones.collect(),
            learned: false,
            solution: None,
            state: State::Running,
            version: 1,
            create_time: now,
            update_time: now,
        })
    }

    /// A milestone is said to be met.
    ///
    /// # Errors
    /// `MILESTONE_NOT_PLANNED`, [`Error::Invalid`] when there is no such milestone.
    pub fn claim(&mut self, number: i32, evidence: String, now: DateTime<Utc>) -> Result<(), Error> {
        let milestone = self.milestone(number)?;
        if milestone.state != Step::Planned {
            return Err(Error::refused(
                "MILESTONE_NOT_PLANNED",
                "this milestone was claimed or paid already",
            ));
        }
        milestone.state = Step::Claimed;
        milestone.evidence = evidence;
        milestone.return_reason.clear();
        self.touch(now);
        Ok(())
    }

    /// A milestone turns out not to be met yet.
    ///
    /// # Errors
    /// `MILESTONE_NOT_CLAIMED`, [`Error::Invalid`] when there is no such milestone.
    pub fn give_back(&mut self, number: i32, reason: String, now: DateTime<Utc>) -> Result<(), Error> {
        let milestone = self.claimed(number)?;
        milestone.state = Step::Planned;
        milestone.return_reason = reason;
        self.touch(now);
        Ok(())
    }

    /// A milestone is met, and its payment released; what is paid.
    ///
    /// # Errors
    /// `MILESTONE_NOT_CLAIMED`, [`Error::Invalid`] when there is no such milestone.
    pub fn pay(&mut self, number: i32, reference: String, now: DateTime<Utc>) -> Result<i64, Error> {
        let milestone = self.claimed(number)?;
        milestone.state = Step::Paid;
        milestone.pay_time = Some(now);
        milestone.payment_reference = reference;
        let paid_pence = milestone.amount_pence;
        self.paid_pence += paid_pence;
        self.settle();
        self.touch(now);
        Ok(paid_pence)
    }

    /// Its learning report was accepted, and became that solution.
    pub fn learn(&mut self, solution: Id<Solution>, now: DateTime<Utc>) {
        self.learned = true;
        self.solution = Some(solution);
        self.settle();
        self.touch(now);
    }

    fn settle(&mut self) {
        if self.learned && self.milestones.iter().all(|milestone| milestone.state == Step::Paid) {
            self.state = State::Complete;
        }
    }

    fn claimed(&mut self, number: i32) -> Result<&mut Milestone, Error> {
        let milestone = self.milestone(number)?;
        if milestone.state == Step::Claimed {
            return Ok(milestone);
        }
        Err(Error::refused("MILESTONE_NOT_CLAIMED", "the organisation has to say first that this is met"))
    }

    fn milestone(&mut self, number: i32) -> Result<&mut Milestone, Error> {
        let index = usize::try_from(i64::from(number) - 1).ok();
        index
            .and_then(|index| self.milestones.get_mut(index))
            .ok_or_else(|| Error::invalid("milestone", "give the number of a milestone, counted from 1"))
    }

    fn touch(&mut self, now: DateTime<Utc>) {
        self.version += 1;
        self.update_time = now;
    }
}

#[cfg(test)]
pub(crate) mod tests;
