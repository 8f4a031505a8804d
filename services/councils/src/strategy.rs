//! What a council does about having no user-led organisation in its area.
//!
//! Invariants: one at a time is required of a council; the day first promised for an action is never lost and no action is
//! taken out; only an organisation shown to be user-led closes it, or a review of what was written.

pub(crate) mod keeper;
mod lack;
pub(crate) mod rpc;
mod store;
mod wire;

use chrono::{DateTime, Days, NaiveDate, Utc};
use platform::{Error, Id, Resource, uk_time};
use serde::{Deserialize, Serialize};

use crate::council::GssCode;
use crate::fact::Ulo;

/// How long a council has to write one: no law says, so it is a quarter, in which every council's committees meet at least
/// once, and as long as an entry of the directory may go unchecked.
const DAYS_TO_WRITE: Days = Days::new(90);
/// How many actions there can be.
const MOST_ACTIONS: usize = 30;

platform::words! {
    /// Where it stands.
    pub enum State {
        /// The council has not written it.
        Required = "required",
        /// It says who is responsible and names an action.
        Written = "written",
        /// No longer required.
        Closed = "closed",
    }
}

platform::words! {
    /// How it goes.
    pub enum Stage {
        /// Not written, and there is time.
        Required = "required",
        /// Written, nothing done, nothing late.
        Written = "written",
        /// Something done, nothing late.
        OnTrack = "on_track",
        /// It should have been written, or something is late.
        Overdue = "overdue",
        /// No longer required.
        Closed = "closed",
    }
}

platform::words! {
    /// What closed it.
    pub enum Closure {
        /// An organisation was shown to be user-led.
        VerifiedUlo = "verified_ulo",
        /// Someone outside the council looked at it.
        Reviewed = "reviewed",
    }
}

/// What an action is to be; made by parsing, so always within bounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intent {
    title: String,
    due_date: NaiveDate,
    cost_pence: i64,
    responsible: String,
    done_date: Option<NaiveDate>,
}

/// One thing the council does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    title: String,
    due_date: NaiveDate,
    first_due_date: NaiveDate,
    cost_pence: i64,
    responsible: String,
    done_date: Option<NaiveDate>,
}

/// What it is for and who answers for it; made by parsing, so always within bounds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    aim: String,
    /// A post, never a person.
    responsible: String,
    buddy: Option<Id<Ulo>>,
}

/// How it was closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closed {
    closure: Closure,
    ulo: Option<Id<Ulo>>,
    reason: String,
    time: DateTime<Utc>,
}

/// The strategy of one council.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strategy {
    id: Id<Strategy>,
    gss_code: GssCode,
    find_date: NaiveDate,
    plan: Plan,
    actions: Vec<Action>,
    write_time: Option<DateTime<Utc>>,
    closed: Option<Closed>,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

/// How a strategy goes on a day, and the next day that binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    stage: Stage,
    due_date: Option<NaiveDate>,
}

impl Resource for Strategy {
    const COLLECTION: &'static str = "strategies";
}

impl Action {
    fn is_late(&self, today: NaiveDate) -> bool {
        self.done_date.is_none() && self.due_date < today
    }
}

impl Strategy {
    /// One required of a council from the day on which the lack was found.
    pub fn found(gss_code: GssCode, find_date: NaiveDate, now: DateTime<Utc>) -> Self {
        Self {
            id: Id::new(),
            gss_code,
            find_date,
            plan: Plan::default(),
            actions: Vec::new(),
            write_time: None,
            closed: None,
            version: 1,
            create_time: now,
            update_time: now,
        }
    }

    /// Where it stands.
    pub fn state(&self) -> State {
        match (&self.closed, self.write_time) {
            (Some(_), _) => State::Closed,
            (None, Some(_)) => State::Written,
            (None, None) => State::Required,
        }
    }

    /// The last day to write it.
    pub fn write_by_date(&self) -> NaiveDate {
        self.find_date.checked_add_days(DAYS_TO_WRITE).unwrap_or(NaiveDate::MAX)
    }

