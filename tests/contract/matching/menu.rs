//! Menus: made, kept, and true to what is on offer.

use proto::matching::v1 as pb;
use proto::matching::v1::menu::ShortfallReason;
use proto::matching::v1::request::State;
use proto::matching::v1::why_not::Rule;
use proto::ulos::v1 as ulos;
use tonic::Code;

use crate::harness::asserts::{invalid, not_found, refused};
use crate::harness::brokers::eventually;
use crate::harness::matching::{Menu, Town, a_request};
use crate::harness::people::a_person;
use crate::harness::ulos::a_governance;
use crate::harness::{House, mask, nobody, request_id};

#[tokio::test]
async fn a_menu_explains_every_option() {
    let house = House::shared().await;
    let town = Town::of(house, 3).await;
    let person = town.someone().signed_in(house).await;
    let wishes = vec![
        pb::Wish { factor: pb::Factor::Cost.into(), weight: 3 },
        pb::Wish { factor: pb::Factor::Independence.into(), weight: 2 },
        pb::Wish { factor: pb::Factor::Continuity.into(), weight: 0 },
    ];
    let request = a_request(&person).with(|request| request.wishes = wishes).ask(house, &person).await;
    let menu = house.menu(&person, &request).await.unwrap().into_inner();
    assert_eq!(menu.options.len(), 3);
    assert_eq!(menu.shortfall_reason(), ShortfallReason::Unspecified);
    let inputs = menu.inputs.clone().unwrap();
    assert_eq!((inputs.wishes, inputs.frozen), (request.wishes.clone(), request.frozen.clone()));
    assert_eq!(menu.create_time, inputs.as_of_time);
    for option in &menu.options {
        let points: f64 = option.contributions.iter().map(|told| told.points).sum();
        assert!((points - option.score).abs() < 1e-9);
        let factors: Vec<pb::Factor> = option.contributions.iter().map(|told| told.factor()).collect();
        assert_eq!(factors, [pb::Factor::Cost, pb::Factor::Independence]);
        assert_eq!(option.contributions[0].sentence, "fit-cost-free");
        assert!(option.independent && town.ulos.contains(&option.ulo));
    }
    assert_eq!(read(house, &person, &menu.name).await.unwrap().into_inner(), menu);
    assert_eq!(house.told_of(&menu.name).await, ["menu.created"]);
}

async fn read(
    house: &House,
    by: &platform::Caller,
    name: &str,
) -> Result<tonic::Response<pb::Menu>, tonic::Status> {
    house.menus().get_menu(house.ask(by, pb::GetMenuRequest { name: name.into() })).await
}

#[tokio::test]
async fn the_same_request_id_makes_one_menu() {
    let house = House::shared().await;
    let town = Town::of(house, 1).await;
    let scene = Menu::in_town(house, &town).await;
    let create = pb::CreateMenuRequest { request: scene.request.name.clone(), request_id: request_id() };
    let make = |create: &pb::CreateMenuRequest| house.ask(&scene.person, create.clone());
    let first = house.menus().create_menu(make(&create)).await.unwrap().into_inner();
    let again = house.menus().create_menu(make(&create)).await.unwrap().into_inner();
    assert_eq!(first, again);
    let another = a_request(&scene.person).with(|request| request.kind = pb::request::Kind::Advocacy.into());
    let another = another.ask(house, &scene.person).await;
    let other = pb::CreateMenuRequest { request: another.name, ..create };
    let other = house.menus().create_menu(make(&other)).await;
    refused(other, Code::AlreadyExists, "REQUEST_ID_REUSED");
}

#[tokio::test]
async fn looking_again_draws_nothing_anew() {
    let house = House::shared().await;
    let town = Town::of(house, 10).await;
    let scene = Menu::in_town(house, &town).await;
    let options =
        |menu: &pb::Menu| menu.options.iter().map(|option| option.offering.clone()).collect::<Vec<String>>();
    let mut seen = Vec::new();
    for _ in 0..3 {
        seen.push(options(&house.menu(&scene.person, &scene.request).await.unwrap().into_inner()));
    }
    assert!(seen.iter().all(|menu| *menu == options(&scene.menu)), "{seen:?}");
    let mut others = Vec::new();
    for _ in 0..4 {
        others.push(options(&Menu::in_town(house, &town).await.menu));
    }
    assert!(others.iter().any(|menu| *menu != seen[0]), "chance differs from person to person");
}

#[tokio::test]
async fn a_menu_is_for_a_request_that_was_asked() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let draft = a_request(&avery).create(house, &avery).await;
    refused(house.menu(&avery, &draft).await, Code::FailedPrecondition, "REQUEST_NOT_OPEN");
    let withdrawn = house.take_back(&avery, &draft).await.unwrap().into_inner();
    refused(house.menu(&avery, &withdrawn).await, Code::FailedPrecondition, "REQUEST_NOT_OPEN");
    let wrong = pb::CreateMenuRequest { request: "requests/mine".into(), request_id: String::new() };
    invalid(house.menus().create_menu(house.ask(&avery, wrong)).await, &["request", "request_id"]);
    not_found(house.menu(&avery, &pb::Request { name: nobody("requests"), ..draft }).await);
}

