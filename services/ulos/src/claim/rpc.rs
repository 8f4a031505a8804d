//! The gRPC face of claims.

use chrono::{DateTime, Utc};
use platform::action::Action as _;
use platform::event::{self, Change};
use platform::once::Once;
use platform::words::Wire as _;
use platform::{Caller, Deps, Error, Id, Page, Role, Violations, etag, text};
use proto::ulos::v1 as pb;
use sqlx::PgConnection;
use tonic::{Request, Response, Status};

use super::wire::{parse, to_wire};
use super::{Claim, MOST_PENDING, Proof, State, Wanted, domain, store};
use crate::Action;
use crate::inputs;
use crate::policy::relations_to;
use crate::private::{self, require};
use crate::ulo::{self, Ulo};

/// `alongside.ulos.v1.Claims`.
pub struct Rpc {
    deps: Deps,
}

impl Rpc {
    pub(crate) fn new(deps: &Deps) -> Self {
        Self { deps: deps.clone() }
    }

    fn answer(&self, claim: &Claim) -> Response<pb::Claim> {
        Response::new(to_wire(claim, self.deps.clock.now()))
    }
}

#[tonic::async_trait]
impl pb::claims_server::Claims for Rpc {
    async fn create_claim(
        &self,
        request: Request<pb::CreateClaimRequest>,
    ) -> Result<Response<pb::Claim>, Status> {
        let caller = Action::CreateClaim.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let once = violations.keep(Once::parse(&caller, &request.request_id, &request));
        let wanted = parse(&request.claim.unwrap_or_default(), &mut violations);
        violations.done()?;

        let now = self.deps.clock.now();
        let mut tx = self.deps.db.begin().await?;
        let ulo = ulo::store::hold_one(&mut tx, wanted.ulo).await?;
        let managed = request.managed || store::any_accepted(&mut *tx, wanted.ulo).await?;
        let proved = !managed && domain::proves(&wanted.domain, &ulo);
        let claim = Claim::new(wanted, proved, now);
        if let Some(made) = once.claim(&mut tx, claim.id.uuid()).await? {
            return Ok(self.answer(&store::get(&mut *tx, Id::from_uuid(made)).await?));
        }
        ulo.still_listed()?;
        make_room(&mut tx, &claim.wanted, now).await?;
        store::insert(&mut tx, &claim).await?;
        event::append(&mut tx, &change("claim.created", &claim, now)).await?;
        tx.commit().await?;
        Ok(self.answer(&claim))
    }

    async fn get_claim(&self, request: Request<pb::GetClaimRequest>) -> Result<Response<pb::Claim>, Status> {
        let caller = Action::GetClaim.enter(&request)?;
        let id = Id::parse("name", &request.get_ref().name).map_err(Error::from)?;
        let claim = store::get(self.deps.db.pool(), id).await?;
        require(&self.deps.db, Action::GetClaim, &caller, claim.wanted.ulo, id).await?;
        Ok(self.answer(&claim))
    }

    async fn list_claims(
        &self,
        request: Request<pb::ListClaimsRequest>,
    ) -> Result<Response<pb::ListClaimsResponse>, Status> {
        let caller = Action::ListClaims.enter(&request)?;
        let request = request.into_inner();
        let now = self.deps.clock.now();
        let mut violations = Violations::new();
        let page = Page::parse(request.page_size, &request.page_token, &mut violations);
        let ulo = violations.keep(Id::parse_optional("ulo", &request.ulo));
        let claimant = violations.keep(inputs::one_of::<super::Account>("claimant", &request.claimant));
        let state = violations.keep(State::optional("state", request.state));
        violations.done()?;
        let (ulo, council) = private::scope(&self.deps.db, Action::ListClaims, &caller, ulo).await?;
        let filter = store::Filter { ulo, council, claimant, state, now };
        let mut claims = store::list(self.deps.db.pool(), &filter, &page).await?;
        let next_page_token = page.cut(&mut claims, |claim| claim.id.uuid());
        let claims = claims.iter().map(|claim| to_wire(claim, now)).collect();
        Ok(Response::new(pb::ListClaimsResponse { claims, next_page_token }))
    }

