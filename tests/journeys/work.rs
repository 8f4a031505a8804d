//! A broker's day: who waits, taking someone on, saying no, the board, one case to its end.

use proto::brokers::v1 as pb;
use proto::people::v1::consent::Shared;
use proto::people::v1::need::Category;

use crate::harness::House;
use crate::harness::brokers::{Scene, a_broker, as_themself};
use crate::harness::people::{a_consent, a_need, a_person};
use crate::harness::site::Browser;

/// A scene whose person is on record and shares name and needs with the organisation.
async fn scene(house: &House, limit: i32) -> Scene {
    let mut scene = Scene::carrying(house, limit).await;
    scene.person = a_person().named("Avery Example").signed_in(house).await;
    a_consent(&scene.person, &scene.ulo).sharing(&[Shared::NameAndContact, Shared::Needs]).give(house).await;
    a_need(&scene.person).of(Category::InformationFormat, "easy_read").shared().create(house).await;
    scene
}

#[tokio::test]
async fn a_broker_takes_someone_on_and_works_to_the_end() {
    let house = House::shared().await;
    let site = house.site().await;
    let scene = scene(house, 20).await;
    let mut robin = Browser::of(&site, &scene.themself(), "Robin Example").await;

    robin.open("/introductions").await.says(&["Nobody is waiting", "0 of 20 points taken, room for 20 more"]);
    let offered = scene.introduction().with(|it| it.broker.clone_from(&scene.broker.name)).offer(house).await;
    let home = robin.open("/introductions").await;
    home.says(&["1 person is waiting", "Avery Example", "days left, until", "Easy Read"]);

    let path = format!("/{}", offered.name);
    let asked = robin.open(&path).await;
    asked.says(&[
        "I would like to live by the sea.",
        "Easy Read",
        "Urdu",
        "Their first choice",
        "Calderdale",
    ]);
    let accepting = robin.open(&format!("{path}/accept")).await;
    accepting.says(&["3 of 20 points taken", "Take on: Avery Example"]);
    let case = robin.submit(&accepting, "", &[]).await;
    case.says(&["You have taken them on", "Avery Example", "No next step is set", "Easy Read"]);
    let case_path = case.path.clone();

    let next = robin.open(&format!("{case_path}/next")).await;
    let wrong = robin
        .submit(&next, "", &[("next_action", "Phone <about> the visit"), ("next_action_date.day", "32")])
        .await;
    wrong.says(&["There is something to put right", "Phone &#60;about&#62; the visit", "value=\"32\""]);
    let fields = [
        ("next_action", "Phone about the visit"),
        ("next_action_date.day", "3"),
        ("next_action_date.month", "4"),
        ("next_action_date.year", "2020"),
    ];
    robin.submit(&wrong, "", &fields).await.says(&[
        "Saved.",
        "Phone about the visit",
        "3 April 2020",
        "Overdue by",
    ]);

    robin.open("/introductions").await.says(&["1 of your next steps is overdue", "Phone about the visit"]);
    let board = robin.open("/cases").await;
    board.says(&["Getting to know", "Overdue by", "Exploring", "All open (1)"]);
    robin
        .open("/cases?show=waiting")
        .await
        .says(&["Nothing here now."])
        .never_says(&["Phone about the visit"]);
    let board = robin.open("/cases?show=late").await;
    let moved = robin.submit(&board, &format!("{case_path}/move"), &[("stage", "2")]).await;
    moved.says(&["The case was moved."]);
    assert_eq!(moved.path, "/cases?show=late", "back on the same board");

    let moving = robin.open(&format!("{case_path}/move")).await;
    moving.says(&["Writing the plan"]).never_says(&["value=\"6\""]);
    let moved = robin.submit(&moving, "", &[("stage", "3"), ("note", "We drew a map together.")]).await;
    moved.says(&["We drew a map together.", "Writing the plan", "by you"]);
    let moving = robin.open(&format!("{case_path}/move")).await;
    let nowhere = robin.submit(&moving, "", &[]).await;
    nowhere.says(&["Choose a stage."]);
    let working = robin.open(&format!("{case_path}/work")).await;
    robin.submit(&working, "", &[("note", "Rang.")]).await.says(&["Enter hours, minutes or both.", "Rang."]);
    let worked = robin.submit(&working, "", &[("hours", "1"), ("minutes", "30"), ("note", "Rang.")]).await;
    worked.says(&["The time is recorded.", "1 hour 30 minutes", "Work on the case", "Rang."]);

    let closing = robin.open(&format!("{case_path}/close")).await;
    robin.submit(&closing, "", &[("close_reason", "11")]).await.says(&["Say in a few words"]);
    let closed = robin.submit(&closing, "", &[("close_reason", "1"), ("note", "All in place.")]).await;
    closed.says(&["The case is closed.", "What was wanted is in place.", "All in place."]);
    robin.open("/cases").await.says(&["There is no open case."]);
    robin.open("/cases?show=closed").await.says(&["1 case has been closed.", "Avery Example"]);
}

