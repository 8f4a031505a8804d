//! What an address asks for after its question mark. Nothing in it can break a page: what is not known is not read.

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;

use crate::error::Failure;
use crate::form::Form;

/// The query of an address.
#[derive(Debug, Clone, Default)]
pub struct Asked(Vec<(String, String)>);

impl Asked {
    /// The first value of a name, trimmed; empty when there is none.
    pub fn value(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.trim()).unwrap_or_default()
    }

    /// Every value of a name.
    pub fn list(&self, name: &str) -> Vec<String> {
        let found = self.0.iter().filter(|(key, value)| key == name && !value.is_empty());
        found.map(|(_, value)| value.clone()).collect()
    }

    /// A whole number of a name, 0 when there is none.
    pub fn number(&self, name: &str) -> usize {
        self.value(name).parse().unwrap_or_default()
    }

    /// A form with what was asked for filled in.
    pub fn form(&self) -> Form {
        self.0.iter().fold(Form::new(), |form, (name, value)| form.with(name, value))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Asked {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let pairs = Query::<Vec<(String, String)>>::from_request_parts(parts, state).await;
        Ok(Self(pairs.map(|Query(pairs)| pairs).unwrap_or_default()))
    }
}
