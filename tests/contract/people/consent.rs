//! Consents: giving, what they let their recipient see, withdrawing.

use chrono::TimeDelta;
use platform::Caller;
use proto::people::v1 as pb;
use proto::people::v1::consent::{Purpose, Shared, State};
use proto::people::v1::supporter::Power;
use tonic::{Code, Response, Status};

use crate::harness::asserts::{forbidden, invalid, not_found, refused, stale};
use crate::harness::people::{a_consent, a_person, a_supporter, in_days};
use crate::harness::{House, a_visitor, an_operator, broker, manager, nobody, officer, request_id};

async fn get(house: &House, caller: &Caller, name: &str) -> Result<Response<pb::Consent>, Status> {
    let request = pb::GetConsentRequest { name: name.into() };
    house.consents().get_consent(house.ask(caller, request)).await
}

async fn create(
    house: &House,
    caller: &Caller,
    consent: pb::Consent,
) -> Result<Response<pb::Consent>, Status> {
    let request = pb::CreateConsentRequest { consent: Some(consent), request_id: request_id() };
    house.consents().create_consent(house.ask(caller, request)).await
}

async fn withdraw(
    house: &House,
    caller: &Caller,
    consent: &pb::Consent,
) -> Result<Response<pb::Consent>, Status> {
    let request = pb::WithdrawConsentRequest { name: consent.name.clone(), etag: consent.etag.clone() };
    house.consents().withdraw_consent(house.ask(caller, request)).await
}

async fn list(
    house: &House,
    caller: &Caller,
    request: pb::ListConsentsRequest,
) -> Result<Response<pb::ListConsentsResponse>, Status> {
    house.consents().list_consents(house.ask(caller, request)).await
}

async fn listed(house: &House, caller: &Caller, request: pb::ListConsentsRequest) -> Vec<String> {
    let answer = list(house, caller, request).await.expect("a list").into_inner();
    answer.consents.into_iter().map(|consent| consent.name).collect()
}

async fn look(house: &House, caller: &Caller, person: &Caller) -> Result<Response<pb::Person>, Status> {
    let request = pb::GetPersonRequest { name: person.subject.clone() };
    house.people().get_person(house.ask(caller, request)).await
}

fn a_broker() -> Caller {
    broker(&nobody("brokers"), &nobody("ulos"))
}

#[tokio::test]
async fn a_consent_shows_its_recipient_what_it_shares_and_nothing_more() {
    let house = House::shared().await;
    let route = |safe| pb::ContactRoute {
        kind: pb::contact_route::Kind::Phone.into(),
        value: "01632 960123".into(),
        safe,
        note: String::new(),
    };
    let person = a_person().with(|person| {
        person.pronouns = "they/them".into();
        person.contact_routes = vec![route(true), route(false)];
        person.place = Some(pb::Place { outward_code: "HX1".into(), latitude: None, longitude: None });
        person.equality = Some(pb::Equality { gender: 1, ethnicity: 1 });
    });
    let avery = person.signed_in(house).await;
    let sam = a_broker();
    not_found(look(house, &sam, &avery).await);
    a_consent(&avery, &sam.ulo).give(house).await;
    let seen = look(house, &sam, &avery).await.unwrap().into_inner();
    assert_eq!((seen.display_name.as_str(), seen.contact_routes.len()), ("Avery Example", 1));
    assert_eq!((seen.pronouns.as_str(), seen.place, seen.equality), ("", None, None));
    a_consent(&avery, &sam.subject).sharing(&[Shared::Place, Shared::AboutMe]).give(house).await;
    let seen = look(house, &sam, &avery).await.unwrap().into_inner();
    assert_eq!((seen.display_name.as_str(), seen.pronouns.as_str()), ("Avery Example", "they/them"));
    assert!(seen.place.is_some() && seen.equality.is_none());
    let stranger = a_broker();
    not_found(look(house, &stranger, &avery).await);
    let looks = house.looks_at(&avery).await;
    assert_eq!(looks.len(), 2);
    assert!(looks.iter().all(|look| look.viewer == sam.subject && look.consent.starts_with("consents/")));
}

#[tokio::test]
async fn one_viewing_is_left_for_each_person_listed() {
    let house = House::shared().await;
    let run = manager(&nobody("ulos"));
    let avery = a_person().signed_in(house).await;
    let sam = a_person().signed_in(house).await;
    a_consent(&avery, &run.ulo).give(house).await;
    a_consent(&avery, &run.ulo).sharing(&[Shared::Place]).give(house).await;
    a_consent(&sam, &run.ulo).sharing(&[Shared::Needs]).give(house).await;
    let people = house.people().list_people(house.ask(&run, pb::ListPeopleRequest::default())).await;
    let people = people.unwrap().into_inner().people;
    let shown: Vec<(&str, &str)> =
        people.iter().map(|person| (person.name.as_str(), person.display_name.as_str())).collect();
    assert_eq!(shown, [(sam.subject.as_str(), ""), (avery.subject.as_str(), "Avery Example")]);
    for person in [&avery, &sam] {
        let looks = house.looks_at(person).await;
        assert_eq!(looks.len(), 1);
        assert_eq!((&looks[0].viewer, &looks[0].what), (&run.subject, &person.subject));
        assert_eq!(looks[0].purpose, i32::from(pb::viewing::Purpose::Introduction));
    }
}

