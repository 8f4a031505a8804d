//! Queues: places held, waited for, taken and stated anew.

use futures_util::future::join_all;
use proto::matching::v1 as pb;
use proto::matching::v1::choice::State;
use proto::matching::v1::queue::Standing;
use proto::matching::v1::request;
use proto::ulos::v1 as ulos;
use tonic::Code;

use crate::harness::asserts::{forbidden, invalid, not_found, refused};
use crate::harness::brokers::Answer;
use crate::harness::matching::{Menu, Town};
use crate::harness::{House, an_operator, manager, mask, nobody};
use platform::Caller;

/// A town where every organisation has so many openings.
async fn town(house: &House, size: usize, openings: i32) -> Town {
    let town = Town::unknown(house, size, |offering| offering.openings = Some(openings)).await;
    town.is_known(house).await;
    town
}

async fn queue(house: &House, by: &Caller, offering: &str) -> Answer<pb::Queue> {
    let name = offering.replacen("offerings/", "queues/", 1);
    house.queues().get_queue(house.ask(by, pb::GetQueueRequest { name })).await
}

/// How the places stand, as someone sees it: places, held by others, ahead, own standing.
async fn stands(house: &House, by: &Caller, offering: &str) -> (Option<i32>, i32, i32, Standing) {
    let queue = queue(house, by, offering).await.expect("a queue").into_inner();
    (queue.places, queue.held, queue.ahead, queue.standing())
}

/// Chooses that many options, told that so many people are before.
async fn choose(house: &House, scene: &Menu, picks: usize, ahead_told: i32) -> Answer<pb::Choice> {
    let request = pb::CreateChoiceRequest { ahead_told, ..scene.choice(picks) };
    house.choices().create_choice(house.ask(&scene.person, request)).await
}

/// Has an organisation state its openings.
async fn state(house: &House, offering: &str, openings: i32) {
    let operator = an_operator();
    let get = ulos::GetOfferingRequest { name: offering.into() };
    let now = house.offerings().get_offering(house.ask(&operator, get)).await.unwrap().into_inner();
    let offering = ulos::Offering { openings: Some(openings), ..now };
    let update = ulos::UpdateOfferingRequest { offering: Some(offering), update_mask: mask(&["openings"]) };
    house.offerings().update_offering(house.ask(&operator, update)).await.unwrap();
    house.has_told("ulos", "matching").await;
}

#[tokio::test]
async fn whoever_comes_second_is_told_before_they_choose_and_offered_when_the_place_is_free() {
    let house = House::shared().await;
    let town = town(house, 1, 1).await;
    let (first, second) = (Menu::in_town(house, &town).await, Menu::in_town(house, &town).await);
    let offering = first.option(0);
    assert_eq!(stands(house, &first.person, &offering).await, (Some(1), 0, 0, Standing::Unspecified));
    let held = first.choose(house, 1).await;
    assert_eq!(stands(house, &first.person, &offering).await, (Some(1), 0, 0, Standing::Held));
    assert_eq!(stands(house, &second.person, &offering).await, (Some(1), 1, 1, Standing::Unspecified));
    refused(choose(house, &second, 1, 0).await, Code::FailedPrecondition, "OPENINGS_HELD");
    assert_eq!(second.now(house).await.state(), request::State::Asked, "nothing was chosen");
    let waits = choose(house, &second, 1, 1).await.unwrap().into_inner();
    assert_eq!((waits.state(), waits.attempts.len(), waits.queue_time.is_some()), (State::Offering, 0, true));
    assert_eq!(stands(house, &second.person, &offering).await, (Some(1), 1, 1, Standing::Waits));
    let third = Menu::in_town(house, &town).await;
    refused(choose(house, &third, 1, 1).await, Code::FailedPrecondition, "OPENINGS_HELD");
    assert_eq!(stands(house, &third.person, &offering).await, (Some(1), 1, 2, Standing::Unspecified));

    first.decline(house, &town, &held).await;
    let offered = second.once(house, &waits.name, |choice| !choice.current_introduction.is_empty()).await;
    assert_eq!((offered.queue_time, offered.attempts.len()), (None, 1));
    assert_eq!(stands(house, &second.person, &offering).await, (Some(1), 0, 0, Standing::Held));
    assert_eq!(stands(house, &first.person, &offering).await, (Some(1), 1, 1, Standing::Unspecified));
}

