//! Choices: made, read, stopped.

use platform::Caller;
use proto::matching::v1 as pb;
use proto::matching::v1::choice::{Kind, State};
use proto::matching::v1::request;
use tonic::Code;

use crate::harness::asserts::{invalid, not_found, refused, stale};
use crate::harness::brokers::Answer;
use crate::harness::matching::{Menu, Town};
use crate::harness::{House, nobody};

async fn make(house: &House, by: &Caller, create: &pb::CreateChoiceRequest) -> Answer<pb::Choice> {
    house.choices().create_choice(house.ask(by, create.clone())).await
}

/// The choice, changed as the test needs.
fn but(mut create: pb::CreateChoiceRequest, change: impl FnOnce(&mut pb::Choice)) -> pb::CreateChoiceRequest {
    change(create.choice.as_mut().unwrap());
    create
}

#[tokio::test]
async fn a_choice_is_kept_as_it_was_made() {
    let house = House::shared().await;
    let town = Town::of(house, 2).await;
    let scene = Menu::in_town(house, &town).await;
    let wanted = but(scene.choice(2), |choice| {
        choice.message = "I prefer mornings 🌅".into();
        choice.ranks = vec![1, 1];
    });
    let made = make(house, &scene.person, &wanted).await.unwrap().into_inner();
    let wanted = wanted.choice.unwrap();
    assert_eq!((made.state(), made.kind()), (State::Offering, Kind::Ranked));
    assert_eq!((&made.picks, &made.ranks), (&wanted.picks, &wanted.ranks));
    assert_eq!(made.message, wanted.message);
    assert_eq!((&made.request, &made.menu), (&scene.request.name, &scene.menu.name));
    let chosen = scene.now(house).await;
    assert_eq!(chosen.state(), request::State::Chosen);
    assert_eq!(chosen.choose_time, made.create_time);
    let waiting = scene.once(house, &made.name, |choice| !choice.current_introduction.is_empty()).await;
    assert_eq!((waiting.current_pick, waiting.attempts.len()), (1, 1));
    assert_eq!(waiting.message, wanted.message);
    assert_eq!(house.told_of(&made.name).await, ["choice.created", "choice.updated"]);
}

#[tokio::test]
async fn the_same_request_id_makes_one_choice() {
    let house = House::shared().await;
    let town = Town::of(house, 2).await;
    let scene = Menu::in_town(house, &town).await;
    let create = scene.choice(1);
    let first = make(house, &scene.person, &create).await.unwrap().into_inner();
    let again = make(house, &scene.person, &create).await.unwrap().into_inner();
    assert_eq!(first.name, again.name);
    let other = but(create, |choice| choice.picks = vec![scene.option(1)]);
    refused(make(house, &scene.person, &other).await, Code::AlreadyExists, "REQUEST_ID_REUSED");
}

#[tokio::test]
async fn wanting_none_is_recorded_and_ends_the_request() {
    let house = House::shared().await;
    let town = Town::of(house, 1).await;
    let scene = Menu::in_town(house, &town).await;
    let made = make(house, &scene.person, &scene.choice(0)).await.unwrap().into_inner();
    assert_eq!(made.state(), State::NoneWanted);
    let closed = scene.now(house).await;
    assert_eq!(closed.state(), request::State::Closed);
    assert!(closed.close_time.is_some());
    refused(house.stop(&scene.person, &made).await, Code::FailedPrecondition, "CHOICE_NOT_OFFERING");
    let again = make(house, &scene.person, &scene.choice(1)).await;
    refused(again, Code::FailedPrecondition, "REQUEST_NOT_OPEN");
    assert_eq!(house.told_of(&made.name).await, ["choice.created"]);
}

#[tokio::test]
async fn everything_wrong_is_said_at_once() {
    let house = House::shared().await;
    let town = Town::of(house, 2).await;
    let scene = Menu::in_town(house, &town).await;
    let wrong = pb::CreateChoiceRequest {
        choice: Some(pb::Choice { message: "\u{7}".into(), ..pb::Choice::default() }),
        request_id: String::new(),
        ahead_told: 0,
        round_told: String::new(),
    };
    invalid(
        make(house, &scene.person, &wrong).await,
        &["request_id", "choice.kind", "choice.request", "choice.menu", "choice.message"],
    );
    let picks = |picks: Vec<String>, kind: Kind| {
        but(scene.choice(1), |choice| {
            choice.picks = picks;
            choice.kind = kind.into();
        })
    };
    let both = || vec![scene.option(0), scene.option(1)];
    for ranks in [vec![1], vec![1, 2, 3], vec![2, 2], vec![1, 3], vec![0, 1], vec![1, 0], vec![1, i32::MIN]] {
        let create = but(scene.choice(2), |choice| choice.ranks.clone_from(&ranks));
        invalid(make(house, &scene.person, &create).await, &["choice.ranks"]);
    }
    let one = but(scene.choice(1), |choice| choice.ranks = vec![1]);
    invalid(make(house, &scene.person, &one).await, &["choice.ranks"]);
    for (create, field) in [
        (picks(both(), Kind::One), "choice.picks"),
        (picks(both(), Kind::MeetFirst), "choice.picks"),
        (picks(vec![], Kind::One), "choice.picks"),
        (picks(vec![scene.option(0)], Kind::Ranked), "choice.picks"),
        (picks((0..9).map(|_| nobody("offerings")).collect(), Kind::Ranked), "choice.picks"),
        (picks(vec![scene.option(0); 2], Kind::Ranked), "choice.picks"),
        (picks(vec![scene.option(0)], Kind::None), "choice.picks"),
        (picks(vec!["the first one".into()], Kind::One), "choice.picks"),
        (picks(vec![nobody("offerings")], Kind::One), "choice.picks"),
        (but(scene.choice(0), |choice| choice.message = "No, thank you".into()), "choice.message"),
        (but(scene.choice(1), |choice| choice.message = "x".repeat(2_001)), "choice.message"),
    ] {
        invalid(make(house, &scene.person, &create).await, &[field]);
    }
}

