//! Proposals: who could take a person on, and whom the person ruled out.

use proto::brokers::v1 as pb;
use proto::brokers::v1::candidate::Reason;
use proto::brokers::v1::proposal::Basis;
use tonic::Code;

use crate::harness::asserts::{forbidden, invalid, not_found, refused};
use crate::harness::brokers::{Answer, Scene, a_broker, as_themself};
use crate::harness::{House, a_visitor, an_operator, manager, nobody};
use platform::Caller;

async fn proposal(house: &House, caller: &Caller, it: &pb::Introduction) -> Answer<pb::Proposal> {
    let name = it.name.replacen("introductions/", "proposals/", 1);
    house.proposals().get_proposal(house.ask(caller, pb::GetProposalRequest { name })).await
}

/// Another broker of the scene's organisation, of long standing.
async fn another(house: &House, scene: &Scene, change: impl FnOnce(&mut pb::Broker)) -> pb::Broker {
    let broker = a_broker(&scene.ulo).with(|broker| broker.start_date = "2020-01-06".into());
    broker.with(change).create(house).await
}

fn of<'a>(proposal: &'a pb::Proposal, broker: &pb::Broker) -> &'a pb::Candidate {
    proposal.candidates.iter().find(|it| it.broker == broker.name).expect("they were considered")
}

#[tokio::test]
async fn the_manager_sees_who_is_proposed_and_why_not_the_others() {
    let house = House::shared().await;
    // The scene's own broker is new: a quarter of twelve points.
    let scene = Scene::carrying(house, 12).await;
    let first = scene.introduction().with(|it| it.person = nobody("people")).offer(house).await;
    house.accept(&scene.themself(), &first, &scene.broker).await.unwrap();
    let full = another(house, &scene, |broker| broker.caseload_limit = 2).await;
    let without = another(house, &scene, |broker| broker.languages = vec!["cy".into()]).await;
    let able = another(house, &scene, |broker| broker.languages = vec!["ur".into()]).await;
    let offered = scene.introduction().offer(house).await;
    let found = proposal(house, &scene.manager, &offered).await.unwrap().into_inner();
    assert_eq!((found.broker.as_str(), found.basis()), (able.name.as_str(), Basis::LeastLoad));
    assert_eq!((found.introduction.as_str(), found.weight), (offered.name.as_str(), 3));
    assert_eq!(found.candidates[0].broker, able.name);
    let reasons = |broker| of(&found, broker).reasons().collect::<Vec<_>>();
    assert_eq!(reasons(&able), []);
    assert_eq!(reasons(&without), [Reason::Language]);
    assert_eq!(reasons(&full), [Reason::OverLimit, Reason::Language]);
    assert_eq!(reasons(&scene.broker), [Reason::Newcomer, Reason::Language]);
    let new = of(&found, &scene.broker);
    assert_eq!((new.open_weight, new.caseload_limit, new.limit_percent, new.limit_now), (3, 12, 25, 3));
    assert_eq!((new.place, of(&found, &able).place), (0, 1));
    // The rule proposes; whoever answers may choose another.
    house.accept(&scene.manager, &offered, &scene.broker).await.unwrap();
    let answered = proposal(house, &scene.manager, &offered).await;
    refused(answered, Code::FailedPrecondition, "INTRODUCTION_NOT_OFFERED");
}

#[tokio::test]
async fn whoever_supported_the_person_before_comes_first_and_what_waits_counts() {
    let house = House::shared().await;
    let scene = Scene::set(house).await;
    let other = another(house, &scene, |broker| broker.caseload_limit = 1000).await;
    let named = scene.introduction().with(|it| it.broker.clone_from(&other.name));
    named.with(|it| it.person = nobody("people")).offer(house).await;
    // Both brokers work in English, and the person of the scene needs Urdu.
    let in_english = || scene.introduction().with(|it| it.needs.clear());
    let offered = in_english().offer(house).await;
    let found = proposal(house, &scene.manager, &offered).await.unwrap().into_inner();
    assert_eq!((of(&found, &other).asked_weight, of(&found, &scene.broker).asked_weight), (3, 0));
    house.withdraw(&scene.person, &offered).await.unwrap();
    let case = scene.case(house).await;
    house.close(&scene.themself(), &case).await.unwrap();
    let again = in_english().offer(house).await;
    let found = proposal(house, &scene.manager, &again).await.unwrap().into_inner();
    assert_eq!((found.broker.as_str(), found.basis()), (scene.broker.name.as_str(), Basis::Continuity));
    assert!(of(&found, &scene.broker).knows_person);
}

