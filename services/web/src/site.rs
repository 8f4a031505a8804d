//! What the site is run with.

use std::sync::Arc;

/// The settings of the site, shared by every page.
#[derive(Debug, Clone, Default)]
pub struct Site(Arc<Settings>);

/// What can be set.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The telephone number on every page, as it is read.
    pub phone: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self { phone: "01632 960 100".to_owned() }
    }
}

impl Site {
    /// A site with these settings.
    pub fn new(settings: Settings) -> Self {
        Self(Arc::new(settings))
    }

    /// The telephone number, as it is read.
    pub fn phone(&self) -> &str {
        &self.0.phone
    }

    /// The telephone number, as a link dials it.
    pub fn phone_link(&self) -> String {
        let digits: String =
            self.0.phone.chars().filter(|letter| letter.is_ascii_digit() || *letter == '+').collect();
        format!("tel:{digits}")
    }
}
