//! Text that came from outside: trimmed, normalised, bounded, without control characters.

use unicode_normalization::UnicodeNormalization as _;

use crate::Violation;

/// One line of text that must be there, at most `max` characters.
///
/// # Errors
/// A [`Violation`] when it is empty, too long or holds control characters.
pub fn required(field: &str, value: &str, max: usize) -> Result<String, Violation> {
    let text = optional(field, value, max)?;
    if text.is_empty() {
        return Err(Violation::new(field, "enter something here"));
    }
    Ok(text)
}

/// One line of text that may be empty.
///
/// # Errors
/// A [`Violation`] when it is too long or holds control characters.
pub fn optional(field: &str, value: &str, max: usize) -> Result<String, Violation> {
    bounded(field, value, max, |c| c.is_control())
}

/// Text of several lines that may be empty.
///
/// # Errors
/// A [`Violation`] when it is too long or holds control characters other than line ends and tabs.
pub fn lines(field: &str, value: &str, max: usize) -> Result<String, Violation> {
    let value = value.replace("\r\n", "\n");
    bounded(field, &value, max, |c| c.is_control() && c != '\n' && c != '\t')
}

/// A code from a list of ours.
///
/// # Errors
/// A [`Violation`] that names the codes there are.
pub fn code(field: &str, value: &str, known: &[&str]) -> Result<String, Violation> {
    if known.contains(&value) {
        return Ok(value.to_owned());
    }
    Err(Violation::new(field, format!("use one of: {}", known.join(", "))))
}

/// A list of codes, each once, at most as many as there are.
///
/// # Errors
/// A [`Violation`] that names the codes there are.
pub fn codes(field: &str, values: &[String], known: &[&str]) -> Result<Vec<String>, Violation> {
    let mut kept: Vec<String> = Vec::new();
    for value in values {
        let value = code(field, value, known)?;
        if !kept.contains(&value) {
            kept.push(value);
        }
    }
    Ok(kept)
}

fn bounded(
    field: &str,
    value: &str,
    max: usize,
    forbidden: impl Fn(char) -> bool,
) -> Result<String, Violation> {
    let value: String = value.trim().nfc().collect();
    if value.chars().count() > max {
        return Err(Violation::new(field, format!("use {max} characters or fewer")));
    }
    if value.chars().any(forbidden) {
        return Err(Violation::new(field, "remove the characters that cannot be shown"));
    }
    Ok(value)
}
