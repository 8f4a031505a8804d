//! What was read from a person's record when they asked, as far as they share it. Holds no name and no exact place.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::index::place::Point;

/// The frozen part of a person's record. Never changes afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frozen {
    /// The person's council, `councils/…`.
    pub council: String,
    /// Where they live, to 0.01 degree.
    pub place: Option<Point>,
    /// The first half of the postcode, or nothing.
    pub outward_code: String,
    /// Items of the needs they share: access codes and languages, in alphabetical order.
    pub needs: Vec<String>,
    /// The word of their age band, or nothing.
    pub age_band: String,
    /// The word of how their budget is held, or nothing.
    pub budget_route: String,
    /// When it was read.
    pub freeze_time: DateTime<Utc>,
}
