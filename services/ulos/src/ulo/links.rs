//! Linking look-alikes, both ways, in the transaction that makes or edits one of them.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use platform::{Error, event};
use sqlx::PgConnection;

use super::rpc::change;
use super::{Ulo, store};

/// Brings the links of a new or edited entry up to date, and those of the others with it: each of them is a change
/// of its own, with its own event. The entry itself is left to be kept by the caller.
pub async fn relink(tx: &mut PgConnection, ulo: &mut Ulo, now: DateTime<Utc>) -> Result<(), Error> {
    let alike = store::alike(tx, ulo).await?;
    let was: HashSet<_> = ulo.possible_duplicates.iter().copied().collect();
    let is: HashSet<_> = alike.iter().copied().collect();
    let moved: Vec<_> = was.symmetric_difference(&is).copied().collect();
    for mut other in store::hold(tx, &moved).await? {
        let before = other.version;
        other.link(ulo.id, is.contains(&other.id));
        store::update(tx, &other, before).await?;
        event::append(tx, &change("ulo.updated", &other, now)).await?;
    }
    ulo.possible_duplicates = alike;
    Ok(())
}

/// Links two held entries, or unlinks them: each is a change of its own, with its own event.
pub async fn set(
    tx: &mut PgConnection,
    [one, other]: [&mut Ulo; 2],
    alike: bool,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let ids = (one.id, other.id);
    for (ulo, linked) in [(one, ids.1), (other, ids.0)] {
        let before = ulo.version;
        ulo.link(linked, alike);
        store::update(tx, ulo, before).await?;
        event::append(tx, &change("ulo.updated", ulo, now)).await?;
    }
    Ok(())
}