#[tokio::test]
async fn a_consent_withdrawn_ends_with_the_next_call() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let sam = a_broker();
    let given = a_consent(&avery, &sam.ulo).give(house).await;
    let another = a_consent(&avery, &nobody("ulos")).give(house).await;
    forbidden(withdraw(house, &sam, &given).await);
    let withdrawn = withdraw(house, &avery, &given).await.unwrap().into_inner();
    assert_eq!(withdrawn.state, i32::from(State::Withdrawn));
    assert!(withdrawn.withdraw_time.is_some());
    not_found(look(house, &sam, &avery).await);
    not_found(get(house, &sam, &given.name).await);
    stale(withdraw(house, &avery, &pb::Consent { etag: "v7".into(), ..another }).await);
    refused(withdraw(house, &avery, &withdrawn).await, Code::FailedPrecondition, "CONSENT_NOT_GIVEN");
}

#[tokio::test]
async fn a_consent_ends_by_itself() {
    let house = House::fresh().await;
    let avery = a_person().signed_in(&house).await;
    let sam = a_broker();
    let given = a_consent(&avery, &sam.ulo).give(&house).await;
    house.stack.clock.set(chrono::Utc::now() + TimeDelta::days(31));
    let read = get(&house, &avery, &given.name).await.unwrap().into_inner();
    assert_eq!(read.state, i32::from(State::Expired));
    not_found(look(&house, &sam, &avery).await);
    assert_eq!(listed(&house, &sam, Default::default()).await, <[String; 0]>::default());
    for (state, found) in [(State::Expired, 1), (State::Given, 0), (State::Withdrawn, 0)] {
        let request = pb::ListConsentsRequest { state: state.into(), ..Default::default() };
        assert_eq!(listed(&house, &avery, request).await.len(), found, "{state:?}");
    }
    refused(withdraw(&house, &avery, &read).await, Code::FailedPrecondition, "CONSENT_NOT_GIVEN");
}

#[tokio::test]
async fn a_recipient_reads_the_consents_that_hold_for_them() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let sam = a_broker();
    let to_ulo = a_consent(&avery, &sam.ulo).give(house).await;
    let to_sam = a_consent(&avery, &sam.subject).give(house).await;
    let council = "councils/E06000001";
    let to_council = a_consent(&avery, council).give(house).await;
    assert_eq!(get(house, &sam, &to_ulo.name).await.unwrap().into_inner(), to_ulo);
    assert_eq!(listed(house, &sam, Default::default()).await, [to_sam.name.as_str(), to_ulo.name.as_str()]);
    assert_eq!(listed(house, &manager(&sam.ulo), Default::default()).await, [to_ulo.name.as_str()]);
    not_found(get(house, &manager(&sam.ulo), &to_sam.name).await);
    assert_eq!(get(house, &officer(council), &to_council.name).await.unwrap().into_inner(), to_council);
    not_found(get(house, &officer("councils/E06000002"), &to_council.name).await);
    let others = pb::ListConsentsRequest { person: nobody("people"), ..Default::default() };
    assert_eq!(listed(house, &sam, others).await, <[String; 0]>::default());
}

#[tokio::test]
async fn a_supporter_who_chooses_consents_for_the_person() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let chooses = a_supporter(&avery).who_may(&[Power::AskAndChoose]).signed_in(house).await;
    let given = create(house, &chooses, a_consent(&avery, &nobody("ulos")).0).await.unwrap().into_inner();
    assert_eq!(given.given_by, chooses.subject);
    assert_eq!(listed(house, &chooses, Default::default()).await, [given.name.as_str()]);
    let keeps = a_supporter(&avery).who_may(&[Power::KeepRecord]).signed_in(house).await;
    assert_eq!(get(house, &keeps, &given.name).await.unwrap().into_inner(), given);
    not_found(create(house, &keeps, a_consent(&avery, &nobody("ulos")).0).await);
    not_found(withdraw(house, &keeps, &given).await);
    withdraw(house, &chooses, &given).await.unwrap();
}

#[tokio::test]
async fn a_strangers_consents_are_not_found() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let given = a_consent(&avery, &nobody("ulos")).give(house).await;
    let stranger = a_person().signed_in(house).await;
    not_found(get(house, &stranger, &given.name).await);
    not_found(get(house, &avery, &nobody("consents")).await);
    not_found(withdraw(house, &stranger, &given).await);
    not_found(create(house, &stranger, a_consent(&avery, &nobody("ulos")).0).await);
    let of_avery = pb::ListConsentsRequest { person: avery.subject.clone(), ..Default::default() };
    not_found(list(house, &stranger, of_avery.clone()).await);
    not_found(get(house, &a_broker(), &given.name).await);
    assert_eq!(listed(house, &a_broker(), of_avery).await, <[String; 0]>::default());
    forbidden(get(house, &a_visitor(), &given.name).await);
    forbidden(list(house, &an_operator(), Default::default()).await);
}

