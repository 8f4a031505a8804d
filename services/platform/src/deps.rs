//! What every service is given to run with.

use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::clock::Clock;
use crate::db::Db;
use crate::feed::Source;
use crate::seal::Seals;
use crate::sequencer;
use crate::token::Signer;

/// The database, the clock, the seals and the signer of one service.
#[derive(Clone)]
pub struct Deps {
    /// The service's own schema.
    pub db: Db,
    /// What time it is.
    pub clock: Clock,
    /// Seals private text.
    pub seals: Seals,
    /// Signs calls the service makes in its own name.
    pub signer: Signer,
    /// Ends background work.
    pub stop: CancellationToken,
    /// The background work, for whoever waits until it has ended.
    pub tasks: TaskTracker,
}

impl Deps {
    /// Starts the service's sequencer; the result is its feed.
    pub fn sequence(&self) -> Source {
        let (last, told) = watch::channel(0);
        self.spawn(sequencer::run(self.db.clone(), last, self.stop.clone()));
        Source { db: self.db.clone(), told }
    }

    /// Begins work in the background that ends when `stop` says so.
    pub fn spawn(&self, work: impl Future<Output = ()> + Send + 'static) {
        self.tasks.spawn(work);
    }
}
