//! Who is signed in: the browser holds a secret, the site its hash.

pub(crate) mod store;

use chrono::TimeDelta;
use platform::Role;
use uuid::Uuid;

use crate::account::Seat;

/// A session that is going on.
#[derive(Debug)]
pub struct Session {
    /// Whose it is.
    pub account: Uuid,
    /// In which capacity; none until one is chosen.
    pub seat: Option<Seat>,
}

/// How long a session lasts. People keep theirs for two weeks, so that they can come back in a week to what they left;
/// those who see other people's records sign in every day.
pub fn lifetime(role: Option<Role>) -> TimeDelta {
    match role {
        Some(Role::Person | Role::Supporter) | None => TimeDelta::days(14),
        Some(_) => TimeDelta::hours(12),
    }
}
