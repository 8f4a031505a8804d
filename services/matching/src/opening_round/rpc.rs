//! The gRPC face of opening rounds.

use std::sync::Arc;

use platform::action::Action as _;
use platform::db::Tx;
use platform::event::Change;
use platform::once::Once;
use platform::words::Wire as _;
use platform::{Caller, Deps, Error, Id, Page, Violations, etag, seal, uk_time};
use proto::matching::v1 as pb;
use tokio::sync::Notify;
use tokio::task::spawn_blocking;
use tonic::{Response, Status};

use super::result::store::Counts;
use super::result::{self, OpeningRoundResult, explain};
use super::wire::{parse, parse_openings, parse_owner, parse_tried, result_to_wire, to_wire, tried_to_wire};
use super::{Opening, OpeningRound, Rule, State, end, entrants, figures, opening, owns, seen, store};
use crate::index::keep::Kept;
use crate::names::{Offering, Ulo};
use crate::{Action, Relation, queue, supporter};

/// `alongside.matching.v1.OpeningRounds`.
pub struct Rpc {
    deps: Deps,
    index: Arc<Kept>,
    wake: Arc<Notify>,
}

impl Rpc {
    pub(crate) fn new(deps: &Deps, index: &Arc<Kept>, wake: &Arc<Notify>) -> Self {
        Self { deps: deps.clone(), index: index.clone(), wake: wake.clone() }
    }

    /// Whether the caller may do this to a round.
    async fn require(
        &self,
        tx: &mut Tx,
        caller: &Caller,
        action: Action,
        round: &OpeningRound,
    ) -> Result<(), Error> {
        self.index.first_read().await;
        let now = self.deps.clock.now();
        let relations = seen::relations(tx, &self.index, caller, round, now).await?;
        action.require(caller, &relations, round.id)
    }

    /// A round to be changed by someone who may and who saw it as it is.
    async fn hold(
        &self,
        tx: &mut Tx,
        caller: &Caller,
        action: Action,
        (id, version): (Id<OpeningRound>, i64),
    ) -> Result<OpeningRound, Error> {
        let round = store::hold(tx, &self.deps.seals, id).await?;
        self.require(tx, caller, action, &round).await?;
        round.still(version)?;
        Ok(round)
    }

    /// A round as the caller may see it.
    async fn show(
        &self,
        tx: &mut Tx,
        caller: &Caller,
        round: &OpeningRound,
    ) -> Result<pb::OpeningRound, Error> {
        let counts = result::store::counts(&mut **tx, &[round.id.uuid()]).await?;
        let counts = counts.get(&round.id.uuid()).copied().unwrap_or_default();
        Ok(to_wire(round, round.is_owned_by(caller).then_some(counts)))
    }

    /// The openings of one of the caller's own offerings, as many as they say, and how many were stated lately.
    async fn given(
        &self,
        tx: &mut Tx,
        caller: &Caller,
        round: &OpeningRound,
        (offering, openings): (Id<Offering>, i32),
    ) -> Result<(Opening, Option<i32>), Error> {
        let facts = queue::store::facts(&mut **tx, offering).await?;
        let facts = facts.filter(|facts| Id::<Ulo>::from_uuid(facts.ulo).to_string() == caller.ulo);
        let ulo = match &facts {
            Some(facts) => facts.ulo,
            // What is closed meanwhile can still be taken out.
            None if openings == 0 && round.openings_of(offering.uuid()).is_some() => {
                Id::<Ulo>::parse("ulo", &caller.ulo)?.uuid()
            }
            None => return Err(Error::not_found(offering)),
        };
        if facts.as_ref().is_some_and(|facts| !seen::can_have(round, facts.councils)) {
            return Err(Error::invalid(
                "offering",
                "name an offering given in the council whose round it is",
            ));
        }
        let stated = facts.and_then(|facts| facts.stated(self.deps.clock.now()));
        let opening = Opening { offering: offering.uuid(), ulo, openings };
        Ok((opening, stated.map(|(openings, _)| openings)))
    }
}

