//! What `brokers` tells: who was asked and said yes, and when each step of a case was first reached.

use chrono::{DateTime, Utc};
use platform::follow::{Event, Projection, payload};
use platform::words::Wire as _;
use platform::{Error, Id, when};
use prost_types::Timestamp;
use proto::brokers::v1 as pb;
use sqlx::PgConnection;

use super::{Case, Introduction, IntroductionState, Newest, Place, council, store, unreadable};
use crate::framework::figures::Kind;

platform::wire! {
    IntroductionState = pb::introduction::State, "STATE_";
}

/// The feed of `brokers`.
#[derive(Debug, Clone, Copy)]
pub struct FromBrokers;

impl Projection for FromBrokers {
    async fn apply(&self, tx: &mut PgConnection, events: &[Event]) -> Result<(), Error> {
        let (mut cases, mut introductions) = (Newest::new(), Newest::new());
        for event in events {
            if let Some(case) = payload::<pb::Case>(event)? {
                cases.tell(event, of_case(event, &case)?)?;
            } else if let Some(introduction) = payload::<pb::Introduction>(event)? {
                introductions.tell(event, of_introduction(event, &introduction)?)?;
            }
        }
        let place = Place::after("brokers", events);
        store::journey::keep_introductions(tx, &introductions.rows(), place).await?;
        store::keep_cases(tx, &cases.rows(), place).await
    }
}

fn of_introduction(event: &Event, introduction: &pb::Introduction) -> Result<Introduction, Error> {
    Ok(Introduction {
        request: Id::parse("request", &introduction.request).map_err(|_| unreadable(event))?,
        ulo: Id::parse("ulo", &introduction.ulo).map_err(|_| unreadable(event))?,
        council: council(event, &introduction.council)?,
        kind: kind(introduction.kind()).ok_or_else(|| unreadable(event))?,
        state: IntroductionState::required("state", introduction.state).map_err(|_| unreadable(event))?,
        offer_time: time(event, introduction.create_time.as_ref())?,
        decide_time: when::time("time", introduction.decide_time.as_ref()).map_err(|_| unreadable(event))?,
    })
}

fn kind(kind: pb::introduction::Kind) -> Option<Kind> {
    match kind {
        pb::introduction::Kind::Unspecified => None,
        pb::introduction::Kind::SupportBrokerage => Some(Kind::SupportBrokerage),
        pb::introduction::Kind::Advocacy => Some(Kind::Advocacy),
        pb::introduction::Kind::PeerSupport => Some(Kind::PeerSupport),
    }
}

fn of_case(event: &Event, case: &pb::Case) -> Result<Case, Error> {
    let stage = |stage: pb::case::Stage| case.stage() == stage;
    let moved = time(event, case.update_time.as_ref())?;
    Ok(Case {
        council: council(event, &case.council)?,
        kind: kind(case.kind()).ok_or_else(|| unreadable(event))?,
        offering: Id::parse("offering", &case.offering).map_err(|_| unreadable(event))?,
        minutes: case.minutes,
        open_time: time(event, case.create_time.as_ref())?,
        contact_time: when::time("time", case.first_contact_time.as_ref()).map_err(|_| unreadable(event))?,
        agree_time: stage(pb::case::Stage::Agreed).then_some(moved),
        live_time: stage(pb::case::Stage::Live).then_some(moved),
        is_open: case.state() == pb::case::State::Open,
    })
}

fn time(event: &Event, stamp: Option<&Timestamp>) -> Result<DateTime<Utc>, Error> {
    let time = when::time("time", stamp).map_err(|_| unreadable(event))?;
    time.ok_or_else(|| unreadable(event))
}
