//! A case: the work of one broker with one person, from being taken on to the end.
//!
//! Invariant: whoever does the work never agrees the plan. Its steps are written once and never changed.

pub(crate) mod keep;
pub(crate) mod rpc;
mod stage;
pub(crate) mod store;
#[cfg(test)]
mod tests;
mod wire;

use chrono::{DateTime, NaiveDate, Utc};
use platform::{Error, Id, Resource};
use serde::{Deserialize, Serialize};

use crate::broker::Broker;
use crate::introduction::{Introduction, Kind};
use crate::names::{Offering, Person, Request, Ulo};
use crate::standing::Facts;

pub use stage::Stage;

/// The most time one case can come to, 10,000 hours: more is a slip of the pen.
const MOST_MINUTES: i32 = 600_000;

platform::words! {
    /// Why a case ended.
    pub enum CloseReason {
        /// What was wanted is in place.
        Done = "done",
        /// The person no longer wants this support.
        PersonStopped = "person_stopped",
        /// The person wants someone else.
        PersonChoseAnother = "person_chose_another",
        /// The person could not be reached for a long time.
        LostTouch = "lost_touch",
        /// The person moved out of the area.
        MovedAway = "moved_away",
        /// There is no budget, or no longer.
        NoBudget = "no_budget",
        /// The organisation cannot go on.
        OrganisationStopped = "organisation_stopped",
        /// A tie that pulls against the person's interest came to light.
        ConflictOfInterest = "conflict_of_interest",
        /// Someone would not be safe.
        Safety = "safety",
        /// The person has died.
        Died = "died",
        /// Something else.
        Other = "other",
    }
}

platform::words! {
    /// The life of a case.
    pub enum State {
        /// Under way.
        Open = "open",
        /// Ended.
        Closed = "closed",
    }
}

/// Where a case comes from: the introduction that was accepted. Never changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The introduction.
    pub introduction: Id<Introduction>,
    /// What it is for.
    pub kind: Kind,
    /// The request it answers.
    pub request: Id<Request>,
    /// Whose case it is.
    pub person: Id<Person>,
    /// The person's council at that time.
    pub council: String,
    /// The organisation.
    pub ulo: Id<Ulo>,
    /// The offering.
    pub offering: Id<Offering>,
}

/// What is sealed with the person's own key.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Private {
    next_action: String,
}

/// What can be changed as the work goes on; made by parsing, so always within bounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Details {
    weight: i32,
    private: Private,
    next_action_date: Option<NaiveDate>,
    first_contact_time: Option<DateTime<Utc>>,
}

/// The work of one broker with one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    id: Id<Case>,
    origin: Origin,
    broker: Id<Broker>,
    details: Details,
    stage: Stage,
    /// The time worked so far.
    minutes: i32,
    close_reason: Option<CloseReason>,
    state: State,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

/// One step in the history of a case, before it has its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    stage_from: Option<Stage>,
    stage_to: Stage,
    note: String,
    actor: String,
    broker: Id<Broker>,
    minutes: i32,
    step_time: DateTime<Utc>,
}

/// Who takes a step, when, and what they say about it.
#[derive(Debug, Clone)]
pub struct By<'a> {
    /// The principal's name.
    pub actor: &'a str,
    /// What was said.
    pub note: String,
    /// How many minutes it took; 0 when nobody says.
    pub minutes: i32,
    /// When.
    pub now: DateTime<Utc>,
}

impl Resource for Case {
    const COLLECTION: &'static str = "cases";
}

impl Case {
    /// The case of an introduction just accepted.
    pub fn open(id: Id<Self>, origin: Origin, broker: Id<Broker>, weight: i32, now: DateTime<Utc>) -> Self {
        let details =
            Details { weight, private: Private::default(), next_action_date: None, first_contact_time: None };
        Self {
            id,
            origin,
            broker,
            details,
            stage: Stage::GettingToKnow,
            minutes: 0,
            close_reason: None,
            state: State::Open,
            version: 1,
            create_time: now,
            update_time: now,
        }
    }

    /// Which version this is.
    pub fn version(&self) -> i64 {
        self.version
    }

