//! The gRPC face of rounds.

use platform::action::Action as _;
use platform::event::{self, Change};
use platform::once::Once;
use platform::words::Wire as _;
use platform::{Caller, Deps, Error, Id, Page, Resource, Role, Violations, etag, mask};
use proto::ulos::v1 as pb;
use tonic::{Request, Response, Status};

use super::wire::{parse, ranking_to_wire, to_wire};
use super::{Round, State, ranking, store};
use crate::policy::Relation;
use crate::{Action, award, bid};

/// What an update can change.
const FIELDS: &[&str] = &[
    "display_name",
    "purpose",
    "amount_pence",
    "most_per_bid_pence",
    "sites",
    "criteria",
    "councils",
    "open_time",
    "close_time",
    "decision_date",
];

/// `alongside.ulos.v1.Rounds`.
pub struct Rpc {
    deps: Deps,
}

impl Rpc {
    pub(crate) fn new(deps: &Deps) -> Self {
        Self { deps: deps.clone() }
    }
}

#[tonic::async_trait]
impl pb::rounds_server::Rounds for Rpc {
    async fn create_round(
        &self,
        request: Request<pb::CreateRoundRequest>,
    ) -> Result<Response<pb::Round>, Status> {
        let caller = Action::CreateRound.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let once = violations.keep(Once::parse(&caller, &request.request_id, &request));
        let terms = parse(&request.round.unwrap_or_default(), &mut violations);
        let round = Round::new(violations.finish(terms)?, self.deps.clock.now());

        let mut tx = self.deps.db.begin().await?;
        if let Some(made) = once.claim(&mut tx, round.id.uuid()).await? {
            let round = store::get(&mut *tx, Id::from_uuid(made)).await?;
            return Ok(self.answer(&round, &caller));
        }
        store::insert(&mut tx, &round).await?;
        event::append(&mut tx, &change("round.created", &round)).await?;
        tx.commit().await?;
        Ok(self.answer(&round, &caller))
    }

    async fn get_round(&self, request: Request<pb::GetRoundRequest>) -> Result<Response<pb::Round>, Status> {
        let caller = Action::GetRound.enter(&request)?;
        let id = Id::parse("name", &request.get_ref().name).map_err(Error::from)?;
        let round = store::get(self.deps.db.pool(), id).await?;
        Action::GetRound.require(&caller, &relations(&round), id)?;
        Ok(self.answer(&round, &caller))
    }

    async fn list_rounds(
        &self,
        request: Request<pb::ListRoundsRequest>,
    ) -> Result<Response<pb::ListRoundsResponse>, Status> {
        let caller = Action::ListRounds.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let page = Page::parse(request.page_size, &request.page_token, &mut violations);
        let state = violations.keep(State::optional("state", request.state));
        violations.done()?;
        let drafts = caller.role == Role::Operator;
        let mut rounds = store::list(self.deps.db.pool(), state, drafts, &page).await?;
        let next_page_token = page.cut(&mut rounds, |round| round.id.uuid());
        let now = self.deps.clock.now();
        let rounds = rounds.iter().map(|round| to_wire(round, &caller, now)).collect();
        Ok(Response::new(pb::ListRoundsResponse { rounds, next_page_token }))
    }

    async fn update_round(
        &self,
        request: Request<pb::UpdateRoundRequest>,
    ) -> Result<Response<pb::Round>, Status> {
        let caller = Action::UpdateRound.enter(&request)?;
        let request = request.into_inner();
        let sent = request.round.unwrap_or_default();
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("round.name", &sent.name));
        let version = violations.keep(etag::parse(&sent.etag));
        let paths = violations.keep(mask::paths(request.update_mask.as_ref(), FIELDS));
        violations.done()?;

