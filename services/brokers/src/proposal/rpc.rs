//! The gRPC face of proposals.

use platform::action::Action as _;
use platform::{Deps, Error, Id, uk_time};
use proto::brokers::v1 as pb;
use tonic::{Request, Response, Status};

use super::wire::seen;
use super::{Known, Proposal, store};
use crate::introduction::Introduction;
use crate::{Action, broker, introduction};

/// `alongside.brokers.v1.Proposals`.
pub struct Rpc {
    deps: Deps,
}

impl Rpc {
    pub(crate) fn new(deps: &Deps) -> Self {
        Self { deps: deps.clone() }
    }

    async fn known(&self, introduction: &Introduction) -> Result<Known, Error> {
        let (db, ulo) = (self.deps.db.pool(), introduction.ulo());
        let (team, asked, past) = tokio::try_join!(
            broker::store::team(db, ulo),
            store::asked(db, ulo, introduction.id()),
            store::past(db, introduction.person(), ulo)
        )?;
        Ok(Known { team, asked, past })
    }
}

#[tonic::async_trait]
impl pb::proposals_server::Proposals for Rpc {
    async fn get_proposal(
        &self,
        request: Request<pb::GetProposalRequest>,
    ) -> Result<Response<pb::Proposal>, Status> {
        let action = Action::GetProposal;
        let caller = action.enter(&request)?;
        let name = request.get_ref().name.replacen("proposals/", "introductions/", 1);
        let id: Id<Introduction> = Id::parse("name", &name).map_err(Error::from)?;
        let (db, now) = (self.deps.db.pool(), self.deps.clock.now());
        let introduction = introduction::store::get(db, &self.deps.seals, id).await?;
        let relations = introduction::rpc::relations(db, &caller, &introduction, now).await?;
        action.require(&caller, &relations, id)?;
        introduction.still_offered()?;
        let known = self.known(&introduction).await?;
        let proposal = Proposal::of(&introduction, &known, uk_time::date(now));
        Ok(Response::new(seen(&proposal, &introduction, &caller)))
    }
}
