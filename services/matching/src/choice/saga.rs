//! Hold and offer: choices are worked through pick by pick, by whichever process finds them due.
//!
//! Every step can be repeated: an offer is the same introduction for the same version of a choice, and what comes back
//! is taken in by [`settle`], which changes nothing the second time. So a process may die between any two of them; the
//! lease of whoever died ends, and someone else goes on.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use futures_util::StreamExt as _;
use futures_util::stream;
use platform::{Deps, Error, Id};
use tokio::sync::Notify;

use super::{Choice, State, introductions, settle, store};
use crate::names::Introduction;
use crate::{Calls, crash_point, opening_round, queue, request};

/// How often to see what is due.
const EVERY: Duration = Duration::from_secs(1);
/// How long a choice belongs to whoever took it on.
const LEASE: TimeDelta = TimeDelta::seconds(10);
/// How many are taken on at once.
const BATCH: i64 = 64;
/// How many are worked on at once.
const AT_ONCE: usize = 8;
/// A deadline must leave at least this much time to answer, or the pick gets a new one.
const LEAST_TIME: TimeDelta = TimeDelta::days(1);

/// The worker of one process.
#[derive(Clone)]
pub struct Saga {
    deps: Deps,
    calls: Calls,
    wake: Arc<Notify>,
}

impl Saga {
    /// A worker, woken by `wake` when there is something to do.
    pub fn new(deps: &Deps, calls: &Calls, wake: &Arc<Notify>) -> Self {
        Self { deps: deps.clone(), calls: calls.clone(), wake: wake.clone() }
    }

    /// Works until the service stops.
    pub async fn run(self) {
        loop {
            match self.round().await {
                Ok(full) if full => continue,
                Ok(_) => {}
                Err(error) => tracing::warn!(%error, "what is due will be looked at again shortly"),
            }
            tokio::select! {
                () = self.deps.stop.cancelled() => return,
                () = self.wake.notified() => {}
                () = tokio::time::sleep(EVERY) => {}
            }
        }
    }

    /// Works on everything due; says whether there may be more.
    async fn round(&self) -> Result<bool, Error> {
        let (pool, now) = (self.deps.db.pool(), self.deps.clock.now());
        while opening_round::end::cancel_overdue(&self.deps).await? {}
        let choices = store::take_due(pool, now, LEASE, BATCH).await?;
        let strays = store::take_strays(pool, now, LEASE, BATCH).await?;
        let full = i64::try_from(choices.len().max(strays.len())).unwrap_or(BATCH) == BATCH;
        let working = choices.into_iter().map(|choice| async move {
            if let Err(error) = self.work(choice).await {
                tracing::warn!(%choice, %error, "this choice will be looked at again shortly");
            }
        });
        stream::iter(working).buffer_unordered(AT_ONCE).collect::<()>().await;
        for stray in strays {
            if let Err(error) = self.take_back(stray).await {
                tracing::warn!(%stray, %error, "this introduction will be taken back shortly");
            }
        }
        Ok(full)
    }

    /// Brings one choice as far as it goes now.
    async fn work(&self, id: Id<Choice>) -> Result<(), Error> {
        let mut choice = store::get(self.deps.db.pool(), &self.deps.seals, id).await?;
        while choice.state == State::Offering {
            let version = choice.version;
            choice = match choice.waiting() {
                Some(introduction) => self.look(choice, introduction).await?,
                None => self.offer(choice).await?,
            };
            if choice.version == version {
                break;
            }
        }
        Ok(())
    }

    /// Asks how the introduction that waits stands.
    async fn look(&self, choice: Choice, introduction: Id<Introduction>) -> Result<Choice, Error> {
        let truth = introductions::look(&self.deps, &self.calls, introduction).await?;
        let mut tx = self.deps.db.begin().await?;
        let settled = settle::settle(&mut tx, &self.deps, &truth).await?;
        tx.commit().await?;
        let settled = settled.unwrap_or_else(|| choice.clone());
        if settled.version == choice.version {
            self.look_again(&choice).await?;
        }
        Ok(settled)
    }

    /// Looks at a choice again when it is due, or when somebody calls it.
    async fn look_again(&self, choice: &Choice) -> Result<(), Error> {
        let now = self.deps.clock.now();
        store::look_again(self.deps.db.pool(), choice, now, choice.due(now)).await
    }

