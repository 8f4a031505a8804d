//! What a claim to an organisation's entry needs to know: who claims, and whether anybody manages the entry already.

use platform::{Error, Role};
use uuid::Uuid;

use super::Accounts;
use crate::account::{Email, store};

impl Accounts {
    /// The address of an account; nothing when there is no such account.
    ///
    /// # Errors
    /// What the database said.
    pub(crate) async fn email(&self, account: Uuid) -> Result<Option<Email>, Error> {
        let Some((private, wrapped)) = store::private(self.db.pool(), account).await? else {
            return Ok(None);
        };
        let key = self.seals.unwrap(account, wrapped.as_deref())?;
        Ok(Some(key.open(account, &private)?))
    }

    /// Whether anybody has a manager's seat of this organisation (`ulos/…`).
    ///
    /// # Errors
    /// What the database said.
    pub(crate) async fn is_managed(&self, ulo: &str) -> Result<bool, Error> {
        store::has_seat(self.db.pool(), Role::Manager.word(), ulo).await
    }
}
