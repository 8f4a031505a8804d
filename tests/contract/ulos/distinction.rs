//! Two entries that look alike and are not the same: said by someone outside both, kept, and never proposed again.

use platform::{Caller, Role};
use proto::ulos::v1 as pb;
use proto::ulos::v1::distinction::State;
use tonic::Code;

use crate::harness::asserts::{forbidden, invalid, not_found, refused, stale};
use crate::harness::distinctions::a_distinction;
use crate::harness::ulos::a_ulo;
use crate::harness::{House, a_visitor, an_operator, broker, manager, mask, officer, person, request_id};

const CALDERDALE: &str = "councils/E08000033";
const HARTLEPOOL: &str = "councils/E06000001";

fn create(ulo: &str, other: &str) -> pb::CreateDistinctionRequest {
    pb::CreateDistinctionRequest { distinction: Some(a_distinction(ulo, other)), request_id: request_id() }
}

fn withdraw(distinction: &pb::Distinction) -> pb::WithdrawDistinctionRequest {
    pb::WithdrawDistinctionRequest { name: distinction.name.clone(), etag: distinction.etag.clone() }
}

async fn say(house: &House, caller: &Caller, ulo: &str, other: &str) -> pb::Distinction {
    let made = house.distinctions().create_distinction(house.ask(caller, create(ulo, other))).await;
    made.unwrap().into_inner()
}

async fn read(house: &House, name: &str) -> pb::Ulo {
    let request = pb::GetUloRequest { name: name.into() };
    house.ulos().get_ulo(house.ask(&an_operator(), request)).await.unwrap().into_inner()
}

async fn links(house: &House, name: &str) -> Vec<String> {
    read(house, name).await.possible_duplicates
}

/// An edit, which compares look-alikes anew.
async fn edit(house: &House, name: &str, change: impl FnOnce(&mut pb::Ulo)) {
    let mut ulo = read(house, name).await;
    change(&mut ulo);
    let request =
        pb::UpdateUloRequest { ulo: Some(ulo), update_mask: mask(&["description", "registrations"]) };
    house.ulos().update_ulo(house.ask(&an_operator(), request)).await.unwrap();
}

#[tokio::test]
async fn two_said_not_to_be_the_same_are_never_proposed_again_however_alike() {
    let house = House::shared().await;
    let [one, other] = house.two_alike(&[CALDERDALE]).await;
    assert_eq!(other.possible_duplicates, [one.name.as_str()]);
    let jo = officer(CALDERDALE);
    // Named the other way round: of a pair there is one way to write it.
    let said = say(house, &jo, &other.name, &one.name).await;
    assert_eq!((said.ulo.as_str(), said.other_ulo.as_str()), (one.name.as_str(), other.name.as_str()));
    assert_eq!((said.decider.as_str(), said.state()), (jo.subject.as_str(), State::Current));
    assert_eq!((links(house, &one.name).await, links(house, &other.name).await), (vec![], vec![]));

    edit(house, &one.name, |ulo| ulo.description = "Another text.".into()).await;
    let number = uuid::Uuid::new_v4().simple().to_string()[..7].to_owned();
    let company = pb::Registration { scheme: pb::registration::Scheme::CompaniesHouse.into(), number };
    for ulo in [&one, &other] {
        edit(house, &ulo.name, |ulo| ulo.registrations = vec![company.clone()]).await;
    }
    assert_eq!((links(house, &one.name).await, links(house, &other.name).await), (vec![], vec![]));
    let third = a_ulo().named(&one.display_name).create(house).await;
    assert_eq!(
        third.possible_duplicates,
        [one.name.as_str(), other.name.as_str()],
        "only these two are apart"
    );
    let events = house.told_by("ulos", &one.name).await;
    let expected = ["ulo.created", "ulo.updated", "ulo.updated", "ulo.updated", "ulo.updated", "ulo.updated"];
    assert_eq!(events, expected, "linked, unlinked, edited twice, linked to the third");
}

