//! Options: the nearest, explained, for anyone.

use std::cell::Cell;

use platform::Caller;
use proto::matching::v1 as pb;
use proto::matching::v1::request::Kind;
use proto::ulos::v1 as ulos;

use crate::harness::House;
use crate::harness::asserts::invalid;
use crate::harness::brokers::{Answer, eventually};
use crate::harness::matching::Town;

async fn list(house: &House, by: &Caller, asked: &pb::FindOptionsRequest) -> Answer<pb::FindOptionsResponse> {
    house.options().find_options(house.ask(by, asked.clone())).await
}

/// Brokerage near the middle of Halifax, in that council.
fn asked(council: &str) -> pb::FindOptionsRequest {
    pb::FindOptionsRequest {
        request: Some(pb::Request { kind: Kind::SupportBrokerage.into(), ..Default::default() }),
        council: council.to_owned(),
        latitude: Some(53.72),
        longitude: Some(-1.86),
        page_size: 0,
    }
}

#[tokio::test]
async fn anyone_sees_the_nearest_options_explained() {
    let house = House::shared().await;
    let next = Cell::new(3);
    // Three, two and one tenth of a degree north of Halifax, some 33, 22 and 11 km.
    let town = Town::unknown(house, 3, |offering| {
        (offering.latitude, offering.longitude) = (Some(53.72 + f64::from(next.get()) / 10.0), Some(-1.86));
        offering.delivery_modes = vec![ulos::offering::DeliveryMode::AtOurPlace.into()];
        next.set(next.get() - 1);
    })
    .await;
    town.is_known(house).await;
    let all = asked(&town.council);
    let answer = list(house, &Caller::visitor(), &all).await.unwrap().into_inner();
    let found: Vec<(&str, Option<i32>)> =
        answer.options.iter().map(|option| (option.offering.as_str(), option.distance_km)).collect();
    let expected: Vec<(&str, Option<i32>)> = town
        .offerings
        .iter()
        .rev()
        .map(|offering| offering.name.as_str())
        .zip([11, 22, 33].map(Some))
        .collect();
    assert_eq!(found, expected);
    assert!(answer.options.iter().all(|option| town.ulos.contains(&option.ulo) && option.independent));

    let two = pb::FindOptionsRequest { page_size: 2, ..all.clone() };
    assert_eq!(
        list(house, &town.broker_of(&town.offerings[0].name).0, &two).await.unwrap().into_inner().options,
        answer.options[..2]
    );

    let limits = pb::Constraints { max_distance_km: Some(25), ..Default::default() };
    let wish = pb::Wish { factor: pb::Factor::Nearness.into(), weight: 4 };
    let within =
        pb::Request { constraints: Some(limits), wishes: vec![wish], ..all.request.clone().unwrap() };
    let within = pb::FindOptionsRequest { request: Some(within), ..all.clone() };
    let near = list(house, &Caller::visitor(), &within).await.unwrap().into_inner().options;
    assert_eq!(near.len(), 2);
    assert_eq!(near[0].contributions[0].sentence, "fit-nearness-km");

    town.pause(house, &town.offerings[2].name).await;
    eventually("who is paused is an option no more", || async {
        list(house, &Caller::visitor(), &all).await.unwrap().into_inner().options.len() == 2
    })
    .await;
}

#[tokio::test]
async fn everything_wrong_is_said_at_once() {
    let house = House::shared().await;
    let wrong = pb::FindOptionsRequest {
        request: None,
        council: "councils/E99999999".into(),
        latitude: Some(12.0),
        longitude: Some(-1.0),
        page_size: -1,
    };
    let refused = list(house, &Caller::visitor(), &wrong).await;
    invalid(refused, &["council", "latitude", "page_size", "request.kind"]);
    let east_only = pb::FindOptionsRequest { latitude: None, ..asked("councils/E08000033") };
    invalid(list(house, &Caller::visitor(), &east_only).await, &["latitude"]);
    let nowhere = pb::FindOptionsRequest { latitude: Some(f64::NAN), ..asked("councils/E08000033") };
    invalid(list(house, &Caller::visitor(), &nowhere).await, &["latitude"]);
    let at_sea = pb::FindOptionsRequest { longitude: Some(2.1), ..asked("councils/E08000033") };
    invalid(list(house, &Caller::visitor(), &at_sea).await, &["longitude"]);
}
