//! What a person changes on the menu itself: one thing that lets more in, and how much each thing matters.

use proto::matching::v1 as pb;
use proto::ulos::v1::offering::{DeliveryMode, PriceBasis};

use crate::harness::House;
use crate::harness::matching::{Town, a_request};
use crate::harness::site::Browser;

#[tokio::test]
async fn a_button_lets_more_in_and_weights_put_them_in_another_order() {
    let house = House::shared().await;
    let site = house.site().await;
    let mut town = Town::unknown(house, 2, |offering| {
        offering.delivery_modes = vec![DeliveryMode::Video.into()];
        (offering.price_basis, offering.price_pence) = (PriceBasis::PerHour.into(), 9_000);
        offering.typical_wait_days = Some(0);
    })
    .await;
    let near = Town::unknown_in(house, &town.council, 1, |offering| {
        offering.delivery_modes = vec![DeliveryMode::AtHome.into()];
        (offering.price_basis, offering.price_pence) = (PriceBasis::Free.into(), 0);
        offering.typical_wait_days = Some(90);
    })
    .await;
    town.ulos.extend(near.ulos);
    town.offerings.extend(near.offerings);
    town.brokers.extend(near.brokers);
    town.is_known(house).await;
    let caller = town.someone().signed_in(house).await;
    let request = a_request(&caller).with(|request| {
        request.wishes = vec![pb::Wish { factor: pb::Factor::Cost.into(), weight: 4 }];
        let delivery_modes = vec![pb::DeliveryMode::AtHome.into()];
        request.constraints = Some(pb::Constraints { delivery_modes, ..Default::default() });
    });
    let request = request.ask(house, &caller).await;
    let menu = house.menu(&caller, &request).await.expect("a menu").into_inner();
    assert_eq!(menu.widenings.len(), 1);
    assert_eq!((menu.widenings[0].more, menu.fitting_total), (2, 1));

    let mut person = Browser::of(&site, &caller, "Avery Example").await;
    let page = person.open(&format!("/home/{}", menu.name)).await;
    page.says(&["One who could help you", "See more by changing one thing", ": 2 more"]);
    let page = person.submit(&page, &format!("/home/{}/widen", menu.name), &[("which", "0")]).await;
    page.says(&["3 who could help you"]).never_says(&["See more by changing one thing"]);

    let newest = newest(house, &caller, &request).await;
    assert_eq!(newest.options[0].offering, town.offerings[2].name, "it costs nothing");
    let weighed = [("weight_6", "4"), ("weight_10", "0")];
    let page = person.submit(&page, &format!("/home/{}/weights", newest.name), &weighed).await;
    page.says(&["3 who could help you"]);
    let newest = self::newest(house, &caller, &request).await;
    assert_eq!(newest.options[2].offering, town.offerings[2].name, "it has the longest wait");
    let wishes = newest.inputs.unwrap_or_default().wishes;
    assert_eq!(wishes, [pb::Wish { factor: pb::Factor::ShortWait.into(), weight: 4 }]);
}

async fn newest(house: &House, caller: &platform::Caller, request: &pb::Request) -> pb::Menu {
    let list = pb::ListMenusRequest { request: request.name.clone(), page_size: 1, ..Default::default() };
    let menus = house.menus().list_menus(house.ask(caller, list)).await.expect("menus").into_inner().menus;
    menus.into_iter().next().expect("a menu")
}
