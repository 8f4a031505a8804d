//! The gRPC face of prices.

use platform::action::Action as _;
use platform::{Caller, Deps, Id, Page, Role, Violations};
use proto::matching::v1 as pb;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use super::store;
use super::wire::to_wire;
use crate::names::Ulo;
use crate::{Action, Relation};

/// `alongside.matching.v1.Prices`.
pub struct Rpc {
    deps: Deps,
}

impl Rpc {
    pub(crate) fn new(deps: &Deps) -> Self {
        Self { deps: deps.clone() }
    }
}

#[tonic::async_trait]
impl pb::prices_server::Prices for Rpc {
    async fn list_prices(
        &self,
        request: Request<pb::ListPricesRequest>,
    ) -> Result<Response<pb::ListPricesResponse>, Status> {
        let caller = Action::ListPrices.enter(&request)?;
        let request = request.into_inner();
        let mut violations = Violations::new();
        let page = Page::parse(request.page_size, &request.page_token, &mut violations);
        let known =
            request.council.is_empty() || crate::index::sets::council_number(&request.council).is_some();
        violations.check(known, "council", "give a council as councils/ and its GSS code");
        let ulo = violations.keep(Id::<Ulo>::parse_optional("ulo", &request.ulo));
        violations.done()?;
        let asked = store::Filter {
            council: Some(request.council).filter(|council| !council.is_empty()),
            ulo: ulo.map(Id::uuid),
        };
        let Some(filter) = theirs(&caller, asked) else {
            return Ok(Response::new(pb::ListPricesResponse::default()));
        };
        let mut prices = store::list(self.deps.db.pool(), &filter, &page).await?;
        let next_page_token = page.cut(&mut prices, |price| price.id.uuid());
        let night = store::last_night(self.deps.db.pool(), true).await?;
        Ok(Response::new(pb::ListPricesResponse {
            prices: prices.iter().map(to_wire).collect(),
            next_page_token,
            gap_millionths: night.map_or(0, |night| i32::try_from(night.gap_millionths).unwrap_or(i32::MAX)),
            night_time: platform::when::stamp_optional(night.and_then(|night| night.finish_time)),
        }))
    }
}

/// What of that the caller answers for; nothing when none of it is.
fn theirs(caller: &Caller, asked: store::Filter) -> Option<store::Filter> {
    let answers = |own: bool| {
        let relation = if own { Relation::AnswersFor } else { Relation::Foreign };
        Action::ListPrices.require(caller, &[relation], "").ok()
    };
    match caller.role {
        Role::Officer => {
            let own = asked.council.as_ref().is_none_or(|council| *council == caller.council);
            answers(own && !caller.council.is_empty())?;
            Some(store::Filter { council: Some(caller.council.clone()), ..asked })
        }
        _ => {
            let own: Option<Uuid> = Id::<Ulo>::parse("ulo", &caller.ulo).ok().map(Id::uuid);
            answers(own.is_some() && asked.ulo.is_none_or(|ulo| Some(ulo) == own))?;
            Some(store::Filter { ulo: own, ..asked })
        }
    }
}
