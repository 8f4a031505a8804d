use super::*;

#[test]
fn nothing_empty_is_left_in_an_answer() {
    let value = json!({ "a": null, "b": "", "c": [], "d": [{ "e": null }, 0], "f": false, "g": { "h": "" } });
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
fn every_address_of_the_description_is_served() {
    let described: Value = serde_json::from_str(OPENAPI).unwrap();
    assert_eq!(described["paths"].as_object().unwrap().len(), 9);
}