#[tokio::test]
async fn a_yes_takes_the_place_until_openings_are_stated_anew() {
    let house = House::shared().await;
    let town = town(house, 1, 1).await;
    let (first, second) = (Menu::in_town(house, &town).await, Menu::in_town(house, &town).await);
    let offering = first.option(0);
    let held = first.choose(house, 1).await;
    let waits = choose(house, &second, 1, 1).await.unwrap().into_inner();
    first.accept(house, &town, &held).await;
    // Nothing is left to hold: whoever waited is asked all the same, and the organisation says.
    let offered = second.once(house, &waits.name, |choice| !choice.current_introduction.is_empty()).await;
    assert_eq!(offered.queue_time, None);
    let third = Menu::in_town(house, &town).await;
    assert_eq!(stands(house, &third.person, &offering).await, (Some(0), 0, 0, Standing::Unspecified));
    state(house, &offering, 1).await;
    assert_eq!(stands(house, &third.person, &offering).await, (Some(1), 0, 0, Standing::Unspecified));
    third.choose(house, 1).await;
    assert_eq!(stands(house, &third.person, &offering).await, (Some(1), 0, 0, Standing::Held));
}

#[tokio::test]
async fn of_many_at_once_one_holds_the_last_place() {
    let house = House::shared().await;
    for round in 0..3 {
        let town = town(house, 1, 2).await;
        let mut scenes = Vec::new();
        for _ in 0..8 {
            scenes.push(Menu::in_town(house, &town).await);
        }
        scenes[0].choose(house, 1).await;
        let at_once = scenes[1..].iter().map(|scene| choose(house, scene, 1, 0));
        let answers = join_all(at_once).await;
        let (chosen, held): (Vec<_>, Vec<_>) = answers.into_iter().partition(Result::is_ok);
        assert_eq!((chosen.len(), held.len()), (1, 6), "round {round}");
        for answer in held {
            refused(answer, Code::FailedPrecondition, "OPENINGS_HELD");
        }
        let offering = uuid::Uuid::parse_str(&scenes[0].option(0)["offerings/".len()..]).unwrap();
        let mut places: Vec<i32> = sqlx::query_scalar("select place from hold where offering_id = $1")
            .bind(offering)
            .fetch_all(&house.tables("matching").await)
            .await
            .unwrap();
        places.sort_unstable();
        assert_eq!(places, [1, 2]);
    }
}

#[tokio::test]
async fn who_knows_that_others_are_before_waits_in_the_order_of_coming() {
    let house = House::shared().await;
    let town = town(house, 1, 1).await;
    let first = Menu::in_town(house, &town).await;
    let offering = first.option(0);
    let held = first.choose(house, 1).await;
    let mut waiting = Vec::new();
    for ahead in 1..4 {
        let scene = Menu::in_town(house, &town).await;
        let choice = choose(house, &scene, 1, ahead).await.unwrap().into_inner();
        waiting.push((scene, choice));
    }
    // Whoever stops lets those behind move up, and a place goes to whoever came first.
    let (second, choice) = &waiting[0];
    house.stop(&second.person, choice).await.unwrap();
    let places = [
        stands(house, &waiting[1].0.person, &offering).await.2,
        stands(house, &waiting[2].0.person, &offering).await.2,
    ];
    assert_eq!(places, [1, 2]);
    house.stop(&first.person, &held).await.unwrap();
    let (third, choice) = &waiting[1];
    third.once(house, &choice.name, |choice| !choice.current_introduction.is_empty()).await;
    assert_eq!(stands(house, &waiting[2].0.person, &offering).await, (Some(1), 1, 1, Standing::Waits));
}

#[tokio::test]
async fn nobody_overtakes_who_waits_even_while_a_place_is_free() {
    let house = House::shared().await;
    let town = town(house, 1, 1).await;
    let first = Menu::in_town(house, &town).await;
    first.choose(house, 1).await;
    let (second, third) = (Menu::in_town(house, &town).await, Menu::in_town(house, &town).await);
    let waits = choose(house, &second, 1, 1).await.unwrap().into_inner();
    // The place comes free, and nobody has looked after whoever waits for it yet.
    let id = |name: &str| uuid::Uuid::parse_str(name.rsplit('/').next().unwrap()).unwrap();
    let mut tx = house.tables("matching").await.begin().await.unwrap();
    let (choice, offering) = (id(&waits.name), id(&first.option(0)));
    let later = "update choice set due_time = now() + interval '1 hour' where choice_id = $1";
    sqlx::query(later).bind(choice).execute(&mut *tx).await.unwrap();
    sqlx::query("delete from hold where offering_id = $1").bind(offering).execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    let behind = choose(house, &third, 1, 1).await.unwrap().into_inner();
    assert!(behind.queue_time.is_some() && behind.attempts.is_empty(), "{behind:?}");
}

