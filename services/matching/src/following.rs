//! What other services' feeds mean here: grants and erasures from `people`, answers and cases from `brokers`.

use std::sync::Arc;

use platform::follow::{Event, Projection, payload};
use platform::{Deps, Error, Id};
use proto::brokers::v1 as brokers;
use proto::people::v1 as people;
use sqlx::PgConnection;
use tokio::sync::Notify;

use crate::choice::{introductions, settle};
use crate::{crash_point, erasure, supporter};

/// Follows `people`.
pub struct People(pub Deps);

impl Projection for People {
    async fn apply(&self, tx: &mut PgConnection, events: &[Event]) -> Result<(), Error> {
        for event in events {
            if let Some(told) = payload::<people::Supporter>(event)? {
                if let Some(grant) = supporter::wire::grant(&told) {
                    supporter::store::keep(tx, &grant).await?;
                }
            } else if let Some(told) = payload::<people::Person>(event)?
                && told.state() == people::person::State::Erased
                && let Ok(person) = Id::parse("name", &told.name)
            {
                erasure::forget(tx, &self.0, person).await?;
            }
        }
        Ok(())
    }
}

/// Follows `brokers`; wakes the saga when something was decided.
pub struct Brokers {
    /// What the service runs with.
    pub deps: Deps,
    /// Wakes the saga.
    pub wake: Arc<Notify>,
}

impl Projection for Brokers {
    async fn apply(&self, tx: &mut PgConnection, events: &[Event]) -> Result<(), Error> {
        for event in events {
            if let Some(told) = payload::<brokers::Introduction>(event)? {
                settle::settle(tx, &self.deps, &introductions::truth(&told)?).await?;
            } else if let Some(told) = payload::<brokers::Case>(event)?
                && told.state() == brokers::case::State::Closed
                && let (Ok(request), Ok(case)) =
                    (Id::parse("request", &told.request), Id::parse("name", &told.name))
            {
                settle::close(tx, &self.deps, request, case).await?;
            }
        }
        crash_point!("before_news_is_kept");
        Ok(())
    }

    fn committed(&self, _events: &[Event]) {
        crash_point!("after_news_is_kept");
        self.wake.notify_one();
    }
}
