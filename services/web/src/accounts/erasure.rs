//! When a person is erased or a supporter's powers are taken back, their seats go, and what is left empty with them.

use platform::follow::{Event, Projection};
use platform::{Error, seal};
use sqlx::PgConnection;

use crate::account::store;

/// Follows `people`.
pub(super) struct Erasures;

impl Projection for Erasures {
    async fn apply(&self, tx: &mut PgConnection, events: &[Event]) -> Result<(), Error> {
        let ending = |event: &&Event| matches!(event.kind.as_str(), "person.erased" | "supporter.revoked");
        let names: Vec<String> = events.iter().filter(ending).map(|event| event.stream.clone()).collect();
        if names.is_empty() { Ok(()) } else { remove(tx, &names).await }
    }
}

/// Takes away the seats of these records; an account without a seat is removed, its key destroyed.
pub(super) async fn remove(tx: &mut PgConnection, names: &[String]) -> Result<(), Error> {
    let accounts = store::remove_seats(tx, names).await?;
    for account in store::remove_empty(tx, &accounts).await? {
        seal::destroy(tx, account).await?;
    }
    Ok(())
}
