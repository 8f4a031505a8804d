//! People: signing up, reading, changing, erasing.

use platform::Caller;
use proto::people::v1 as pb;
use tonic::Code;

use crate::harness::asserts::{forbidden, invalid, not_found, refused, stale};
use crate::harness::people::a_person;
use crate::harness::{House, a_visitor, mask, nobody, officer, person, request_id};

fn get(name: &str) -> pb::GetPersonRequest {
    pb::GetPersonRequest { name: name.into() }
}

#[tokio::test]
async fn a_person_reads_their_own_record() {
    let house = House::shared().await;
    let made = a_person().create(house).await;
    let read = house.people().get_person(house.ask(&person(&made.name), get(&made.name))).await;
    assert_eq!(read.unwrap().into_inner(), made);
}

#[tokio::test]
async fn a_strangers_record_is_not_found_and_leaves_no_viewing() {
    let house = House::shared().await;
    let made = a_person().create(house).await;
    let stranger = a_person().signed_in(house).await;
    not_found(house.people().get_person(house.ask(&stranger, get(&made.name))).await);
    not_found(house.people().get_person(house.ask(&person(&nobody("people")), get(&made.name))).await);
    forbidden(house.people().get_person(house.ask(&officer(&made.council), get(&made.name))).await);
    forbidden(house.people().get_person(house.ask(&a_visitor(), get(&made.name))).await);
}

#[tokio::test]
async fn nobody_reads_without_a_token() {
    let house = House::shared().await;
    refused(
        house.people().get_person(get(&nobody("people"))).await,
        Code::Unauthenticated,
        "UNAUTHENTICATED",
    );
}

#[tokio::test]
async fn everything_wrong_is_said_at_once() {
    let house = House::shared().await;
    let request = pb::CreatePersonRequest {
        person: Some(pb::Person {
            display_name: "\0".into(),
            pronouns: "x".repeat(61),
            contact_routes: vec![pb::ContactRoute {
                kind: 1,
                value: "not an address".into(),
                ..Default::default()
            }],
            place: Some(pb::Place { outward_code: "!".into(), latitude: Some(1.0), longitude: None }),
            age_band: 99,
            equality: Some(pb::Equality { gender: 77, ethnicity: -1 }),
            council: "councils/nowhere".into(),
            ..Default::default()
        }),
        request_id: "once".into(),
    };
    invalid(
        house.people().create_person(house.ask(&Caller::service("web"), request)).await,
        &[
            "request_id",
            "person.display_name",
            "person.pronouns",
            "person.contact_routes[0].value",
            "person.place.outward_code",
            "person.place",
            "person.age_band",
            "person.equality.gender",
            "person.equality.ethnicity",
            "person.council",
        ],
    );
}

#[tokio::test]
async fn the_same_request_makes_one_person() {
    let house = House::shared().await;
    let web = Caller::service("web");
    let mut request = pb::CreatePersonRequest {
        person: Some(pb::Person { display_name: "Sam Example".into(), ..Default::default() }),
        request_id: request_id(),
    };
    let first = house.people().create_person(house.ask(&web, request.clone())).await.unwrap().into_inner();
    let again = house.people().create_person(house.ask(&web, request.clone())).await.unwrap().into_inner();
    assert_eq!(first, again);
    request.person.as_mut().unwrap().pronouns = "they/them".into();
    let other = house.people().create_person(house.ask(&web, request)).await;
    refused(other, Code::AlreadyExists, "REQUEST_ID_REUSED");
}

