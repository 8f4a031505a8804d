//! Prices of openings: worked out once a night, for those who answer for them, and felt by menus.

use std::sync::atomic::{AtomicI32, Ordering};

use platform::{Caller, Role};
use proto::matching::v1 as pb;
use proto::matching::v1::request::{Kind, State};
use tonic::Code;

use super::replay::can_be_made_again;
use crate::harness::asserts::{invalid, refused};
use crate::harness::brokers::eventually;
use crate::harness::matching::{Menu, Town, a_request};
use crate::harness::{House, a_visitor, an_operator, manager, officer};

/// A town where the first offering is a little better and has one opening, the second has nine.
async fn scarce(house: &House) -> Town {
    let next = AtomicI32::new(0);
    let town = Town::unknown(house, 2, |offering| {
        let second = next.fetch_add(1, Ordering::Relaxed) > 0;
        offering.openings = Some(if second { 9 } else { 1 });
        offering.typical_wait_days = Some(if second { 15 } else { 14 });
    })
    .await;
    town.is_known(house).await;
    town
}

/// Someone of a town to whom a short wait matters.
async fn in_a_hurry(house: &House, town: &Town) -> Menu {
    let person = town.someone().signed_in(house).await;
    let wishes = vec![pb::Wish { factor: pb::Factor::ShortWait.into(), weight: 4 }];
    let request = a_request(&person).with(|request| request.wishes = wishes).ask(house, &person).await;
    let menu = house.menu(&person, &request).await.unwrap().into_inner();
    Menu { person, request, menu }
}

/// The price of an offering, as its manager sees it.
async fn price_of(house: &House, town: &Town, place: usize) -> pb::Price {
    let all = house.prices_of(&manager(&town.ulos[place]), pb::ListPricesRequest::default()).await;
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].offering, town.offerings[place].name);
    all[0].clone()
}

#[tokio::test]
async fn near_ties_change_places_after_a_night_with_scarce_openings() {
    let house = &House::fresh().await;
    let town = scarce(house).await;
    let first = in_a_hurry(house, &town).await;
    let second = in_a_hurry(house, &town).await;
    let better = &town.offerings[0].name;
    assert_eq!([&first.option(0), &second.option(0)], [better, better]);

    assert!(house.night_after(1).await);
    assert!(!house.night_after(1).await, "once a night");
    let (scarce, plenty) = (price_of(house, &town, 0).await, price_of(house, &town, 1).await);
    // 14 / 28 and 14 / 29, in thousandths: who has to go to the second loses 18.
    assert_eq!((scarce.price, plenty.price), (0.018, 0.0));
    assert!(scarce.shown >= 2 && plenty.shown >= 2 && scarce.create_time == scarce.update_time);
    eventually("menus are made with the prices", || async {
        let menu = in_a_hurry(house, &town).await.menu;
        menu.inputs.unwrap().prices.len() == 2
    })
    .await;
    let third = in_a_hurry(house, &town).await;
    assert_eq!([third.option(0), third.option(1)], [&*town.offerings[1].name, better]);
    assert!(third.menu.options[0].score < third.menu.options[1].score);
    can_be_made_again(house, &third.menu).await;
    can_be_made_again(house, &first.menu).await;
    let told = "select count(*) from event where payload_type like '%Price%' or stream like 'prices%'";
    let told: i64 = sqlx::query_scalar(told).fetch_one(&house.tables("matching").await).await.unwrap();
    assert_eq!(told, 0, "prices are no news of anyone");
}

#[tokio::test]
async fn who_was_told_no_or_waits_no_more_needs_no_opening_there() {
    let house = &House::fresh().await;
    let town = Town::unknown(house, 1, |offering| offering.openings = Some(0)).await;
    let mut scene = Menu::in_town(house, &town).await;
    eventually("there is an option", || async {
        !house.menu(&scene.person, &scene.request).await.unwrap().into_inner().options.is_empty()
    })
    .await;
    scene.menu = house.menu(&scene.person, &scene.request).await.unwrap().into_inner();
    house.night_after(1).await;
    let price = price_of(house, &town, 0).await;
    assert_eq!(price.price, 1.52, "one who asked yesterday has nobody");
    assert_eq!(price.shown, 1, "whoever looks again is still one person");
    let choice = scene.choose(house, 1).await;
    house.night_after(2).await;
    assert_eq!(price_of(house, &town, 0).await.price, 1.54, "being asked for two days is not yet a yes");
    scene.decline(house, &town, &choice).await;
    scene.comes_to(house, State::Unmet).await;
    house.night_after(3).await;
    assert_eq!(price_of(house, &town, 0).await.price, 0.0);

    let other = in_a_hurry(house, &town).await;
    house.night_after(4).await;
    assert!(price_of(house, &town, 0).await.price > 0.0);
    house.take_back(&other.person, &other.now(house).await).await.unwrap();
    house.night_after(5).await;
    assert_eq!(price_of(house, &town, 0).await.price, 0.0);
}

