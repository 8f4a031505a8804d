//! Keeping what happened to a case: the row, its step, its event, and what it makes of the broker's load.
//!
//! Rows are locked in one order everywhere: introduction or case first, brokers last and by id.

use chrono::{DateTime, Utc};
use platform::{Deps, Error, Id, event};
use sqlx::PgConnection;

use super::wire::change;
use super::{By, Case, CloseReason, Step, store};
use crate::broker::{self, Broker};
use crate::introduction;

/// What is told of a change.
pub struct Told {
    /// The version it changes.
    pub before: i64,
    /// The kind of event.
    pub kind: &'static str,
    /// The step it adds to the history, if any.
    pub step: Option<Step>,
}

/// Keeps a case just opened.
pub async fn opened(tx: &mut PgConnection, deps: &Deps, case: &Case, actor: &str) -> Result<(), Error> {
    let key = deps.seals.key(tx, case.origin.person.uuid()).await?;
    store::insert(tx, &key, case).await?;
    store::add_step(tx, &key, case.id, &case.opened(actor)).await?;
    event::append(tx, &change("case.opened", case)).await
}

/// Keeps a changed case.
pub async fn changed(tx: &mut PgConnection, deps: &Deps, case: &Case, told: Told) -> Result<(), Error> {
    let key = deps.seals.key(tx, case.origin.person.uuid()).await?;
    store::update(tx, &key, case, told.before).await?;
    if let Some(step) = &told.step {
        store::add_step(tx, &key, case.id, step).await?;
    }
    event::append(tx, &change(told.kind, case)).await
}

/// Ends a case: the broker has room again, and the request can be offered again.
pub async fn close(
    tx: &mut PgConnection,
    deps: &Deps,
    case: &mut Case,
    (before, reason): (i64, CloseReason),
    by: By<'_>,
) -> Result<(), Error> {
    let now = by.now;
    let step = Some(case.close(reason, by)?);
    changed(tx, deps, case, Told { before, kind: "case.closed", step }).await?;
    introduction::store::release(tx, case.origin.introduction).await?;
    weighed(tx, case.broker, -case.details.weight, now).await
}

/// Changes what the broker of a case carries.
pub async fn weighed(
    tx: &mut PgConnection,
    broker: Id<Broker>,
    points: i32,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let mut broker = broker::rpc::lock(tx, "broker", broker).await?;
    broker.carry(points, now)?;
    broker::rpc::save_load(tx, &broker).await
}

/// Moves the points of a case from one broker to the one who has it now.
pub async fn handed_over(
    tx: &mut PgConnection,
    case: &Case,
    from: Id<Broker>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    for mut broker in broker::store::lock(tx, &[from, case.broker]).await? {
        if broker.id() == case.broker {
            broker.takes_new_cases_of(case.origin.ulo)?;
            broker.carry(case.details.weight, now)?;
        } else {
            broker.carry(-case.details.weight, now)?;
        }
        broker::rpc::save_load(tx, &broker).await?;
    }
    Ok(())
}
