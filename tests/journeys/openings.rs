//! Where one more opening would help most: the council's officers see it by need, the manager at their own offering.

use http::StatusCode;
use proto::matching::v1 as pb;

use crate::harness::matching::{Town, a_request};
use crate::harness::site::Browser;
use crate::harness::{House, manager, officer};

/// Eight people of a town ask for brokerage that must be step-free, which one organisation gives and has no room for.
async fn in_need(house: &House) -> Town {
    let town = Town::unknown(house, 1, |offering| {
        offering.openings = Some(0);
        offering.access = vec!["step_free".into()];
    })
    .await;
    town.is_known(house).await;
    for _ in 0..8 {
        let person = town.someone().signed_in(house).await;
        let must_have = vec!["step_free".to_owned()];
        let limits = pb::Constraints { must_have, ..pb::Constraints::default() };
        let request = a_request(&person).with(|request| request.constraints = Some(limits));
        let request = request.ask(house, &person).await;
        house.menu(&person, &request).await.expect("a menu");
    }
    town
}

#[tokio::test]
async fn officers_and_managers_see_where_an_opening_would_help() {
    let house = House::fresh().await;
    let site = house.site().await;
    let town = in_need(&house).await;
    let path = town.council.replace("councils", "frameworks");
    let openings = format!("/{path}/openings");
    let mut jo = Browser::of(&site, &officer(&town.council), "Jo Example").await;
    jo.open(&openings).await.says(&["Too few people wait here"]);
    house.night_after(1).await;

    let page = jo.open(&openings).await;
    page.says(&["One more opening would help most here", "for everyone who asks", "picture-of-openings"]);
    page.says(&["Of people with a need in common it would help most here", "people who need “No steps”"]);
    page.says(&["As much as finding support for someone who has nobody", "fewer than 8 people"]);
    let file = jo.get(&format!("{openings}/list.csv")).await;
    assert!(file.html.contains("everyone who asks"), "{}", file.html);
    jo.open(&format!("/{path}")).await.says(&["See where one more opening would help most", "/openings\""]);
    jo.open(&format!("/{path}/strategy")).await.says(&["One more opening would help most here"]);
    jo.open(&format!("/{path}/buddies")).await.says(&["One more opening would help most here"]);

    let mut other = Browser::of(&site, &officer("councils/E08000033"), "Sam Example").await;
    assert_eq!(other.get(&openings).await.status, StatusCode::FORBIDDEN);
    other.open(&format!("/{path}")).await.never_says(&["See where one more opening would help most"]);
    other.open(&format!("/{path}/strategy")).await.never_says(&["One more opening"]);

    let mut kim = Browser::of(&site, &manager(&town.ulos[0]), "Kim Example").await;
    let page = kim.open(&format!("/{}/edit/{}", town.ulos[0], town.offerings[0].name)).await;
    page.says(&[
        "One more opening here would do as much good",
        "9 people had it on their menu in the last four weeks.",
    ]);
}
