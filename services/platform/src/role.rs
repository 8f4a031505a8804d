//! The kinds of principal.

use serde::{Deserialize, Serialize};

/// What kind of principal is asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Anyone reading the public pages.
    Visitor,
    /// Someone asking for support, about themselves.
    Person,
    /// Someone a person chose to act for them, within the powers given.
    Supporter,
    /// Someone who works with people for an organisation.
    Broker,
    /// Someone who runs an organisation.
    Manager,
    /// Someone who works for a council.
    Officer,
    /// Someone who reads the national picture.
    Observer,
    /// Someone who runs Alongside itself.
    Operator,
    /// A service of ours, doing its own work.
    Service,
}

impl Role {
    /// Every role there is.
    pub const ALL: [Self; 9] = [
        Self::Visitor,
        Self::Person,
        Self::Supporter,
        Self::Broker,
        Self::Manager,
        Self::Officer,
        Self::Observer,
        Self::Operator,
        Self::Service,
    ];

    /// The word for it in tokens, tables and logs.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Visitor => "visitor",
            Self::Person => "person",
            Self::Supporter => "supporter",
            Self::Broker => "broker",
            Self::Manager => "manager",
            Self::Officer => "officer",
            Self::Observer => "observer",
            Self::Operator => "operator",
            Self::Service => "service",
        }
    }

    /// The role a word names.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }
}