#[tokio::test]
async fn nothing_to_choose_from_is_unmet_until_there_is() {
    let house = House::shared().await;
    let town = Town::of(house, 1).await;
    let person = town.someone().signed_in(house).await;
    let urdu = pb::Constraints { languages: vec!["ur".into()], ..Default::default() };
    let request = a_request(&person).with(|request| request.constraints = Some(urdu));
    let request = request.ask(house, &person).await;
    let menu = house.menu(&person, &request).await.unwrap().into_inner();
    assert_eq!(menu.shortfall_reason(), ShortfallReason::OwnLimits);
    assert_eq!(menu.why_nots[0].rules, [Rule::Language as i32]);
    let change = pb::Change { kind: pb::change::Kind::AddLanguage.into(), code: "en".into(), value: 0 };
    assert_eq!(menu.why_nots[0].smallest_change, std::slice::from_ref(&change));
    assert_eq!(menu.widenings, [pb::Widening { change: Some(change), ulo: String::new(), more: 1 }]);
    let unmet = house.request(&person, &request.name).await.unwrap().into_inner();
    assert_eq!(unmet.state(), State::Unmet);

    let sent = pb::Request { constraints: None, ..unmet };
    let update = pb::UpdateRequestRequest { request: Some(sent), update_mask: mask(&["constraints"]) };
    let updated = house.requests().update_request(house.ask(&person, update)).await.unwrap().into_inner();
    let menu = house.menu(&person, &updated).await.unwrap().into_inner();
    assert_eq!((menu.options.len(), menu.shortfall_reason()), (1, ShortfallReason::FewHere));
    assert_eq!(house.request(&person, &request.name).await.unwrap().into_inner().state(), State::Asked);
    assert_eq!(
        house.told_of(&request.name).await,
        ["request.created", "request.asked", "request.unmet", "request.updated", "request.met"]
    );
}

#[tokio::test]
async fn a_place_with_nobody_says_so() {
    let house = House::shared().await;
    let town = Town::unknown(house, 0, |_| {}).await;
    let scene = Menu::in_town(house, &town).await;
    assert_eq!(scene.menu.shortfall_reason(), ShortfallReason::NobodyHere);
    assert_eq!(scene.menu.why_not_total, 0);
}

#[tokio::test]
async fn menus_follow_what_is_on_offer() {
    let house = House::shared().await;
    let town = Town::of(house, 2).await;
    let scene = Menu::in_town(house, &town).await;
    a_governance(&town.ulos[1]).create(house).await;
    town.pause(house, &town.offerings[0].name).await;
    eventually("the menu knows", || async {
        let menu = house.menu(&scene.person, &scene.request).await.unwrap().into_inner();
        let paused = menu.why_nots.iter().any(|why_not| why_not.rules == [Rule::Paused as i32]);
        let led = menu.options.iter().any(|option| option.user_led() == pb::menu_option::Verdict::Met);
        paused && led && menu.index_version > scene.menu.index_version
    })
    .await;
    let close = ulos::GetUloRequest { name: town.ulos[1].clone() };
    let ulo = house.ulos().get_ulo(house.ask(&scene.person, close)).await.unwrap().into_inner();
    let close = ulos::CloseUloRequest {
        name: ulo.name,
        etag: ulo.etag,
        close_reason: ulos::ulo::CloseReason::Ended.into(),
    };
    house.ulos().close_ulo(house.ask(&crate::harness::an_operator(), close)).await.unwrap();
    eventually("the menu forgets", || async {
        let menu = house.menu(&scene.person, &scene.request).await.unwrap().into_inner();
        menu.options.is_empty() && menu.shortfall_reason() == ShortfallReason::NotTakingOn
    })
    .await;
    assert_eq!(read(house, &scene.person, &scene.menu.name).await.unwrap().into_inner(), scene.menu);
}

#[tokio::test]
async fn who_took_the_person_on_before_is_known_to_them() {
    let house = House::shared().await;
    let town = Town::of(house, 1).await;
    let scene = Menu::in_town(house, &town).await;
    let choice = scene.choose(house, 1).await;
    scene.accept(house, &town, &choice).await;
    scene.comes_to(house, State::Placed).await;
    let another = a_request(&scene.person).ask(house, &scene.person).await;
    let menu = house.menu(&scene.person, &another).await.unwrap().into_inner();
    assert_eq!(menu.inputs.unwrap().known_ulos, town.ulos);
}

#[tokio::test]
async fn lists_page_newest_first_and_a_stranger_sees_none() {
    let house = House::shared().await;
    let town = Town::of(house, 1).await;
    let scene = Menu::in_town(house, &town).await;
    let second = house.menu(&scene.person, &scene.request).await.unwrap().into_inner();
    let list = async |by: &platform::Caller, request: pb::ListMenusRequest| {
        house.menus().list_menus(house.ask(by, request)).await.map(tonic::Response::into_inner)
    };
    let of = |page_token: &str| pb::ListMenusRequest {
        page_size: 1,
        page_token: page_token.into(),
        request: scene.request.name.clone(),
    };
    let first_page = list(&scene.person, of("")).await.unwrap();
    let second_page = list(&scene.person, of(&first_page.next_page_token)).await.unwrap();
    assert_eq!(first_page.menus, [second]);
    assert_eq!(second_page.menus, std::slice::from_ref(&scene.menu));
    assert_eq!(second_page.next_page_token, "");
    let stranger = town.someone().signed_in(house).await;
    assert!(list(&stranger, of("")).await.unwrap().menus.is_empty());
    not_found(read(house, &stranger, &scene.menu.name).await);
    not_found(read(house, &scene.person, &nobody("menus")).await);
    let wrong = pb::ListMenusRequest { page_size: -1, page_token: "!".into(), request: "this one".into() };
    invalid(
        house.menus().list_menus(house.ask(&scene.person, wrong)).await,
        &["page_size", "page_token", "request"],
    );
}
