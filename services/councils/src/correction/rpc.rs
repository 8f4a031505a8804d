//! The gRPC face of corrections.

use platform::action::Action as _;
use platform::event::{self, Change};
use platform::once::Once;
use platform::words::Wire as _;
use platform::{Deps, Error, Id, Page, Violations, etag};
use proto::councils::v1 as pb;
use tonic::{Request, Response, Status};

use super::wire::{parse, to_wire};
use super::{Correction, Said, State, store};
use crate::Action;
use crate::council::{GssCode, Seed};
use crate::framework;

/// `alongside.councils.v1.Corrections`.
pub struct Rpc {
    deps: Deps,
    seed: Seed,
}

impl Rpc {
    pub(crate) fn new(deps: &Deps, seed: &Seed) -> Self {
        Self { deps: deps.clone(), seed: seed.clone() }
    }
}

#[tonic::async_trait]
impl pb::corrections_server::Corrections for Rpc {
    async fn create_correction(
        &self,
        request: Request<pb::CreateCorrectionRequest>,
    ) -> Result<Response<pb::Correction>, Status> {
        let caller = Action::CreateCorrection.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let once = violations.keep(Once::parse(&caller, &request.request_id, &request));
        let sent = request.correction.unwrap_or_default();
        let code = violations.keep(GssCode::parse("correction.framework", "frameworks", &sent.framework));
        let said = parse(&sent, &mut violations);
        let said = violations.finish(said)?;
        Action::CreateCorrection.permit(&caller, &code)?;
        self.seed.sown().await?;

        let mut tx = self.deps.db.begin().await?;
        // The framework is held from here on, so that two corrections of one question do not both find it open.
        let framework = framework::store::hold(&mut tx, &[code.as_str().to_owned()]).await?;
        let framework = framework.first().ok_or_else(|| Error::not_found(&sent.framework))?;
        let correction = corrected(framework, code, said, self.deps.clock.now());
        let id = correction.as_ref().map_or_else(|_| Id::new(), |correction| correction.id);
        if let Some(made) = once.claim(&mut tx, id.uuid()).await? {
            let correction = store::get(&mut *tx, Id::from_uuid(made)).await?;
            return Ok(Response::new(to_wire(&correction)));
        }
        let correction = correction?;
        let Said { kind, question, .. } = correction.said;
        if store::any_current(&mut *tx, &correction.gss_code, kind, question).await? {
            let text = "this answer is corrected already: take that correction back first";
            return Err(Error::refused("ALREADY_CORRECTED", text).into());
        }
        store::insert(&mut tx, &correction).await?;
        event::append(&mut tx, &change("correction.created", &correction)).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&correction)))
    }

    async fn get_correction(
        &self,
        request: Request<pb::GetCorrectionRequest>,
    ) -> Result<Response<pb::Correction>, Status> {
        Action::GetCorrection.enter(&request)?;
        let id = Id::parse("name", &request.get_ref().name).map_err(Error::from)?;
        let correction = store::get(self.deps.db.pool(), id).await?;
        Ok(Response::new(to_wire(&correction)))
    }

    async fn list_corrections(
        &self,
        request: Request<pb::ListCorrectionsRequest>,
    ) -> Result<Response<pb::ListCorrectionsResponse>, Status> {
        Action::ListCorrections.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let page = Page::parse(request.page_size, &request.page_token, &mut violations);
        let code = violations.keep(GssCode::parse("framework", "frameworks", &request.framework));
        let state = violations.keep(State::optional("state", request.state));
        violations.done()?;
        let mut corrections = store::list(self.deps.db.pool(), &code, state, &page).await?;
        let next_page_token = page.cut(&mut corrections, |correction| correction.id.uuid());
        let corrections = corrections.iter().map(to_wire).collect();
        Ok(Response::new(pb::ListCorrectionsResponse { corrections, next_page_token }))
    }

    async fn withdraw_correction(
        &self,
        request: Request<pb::WithdrawCorrectionRequest>,
    ) -> Result<Response<pb::Correction>, Status> {
        let caller = Action::WithdrawCorrection.enter(&request)?;
        let pb::WithdrawCorrectionRequest { name, etag } = request.into_inner();
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("name", &name));
        let version = violations.keep(etag::parse(&etag));
        violations.done()?;

        let mut correction = store::get(self.deps.db.pool(), id).await?;
        Action::WithdrawCorrection.permit(&caller, &correction.gss_code)?;
        correction.withdraw(self.deps.clock.now())?;
        let mut tx = self.deps.db.begin().await?;
        store::update(&mut tx, &correction, version).await?;
        event::append(&mut tx, &change("correction.withdrawn", &correction)).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&correction)))
    }
}

/// The correction of what is worked out now.
fn corrected(
    framework: &framework::Framework,
    code: GssCode,
    said: Said,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<Correction, Error> {
    let elements = framework.figures().published().elements;
    let kinds = <crate::framework::figures::Kind as platform::words::Word>::ALL;
    let element = kinds.iter().zip(&elements).find(|(kind, _)| **kind == said.kind);
    let (_, element) = element.ok_or_else(|| Error::internal("a kind of support without an answer"))?;
    let computed = said.question.answer(element);
    Correction::new(code, said, computed, now)
}

/// The event of a change.
fn change(kind: &'static str, correction: &Correction) -> Change {
    Change::new(kind, correction.id, correction.version, &to_wire(correction), correction.update_time)
}