#[tokio::test]
async fn saying_no_needs_a_reason_and_an_answered_one_is_explained() {
    let house = House::shared().await;
    let site = house.site().await;
    let scene = scene(house, 20).await;
    let mut robin = Browser::of(&site, &scene.themself(), "Robin Example").await;
    let path = format!("/{}", scene.introduction().offer(house).await.name);

    let accepting = robin.open(&format!("{path}/accept")).await;
    let declining = robin.open(&format!("{path}/decline")).await;
    robin.submit(&declining, "", &[("decline_note", "So sorry")]).await.says(&["Choose why.", "So sorry"]);
    let other = [("decline_reason", "7")];
    robin.submit(&declining, "", &other).await.says(&["Say in a few words what the other reason is."]);
    let kind = [("decline_reason", "1"), ("decline_note", "Ask us in spring.")];
    robin.submit(&declining, "", &kind).await.says(&["Your answer is with them."]);
    robin.open(&path).await.says(&["You said no", "Ask us in spring."]);
    robin.submit(&declining, "", &kind).await.says(&["Someone has answered this already"]);
    robin.open(&format!("{path}/accept")).await.says(&["You said no"]);
    let late = robin.submit(&accepting, "", &[]).await;
    late.says(&["Someone has answered this already"]);
}

#[tokio::test]
async fn a_full_broker_is_told_so_and_what_else_is_possible() {
    let house = House::shared().await;
    let site = house.site().await;
    let scene = scene(house, 4).await;
    scene.case(house).await;
    let mut robin = Browser::of(&site, &scene.themself(), "Robin Example").await;
    let path = format!("/{}", scene.introduction().with(a_stranger).offer(house).await.name);
    let accepting = robin.open(&format!("{path}/accept")).await;
    accepting.says(&["You have no room for this now", "3 of 4 points taken", "Say no instead"]);

    let mut manager = Browser::of(&site, &scene.manager, "Morgan Example").await;
    let second = a_broker(&scene.ulo).with(|it| it.display_name = "Alex Example".into()).carrying(3);
    let second = second.create(house).await;
    let accepting = manager.open(&format!("{path}/accept")).await;
    accepting.says(&["Alex Example", "room for 3 more", "Not now", "Robin Example"]);
    manager.submit(&accepting, "", &[]).await.says(&["Choose who takes them on."]);
    let full = manager.submit(&accepting, "", &[("broker", &scene.broker.name)]).await;
    full.says(&["That would take the broker over their limit.", "Alex Example"]);
    let case = manager.submit(&full, "", &[("broker", &second.name)]).await;
    case.says(&["You have taken them on", "Alex Example"]);
}

fn a_stranger(it: &mut pb::Introduction) {
    it.person = format!("people/{}", uuid::Uuid::now_v7());
}

#[tokio::test]
async fn two_who_change_the_same_case_both_see_both_versions() {
    let house = House::shared().await;
    let site = house.site().await;
    let scene = scene(house, 20).await;
    let case = scene.case(house).await;
    let mut robin = Browser::of(&site, &scene.themself(), "Robin Example").await;
    let mut manager = Browser::of(&site, &scene.manager, "Morgan Example").await;
    let path = format!("/{}/next", case.name);
    let (mine, theirs) = (robin.open(&path).await, manager.open(&path).await);
    manager.submit(&theirs, "", &[("next_action", "Write a letter")]).await.says(&["Saved."]);
    let both = robin.submit(&mine, "", &[("next_action", "Phone them")]).await;
    assert_eq!(both.status, http::StatusCode::CONFLICT);
    both.says(&["Someone else changed this", "Write a letter", "Phone them"]);
    robin.submit(&both, "", &[("next_action", "Phone, then write")]).await.says(&["Phone, then write"]);
}

#[tokio::test]
async fn nobody_else_sees_a_case_or_an_introduction() {
    let house = House::shared().await;
    let site = house.site().await;
    let (scene, other) = (scene(house, 20).await, Scene::set(house).await);
    let case = scene.case(house).await;
    let mut stranger = Browser::of(&site, &as_themself(&other.broker), "Sam Example").await;
    for path in [format!("/{}", case.name), format!("/{}", case.introduction), format!("/{}/move", case.name)]
    {
        let page = stranger.get(&path).await;
        assert_eq!(page.status, http::StatusCode::NOT_FOUND, "{path}");
        page.never_says(&["Avery Example"]);
    }
    let mut person = Browser::of(&site, &scene.person, "Avery Example").await;
    assert_eq!(person.get("/introductions").await.status, http::StatusCode::FORBIDDEN);
}