#[tokio::test]
async fn a_mistake_is_taken_back_and_stays_on_record() {
    let house = House::shared().await;
    let said = house.told_apart(&[CALDERDALE]).await;
    let seen = pb::Distinction { etag: "v9".into(), ..said.clone() };
    stale(house.distinctions().withdraw_distinction(house.ask(&an_operator(), withdraw(&seen))).await);
    let back =
        house.distinctions().withdraw_distinction(house.ask(&officer(CALDERDALE), withdraw(&said))).await;
    let back = back.unwrap().into_inner();
    assert_eq!((back.state(), back.withdrawer.is_empty()), (State::Withdrawn, false));
    assert_eq!(links(house, &said.ulo).await, [said.other_ulo.as_str()]);
    assert_eq!(links(house, &said.other_ulo).await, [said.ulo.as_str()]);
    let again = say(house, &an_operator(), &said.ulo, &said.other_ulo).await;
    let list = pb::ListDistinctionsRequest { ulo: said.other_ulo.clone(), ..Default::default() };
    let listed = house.distinctions().list_distinctions(house.ask(&a_visitor(), list)).await.unwrap();
    assert_eq!(listed.into_inner().distinctions, [again.clone(), back]);
    let list = pb::ListDistinctionsRequest {
        ulo: said.ulo.clone(),
        state: State::Current.into(),
        ..Default::default()
    };
    let listed = house.distinctions().list_distinctions(house.ask(&a_visitor(), list)).await.unwrap();
    assert_eq!(listed.into_inner().distinctions, [again]);
    assert_eq!(house.told_by("ulos", &said.name).await, ["distinction.created", "distinction.withdrawn"]);
}

#[tokio::test]
async fn only_somebody_outside_both_says_so() {
    let house = House::shared().await;
    let [one, other] = house.two_alike(&[CALDERDALE]).await;
    let strangers = [
        manager(&one.name),
        manager(&other.name),
        officer(HARTLEPOOL),
        Caller::new(Role::Observer, "observers/1"),
        a_visitor(),
        person("people/01990000-0000-7000-8000-000000000002"),
        broker("brokers/01990000-0000-7000-8000-000000000003", &one.name),
    ];
    for caller in &strangers {
        let request = create(&one.name, &other.name);
        forbidden(house.distinctions().create_distinction(house.ask(caller, request)).await);
    }
    let said = say(house, &officer(CALDERDALE), &one.name, &other.name).await;
    for caller in &strangers {
        forbidden(house.distinctions().withdraw_distinction(house.ask(caller, withdraw(&said))).await);
        let get = pb::GetDistinctionRequest { name: said.name.clone() };
        let read = house.distinctions().get_distinction(house.ask(caller, get)).await.unwrap();
        assert_eq!(read.into_inner(), said);
    }
}

#[tokio::test]
async fn it_is_said_once_and_only_of_look_alikes() {
    let house = House::shared().await;
    let [one, other] = house.two_alike(&[CALDERDALE]).await;
    let request = create(&one.name, &other.name);
    let ask = || house.ask(&an_operator(), request.clone());
    let made = house.distinctions().create_distinction(ask()).await.unwrap().into_inner();
    assert_eq!(house.distinctions().create_distinction(ask()).await.unwrap().into_inner(), made);
    let reused = pb::CreateDistinctionRequest {
        request_id: request.request_id.clone(),
        ..create(&other.name, &one.name)
    };
    let answer = house.distinctions().create_distinction(house.ask(&an_operator(), reused)).await;
    refused(answer, Code::AlreadyExists, "REQUEST_ID_REUSED");
    let answer = house
        .distinctions()
        .create_distinction(house.ask(&an_operator(), create(&one.name, &other.name)))
        .await;
    refused(answer, Code::FailedPrecondition, "ULOS_NOT_ALIKE");
    let gone = house.distinctions().withdraw_distinction(house.ask(&an_operator(), withdraw(&made))).await;
    let gone = gone.unwrap().into_inner();
    let answer = house.distinctions().withdraw_distinction(house.ask(&an_operator(), withdraw(&gone))).await;
    refused(answer, Code::FailedPrecondition, "DISTINCTION_WITHDRAWN");
}

#[tokio::test]
async fn everything_wrong_is_said_at_once() {
    let house = House::shared().await;
    let wrong = pb::Distinction { ulo: "people/1".into(), reason: "x".repeat(501), ..Default::default() };
    let request = pb::CreateDistinctionRequest { distinction: Some(wrong), request_id: String::new() };
    let fields = ["request_id", "distinction.ulo", "distinction.other_ulo", "distinction.reason"];
    invalid(house.distinctions().create_distinction(house.ask(&an_operator(), request)).await, &fields);
    let ulo = a_ulo().create(house).await.name;
    let request = create(&ulo, &ulo);
    let answer = house.distinctions().create_distinction(house.ask(&an_operator(), request)).await;
    invalid(answer, &["distinction.other_ulo"]);
    let nobody = format!("ulos/{}", request_id());
    not_found(
        house.distinctions().create_distinction(house.ask(&an_operator(), create(&ulo, &nobody))).await,
    );
    let get = pb::GetDistinctionRequest { name: format!("distinctions/{}", request_id()) };
    not_found(house.distinctions().get_distinction(house.ask(&an_operator(), get)).await);
}