#[tokio::test]
async fn lists_are_filtered_and_paged() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let ulo = nobody("ulos");
    let mut given = Vec::new();
    for purpose in [Purpose::Introduction, Purpose::Support, Purpose::Measurement] {
        let mut consent = a_consent(&avery, &ulo);
        consent.0.purpose = purpose.into();
        given.push(consent.give(house).await.name);
    }
    given.reverse();
    let other = a_consent(&avery, &nobody("brokers")).give(house).await.name;
    let to_ulo = pb::ListConsentsRequest { recipient: ulo, page_size: 2, ..Default::default() };
    let first = list(house, &avery, to_ulo.clone()).await.unwrap().into_inner();
    let names: Vec<&str> = first.consents.iter().map(|consent| consent.name.as_str()).collect();
    assert_eq!(names, &given[..2]);
    let rest = pb::ListConsentsRequest { page_token: first.next_page_token, ..to_ulo };
    assert_eq!(listed(house, &avery, rest).await, &given[2..]);
    let support = pb::ListConsentsRequest { purpose: Purpose::Support.into(), ..Default::default() };
    assert_eq!(listed(house, &avery, support).await, &given[1..2]);
    assert_eq!(listed(house, &avery, Default::default()).await.first(), Some(&other));
}

#[tokio::test]
async fn every_field_survives_a_round_trip() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let wanted = pb::Consent {
        name: String::new(),
        recipient: "councils/E08000033".into(),
        purpose: Purpose::Measurement.into(),
        shared: vec![Shared::Needs.into(), Shared::Budget.into(), Shared::AboutMe.into()],
        wording_version: "measurement-1.2".into(),
        format_shown: "easy_read".into(),
        expire_time: in_days(700),
        given_by: avery.subject.clone(),
        withdraw_time: None,
        person: avery.subject.clone(),
        state: State::Given.into(),
        create_time: None,
        update_time: None,
        etag: "v1".into(),
    };
    let made = create(house, &avery, wanted.clone()).await.unwrap().into_inner();
    let read = get(house, &avery, &made.name).await.unwrap().into_inner();
    assert_eq!(made, read);
    let name = read.name.clone();
    assert_eq!(
        read,
        pb::Consent { name, create_time: read.create_time, update_time: read.update_time, ..wanted }
    );
}

#[tokio::test]
async fn everything_wrong_is_said_at_once() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let wrong = pb::Consent {
        recipient: "people/1".into(),
        purpose: 9,
        shared: vec![0],
        wording_version: "Version One".into(),
        format_shown: "smoke".into(),
        expire_time: in_days(-1),
        person: String::new(),
        ..Default::default()
    };
    let fields =
        ["recipient", "purpose", "shared", "wording_version", "format_shown", "expire_time", "person"];
    let fields: Vec<String> = fields.iter().map(|field| format!("consent.{field}")).collect();
    let mut fields: Vec<&str> = fields.iter().map(String::as_str).collect();
    invalid(create(house, &avery, wrong).await, &fields);
    fields.push("request_id");
    let nothing = house.consents().create_consent(house.ask(&avery, Default::default())).await;
    invalid(nothing, &fields);
    invalid(withdraw(house, &avery, &pb::Consent::default()).await, &["name", "etag"]);
    invalid(get(house, &avery, "consents/x").await, &["name"]);
    let request = pb::ListConsentsRequest {
        page_size: -1,
        page_token: "?".into(),
        person: "x".into(),
        recipient: "x".into(),
        purpose: 9,
        state: 9,
    };
    let fields = ["page_size", "page_token", "person", "recipient", "purpose", "state"];
    invalid(list(house, &avery, request).await, &fields);
}

#[tokio::test]
async fn the_same_request_makes_one_consent() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let consent = a_consent(&avery, &nobody("ulos")).0;
    let mut request = pb::CreateConsentRequest { consent: Some(consent), request_id: request_id() };
    let create = async |request| house.consents().create_consent(house.ask(&avery, request)).await;
    let first = create(request.clone()).await.unwrap().into_inner();
    assert_eq!(create(request.clone()).await.unwrap().into_inner(), first);
    request.consent.as_mut().unwrap().purpose = Purpose::Support.into();
    refused(create(request).await, Code::AlreadyExists, "REQUEST_ID_REUSED");
}

#[tokio::test]
async fn erasing_a_person_withdraws_every_consent() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let sam = a_broker();
    let given = a_consent(&avery, &sam.ulo).give(house).await;
    house.erase(&avery).await;
    let read = get(house, &avery, &given.name).await.unwrap().into_inner();
    assert_eq!(read.state, i32::from(State::Withdrawn));
    not_found(look(house, &sam, &avery).await);
    let more = create(house, &avery, a_consent(&avery, &sam.ulo).0).await;
    refused(more, Code::FailedPrecondition, "PERSON_ERASED");
    let events: Vec<String> =
        sqlx::query_scalar("select kind from event where stream = $1 order by stream_version")
            .bind(&given.name)
            .fetch_all(&house.tables("people").await)
            .await
            .unwrap();
    assert_eq!(events, ["consent.created", "consent.withdrawn"]);
}
