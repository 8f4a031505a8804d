//! The mapping study on the wire.

use platform::words::{Wire, Word as _};
use proto::ulos::v1 as pb;

use super::{Band, Factor, Share, Study};
use crate::funding;
use crate::maturity::Class;
use crate::ulo::{Kind, WhoFor};

platform::wire! {
    Band = pb::band_count::Band, "BAND_";
    Factor = pb::factor_share::Factor, "FACTOR_";
}

fn number(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

fn share(share: Share) -> pb::ShareOf {
    pb::ShareOf { count: number(share.count), of: number(share.of) }
}

/// The whole of it, but for its name and its time.
pub fn to_wire(study: &Study) -> pb::MappingStudy {
    let count = |count: Option<&usize>| number(count.copied().unwrap_or_default());
    let possible = Kind::ALL.iter().filter(|kind| kind.may_be_user_led() || study.kinds.contains_key(kind));
    let kind = |kind: &Kind| pb::KindCount { kind: kind.to_wire(), count: count(study.kinds.get(kind)) };
    let class =
        |class: &Class| pb::ClassCount { class: class.to_wire(), count: count(study.classes.get(class)) };
    let stage = |stage: u8| pb::StageCount { stage: stage.into(), count: count(study.stages.get(&stage)) };
    let who_for =
        |who: &WhoFor| pb::WhoForCount { who_for: who.to_wire(), count: count(study.who_for.get(who)) };
    let funding = |kind: &funding::Kind| pb::FundingKindCount {
        kind: kind.to_wire(),
        count: count(study.funding_kinds.get(kind)),
    };
    let band = |(band, count): (Band, usize)| pb::BandCount { band: band.to_wire(), count: number(count) };
    let locality = |(council, count): (&String, &usize)| pb::LocalityCount {
        council: council.clone(),
        count: number(*count),
        band: Band::of(*count).to_wire(),
    };
    let factor = |factor: &Factor| pb::FactorShare {
        factor: factor.to_wire(),
        share: Some(share(study.factors.get(factor).copied().unwrap_or_default())),
    };
    pb::MappingStudy {
        possible_count: number(study.possible),
        kinds: possible.map(kind).collect(),
        classes: Class::ALL.iter().map(class).collect(),
        stages: (1..=4).map(stage).collect(),
        bands: study.bands().into_iter().map(band).collect(),
        localities: study.localities.iter().map(locality).collect(),
        governance_listed_count: number(study.governance_listed),
        who_for: WhoFor::ALL.iter().map(who_for).collect(),
        funding_kinds: funding::Kind::ALL.iter().map(funding).collect(),
        council_funded: Some(share(study.council_funded)),
        trust_funded: Some(share(study.trust_funded)),
        who_for_told: Some(share(study.who_for_told)),
        factors: Factor::ALL.iter().map(factor).collect(),
        ..pb::MappingStudy::default()
    }
}
