//! What someone asks for, is shown and chooses.

use platform::Caller;
use proto::matching::v1 as pb;

use crate::harness::House;
use crate::harness::matching::{ARequest, Menu, a_request};

/// A request with something in every field, which nobody here is shut out by.
pub fn request(person: &Caller) -> ARequest {
    a_request(person).with(|request| {
        request.who_for = vec![pb::WhoFor::Hearing.into()];
        request.wishes = vec![pb::Wish { factor: pb::Factor::Cost.into(), weight: 2 }];
        request.constraints = Some(pb::Constraints {
            delivery_modes: vec![pb::DeliveryMode::AtHome.into()],
            max_distance_km: Some(300),
            languages: vec!["en".into()],
            must_have: Vec::new(),
            max_price_pence: Some(100_000),
            avoid_ulos: vec![crate::harness::nobody("ulos")],
            avoid_brokers: vec![crate::harness::nobody("brokers")],
            skills: vec!["benefits".into()],
        });
        request.words = "To live by the sea.".into();
    })
}

/// Someone before a menu that has something on it.
pub async fn menu(house: &House, person: &Caller) -> Menu {
    let request = a_request(person).ask(house, person).await;
    let menu = house.until(async || {
        let menu = house.menu(person, &request).await.expect("a menu").into_inner();
        (!menu.options.is_empty()).then_some(menu)
    });
    Menu { person: person.clone(), menu: menu.await, request }
}

/// A choice that waits for an answer.
pub async fn choice(house: &House, person: &Caller) -> pb::Choice {
    menu(house, person).await.choose(house, 1).await
}
