//! By when support is needed, as the person says: it counts as urgency in rounds, and nowhere else.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

platform::words! {
    /// Why there is such a date.
    pub enum NeedByReason {
        /// The person leaves hospital or residential care.
        LeavingCare = "leaving_care",
        /// A meeting, an assessment or a review has a date.
        Meeting = "meeting",
        /// Support they have now is ending.
        SupportEnding = "support_ending",
        /// A date of another kind.
        OtherDate = "other_date",
    }
}

/// A date and its reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeedBy {
    /// The day.
    pub date: NaiveDate,
    /// The reason.
    pub reason: NeedByReason,
}
