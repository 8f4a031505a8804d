//! Supporters: granting, reading, changing, taking back.

use chrono::TimeDelta;
use platform::Caller;
use proto::people::v1 as pb;
use proto::people::v1::supporter::{Kind, Power, State};
use tonic::{Code, Response, Status};

use crate::harness::asserts::{forbidden, invalid, not_found, refused, stale};
use crate::harness::people::{a_person, a_supporter, in_days};
use crate::harness::{House, a_visitor, an_operator, broker, mask, nobody, request_id, supporter};

async fn get(house: &House, caller: &Caller, name: &str) -> Result<Response<pb::Supporter>, Status> {
    let request = pb::GetSupporterRequest { name: name.into() };
    house.supporters().get_supporter(house.ask(caller, request)).await
}

async fn update(
    house: &House,
    caller: &Caller,
    supporter: pb::Supporter,
    paths: &[&str],
) -> Result<Response<pb::Supporter>, Status> {
    let request = pb::UpdateSupporterRequest { supporter: Some(supporter), update_mask: mask(paths) };
    house.supporters().update_supporter(house.ask(caller, request)).await
}

async fn revoke(
    house: &House,
    caller: &Caller,
    supporter: &pb::Supporter,
) -> Result<Response<pb::Supporter>, Status> {
    let request = pb::RevokeSupporterRequest { name: supporter.name.clone(), etag: supporter.etag.clone() };
    house.supporters().revoke_supporter(house.ask(caller, request)).await
}

async fn list(
    house: &House,
    caller: &Caller,
    request: pb::ListSupportersRequest,
) -> Result<Response<pb::ListSupportersResponse>, Status> {
    house.supporters().list_supporters(house.ask(caller, request)).await
}

async fn sees_the_record(house: &House, caller: &Caller) -> bool {
    let request = pb::GetPersonRequest { name: caller.acting_for.clone() };
    house.people().get_person(house.ask(caller, request)).await.is_ok()
}

fn names(listed: &Response<pb::ListSupportersResponse>) -> Vec<String> {
    listed.get_ref().supporters.iter().map(|supporter| supporter.name.clone()).collect()
}

#[tokio::test]
async fn a_grant_lets_its_holder_act_and_the_person_sees_it() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let made = a_supporter(&avery).create(house).await;
    assert_eq!((made.state, made.revoke_time), (State::Active.into(), None));
    assert_eq!(get(house, &avery, &made.name).await.unwrap().into_inner(), made);
    let robin = supporter(&made.name, &made.person);
    assert!(sees_the_record(house, &robin).await);
    let looks = house.looks_at(&avery).await;
    assert_eq!(
        (looks[0].viewer.as_str(), looks[0].supporter.as_str()),
        (made.name.as_str(), made.name.as_str())
    );
    assert_eq!(looks[0].purpose, i32::from(pb::viewing::Purpose::Acting));
    assert_eq!(looks.len(), 1);
}

#[tokio::test]
async fn powers_decide_and_what_was_refused_is_no_viewing() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let talks = a_supporter(&avery).who_may(&[Power::TalkToBroker]).signed_in(house).await;
    assert!(!sees_the_record(house, &talks).await);
    assert_eq!(house.looks_at(&avery).await, []);
    let keeps = a_supporter(&avery).who_may(&[Power::KeepRecord]).signed_in(house).await;
    assert!(sees_the_record(house, &keeps).await);
}

#[tokio::test]
async fn a_grant_taken_back_ends_with_the_next_call() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let made = a_supporter(&avery).create(house).await;
    let robin = supporter(&made.name, &made.person);
    let revoked = revoke(house, &avery, &made).await.unwrap().into_inner();
    assert_eq!(revoked.state, i32::from(State::Revoked));
    assert!(revoked.revoke_time.is_some());
    assert!(!sees_the_record(house, &robin).await);
    let again = revoke(house, &avery, &revoked).await;
    refused(again, Code::FailedPrecondition, "SUPPORTER_NOT_ACTIVE");
    let changed = update(house, &avery, revoked, &["email"]).await;
    refused(changed, Code::FailedPrecondition, "SUPPORTER_NOT_ACTIVE");
}

#[tokio::test]
async fn a_grant_ends_by_itself() {
    let house = House::fresh().await;
    let avery = a_person().signed_in(&house).await;
    let made = a_supporter(&avery).create(&house).await;
    let robin = supporter(&made.name, &made.person);
    house.stack.clock.set(chrono::Utc::now() + TimeDelta::days(31));
    let read = get(&house, &avery, &made.name).await.unwrap().into_inner();
    assert_eq!(read.state, i32::from(State::Expired));
    assert!(!sees_the_record(&house, &robin).await);
    for (state, found) in
        [(State::Expired, 1), (State::Active, 0), (State::Revoked, 0), (State::Unspecified, 1)]
    {
        let request = pb::ListSupportersRequest { state: state.into(), ..Default::default() };
        assert_eq!(names(&list(&house, &avery, request).await.unwrap()).len(), found, "{state:?}");
    }
    refused(revoke(&house, &avery, &read).await, Code::FailedPrecondition, "SUPPORTER_NOT_ACTIVE");
    let changed = update(&house, &avery, read, &["display_name"]).await;
    refused(changed, Code::FailedPrecondition, "SUPPORTER_NOT_ACTIVE");
}

