//! The gRPC face of the mapping study.

use std::collections::HashMap;

use platform::action::Action as _;
use platform::{Deps, Error, Id, Violations, uk_time, when};
use proto::ulos::v1 as pb;
use reference::{council, criteria};
use tonic::{Request, Response, Status};

use super::{Money, Record, Study, store, wire};
use crate::Action;
use crate::activity::Deed;
use crate::activity::capacity::Capacity;
use crate::maturity::{self, Basis, Maturity};
use crate::ulo::Ulo;

/// The only study there is: that of today.
const NAME: &str = "mappingStudies/current";

/// `alongside.ulos.v1.MappingStudies`.
pub struct Rpc {
    deps: Deps,
}

impl Rpc {
    pub(crate) fn new(deps: &Deps) -> Self {
        Self { deps: deps.clone() }
    }

    /// Every organisation that is listed, with all that the study asks of it.
    async fn records(&self, today: chrono::NaiveDate) -> Result<Vec<Record>, Error> {
        let pool = self.deps.db.pool();
        let set = criteria::in_force(criteria::SETS, today);
        let mut known = maturity::rpc::known(&self.deps.db, None, today).await?;
        let mut money: HashMap<Id<Ulo>, Vec<Money>> = HashMap::new();
        for (ulo, one) in store::money(pool, today).await? {
            money.entry(ulo).or_default().push(one);
        }
        let mut deeds: HashMap<Id<Ulo>, Vec<Deed>> = HashMap::new();
        for (ulo, deed) in store::deeds(pool).await? {
            deeds.entry(ulo).or_default().push(deed);
        }
        let record = |listed: store::Listed| {
            let ulo = listed.ulo();
            let known = known.remove(&ulo).unwrap_or_default();
            let maturity = Maturity::of(&known, set, today, Basis::Published);
            let capacity =
                deeds.get(&ulo).map(|deeds| Capacity::of(&deeds.iter().collect::<Vec<_>>(), today));
            Record {
                kind: listed.kind,
                councils: listed.councils,
                who_for: listed.who_for,
                class: maturity.class,
                stage: maturity.stage,
                governance_listed: known.judgement.is_some(),
                money: money.remove(&ulo).unwrap_or_default(),
                capacity,
            }
        };
        Ok(store::listed(pool).await?.into_iter().map(record).collect())
    }
}

#[tonic::async_trait]
impl pb::mapping_studies_server::MappingStudies for Rpc {
    async fn get_mapping_study(
        &self,
        request: Request<pb::GetMappingStudyRequest>,
    ) -> Result<Response<pb::MappingStudy>, Status> {
        Action::GetMappingStudy.enter(&request)?;
        let mut violations = Violations::new();
        violations.check(request.get_ref().name == NAME, "name", "give mappingStudies/current");
        violations.done()?;
        let now = self.deps.clock.now();
        let today = uk_time::date(now);
        let records = self.records(today).await?;
        let names: Vec<String> =
            council::ALL.iter().map(|council| format!("councils/{}", council.gss_code)).collect();
        let study = Study::of(&records, names.iter().map(String::as_str), today);
        Ok(Response::new(pb::MappingStudy {
            name: NAME.to_owned(),
            as_of_time: when::stamp(now),
            ..wire::to_wire(&study)
        }))
    }
}
