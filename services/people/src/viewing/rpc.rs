//! The gRPC face of viewings.

use platform::action::Action as _;
use platform::words::Wire as _;
use platform::{Deps, Id, Page, Violations, etag, text, when};
use proto::people::v1 as pb;
use tonic::{Request, Response, Status};

use super::{Purpose, ViewerRole, Viewing, store};
use crate::Action;
use crate::standing::Look;

platform::wire! {
    Purpose = pb::viewing::Purpose, "PURPOSE_";
    ViewerRole = pb::viewing::ViewerRole, "VIEWER_ROLE_";
}

/// `alongside.people.v1.Viewings`.
pub struct Rpc {
    deps: Deps,
}

impl Rpc {
    pub(crate) fn new(deps: &Deps) -> Self {
        Self { deps: deps.clone() }
    }
}

#[tonic::async_trait]
impl pb::viewings_server::Viewings for Rpc {
    async fn list_viewings(
        &self,
        request: Request<pb::ListViewingsRequest>,
    ) -> Result<Response<pb::ListViewingsResponse>, Status> {
        let caller = Action::ListViewings.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let person = violations.keep(Id::parse("person", &request.person));
        let page = Page::parse(request.page_size, &request.page_token, &mut violations);
        let viewer = violations.keep(text::optional("viewer", &request.viewer, 200));
        violations.done()?;
        let what = format!("{person}/viewings");
        let look = Look { action: Action::ListViewings, caller: &caller, person, what, wants: None };
        look.at(self.deps.db.pool(), self.deps.clock.now()).await?;
        let mut viewings = store::list(self.deps.db.pool(), person, &viewer, &page).await?;
        let next_page_token = page.cut(&mut viewings, |viewing| viewing.id.uuid());
        let viewings = viewings.into_iter().map(to_wire).collect();
        Ok(Response::new(pb::ListViewingsResponse { viewings, next_page_token }))
    }
}

fn to_wire(viewing: Viewing) -> pb::Viewing {
    pb::Viewing {
        name: viewing.id.to_string(),
        viewer: viewing.viewer,
        viewer_role: viewing.viewer_role.to_wire(),
        what: viewing.what,
        purpose: viewing.purpose.to_wire(),
        consent: viewing.consent.map(|id| format!("consents/{id}")).unwrap_or_default(),
        supporter: viewing.supporter.map(|id| format!("supporters/{id}")).unwrap_or_default(),
        view_time: when::stamp(viewing.view_time),
        person: viewing.person.to_string(),
        create_time: when::stamp(viewing.view_time),
        update_time: when::stamp(viewing.view_time),
        etag: etag::of(1),
    }
}
