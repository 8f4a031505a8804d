//! The gRPC face of evidence.

use platform::action::Action as _;
use platform::event::{self, Change};
use platform::once::Once;
use platform::words::Wire as _;
use platform::{Deps, Error, Id, Page, Violations, etag, mask, uk_time};
use proto::ulos::v1 as pb;
use tonic::{Request, Response, Status};

use super::wire::{parse, parse_review, to_wire};
use super::{Evidence, State, store};
use crate::Action;
use crate::policy::{relations, relations_to};
use crate::ulo;

/// What an update can change.
const FIELDS: &[&str] = &["claim", "kind", "reference", "evidence_date"];

/// `alongside.ulos.v1.Evidences`.
pub struct Rpc {
    deps: Deps,
}

impl Rpc {
    pub(crate) fn new(deps: &Deps) -> Self {
        Self { deps: deps.clone() }
    }

    /// Keeps a changed record and its event, guarded by the version it was read at.
    async fn save(
        &self,
        kind: &'static str,
        evidence: &Evidence,
        version: i64,
    ) -> Result<Response<pb::Evidence>, Status> {
        let mut tx = self.deps.db.begin().await?;
        store::update(&mut tx, evidence, version).await?;
        event::append(&mut tx, &change(kind, evidence)).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(evidence)))
    }
}

#[tonic::async_trait]
impl pb::evidences_server::Evidences for Rpc {
    async fn create_evidence(
        &self,
        request: Request<pb::CreateEvidenceRequest>,
    ) -> Result<Response<pb::Evidence>, Status> {
        let caller = Action::CreateEvidence.enter(&request)?;
        let request = request.into_inner();
        let now = self.deps.clock.now();
        let mut violations = Violations::new();
        let once = violations.keep(Once::parse(&caller, &request.request_id, &request));
        let sent = request.evidence.unwrap_or_default();
        let ulo = violations.keep(Id::parse("evidence.ulo", &sent.ulo));
        let claim = parse(&sent, uk_time::date(now), &mut violations);
        let evidence = Evidence::new(ulo, violations.finish(claim)?, now);
        Action::CreateEvidence.permit(&caller, &relations(&caller, ulo))?;

        let mut tx = self.deps.db.begin().await?;
        if let Some(made) = once.claim(&mut tx, evidence.id.uuid()).await? {
            let evidence = store::get(&mut *tx, Id::from_uuid(made)).await?;
            return Ok(Response::new(to_wire(&evidence)));
        }
        ulo::store::hold_one(&mut tx, ulo).await?.still_listed()?;
        store::insert(&mut tx, &evidence).await?;
        event::append(&mut tx, &change("evidence.submitted", &evidence)).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&evidence)))
    }

    async fn get_evidence(
        &self,
        request: Request<pb::GetEvidenceRequest>,
    ) -> Result<Response<pb::Evidence>, Status> {
        let caller = Action::GetEvidence.enter(&request)?;
        let id = Id::parse("name", &request.get_ref().name).map_err(Error::from)?;
        let evidence = store::get(self.deps.db.pool(), id).await?;
        Action::GetEvidence.require(&caller, &relations(&caller, evidence.ulo), id)?;
        Ok(Response::new(to_wire(&evidence)))
    }

    async fn list_evidences(
        &self,
        request: Request<pb::ListEvidencesRequest>,
    ) -> Result<Response<pb::ListEvidencesResponse>, Status> {
        Action::ListEvidences.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let page = Page::parse(request.page_size, &request.page_token, &mut violations);
        let known = request.council.is_empty() || reference::council::is_name(&request.council);
        violations.check(known, "council", "give the name of a council, such as councils/E08000033");
        let filter = store::Filter {
            ulo: violations.keep(Id::parse_optional("ulo", &request.ulo)),
            council: request.council,
            state: violations.keep(State::optional("state", request.state)),
        };
        violations.done()?;
        let mut evidences = store::list(self.deps.db.pool(), &filter, &page).await?;
        let next_page_token = page.cut(&mut evidences, |evidence| evidence.id.uuid());
        let evidences = evidences.iter().map(to_wire).collect();
        Ok(Response::new(pb::ListEvidencesResponse { evidences, next_page_token }))
    }

    async fn update_evidence(
        &self,
        request: Request<pb::UpdateEvidenceRequest>,
    ) -> Result<Response<pb::Evidence>, Status> {
        let caller = Action::UpdateEvidence.enter(&request)?;
        let request = request.into_inner();
        let sent = request.evidence.unwrap_or_default();
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("evidence.name", &sent.name));
        let version = violations.keep(etag::parse(&sent.etag));
        let paths = violations.keep(mask::paths(request.update_mask.as_ref(), FIELDS));
        violations.done()?;

        let now = self.deps.clock.now();
        let mut evidence = store::get(self.deps.db.pool(), id).await?;
        Action::UpdateEvidence.permit(&caller, &relations(&caller, evidence.ulo))?;
        let mut violations = Violations::new();
        let claim = parse(&merged(to_wire(&evidence), sent, &paths), uk_time::date(now), &mut violations);
        evidence.edit(violations.finish(claim)?, now)?;
        self.save("evidence.updated", &evidence, version).await
    }

    async fn withdraw_evidence(
        &self,
        request: Request<pb::WithdrawEvidenceRequest>,
    ) -> Result<Response<pb::Evidence>, Status> {
        let caller = Action::WithdrawEvidence.enter(&request)?;
        let pb::WithdrawEvidenceRequest { name, etag } = request.into_inner();
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("name", &name));
        let version = violations.keep(etag::parse(&etag));
        violations.done()?;

        let mut evidence = store::get(self.deps.db.pool(), id).await?;
        Action::WithdrawEvidence.permit(&caller, &relations(&caller, evidence.ulo))?;
        evidence.withdraw(self.deps.clock.now())?;
        self.save("evidence.withdrawn", &evidence, version).await
    }

    async fn review_evidence(
        &self,
        request: Request<pb::ReviewEvidenceRequest>,
    ) -> Result<Response<pb::Evidence>, Status> {
        let caller = Action::ReviewEvidence.enter(&request)?;
        let request = request.into_inner();
        let now = self.deps.clock.now();
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("name", &request.name));
        let version = violations.keep(etag::parse(&request.etag));
        let review = parse_review(&request, &caller.subject, now, &mut violations);
        let review = violations.finish(review)?;

        let mut evidence = store::get(self.deps.db.pool(), id).await?;
        let ulo = ulo::store::get(self.deps.db.pool(), evidence.ulo).await?;
        Action::ReviewEvidence.permit(&caller, &relations_to(&caller, &ulo))?;
        evidence.review(review)?;
        self.save("evidence.reviewed", &evidence, version).await
    }
}

/// The record as it is, with the fields of `paths` as sent.
fn merged(mut evidence: pb::Evidence, sent: pb::Evidence, paths: &[&str]) -> pb::Evidence {
    for path in paths {
        match *path {
            "claim" => evidence.claim.clone_from(&sent.claim),
            "kind" => evidence.kind = sent.kind,
            "reference" => evidence.reference.clone_from(&sent.reference),
            "evidence_date" => evidence.evidence_date.clone_from(&sent.evidence_date),
            _ => {}
        }
    }
    evidence
}

/// The event of a change.
fn change(kind: &'static str, evidence: &Evidence) -> Change {
    Change::new(kind, evidence.id, evidence.version, &to_wire(evidence), evidence.update_time)
}