#[tokio::test]
async fn a_later_pick_waits_too_and_its_first_place_is_let_go() {
    let house = House::shared().await;
    let town = town(house, 2, 1).await;
    let scene = Menu::in_town(house, &town).await;
    let (best, next) = (scene.option(0), scene.option(1));
    let other = Menu::in_town(house, &town).await;
    let mut create = other.choice(1);
    create.choice.as_mut().unwrap().picks = vec![next.clone()];
    house.choices().create_choice(house.ask(&other.person, create)).await.unwrap();
    let ranked = scene.choose(house, 2).await;
    assert_eq!(stands(house, &scene.person, &best).await.3, Standing::Held);
    scene.decline(house, &town, &ranked).await;
    let waits = scene.once(house, &ranked.name, |choice| choice.queue_time.is_some()).await;
    assert_eq!((waits.attempts.len(), waits.current_pick), (1, 0));
    assert_eq!(stands(house, &scene.person, &next).await, (Some(1), 1, 1, Standing::Waits));
    assert_eq!(stands(house, &other.person, &best).await, (Some(1), 0, 0, Standing::Unspecified));
}

#[tokio::test]
async fn what_the_last_place_went_by_is_told_only_of_many_and_to_who_waits_or_waited() {
    let house = House::shared().await;
    let town = town(house, 1, 1).await;
    let (first, second) = (Menu::in_town(house, &town).await, Menu::in_town(house, &town).await);
    let offering = first.option(0);
    first.choose(house, 1).await;
    let waits = choose(house, &second, 1, 1).await.unwrap().into_inner();
    let weeks = async |by: &Caller| queue(house, by, &offering).await.unwrap().into_inner().cutoff_weeks;
    let give = async |times: i32, days_ago: i64| {
        let id = uuid::Uuid::parse_str(&offering["offerings/".len()..]).unwrap();
        let today = chrono::Utc::now().date_naive();
        for _ in 0..times {
            sqlx::query(
                "insert into given (given_id, offering_id, come_date, give_date) values ($1, $2, $3, $4)",
            )
            .bind(uuid::Uuid::now_v7())
            .bind(id)
            .bind(today - chrono::TimeDelta::days(9 + days_ago))
            .bind(today - chrono::TimeDelta::days(days_ago - 1))
            .execute(&house.tables("matching").await)
            .await
            .unwrap();
        }
    };
    give(6, 0).await;
    assert_eq!(weeks(&second.person).await, None, "seven places are too few to tell of the last");
    give(3, 400).await;
    assert_eq!(weeks(&second.person).await, None, "what was given more than a year ago is forgotten");
    give(1, 0).await;
    assert!(matches!(weeks(&second.person).await, Some(2)), "nine days, told as two weeks");
    let stranger = Menu::in_town(house, &town).await;
    assert_eq!((weeks(&first.person).await, weeks(&stranger.person).await), (None, None));
    let stopped = house.stop(&second.person, &waits).await.unwrap().into_inner();
    assert_eq!((stopped.state(), stopped.queue_time.is_some()), (State::Stopped, true));
    assert_eq!(weeks(&second.person).await, Some(2), "afterwards, too");
    assert_eq!(stands(house, &second.person, &offering).await.3, Standing::Unspecified);
}

#[tokio::test]
async fn where_openings_are_not_stated_nothing_is_counted() {
    let house = House::shared().await;
    let town = Town::of(house, 1).await;
    let (first, second) = (Menu::in_town(house, &town).await, Menu::in_town(house, &town).await);
    first.choose(house, 1).await;
    second.choose(house, 1).await;
    let seen = stands(house, &second.person, &first.option(0)).await;
    assert_eq!(seen, (None, 0, 0, Standing::Unspecified));
}

#[tokio::test]
async fn a_queue_is_for_people_and_of_an_offering_that_is_there() {
    let house = House::shared().await;
    let town = town(house, 1, 1).await;
    let scene = Menu::in_town(house, &town).await;
    let offering = scene.option(0);
    forbidden(queue(house, &manager(&town.ulos[0]), &offering).await);
    forbidden(queue(house, &an_operator(), &offering).await);
    not_found(queue(house, &scene.person, &nobody("offerings")).await);
    invalid(queue(house, &scene.person, "people/x").await, &["name"]);
    let wrong = pb::CreateChoiceRequest { ahead_told: -1, ..scene.choice(1) };
    invalid(house.choices().create_choice(house.ask(&scene.person, wrong)).await, &["ahead_told"]);
}
