//! Keyset pages: newest first, the token is the last id and carries no authority.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use uuid::Uuid;

use crate::Violations;

const DEFAULT_SIZE: i64 = 25;
const MAX_SIZE: i64 = 100;

/// One page asked for.
#[derive(Debug, Clone, Copy)]
pub struct Page {
    /// How many at the most.
    pub size: i64,
    /// Only what comes after this id, in the list's order (newest first): ids smaller than it.
    pub before: Uuid,
}

impl Page {
    /// Reads `page_size` (0: 25; above 100: 100) and `page_token`.
    pub fn parse(page_size: i32, page_token: &str, violations: &mut Violations) -> Self {
        violations.check(page_size >= 0, "page_size", "give a number from 0 to 100");
        let before = if page_token.is_empty() {
            Some(Uuid::max())
        } else {
            BASE64_URL_SAFE_NO_PAD.decode(page_token).ok().and_then(|bytes| Uuid::from_slice(&bytes).ok())
        };
        violations.check(before.is_some(), "page_token", "give the next_page_token of the last answer");
        Self {
            size: match i64::from(page_size) {
                0 => DEFAULT_SIZE,
                size => size.clamp(1, MAX_SIZE),
            },
            before: before.unwrap_or(Uuid::max()),
        }
    }

    /// One row more than the page, to learn whether there is another page.
    pub fn limit(&self) -> i64 {
        self.size + 1
    }

    /// Cuts the extra row off and makes the token of the next page, empty when this is the last.
    pub fn cut<T>(&self, rows: &mut Vec<T>, id: impl Fn(&T) -> Uuid) -> String {
        let size = usize::try_from(self.size).unwrap_or(usize::MAX);
        if rows.len() <= size {
            return String::new();
        }
        rows.truncate(size);
        rows.last().map(|last| BASE64_URL_SAFE_NO_PAD.encode(id(last).as_bytes())).unwrap_or_default()
    }
}
