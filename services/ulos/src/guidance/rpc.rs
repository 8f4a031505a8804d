//! The gRPC face of guidance.

use chrono::{DateTime, Utc};
use platform::action::Action as _;
use platform::event::{self, Change};
use platform::once::Once;
use platform::words::Wire as _;
use platform::{Caller, Deps, Error, Id, Page, Violations, etag, mask, text};
use proto::ulos::v1 as pb;
use tonic::{Request, Response, Status};

use super::wire::{parse, to_wire};
use super::{Guidance, Kind, Told, store};
use crate::Action;
use crate::policy::{relations, relations_in_use};
use crate::solution::rpc::sees_drafts;
use crate::solution::{self, Topic};
use crate::ulo::{self, Ulo, likeness};

/// What an update can change.
const FIELDS: &[&str] = &["display_name", "purpose", "topics", "formats", "solution"];

/// `alongside.ulos.v1.Guidances`.
pub struct Rpc {
    deps: Deps,
}

impl Rpc {
    pub(crate) fn new(deps: &Deps) -> Self {
        Self { deps: deps.clone() }
    }

    /// One step in the life of guidance: every verb is this, around a rule of its own.
    async fn step(
        &self,
        action: Action,
        caller: &Caller,
        (name, etag): (&str, &str),
        kind: &'static str,
        rule: fn(&mut Guidance, DateTime<Utc>) -> Result<(), Error>,
    ) -> Result<Response<pb::Guidance>, Status> {
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("name", name));
        let version = violations.keep(etag::parse(etag));
        violations.done()?;
        let mut guidance = store::get(self.deps.db.pool(), id).await?;
        action.require(caller, &relations(caller, guidance.ulo), id)?;
        rule(&mut guidance, self.deps.clock.now())?;
        self.save(kind, &guidance, version).await
    }

    /// Says no to a solution that is not the organisation's own.
    async fn beside(&self, told: &Told, ulo: Id<Ulo>) -> Result<(), Error> {
        match told.solution {
            Some(solution) => told.beside(&solution::store::get(self.deps.db.pool(), solution).await?, ulo),
            None => Ok(()),
        }
    }

    /// Keeps a changed record and its event, guarded by the version it was read at.
    async fn save(
        &self,
        kind: &'static str,
        guidance: &Guidance,
        version: i64,
    ) -> Result<Response<pb::Guidance>, Status> {
        let mut tx = self.deps.db.begin().await?;
        store::update(&mut tx, guidance, version).await?;
        event::append(&mut tx, &change(kind, guidance)).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(guidance)))
    }
}

