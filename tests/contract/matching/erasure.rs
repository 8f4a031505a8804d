//! Forgetting a person: nothing they said is left, and nothing goes on in their name.

use platform::Caller;
use proto::brokers::v1::introduction;
use proto::matching::v1 as pb;
use proto::matching::v1::request::State;

use crate::harness::House;
use crate::harness::brokers::eventually;
use crate::harness::matching::{Menu, Town, a_request};

async fn has_forgotten(house: &House, person: &Caller) {
    let id = uuid::Uuid::parse_str(&person.subject["people/".len()..]).unwrap();
    let tables = house.tables("matching").await;
    eventually("matching forgets", || async {
        let gone = "select exists (select from seal_key where subject = $1 and wrapped is null)";
        sqlx::query_scalar(gone).bind(id).fetch_one(&tables).await.unwrap()
    })
    .await;
}

#[tokio::test]
async fn someone_erased_leaves_no_words_and_nothing_open() {
    let house = House::fresh().await;
    let town = Town::of(&house, 2).await;
    let scene = Menu::in_town(&house, &town).await;
    let draft = a_request(&scene.person).with(|request| request.words = "Words".into());
    let draft = draft.create(&house, &scene.person).await;
    let mut create = scene.choice(2);
    create.choice.as_mut().unwrap().message = "More words".into();
    let made = house.choices().create_choice(house.ask(&scene.person, create)).await.unwrap().into_inner();
    let choice = scene.once(&house, &made.name, |choice| !choice.current_introduction.is_empty()).await;
    house.erase(&scene.person).await;
    has_forgotten(&house, &scene.person).await;

    let draft = house.request(&scene.person, &draft.name).await.unwrap().into_inner();
    assert_eq!((draft.words.as_str(), draft.state()), ("", State::Withdrawn));
    let request = scene.now(&house).await;
    assert_eq!((request.frozen, State::try_from(request.state)), (None, Ok(State::Withdrawn)));
    let read = pb::GetMenuRequest { name: scene.menu.name.clone() };
    let menu = house.menus().get_menu(house.ask(&scene.person, read)).await.unwrap().into_inner();
    assert_eq!((menu.inputs, menu.options.len()), (None, scene.menu.options.len()));
    assert!(menu.update_time != menu.create_time && menu.etag != scene.menu.etag);
    let stopped = house.choice(&scene.person, &choice.name).await.unwrap().into_inner();
    assert_eq!((stopped.state(), stopped.message.as_str()), (pb::choice::State::Stopped, ""));
    eventually("the introduction is taken back", || async {
        let matching = Caller::service("matching");
        let found = house.introduction(&matching, &choice.current_introduction).await.unwrap().into_inner();
        found.state() == introduction::State::Withdrawn
    })
    .await;
    assert_eq!(house.told_of(&menu.name).await, ["menu.created", "menu.erased"]);
}

#[tokio::test]
async fn forgetting_again_changes_nothing() {
    let house = House::fresh().await;
    let town = Town::of(&house, 1).await;
    let scene = Menu::in_town(&house, &town).await;
    house.erase(&scene.person).await;
    has_forgotten(&house, &scene.person).await;
    let before = scene.now(&house).await;
    let from_the_beginning = async {
        let again = sqlx::query("update cursor set position = 0 where source = 'people'");
        again.execute(&house.tables("matching").await).await.unwrap();
    };
    let house = house.restarted(from_the_beginning).await;
    house.has_told("people", "matching").await;
    assert_eq!(scene.now(&house).await, before);
}

#[tokio::test]
async fn nobody_asks_in_the_name_of_someone_erased() {
    let house = House::fresh().await;
    let town = Town::unknown(&house, 0, |_| {}).await;
    let person = town.someone().signed_in(&house).await;
    house.erase(&person).await;
    has_forgotten(&house, &person).await;
    for words in ["", "Am I still here?"] {
        let create = a_request(&person).with(|request| request.words = words.into()).wanted();
        let answer = house.requests().create_request(house.ask(&person, create)).await;
        assert_eq!(answer.unwrap_err().code(), tonic::Code::NotFound);
    }
}
