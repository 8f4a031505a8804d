//! The gRPC face of bids.

use chrono::{DateTime, Utc};
use platform::action::Action as _;
use platform::event::{self, Change};
use platform::once::Once;
use platform::words::Wire as _;
use platform::{Caller, Deps, Error, Id, Page, Role, Violations, etag, mask, text};
use proto::ulos::v1 as pb;
use sqlx::PgConnection;
use tonic::{Request, Response, Status};

use super::problem::{self, Problem};
use super::wire::{cover, parse, to_wire};
use super::{Bid, Decision, State, store};
use crate::award::Award;
use crate::policy::Relation;
use crate::round::{self, Counts, Round};
use crate::ulo::{self, Ulo};
use crate::{Action, assessment, inputs, policy};

/// What an update can change.
const FIELDS: &[&str] = &[
    "need",
    "plan",
    "leadership",
    "sharing",
    "lasting",
    "amount_pence",
    "milestones",
    "partners",
    "councils",
];

/// `alongside.ulos.v1.Bids`.
pub struct Rpc {
    deps: Deps,
}

impl Rpc {
    pub(crate) fn new(deps: &Deps) -> Self {
        Self { deps: deps.clone() }
    }
}

#[tonic::async_trait]
impl pb::bids_server::Bids for Rpc {
    async fn create_bid(&self, request: Request<pb::CreateBidRequest>) -> Result<Response<pb::Bid>, Status> {
        let caller = Action::CreateBid.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let once = violations.keep(Once::parse(&caller, &request.request_id, &request));
        let sent = request.bid.unwrap_or_default();
        let round = violations.keep(Id::parse("bid.round", &sent.round));
        let ulo = violations.keep(Id::parse("bid.ulo", &sent.ulo));
        let plan = parse(&sent, &mut violations);
        violations.done()?;
        let bid = Bid::new(round, ulo, plan, self.deps.clock.now());
        Action::CreateBid.require(&caller, &policy::relations(&caller, ulo), ulo)?;

        let mut tx = self.deps.db.begin().await?;
        if let Some(made) = once.claim(&mut tx, bid.id.uuid()).await? {
            let bid = store::get(&mut *tx, Id::from_uuid(made)).await?;
            return Ok(Response::new(to_wire(&bid, &caller)));
        }
        let round = round::store::get(&mut *tx, round).await?;
        if round.state == round::State::Draft {
            return Err(Error::not_found(round.id).into());
        }
        round.taking_bids(self.deps.clock.now())?;
        ulo::store::hold_one(&mut tx, ulo).await?.still_listed()?;
        store::insert(&mut tx, &bid).await?;
        event::append(&mut tx, &change("bid.created", &bid)).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&bid, &caller)))
    }

    async fn get_bid(&self, request: Request<pb::GetBidRequest>) -> Result<Response<pb::Bid>, Status> {
        let caller = Action::GetBid.enter(&request)?;
        let id = Id::parse("name", &request.get_ref().name).map_err(Error::from)?;
        let bid = store::get(self.deps.db.pool(), id).await?;
        let relations = self.relations(&caller, &bid).await?;
        Action::GetBid.require(&caller, &relations, id)?;
        let mut answer = to_wire(&bid, &caller);
        if bid.state == State::Draft {
            let mut tx = self.deps.db.begin().await?;
            answer.problems = Problem::list_to_wire(&self.problems(&mut tx, &bid).await?);
        }
        Ok(Response::new(answer))
    }

    async fn list_bids(
        &self,
        request: Request<pb::ListBidsRequest>,
    ) -> Result<Response<pb::ListBidsResponse>, Status> {
        let caller = Action::ListBids.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let page = Page::parse(request.page_size, &request.page_token, &mut violations);
        let round = violations.keep(inputs::one_of::<Round>("round", &request.round));
        let ulo = violations.keep(inputs::one_of::<Ulo>("ulo", &request.ulo));
        let state = violations.keep(State::optional("state", request.state));
        violations.done()?;
        let mut filter = store::Filter { round, ulo, state, sent_only: true };
        let own = caller.role == Role::Manager && request.ulo == caller.ulo;
        if own {
            filter.sent_only = false;
        } else if caller.role != Role::Operator {
            self.could_assess(&caller, &request.round).await?;
            filter.state = Some(State::Submitted);
        }
        let mut bids = store::list(self.deps.db.pool(), &filter, &page).await?;
        let next_page_token = page.cut(&mut bids, |bid| bid.id.uuid());
        let bids = bids.iter().map(|bid| cover(bid, &caller)).collect();
        Ok(Response::new(pb::ListBidsResponse { bids, next_page_token }))
    }

    async fn update_bid(&self, request: Request<pb::UpdateBidRequest>) -> Result<Response<pb::Bid>, Status> {
        let caller = Action::UpdateBid.enter(&request)?;
        let request = request.into_inner();
        let sent = request.bid.unwrap_or_default();
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("bid.name", &sent.name));
        let version = violations.keep(etag::parse(&sent.etag));
        let paths = violations.keep(mask::paths(request.update_mask.as_ref(), FIELDS));
        violations.done()?;

        let mut bid = store::get(self.deps.db.pool(), id).await?;
        Action::UpdateBid.require(&caller, &policy::relations(&caller, bid.ulo), id)?;
        let mut violations = Violations::new();
        let plan = parse(&merged(to_wire(&bid, &caller), sent, &paths), &mut violations);
        violations.done()?;
        bid.edit(plan, self.deps.clock.now())?;
        let mut tx = self.deps.db.begin().await?;
        store::update(&mut tx, &bid, version).await?;
        event::append(&mut tx, &change("bid.updated", &bid)).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&bid, &caller)))
    }

    async fn submit_bid(&self, request: Request<pb::SubmitBidRequest>) -> Result<Response<pb::Bid>, Status> {
        let caller = Action::SubmitBid.enter(&request)?;
        let pb::SubmitBidRequest { name, etag } = request.into_inner();
        let (id, version) = named(&name, &etag)?;
        let mut tx = self.deps.db.begin().await?;
        // The round first, as everyone does who counts in it.
        let round = store::get(&mut *tx, id).await?.round;
        round::store::hold(&mut tx, round).await?;
        let mut bid = store::hold(&mut tx, id).await?;
        Action::SubmitBid.require(&caller, &policy::relations(&caller, bid.ulo), id)?;
        unchanged(&bid, version)?;
        let problems = self.problems(&mut tx, &bid).await?;
        if problems.as_slice() == [Problem::RoundNotTakingBids] {
            return Err(round::not_taking_bids().into());
        }
        bid.submit(self.deps.clock.now())?;
        problem::none(&problems)?;
        let time = store::submit(&mut tx, &bid, &self.deps.clock).await?;
        let time = time.ok_or_else(round::not_taking_bids)?;
        (bid.submit_time, bid.update_time) = (Some(time), time);
        round::store::count(&mut tx, bid.round, Counts::one_bid(bid.plan.amount_pence)).await?;
        event::append(&mut tx, &change("bid.submitted", &bid)).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&bid, &caller)))
    }

    async fn withdraw_bid(
        &self,
        request: Request<pb::WithdrawBidRequest>,
    ) -> Result<Response<pb::Bid>, Status> {
        let caller = Action::WithdrawBid.enter(&request)?;
        let pb::WithdrawBidRequest { name, etag } = request.into_inner();
        let (id, version) = named(&name, &etag)?;
        let mut tx = self.deps.db.begin().await?;
        let round = store::get(&mut *tx, id).await?.round;
        round::store::hold(&mut tx, round).await?;
        let mut bid = store::hold(&mut tx, id).await?;
        Action::WithdrawBid.require(&caller, &policy::relations(&caller, bid.ulo), id)?;
        let set_aside = bid.set_aside_pence();
        if bid.withdraw(self.deps.clock.now())? {
            let gone = Counts::bid_gone(bid.plan.amount_pence, set_aside);
            round::store::count(&mut tx, bid.round, gone).await?;
        }
        store::update(&mut tx, &bid, version).await?;
        event::append(&mut tx, &change("bid.withdrawn", &bid)).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&bid, &caller)))
    }

    async fn decide_bid(&self, request: Request<pb::DecideBidRequest>) -> Result<Response<pb::Bid>, Status> {
        let caller = Action::DecideBid.enter(&request)?;
        let pb::DecideBidRequest { name, etag, award_pence, reason } = request.into_inner();
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("name", &name));
        let version = violations.keep(etag::parse(&etag));
        let reason = violations.keep(text::lines("reason", &reason, 2_000));
        violations.check(!reason.is_empty(), "reason", "say why");
        violations.check(award_pence >= 0, "award_pence", "give pence from 0 to what the bid asks for");
        violations.done()?;
        let now = self.deps.clock.now();
        let mut tx = self.deps.db.begin().await?;
        let round = sent_in(&mut tx, id).await?.round;
        round::store::hold(&mut tx, round).await?.being_assessed(now)?;
        let mut bid = store::hold(&mut tx, id).await?;
        let before = bid.set_aside_pence();
        let given = assessment::store::count_given(&mut *tx, id).await?;
        bid.decide(Decision { award_pence, reason }, given, now)?;
        store::update(&mut tx, &bid, version).await?;
        round::store::count(&mut tx, round, Counts::set_aside(before, award_pence)).await?;
        event::append(&mut tx, &change("bid.decided", &bid)).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&bid, &caller)))
    }
}