#[tonic::async_trait]
impl pb::opening_rounds_server::OpeningRounds for Rpc {
    async fn create_opening_round(
        &self,
        request: tonic::Request<pb::CreateOpeningRoundRequest>,
    ) -> Result<Response<pb::OpeningRound>, Status> {
        let action = Action::CreateOpeningRound;
        let caller = action.enter(&request)?;
        let request = request.into_inner();
        let now = self.deps.clock.now();
        let mut violations = Violations::new();
        let once = violations.keep(Once::parse(&caller, &request.request_id, &request));
        let details = parse(&request.opening_round.unwrap_or_default(), uk_time::date(now), &mut violations);
        let details = violations.finish(details)?;
        let own = if owns(&caller, details.owner()) { Relation::Owner } else { Relation::Foreign };
        action.require(&caller, &[own], "").map_err(|_| Error::Forbidden)?;
        let round = OpeningRound::new(details, seal::random()?, now);

        let mut tx = self.deps.db.begin().await?;
        if let Some(made) = once.claim(&mut tx, round.id.uuid()).await? {
            let round = store::get(&mut tx, &self.deps.seals, Id::from_uuid(made)).await?;
            return Ok(Response::new(self.show(&mut tx, &caller, &round).await?));
        }
        store::insert(&mut tx, &self.deps.seals, &round).await?;
        end::tell(&mut tx, "opening_round.created", &round).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&round, Some(Counts::default()))))
    }

    async fn get_opening_round(
        &self,
        request: tonic::Request<pb::GetOpeningRoundRequest>,
    ) -> Result<Response<pb::OpeningRound>, Status> {
        let caller = Action::GetOpeningRound.enter(&request)?;
        let id = Id::parse("name", &request.get_ref().name).map_err(Error::from)?;
        let mut tx = self.deps.db.begin().await?;
        let round = store::get(&mut tx, &self.deps.seals, id).await?;
        self.require(&mut tx, &caller, Action::GetOpeningRound, &round).await?;
        Ok(Response::new(self.show(&mut tx, &caller, &round).await?))
    }

    async fn list_opening_rounds(
        &self,
        request: tonic::Request<pb::ListOpeningRoundsRequest>,
    ) -> Result<Response<pb::ListOpeningRoundsResponse>, Status> {
        let caller = Action::ListOpeningRounds.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let page = Page::parse(request.page_size, &request.page_token, &mut violations);
        let state = violations.keep(State::optional("state", request.state));
        let owner = match request.owner.as_str() {
            "" => None,
            owner => Some(violations.keep(parse_owner("owner", owner))),
        };
        violations.done()?;
        // Before the transaction, so that no connection is held meanwhile.
        self.index.first_read().await;
        let (mut tx, now) = (self.deps.db.begin().await?, self.deps.clock.now());
        let Some(filter) = seen::filter(&mut tx, &self.index, &caller, now).await? else {
            return Ok(Response::new(pb::ListOpeningRoundsResponse::default()));
        };
        let filter = store::Filter { owner, state, ..filter };
        let mut rounds = store::list(&mut tx, &self.deps.seals, &filter, &page).await?;
        let next_page_token = page.cut(&mut rounds, |round| round.id.uuid());
        let ids: Vec<uuid::Uuid> = rounds.iter().map(|round| round.id.uuid()).collect();
        let counts = result::store::counts(&mut *tx, &ids).await?;
        let seen = |round: &OpeningRound| {
            let counts = counts.get(&round.id.uuid()).copied().unwrap_or_default();
            to_wire(round, round.is_owned_by(&caller).then_some(counts))
        };
        let opening_rounds = rounds.iter().map(seen).collect();
        Ok(Response::new(pb::ListOpeningRoundsResponse { opening_rounds, next_page_token }))
    }

    async fn set_openings(
        &self,
        request: tonic::Request<pb::SetOpeningsRequest>,
    ) -> Result<Response<pb::OpeningRound>, Status> {
        let caller = Action::SetOpenings.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let named = named(&request.name, &request.etag, &mut violations);
        let offering = violations.keep(Id::parse("offering", &request.offering));
        let openings = violations.keep(parse_openings("openings", request.openings));
        violations.done()?;
        let now = self.deps.clock.now();
        let mut tx = self.deps.db.begin().await?;
        let mut round = self.hold(&mut tx, &caller, Action::SetOpenings, named).await?;
        let (given, stated) = self.given(&mut tx, &caller, &round, (offering, openings)).await?;
        if round.set(given, stated, (uk_time::date(now), now))? {
            opening::store::set(&mut tx, &round, &given).await?;
            store::update(&mut tx, &round, None).await?;
            end::put(&mut tx, &round, &given, now).await?;
            end::tell(&mut tx, "opening_round.updated", &round).await?;
        }
        let shown = self.show(&mut tx, &caller, &round).await?;
        tx.commit().await?;
        self.wake.notify_one();
        Ok(Response::new(shown))
    }

    async fn simulate_opening_round(
        &self,
        request: tonic::Request<pb::SimulateOpeningRoundRequest>,
    ) -> Result<Response<pb::Simulation>, Status> {
        let caller = Action::SimulateOpeningRound.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let named = named(&request.name, &request.etag, &mut violations);
        let other = violations.keep(Rule::optional("rule", request.rule));
        violations.done()?;
        let mut tx = self.deps.db.begin().await?;
        let round = self.hold(&mut tx, &caller, Action::SimulateOpeningRound, named).await?;
        round.still_open()?;
        let tried = parse_tried(&round, &request.openings).map_err(Error::Invalid)?;
        let waiting = result::store::waiting(&mut *tx, round.id).await?;
        let drawing = entrants::drawing(&mut tx, &self.deps, &round, &waiting).await?;
        drop(tx);
        let (rule, seed) = (round.details.rule, round.lottery());
        let rules = (rule, other.unwrap_or(rule));
        let tried = spawn_blocking(move || figures::try_out(&drawing, &seed, rules, &tried)).await;
        let tried = tried.map_err(Error::internal)??;
        Ok(Response::new(tried_to_wire(&round, &tried)))
    }

    async fn run_opening_round(
        &self,
        request: tonic::Request<pb::RunOpeningRoundRequest>,
    ) -> Result<Response<pb::OpeningRound>, Status> {
        let caller = Action::RunOpeningRound.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let named = named(&request.name, &request.etag, &mut violations);
        let told = |field: &str, number: i32| {
            u32::try_from(number)
                .map_err(|_| platform::Violation::new(field, "give the number you were told"))
        };
        let fair_order = violations.keep(told("fair_order_told", request.fair_order_told));
        let most_helped = violations.keep(told("most_helped_told", request.most_helped_told));
        violations.done()?;
        let mut tx = self.deps.db.begin().await?;
        let mut round = self.hold(&mut tx, &caller, Action::RunOpeningRound, named).await?;
        round.can_run(uk_time::date(self.deps.clock.now()))?;
        end::run(&mut tx, &self.deps, &mut round, (fair_order, most_helped)).await?;
        let shown = self.show(&mut tx, &caller, &round).await?;
        crate::crash_point!("before_round_is_kept");
        tx.commit().await?;
        crate::crash_point!("after_round_is_kept");
        self.wake.notify_one();
        Ok(Response::new(shown))
    }

    async fn cancel_opening_round(
        &self,
        request: tonic::Request<pb::CancelOpeningRoundRequest>,
    ) -> Result<Response<pb::OpeningRound>, Status> {
        let caller = Action::CancelOpeningRound.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let named = named(&request.name, &request.etag, &mut violations);
        violations.done()?;
        let mut tx = self.deps.db.begin().await?;
        let mut round = self.hold(&mut tx, &caller, Action::CancelOpeningRound, named).await?;
        end::cancel(&mut tx, &self.deps, &mut round).await?;
        let shown = self.show(&mut tx, &caller, &round).await?;
        tx.commit().await?;
        self.wake.notify_one();
        Ok(Response::new(shown))
    }

    async fn get_opening_round_result(
        &self,
        request: tonic::Request<pb::GetOpeningRoundResultRequest>,
    ) -> Result<Response<pb::OpeningRoundResult>, Status> {
        let action = Action::GetOpeningRoundResult;
        let caller = action.enter(&request)?;
        let id = Id::<OpeningRoundResult>::parse("name", &request.get_ref().name).map_err(Error::from)?;
        let (mut tx, now) = (self.deps.db.begin().await?, self.deps.clock.now());
        let result = result::store::get(&mut *tx, id).await?;
        supporter::require(&mut *tx, &caller, action, result.person, id, now).await?;
        if !result.is_decided() {
            return Ok(Response::new(result_to_wire(&result, None)));
        }
        let round = store::get(&mut tx, &self.deps.seals, result.round).await?;
        let drawing = store::drawing(&mut *tx, result.round).await?.unwrap_or_default();
        drop(tx);
        let (rule, seed) = (round.details.rule, round.lottery());
        let explained = spawn_blocking(move || explain::explain(&drawing, rule, &seed, id.uuid())).await;
        let explained = explained.map_err(Error::internal)??;
        Ok(Response::new(result_to_wire(&result, explained.as_ref())))
    }
}

/// The round a change is of, and the version the caller saw.
fn named(name: &str, etag: &str, violations: &mut Violations) -> (Id<OpeningRound>, i64) {
    let id = violations.keep(Id::parse("name", name));
    (id, violations.keep(etag::parse(etag)))
}

/// The event of a change, in counts.
pub(super) fn change(kind: &'static str, round: &OpeningRound, counts: Counts) -> Change {
    Change::new(kind, round.id, round.version, &to_wire(round, Some(counts)), round.update_time)
}
