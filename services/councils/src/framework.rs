//! The enabling framework of one council: which support exists, how long people wait, whom no one could help, and
//! whether people gain control.
//!
//! Invariants: it is worked out from facts alone, the same facts give the same framework, and its version counts only
//! what anyone can see change.

pub mod figures;
pub(crate) mod keeper;
pub(crate) mod quarter;
pub(crate) mod rpc;
pub(crate) mod store;
pub(crate) mod wire;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::council::GssCode;
use figures::Figures;
use quarter::Quarter;

/// The services whose feeds a framework is made from.
pub const SOURCES: [&str; 4] = ["brokers", "matching", "outcomes", "ulos"];

/// Keys of the sentences that say how the figures are made, in reading order.
pub const METHOD_SENTENCES: [&str; 8] = [
    "framework-method-source",
    "framework-method-elements",
    "framework-method-possible",
    "framework-method-ulos",
    "framework-method-waits",
    "framework-method-requests",
    "framework-method-control",
    "framework-method-small-numbers",
];

/// How far each feed had been read.
pub type Positions = BTreeMap<String, i64>;

/// The framework of one council.
#[derive(Debug, Clone, PartialEq)]
pub struct Framework {
    gss_code: GssCode,
    figures: Figures,
    positions: Positions,
    as_of_time: DateTime<Utc>,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

impl Framework {
    /// The framework of a council of which nothing is known yet.
    pub fn new(gss_code: GssCode, now: DateTime<Utc>) -> Self {
        Self {
            gss_code,
            figures: Figures::default(),
            positions: Positions::new(),
            as_of_time: now,
            version: 1,
            create_time: now,
            update_time: now,
        }
    }

    /// Takes figures newly worked out. Says whether anyone can see a difference: only then is it another version.
    pub fn rework(&mut self, figures: Figures, positions: Positions, now: DateTime<Utc>) -> bool {
        let changed = figures.published() != self.figures.published();
        self.figures = figures;
        self.positions = positions;
        self.as_of_time = now;
        if changed {
            self.version += 1;
            self.update_time = now;
        }
        changed
    }

    /// What was worked out, exactly.
    pub(crate) fn figures(&self) -> &Figures {
        &self.figures
    }

    /// What to keep of it, when a quarter has ended since it was last worked out.
    pub fn to_freeze(&self, now: DateTime<Utc>) -> Option<Quarter> {
        let quarter = Quarter::of(self.as_of_time);
        (quarter < Quarter::of(now)).then_some(quarter)
    }

    /// Its name on the wire.
    pub fn name(&self) -> String {
        format!("frameworks/{}", self.gss_code.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn framework() -> Framework {
        Framework::new(GssCode::new("E08000033").unwrap(), Utc::now())
    }

    #[test]
    fn the_same_figures_are_the_same_version() {
        let mut framework = framework();
        assert!(!framework.rework(Figures::default(), Positions::new(), Utc::now()));
        assert_eq!(framework.version, 1);
    }

    #[test]
    fn a_hidden_number_that_changes_is_not_another_version() {
        let mut framework = framework();
        let with = |unmet| Figures { unmet_requests: [unmet, 0, 0], ..Figures::default() };
        assert!(framework.rework(with(3), Positions::new(), Utc::now()));
        assert!(!framework.rework(with(4), Positions::new(), Utc::now()));
        assert!(framework.rework(with(8), Positions::new(), Utc::now()));
        assert_eq!(framework.version, 3);
    }
}
