//! The gRPC face of frameworks.

use platform::action::Action as _;
use platform::{Deps, Error, Violations};
use proto::councils::v1 as pb;
use tonic::{Request, Response, Status};

use super::store;
use super::wire::to_wire;
use crate::Action;
use crate::council::{GssCode, Seed};
use crate::page::Page;

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
        Action::GetFramework.enter(&request)?;
        let code = GssCode::parse("name", "frameworks", &request.get_ref().name).map_err(Error::from)?;
        self.seed.sown().await?;
        let framework = store::get(self.deps.db.pool(), &code).await?;
        Ok(Response::new(to_wire(&framework)))
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
        let frameworks = frameworks.iter().map(to_wire).collect();
        Ok(Response::new(pb::ListFrameworksResponse { frameworks, next_page_token }))
    }
}
