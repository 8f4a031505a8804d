//! What an organisation reports on an award: short ones on the way, one at the end on what was learned.
//!
//! Invariants: one learning report for each award; what was sent in is whole, and stays as it was unless it is returned; what
//! is said to be spent of an award is never more than the award.

pub(crate) mod rpc;
pub(crate) mod store;
pub(crate) mod wire;

use chrono::{DateTime, NaiveDate, Utc};
use platform::{Error, Id, Resource};

use crate::award::Award;
use crate::ulo::Ulo;

/// How many an award can have.
pub(crate) const MOST: i64 = 100;

platform::words! {
    /// What kind a report is.
    pub enum Kind {
        /// On the way.
        Monitoring = "monitoring",
        /// At the end.
        Learning = "learning",
    }
}

platform::words! {
    /// Where a report stands.
    pub enum State {
        /// Being written.
        Draft = "draft",
        /// Sent in.
        Submitted = "submitted",
        /// Accepted.
        Accepted = "accepted",
    }
}

/// What it says; made by parsing, so always within bounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    pub(crate) start_date: NaiveDate,
    pub(crate) end_date: NaiveDate,
    pub(crate) done: String,
    pub(crate) spent_pence: i64,
    pub(crate) people: i32,
    pub(crate) problem: String,
    pub(crate) result: String,
    pub(crate) contact: String,
}

/// The award a report is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Money {
    /// What was awarded.
    pub award_pence: i64,
    /// What the other short reports that were sent in say was spent of it.
    pub told_pence: i64,
}

impl Money {
    /// A short report tells of a time, so it comes on top of the others; a learning report tells of the whole.
    fn still_covers(self, report: &Report) -> Result<(), Error> {
        let before = if report.kind == Kind::Learning { 0 } else { self.told_pence };
        if before.saturating_add(report.account.spent_pence) <= self.award_pence {
            return Ok(());
        }
        let text = "together with the reports before, this is more than was awarded: give only what was spent of the award, \
                    in a short report only in its own time";
        Err(Error::refused("REPORT_OVERSPENT", text))
    }
}

/// One report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    pub(crate) id: Id<Report>,
    pub(crate) award: Id<Award>,
    pub(crate) ulo: Id<Ulo>,
    pub(crate) kind: Kind,
    pub(crate) account: Account,
    pub(crate) return_reason: String,
    pub(crate) state: State,
    pub(crate) version: i64,
    pub(crate) create_time: DateTime<Utc>,
    pub(crate) update_time: DateTime<Utc>,
}

impl Resource for Report {
    const COLLECTION: &'static str = "reports";
}

impl Report {
    /// A new draft.
    pub fn new(award: &Award, kind: Kind, account: Account, now: DateTime<Utc>) -> Self {
        Self {
            id: Id::new(),
            award: award.id,
            ulo: award.ulo,
            kind,
            account,
            return_reason: String::new(),
            state: State::Draft,
            version: 1,
            create_time: now,
            update_time: now,
        }
    }

    /// Replaces what it says.
    ///
    /// # Errors
    /// `REPORT_NOT_DRAFT`.
    pub fn edit(&mut self, account: Account, now: DateTime<Utc>) -> Result<(), Error> {
        self.still_draft()?;
        self.account = account;
        self.touch(now);
        Ok(())
    }

    /// Sends it in.
    ///
    /// # Errors
    /// `REPORT_NOT_DRAFT`, `REPORT_INCOMPLETE`, `REPORT_OVERSPENT`.
    pub fn submit(&mut self, money: Money, now: DateTime<Utc>) -> Result<(), Error> {
        self.still_draft()?;
        let missing = self.missing();
        if !missing.is_empty() {
            let text = format!("still to be filled in: {}", missing.join(", "));
            return Err(Error::refused("REPORT_INCOMPLETE", text));
        }
        money.still_covers(self)?;
        self.state = State::Submitted;
        self.return_reason.clear();
        self.touch(now);
        Ok(())
    }

    /// Whether the caller read the version this is.
    ///
    /// # Errors
    /// [`Error::Stale`] when it moved on.
    pub fn still(&self, version: i64) -> Result<(), Error> {
        if self.version == version { Ok(()) } else { Err(Error::Stale) }
    }

    /// Gives it back to be mended.
    ///
    /// # Errors
    /// `REPORT_NOT_SUBMITTED`.
    pub fn give_back(&mut self, reason: String, now: DateTime<Utc>) -> Result<(), Error> {
        self.still_submitted()?;
        self.state = State::Draft;
        self.return_reason = reason;
        self.touch(now);
        Ok(())
    }

    /// Accepts it.
    ///
    /// # Errors
    /// `REPORT_NOT_SUBMITTED`.
    pub fn accept(&mut self, now: DateTime<Utc>) -> Result<(), Error> {
        self.still_submitted()?;
        self.state = State::Accepted;
        self.touch(now);
        Ok(())
    }

    /// The fields that have to be filled in first.
    fn missing(&self) -> Vec<&'static str> {
        let account = &self.account;
        let learning = self.kind == Kind::Learning;
        let fields = [
            ("done", true, &account.done),
            ("result", true, &account.result),
            ("problem", learning, &account.problem),
            ("contact", learning, &account.contact),
        ];
        fields
            .into_iter()
            .filter_map(|(field, needed, text)| (needed && text.is_empty()).then_some(field))
            .collect()
    }

    fn still_draft(&self) -> Result<(), Error> {
        match self.state {
            State::Draft => Ok(()),
            _ => Err(Error::refused("REPORT_NOT_DRAFT", "this report was sent in: it stays as it is")),
        }
    }

    fn still_submitted(&self) -> Result<(), Error> {
        match self.state {
            State::Submitted => Ok(()),
            _ => Err(Error::refused("REPORT_NOT_SUBMITTED", "this report does not wait for an answer")),
        }
    }

    fn touch(&mut self, now: DateTime<Utc>) {
        self.version += 1;
        self.update_time = now;
    }
}

#[cfg(test)]
mod tests;
