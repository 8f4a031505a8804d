//! The gRPC face of ties.

use chrono::Days;
use platform::action::Action as _;
use platform::words::Word as _;
use platform::{Deps, Violations, uk_time, when};
use proto::councils::v1 as pb;
use tonic::{Request, Response, Status};

use super::wire::to_wire;
use super::{Strand, store};
use crate::Action;
use crate::benchmark;
use crate::council::{self, GssCode, Seed};
use crate::disclosure;
use crate::framework;
use crate::policy::is_own;

/// Decisions of these days count: three years, as one council takes few in one.
const DAYS: Days = Days::new(1_095);

/// `alongside.councils.v1.Links`.
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
impl pb::links_server::Links for Rpc {
    async fn get_link(&self, request: Request<pb::GetLinkRequest>) -> Result<Response<pb::Link>, Status> {
        let caller = Action::GetLink.enter(&request)?;
        let mut violations = Violations::new();
        let code = violations.keep(GssCode::parse("name", "links", &request.get_ref().name));
        violations.done()?;
        self.seed.sown().await?;

        let today = uk_time::date(self.deps.clock.now());
        let mut db = self.deps.db.begin().await?;
        let council = council::store::get(&mut *db, &code).await?;
        let councils = council::store::all(&mut *db).await?;
        let known = store::known(&mut db, &councils, (today - DAYS, today)).await?;
        let value = |strand: Strand, code: &GssCode| known.get(code.as_str())?.strand(strand, today);
        let strand = |strand: &Strand| {
            let medians = benchmark::medians(&council, &councils, |code| value(*strand, code));
            to_wire(*strand, value(*strand, &code), &medians)
        };
        let strands = Strand::ALL.iter().map(strand).collect();
        let introduction_count = if is_own(&caller, &code) {
            let framework = framework::store::get(&mut *db, &code).await?;
            let accepted = framework.figures().support.iter().map(|support| support.referrals).sum();
            Some(framework::wire::small(disclosure::alone(accepted)))
        } else {
            None
        };
        Ok(Response::new(pb::Link {
            name: format!("links/{}", code.as_str()),
            strands,
            introduction_count,
            as_of_date: when::date_text(Some(today)),
            council: format!("councils/{}", code.as_str()),
        }))
    }
}
