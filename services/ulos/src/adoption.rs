//! That one organisation took a solution of another up, and what it says of it.
//!
//! Invariants: nobody adopts their own, and only what is published; once each; the verdict is the adopter's alone.

pub(crate) mod rpc;
pub(crate) mod store;
pub(crate) mod wire;

use chrono::{DateTime, NaiveDate, Utc};
use platform::{Error, Id, Resource};

use crate::solution::Solution;
use crate::ulo::Ulo;

platform::words! {
    /// How it went.
    pub enum AdopterVerdict {
        /// It worked well.
        Worked = "worked",
        /// It worked in part.
        WorkedInPart = "worked_in_part",
        /// It did not work for them.
        DidNotWork = "did_not_work",
    }
}

/// What the adopter says; made by parsing, so always within bounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    adopt_date: NaiveDate,
    verdict: Option<AdopterVerdict>,
    words: String,
}

/// One adoption.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adoption {
    id: Id<Adoption>,
    solution: Id<Solution>,
    ulo: Id<Ulo>,
    said: Said,
    version: i64,
    create_time: DateTime<Utc>,
    update_time: DateTime<Utc>,
}

impl Resource for Adoption {
    const COLLECTION: &'static str = "adoptions";
}

impl Adoption {
    /// A new one.
    pub fn new(solution: Id<Solution>, ulo: Id<Ulo>, said: Said, now: DateTime<Utc>) -> Self {
        Self { id: Id::new(), solution, ulo, said, version: 1, create_time: now, update_time: now }
    }

    /// Whether this may be taken up by that organisation.
    ///
    /// # Errors
    /// `SOLUTION_NOT_PUBLISHED`, `SOLUTION_OWN`.
    pub fn allowed(solution: &Solution, ulo: Id<Ulo>) -> Result<(), Error> {
        if solution.ulo() == ulo {
            return Err(Error::refused("SOLUTION_OWN", "this is your own: only others adopt it"));
        }
        if !solution.is_published() {
            return Err(Error::refused("SOLUTION_NOT_PUBLISHED", "this solution is not there for others"));
        }
        Ok(())
    }

    /// Replaces what the adopter says.
    pub fn edit(&mut self, said: Said, now: DateTime<Utc>) {
        self.said = said;
        self.version += 1;
        self.update_time = now;
    }
}
