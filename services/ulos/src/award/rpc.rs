//! The gRPC face of awards.

use platform::action::Action as _;
use platform::event::{self, Change};
use platform::words::Wire as _;
use platform::{Caller, Deps, Error, Id, Page, Violations, etag, text};
use proto::ulos::v1 as pb;
use sqlx::PgConnection;
use tonic::{Request, Response, Status};

use super::wire::to_wire;
use super::{Award, State, store};
use crate::policy::{Relation, relations};
use crate::round::{self, Counts, Round};
use crate::ulo::Ulo;
use crate::{Action, inputs};

/// `alongside.ulos.v1.Awards`.
pub struct Rpc {
    deps: Deps,
}

impl Rpc {
    pub(crate) fn new(deps: &Deps) -> Self {
        Self { deps: deps.clone() }
    }
}

#[tonic::async_trait]
impl pb::awards_server::Awards for Rpc {
    async fn get_award(&self, request: Request<pb::GetAwardRequest>) -> Result<Response<pb::Award>, Status> {
        let caller = Action::GetAward.enter(&request)?;
        let id = Id::parse("name", &request.get_ref().name).map_err(Error::from)?;
        let award = store::get(self.deps.db.pool(), id).await?;
        Action::GetAward.require(&caller, &[Relation::Listed], id)?;
        Ok(Response::new(to_wire(&award, &caller)))
    }

    async fn list_awards(
        &self,
        request: Request<pb::ListAwardsRequest>,
    ) -> Result<Response<pb::ListAwardsResponse>, Status> {
        let caller = Action::ListAwards.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let page = Page::parse(request.page_size, &request.page_token, &mut violations);
        let round = violations.keep(inputs::one_of::<Round>("round", &request.round));
        let ulo = violations.keep(inputs::one_of::<Ulo>("ulo", &request.ulo));
        let state = violations.keep(State::optional("state", request.state));
        violations.done()?;
        let filter = store::Filter { round, ulo, state };
        let mut awards = store::list(self.deps.db.pool(), &filter, &page).await?;
        let next_page_token = page.cut(&mut awards, |award| award.id.uuid());
        let awards = awards.iter().map(|award| to_wire(award, &caller)).collect();
        Ok(Response::new(pb::ListAwardsResponse { awards, next_page_token }))
    }

    async fn claim_milestone(
        &self,
        request: Request<pb::ClaimMilestoneRequest>,
    ) -> Result<Response<pb::Award>, Status> {
        let caller = Action::ClaimMilestone.enter(&request)?;
        let pb::ClaimMilestoneRequest { name, etag, milestone, evidence } = request.into_inner();
        let (id, version, evidence) = read(&name, &etag, "evidence", &evidence, 1_000)?;
        let mut award = store::get(self.deps.db.pool(), id).await?;
        Action::ClaimMilestone.require(&caller, &relations(&caller, award.ulo), id)?;
        award.claim(milestone, evidence, self.deps.clock.now())?;
        self.save("award.milestone_claimed", &award, version, &caller, Counts::default()).await
    }

    async fn return_milestone(
        &self,
        request: Request<pb::ReturnMilestoneRequest>,
    ) -> Result<Response<pb::Award>, Status> {
        let caller = Action::ReturnMilestone.enter(&request)?;
        let pb::ReturnMilestoneRequest { name, etag, milestone, reason } = request.into_inner();
        let (id, version, reason) = read(&name, &etag, "reason", &reason, 1_000)?;
        let mut award = store::get(self.deps.db.pool(), id).await?;
        award.give_back(milestone, reason, self.deps.clock.now())?;
        self.save("award.milestone_returned", &award, version, &caller, Counts::default()).await
    }

    async fn pay_milestone(
        &self,
        request: Request<pb::PayMilestoneRequest>,
    ) -> Result<Response<pb::Award>, Status> {
        let caller = Action::PayMilestone.enter(&request)?;
        let pb::PayMilestoneRequest { name, etag, milestone, payment_reference } = request.into_inner();
        let (id, version, reference) = read(&name, &etag, "payment_reference", &payment_reference, 100)?;
        let mut award = store::get(self.deps.db.pool(), id).await?;
        let paid = award.pay(milestone, reference, self.deps.clock.now())?;
        self.save("award.milestone_paid", &award, version, &caller, Counts::paid(paid)).await
    }
}

impl Rpc {
    /// Keeps a changed award with its event, and what the change means for its round.
    async fn save(
        &self,
        kind: &'static str,
        award: &Award,
        version: i64,
        caller: &Caller,
        counts: Counts,
    ) -> Result<Response<pb::Award>, Status> {
        let mut tx = self.deps.db.begin().await?;
        store::update(&mut tx, award, version).await?;
        if counts != Counts::default() {
            round::store::count(&mut tx, award.round, counts).await?;
        }
        event::append(&mut tx, &change(kind, award)).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(award, caller)))
    }
}

/// Keeps a new award.
pub async fn begin(tx: &mut PgConnection, award: &Award) -> Result<(), Error> {
    store::insert(tx, award).await?;
    event::append(tx, &change("award.created", award)).await
}

/// The event of a change, as everyone sees the award.
pub fn change(kind: &'static str, award: &Award) -> Change {
    Change::new(kind, award.id, award.version, &to_wire(award, &Caller::visitor()), award.update_time)
}

/// Which award a verb is about, as it was seen, and what is said with it.
fn read(
    name: &str,
    etag: &str,
    field: &str,
    value: &str,
    max: usize,
) -> Result<(Id<Award>, i64, String), Error> {
    let mut violations = Violations::new();
    let id = violations.keep(Id::parse("name", name));
    let version = violations.keep(etag::parse(etag));
    let said = violations.keep(text::lines(field, value, max));
    violations.check(!said.is_empty(), field, "enter something here");
    violations.done()?;
    Ok((id, version, said))
}
