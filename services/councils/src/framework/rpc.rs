//! The gRPC face of frameworks.

use platform::action::Action as _;
use platform::{Deps, Violations};
use proto::councils::v1 as pb;
use tonic::{Request, Response, Status};

use super::quarter::Quarter;
use super::wire::{frozen_to_wire, in_list, to_wire, without_people};
use super::{quarter, store};
use crate::Action;
use crate::council::{GssCode, Seed};
use crate::page::Page;
use crate::policy::is_own;

/// `alongside.councils.v1.Frameworks`.
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
impl pb::frameworks_server::Frameworks for Rpc {
    async fn get_framework(
        &self,
        request: Request<pb::GetFrameworkRequest>,
    ) -> Result<Response<pb::Framework>, Status> {
        let caller = Action::GetFramework.enter(&request)?;
        let pb::GetFrameworkRequest { name, quarter } = request.into_inner();
        let mut violations = Violations::new();
        let code = violations.keep(GssCode::parse("name", "frameworks", &name));
        let quarter = violations.keep(Quarter::parse("quarter", &quarter));
        violations.done()?;
        self.seed.sown().await?;
        let db = self.deps.db.pool();
        let framework = store::get(db, &code).await?;
        let now = Quarter::of(self.deps.clock.now());
        let answer = match quarter.filter(|quarter| *quarter != now) {
            Some(ended) => frozen_to_wire(&framework, quarter::store::get(db, &code, ended).await?),
            None => to_wire(&framework),
        };
        let answer = if is_own(&caller, &code) { answer } else { without_people(answer) };
        let quarters = quarter::store::list(db, &code).await?;
        Ok(Response::new(pb::Framework { quarters, ..answer }))
    }

    async fn list_frameworks(
        &self,
        request: Request<pb::ListFrameworksRequest>,
    ) -> Result<Response<pb::ListFrameworksResponse>, Status> {
        Action::ListFrameworks.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let page = Page::parse(request.page_size, &request.page_token, &mut violations);
        let region_code = violations.keep(GssCode::parse_region("region_code", &request.region_code));
        violations.done()?;
        self.seed.sown().await?;
        let mut frameworks = store::list(self.deps.db.pool(), &region_code, &page).await?;
        let next_page_token = page.cut(&mut frameworks, |framework| &framework.gss_code);
        let frameworks = frameworks.iter().map(to_wire).map(in_list).collect();
        Ok(Response::new(pb::ListFrameworksResponse { frameworks, next_page_token }))
    }
}
