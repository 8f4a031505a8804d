//! Who acts for a person sees and does here what the person allowed, for as long as they do.

use platform::Caller;
use proto::matching::v1 as pb;
use proto::people::v1::RevokeSupporterRequest;
use proto::people::v1::supporter::Power;

use crate::harness::House;
use crate::harness::asserts::not_found;
use crate::harness::brokers::eventually;
use crate::harness::matching::{Menu, Town, a_request};
use crate::harness::people::{a_person, a_supporter};
use crate::harness::{nobody, supporter};

/// Someone who acts for the person with these powers, once matching knows of it.
async fn who_may(house: &House, person: &Caller, powers: &[Power]) -> Caller {
    let made = a_supporter(person).who_may(powers).create(house).await;
    let id = uuid::Uuid::parse_str(&made.name["supporters/".len()..]).unwrap();
    let tables = house.tables("matching").await;
    eventually("matching hears of the supporter", || async {
        let known = sqlx::query_scalar("select exists (select from supporter where supporter_id = $1)");
        known.bind(id).fetch_one(&tables).await.unwrap()
    })
    .await;
    supporter(&made.name, &made.person)
}

#[tokio::test]
async fn each_power_opens_its_own_door() {
    let house = House::shared().await;
    let town = Town::of(house, 1).await;
    let scene = Menu::in_town(house, &town).await;
    let choice = scene.choose(house, 1).await;
    for (power, sees, chooses) in [
        (Power::SeeRecord, true, false),
        (Power::AskAndChoose, true, true),
        (Power::KeepRecord, false, false),
        (Power::AnswerReviews, false, false),
        (Power::TalkToBroker, false, false),
    ] {
        let helper = who_may(house, &scene.person, &[power]).await;
        let what = power.as_str_name();
        assert_eq!(house.request(&helper, &scene.request.name).await.is_ok(), sees, "{what}");
        assert_eq!(house.choice(&helper, &choice.name).await.is_ok(), sees, "{what}");
        let menu = pb::GetMenuRequest { name: scene.menu.name.clone() };
        assert_eq!(house.menus().get_menu(house.ask(&helper, menu)).await.is_ok(), sees, "{what}");
        let requests = house.requests().list_requests(house.ask(&helper, Default::default())).await.unwrap();
        assert_eq!(requests.into_inner().requests.len(), usize::from(sees), "{what}");
        let menus = house.menus().list_menus(house.ask(&helper, Default::default())).await.unwrap();
        assert_eq!(menus.into_inner().menus.len(), usize::from(sees), "{what}");
        let choices = house.choices().list_choices(house.ask(&helper, Default::default())).await.unwrap();
        assert_eq!(choices.into_inner().choices.len(), usize::from(sees), "{what}");
        if !chooses {
            let create = a_request(&helper).wanted();
            not_found(house.requests().create_request(house.ask(&helper, create)).await);
            not_found(house.stop(&helper, &choice).await);
            not_found(house.take_back(&helper, &scene.request).await);
        }
    }
}

#[tokio::test]
async fn who_may_ask_and_choose_does_so_from_asking_to_stopping() {
    let house = House::shared().await;
    let town = Town::of(house, 1).await;
    let avery = town.someone().signed_in(house).await;
    let helper = who_may(house, &avery, &[Power::AskAndChoose, Power::SeeRecord]).await;
    let request = a_request(&helper).ask(house, &helper).await;
    assert_eq!(request.person, avery.subject);
    let menu = house.menu(&helper, &request).await.unwrap().into_inner();
    let scene = Menu { person: helper, request, menu };
    let choice = scene.choose(house, 1).await;
    let stopped = house.stop(&scene.person, &choice).await.unwrap().into_inner();
    assert_eq!(stopped.state(), pb::choice::State::Stopped);
    house.take_back(&scene.person, &scene.now(house).await).await.unwrap();
}

#[tokio::test]
async fn a_grant_taken_back_counts_for_nothing() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let made = a_request(&avery).create(house, &avery).await;
    let helper = who_may(house, &avery, &[Power::AskAndChoose]).await;
    let grants = Default::default();
    let grants = house.supporters().list_supporters(house.ask(&avery, grants)).await.unwrap().into_inner();
    let grant = &grants.supporters[0];
    let revoke = RevokeSupporterRequest { name: grant.name.clone(), etag: grant.etag.clone() };
    house.supporters().revoke_supporter(house.ask(&avery, revoke)).await.unwrap();
    eventually("the grant counts for nothing", || async {
        house.request(&helper, &made.name).await.is_err()
    })
    .await;
    not_found(house.request(&helper, &made.name).await);
}

#[tokio::test]
async fn a_supporter_nobody_named_is_a_stranger() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let made = a_request(&avery).create(house, &avery).await;
    for stranger in
        [supporter(&nobody("supporters"), &avery.subject), supporter("supporters/nobody", &avery.subject)]
    {
        not_found(house.request(&stranger, &made.name).await);
    }
}
