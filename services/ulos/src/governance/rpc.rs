//! The gRPC face of governance.

use chrono::{DateTime, Utc};
use platform::action::Action as _;
use platform::event::{self, Change};
use platform::once::Once;
use platform::{Deps, Error, Id, Page, Role, Violations, etag, mask, uk_time};
use proto::ulos::v1 as pb;
use sqlx::PgConnection;
use tonic::{Request, Response, Status};

use super::definition::Judgement;
use super::wire::{parse, to_wire};
use super::{Governance, store};
use crate::Action;
use crate::policy::{relations, relations_to};
use crate::ulo::{self, Ulo};

/// What an update can change.
const FIELDS: &[&str] = &[
    "board_size",
    "board_from_constituency",
    "staff_size",
    "staff_from_constituency",
    "volunteer_size",
    "volunteers_from_constituency",
    "accountability",
    "statement_date",
];

/// `alongside.ulos.v1.Governances`.
pub struct Rpc {
    deps: Deps,
}

impl Rpc {
    pub(crate) fn new(deps: &Deps) -> Self {
        Self { deps: deps.clone() }
    }
}

#[tonic::async_trait]
impl pb::governances_server::Governances for Rpc {
    async fn create_governance(
        &self,
        request: Request<pb::CreateGovernanceRequest>,
    ) -> Result<Response<pb::Governance>, Status> {
        let caller = Action::CreateGovernance.enter(&request)?;
        let request = request.into_inner();
        let now = self.deps.clock.now();
        let mut violations = Violations::new();
        let once = violations.keep(Once::parse(&caller, &request.request_id, &request));
        let sent = request.governance.unwrap_or_default();
        let ulo = violations.keep(Id::parse("governance.ulo", &sent.ulo));
        let facts = parse(&sent, uk_time::date(now), &mut violations);
        let governance = Governance::new(ulo, violations.finish(facts)?, now);
        Action::CreateGovernance.permit(&caller, &relations(&caller, ulo))?;

        let mut tx = self.deps.db.begin().await?;
        if let Some(made) = once.claim(&mut tx, governance.id.uuid()).await? {
            let governance = store::get(&mut *tx, Id::from_uuid(made)).await?;
            return Ok(Response::new(to_wire(&governance)));
        }
        let ulo = ulo::store::hold_one(&mut tx, ulo).await?;
        ulo.still_listed()?;
        store::insert(&mut tx, &governance).await?;
        event::append(&mut tx, &change("governance.created", &governance)).await?;
        judge(&mut tx, ulo, &governance, now).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&governance)))
    }

    async fn get_governance(
        &self,
        request: Request<pb::GetGovernanceRequest>,
    ) -> Result<Response<pb::Governance>, Status> {
        let caller = Action::GetGovernance.enter(&request)?;
        let id = Id::parse("name", &request.get_ref().name).map_err(Error::from)?;
        let governance = store::get(self.deps.db.pool(), id).await?;
        let ulo = ulo::store::get(self.deps.db.pool(), governance.ulo).await?;
        Action::GetGovernance.require(&caller, &relations_to(&caller, &ulo), id)?;
        Ok(Response::new(to_wire(&governance)))
    }

    async fn list_governances(
        &self,
        request: Request<pb::ListGovernancesRequest>,
    ) -> Result<Response<pb::ListGovernancesResponse>, Status> {
        let caller = Action::ListGovernances.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let page = Page::parse(request.page_size, &request.page_token, &mut violations);
        let ulo = violations.keep(Id::parse_optional("ulo", &request.ulo));
        violations.done()?;
        let listed_only = caller.role == Role::Visitor;
        let mut governances = store::list(self.deps.db.pool(), ulo, listed_only, &page).await?;
        let next_page_token = page.cut(&mut governances, |governance| governance.id.uuid());
        let governances = governances.iter().map(to_wire).collect();
        Ok(Response::new(pb::ListGovernancesResponse { governances, next_page_token }))
    }

    async fn update_governance(
        &self,
        request: Request<pb::UpdateGovernanceRequest>,
    ) -> Result<Response<pb::Governance>, Status> {
        let caller = Action::UpdateGovernance.enter(&request)?;
        let request = request.into_inner();
        let sent = request.governance.unwrap_or_default();
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("governance.name", &sent.name));
        let version = violations.keep(etag::parse(&sent.etag));
        let paths = violations.keep(mask::paths(request.update_mask.as_ref(), FIELDS));
        violations.done()?;

        let now = self.deps.clock.now();
        let mut tx = self.deps.db.begin().await?;
        let mut governance = store::get(&mut *tx, id).await?;
        Action::UpdateGovernance.permit(&caller, &relations(&caller, governance.ulo))?;
        let ulo = ulo::store::hold_one(&mut tx, governance.ulo).await?;
        ulo.still_listed()?;
        let mut violations = Violations::new();
        let facts = parse(&merged(to_wire(&governance), sent, &paths), uk_time::date(now), &mut violations);
        governance.edit(violations.finish(facts)?, now);
        store::update(&mut tx, &governance, version).await?;
        event::append(&mut tx, &change("governance.updated", &governance)).await?;
        judge(&mut tx, ulo, &governance, now).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&governance)))
    }
}

/// Copies the verdict to the organisation. When that changes it, it is a change of its own, with its own event.
async fn judge(
    tx: &mut PgConnection,
    mut ulo: Ulo,
    governance: &Governance,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let before = ulo.version();
    if ulo.judge(Judgement::of(&governance.facts).user_led.verdict.into())? {
        ulo::store::update(tx, &ulo, before).await?;
        event::append(tx, &ulo::rpc::change("ulo.updated", &ulo, now)).await?;
    }
    Ok(())
}

/// The record as it is, with the fields of `paths` as sent.
fn merged(mut governance: pb::Governance, sent: pb::Governance, paths: &[&str]) -> pb::Governance {
    for path in paths {
        match *path {
            "board_size" => governance.board_size = sent.board_size,
            "board_from_constituency" => governance.board_from_constituency = sent.board_from_constituency,
            "staff_size" => governance.staff_size = sent.staff_size,
            "staff_from_constituency" => governance.staff_from_constituency = sent.staff_from_constituency,
            "volunteer_size" => governance.volunteer_size = sent.volunteer_size,
            "volunteers_from_constituency" => {
                governance.volunteers_from_constituency = sent.volunteers_from_constituency;
            }
            "accountability" => governance.accountability.clone_from(&sent.accountability),
            "statement_date" => governance.statement_date.clone_from(&sent.statement_date),
            _ => {}
        }
    }
    governance
}

/// The event of a change.
fn change(kind: &'static str, governance: &Governance) -> Change {
    Change::new(kind, governance.id, governance.version, &to_wire(governance), governance.update_time)
}