    /// The first step of every case.
    fn opened(&self, actor: &str) -> Step {
        let by = By { actor, note: String::new(), minutes: 0, now: self.create_time };
        Step { stage_from: None, ..self.step(self.stage, by) }
    }

    /// Replaces what is kept about the work.
    ///
    /// # Errors
    /// `CASE_CLOSED`.
    pub fn edit(&mut self, details: Details, now: DateTime<Utc>) -> Result<(), Error> {
        self.still_open()?;
        self.details = details;
        self.touch(now);
        Ok(())
    }

    /// Moves on, or back, to another stage.
    ///
    /// # Errors
    /// `CASE_CLOSED`, `STAGE_NOT_REACHABLE`, `TIME_FULL`.
    pub fn move_to(&mut self, stage: Stage, by: By<'_>) -> Result<Step, Error> {
        self.still_open()?;
        if !self.stage.leads_to(stage, self.origin.kind) {
            return Err(Error::refused(
                "STAGE_NOT_REACHABLE",
                "the work does not go from its present stage straight to that one",
            ));
        }
        self.work(by.minutes)?;
        Ok(self.reach(stage, by))
    }

    /// Records work done, with the time it took.
    ///
    /// # Errors
    /// `CASE_CLOSED`, `TIME_FULL`.
    pub fn record_work(&mut self, by: By<'_>) -> Result<Step, Error> {
        self.still_open()?;
        self.work(by.minutes)?;
        Ok(self.reach(self.stage, by))
    }

    fn work(&mut self, minutes: i32) -> Result<(), Error> {
        let all = self.minutes.saturating_add(minutes);
        if all > MOST_MINUTES {
            return Err(Error::refused("TIME_FULL", "this case would come to more than 10,000 hours"));
        }
        self.minutes = all;
        Ok(())
    }

    /// Records what the person decided about the plan.
    ///
    /// # Errors
    /// `CASE_CLOSED`, `PLAN_NOT_SUBMITTED`.
    pub fn answer_plan(&mut self, agreed: bool, by: By<'_>) -> Result<Step, Error> {
        self.still_open()?;
        if self.stage != Stage::Submitted {
            return Err(Error::refused("PLAN_NOT_SUBMITTED", "there is no plan waiting for a decision"));
        }
        Ok(self.reach(if agreed { Stage::Agreed } else { Stage::Returned }, by))
    }

    /// Ends the case.
    ///
    /// # Errors
    /// `CASE_CLOSED`.
    pub fn close(&mut self, reason: CloseReason, by: By<'_>) -> Result<Step, Error> {
        self.still_open()?;
        self.close_reason = Some(reason);
        self.details.private = Private::default();
        self.details.next_action_date = None;
        Ok(self.reach(Stage::Closed, by))
    }

    /// Gives the work to another broker.
    ///
    /// # Errors
    /// `CASE_CLOSED`, or a violation when it is the broker who has it.
    pub fn transfer(&mut self, broker: Id<Broker>, by: By<'_>) -> Result<Step, Error> {
        self.still_open()?;
        if broker == self.broker {
            return Err(Error::invalid("broker", "choose someone else: this broker has the case already"));
        }
        self.broker = broker;
        Ok(self.reach(self.stage, by))
    }

    fn facts(&self) -> Facts {
        Facts { person: self.origin.person, ulo: self.origin.ulo, broker: Some(self.broker) }
    }

    fn reach(&mut self, stage: Stage, by: By<'_>) -> Step {
        self.touch(by.now);
        let step = self.step(stage, by);
        self.stage = stage;
        self.state = stage.state();
        step
    }

    fn step(&self, stage_to: Stage, by: By<'_>) -> Step {
        Step {
            stage_from: Some(self.stage),
            stage_to,
            note: by.note,
            actor: by.actor.to_owned(),
            broker: self.broker,
            minutes: by.minutes,
            step_time: by.now,
        }
    }

    fn still_open(&self) -> Result<(), Error> {
        match self.state {
            State::Open => Ok(()),
            State::Closed => Err(Error::refused("CASE_CLOSED", "this case has ended")),
        }
    }

    fn touch(&mut self, now: DateTime<Utc>) {
        self.version += 1;
        self.update_time = now;
    }
}
