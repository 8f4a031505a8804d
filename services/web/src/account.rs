//! Who may sign in: an e-mail address, and the capacities it stands for.

pub(crate) mod store;

use std::fmt;

use platform::{Caller, Role, Violation};
use serde::{Deserialize, Serialize};

/// An e-mail address, as it is compared: trimmed and in lower case.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Email(String);

/// The longest address the mail system takes.
const LONGEST: usize = 254;

impl Email {
    /// Reads an address.
    ///
    /// # Errors
    /// A [`Violation`] of `field` when it is not an address.
    pub fn parse(field: &str, typed: &str) -> Result<Self, Violation> {
        let plain = typed.trim().to_lowercase();
        let wrong = || Violation::new(field, "give an e-mail address such as name@example.org");
        if plain.len() > LONGEST || plain.chars().any(|letter| letter.is_control() || letter.is_whitespace())
        {
            return Err(wrong());
        }
        plain.parse::<lettre::Address>().map_err(|_| wrong())?;
        Ok(Self(plain))
    }

    /// The address itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Addresses stay out of logs.
impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an e-mail address")
    }
}

/// A capacity in which somebody uses the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    /// Who they are to the services.
    pub caller: Caller,
    /// What they are called.
    pub name: String,
    /// What the person they act for is called; empty when they act for themselves.
    pub acting_for: String,
}

impl Seat {
    /// Somebody in a role, by the name of their record (`people/…`, `brokers/…`).
    pub fn new(role: Role, subject: impl Into<String>, name: impl Into<String>) -> Self {
        Self { caller: Caller::new(role, subject), name: name.into(), acting_for: String::new() }
    }

    /// Acting for a person (`people/…`) who is called so.
    #[must_use]
    pub fn acting_for(mut self, person: impl Into<String>, called: impl Into<String>) -> Self {
        (self.caller.acting_for, self.acting_for) = (person.into(), called.into());
        self
    }

    /// Working for an organisation (`ulos/…`).
    #[must_use]
    pub fn of_ulo(mut self, ulo: impl Into<String>) -> Self {
        self.caller.ulo = ulo.into();
        self
    }

    /// Working for a council (`councils/…`).
    #[must_use]
    pub fn of_council(mut self, council: impl Into<String>) -> Self {
        self.caller.council = council.into();
        self
    }

    fn private(&self) -> Private {
        Private { name: self.name.clone(), acting_for: self.acting_for.clone() }
    }
}

/// The part of a seat that is sealed.
#[derive(Serialize, Deserialize)]
struct Private {
    name: String,
    acting_for: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_compared_without_case_or_space() {
        assert_eq!(Email::parse("email", " Avery@Example.ORG ").unwrap().as_str(), "avery@example.org");
    }

    #[test]
    fn what_is_no_address_is_refused() {
        let long = format!("{}@example.org", "a".repeat(250));
        for wrong in [
            "",
            "avery",
            "@example.org",
            "a b@example.org",
            "a@b@c",
            "a\0@example.org",
            "a@ex\r\nample.org",
            &long,
        ] {
            assert!(Email::parse("email", wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn an_address_stays_out_of_logs() {
        let email = Email::parse("email", "avery@example.org").unwrap();
        assert!(!format!("{email:?}").contains("avery"));
    }
}
