use super::*;

#[test]
fn nothing_empty_is_left_in_an_answer() {
    let value = json!({ "a": null, "b": "", "c": [], "d": [{ "e": null }, 0], "f": false, "g": { "h": "" }, "h": [null, ""] });
    assert_eq!(bare(value), json!({ "d": [{}, 0], "f": false, "g": {} }));
}

#[test]
fn terms_have_ids_of_their_own_for_good() {
    let ids: std::collections::BTreeSet<_> = taxonomy::terms().map(|term| term.id()).collect();
    assert_eq!(ids.len(), taxonomy::terms().count());
    let led = taxonomy::terms().find(|term| term.meaning == taxonomy::Meaning::UserLed(1)).unwrap();
    assert_eq!(led.id().to_string(), "e81d4d41-9c1b-5bbb-82c0-34e99a90f358");
}

#[test]
fn the_id_of_a_place_leads_back_to_its_service() {
    let offering =
        pb::Offering { name: "offerings/0190a1b2-c3d4-7aaa-8bbb-0123456789ab".into(), ..Default::default() };
    let entry = pb::DirectoryEntry { offering: Some(offering), ulo: Some(pb::Ulo::default()) };
    let place = place::at(&entry);
    let id = place["id"].as_str().unwrap();
    assert_eq!(id, "0190a1b2-c3d4-8aaa-8bbb-0123456789ab");
    assert_eq!(place::service_of(id).as_deref(), Some("0190a1b2-c3d4-7aaa-8bbb-0123456789ab"));
    assert_eq!(place::service_of("0190a1b2-c3d4-7aaa-8bbb-0123456789ab"), None);
}

#[test]
fn what_is_given_from_afar_is_at_no_place() {
    use pb::offering::DeliveryMode::{AtOurPlace, Phone, Text, Video};
    let contact = pb::Contact { latitude: Some(53.7), longitude: Some(-1.8), ..whole_address() };
    let at = |modes: &[pb::offering::DeliveryMode]| {
        let offering = pb::Offering {
            name: "offerings/0190a1b2-c3d4-7aaa-8bbb-0123456789ab".into(),
            delivery_modes: modes.iter().map(|mode| i32::from(*mode)).collect(),
            ..Default::default()
        };
        let ulo = pb::Ulo {
            contact: Some(contact.clone()),
            councils: vec!["councils/E08000033".into()],
            ..Default::default()
        };
        bare(place::at(&pb::DirectoryEntry { offering: Some(offering), ulo: Some(ulo) }))["location"].clone()
    };
    let here = at(&[AtOurPlace, Phone]);
    assert_eq!((&here["location_type"], &here["latitude"]), (&json!("physical"), &json!(53.7)));
    assert_eq!(here["addresses"][0]["city"], "Exampleton");
    let afar = at(&[Phone, Video, Text]);
    assert_eq!(afar["location_type"], "virtual");
    assert!(["latitude", "longitude"].iter().all(|name| afar.get(name).is_none()), "{afar}");
    assert_eq!(afar["addresses"][0], Value::Null);
}

#[test]
fn what_is_not_said_is_not_published_as_free() {
    let cost = |basis: pb::offering::PriceBasis| {
        let offering = pb::Offering { price_basis: basis.into(), ..Default::default() };
        service::cost(uuid::Uuid::nil(), &offering)
    };
    assert_eq!(cost(pb::offering::PriceBasis::Unspecified), None);
    assert_eq!(cost(pb::offering::PriceBasis::Free).unwrap()["amount"], 0.0);
    assert_eq!(crate::said::offering::price(0_i64, 0_i32).to_string(), "Price not stated");
}

fn whole_address() -> pb::Contact {
    pb::Contact {
        address_lines: vec!["1 Example Street".into(), "Exampleton".into()],
        postcode: "HX1 1AA".into(),
        ..Default::default()
    }
}

#[test]
fn every_address_of_the_description_is_served() {
    let described: Value = serde_json::from_str(OPENAPI).unwrap();
    assert_eq!(described["paths"].as_object().unwrap().len(), 9);
}