#[tokio::test]
async fn a_supporter_sees_their_own_grant_and_may_step_down() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let made = a_supporter(&avery).create(house).await;
    let other = a_supporter(&avery).create(house).await;
    let robin = supporter(&made.name, &made.person);
    assert_eq!(get(house, &robin, &made.name).await.unwrap().into_inner(), made);
    not_found(get(house, &robin, &other.name).await);
    not_found(revoke(house, &robin, &other).await);
    assert_eq!(names(&list(house, &robin, Default::default()).await.unwrap()), [made.name.as_str()]);
    let down = revoke(house, &robin, &made).await.unwrap().into_inner();
    assert_eq!(down.state, i32::from(State::Revoked));
    assert_eq!(house.looks_at(&avery).await, []);
}

#[tokio::test]
async fn no_supporter_makes_or_widens_a_grant() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let made = a_supporter(&avery).create(house).await;
    let robin = supporter(&made.name, &made.person);
    forbidden(update(house, &robin, made.clone(), &["powers"]).await);
    let request = pb::CreateSupporterRequest { supporter: Some(made), request_id: request_id() };
    forbidden(house.supporters().create_supporter(house.ask(&robin, request)).await);
}

#[tokio::test]
async fn an_operator_makes_a_grant_and_the_person_sees_that_they_did() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let mut wanted = a_supporter(&avery).0;
    wanted.kind = Kind::Deputy.into();
    let request = pb::CreateSupporterRequest { supporter: Some(wanted.clone()), request_id: request_id() };
    let made = house.supporters().create_supporter(house.ask(&an_operator(), request)).await.unwrap();
    assert_eq!(made.get_ref().kind, i32::from(Kind::Deputy));
    let of_avery = pb::ListSupportersRequest { person: avery.subject.clone(), ..Default::default() };
    let listed = list(house, &an_operator(), of_avery).await.unwrap();
    assert_eq!(names(&listed), [made.get_ref().name.as_str()]);
    invalid(list(house, &an_operator(), Default::default()).await, &["person"]);
    revoke(house, &an_operator(), made.get_ref()).await.unwrap();
    let looks = house.looks_at(&avery).await;
    assert_eq!(looks.len(), 3);
    assert_eq!(looks[0].purpose, i32::from(pb::viewing::Purpose::Operation));
    wanted.person = nobody("people");
    let request = pb::CreateSupporterRequest { supporter: Some(wanted), request_id: request_id() };
    not_found(house.supporters().create_supporter(house.ask(&an_operator(), request)).await);
}

#[tokio::test]
async fn a_strangers_supporters_are_not_found() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let stranger = a_person().signed_in(house).await;
    let made = a_supporter(&avery).create(house).await;
    not_found(get(house, &stranger, &made.name).await);
    not_found(get(house, &avery, &nobody("supporters")).await);
    not_found(update(house, &stranger, made.clone(), &["email"]).await);
    not_found(revoke(house, &stranger, &made).await);
    let of_avery = pb::ListSupportersRequest { person: avery.subject.clone(), ..Default::default() };
    not_found(list(house, &stranger, of_avery.clone()).await);
    let other_supporter = a_supporter(&stranger).signed_in(house).await;
    assert_eq!(
        names(&list(house, &other_supporter, of_avery.clone()).await.unwrap()),
        <[String; 0]>::default()
    );
    forbidden(list(house, &broker(&nobody("brokers"), &nobody("ulos")), of_avery).await);
    forbidden(get(house, &a_visitor(), &made.name).await);
    let request =
        pb::CreateSupporterRequest { supporter: Some(a_supporter(&avery).0), request_id: request_id() };
    not_found(house.supporters().create_supporter(house.ask(&stranger, request)).await);
}