#[tokio::test]
async fn who_was_ruled_out_sees_nothing_and_takes_nobody_on() {
    let house = House::shared().await;
    let scene = Scene::set(house).await;
    let other = another(house, &scene, |_| {}).await;
    let wanted = pb::Wanted {
        languages: vec!["en".into()],
        must_have: vec!["home_visit".into()],
        skills: vec!["benefits".into()],
    };
    let avoiding = || {
        scene.introduction().with(|it| {
            it.avoid_brokers = vec![scene.broker.name.clone()];
            it.wanted = Some(wanted.clone());
        })
    };
    let offered = avoiding().offer(house).await;
    assert_eq!(house.introduction(&scene.person, &offered.name).await.unwrap().into_inner(), offered);
    assert_eq!(house.introduction(&scene.manager, &offered.name).await.unwrap().into_inner(), offered);
    let seen = house.introduction(&as_themself(&other), &offered.name).await.unwrap().into_inner();
    assert_eq!((seen.avoid_brokers, seen.wanted), (vec![], Some(wanted.clone())), "no broker is told");
    not_found(house.introduction(&scene.themself(), &offered.name).await);
    not_found(proposal(house, &scene.themself(), &offered).await);
    not_found(house.accept(&scene.themself(), &offered, &scene.broker).await);
    let list = house.ask(&scene.themself(), pb::ListIntroductionsRequest::default());
    assert_eq!(house.introductions().list_introductions(list).await.unwrap().into_inner().introductions, []);
    let out = house.accept(&scene.manager, &offered, &scene.broker).await;
    refused(out, Code::FailedPrecondition, "BROKER_RULED_OUT");
    let found = proposal(house, &scene.manager, &offered).await.unwrap().into_inner();
    assert_eq!(of(&found, &scene.broker).reasons().next(), Some(Reason::RuledOut));
    assert_eq!(of(&found, &other).reasons().collect::<Vec<_>>(), [Reason::Skill]);
    assert_eq!(
        (of(&found, &other).missing.as_slice(), found.broker.as_str()),
        (&["benefits".to_owned()][..], "")
    );
    assert_eq!(of(&found, &other).unknown, ["home_visit"]);
    let case = house.accept(&scene.manager, &offered, &other).await.unwrap().into_inner().case;
    let case = house.case(&scene.manager, &case).await.unwrap().into_inner();
    let (name, etag, broker) = (case.name, case.etag, scene.broker.name.clone());
    let over = house.ask(&scene.manager, pb::TransferCaseRequest { name, etag, broker });
    refused(house.cases().transfer_case(over).await, Code::FailedPrecondition, "BROKER_RULED_OUT");
    let both = avoiding().with(|it| it.broker.clone_from(&scene.broker.name)).wanted();
    invalid(house.offer(both).await, &["introduction.broker"]);
    let told: Vec<Vec<u8>> = sqlx::query_scalar("select payload from event where stream = $1")
        .bind(&offered.name)
        .fetch_all(&house.tables("brokers").await)
        .await
        .unwrap();
    let told =
        told.iter().map(|payload| <pb::Introduction as prost::Message>::decode(payload.as_slice()).unwrap());
    assert!(told.into_iter().all(|it| it.avoid_brokers.is_empty() && it.wanted.is_none()));
}

#[tokio::test]
async fn a_broker_sees_their_own_candidacy_only_and_strangers_none() {
    let house = House::shared().await;
    let scene = Scene::set(house).await;
    let other = another(house, &scene, |_| {}).await;
    let offered = scene.introduction().offer(house).await;
    let whole = proposal(house, &scene.manager, &offered).await.unwrap().into_inner();
    let seen = proposal(house, &as_themself(&other), &offered).await.unwrap().into_inner();
    assert_eq!((whole.candidates.len(), &seen.broker), (2, &whole.broker));
    assert_eq!(seen.candidates, [of(&whole, &other).clone()]);
    not_found(proposal(house, &manager(&nobody("ulos")), &offered).await);
    for outsider in [scene.person.clone(), an_operator(), a_visitor(), Caller::service("matching")] {
        forbidden(proposal(house, &outsider, &offered).await);
    }
    let request = pb::GetProposalRequest { name: "brokers/x".into() };
    invalid(house.proposals().get_proposal(house.ask(&scene.manager, request)).await, &["name"]);
}

#[tokio::test]
async fn what_is_wanted_of_a_broker_is_checked() {
    let house = House::shared().await;
    let scene = Scene::set(house).await;
    let wrong = scene.introduction().with(|it| {
        it.avoid_brokers = vec!["people/x".into()];
        it.wanted = Some(pb::Wanted {
            languages: vec!["not a tag".into()],
            must_have: vec!["a pony".into()],
            skills: vec!["juggling".into()],
        });
    });
    let fields = ["wanted.languages", "wanted.must_have", "wanted.skills", "avoid_brokers"];
    let fields = fields.map(|field| format!("introduction.{field}"));
    invalid(house.offer(wrong.wanted()).await, &fields.each_ref().map(String::as_str));
}
