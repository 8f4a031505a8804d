//! A council without a user-led organisation: everyone sees how late its plan is, its officers write it, and someone
//! outside the council closes it.

use http::StatusCode;
use platform::{Caller, Role};

use crate::harness::site::Browser;
use crate::harness::strategies::date_ago;
use crate::harness::{House, officer};

/// South Gloucestershire's neighbour on the list of codes; no other test says anything about it.
const CODE: &str = "E06000038";

fn day(days_from_now: i64) -> [(&'static str, String); 3] {
    let day = date_ago(-days_from_now);
    [
        ("due_date.day", day.format("%d").to_string()),
        ("due_date.month", day.format("%m").to_string()),
        ("due_date.year", day.format("%Y").to_string()),
    ]
}

#[tokio::test]
async fn a_late_plan_is_seen_written_and_closed() {
    let house = House::shared().await;
    let site = house.site().await;
    house.a_strategy(CODE, 100).await;
    let (path, council) = (format!("/frameworks/{CODE}/strategy"), format!("councils/{CODE}"));

    let mut anyone = Browser::of(&site, &officer("councils/E08000033"), "Sam Example").await;
    let late = anyone.open(&path).await;
    late.says(&["It has not. It is 10 days late.", "That is 100 days ago.", "Nothing is planned yet."]);
    late.never_says(&["Write the plan", "no longer required</a>"]);
    anyone.open(&format!("/frameworks/{CODE}")).await.says(&["It is 10 days late.", &path]);
    anyone.open("/strategies").await.says(&["must have a plan", &path, "Overdue"]);
    let file = anyone.get("/strategies.csv").await;
    assert!(file.html.lines().any(|line| line.contains(",Overdue,")), "{}", file.html);
    anyone.open("/map?show=strategy").await.says(&["late with their plan", "None required"]);

    let mut jo = Browser::of(&site, &officer(&council), "Jo Example").await;
    let page = jo.open(&path).await;
    page.says(&["Write the plan", "Add an action"]);
    let strategy = page.html.split("href=\"").find_map(|rest| rest.split('"').next()?.strip_suffix("/write"));
    let strategy = strategy.expect("where it is written").to_owned();
    let writing = jo.open(&format!("{strategy}/write")).await;
    let wrong = jo.submit(&writing, "", &[("aim", "A start"), ("responsible", "")]).await;
    wrong.says(&["at least 10 characters", "Say which post", "A start"]);
    let said = [("aim", "An organisation <of our own>."), ("responsible", "Head of commissioning")];
    let kept = jo.submit(&writing, "", &said).await;
    kept.says(&["The plan is kept.", "&#60;of our own&#62;", "It has not."]);

    let adding = jo.open(&format!("{strategy}/actions/0")).await;
    jo.submit(&adding, "", &[]).await.says(&["Say what will be done.", "Give the cost in pounds"]);
    let due = day(30);
    let mut action: Vec<(&str, &str)> = due.iter().map(|(name, value)| (*name, value.as_str())).collect();
    action.extend([
        ("title", "Rooms and rent"),
        ("cost_pence", "12,000"),
        ("responsible", "Community officer"),
    ]);
    let added = jo.submit(&adding, "", &action).await;
    added.says(&[
        "The action is kept.",
        "The council has written its plan.",
        "Rooms and rent",
        "£12,000",
        "To do",
    ]);
    let stale = jo.submit(&adding, "", &action).await;
    stale.says(&["This changed while you were looking at it.", "Rooms and rent"]);
    assert_eq!(stale.status, StatusCode::BAD_REQUEST);
    let file = jo.get(&format!("{strategy}/actions.csv")).await;
    assert!(file.html.contains("Rooms and rent,To do,"), "{}", file.html);
    let changing = jo.open(&format!("{strategy}/actions/1")).await;
    let past = day(-1);
    let mut moved = action[3..].to_vec();
    moved.extend(past.iter().map(|(name, value)| (*name, value.as_str())));
    jo.submit(&changing, "", &moved).await.says(&["this is not done yet", "Rooms and rent"]);

    let refused = anyone.get(&format!("{strategy}/write")).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert_eq!(jo.get(&format!("{strategy}/review")).await.status, StatusCode::FORBIDDEN);
    let observer = Caller::new(Role::Observer, "observers/test");
    let mut lee = Browser::of(&site, &observer, "Lee Example").await;
    lee.open(&path).await.says(&["Find that the plan is no longer required"]);
    let reviewing = lee.open(&format!("{strategy}/review")).await;
    lee.submit(&reviewing, "", &[("reason", "No.")]).await.says(&["at least 10 characters"]);
    let closed = lee.submit(&reviewing, "", &[("reason", "The next council's one works here too.")]).await;
    closed.says(&["The plan is closed.", "works here too", "Someone outside the council looked at it"]);
    jo.open(&path).await.never_says(&["Add an action"]);
    assert_eq!(jo.get("/frameworks/E06999999/strategy").await.status, StatusCode::NOT_FOUND);
    assert_eq!(jo.get(&format!("{strategy}/secrets.csv")).await.status, StatusCode::NOT_FOUND);
}
