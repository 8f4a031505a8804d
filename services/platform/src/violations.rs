//! Everything wrong with an input, gathered before anything is said.

use crate::Error;

/// One thing wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// Path of the field in the request message, `person.display_name`.
    pub field: String,
    /// What is wrong and what to do, lower case, without the value itself.
    pub text: String,
}

impl Violation {
    /// Names a field and what to do about it.
    pub fn new(field: impl Into<String>, text: impl Into<String>) -> Self {
        Self { field: field.into(), text: text.into() }
    }
}

/// Collects every [`Violation`] of one input so that all are reported together.
#[derive(Debug, Default)]
pub struct Violations(Vec<Violation>);

impl Violations {
    /// Starts with nothing wrong.
    pub fn new() -> Self {
        Self::default()
    }

    /// Keeps the value, or notes what is wrong and goes on with the type's default.
    pub fn keep<T: Default>(&mut self, parsed: Result<T, Violation>) -> T {
        parsed.unwrap_or_else(|violation| {
            self.0.push(violation);
            T::default()
        })
    }

    /// Keeps the value when there is one; notes what is wrong otherwise.
    pub fn some<T>(&mut self, parsed: Result<T, Violation>) -> Option<T> {
        parsed.map_err(|violation| self.0.push(violation)).ok()
    }

    /// Notes one more thing wrong.
    pub fn add(&mut self, field: impl Into<String>, text: impl Into<String>) {
        self.0.push(Violation::new(field, text));
    }

    /// Notes it unless the condition holds.
    pub fn check(&mut self, holds: bool, field: &str, text: &str) {
        if !holds {
            self.add(field, text);
        }
    }

    /// Says everything that is wrong, or that nothing is.
    ///
    /// # Errors
    /// [`Error::Invalid`] with every violation noted so far.
    pub fn done(self) -> Result<(), Error> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::Invalid(self.0)) }
    }

    /// Gives the value when nothing is wrong. `value` is only `None` if a violation was noted for it.
    ///
    /// # Errors
    /// [`Error::Invalid`] with every violation noted so far.
    pub fn finish<T>(self, value: Option<T>) -> Result<T, Error> {
        match value {
            Some(value) if self.0.is_empty() => Ok(value),
            _ => Err(Error::Invalid(self.0)),
        }
    }
}