#[tonic::async_trait]
impl pb::guidances_server::Guidances for Rpc {
    async fn create_guidance(
        &self,
        request: Request<pb::CreateGuidanceRequest>,
    ) -> Result<Response<pb::Guidance>, Status> {
        let caller = Action::CreateGuidance.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let once = violations.keep(Once::parse(&caller, &request.request_id, &request));
        let sent = request.guidance.unwrap_or_default();
        let ulo = violations.keep(Id::parse("guidance.ulo", &sent.ulo));
        let told = parse(&sent, &mut violations);
        violations.done()?;
        Action::CreateGuidance.permit(&caller, &relations(&caller, ulo))?;
        self.beside(&told, ulo).await?;
        let guidance = Guidance::new(ulo, told, self.deps.clock.now());

        let mut tx = self.deps.db.begin().await?;
        if let Some(made) = once.claim(&mut tx, guidance.id.uuid()).await? {
            let guidance = store::get(&mut *tx, Id::from_uuid(made)).await?;
            return Ok(Response::new(to_wire(&guidance)));
        }
        ulo::store::hold_one(&mut tx, ulo).await?.still_listed()?;
        store::insert(&mut tx, &guidance).await?;
        event::append(&mut tx, &change("guidance.created", &guidance)).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&guidance)))
    }

    async fn get_guidance(
        &self,
        request: Request<pb::GetGuidanceRequest>,
    ) -> Result<Response<pb::Guidance>, Status> {
        let caller = Action::GetGuidance.enter(&request)?;
        let id = Id::parse("name", &request.get_ref().name).map_err(Error::from)?;
        let guidance = store::get(self.deps.db.pool(), id).await?;
        let relations = relations_in_use(&caller, guidance.ulo, guidance.is_published());
        Action::GetGuidance.require(&caller, &relations, id)?;
        Ok(Response::new(to_wire(&guidance)))
    }

    async fn list_guidances(
        &self,
        request: Request<pb::ListGuidancesRequest>,
    ) -> Result<Response<pb::ListGuidancesResponse>, Status> {
        let caller = Action::ListGuidances.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let page = Page::parse(request.page_size, &request.page_token, &mut violations);
        let ulo = violations.keep(Id::parse_optional("ulo", &request.ulo));
        let solution = violations.keep(Id::parse_optional("solution", &request.solution));
        let topic = violations.keep(Topic::optional("topic", request.topic));
        let kind = violations.keep(Kind::optional("kind", request.kind));
        let words = violations.keep(text::optional("text", &request.text, 100));
        violations.done()?;
        let Some(text) = likeness::asked(&words) else {
            return Ok(Response::new(pb::ListGuidancesResponse::default()));
        };
        let published_only = !sees_drafts(&caller, ulo);
        let filter = store::Filter { ulo, solution, topic, kind, text, published_only };
        let mut guidances = store::list(self.deps.db.pool(), &filter, &page).await?;
        let next_page_token = page.cut(&mut guidances, |guidance| guidance.id.uuid());
        let guidances = guidances.iter().map(to_wire).collect();
        Ok(Response::new(pb::ListGuidancesResponse { guidances, next_page_token }))
    }

    async fn update_guidance(
        &self,
        request: Request<pb::UpdateGuidanceRequest>,
    ) -> Result<Response<pb::Guidance>, Status> {
        let caller = Action::UpdateGuidance.enter(&request)?;
        let request = request.into_inner();
        let sent = request.guidance.unwrap_or_default();
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("guidance.name", &sent.name));
        let version = violations.keep(etag::parse(&sent.etag));
        let paths = violations.keep(mask::paths(request.update_mask.as_ref(), FIELDS));
        violations.done()?;

        let mut guidance = store::get(self.deps.db.pool(), id).await?;
        Action::UpdateGuidance.require(&caller, &relations(&caller, guidance.ulo), id)?;
        let mut violations = Violations::new();
        let told = parse(&merged(to_wire(&guidance), sent, &paths), &mut violations);
        violations.done()?;
        self.beside(&told, guidance.ulo).await?;
        guidance.edit(told, self.deps.clock.now())?;
        self.save("guidance.updated", &guidance, version).await
    }

    async fn publish_guidance(
        &self,
        request: Request<pb::PublishGuidanceRequest>,
    ) -> Result<Response<pb::Guidance>, Status> {
        let caller = Action::PublishGuidance.enter(&request)?;
        let pb::PublishGuidanceRequest { name, etag } = request.into_inner();
        let of = (name.as_str(), etag.as_str());
        self.step(Action::PublishGuidance, &caller, of, "guidance.published", Guidance::publish).await
    }

    async fn withdraw_guidance(
        &self,
        request: Request<pb::WithdrawGuidanceRequest>,
    ) -> Result<Response<pb::Guidance>, Status> {
        let caller = Action::WithdrawGuidance.enter(&request)?;
        let pb::WithdrawGuidanceRequest { name, etag } = request.into_inner();
        let of = (name.as_str(), etag.as_str());
        self.step(Action::WithdrawGuidance, &caller, of, "guidance.withdrawn", Guidance::withdraw).await
    }
}

/// The record as it is, with the fields of `paths` as sent.
fn merged(mut guidance: pb::Guidance, sent: pb::Guidance, paths: &[&str]) -> pb::Guidance {
    for path in paths {
        match *path {
            "display_name" => guidance.display_name.clone_from(&sent.display_name),
            "purpose" => guidance.purpose.clone_from(&sent.purpose),
            "topics" => guidance.topics.clone_from(&sent.topics),
            "formats" => guidance.formats.clone_from(&sent.formats),
            "solution" => guidance.solution.clone_from(&sent.solution),
            _ => {}
        }
    }
    guidance
}

/// The event of a change.
fn change(kind: &'static str, guidance: &Guidance) -> Change {
    Change::new(kind, guidance.id, guidance.version, &to_wire(guidance), guidance.update_time)
}