impl Rpc {
    /// How the caller stands to a bid. Drafts are nobody's but the organisation's.
    async fn relations(&self, caller: &Caller, bid: &Bid) -> Result<Vec<Relation>, Error> {
        let mut relations = policy::relations(caller, bid.ulo);
        if bid.submit_time.is_none() {
            relations.retain(|relation| *relation == Relation::Own);
        } else if assessment::store::assesses(self.deps.db.pool(), bid.id, &caller.subject).await? {
            relations.push(Relation::Assessor);
        }
        Ok(relations)
    }

    /// Lets those see who bids that could assess: not before a round is assessed, nor when they bid in it themselves.
    async fn could_assess(&self, caller: &Caller, round: &str) -> Result<(), Error> {
        let id = Id::parse("round", round)?;
        let round = round::store::get(self.deps.db.pool(), id).await?;
        let assessing = round.being_assessed(self.deps.clock.now()).is_ok();
        let free = assessment::rpc::free_to_assess(&self.deps, caller, id).await?;
        let assessor = (assessing && free).then_some(Relation::Assessor);
        Action::ListBids.require(caller, assessor.as_slice(), id)
    }

    async fn problems(&self, tx: &mut PgConnection, bid: &Bid) -> Result<Vec<Problem>, Error> {
        let round = round::store::get(&mut *tx, bid.round).await?;
        let ulo = ulo::store::get(&mut *tx, bid.ulo).await?;
        Ok(problem::find(bid, &round, &ulo, self.deps.clock.now()))
    }
}

