//! Words that must say something.

use platform::{Violations, text};

/// Reads words of several lines, of so many characters at the least and at the most; notes what is wrong with them.
pub fn told(
    field: &str,
    sent: &str,
    (shortest, longest): (usize, usize),
    violations: &mut Violations,
) -> String {
    let read = text::lines(field, sent, longest);
    let short = read.as_ref().is_ok_and(|words| words.chars().count() < shortest);
    violations.check(!short, field, &format!("write at least {shortest} characters"));
    violations.keep(read)
}
