//! The link that is mailed to sign in: good for ten minutes, once, in the browser that asked for it.

pub(crate) mod store;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use crate::account::Email;

/// How long a link is good for.
pub const LIFETIME: TimeDelta = TimeDelta::minutes(10);
/// How many links may be under way to one address at once: enough for mail that is late, too few to flood anybody.
pub const MOST_AT_ONCE: i64 = 5;

/// What a used link says.
#[derive(Debug, Serialize, Deserialize)]
pub struct Used {
    /// Whose address it went to.
    pub email: Email,
    /// The page that was wanted.
    pub next: String,
}
