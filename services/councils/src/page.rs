//! Keyset pages of what is named by GSS code: lowest code first, the token is the last code and carries no authority.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use platform::Violations;

use crate::council::GssCode;

/// One page asked for.
#[derive(Debug)]
pub struct Page {
    size: i64,
    /// Only what comes after this code; empty for the first page.
    pub after: String,
}

impl Page {
    /// Reads `page_size` (0: 25; above 100: 100) and `page_token`.
    pub fn parse(page_size: i32, page_token: &str, violations: &mut Violations) -> Self {
        let size = platform::Page::parse(page_size, "", violations).size;
        let after = if page_token.is_empty() { Some(String::new()) } else { code_of(page_token) };
        violations.check(after.is_some(), "page_token", "give the next_page_token of the last answer");
        Self { size, after: after.unwrap_or_default() }
    }

    /// One row more than the page, to learn whether there is another page.
    pub fn limit(&self) -> i64 {
        self.size + 1
    }

    /// Cuts the extra row off and makes the token of the next page, empty when this is the last.
    pub fn cut<T>(&self, rows: &mut Vec<T>, code: impl Fn(&T) -> &GssCode) -> String {
        let size = usize::try_from(self.size).unwrap_or(usize::MAX);
        if rows.len() <= size {
            return String::new();
        }
        rows.truncate(size);
        rows.last().map(|last| BASE64_URL_SAFE_NO_PAD.encode(code(last).as_str())).unwrap_or_default()
    }
}

fn code_of(token: &str) -> Option<String> {
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(token).ok()?;
    let code = String::from_utf8(bytes).ok()?;
    GssCode::new(&code).map(|_| code)
}
