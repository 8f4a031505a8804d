//! Opening rounds and time: waits count up to the last day to enter, and who comes after it keeps their place in the queue.

use proto::matching::v1 as pb;

use crate::harness::matching::{Menu, Town};
use crate::harness::opening_rounds::{an_opening_round, in_days};
use crate::harness::{House, manager};

/// A house of its own with a town where one organisation has one opening.
async fn one_opening() -> (House, Town) {
    let house = House::fresh().await;
    let town = Town::unknown(&house, 1, |offering| offering.openings = Some(1)).await;
    town.is_known(&house).await;
    (house, town)
}

/// Chooses what the round gives, knowing of it.
async fn enter(house: &House, scene: &Menu) -> pb::Choice {
    let create = scene.told(house, scene.choice(1)).await;
    house.choices().create_choice(house.ask(&scene.person, create)).await.unwrap().into_inner()
}

#[tokio::test]
async fn waits_count_up_to_the_last_day_to_enter() {
    let (house, town) = one_opening().await;
    let by = manager(&town.ulos[0]);
    let round = an_opening_round(&town.ulos[0]).with(|round| round.close_date = in_days(3));
    let round = round.open(&house, &by).await;
    house.give(&by, &round.name, &town.offerings[0].name, 1).await.unwrap();
    let scene = Menu::in_town(&house, &town).await;
    let choice = enter(&house, &scene).await;
    house.days_pass(5);
    let run = house.run(&by, &round.name).await.unwrap().into_inner();
    let both = run.run.unwrap().both.unwrap();
    assert!(both.most_helped.unwrap().fit_thousandths > 0, "the fit of the menu counts");
    let given = scene.once(&house, &choice.name, |choice| !choice.current_introduction.is_empty()).await;
    let result = house.result(&scene.person, &given.opening_round_result).await.unwrap().into_inner();
    assert_eq!(result.waited_days, 3);
}

#[tokio::test]
async fn who_came_after_the_last_day_is_in_the_queue_where_they_would_have_been() {
    let (house, town) = one_opening().await;
    let by = manager(&town.ulos[0]);
    Menu::in_town(&house, &town).await.choose(&house, 1).await;
    let round = an_opening_round(&town.ulos[0]).open(&house, &by).await;
    house.give(&by, &round.name, &town.offerings[0].name, 1).await.unwrap();
    house.days_pass(1);
    let late = Menu::in_town(&house, &town).await;
    let choice = enter(&house, &late).await;
    assert!(choice.round_time.is_some() && choice.queue_time.is_none());
    house.cancel(&by, &round.name).await.unwrap();
    let back = late.once(&house, &choice.name, |choice| choice.round_time.is_none()).await;
    assert_eq!(back.queue_time, choice.round_time);
}
