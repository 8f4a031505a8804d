//! The index as this process holds it, kept up to date from the tables the feed of `ulos` is written to.
//!
//! Memory follows the tables, not the feed: so a restart reads no history, and two processes never disagree for long.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use platform::follow::{Event, Projection};
use platform::{Deps, Error};
use sqlx::PgConnection;
use tokio::sync::{Notify, SetOnce};

use super::{Index, store, wire};

/// How long what another process wrote can stay unseen.
const POLL: Duration = Duration::from_secs(2);

/// The index of this process.
#[derive(Default)]
pub struct Kept {
    /// Nothing until the tables were first read.
    index: RwLock<Option<Index>>,
    first_read: SetOnce<()>,
    written: Notify,
    /// The feed began again from its beginning, so memory must too.
    again: AtomicBool,
}

impl Kept {
    /// Waits until the tables were first read: in the first moments after a start, no longer than the caller's deadline.
    pub async fn first_read(&self) {
        self.first_read.wait().await;
    }

    /// Asks something of the index as it is.
    ///
    /// # Errors
    /// [`Error::Unavailable`] before it was first read.
    pub fn read<T>(&self, ask: impl FnOnce(&Index) -> T) -> Result<T, Error> {
        let index = self.index.read().unwrap_or_else(PoisonError::into_inner);
        index.as_ref().map(ask).ok_or(Error::Unavailable)
    }

    /// Brings memory up to date with the tables.
    async fn refresh(&self, deps: &Deps) -> Result<(), Error> {
        let again = self.again.swap(false, Ordering::AcqRel);
        let known = self.read(Index::version).ok().filter(|_| !again);
        let (changes, version) = store::changes_after(&deps.db, known.unwrap_or(-1)).await?;
        if known.is_some_and(|known| version < known) {
            self.again.store(true, Ordering::Release);
            self.written.notify_one();
            return Ok(());
        }
        let mut held = self.index.write().unwrap_or_else(PoisonError::into_inner);
        let mut index = held.take().filter(|_| known.is_some()).unwrap_or_default();
        changes.into_iter().for_each(|change| index.take(change));
        index.reach(version);
        *held = Some(index);
        // Set already on every turn but the first.
        let _ = self.first_read.set(());
        Ok(())
    }
}

/// Keeps memory up to date until the service stops.
pub async fn run(deps: Deps, kept: Arc<Kept>) {
    loop {
        if let Err(error) = kept.refresh(&deps).await {
            tracing::warn!(%error, "the index will be read again shortly");
        }
        tokio::select! {
            () = deps.stop.cancelled() => return,
            () = kept.written.notified() => {}
            () = tokio::time::sleep(POLL) => {}
        }
    }
}

/// Writes the feed of `ulos` to the tables.
pub struct Writer(pub Arc<Kept>);

impl Projection for Writer {
    async fn apply(&self, tx: &mut PgConnection, events: &[Event]) -> Result<(), Error> {
        for event in events {
            // The first event of all: whatever was kept is of a history that is told anew.
            if event.position == 1 {
                store::clear(tx).await?;
            }
            if let Some(change) = wire::change(event)? {
                store::keep(tx, &change, event.position).await?;
            }
        }
        Ok(())
    }

    fn committed(&self, events: &[Event]) {
        let known = self.0.read(Index::version).unwrap_or_default();
        if events.first().is_some_and(|first| first.position <= known) {
            self.0.again.store(true, Ordering::Release);
        }
        self.0.written.notify_one();
    }
}