/// A bid that was sent in: to everyone but its organisation there is no other.
pub async fn sent_in(tx: &mut PgConnection, id: Id<Bid>) -> Result<Bid, Error> {
    let bid = store::get(tx, id).await?;
    bid.submit_time.is_some().then_some(bid).ok_or_else(|| Error::not_found(id))
}

/// Makes known what was decided; the award, if it gets one.
pub async fn announce(
    tx: &mut PgConnection,
    mut bid: Bid,
    now: DateTime<Utc>,
) -> Result<Option<Award>, Error> {
    let before = bid.version;
    let amount_pence = bid.announce(now);
    store::update(tx, &bid, before).await?;
    let kind = if amount_pence > 0 { "bid.awarded" } else { "bid.declined" };
    event::append(tx, &change(kind, &bid)).await?;
    Ok(Award::of(&bid, now))
}

/// Forgets the decision on a held bid, with what was set aside for it in its held round.
pub async fn reopen(tx: &mut PgConnection, mut bid: Bid, now: DateTime<Utc>) -> Result<(), Error> {
    let (before, set_aside) = (bid.version, bid.set_aside_pence());
    bid.reopen(now);
    store::update(tx, &bid, before).await?;
    round::store::count(tx, bid.round, Counts::set_aside(set_aside, 0)).await?;
    event::append(tx, &change("bid.reopened", &bid)).await
}

fn unchanged(bid: &Bid, version: i64) -> Result<(), Error> {
    if bid.version == version { Ok(()) } else { Err(Error::Stale) }
}

/// Which bid a verb is about, as it was seen.
fn named(name: &str, etag: &str) -> Result<(Id<Bid>, i64), Error> {
    let mut violations = Violations::new();
    let id = violations.keep(Id::parse("name", name));
    let version = violations.keep(etag::parse(etag));
    violations.done()?;
    Ok((id, version))
}

/// The bid as it is, with the fields of `paths` as sent.
fn merged(mut bid: pb::Bid, sent: pb::Bid, paths: &[&str]) -> pb::Bid {
    for path in paths {
        match *path {
            "need" => bid.need.clone_from(&sent.need),
            "plan" => bid.plan.clone_from(&sent.plan),
            "leadership" => bid.leadership.clone_from(&sent.leadership),
            "sharing" => bid.sharing.clone_from(&sent.sharing),
            "lasting" => bid.lasting.clone_from(&sent.lasting),
            "amount_pence" => bid.amount_pence = sent.amount_pence,
            "milestones" => bid.milestones.clone_from(&sent.milestones),
            "partners" => bid.partners.clone_from(&sent.partners),
            "councils" => bid.councils.clone_from(&sent.councils),
            _ => {}
        }
    }
    bid
}

/// The event of a change: who bids where for how much, never what a bid says.
fn change(kind: &'static str, bid: &Bid) -> Change {
    Change::new(kind, bid.id, bid.version, &cover(bid, &Caller::visitor()), bid.update_time)
}
