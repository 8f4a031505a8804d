//! The gRPC face of adoptions.

use platform::action::Action as _;
use platform::event::{self, Change};
use platform::once::Once;
use platform::{Deps, Error, Id, Page, Violations, etag, mask, uk_time};
use proto::ulos::v1 as pb;
use tonic::{Request, Response, Status};

use super::wire::{parse, to_wire};
use super::{Adoption, store};
use crate::policy::relations;
use crate::{Action, solution, ulo};

/// What an update can change.
const FIELDS: &[&str] = &["adopt_date", "verdict", "words"];

/// `alongside.ulos.v1.Adoptions`.
pub struct Rpc {
    deps: Deps,
}

impl Rpc {
    pub(crate) fn new(deps: &Deps) -> Self {
        Self { deps: deps.clone() }
    }
}

#[tonic::async_trait]
impl pb::adoptions_server::Adoptions for Rpc {
    async fn create_adoption(
        &self,
        request: Request<pb::CreateAdoptionRequest>,
    ) -> Result<Response<pb::Adoption>, Status> {
        let caller = Action::CreateAdoption.enter(&request)?;
        let request = request.into_inner();
        let now = self.deps.clock.now();
        let mut violations = Violations::new();
        let once = violations.keep(Once::parse(&caller, &request.request_id, &request));
        let sent = request.adoption.unwrap_or_default();
        let of = violations.keep(Id::parse("adoption.solution", &sent.solution));
        let ulo = violations.keep(Id::parse("adoption.ulo", &sent.ulo));
        let said = parse(&sent, uk_time::date(now), &mut violations);
        let adoption = Adoption::new(of, ulo, violations.finish(said)?, now);
        Action::CreateAdoption.permit(&caller, &relations(&caller, ulo))?;

        let mut tx = self.deps.db.begin().await?;
        if let Some(made) = once.claim(&mut tx, adoption.id.uuid()).await? {
            let adoption = store::get(&mut *tx, Id::from_uuid(made)).await?;
            return Ok(Response::new(to_wire(&adoption)));
        }
        ulo::store::hold_one(&mut tx, ulo).await?.still_listed()?;
        Adoption::allowed(&solution::store::get(&mut *tx, of).await?, ulo)?;
        store::insert(&mut tx, &adoption).await?;
        event::append(&mut tx, &change("adoption.created", &adoption)).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&adoption)))
    }

    async fn get_adoption(
        &self,
        request: Request<pb::GetAdoptionRequest>,
    ) -> Result<Response<pb::Adoption>, Status> {
        Action::GetAdoption.enter(&request)?;
        let id = Id::parse("name", &request.get_ref().name).map_err(Error::from)?;
        Ok(Response::new(to_wire(&store::get(self.deps.db.pool(), id).await?)))
    }

    async fn list_adoptions(
        &self,
        request: Request<pb::ListAdoptionsRequest>,
    ) -> Result<Response<pb::ListAdoptionsResponse>, Status> {
        Action::ListAdoptions.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let page = Page::parse(request.page_size, &request.page_token, &mut violations);
        let of = violations.keep(Id::parse_optional("solution", &request.solution));
        let ulo = violations.keep(Id::parse_optional("ulo", &request.ulo));
        violations.done()?;
        let mut adoptions = store::list(self.deps.db.pool(), of, ulo, &page).await?;
        let next_page_token = page.cut(&mut adoptions, |adoption| adoption.id.uuid());
        let adoptions = adoptions.iter().map(to_wire).collect();
        Ok(Response::new(pb::ListAdoptionsResponse { adoptions, next_page_token }))
    }

    async fn update_adoption(
        &self,
        request: Request<pb::UpdateAdoptionRequest>,
    ) -> Result<Response<pb::Adoption>, Status> {
        let caller = Action::UpdateAdoption.enter(&request)?;
        let request = request.into_inner();
        let sent = request.adoption.unwrap_or_default();
        let mut violations = Violations::new();
        let id = violations.keep(Id::parse("adoption.name", &sent.name));
        let version = violations.keep(etag::parse(&sent.etag));
        let paths = violations.keep(mask::paths(request.update_mask.as_ref(), FIELDS));
        violations.done()?;

        let now = self.deps.clock.now();
        let mut adoption = store::get(self.deps.db.pool(), id).await?;
        Action::UpdateAdoption.permit(&caller, &relations(&caller, adoption.ulo))?;
        let mut violations = Violations::new();
        let said = parse(&merged(to_wire(&adoption), sent, &paths), uk_time::date(now), &mut violations);
        adoption.edit(violations.finish(said)?, now);
        let mut tx = self.deps.db.begin().await?;
        store::update(&mut tx, &adoption, version).await?;
        event::append(&mut tx, &change("adoption.updated", &adoption)).await?;
        tx.commit().await?;
        Ok(Response::new(to_wire(&adoption)))
    }
}

/// The record as it is, with the fields of `paths` as sent.
fn merged(mut adoption: pb::Adoption, sent: pb::Adoption, paths: &[&str]) -> pb::Adoption {
    for path in paths {
        match *path {
            "adopt_date" => adoption.adopt_date.clone_from(&sent.adopt_date),
            "verdict" => adoption.verdict = sent.verdict,
            "words" => adoption.words.clone_from(&sent.words),
            _ => {}
        }
    }
    adoption
}

/// The event of a change.
fn change(kind: &'static str, adoption: &Adoption) -> Change {
    Change::new(kind, adoption.id, adoption.version, &to_wire(adoption), adoption.update_time)
}
