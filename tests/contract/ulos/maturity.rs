//! Class and stage follow from what was shown, and nothing that everyone sees tells what an organisation lives on.

use proto::ulos::v1 as pb;
use proto::ulos::v1::Verdict;
use proto::ulos::v1::maturity::Basis;
use proto::ulos::v1::maturity_requirement::Kind as Requirement;

use crate::harness::buddies::a_buddy_offer;
use crate::harness::fundings::a_funding;
use crate::harness::ulos::{a_governance, a_ulo, an_offering};
use crate::harness::{House, a_visitor, broker, manager, officer, person};

const CALDERDALE: &str = "councils/E08000033";

/// What a stage asks for of the money that an organisation lives on, which is not published.
const OF_MONEY: [Requirement; 4] = [
    Requirement::CoreFunding,
    Requirement::TwoKindsOfFunding,
    Requirement::Contract,
    Requirement::ThreeKindsOfFunding,
];

#[tokio::test]
async fn class_and_stage_follow_from_what_was_shown() {
    let house = House::shared().await;
    let ulo = a_ulo().with(|ulo| ulo.founded_date = "2010-01-01".into()).create(house).await.name;
    let blank = house.public_maturity(&ulo).await;
    assert_eq!((blank.class(), blank.stage), (pb::maturity::Class::NotEvidenced, 1));
    assert!(
        blank.criteria.len() == 21 && blank.criteria.iter().all(|one| one.verdict() == Verdict::NotEvidenced)
    );
    a_governance(&ulo).create(house).await;
    house.meets(&ulo, "v1").await;
    let begun = house.public_maturity(&ulo).await;
    assert_eq!((begun.class(), begun.stage), (pb::maturity::Class::UserLed, 2));
    assert_eq!(begun.criteria[0].verdict(), Verdict::Met);
    an_offering(&ulo).create(house).await;
    a_funding(&ulo).create(house).await;
    assert!(begun.next.iter().all(|one| !OF_MONEY.contains(&one.kind())), "nothing of money for everyone");
    let own = house.maturity(&manager(&ulo), &ulo).await;
    let lacks = |kind: Requirement| {
        own.next.iter().find(|one| one.kind() == kind).map(pb::MaturityRequirement::verdict)
    };
    assert_eq!(lacks(Requirement::CoreFunding), Some(Verdict::Met));
    assert_eq!(lacks(Requirement::TwoKindsOfFunding), Some(Verdict::NotMet));
    assert_eq!(lacks(Requirement::PaidStaff), Some(Verdict::NotEvidenced));
    assert_eq!(house.maturity(&officer(CALDERDALE), &ulo).await.next, own.next);
    assert_eq!(house.maturity(&officer("councils/E06000001"), &ulo).await, house.public_maturity(&ulo).await);
}

#[tokio::test]
async fn two_that_differ_only_in_their_money_look_the_same_to_a_stranger() {
    let house = House::shared().await;
    let rich = house.a_strong_ulo(&[CALDERDALE]).await;
    let poor = a_ulo().in_councils(&[CALDERDALE]).create(house).await.name;
    house.show_strength(&poor).await;
    let basis = |maturity: &pb::Maturity| (maturity.stage, maturity.published_stage, maturity.basis());
    let own = async |ulo: &str| basis(&house.maturity(&manager(ulo), ulo).await);
    assert_eq!(own(&rich).await, (3, 3, Basis::Everything));
    assert_eq!(own(&poor).await, (2, 3, Basis::Everything), "money still counts for who may know it");

    let strangers = [
        a_visitor(),
        officer("councils/E06000001"),
        person("people/01990000-0000-7000-8000-000000000002"),
        broker("brokers/01990000-0000-7000-8000-000000000003", &poor),
        manager("ulos/01990000-0000-7000-8000-000000000001"),
    ];
    for stranger in strangers {
        let seen = async |ulo: &str| pb::Maturity {
            name: String::new(),
            ulo: String::new(),
            ..house.maturity(&stranger, ulo).await
        };
        let of_rich = seen(&rich).await;
        assert_eq!(of_rich, seen(&poor).await, "{:?}", stranger.role);
        assert_eq!(basis(&of_rich), (3, 3, Basis::Published));
        let asks = |kind: Requirement| of_rich.next.iter().any(|one| one.kind() == kind);
        assert!(asks(Requirement::AllCriteria) && !OF_MONEY.into_iter().any(asks));
    }
    // An offer is public too, so being allowed to make one tells nothing either.
    for ulo in [&rich, &poor] {
        house.offer_to_help(a_buddy_offer(ulo)).await;
    }
}