    async fn accept_claim(
        &self,
        request: Request<pb::AcceptClaimRequest>,
    ) -> Result<Response<pb::Claim>, Status> {
        let caller = Action::AcceptClaim.enter(&request)?;
        let pb::AcceptClaimRequest { name, etag } = request.into_inner();
        let (mut claim, ulo, version) = self.load(Action::AcceptClaim, &caller, &name, &etag).await?;
        ulo.still_listed()?;
        claim.accept(proof_of(&caller), caller.subject, self.deps.clock.now())?;
        self.save("claim.accepted", &claim, version).await
    }

    async fn refuse_claim(
        &self,
        request: Request<pb::RefuseClaimRequest>,
    ) -> Result<Response<pb::Claim>, Status> {
        let caller = Action::RefuseClaim.enter(&request)?;
        let pb::RefuseClaimRequest { name, etag, reason } = request.into_inner();
        let mut violations = Violations::new();
        violations.keep(Id::<Claim>::parse("name", &name));
        violations.keep(etag::parse(&etag));
        let reason = violations.keep(text::required("reason", &reason, 300));
        violations.done()?;
        let (mut claim, _, version) = self.load(Action::RefuseClaim, &caller, &name, &etag).await?;
        claim.refuse(reason, caller.subject, self.deps.clock.now())?;
        self.save("claim.refused", &claim, version).await
    }

    async fn withdraw_claim(
        &self,
        request: Request<pb::WithdrawClaimRequest>,
    ) -> Result<Response<pb::Claim>, Status> {
        let caller = Action::WithdrawClaim.enter(&request)?;
        let pb::WithdrawClaimRequest { name, etag } = request.into_inner();
        let (mut claim, _, version) = self.load(Action::WithdrawClaim, &caller, &name, &etag).await?;
        claim.withdraw(self.deps.clock.now())?;
        self.save("claim.withdrawn", &claim, version).await
    }
}

impl Rpc {
    /// The claim of that name with its organisation, when the caller may do this to it.
    async fn load(
        &self,
        action: Action,
        caller: &Caller,
        name: &str,
        etag: &str,
    ) -> Result<(Claim, Ulo, i64), Error> {
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("name", name));
        let version = violations.keep(etag::parse(etag));
        violations.done()?;
        let claim = store::get(self.deps.db.pool(), id).await?;
        let ulo = ulo::store::get(self.deps.db.pool(), claim.wanted.ulo).await?;
        action.require(caller, &relations_to(caller, &ulo), id)?;
        Ok((claim, ulo, version))
    }

    /// Keeps a changed claim and its event, guarded by the version it was read at.
    async fn save(
        &self,
        kind: &'static str,
        claim: &Claim,
        version: i64,
    ) -> Result<Response<pb::Claim>, Status> {
        let mut tx = self.deps.db.begin().await?;
        store::update(&mut tx, claim, version).await?;
        event::append(&mut tx, &change(kind, claim, claim.update_time)).await?;
        tx.commit().await?;
        Ok(self.answer(claim))
    }
}

/// What the word of this caller is worth.
fn proof_of(caller: &Caller) -> Proof {
    match caller.role {
        Role::Manager => Proof::Manager,
        Role::Officer => Proof::Council,
        _ => Proof::Operator,
    }
}

/// Says no when there is no room for another claim. One of the same claimant whose time ran out makes room.
async fn make_room(tx: &mut PgConnection, wanted: &Wanted, now: DateTime<Utc>) -> Result<(), Error> {
    let old = store::open_of(&mut *tx, wanted.ulo, wanted.claimant).await?;
    if let Some(mut old) = old.filter(|old| old.state(now) == State::Expired) {
        let before = old.version;
        old.expire(now);
        store::update(tx, &old, before).await?;
        event::append(tx, &change("claim.expired", &old, now)).await?;
    }
    if store::count_pending(&mut *tx, wanted.ulo, now).await? >= MOST_PENDING {
        let text = "20 claims to this entry wait for somebody to decide: come back later";
        return Err(Error::refused("CLAIM_TOO_MANY", text));
    }
    Ok(())
}

/// The event of a change.
fn change(kind: &'static str, claim: &Claim, now: DateTime<Utc>) -> Change {
    Change::new(kind, claim.id, claim.version, &to_wire(claim, now), claim.update_time)
}
