//! An officer looks at two entries that look the same, says that they are not, and can take that back.

use http::StatusCode;

use crate::harness::site::Browser;
use crate::harness::{House, a_visitor, manager, officer};

/// Bury, where other journeys look at other entries.
const COUNCIL: &str = "councils/E08000002";

#[tokio::test]
async fn two_entries_are_told_apart_by_who_looked() {
    let house = House::shared().await;
    let site = house.site().await;
    let [one, other] = house.two_alike(&[COUNCIL]).await;
    let mut jo = Browser::of(&site, &officer(COUNCIL), "Jo Example").await;
    let mut anyone = Browser::of(&site, &a_visitor(), "").await;
    let path = format!("/{}/look-alikes", one.name);
    let entry = format!("/{}", one.name);
    anyone.open(&entry).await.says(&["look like the same organisation", &other.name]).never_says(&[&path]);
    jo.open(&entry).await.says(&["look like the same organisation", &path]);

    let page = jo.open(&path).await;
    page.says(&["Is Example Twins", "Entries that look the same", &other.name, "Bury"]);
    let wrong = jo.submit(&page, &path, &[("reason", "")]).await;
    wrong.says(&["Choose the entry that is another organisation.", "Say how you know."]);
    let wrong = jo.submit(&wrong, &path, &[("other_ulo", &other.name), ("reason", &"x".repeat(501))]).await;
    wrong.says(&["There is something to put right", "checked"]);
    let fields = [("other_ulo", other.name.as_str()), ("reason", "Two boards, <b>two rooms.")];
    let told = jo.submit(&wrong, &path, &fields).await;
    told.says(&["They will not be shown as the same again.", "No entry looks the same."]);
    told.says(&["Found not to be the same", "Two boards, &#60;b&#62;two rooms."]);
    for ulo in [&one, &other] {
        anyone.open(&format!("/{}", ulo.name)).await.never_says(&["look like the same organisation"]);
    }

    let back = jo.submit(&told, &format!("{path}/withdraw"), &[]).await;
    back.says(&["Taken back.", "Which of them is another organisation?"]).never_says(&["Two boards"]);
    anyone.open(&entry).await.says(&["look like the same organisation"]);
}

#[tokio::test]
async fn only_an_officer_of_its_place_sees_the_page() {
    let house = House::shared().await;
    let site = house.site().await;
    let [one, _] = house.two_alike(&[COUNCIL]).await;
    let path = format!("/{}/look-alikes", one.name);
    for caller in [manager(&one.name), officer("councils/E06000001")] {
        let mut browser = Browser::of(&site, &caller, "Sam Example").await;
        assert_eq!(browser.get(&path).await.status, StatusCode::FORBIDDEN);
    }
}
