//! A council officer's Thursday: what is in place, what is missing, checking an organisation; and the national picture.

use http::StatusCode;

use crate::harness::brokers::eventually;
use crate::harness::site::Browser;
use crate::harness::ulos::{a_governance, a_ulo, an_offering};
use crate::harness::{House, officer};

/// Rutland, which no other test says anything about.
const COUNCIL: &str = "councils/E06000017";

#[tokio::test]
async fn an_officer_sees_what_is_in_place_and_what_is_missing() {
    let house = House::shared().await;
    let site = house.site().await;
    let mut jo = Browser::of(&site, &officer(COUNCIL), "Jo Example").await;
    let empty = jo.open("/frameworks/E06000017").await;
    empty.says(&[
        "What is in place in Rutland",
        "None of the 3 kinds",
        "nobody offers it here",
        "No request is without",
    ]);
    empty.says(&["Nobody has answered twice yet", "Numbers from 1 to 7 are hidden"]);

    let ulo = a_ulo().named("Harbour Street Collective").in_councils(&[COUNCIL]).create(house).await;
    a_governance(&ulo.name).create(house).await;
    an_offering(&ulo.name).with(|it| it.councils = vec![COUNCIL.to_owned()]).create(house).await;
    let counted = || async {
        let mut again = Browser::of(&site, &officer(COUNCIL), "Jo Example").await;
        again.open("/frameworks/E06000017").await.main().contains("1 of the 3 kinds")
    };
    eventually("the framework takes the offering in", counted).await;
    let page = jo.open("/frameworks/E06000017").await;
    page.says(&[
        "is in place here",
        "1 organisation here is or may be user-led",
        "role=\"img\"",
        "support.xlsx",
    ]);

    let file = jo.get("/frameworks/E06000017/support.csv").await;
    assert_eq!(file.status, StatusCode::OK);
    assert!(file.html.starts_with("\u{feff}Support,Does it exist?"), "{}", file.html);
    assert_eq!(jo.get("/frameworks/E06000017/secrets.csv").await.status, StatusCode::NOT_FOUND);
    assert_eq!(jo.get("/frameworks/E06999999").await.status, StatusCode::NOT_FOUND);

    let list = jo.open("/frameworks/E06000017/organisations").await;
    list.says(&["Harbour Street Collective", "Never", "Check again", "1 organisation works here"]);
    let checking = jo.open(&format!("/{}/verify", ulo.name)).await;
    jo.submit(&checking, "", &[]).await.says(&["Choose how you checked it."]);
    let checked = jo.submit(&checking, "", &[("verify_method", "1")]).await;
    checked.says(&["marked as checked today", "Today"]).never_says(&["Check again"]);

    let mut other = Browser::of(&site, &officer("councils/E08000033"), "Sam Example").await;
    other.open("/frameworks/E06000017/organisations").await.never_says(&["/verify"]);
    let checking = other.open(&format!("/{}/verify", ulo.name)).await;
    let refused = other.submit(&checking, "", &[("verify_method", "1")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_national_picture_has_every_council_by_region() {
    let house = House::shared().await;
    let site = house.site().await;
    let observer = platform::Caller::new(platform::Role::Observer, "observers/test");
    let mut observer = Browser::of(&site, &observer, "Lee Example").await;
    let page = observer.open("/frameworks").await;
    page.says(&["of 153 councils", "Rutland", "Isles of Scilly", "East Midlands"]);
    let file = observer.get("/frameworks.csv").await;
    assert_eq!(file.html.lines().count(), 154);
}
