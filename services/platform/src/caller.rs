//! Who is asking.

use serde::{Deserialize, Serialize};

use crate::Role;

/// The principal of one call, as its token names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caller {
    /// What kind of principal it is.
    pub role: Role,
    /// Its name: `people/…`, `supporters/…`, `brokers/…`, `managers/…`, `services/…`.
    #[serde(rename = "sub")]
    pub subject: String,
    /// For a supporter: whom they act for, `people/…`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub acting_for: String,
    /// For a broker or manager: their organisation, `ulos/…`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub ulo: String,
    /// For a council officer: their council, `councils/…`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub council: String,
}

impl Caller {
    /// A principal that is nothing but a role and a name.
    pub fn new(role: Role, subject: impl Into<String>) -> Self {
        Self {
            role,
            subject: subject.into(),
            acting_for: String::new(),
            ulo: String::new(),
            council: String::new(),
        }
    }

    /// Anyone reading the public pages.
    pub fn visitor() -> Self {
        Self::new(Role::Visitor, "visitors/anyone")
    }

    /// A service of ours by its word, `matching`.
    pub fn service(word: &str) -> Self {
        Self::new(Role::Service, format!("services/{word}"))
    }

    /// Whether this is the service of that word.
    pub fn is_service(&self, word: &str) -> bool {
        self.role == Role::Service && self.subject.strip_prefix("services/") == Some(word)
    }

    /// The person whose affairs these are: the caller, or whom the caller acts for; empty for everyone else.
    pub fn person(&self) -> &str {
        match self.role {
            Role::Person => &self.subject,
            Role::Supporter => &self.acting_for,
            _ => "",
        }
    }

    /// Whether the caller is that person or acts for them. Powers are the service's own question.
    pub fn stands_for(&self, person: &str) -> bool {
        !person.is_empty() && self.person() == person
    }
}
