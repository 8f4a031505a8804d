//! The gRPC face of queues.

use chrono::{DateTime, Utc};
use platform::action::Action as _;
use platform::words::Wire as _;
use platform::{Deps, Error, Id, uk_time, when};
use proto::matching::v1 as pb;
use tonic::{Response, Status};

use super::{Queue, Standing, cutoff, store};
use crate::names::{Offering, Person};
use crate::{Action, opening_round, supporter};

platform::wire! {
    Standing = pb::queue::Standing, "STANDING_";
}

/// `alongside.matching.v1.Queues`.
pub struct Rpc {
    deps: Deps,
}

impl Rpc {
    pub(crate) fn new(deps: &Deps) -> Self {
        Self { deps: deps.clone() }
    }

    /// What the last place went by, for someone who waits or waited there.
    async fn cutoff(
        &self,
        offering: Id<Offering>,
        person: Id<Person>,
        now: DateTime<Utc>,
    ) -> Result<Option<i32>, Error> {
        let db = self.deps.db.pool();
        let Some(came) = store::came(db, offering, person).await? else { return Ok(None) };
        let given = store::given(db, offering, uk_time::date(now) - cutoff::REMEMBERED).await?;
        Ok(cutoff::weeks(&given, uk_time::date(came)).and_then(|weeks| i32::try_from(weeks).ok()))
    }
}

#[tonic::async_trait]
impl pb::queues_server::Queues for Rpc {
    async fn get_queue(
        &self,
        request: tonic::Request<pb::GetQueueRequest>,
    ) -> Result<Response<pb::Queue>, Status> {
        let action = Action::GetQueue;
        let caller = action.enter(&request)?;
        let id: Id<Queue> = Id::parse("name", &request.get_ref().name).map_err(Error::from)?;
        let person: Id<Person> = Id::parse("", caller.person()).map_err(|_| Error::not_found(id))?;
        let (db, now) = (self.deps.db.pool(), self.deps.clock.now());
        supporter::require(db, &caller, action, person, id, now).await?;
        let offering: Id<Offering> = Id::from_uuid(id.uuid());
        let facts = store::facts(db, offering).await?.ok_or_else(|| Error::not_found(id))?;
        let own = store::own(db, offering, person).await?;
        let queue = match facts.stated(now) {
            None => Queue::default(),
            Some((openings, stated)) => {
                let since = own.and_then(|(_, _, since)| since).unwrap_or(now);
                let choice = own.map_or_else(Id::new, |(choice, _, _)| Id::from_uuid(choice));
                let place = store::Place { offering, choice, since, openings, by_turn: true };
                store::before(db, &place, stated).await?
            }
        };
        let mut told = to_wire(offering, &queue, own.map(|(_, standing, since)| (standing, since)));
        told.cutoff_weeks = self.cutoff(offering, person, now).await?;
        if let Some((close_date, rule)) = opening_round::opening::store::open_at(db, offering.uuid()).await? {
            told.ahead = 0;
            told.round_close_date = when::date_text(Some(close_date));
            told.round_rule = rule.to_wire();
        }
        Ok(Response::new(told))
    }
}

fn to_wire(
    offering: Id<Offering>,
    queue: &Queue,
    own: Option<(Standing, Option<DateTime<Utc>>)>,
) -> pb::Queue {
    let count = |number: i64| i32::try_from(number).unwrap_or(i32::MAX);
    let holds = own.is_some_and(|(standing, _)| standing == Standing::Held);
    pb::Queue {
        name: Id::<Queue>::from_uuid(offering.uuid()).to_string(),
        places: queue.places().map(count),
        held: count(queue.held),
        ahead: if holds { 0 } else { count(queue.ahead()) },
        standing: own.map_or(0, |(standing, _)| standing.to_wire()),
        queue_time: when::stamp_optional(own.and_then(|(_, since)| since)),
        cutoff_weeks: None,
        round_close_date: String::new(),
        round_rule: 0,
        offering: offering.to_string(),
    }
}
