//! The gRPC face of councils.

use platform::action::Action as _;
use platform::words::Wire as _;
use platform::{Deps, Error, Violations};
use proto::councils::v1 as pb;
use tonic::{Request, Response, Status};

use super::wire::to_wire;
use super::{GssCode, Kind, Seed, store};
use crate::Action;
use crate::page::Page;
use crate::postcode::{self, Postcode};

/// `alongside.councils.v1.Councils`.
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
impl pb::councils_server::Councils for Rpc {
    async fn get_council(
        &self,
        request: Request<pb::GetCouncilRequest>,
    ) -> Result<Response<pb::Council>, Status> {
        Action::GetCouncil.enter(&request)?;
        let code = GssCode::parse("name", "councils", &request.get_ref().name).map_err(Error::from)?;
        self.seed.sown().await?;
        let council = store::get(self.deps.db.pool(), &code).await?;
        Ok(Response::new(to_wire(&council)))
    }

    async fn list_councils(
        &self,
        request: Request<pb::ListCouncilsRequest>,
    ) -> Result<Response<pb::ListCouncilsResponse>, Status> {
        Action::ListCouncils.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let page = Page::parse(request.page_size, &request.page_token, &mut violations);
        let region_code = violations.keep(GssCode::parse_region("region_code", &request.region_code));
        let kind = violations.keep(Kind::optional("kind", request.kind));
        violations.done()?;
        self.seed.sown().await?;
        let mut councils = store::list(self.deps.db.pool(), &region_code, kind, &page).await?;
        let next_page_token = page.cut(&mut councils, |council| &council.gss_code);
        let councils = councils.iter().map(to_wire).collect();
        Ok(Response::new(pb::ListCouncilsResponse { councils, next_page_token }))
    }

    async fn find_council(
        &self,
        request: Request<pb::FindCouncilRequest>,
    ) -> Result<Response<pb::FindCouncilResponse>, Status> {
        Action::FindCouncil.enter(&request)?;
        let postcode = Postcode::parse("postcode", &request.get_ref().postcode).map_err(Error::from)?;
        self.seed.sown().await?;
        let place = postcode::store::find(self.deps.db.pool(), &postcode).await?;
        let council = store::get(self.deps.db.pool(), &place.council).await?;
        Ok(Response::new(pb::FindCouncilResponse {
            council: Some(to_wire(&council)),
            outward_code: postcode.outward_code().to_owned(),
            latitude: place.latitude,
            longitude: place.longitude,
        }))
    }
}
