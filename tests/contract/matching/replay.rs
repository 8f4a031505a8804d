//! A menu can be made again, byte for byte, from what is kept with it and the history of `ulos`.

use matching::index::place::Point;
use matching::index::{Index, wire};
use matching::menu::wire::made_to_wire;
use matching::menu::{FrozenPrice, Inputs, make};
use matching::request::frozen::Frozen;
use matching::support::Kind;
use matching::wants::{Constraints, Wants, Wish};
use platform::follow::Event;
use platform::{when, words::Wire as _};
use prost::Message as _;
use proto::matching::v1 as pb;
use proto::people::v1 as people;
use uuid::Uuid;

use crate::harness::House;
use crate::harness::matching::{Menu, Town, a_request};
use crate::harness::people::a_need;
use crate::harness::ulos::a_governance;

/// The index as it was at that place of the feed.
async fn index_at(house: &House, version: i64) -> Index {
    let rows: Vec<(String, String, String, Vec<u8>, i64)> = sqlx::query_as(
        "select stream, kind, payload_type, payload, position from event where position <= $1 order by position",
    )
    .bind(version)
    .fetch_all(&house.tables("ulos").await)
    .await
    .unwrap();
    let mut index = Index::default();
    for (stream, kind, payload_type, value, position) in rows {
        let payload =
            Some(prost_types::Any { type_url: format!("type.googleapis.com/{payload_type}"), value });
        let event = Event { stream, kind, payload, position, ..Event::default() };
        wire::change(&event).unwrap().into_iter().for_each(|change| index.take(change));
    }
    index.reach(version);
    index
}

fn uuids(names: &[String]) -> Vec<Uuid> {
    names.iter().map(|name| name.rsplit('/').next().unwrap().parse().unwrap()).collect()
}

fn frozen_price(told: &pb::FrozenPrice) -> FrozenPrice {
    let offering = uuids(std::slice::from_ref(&told.offering))[0];
    let price = format!("{:.0}", told.price * 1e6).parse().unwrap();
    FrozenPrice { offering, price, shown: u32::try_from(told.shown).unwrap() }
}

/// The inputs as the menu shows them.
fn inputs(told: &pb::Inputs) -> Inputs {
    let limits = told.constraints.clone().unwrap_or_default();
    let frozen = told.frozen.clone().unwrap();
    let wish = |wish: &pb::Wish| Wish {
        factor: matching::support::Factor::required("", wish.factor).unwrap(),
        weight: u32::try_from(wish.weight).unwrap(),
    };
    Inputs {
        wants: Wants {
            kind: Kind::required("", told.kind).unwrap(),
            advocacy_kind: None,
            peer_support_model: None,
            who_for: Vec::new(),
            wishes: told.wishes.iter().map(wish).collect(),
            constraints: Constraints {
                delivery_modes: matching::support::DeliveryMode::list("", &limits.delivery_modes).unwrap(),
                max_distance_km: limits.max_distance_km.map(|km| u16::try_from(km).unwrap()),
                languages: limits.languages,
                must_have: limits.must_have,
                max_price_pence: limits.max_price_pence,
                avoid_ulos: uuids(&limits.avoid_ulos),
                avoid_brokers: uuids(&limits.avoid_brokers),
                skills: limits.skills,
            },
        },
        frozen: Frozen {
            council: frozen.council,
            place: frozen.latitude.zip(frozen.longitude).map(|(north, east)| Point::new(north, east)),
            outward_code: frozen.outward_code,
            needs: frozen.needs,
            age_band: frozen.age_band,
            budget_route: frozen.budget_route,
            freeze_time: when::time("", frozen.freeze_time.as_ref()).unwrap().unwrap(),
        },
        known_ulos: uuids(&told.known_ulos),
        said_no: uuids(&told.said_no),
        as_of_time: when::time("", told.as_of_time.as_ref()).unwrap().unwrap(),
        prices: told.prices.iter().map(frozen_price).collect(),
    }
}

/// Makes a menu again from what it shows and the history of `ulos`, and compares every byte.
pub async fn can_be_made_again(house: &House, menu: &pb::Menu) {
    let index = index_at(house, menu.index_version).await;
    let again = make(&inputs(menu.inputs.as_ref().unwrap()), &index, &menu.rules_version, menu.seed).unwrap();
    let kept = pb::Menu {
        options: menu.options.clone(),
        why_nots: menu.why_nots.clone(),
        why_not_total: menu.why_not_total,
        shortfall_reason: menu.shortfall_reason,
        fitting_total: menu.fitting_total,
        suiting_total: menu.suiting_total,
        widenings: menu.widenings.clone(),
        ..pb::Menu::default()
    };
    assert_eq!(made_to_wire(&again).encode_to_vec(), kept.encode_to_vec());
}

#[tokio::test]
async fn a_menu_is_made_again_from_the_history_byte_for_byte() {
    let house = House::shared().await;
    let town = Town::unknown(house, 12, |offering| {
        offering.latitude = Some(54.1);
        offering.longitude = Some(-1.2);
        offering.access = vec!["step_free".into()];
    })
    .await;
    a_governance(&town.ulos[3]).create(house).await;
    town.pause(house, &town.offerings[5].name).await;
    town.is_known(house).await;
    let place = people::Place { outward_code: "YO1".into(), latitude: Some(53.96), longitude: Some(-1.08) };
    let person = town.someone().with(|person| person.place = Some(place)).signed_in(house).await;
    a_need(&person).shared().create(house).await;
    let request = a_request(&person).with(|request| {
        let factors = [pb::Factor::Nearness, pb::Factor::UserLed, pb::Factor::AccessDoneWell];
        request.wishes =
            factors.iter().map(|factor| pb::Wish { factor: (*factor).into(), weight: 2 }).collect();
        request.constraints = Some(pb::Constraints { max_distance_km: Some(40), ..Default::default() });
    });
    let request = request.ask(house, &person).await;
    let menu = house.menu(&person, &request).await.unwrap().into_inner();
    assert!(menu.options.len() == 8 && menu.why_nots.len() >= 4);

    can_be_made_again(house, &menu).await;
}

#[tokio::test]
async fn another_seed_is_another_order_among_equals() {
    let house = House::shared().await;
    let town = Town::of(house, 6).await;
    let scene = Menu::in_town(house, &town).await;
    let index = index_at(house, scene.menu.index_version).await;
    let inputs = inputs(scene.menu.inputs.as_ref().unwrap());
    let orders: std::collections::HashSet<Vec<Uuid>> = (0..50)
        .map(|seed| {
            let made = make(&inputs, &index, &scene.menu.rules_version, seed).unwrap();
            made.options.iter().map(|option| option.offering).collect()
        })
        .collect();
    assert!(orders.len() > 40, "only {} orders", orders.len());
}
