//! What an organisation states of its money, and what follows from that and from its fundings.
//!
//! Invariants: one record for each organisation; only what was stated is kept, and [`outlook`] works out what it means;
//! a number that was not stated stays not stated.

pub(crate) mod outlook;
pub(crate) mod rpc;
pub(crate) mod store;
pub(crate) mod wire;

use chrono::{DateTime, NaiveDate, Utc};
use platform::{Id, Resource};

use crate::ulo::Ulo;

/// What an organisation states; made by parsing, so always within bounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    pub(crate) reserves_pence: Option<i64>,
    pub(crate) monthly_cost_pence: Option<i64>,
    pub(crate) statement_date: NaiveDate,
    pub(crate) closure_plan: String,
}

/// The record of one organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finance {
    id: Id<Finance>,
    ulo: Id<Ulo>,
    statement: Statement,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

impl Resource for Finance {
    const COLLECTION: &'static str = "finances";
}

impl Finance {
    /// A new record.
    pub fn new(ulo: Id<Ulo>, statement: Statement, now: DateTime<Utc>) -> Self {
        Self { id: Id::new(), ulo, statement, version: 1, create_time: now, update_time: now }
    }

    /// What was stated.
    pub fn statement(&self) -> &Statement {
        &self.statement
    }

    /// Replaces what was stated.
    pub fn edit(&mut self, statement: Statement, now: DateTime<Utc>) {
        self.statement = statement;
        self.version += 1;
        self.update_time = now;
    }
}