#[tokio::test]
async fn every_editable_field_survives_a_round_trip() {
    let house = House::shared().await;
    let made = a_person().create(house).await;
    let wanted = pb::Person {
        name: made.name.clone(),
        display_name: "Zoë مثال 🦋".into(),
        pronouns: "she/her".into(),
        contact_routes: vec![pb::ContactRoute {
            kind: pb::contact_route::Kind::Phone.into(),
            value: "01632 960123".into(),
            safe: true,
            note: "not before noon".into(),
        }],
        place: Some(pb::Place { outward_code: "HX1".into(), latitude: Some(53.72), longitude: Some(-1.86) }),
        age_band: pb::person::AgeBand::From45To64.into(),
        equality: Some(pb::Equality {
            gender: pb::equality::Gender::PreferNotToSay.into(),
            ethnicity: pb::equality::Ethnicity::AnyOther.into(),
        }),
        council: "councils/E06000001".into(),
        state: made.state,
        create_time: made.create_time,
        update_time: None,
        etag: made.etag.clone(),
    };
    let fields = ["display_name", "pronouns", "contact_routes", "place", "age_band", "equality", "council"];
    let request = pb::UpdatePersonRequest { person: Some(wanted.clone()), update_mask: mask(&fields) };
    let avery = person(&made.name);
    let updated = house.people().update_person(house.ask(&avery, request)).await.unwrap().into_inner();
    let read = house.people().get_person(house.ask(&avery, get(&made.name))).await.unwrap().into_inner();
    assert_eq!(updated, read);
    assert_eq!(read, pb::Person { update_time: read.update_time, etag: read.etag.clone(), ..wanted });
}

#[tokio::test]
async fn an_update_changes_only_what_the_mask_names() {
    let house = House::shared().await;
    let made = a_person().named("Robin Example").create(house).await;
    let sent = pb::Person { pronouns: "he/him".into(), display_name: "Not Me".into(), ..made.clone() };
    let request = pb::UpdatePersonRequest { person: Some(sent), update_mask: mask(&["pronouns"]) };
    let robin = person(&made.name);
    let updated = house.people().update_person(house.ask(&robin, request)).await.unwrap().into_inner();
    assert_eq!((updated.display_name.as_str(), updated.pronouns.as_str()), ("Robin Example", "he/him"));
}

#[tokio::test]
async fn a_stale_etag_changes_nothing() {
    let house = House::shared().await;
    let made = a_person().create(house).await;
    let avery = person(&made.name);
    let request = pb::UpdatePersonRequest { person: Some(made.clone()), update_mask: mask(&["pronouns"]) };
    house.people().update_person(house.ask(&avery, request.clone())).await.unwrap();
    stale(house.people().update_person(house.ask(&avery, request)).await);
}

#[tokio::test]
async fn an_update_says_what_is_missing() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let request = pb::UpdatePersonRequest { person: None, update_mask: mask(&["state"]) };
    invalid(
        house.people().update_person(house.ask(&avery, request)).await,
        &["person.name", "etag", "update_mask"],
    );
}

#[tokio::test]
async fn an_erased_person_is_noise() {
    let house = House::shared().await;
    let made = a_person().create(house).await;
    let avery = person(&made.name);
    let erase = pb::ErasePersonRequest { name: made.name.clone(), etag: made.etag.clone() };
    house.people().erase_person(house.ask(&avery, erase.clone())).await.unwrap();
    let read = house.people().get_person(house.ask(&avery, get(&made.name))).await.unwrap().into_inner();
    assert_eq!((read.display_name.as_str(), read.state), ("", pb::person::State::Erased.into()));
    let again = house.people().erase_person(house.ask(&avery, erase)).await;
    refused(again, Code::FailedPrecondition, "PERSON_ERASED");
    let request = pb::UpdatePersonRequest { person: Some(read), update_mask: mask(&["pronouns"]) };
    let changed = house.people().update_person(house.ask(&avery, request)).await;
    refused(changed, Code::FailedPrecondition, "PERSON_ERASED");
    let kept: Option<Vec<u8>> = sqlx::query_scalar("select wrapped from seal_key where subject = $1")
        .bind(uuid::Uuid::parse_str(&made.name["people/".len()..]).unwrap())
        .fetch_one(&house.tables("people").await)
        .await
        .unwrap();
    assert_eq!(kept, None, "the key is gone");
}

#[tokio::test]
async fn a_person_lists_only_themselves() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let listed = house.people().list_people(house.ask(&avery, pb::ListPeopleRequest::default())).await;
    let listed = listed.unwrap().into_inner();
    let names: Vec<&str> = listed.people.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(names, [avery.subject.as_str()]);
}
