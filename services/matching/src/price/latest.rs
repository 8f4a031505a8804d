//! The prices of last night as this process holds them, for the menus it makes.

use std::sync::{Arc, PoisonError, RwLock};

use chrono::{DateTime, Utc};
use platform::Error;
use platform::db::Db;

use super::store;
use crate::menu::Prices;

/// The prices menus are made with; none before the first night.
#[derive(Default)]
pub struct Latest {
    held: RwLock<Held>,
}

#[derive(Default)]
struct Held {
    prices: Arc<Prices>,
    /// When the night they are of was done.
    of: Option<DateTime<Utc>>,
}

impl Latest {
    /// The prices as they are.
    pub fn prices(&self) -> Arc<Prices> {
        self.held.read().unwrap_or_else(PoisonError::into_inner).prices.clone()
    }

    /// Reads the prices again if they are of another night than the one that was done at that time.
    ///
    /// # Errors
    /// What the database said; then the prices stay as they are.
    pub async fn refresh(&self, db: &Db, done: Option<DateTime<Utc>>) -> Result<(), Error> {
        if done.is_none() || self.held.read().unwrap_or_else(PoisonError::into_inner).of == done {
            return Ok(());
        }
        let prices = Arc::new(store::for_menus(db.pool()).await?);
        *self.held.write().unwrap_or_else(PoisonError::into_inner) = Held { prices, of: done };
        Ok(())
    }
}
