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
        "Today, for your council alone",
        "No quarter has come out yet",
    ]);
    empty.says(&["Numbers from 1 to 7 are hidden"]);
    let mut other = Browser::of(&site, &officer("councils/E08000033"), "Sam Example").await;
    other.open("/frameworks/E06000017").await.never_says(&["Today, for your council alone"]);
    assert_eq!(jo.get("/frameworks/E06000017/live-waits.csv").await.status, StatusCode::OK);
    assert_eq!(other.get("/frameworks/E06000017/live-waits.csv").await.status, StatusCode::NOT_FOUND);

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
        "1 possible user-led organisation works here",
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

    other.open("/frameworks/E06000017/organisations").await.never_says(&["/verify"]);
    let checking = other.open(&format!("/{}/verify", ulo.name)).await;
    let refused = other.submit(&checking, "", &[("verify_method", "1")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn an_officer_states_what_went_to_others() {
    let house = House::shared().await;
    let site = house.site().await;
    // Shropshire, which no other test says anything about.
    let (council, path) = ("councils/E06000051", "/frameworks/E06000051/spending");
    let mut jo = Browser::of(&site, &officer(council), "Jo Example").await;
    jo.open("/frameworks/E06000051").await.says(&[path]);
    let page = jo.open(path).await;
    page.says(&["has not said what goes to others", "Not stated", "nothing to set beside it yet"]);
    page.says(&["State what went to others", "Local Government Transparency Code 2015"]);
    let year =
        page.html.split(&format!("{path}/")).find_map(|rest| rest.split('"').next()?.parse::<i32>().ok());
    let form = format!("{path}/{}", year.expect("a year"));
    let asking = jo.open(&form).await;
    let wrong = jo.submit(&asking, "", &[("to_others_pence", "lots"), ("source", "")]).await;
    wrong.says(&["Say where it is published", "lots"]);
    let said = [("to_others_pence", "120,000.50"), ("source", "Payments over <£500>")];
    let done = jo.submit(&asking, "", &said).await;
    done.says(&["is recorded", "£120,000.50", "Payments over &#60;£500&#62;", "0 of every £100"]);
    let file = jo.get(&format!("{path}/by-year.csv")).await;
    assert!(file.html.contains("\"£120,000.50\",0 in 100,Not known"), "{}", file.html);
    let mut other = Browser::of(&site, &officer("councils/E08000033"), "Sam Example").await;
    other.open(path).await.never_says(&["State what went to others"]);
    let asking = other.get(&form).await;
    assert_eq!(other.submit(&asking, "", &said).await.status, StatusCode::FORBIDDEN);
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

#[tokio::test]
async fn an_officer_corrects_an_answer_and_both_are_shown() {
    let house = House::shared().await;
    let site = house.site().await;
    // Herefordshire, which no other test says anything about.
    let mut jo = Browser::of(&site, &officer("councils/E06000019"), "Jo Example").await;
    let path = "/frameworks/E06000019/corrections";
    jo.open("/frameworks/E06000019").await.says(&[
        path,
        "/frameworks/E06000019/report",
        "In no recorded way",
    ]);
    let empty = jo.open(path).await;
    let wrong = jo.submit(&empty, "", &[("kind", "2"), ("reason", "A start")]).await;
    wrong.says(&["Choose the question.", "Choose the answer.", "at least 10 characters", "A start"]);
    let said = [("kind", "2"), ("question", "1"), ("reason", "The contract <ended> early.")];
    let same = jo.submit(&wrong, "", &[&said[..], &[("status", "3")]].concat()).await;
    same.says(&["nothing to correct", "The contract &#60;ended&#62; early."]);
    let done = jo.submit(&same, "", &[&said[..], &[("status", "4")]].concat()).await;
    done.says(&["shown beside what was worked out", "Answers the council corrects", "Not known", "early."]);
    let again = jo.open(path).await;
    let second = [("kind", "2"), ("question", "1"), ("status", "1"), ("reason", "It began again.")];
    jo.submit(&again, "", &second).await.says(&["corrected already", "It began again."]);

    let mut other = Browser::of(&site, &officer("councils/E08000033"), "Sam Example").await;
    other
        .open(path)
        .await
        .says(&["The council says since"])
        .never_says(&["Take this correction back", "<form method=\"post\">"]);
    let report = other.open("/frameworks/E06000019/report").await;
    report.says(&["Report on support in", "Contents", "What the council says"]);
    report.never_says(&["From asking to the first options"]);
    jo.open("/frameworks/E06000019/report").await.says(&["From asking to the first options"]);
    assert_eq!(other.get("/frameworks/E06000019?quarter=1999-Q1").await.status, StatusCode::NOT_FOUND);
    assert_eq!(other.get("/frameworks/E06000019/1999-Q1-waits.csv").await.status, StatusCode::NOT_FOUND);
    let ties = other.get("/frameworks/E06000019/links.csv").await;
    assert_eq!(ties.status, StatusCode::OK);

    let kept = jo.open(path).await;
    let action = kept
        .html
        .split("action=\"")
        .find_map(|rest| rest.split('"').next().filter(|it| it.ends_with("/withdraw")));
    let action = action.expect("a button to take it back").to_owned();
    let back = jo.submit(&kept, &action, &[]).await;
    back.says(&["is taken back", "The council said from"]).never_says(&["Take this correction back"]);
}