#[tokio::test]
async fn one_chooses_from_the_newest_menu_of_that_request() {
    let house = House::shared().await;
    let town = Town::of(house, 1).await;
    let scene = Menu::in_town(house, &town).await;
    let another = Menu::in_town(house, &town).await;
    house.menu(&scene.person, &scene.request).await.unwrap();
    let outdated = make(house, &scene.person, &scene.choice(1)).await;
    refused(outdated, Code::FailedPrecondition, "MENU_OUTDATED");
    let foreign = but(scene.choice(1), |choice| choice.menu = another.menu.name.clone());
    invalid(make(house, &scene.person, &foreign).await, &["choice.menu"]);
    let missing = but(scene.choice(1), |choice| choice.menu = nobody("menus"));
    not_found(make(house, &scene.person, &missing).await);
}

#[tokio::test]
async fn one_choice_at_a_time() {
    let house = House::shared().await;
    let town = Town::of(house, 1).await;
    let scene = Menu::in_town(house, &town).await;
    scene.choose(house, 1).await;
    let second = make(house, &scene.person, &scene.choice(1)).await;
    refused(second, Code::FailedPrecondition, "REQUEST_NOT_OPEN");
    refused(house.menu(&scene.person, &scene.request).await, Code::FailedPrecondition, "REQUEST_NOT_OPEN");
}

#[tokio::test]
async fn a_strangers_choice_is_not_found() {
    let house = House::shared().await;
    let town = Town::of(house, 1).await;
    let scene = Menu::in_town(house, &town).await;
    let stranger = town.someone().signed_in(house).await;
    not_found(make(house, &stranger, &scene.choice(1)).await);
    let choice = scene.choose(house, 1).await;
    not_found(house.choice(&stranger, &choice.name).await);
    not_found(house.choice(&scene.person, &nobody("choices")).await);
    not_found(house.stop(&stranger, &choice).await);
    let list = pb::ListChoicesRequest { request: scene.request.name.clone(), ..Default::default() };
    let list = house.choices().list_choices(house.ask(&stranger, list)).await.unwrap().into_inner();
    assert!(list.choices.is_empty());
}

#[tokio::test]
async fn a_stop_says_what_is_missing_and_whether_it_is_stale() {
    let house = House::shared().await;
    let town = Town::of(house, 1).await;
    let scene = Menu::in_town(house, &town).await;
    let choice = scene.choose(house, 1).await;
    invalid(house.stop(&scene.person, &pb::Choice::default()).await, &["name", "etag"]);
    let first = pb::Choice { etag: "v1".into(), ..choice.clone() };
    stale(house.stop(&scene.person, &first).await);
}

#[tokio::test]
async fn lists_page_newest_first() {
    let house = House::shared().await;
    let town = Town::of(house, 1).await;
    let scene = Menu::in_town(house, &town).await;
    let first = scene.choose(house, 1).await;
    house.stop(&scene.person, &first).await.unwrap();
    let second = scene.choose(house, 1).await;
    let list = async |page_token: &str| {
        let request = pb::ListChoicesRequest {
            page_size: 1,
            page_token: page_token.into(),
            request: scene.request.name.clone(),
        };
        house.choices().list_choices(house.ask(&scene.person, request)).await.unwrap().into_inner()
    };
    let newest = list("").await;
    let oldest = list(&newest.next_page_token).await;
    assert_eq!(newest.choices[0].name, second.name);
    assert_eq!((oldest.choices[0].name.as_str(), oldest.next_page_token.as_str()), (first.name.as_str(), ""));
    let wrong = pb::ListChoicesRequest { page_size: -1, page_token: "!".into(), request: "mine".into() };
    invalid(
        house.choices().list_choices(house.ask(&scene.person, wrong)).await,
        &["page_size", "page_token", "request"],
    );
}
