//! Email addresses.

use platform::{Violation, text};

/// Reads an email address: something before an `@`, a host with a dot after it, no spaces.
pub fn parse(field: &str, value: &str) -> Result<String, Violation> {
    let email = text::required(field, value, 254)?;
    let whole = email.split_once('@').is_some_and(|(user, host)| !user.is_empty() && host.contains('.'));
    let plain = !email.contains(char::is_whitespace);
    (whole && plain)
        .then_some(email)
        .ok_or_else(|| Violation::new(field, "enter an email address such as name@example.org"))
}
