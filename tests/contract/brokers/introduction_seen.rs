//! Introductions: who sees which.

use platform::{Caller, Role};
use proto::brokers::v1 as pb;
use proto::brokers::v1::introduction::State;

use crate::harness::asserts::{forbidden, invalid, not_found};
use crate::harness::brokers::{Scene, a_broker, as_themself};
use crate::harness::{House, a_visitor, an_operator, broker, manager, nobody, officer, person, supporter};

async fn listed(house: &House, caller: &Caller, request: pb::ListIntroductionsRequest) -> Vec<String> {
    let answer = house.introductions().list_introductions(house.ask(caller, request)).await;
    answer.unwrap().into_inner().introductions.into_iter().map(|it| it.name).collect()
}

fn all() -> pb::ListIntroductionsRequest {
    pb::ListIntroductionsRequest::default()
}

#[tokio::test]
async fn who_has_to_do_with_it_sees_it() {
    let house = House::shared().await;
    let scene = Scene::set(house).await;
    let named = scene.introduction().with(|it| it.broker = scene.broker.name.clone()).offer(house).await;
    let matching = Caller::service("matching");
    for caller in [&scene.person, &scene.manager, &scene.themself(), &matching] {
        assert_eq!(house.introduction(caller, &named.name).await.unwrap().into_inner(), named);
    }
    let colleague = as_themself(&a_broker(&scene.ulo).create(house).await);
    for stranger in [
        colleague.clone(),
        person(&nobody("people")),
        supporter(&nobody("supporters"), &scene.person.subject),
        broker(&nobody("brokers"), &scene.ulo),
        manager(&nobody("ulos")),
        Caller::service("outcomes"),
    ] {
        not_found(house.introduction(&stranger, &named.name).await);
        assert_eq!(listed(house, &stranger, all()).await, Vec::<String>::new());
    }
    let observer = Caller::new(Role::Observer, "observers/test");
    for outsider in [officer("councils/E08000033"), observer, an_operator(), a_visitor()] {
        forbidden(house.introduction(&outsider, &named.name).await);
        forbidden(house.introductions().list_introductions(house.ask(&outsider, all())).await);
    }
    not_found(house.introduction(&scene.person, &nobody("introductions")).await);
    invalid(house.introduction(&scene.person, "cases/x").await, &["name"]);
    let for_all = scene.introduction().offer(house).await;
    assert_eq!(house.introduction(&colleague, &for_all.name).await.unwrap().into_inner(), for_all);
    house.accept(&scene.themself(), &for_all, &scene.broker).await.unwrap();
    not_found(house.introduction(&colleague, &for_all.name).await);
}

#[tokio::test]
async fn who_has_left_sees_nothing_more() {
    let house = House::shared().await;
    let scene = Scene::set(house).await;
    let named = scene.introduction().with(|it| it.broker = scene.broker.name.clone()).offer(house).await;
    let (name, etag) = (scene.broker.name.clone(), scene.broker.etag.clone());
    let retire = pb::RetireBrokerRequest { name, etag };
    house.brokers().retire_broker(house.ask(&scene.manager, retire)).await.unwrap();
    not_found(house.introduction(&scene.themself(), &named.name).await);
    assert_eq!(listed(house, &scene.themself(), all()).await, Vec::<String>::new());
}

#[tokio::test]
async fn the_persons_own_words_go_with_the_offer() {
    let house = House::shared().await;
    let scene = Scene::set(house).await;
    let offered = scene.introduction().offer(house).await;
    house.withdraw(&scene.person, &offered).await.unwrap();
    let case = scene.case(house).await;
    let words = async |caller: &Caller, name: &str| {
        let read = house.introduction(caller, name).await.unwrap().into_inner();
        (read.message, read.needs)
    };
    let whole = (offered.message.clone(), offered.needs.clone());
    assert_eq!(words(&scene.person, &offered.name).await, whole);
    assert_eq!(words(&scene.manager, &offered.name).await, (String::new(), vec![]));
    assert_eq!(words(&scene.themself(), &offered.name).await, (String::new(), vec![]));
    assert_eq!(words(&scene.themself(), &case.introduction).await, whole, "as long as the case is open");
    house.close(&scene.themself(), &case).await.unwrap();
    assert_eq!(words(&scene.themself(), &case.introduction).await, (String::new(), vec![]));
    assert_eq!(words(&scene.person, &case.introduction).await, whole);
    let list = house.introductions().list_introductions(house.ask(&scene.manager, all())).await;
    assert!(list.unwrap().into_inner().introductions.iter().all(|it| it.message.is_empty()));
}

