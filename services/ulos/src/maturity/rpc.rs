//! The gRPC face of maturity, and how what is known of organisations is gathered.

use std::collections::HashMap;

use chrono::NaiveDate;
use platform::action::Action as _;
use platform::db::Db;
use platform::{Deps, Error, Id, uk_time};
use proto::ulos::v1 as pb;
use reference::criteria;
use tonic::{Request, Response, Status};

use super::{Basis, Known, Maturity, store, wire};
use crate::Action;
use crate::governance::definition::Judgement;
use crate::policy::relations_to;
use crate::ulo::{self, Ulo};
use crate::{evidence, governance};

/// `alongside.ulos.v1.Maturities`.
pub struct Rpc {
    deps: Deps,
}

impl Rpc {
    pub(crate) fn new(deps: &Deps) -> Self {
        Self { deps: deps.clone() }
    }
}

#[tonic::async_trait]
impl pb::maturities_server::Maturities for Rpc {
    async fn get_maturity(
        &self,
        request: Request<pb::GetMaturityRequest>,
    ) -> Result<Response<pb::Maturity>, Status> {
        let caller = Action::GetMaturity.enter(&request)?;
        let name = request.get_ref().name.replacen("maturities/", "ulos/", 1);
        let id: Id<Ulo> = Id::parse("name", &name).map_err(Error::from)?;
        let ulo = ulo::store::get(self.deps.db.pool(), id).await?;
        let relations = relations_to(&caller, &ulo);
        Action::GetMaturity.require(&caller, &relations, id)?;
        let today = uk_time::date(self.deps.clock.now());
        let set = criteria::in_force(criteria::SETS, today);
        let known = known(&self.deps.db, Some(id), today).await?.remove(&id).unwrap_or_default();
        let may_know = Action::GetFinance.require(&caller, &relations, id).is_ok();
        let basis = if may_know { Basis::Everything } else { Basis::Published };
        let on = |basis: Basis| Maturity::of(&known, set, today, basis);
        let published_stage = on(Basis::Published).stage.into();
        let maturity = wire::to_wire(&id.to_string(), set, &on(basis), basis);
        Ok(Response::new(pb::Maturity { published_stage, ..maturity }))
    }
}

/// What is known of one organisation, or of every one that is listed.
pub(crate) async fn known(
    db: &Db,
    ulo: Option<Id<Ulo>>,
    today: NaiveDate,
) -> Result<HashMap<Id<Ulo>, Known>, Error> {
    let mut known: HashMap<Id<Ulo>, Known> = HashMap::new();
    for counted in store::counted(db.pool(), ulo, today).await? {
        let kinds_of_support = usize::try_from(counted.kinds_of_support).unwrap_or_default();
        let of_it = Known {
            founded: counted.founded_date,
            kinds_of_support,
            kinds_of_funding: counted.kinds_of_funding.iter().copied().collect(),
            ..Known::default()
        };
        known.insert(counted.ulo(), of_it);
    }
    for governance in governance::store::of(db.pool(), ulo).await? {
        if let Some(known) = known.get_mut(&governance.ulo()) {
            known.judgement = Some(Judgement::of(governance.facts()));
            known.staff = governance.facts().staff_size();
        }
    }
    let one = ulo.map(|ulo| [ulo.uuid()]);
    for (ulo, finding) in evidence::store::findings(db.pool(), one.as_ref().map(<[_; 1]>::as_slice)).await? {
        if let Some(known) = known.get_mut(&ulo) {
            known.findings.push(finding);
        }
    }
    Ok(known)
}
