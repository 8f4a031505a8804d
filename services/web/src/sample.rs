//! Sample people anyone may sign in as. There are some only where the sample data is.

pub(crate) mod store;

use platform::Role;
use uuid::Uuid;

use crate::account::Seat;
use crate::words::{Text, text};

/// A sample person to sign in as.
#[derive(Debug)]
pub struct SampleSeat {
    /// The id of the seat.
    pub id: Uuid,
    /// Who they are.
    pub seat: Seat,
}

impl SampleSeat {
    /// What they are, in words.
    pub fn words(&self) -> Text {
        let words = text(match self.seat.caller.role {
            Role::Person => "sign-in-sample-person",
            Role::Supporter => "sign-in-sample-supporter",
            Role::Broker => "sign-in-sample-broker",
            Role::Manager => "sign-in-sample-manager",
            Role::Officer => "sign-in-sample-officer",
            Role::Visitor | Role::Observer | Role::Operator | Role::Service => "sign-in-sample-other",
        });
        words.with("person", &self.seat.acting_for)
    }
}