        let now = self.deps.clock.now();
        let mut round = store::get(self.deps.db.pool(), id).await?;
        let mut violations = Violations::new();
        let terms = parse(&merged(to_wire(&round, &caller, now), sent, &paths), &mut violations);
        round.edit(violations.finish(terms)?, now)?;
        let mut tx = self.deps.db.begin().await?;
        store::update(&mut tx, &round, version).await?;
        event::append(&mut tx, &change("round.updated", &round)).await?;
        tx.commit().await?;
        Ok(self.answer(&round, &caller))
    }

    async fn open_round(
        &self,
        request: Request<pb::OpenRoundRequest>,
    ) -> Result<Response<pb::Round>, Status> {
        let caller = Action::OpenRound.enter(&request)?;
        let pb::OpenRoundRequest { name, etag } = request.into_inner();
        let (id, version) = named(&name, &etag)?;
        let mut round = store::get(self.deps.db.pool(), id).await?;
        round.open(self.deps.clock.now())?;
        let mut tx = self.deps.db.begin().await?;
        store::update(&mut tx, &round, version).await?;
        event::append(&mut tx, &change("round.opened", &round)).await?;
        tx.commit().await?;
        Ok(self.answer(&round, &caller))
    }

    async fn decide_round(
        &self,
        request: Request<pb::DecideRoundRequest>,
    ) -> Result<Response<pb::Round>, Status> {
        let caller = Action::DecideRound.enter(&request)?;
        let pb::DecideRoundRequest { name, etag } = request.into_inner();
        let (id, version) = named(&name, &etag)?;
        let now = self.deps.clock.now();
        let mut tx = self.deps.db.begin().await?;
        let mut round = store::hold(&mut tx, id).await?;
        let bids = bid::store::hold_submitted(&mut tx, id).await?;
        round.decide(bids.iter().filter(|bid| !bid.is_decided()).count(), now)?;
        store::update(&mut tx, &round, version).await?;
        event::append(&mut tx, &change("round.decided", &round)).await?;
        for bid in bids {
            if let Some(award) = bid::rpc::announce(&mut tx, bid, now).await? {
                award::rpc::begin(&mut tx, &award).await?;
            }
        }
        tx.commit().await?;
        Ok(self.answer(&round, &caller))
    }

    async fn close_round(
        &self,
        request: Request<pb::CloseRoundRequest>,
    ) -> Result<Response<pb::Round>, Status> {
        let caller = Action::CloseRound.enter(&request)?;
        let pb::CloseRoundRequest { name, etag } = request.into_inner();
        let (id, version) = named(&name, &etag)?;
        let mut tx = self.deps.db.begin().await?;
        let mut round = store::hold(&mut tx, id).await?;
        let incomplete = award::store::count_running(&mut tx, id).await?;
        round.close(incomplete, self.deps.clock.now())?;
        store::update(&mut tx, &round, version).await?;
        event::append(&mut tx, &change("round.closed", &round)).await?;
        tx.commit().await?;
        Ok(self.answer(&round, &caller))
    }

    async fn get_ranking(
        &self,
        request: Request<pb::GetRankingRequest>,
    ) -> Result<Response<pb::Ranking>, Status> {
        let _caller = Action::GetRanking.enter(&request)?;
        let id: Id<AsRanking> = Id::parse("name", &request.get_ref().name).map_err(Error::from)?;
        let round = store::get(self.deps.db.pool(), Id::from_uuid(id.uuid())).await;
        let round = round.map_err(|error| match error {
            Error::NotFound(_) => Error::not_found(id),
            other => other,
        })?;
        let places = ranking::rank(store::entries(self.deps.db.pool(), round.id).await?);
        Ok(Response::new(ranking_to_wire(id.to_string(), &round, &places)))
    }
}

impl Rpc {
    fn answer(&self, round: &Round, caller: &Caller) -> Response<pb::Round> {
        Response::new(to_wire(round, caller, self.deps.clock.now()))
    }
}

/// A round under the name of its ranking.
struct AsRanking;

impl Resource for AsRanking {
    const COLLECTION: &'static str = "rankings";
}

/// How everyone stands to a round.
fn relations(round: &Round) -> Vec<Relation> {
    let listed = (round.state != State::Draft).then_some(Relation::Listed);
    listed.into_iter().chain([Relation::Foreign]).collect()
}

/// Which round a verb is about, as it was seen.
fn named(name: &str, etag: &str) -> Result<(Id<Round>, i64), Error> {
    let mut violations = Violations::new();
    let id = violations.keep(Id::parse("name", name));
    let version = violations.keep(etag::parse(etag));
    violations.done()?;
    Ok((id, version))
}

/// The round as it is, with the fields of `paths` as sent.
fn merged(mut round: pb::Round, sent: pb::Round, paths: &[&str]) -> pb::Round {
    for path in paths {
        match *path {
            "display_name" => round.display_name.clone_from(&sent.display_name),
            "purpose" => round.purpose.clone_from(&sent.purpose),
            "amount_pence" => round.amount_pence = sent.amount_pence,
            "most_per_bid_pence" => round.most_per_bid_pence = sent.most_per_bid_pence,
            "sites" => round.sites = sent.sites,
            "criteria" => round.criteria.clone_from(&sent.criteria),
            "councils" => round.councils.clone_from(&sent.councils),
            "open_time" => round.open_time = sent.open_time,
            "close_time" => round.close_time = sent.close_time,
            "decision_date" => round.decision_date.clone_from(&sent.decision_date),
            _ => {}
        }
    }
    round
}

/// The event of a change, as everyone sees the round.
fn change(kind: &'static str, round: &Round) -> Change {
    let seen = to_wire(round, &Caller::visitor(), round.update_time);
    Change::new(kind, round.id, round.version, &seen, round.update_time)
}