#[tokio::test]
async fn an_opening_somebody_was_taken_on_in_is_gone() {
    let house = &House::fresh().await;
    let town = Town::unknown(house, 1, |offering| offering.openings = Some(1)).await;
    let mut scene = Menu::in_town(house, &town).await;
    eventually("there is an option", || async {
        !house.menu(&scene.person, &scene.request).await.unwrap().into_inner().options.is_empty()
    })
    .await;
    scene.menu = house.menu(&scene.person, &scene.request).await.unwrap().into_inner();
    let choice = scene.choose(house, 1).await;
    scene.accept(house, &town, &choice).await;
    scene.comes_to(house, State::Placed).await;
    in_a_hurry(house, &town).await;
    house.night_after(1).await;
    assert!(price_of(house, &town, 0).await.price > 0.0, "the one who waits needs another");
}

/// Someone of a town asks for advocacy that must be given step-free, which nobody offers.
async fn asks_for_advocacy(house: &House, town: &Town, must_have: &[&str]) {
    let person = town.someone().signed_in(house).await;
    let must_have = must_have.iter().map(ToString::to_string).collect();
    let request = a_request(&person).with(|request| {
        request.kind = Kind::Advocacy.into();
        request.constraints = Some(pb::Constraints { must_have, ..pb::Constraints::default() });
    });
    request.ask(house, &person).await;
}

#[tokio::test]
async fn a_council_sees_where_an_opening_helps_and_for_whom_once_they_are_eight() {
    let house = &House::fresh().await;
    let town = Town::unknown(house, 0, |_| {}).await;
    let elsewhere = Town::unknown(house, 1, |_| {}).await;
    for _ in 0..7 {
        asks_for_advocacy(house, &town, &["step_free"]).await;
    }
    house.has_told("ulos", "matching").await;
    house.night_after(1).await;
    let its_officer = officer(&town.council);
    let all = async || house.prices_of(&its_officer, pb::ListPricesRequest::default()).await;
    assert_eq!(all().await, [], "seven are too few");
    asks_for_advocacy(house, &town, &[]).await;
    house.night_after(2).await;
    let told = |price: &pb::Price| (price.kind(), price.need.clone(), price.price);
    let everyone = (Kind::Advocacy, String::new(), 1.5);
    assert_eq!(all().await.iter().map(told).collect::<Vec<_>>(), std::slice::from_ref(&everyone));
    asks_for_advocacy(house, &town, &["step_free"]).await;
    house.night_after(3).await;
    let prices = all().await;
    let step_free = (Kind::Advocacy, "step_free".to_owned(), 1.5);
    assert_eq!(prices.iter().map(told).collect::<Vec<_>>(), [everyone, step_free]);
    assert!(prices.iter().all(|price| price.council == town.council && price.offering.is_empty()));

    let page = pb::ListPricesRequest { page_size: 1, council: town.council.clone(), ..Default::default() };
    let page = house.prices().list_prices(house.ask(&its_officer, page)).await.unwrap().into_inner();
    assert_eq!((page.prices.len(), page.gap_millionths), (1, 0));
    assert!(page.night_time.is_some());
    let next = pb::ListPricesRequest { page_token: page.next_page_token, ..Default::default() };
    assert_eq!(house.prices_of(&its_officer, next).await, prices[1..]);
    let theirs = pb::ListPricesRequest { council: town.council.clone(), ..Default::default() };
    assert_eq!(house.prices_of(&officer(&elsewhere.council), theirs.clone()).await, []);
    assert_eq!(house.prices_of(&manager(&elsewhere.ulos[0]), theirs).await, []);
    let not_theirs = pb::ListPricesRequest { ulo: elsewhere.ulos[0].clone(), ..Default::default() };
    assert_eq!(house.prices_of(&its_officer, not_theirs).await, []);
}

#[tokio::test]
async fn prices_are_for_those_who_answer_for_them() {
    let house = House::shared().await;
    let ask = |caller: Caller| house.ask(&caller, pb::ListPricesRequest::default());
    let observer = Caller::new(Role::Observer, "observers/test");
    for caller in [a_visitor(), an_operator(), observer] {
        let answer = house.prices().list_prices(ask(caller)).await;
        refused(answer, Code::PermissionDenied, "FORBIDDEN");
    }
    let wrong = pb::ListPricesRequest {
        page_size: -1,
        page_token: "!".into(),
        council: "councils/nowhere".into(),
        ulo: "theirs".into(),
    };
    let officer = officer("councils/E08000033");
    invalid(
        house.prices().list_prices(house.ask(&officer, wrong)).await,
        &["page_size", "page_token", "council", "ulo"],
    );
    assert_eq!(reference::few::SMALLEST_TOLD, councils::disclosure::LARGEST_HIDDEN + 1);
}
