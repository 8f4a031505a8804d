//! What the site is run with.

use std::sync::Arc;

use crate::services::Services;

/// What every page shares: the settings of the site and the services behind it.
#[derive(Debug, Clone, Default)]
pub struct Site {
    settings: Arc<Settings>,
    services: Services,
}

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
    /// A site with these settings, over these services.
    pub fn new(settings: Settings, services: Services) -> Self {
        Self { settings: Arc::new(settings), services }
    }

    /// The services behind the site.
    pub fn services(&self) -> &Services {
        &self.services
    }

    /// The telephone number, as it is read.
    pub fn phone(&self) -> &str {
        &self.settings.phone
    }

    /// The telephone number, as a link dials it.
    pub fn phone_link(&self) -> String {
        let digits: String =
            self.settings.phone.chars().filter(|letter| letter.is_ascii_digit() || *letter == '+').collect();
        format!("tel:{digits}")
    }
}
