//! What `brokers` tells: when a case was opened and when its support was first live.

use chrono::{DateTime, Utc};
use platform::follow::{Event, Projection, payload};
use platform::{Error, when};
use prost_types::Timestamp;
use proto::brokers::v1 as pb;
use sqlx::PgConnection;

use super::{Case, Newest, Place, council, store, unreadable};

/// The feed of `brokers`.
#[derive(Debug, Clone, Copy)]
pub struct FromBrokers;

impl Projection for FromBrokers {
    async fn apply(&self, tx: &mut PgConnection, events: &[Event]) -> Result<(), Error> {
        let mut cases = Newest::new();
        for event in events {
            if let Some(case) = payload::<pb::Case>(event)? {
                cases.tell(event, of_case(event, &case)?)?;
            }
        }
        store::keep_cases(tx, &cases.rows(), Place::after("brokers", events)).await
    }
}

fn of_case(event: &Event, case: &pb::Case) -> Result<Case, Error> {
    let live = case.stage() == pb::case::Stage::Live;
    let moved = time(event, case.update_time.as_ref())?;
    Ok(Case {
        council: council(event, &case.council)?,
        open_time: time(event, case.create_time.as_ref())?,
        live_time: live.then_some(moved),
    })
}

fn time(event: &Event, stamp: Option<&Timestamp>) -> Result<DateTime<Utc>, Error> {
    let time = when::time("time", stamp).map_err(|_| unreadable(event))?;
    time.ok_or_else(|| unreadable(event))
}
