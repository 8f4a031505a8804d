//! Puts Alongside's own list of councils into the table, and a framework beside each, before anyone reads either.

use std::sync::Arc;

use platform::{Clock, Deps, Error, event};
use sqlx::PgConnection;
use tokio::sync::OnceCell;

use super::{Council, Origin, store, wire};
use crate::framework;

/// The list, sown once in the life of a process.
#[derive(Clone)]
pub(crate) struct Seed {
    deps: Deps,
    sown: Arc<OnceCell<()>>,
}

impl Seed {
    pub(crate) fn new(deps: &Deps) -> Self {
        Self { deps: deps.clone(), sown: Arc::default() }
    }

    /// Returns once the councils of the release are in the table; tries again at the next call when it fails.
    pub(crate) async fn sown(&self) -> Result<(), Error> {
        self.sown.get_or_try_init(|| self.sow()).await.map(|_| ())
    }

    async fn sow(&self) -> Result<(), Error> {
        let councils = Council::of_release();
        let mut tx = self.deps.db.begin().await?;
        keep(&mut tx, &councils, Origin::Release, &self.deps.clock).await?;
        framework::keeper::add_missing(&mut tx, &councils, self.deps.clock.now()).await?;
        tx.commit().await
    }
}

/// Keeps councils with the event of each change; says how many were not as given before.
pub(super) async fn keep(
    tx: &mut PgConnection,
    councils: &[Council],
    origin: Origin,
    clock: &Clock,
) -> Result<usize, Error> {
    let now = clock.now();
    let changed = store::keep(tx, councils, origin).await?;
    for (code, version) in &changed {
        let council = councils.iter().find(|council| council.gss_code.as_str() == code);
        if let Some(council) = council {
            event::append(tx, &wire::change(council, *version, now)).await?;
        }
    }
    Ok(changed.len())
}