    /// Offers the next pick.
    async fn offer(&self, choice: Choice) -> Result<Choice, Error> {
        let (choice, waits) = self.enter(choice).await?;
        if waits {
            self.look_again(&choice).await?;
        }
        let Some(next) = choice.next().filter(|_| !waits) else { return Ok(choice) };
        if introductions::expire_time(&choice) - self.deps.clock.now() < LEAST_TIME {
            return self.renew(choice).await;
        }
        let request = request::store::get(self.deps.db.pool(), &self.deps.seals, choice.request).await?;
        crash_point!("before_offer");
        let offered = introductions::offer(&self.deps, &self.calls, &choice, &request, next).await;
        crash_point!("after_offer");
        let truth = match offered {
            Ok(truth) => truth,
            // An earlier introduction is still open: the feed is about to tell which, and it is taken back or in.
            Err(Error::AlreadyExists { .. }) => return Ok(choice),
            Err(error @ (Error::Refused { .. } | Error::NotFound(_) | Error::Invalid(_))) => {
                tracing::info!(choice = %choice.id, pick = next.0, %error, "a pick could not be offered");
                return self.skip(choice).await;
            }
            Err(error) => return Err(error),
        };
        let mut tx = self.deps.db.begin().await?;
        let settled = settle::settle(&mut tx, &self.deps, &truth).await?;
        crash_point!("before_offer_is_kept");
        tx.commit().await?;
        crash_point!("after_offer_is_kept");
        Ok(settled.unwrap_or(choice))
    }

    /// Waits for a round that gives the next pick, or takes a place for it where places are counted. Says whether the choice
    /// has to wait.
    async fn enter(&self, choice: Choice) -> Result<(Choice, bool), Error> {
        let now = self.deps.clock.now();
        let mut tx = self.deps.db.begin().await?;
        let mut request = request::store::hold(&mut tx, &self.deps.seals, choice.request).await?;
        let seen = choice.version;
        let mut choice = store::get(&mut *tx, &self.deps.seals, choice.id).await?;
        choice.still(seen)?;
        let both = (&mut choice, &mut request);
        if opening_round::enter::follow(&mut tx, &self.deps, both, now).await? {
            tx.commit().await?;
            return Ok((choice, true));
        }
        let waits = queue::places::enter(&mut tx, &choice, now).await?.is_some();
        let changed = if waits { choice.wait(now) } else { choice.wait_no_more(now) };
        if changed {
            settle::save(&mut tx, &self.deps, &choice, choice.state).await?;
        }
        tx.commit().await?;
        Ok((choice, waits))
    }

    /// Goes on to the next pick without an introduction.
    async fn skip(&self, mut choice: Choice) -> Result<Choice, Error> {
        let now = self.deps.clock.now();
        let mut tx = self.deps.db.begin().await?;
        let mut request = request::store::hold(&mut tx, &self.deps.seals, choice.request).await?;
        let before = choice.state;
        if choice.skip(now) {
            settle::save(&mut tx, &self.deps, &choice, before).await?;
            settle::follow(&mut tx, &self.deps, &mut request, choice.state, now).await?;
        }
        tx.commit().await?;
        Ok(choice)
    }

    /// Begins the time to answer anew: the choice lay too long before it could be offered.
    async fn renew(&self, mut choice: Choice) -> Result<Choice, Error> {
        let mut tx = self.deps.db.begin().await?;
        choice.renew(self.deps.clock.now());
        settle::save(&mut tx, &self.deps, &choice, choice.state).await?;
        tx.commit().await?;
        Ok(choice)
    }

    /// Takes back an introduction that must not stay open.
    async fn take_back(&self, id: Id<Introduction>) -> Result<(), Error> {
        crash_point!("before_stray_is_taken_back");
        let truth = match introductions::take_back(&self.deps, &self.calls, id).await {
            Err(Error::NotFound(_)) => return store::no_stray(self.deps.db.pool(), id).await,
            taken_back => taken_back?,
        };
        crash_point!("after_stray_is_taken_back");
        let mut tx = self.deps.db.begin().await?;
        settle::settle(&mut tx, &self.deps, &truth).await?;
        store::no_stray(&mut *tx, id).await?;
        tx.commit().await
    }
}
