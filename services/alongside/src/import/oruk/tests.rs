use proto::ulos::v1::offering::PriceBasis;
use serde_json::{Value, json};

use super::record::{Draft, Outcome, read};
use super::*;

fn a_service() -> Value {
    json!({
        "id": "ac148810-d857-441c-9679-408f346de14b",
        "name": "Advocacy for you",
        "description": "Someone on your side.",
        "status": "active",
        "organization": {
            "id": "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610",
            "name": "Example Voices",
            "description": "People who speak up.",
            "email": "hello@example.org",
            "website": "https://example.org",
            "organization_identifiers": [
                { "id": "1", "identifier_scheme": "GB-CHC", "identifier_type": "Charity number", "identifier": "1234567" }
            ]
        },
        "service_areas": [{ "id": "1", "uri": "http://statistics.data.gov.uk/id/statistical-geography/E08000033" }],
        "cost_options": [{ "id": "1", "option": "£12.50 an hour", "amount": 12.5 }],
        "schedules": [{ "id": "1", "freq": "WEEKLY", "byday": "MO,-1WE", "opens_at": "09:30:00", "closes_at": "16:00" }],
        "languages": [{ "id": "1", "code": "bfi" }],
        "contacts": [
            { "id": "1", "name": "Sam Sample", "phones": [{ "id": "1", "number": "01632 960 001" }] },
            { "id": "2", "name": "Example Voices", "phones": [{ "id": "1", "number": "01632 960 002" }] }
        ]
    })
}

fn kept(value: &Value) -> Draft {
    match read(value) {
        Outcome::Kept(draft) => *draft,
        Outcome::Bad(bad) => panic!("{bad:?}"),
        _ => panic!("left out"),
    }
}

fn bad(value: &Value) -> Vec<String> {
    match read(value) {
        Outcome::Bad(bad) => bad.into_iter().map(|bad| bad.field).collect(),
        _ => panic!("kept"),
    }
}

fn without(name: &str) -> Value {
    let mut service = a_service();
    service.as_object_mut().unwrap().remove(name);
    service
}

#[test]
fn a_whole_record_is_read_and_persons_are_left_behind() {
    let draft = kept(&a_service());
    assert_eq!(draft.ulo.councils, ["councils/E08000033"]);
    assert_eq!(draft.ulo.kind(), pb::ulo::Kind::OtherCharity, "no feed makes an organisation user-led");
    assert_eq!(draft.ulo.contact.as_ref().unwrap().phone, "01632 960 002");
    assert_eq!(draft.offering.kind(), pb::offering::Kind::Advocacy);
    assert_eq!(
        (draft.offering.price_pence, draft.offering.languages.as_slice()),
        (1250, ["bfi".to_owned()].as_slice())
    );
    let hours: Vec<_> = draft.offering.schedules.iter().map(|hours| (hours.day, hours.week)).collect();
    assert_eq!(hours, [(1, 0), (3, 5)]);
}

#[test]
fn what_a_feed_does_not_say_is_not_made_up() {
    let mut sparse = a_service();
    let fields = sparse.as_object_mut().unwrap();
    fields.remove("cost_options");
    fields.remove("languages");
    fields["name"] = json!("Peer support");
    let draft = kept(&sparse);
    let offering = &draft.offering;
    assert_eq!((offering.price_basis(), offering.price_pence), (PriceBasis::Unspecified, 0), "not free");
    assert!(offering.languages.is_empty(), "not English");
    assert!(offering.delivery_modes.is_empty(), "not by phone");
    assert_eq!(offering.peer_support_model, 0, "not one to one");
    assert_eq!(draft.unsaid, ["peer_support_model", "delivery_modes", "languages", "price_basis"]);
}

#[test]
fn a_price_is_what_the_feed_says_it_is() {
    let price = |costs: Value| {
        let mut service = a_service();
        service["cost_options"] = costs;
        let draft = kept(&service);
        (draft.offering.price_basis(), draft.offering.price_pence)
    };
    let nothing = (PriceBasis::Unspecified, 0);
    assert_eq!(
        price(json!([{ "amount": 12.5, "amount_description": "Each hour" }])),
        (PriceBasis::PerHour, 1250)
    );
    assert_eq!(price(json!([{ "amount": 0 }, { "amount": "0" }])), (PriceBasis::Free, 0));
    assert_eq!(price(json!([])), nothing);
    assert_eq!(price(json!([{ "option": "Ask us" }])), nothing);
    assert_eq!(price(json!([{ "amount": 12.5 }])), nothing, "an amount of nobody knows what");
    assert_eq!(price(json!([{ "amount": 12.5, "option": "an hour, or a month" }])), nothing);
    assert_eq!(price(json!([{ "amount": 0 }, { "amount": 5, "option": "hour" }])), nothing);
    assert_eq!(price(json!([{ "amount": -5, "option": "hour" }])), nothing);
}

#[test]
fn everything_wrong_with_a_record_is_told_at_once() {
    let mut service = a_service();
    service["id"] = Value::Null;
    service["organization"] = json!({ "name": "", "email": "nobody" });
    service["service_areas"] = json!([{ "id": "1", "name": "Everywhere" }]);
    assert_eq!(
        bad(&service),
        ["id", "organization.id", "service_areas", "organization.name", "organization.email"]
    );
    assert_eq!(bad(&without("service_areas")), ["service_areas"]);
}

#[test]
fn what_is_no_record_is_told_whatever_its_kind() {
    assert_eq!(bad(&json!(42)), ["record"]);
    assert_eq!(bad(&Value::Null), ["record"]);
    let with = |name: &str, value: Value| {
        let mut service = a_service();
        service[name] = value;
        service
    };
    assert_eq!(bad(&with("id", json!("not-a-uuid"))), ["id"]);
    assert_eq!(bad(&with("status", json!("banana"))), ["status"]);
    assert_eq!(bad(&without("status")), ["status"]);
    assert_eq!(bad(&with("name", Value::Null)), ["name"]);
    assert_eq!(bad(&json!({ "id": "not-a-uuid", "name": "Chair yoga" })), ["id", "status"]);
    assert_eq!(bad(&with("organization", json!({ "id": "7", "name": "A" }))), ["organization.id"]);
}

#[test]
fn ids_are_known_again_however_they_are_written() {
    let mut service = a_service();
    service["id"] = json!(service["id"].as_str().unwrap().to_uppercase());
    assert_eq!(kept(&service).service, kept(&a_service()).service);
    service["status"] = json!("temporarily closed");
    assert!(kept(&service).paused && !kept(&a_service()).paused);
}

#[test]
fn what_has_ended_and_what_is_another_kind_is_left_out() {
    let mut service = a_service();
    service["status"] = json!("defunct");
    assert!(matches!(read(&service), Outcome::Ended));
    let mut service = a_service();
    service["name"] = json!("Chair yoga");
    assert!(matches!(read(&service), Outcome::OtherKind));
    service["attributes"] = json!([{ "taxonomy_term": { "name": "Peer support groups" } }]);
    assert_eq!(kept(&service).offering.kind(), pb::offering::Kind::PeerSupport);
}

#[test]
fn odd_values_never_break_the_reading() {
    let odd =
        [json!(null), json!([]), json!(-1), json!("x".repeat(5000)), json!({ "id": [] }), json!([[{}]])];
    for name in a_service().as_object().unwrap().keys() {
        for odd in &odd {
            let mut service = a_service();
            service[name.as_str()] = odd.clone();
            let _ = read(&service);
        }
    }
    for odd in odd {
        let _ = read(&odd);
    }
}