#[tokio::test]
async fn everything_wrong_is_said_at_once() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let wrong = pb::Supporter {
        display_name: "  ".into(),
        email: "robin at home".into(),
        kind: 0,
        powers: vec![],
        evidence: "x".repeat(1001),
        expire_time: in_days(367),
        person: "ulos/1".into(),
        ..Default::default()
    };
    let request = pb::CreateSupporterRequest { supporter: Some(wrong.clone()), request_id: String::new() };
    let fields = ["display_name", "email", "kind", "powers", "evidence", "expire_time", "person"];
    let mut fields: Vec<String> = fields.iter().map(|field| format!("supporter.{field}")).collect();
    fields.push("request_id".into());
    let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
    invalid(house.supporters().create_supporter(house.ask(&avery, request)).await, &fields);
    invalid(update(house, &avery, wrong, &["kind"]).await, &["supporter.name", "etag", "update_mask"]);
    invalid(revoke(house, &avery, &pb::Supporter::default()).await, &["name", "etag"]);
    invalid(get(house, &avery, "people/1").await, &["name"]);
    let request =
        pb::ListSupportersRequest { page_size: -1, page_token: "?".into(), person: "x".into(), state: 9 };
    invalid(list(house, &avery, request).await, &["page_size", "page_token", "person", "state"]);
}

#[tokio::test]
async fn every_editable_field_survives_a_round_trip() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let made = a_supporter(&avery).create(house).await;
    let wanted = pb::Supporter {
        name: made.name.clone(),
        display_name: "Zoë مثال 🦋".into(),
        email: "zoe@example.org".into(),
        kind: made.kind,
        powers: vec![Power::AskAndChoose.into(), Power::AnswerReviews.into(), Power::TalkToBroker.into()],
        evidence: "letter of 1 May\nseen by the office".into(),
        expire_time: in_days(364),
        revoke_time: None,
        person: made.person.clone(),
        state: made.state,
        create_time: made.create_time,
        update_time: None,
        etag: made.etag.clone(),
    };
    let fields = ["display_name", "email", "powers", "evidence", "expire_time"];
    let updated = update(house, &avery, wanted.clone(), &fields).await.unwrap().into_inner();
    let read = get(house, &avery, &made.name).await.unwrap().into_inner();
    assert_eq!(updated, read);
    assert_eq!(
        read,
        pb::Supporter { update_time: read.update_time, etag: read.etag.clone(), ..wanted.clone() }
    );
    stale(update(house, &avery, wanted.clone(), &fields).await);
    stale(revoke(house, &avery, &wanted).await);
    let sent = pb::Supporter { display_name: "Not Me".into(), evidence: String::new(), ..read };
    let updated = update(house, &avery, sent, &["evidence"]).await.unwrap().into_inner();
    assert_eq!((updated.display_name.as_str(), updated.evidence.as_str()), ("Zoë مثال 🦋", ""));
}

#[tokio::test]
async fn the_same_request_makes_one_supporter() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let mut request =
        pb::CreateSupporterRequest { supporter: Some(a_supporter(&avery).0), request_id: request_id() };
    let create = async |request| house.supporters().create_supporter(house.ask(&avery, request)).await;
    let first = create(request.clone()).await.unwrap().into_inner();
    assert_eq!(create(request.clone()).await.unwrap().into_inner(), first);
    request.supporter.as_mut().unwrap().evidence = "something else".into();
    refused(create(request).await, Code::AlreadyExists, "REQUEST_ID_REUSED");
}

#[tokio::test]
async fn lists_come_in_pages_of_25_and_never_more_than_100() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    for _ in 0..101 {
        a_supporter(&avery).create(house).await;
    }
    let page = async |page_size, page_token: &str| {
        let request =
            pb::ListSupportersRequest { page_size, page_token: page_token.into(), ..Default::default() };
        list(house, &avery, request).await.unwrap()
    };
    assert_eq!(names(&page(0, "").await).len(), 25);
    let first = page(1000, "").await;
    assert_eq!(names(&first).len(), 100);
    let second = page(1000, &first.get_ref().next_page_token).await;
    assert_eq!((names(&second).len(), second.get_ref().next_page_token.as_str()), (1, ""));
    let mut all = [names(&first), names(&second)].concat();
    assert!(all.is_sorted_by(|newer, older| newer > older), "newest first");
    all.dedup();
    assert_eq!(all.len(), 101);
}

#[tokio::test]
async fn erasing_a_person_takes_every_grant_back() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let made = a_supporter(&avery).create(house).await;
    house.erase(&avery).await;
    let read = get(house, &avery, &made.name).await.unwrap().into_inner();
    assert_eq!((read.display_name.as_str(), read.email.as_str()), ("", ""));
    assert_eq!(read.state, i32::from(State::Revoked));
    assert!(!sees_the_record(house, &supporter(&made.name, &made.person)).await);
    let request =
        pb::CreateSupporterRequest { supporter: Some(a_supporter(&avery).0), request_id: request_id() };
    let more = house.supporters().create_supporter(house.ask(&avery, request)).await;
    refused(more, Code::FailedPrecondition, "PERSON_ERASED");
    let events: Vec<String> =
        sqlx::query_scalar("select kind from event where stream = $1 order by stream_version")
            .bind(&made.name)
            .fetch_all(&house.tables("people").await)
            .await
            .unwrap();
    assert_eq!(events, ["supporter.created", "supporter.revoked"]);
}
