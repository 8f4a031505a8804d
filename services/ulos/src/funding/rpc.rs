//! The gRPC face of fundings.

use platform::action::Action as _;
use platform::event::{self, Change};
use platform::once::Once;
use platform::words::Wire as _;
use platform::{Deps, Error, Id, Page, Violations, etag, mask};
use proto::ulos::v1 as pb;
use tonic::{Request, Response, Status};

use super::wire::{parse, to_wire};
use super::{Funding, MOST_CURRENT, State, store};
use crate::Action;
use crate::private::require;
use crate::ulo;

/// What an update can change.
const FIELDS: &[&str] = &[
    "kind",
    "funder",
    "council",
    "amount_pence",
    "start_date",
    "end_date",
    "renewal",
    "renewal_note",
    "certainty",
];

/// `alongside.ulos.v1.Fundings`.
pub struct Rpc {
    deps: Deps,
}

impl Rpc {
    pub(crate) fn new(deps: &Deps) -> Self {
        Self { deps: deps.clone() }
    }
}

#[tonic::async_trait]
impl pb::fundings_server::Fundings for Rpc {
    async fn create_funding(
        &self,
        request: Request<pb::CreateFundingRequest>,
    ) -> Result<Response<pb::Funding>, Status> {
        let caller = Action::CreateFunding.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let once = violations.keep(Once::parse(&caller, &request.request_id, &request));
        let sent = request.funding.unwrap_or_default();
        let ulo = violations.keep(Id::parse("funding.ulo", &sent.ulo));
        let terms = parse(&sent, &mut violations);
        let funding = Funding::new(ulo, violations.finish(terms)?, self.deps.clock.now());
        require(&self.deps.db, Action::CreateFunding, &caller, ulo, ulo).await?;

        let mut tx = self.deps.db.begin().await?;
        if let Some(made) = once.claim(&mut tx, funding.id.uuid()).await? {
            let funding = store::get(&mut *tx, Id::from_uuid(made)).await?;
            return Ok(Response::new(to_wire(&funding)));
        }
        ulo::store::hold_one(&mut tx, ulo).await?.still_listed()?;
        if store::count_current(&mut *tx, ulo).await? >= MOST_CURRENT {
            let text = "200 are current: withdraw some that no longer count";
            return Err(Error::refused("FUNDING_TOO_MANY", text).into());
        }
        store::insert(&mut tx, &funding).await?;
        event::append(&mut tx, &change("funding.created", &funding)).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&funding)))
    }

    async fn get_funding(
        &self,
        request: Request<pb::GetFundingRequest>,
    ) -> Result<Response<pb::Funding>, Status> {
        let caller = Action::GetFunding.enter(&request)?;
        let id = Id::parse("name", &request.get_ref().name).map_err(Error::from)?;
        let funding = store::get(self.deps.db.pool(), id).await?;
        require(&self.deps.db, Action::GetFunding, &caller, funding.ulo, id).await?;
        Ok(Response::new(to_wire(&funding)))
    }

    async fn list_fundings(
        &self,
        request: Request<pb::ListFundingsRequest>,
    ) -> Result<Response<pb::ListFundingsResponse>, Status> {
        let caller = Action::ListFundings.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let page = Page::parse(request.page_size, &request.page_token, &mut violations);
        let ulo = violations.keep(Id::parse("ulo", &request.ulo));
        let state = violations.keep(State::optional("state", request.state));
        violations.done()?;
        require(&self.deps.db, Action::ListFundings, &caller, ulo, ulo).await?;
        let mut fundings = store::list(self.deps.db.pool(), ulo, state, &page).await?;
        let next_page_token = page.cut(&mut fundings, |funding| funding.id.uuid());
        let fundings = fundings.iter().map(to_wire).collect();
        Ok(Response::new(pb::ListFundingsResponse { fundings, next_page_token }))
    }

    async fn update_funding(
        &self,
        request: Request<pb::UpdateFundingRequest>,
    ) -> Result<Response<pb::Funding>, Status> {
        let caller = Action::UpdateFunding.enter(&request)?;
        let request = request.into_inner();
        let sent = request.funding.unwrap_or_default();
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("funding.name", &sent.name));
        let version = violations.keep(etag::parse(&sent.etag));
        let paths = violations.keep(mask::paths(request.update_mask.as_ref(), FIELDS));
        violations.done()?;

        let mut funding = store::get(self.deps.db.pool(), id).await?;
        require(&self.deps.db, Action::UpdateFunding, &caller, funding.ulo, id).await?;
        let mut violations = Violations::new();
        let terms = parse(&merged(to_wire(&funding), sent, &paths), &mut violations);
        funding.edit(violations.finish(terms)?, self.deps.clock.now())?;
        self.save("funding.updated", &funding, version).await
    }

    async fn withdraw_funding(
        &self,
        request: Request<pb::WithdrawFundingRequest>,
    ) -> Result<Response<pb::Funding>, Status> {
        let caller = Action::WithdrawFunding.enter(&request)?;
        let pb::WithdrawFundingRequest { name, etag } = request.into_inner();
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("name", &name));
        let version = violations.keep(etag::parse(&etag));
        violations.done()?;

        let mut funding = store::get(self.deps.db.pool(), id).await?;
        require(&self.deps.db, Action::WithdrawFunding, &caller, funding.ulo, id).await?;
        funding.withdraw(self.deps.clock.now())?;
        self.save("funding.withdrawn", &funding, version).await
    }
}

impl Rpc {
    /// Keeps a changed record and its event, guarded by the version it was read at.
    async fn save(
        &self,
        kind: &'static str,
        funding: &Funding,
        version: i64,
    ) -> Result<Response<pb::Funding>, Status> {
        let mut tx = self.deps.db.begin().await?;
        ulo::store::hold_one(&mut tx, funding.ulo).await?.still_listed()?;
        store::update(&mut tx, funding, version).await?;
        event::append(&mut tx, &change(kind, funding)).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(funding)))
    }
}

/// The record as it is, with the fields of `paths` as sent.
fn merged(mut funding: pb::Funding, sent: pb::Funding, paths: &[&str]) -> pb::Funding {
    for path in paths {
        match *path {
            "kind" => funding.kind = sent.kind,
            "funder" => funding.funder.clone_from(&sent.funder),
            "council" => funding.council.clone_from(&sent.council),
            "amount_pence" => funding.amount_pence = sent.amount_pence,
            "start_date" => funding.start_date.clone_from(&sent.start_date),
            "end_date" => funding.end_date.clone_from(&sent.end_date),
            "renewal" => funding.renewal = sent.renewal,
            "renewal_note" => funding.renewal_note.clone_from(&sent.renewal_note),
            "certainty" => funding.certainty = sent.certainty,
            _ => {}
        }
    }
    funding
}

/// The event of a change.
fn change(kind: &'static str, funding: &Funding) -> Change {
    Change::new(kind, funding.id, funding.version, &to_wire(funding), funding.update_time)
}
