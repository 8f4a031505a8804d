//! The mapping study from records: counted by kind, class, stage, locality, money and what helps or hinders.

use proto::ulos::v1 as pb;
use proto::ulos::v1::band_count::Band;
use proto::ulos::v1::factor_share::Factor;
use proto::ulos::v1::mapping_studies_client::MappingStudiesClient;
use proto::ulos::v1::maturity::Class;

use crate::harness::asserts::invalid;
use crate::harness::fundings::a_funding;
use crate::harness::ulos::{a_governance, a_ulo};
use crate::harness::{House, a_visitor};

fn get(name: &str) -> pb::GetMappingStudyRequest {
    pb::GetMappingStudyRequest { name: name.into() }
}

async fn study(house: &House) -> pb::MappingStudy {
    let mut studies = MappingStudiesClient::new(house.channel("ulos"));
    studies
        .get_mapping_study(house.ask(&a_visitor(), get("mappingStudies/current")))
        .await
        .unwrap()
        .into_inner()
}

#[tokio::test]
async fn it_is_counted_from_the_records_as_they_are() {
    let house = House::fresh().await;
    let empty = study(&house).await;
    assert_eq!((empty.possible_count, empty.localities.len()), (0, 153));
    let mut names = Vec::new();
    for _ in 0..6 {
        names.push(a_ulo().create(&house).await.name);
    }
    let network =
        a_ulo().in_councils(&["councils/E06000001"]).with(|ulo| ulo.kind = pb::ulo::Kind::Network.into());
    names.push(network.create(&house).await.name);
    a_ulo().with(|ulo| ulo.kind = pb::ulo::Kind::CouncilInHouse.into()).create(&house).await;
    a_governance(&names[0]).create(&house).await;
    a_funding(&names[0]).given_by("councils/E08000033").create(&house).await;

    let study = study(&house).await;
    assert_eq!((study.possible_count, study.governance_listed_count), (7, 1));
    let kind = |kind: pb::ulo::Kind| study.kinds.iter().find(|one| one.kind() == kind).map(|one| one.count);
    assert_eq!(kind(pb::ulo::Kind::PeerSupportGroup), Some(6));
    assert_eq!(kind(pb::ulo::Kind::CouncilInHouse), None, "no kind that cannot be user-led");
    let class = |class: Class| study.classes.iter().find(|one| one.class() == class).unwrap().count;
    assert_eq!((class(Class::UserLed), class(Class::NotEvidenced)), (1, 6));
    let band = |band: Band| study.bands.iter().find(|one| one.band() == band).unwrap().count;
    assert_eq!((band(Band::None), band(Band::OneToFive), band(Band::SixOrMore)), (151, 1, 1));
    let calderdale = study.localities.iter().find(|one| one.council == "councils/E08000033").unwrap();
    assert_eq!((calderdale.count, calderdale.band()), (6, Band::SixOrMore));
    assert_eq!(
        study.council_funded,
        Some(pb::ShareOf { count: 1, of: 1 }),
        "only those whose money is recorded"
    );
    let factor =
        |factor: Factor| study.factors.iter().find(|one| one.factor() == factor).unwrap().share.unwrap();
    assert_eq!(factor(Factor::OneFunder), pb::ShareOf { count: 1, of: 1 });
    assert_eq!(
        factor(Factor::TrainedBoard),
        pb::ShareOf { count: 0, of: 0 },
        "nothing recorded, nothing said"
    );
}

#[tokio::test]
async fn there_is_no_other_study() {
    let house = House::shared().await;
    let mut studies = MappingStudiesClient::new(house.channel("ulos"));
    invalid(studies.get_mapping_study(house.ask(&a_visitor(), get("mappingStudies/2006"))).await, &["name"]);
}
