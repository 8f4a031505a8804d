//! The openings a round has of one offering.

pub(crate) mod store;

use uuid::Uuid;

/// The openings of one offering.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opening {
    /// Of what.
    pub offering: Uuid,
    /// Whose it is.
    pub ulo: Uuid,
    /// How many.
    pub openings: i32,
}

impl Opening {
    /// How many, as a count.
    pub fn count(&self) -> u32 {
        u32::try_from(self.openings).unwrap_or(0)
    }
}