#[tokio::test]
async fn lists_hold_what_the_caller_may_see() {
    let house = House::shared().await;
    let scene = Scene::set(house).await;
    let colleague = a_broker(&scene.ulo).create(house).await;
    let for_all = scene.introduction().offer(house).await.name;
    let theirs = scene.introduction().with(|it| it.broker = scene.broker.name.clone()).offer(house).await;
    let others = scene
        .introduction()
        .with(|it| it.broker = colleague.name.clone())
        .with(|it| it.person = nobody("people"))
        .offer(house)
        .await;
    let (theirs, others) = (theirs.name, others.name);
    assert_eq!(listed(house, &scene.person, all()).await, [theirs.clone(), for_all.clone()]);
    assert_eq!(listed(house, &scene.manager, all()).await, [others.clone(), theirs.clone(), for_all.clone()]);
    assert_eq!(listed(house, &scene.themself(), all()).await, [theirs.clone(), for_all.clone()]);
    assert_eq!(listed(house, &as_themself(&colleague), all()).await, [others.clone(), for_all.clone()]);
    let matching = Caller::service("matching");
    let here = pb::ListIntroductionsRequest { ulo: scene.ulo.clone(), ..all() };
    assert_eq!(listed(house, &matching, here).await, [others.clone(), theirs.clone(), for_all]);
    let elses = pb::ListIntroductionsRequest { person: nobody("people"), ..all() };
    assert_eq!(listed(house, &scene.person, elses).await, Vec::<String>::new());
    let naming = pb::ListIntroductionsRequest { broker: colleague.name.clone(), ..all() };
    assert_eq!(listed(house, &scene.manager, naming.clone()).await, [others]);
    assert_eq!(listed(house, &scene.themself(), naming).await, Vec::<String>::new());
}

#[tokio::test]
async fn filters_narrow_and_pages_hold_each_once() {
    let house = House::shared().await;
    let scene = Scene::set(house).await;
    let mut made = Vec::new();
    for _ in 0..27 {
        made.push(scene.introduction().offer(house).await);
    }
    made.reverse();
    house.withdraw(&scene.person, &made[5]).await.unwrap();
    let names: Vec<String> = made.iter().map(|it| it.name.clone()).collect();
    let of_request = pb::ListIntroductionsRequest { request: made[7].request.clone(), ..all() };
    assert_eq!(listed(house, &scene.person, of_request).await, [names[7].as_str()]);
    let withdrawn = pb::ListIntroductionsRequest { state: State::Withdrawn.into(), ..all() };
    assert_eq!(listed(house, &scene.manager, withdrawn).await, [names[5].as_str()]);
    let first = house.introductions().list_introductions(house.ask(&scene.manager, all())).await;
    let first = first.unwrap().into_inner();
    assert_eq!(first.introductions.len(), 25);
    let rest = pb::ListIntroductionsRequest { page_token: first.next_page_token, ..all() };
    assert_eq!(listed(house, &scene.manager, rest).await, names[25..]);
    let many = pb::ListIntroductionsRequest { page_size: 101, ..all() };
    assert_eq!(listed(house, &scene.manager, many).await, names);
    let wrong = pb::ListIntroductionsRequest {
        page_size: -1,
        page_token: "!".into(),
        ulo: "x".into(),
        broker: "x".into(),
        person: "x".into(),
        request: "x".into(),
        state: 77,
    };
    invalid(
        house.introductions().list_introductions(house.ask(&scene.person, wrong)).await,
        &["page_size", "page_token", "ulo", "broker", "person", "request", "state"],
    );
}
