//! Finding the nearest by postcode, without signing in: near ones first, limits kept, nothing lost.

use http::StatusCode;

use crate::harness::House;
use crate::harness::brokers::eventually;
use crate::harness::matching::Town;
use crate::harness::ulos::a_ulo;

#[tokio::test]
async fn anyone_sees_who_is_nearest_and_what_to_know() {
    let house = House::shared().await;
    let browser = house.served().await.browser();
    let town = Town::unknown(house, 2, |offering| {
        (offering.latitude, offering.longitude) = (Some(53.82), Some(-1.86));
    })
    .await;
    town.is_known(house).await;
    // One that only talks by phone, further away.
    let far = a_ulo().named("Harbour Lane Circle").in_councils(&[&town.council]).create(house).await.name;
    let offering = crate::harness::ulos::an_offering(&far).with(|offering| {
        offering.councils = vec![town.council.clone()];
        (offering.latitude, offering.longitude) = (Some(54.12), Some(-1.86));
        offering.delivery_modes = vec![proto::ulos::v1::offering::DeliveryMode::Phone.into()];
    });
    offering.create(house).await;
    let list = format!("/{}/options?near=HX1&at=53.72,-1.86", town.council);
    eventually("all three are listed", || async {
        browser.get(&list).await.html.matches("<article").count() == 3
    })
    .await;
    let page = browser.get(&list).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.html.contains("Nearest support to HX1") && page.html.contains("the nearest 3"));
    assert!(page.html.trim_end().rfind("Harbour Lane Circle") > page.html.find("<article"));
    let last = page.html.rsplit("<article").next().unwrap();
    assert!(last.contains("Harbour Lane Circle"), "the furthest comes last");

    let by_phone = browser.get(&format!("{list}&way=4")).await.html;
    assert_eq!(by_phone.matches("<article").count(), 1);
    assert!(by_phone.contains("<option value=\"4\" selected>"), "what was chosen is still there");
    let none = browser.get(&format!("{list}&kind=3&way=1")).await;
    assert_eq!(none.status, StatusCode::OK);
    assert!(none.html.contains("Nobody we know of fits all of this."));
    for odd in ["&kind=99&way=-1&must=%3Cscript%3E", "&at=moon", "&kind=abc&page=9"] {
        let page = browser.get(&format!("/{}/options?near=HX1{odd}", town.council)).await;
        assert_eq!(page.status, StatusCode::OK, "{odd}: what is not known is not read");
    }
    let council = browser.get(&format!("/{}?near=HX1&at=53.72,-1.86", town.council)).await.html;
    assert!(council.contains("See what is nearest to HX1") && council.contains("at=53.72%2C-1.86"));
    assert_eq!(browser.get("/councils/E99999999/options").await.status, StatusCode::NOT_FOUND);
}
