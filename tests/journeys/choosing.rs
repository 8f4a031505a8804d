//! A person's way from the menu to being taken on: whom they would rather not have, who is proposed.

use platform::Caller;
use proto::brokers::v1 as pb;

use crate::harness::House;
use crate::harness::brokers::{a_broker, as_themself, eventually};
use crate::harness::manager;
use crate::harness::matching::{Menu, Town};
use crate::harness::site::Browser;

/// What choosing asks for before it can be sent: the name shared for a month and while they are supported.
pub(super) const AGREED: [(&str, &str); 3] = [("shared", "1"), ("months", "1"), ("support", "yes")];

/// The introduction that waits before an organisation.
async fn waiting(house: &House, by: &Caller) -> pb::Introduction {
    let found = async || {
        let request = house.ask(by, pb::ListIntroductionsRequest::default());
        let answer = house.introductions().list_introductions(request).await.expect("a list").into_inner();
        answer.introductions.into_iter().next()
    };
    eventually("an introduction waits", || async { found().await.is_some() }).await;
    found().await.expect("an introduction")
}

#[tokio::test]
async fn whom_the_person_rules_out_is_not_proposed_and_sees_nothing() {
    let house = House::shared().await;
    let site = house.site().await;
    let town = Town::of(house, 1).await;
    let scene = Menu::in_town(house, &town).await;
    let (robin, ulo) = (&town.brokers[0], &town.ulos[0]);
    let alex = a_broker(ulo).with(|broker| {
        broker.display_name = "Alex Example".into();
        broker.skills = vec!["benefits".into()];
        broker.councils = vec![town.council.clone()];
        broker.start_date = "2020-01-06".into();
    });
    let alex = alex.create(house).await;
    let offering = scene.option(0);

    let mut avery = Browser::of(&site, &scene.person, "Avery Example").await;
    let path = format!("/home/{}/choose?kind=1&pick={offering}", scene.menu.name);
    let choosing = avery.open(&path).await;
    choosing.says(&[
        "Is there anyone you would rather not have?",
        "Robin Example",
        "Alex Example",
        "Benefits",
    ]);
    let wishes = [("avoid_brokers", robin.name.as_str()), ("skills", "benefits")];
    let asked = avery.submit(&choosing, "", &[&wishes[..], &AGREED[..]].concat()).await;
    asked.says(&["How your choice is going"]);
    avery.open(&format!("/home/{}", scene.request.name)).await.says(&["Robin Example", "Benefits"]);

    let manager = manager(ulo);
    let introduction = waiting(house, &manager).await;
    let mut morgan = Browser::of(&site, &manager, "Morgan Example").await;
    let page = morgan.open(&format!("/{}", introduction.name)).await;
    page.says(&[
        "Whom they ruled out",
        "Robin Example",
        "What you must be good at",
        "Who we propose",
        "Alex Example",
    ]);
    let accepting = morgan.open(&format!("/{}/accept", introduction.name)).await;
    accepting.says(&[
        "Alex Example: of those who suit, they would carry the smallest share of their limit.",
        "Proposed. Would carry 3 of 20 points",
        "The person asked for someone else.",
        "Robin Example",
        "This is a proposal. You decide.",
    ]);
    let mut robins = Browser::of(&site, &as_themself(robin), "Robin Example").await;
    robins.open("/introductions").await.says(&["Nobody is waiting"]);
    let hidden = robins.get(&format!("/{}", introduction.name)).await;
    assert_eq!(hidden.status, http::StatusCode::NOT_FOUND);
    let out = morgan.submit(&accepting, "", &[("broker", &robin.name)]).await;
    out.says(&["The person asked for someone else. Choose another broker."]);
    morgan
        .submit(&out, "", &[("broker", &alex.name)])
        .await
        .says(&["You have taken them on", "Alex Example"]);
}

#[tokio::test]
async fn whoever_comes_second_is_told_how_many_are_before_them_and_is_asked_for_in_turn() {
    let house = House::shared().await;
    let site = house.site().await;
    let town = Town::unknown(house, 1, |offering| offering.openings = Some(1)).await;
    town.is_known(house).await;
    let (first, second) = (Menu::in_town(house, &town).await, Menu::in_town(house, &town).await);
    let mut sam = Browser::of(&site, &second.person, "Sam Example").await;
    let path = format!("/home/{}/choose?kind=1&pick={}", second.menu.name, second.option(0));
    let free = sam.open(&path).await;
    free.never_says(&["before you"]);
    let held = first.choose(house, 1).await;
    let menu = sam.open(&format!("/home/{}", second.menu.name)).await;
    menu.says(&["1 person is before you for the 1 place there is."]).never_says(&["Avery"]);

    // Somebody came between the page and the button: nobody waits without knowing it.
    let told = sam.submit(&free, "", &AGREED).await;
    told.says(&["Somebody has just chosen the same", "1 person is before you for the 1 place there is."]);
    let waits = sam.submit(&told, "", &AGREED).await;
    waits.says(&["is held just now. You are waiting for one.", "1 person is before you", "Stop asking"]);
    let mut avery = Browser::of(&site, &first.person, "Avery Example").await;
    let holds = avery.open(&format!("/home/{}", held.name)).await;
    holds.says(&["One of their places is held for you until they answer."]);

    first.decline(house, &town, &held).await;
    let choice = waits.path.trim_start_matches("/home/").to_owned();
    second.once(house, &choice, |choice| !choice.current_introduction.is_empty()).await;
    sam.open(&waits.path).await.says(&["We have asked", "One of their places is held for you"]);
}
