//! How far a case has come, and where it can go from there.

use platform::Error;

use super::State;
use crate::introduction::Kind;

platform::words! {
    /// How far the work has come.
    pub enum Stage {
        /// Learning what the person hopes for, fears and likes.
        GettingToKnow = "getting_to_know",
        /// Finding and thinking up what could be done.
        Exploring = "exploring",
        /// Writing one costed plan.
        Drafting = "drafting",
        /// The plan waits for a decision.
        Submitted = "submitted",
        /// The plan came back to be changed.
        Returned = "returned",
        /// The plan is agreed.
        Agreed = "agreed",
        /// Making it real.
        Arranging = "arranging",
        /// The support is running.
        Live = "live",
        /// Looking back at how it goes.
        Review = "review",
        /// Ended.
        Closed = "closed",
    }
}

impl Stage {
    /// Whether whoever does the work can move a case of that kind from here to there. Only support brokerage has a plan.
    pub fn leads_to(self, to: Self, kind: Kind) -> bool {
        use Stage::{
            Agreed, Arranging, Drafting, Exploring, GettingToKnow, Live, Returned, Review, Submitted,
        };
        let planned = kind == Kind::SupportBrokerage;
        match (self, to) {
            (GettingToKnow, Exploring)
            | (Exploring, GettingToKnow)
            | (Arranging, Live)
            | (Live, Arranging | Review)
            | (Review, Live | Arranging) => true,
            (Exploring | Submitted | Returned | Review, Drafting)
            | (Drafting, Exploring | Submitted)
            | (Agreed, Arranging) => planned,
            (Exploring, Arranging) | (Arranging, Exploring) => !planned,
            _ => false,
        }
    }

    /// The life of a case that is here.
    pub fn state(self) -> State {
        if self == Self::Closed { State::Closed } else { State::Open }
    }

    /// Whether it is for those who do the work to say that the case is there.
    ///
    /// # Errors
    /// `BROKER_CANNOT_AGREE_PLAN` for what only the person says; a violation for the end, which has its own verb.
    pub fn for_workers(self) -> Result<(), Error> {
        match self {
            Self::Agreed | Self::Returned => Err(not_for_workers()),
            Self::Closed => Err(Error::invalid("stage", "a case is closed, not moved to its end")),
            _ => Ok(()),
        }
    }
}

/// The refusal of whoever does the work and would agree the plan.
pub fn not_for_workers() -> Error {
    Error::denied(
        "BROKER_CANNOT_AGREE_PLAN",
        "only the person, or who may choose for them, says whether the plan is agreed",
    )
}
