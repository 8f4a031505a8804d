//! The gRPC face of distinctions.

use platform::action::Action as _;
use platform::event::{self, Change};
use platform::once::Once;
use platform::words::Wire as _;
use platform::{Caller, Deps, Error, Id, Page, Violations, etag};
use proto::ulos::v1 as pb;
use sqlx::PgConnection;
use tonic::{Request, Response, Status};

use super::wire::{parse, to_wire};
use super::{Distinction, State, store};
use crate::Action;
use crate::policy::relations_to;
use crate::ulo::{self, Ulo, links};

/// `alongside.ulos.v1.Distinctions`.
pub struct Rpc {
    deps: Deps,
}

impl Rpc {
    pub(crate) fn new(deps: &Deps) -> Self {
        Self { deps: deps.clone() }
    }
}

#[tonic::async_trait]
impl pb::distinctions_server::Distinctions for Rpc {
    async fn create_distinction(
        &self,
        request: Request<pb::CreateDistinctionRequest>,
    ) -> Result<Response<pb::Distinction>, Status> {
        let caller = Action::CreateDistinction.enter(&request)?;
        let request = request.into_inner();
        let now = self.deps.clock.now();
        let mut violations = Violations::new();
        let once = violations.keep(Once::parse(&caller, &request.request_id, &request));
        let found = parse(&request.distinction.unwrap_or_default(), &mut violations);
        let distinction = Distinction::new(violations.finish(found)?, caller.subject.clone(), now);

        let mut tx = self.deps.db.begin().await?;
        let [mut ulo, mut other] = held(&mut tx, &distinction).await?;
        permit(Action::CreateDistinction, &caller, &[&ulo, &other])?;
        if let Some(made) = once.claim(&mut tx, distinction.id.uuid()).await? {
            let distinction = store::get(&mut *tx, Id::from_uuid(made)).await?;
            return Ok(Response::new(to_wire(&distinction)));
        }
        if !ulo.looks_like(&other) {
            return Err(Error::refused("ULOS_NOT_ALIKE", "these two are not proposed as the same").into());
        }
        store::insert(&mut tx, &distinction).await?;
        links::set(&mut tx, [&mut ulo, &mut other], false, now).await?;
        event::append(&mut tx, &change("distinction.created", &distinction)).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&distinction)))
    }

    async fn get_distinction(
        &self,
        request: Request<pb::GetDistinctionRequest>,
    ) -> Result<Response<pb::Distinction>, Status> {
        Action::GetDistinction.enter(&request)?;
        let id = Id::parse("name", &request.get_ref().name).map_err(Error::from)?;
        Ok(Response::new(to_wire(&store::get(self.deps.db.pool(), id).await?)))
    }

    async fn list_distinctions(
        &self,
        request: Request<pb::ListDistinctionsRequest>,
    ) -> Result<Response<pb::ListDistinctionsResponse>, Status> {
        Action::ListDistinctions.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let page = Page::parse(request.page_size, &request.page_token, &mut violations);
        let ulo = violations.keep(Id::parse_optional("ulo", &request.ulo));
        let state = violations.keep(State::optional("state", request.state));
        violations.done()?;
        let mut distinctions = store::list(self.deps.db.pool(), ulo, state, &page).await?;
        let next_page_token = page.cut(&mut distinctions, |distinction| distinction.id.uuid());
        let distinctions = distinctions.iter().map(to_wire).collect();
        Ok(Response::new(pb::ListDistinctionsResponse { distinctions, next_page_token }))
    }

    async fn withdraw_distinction(
        &self,
        request: Request<pb::WithdrawDistinctionRequest>,
    ) -> Result<Response<pb::Distinction>, Status> {
        let caller = Action::WithdrawDistinction.enter(&request)?;
        let pb::WithdrawDistinctionRequest { name, etag } = request.into_inner();
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("name", &name));
        let version = violations.keep(etag::parse(&etag));
        violations.done()?;

        let now = self.deps.clock.now();
        let mut distinction = store::get(self.deps.db.pool(), id).await?;
        let mut tx = self.deps.db.begin().await?;
        let [mut ulo, mut other] = held(&mut tx, &distinction).await?;
        permit(Action::WithdrawDistinction, &caller, &[&ulo, &other])?;
        distinction.withdraw(caller.subject, now)?;
        store::update(&mut tx, &distinction, version).await?;
        if ulo::store::alike(&mut tx, &ulo).await?.contains(&other.id()) {
            links::set(&mut tx, [&mut ulo, &mut other], true, now).await?;
        }
        event::append(&mut tx, &change("distinction.withdrawn", &distinction)).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&distinction)))
    }
}

/// Both entries, held, while nobody else compares look-alikes.
async fn held(tx: &mut PgConnection, distinction: &Distinction) -> Result<[Ulo; 2], Error> {
    ulo::store::compare_alone(tx).await?;
    let [one, other] = distinction.pair();
    Ok([ulo::store::hold_one(tx, one).await?, ulo::store::hold_one(tx, other).await?])
}

/// Whoever stands right to either of the two may.
fn permit(action: Action, caller: &Caller, ulos: &[&Ulo]) -> Result<(), Error> {
    let relations: Vec<_> = ulos.iter().flat_map(|ulo| relations_to(caller, ulo)).collect();
    action.permit(caller, &relations)
}

/// The event of a change.
fn change(kind: &'static str, distinction: &Distinction) -> Change {
    Change::new(kind, distinction.id, distinction.version, &to_wire(distinction), distinction.update_time)
}