    /// How it goes on a day.
    pub fn standing(&self, today: NaiveDate) -> Standing {
        let open = self.actions.iter().filter(|action| action.done_date.is_none());
        let due_date = match self.state() {
            State::Closed => return Standing { stage: Stage::Closed, due_date: None },
            State::Required => Some(self.write_by_date()),
            State::Written => open.map(|action| action.due_date).min(),
        };
        let any_done = self.actions.iter().any(|action| action.done_date.is_some());
        let stage = match self.state() {
            _ if due_date.is_some_and(|due| due < today) => Stage::Overdue,
            State::Required => Stage::Required,
            _ if any_done => Stage::OnTrack,
            _ => Stage::Written,
        };
        Standing { stage, due_date }
    }

    /// Takes what it is for and who answers for it.
    ///
    /// # Errors
    /// `STRATEGY_CLOSED`.
    pub fn write(&mut self, plan: Plan, now: DateTime<Utc>) -> Result<(), Error> {
        self.still_open()?;
        self.plan = plan;
        self.touch(now);
        Ok(())
    }

    /// Adds an action, or puts it in the place of one; the day first promised for that one stays.
    ///
    /// # Errors
    /// `STRATEGY_CLOSED`, `ACTIONS_FULL`, [`Error::Invalid`] without such an action, or for a day that passed.
    pub fn set_action(&mut self, number: i32, intent: Intent, now: DateTime<Utc>) -> Result<(), Error> {
        self.still_open()?;
        let before = match number {
            0 => None,
            _ => Some(self.place(number)?),
        };
        if before.is_none() && self.actions.len() >= MOST_ACTIONS {
            return Err(Error::refused("ACTIONS_FULL", "there are 30 actions: put several into one"));
        }
        let known = before.and_then(|place| self.actions.get(place));
        let kept_its_day = known.is_some_and(|known| known.due_date == intent.due_date);
        if intent.done_date.is_none() && !kept_its_day && intent.due_date < uk_time::date(now) {
            return Err(Error::invalid("action.due_date", "give today or a later day: this is not done yet"));
        }
        let Intent { title, due_date, cost_pence, responsible, done_date } = intent;
        let first_due_date = known.map_or(due_date, |known| known.first_due_date);
        let action = Action { title, due_date, first_due_date, cost_pence, responsible, done_date };
        match before.and_then(|place| self.actions.get_mut(place)) {
            Some(known) => *known = action,
            None => self.actions.push(action),
        }
        self.touch(now);
        Ok(())
    }

    /// Someone outside the council finds that it is no longer required.
    ///
    /// # Errors
    /// `STRATEGY_CLOSED`, `STRATEGY_NOT_WRITTEN`.
    pub fn review(&mut self, reason: String, now: DateTime<Utc>) -> Result<(), Error> {
        self.still_open()?;
        if self.write_time.is_none() {
            let text = "there is nothing to review yet: the council has not written it";
            return Err(Error::refused("STRATEGY_NOT_WRITTEN", text));
        }
        self.closed = Some(Closed { closure: Closure::Reviewed, ulo: None, reason, time: now });
        self.touch(now);
        Ok(())
    }

    /// An organisation here was shown to be user-led.
    fn meet(&mut self, ulo: Option<Id<Ulo>>, now: DateTime<Utc>) {
        self.closed = Some(Closed { closure: Closure::VerifiedUlo, ulo, reason: String::new(), time: now });
        self.touch(now);
    }

    fn place(&self, number: i32) -> Result<usize, Error> {
        let place = usize::try_from(i64::from(number) - 1).ok().filter(|place| *place < self.actions.len());
        place.ok_or_else(|| Error::invalid("number", "give the number of an action, counted from 1, or 0"))
    }

    fn still_open(&self) -> Result<(), Error> {
        if self.closed.is_none() {
            return Ok(());
        }
        Err(Error::refused("STRATEGY_CLOSED", "this strategy is no longer required: it cannot be changed"))
    }

    fn touch(&mut self, now: DateTime<Utc>) {
        let written = !self.plan.responsible.is_empty() && !self.actions.is_empty();
        self.write_time = self.write_time.or(written.then_some(now));
        self.version += 1;
        self.update_time = now;
    }
}

#[cfg(test)]
mod tests;
