//! What others may ask of a broker.

use chrono::NaiveDate;
use platform::{Id, uk_time};

use super::{Broker, State, WayOfWorking};

impl Broker {
    /// Which broker this is.
    pub fn id(&self) -> Id<Self> {
        self.id
    }

    /// Whether they take new cases.
    pub fn is_active(&self) -> bool {
        self.state == State::Active
    }

    /// What they are good at.
    pub fn skills(&self) -> &[String] {
        &self.details.skills
    }

    /// The languages they work in.
    pub fn languages(&self) -> &[String] {
        &self.details.languages
    }

    /// How they work; nothing when they did not say.
    pub fn ways_of_working(&self) -> &[WayOfWorking] {
        &self.details.ways_of_working
    }

    /// Whether they work in that council.
    pub fn works_in(&self, council: &str) -> bool {
        self.details.councils.iter().any(|known| known == council)
    }

    /// The most points of open cases they may carry.
    pub fn caseload_limit(&self) -> i32 {
        self.details.caseload_limit
    }

    /// The points of their open cases.
    pub fn open_weight(&self) -> i32 {
        self.open_weight
    }

    /// When they began, as far as it is known.
    pub fn start_date(&self) -> NaiveDate {
        self.details.start_date.unwrap_or_else(|| uk_time::date(self.create_time))
    }
}
