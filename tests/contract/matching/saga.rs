//! Hold and offer: from the choice to someone who takes the person on, or nobody.

use proto::brokers::v1 as brokers;
use proto::matching::v1 as pb;
use proto::matching::v1::attempt::Outcome;
use proto::matching::v1::choice::State;
use proto::matching::v1::request;
use tonic::Code;

use crate::harness::House;
use crate::harness::asserts::refused;
use crate::harness::brokers::as_themself;
use crate::harness::matching::{Menu, Town, a_request};
use crate::harness::people::a_need;

fn outcomes(choice: &pb::Choice) -> Vec<Outcome> {
    choice.attempts.iter().map(pb::Attempt::outcome).collect()
}

#[tokio::test]
async fn an_acceptance_places_the_request() {
    let house = House::shared().await;
    let town = Town::of(house, 2).await;
    let scene = Menu::in_town(house, &town).await;
    let choice = scene.choose(house, 2).await;
    let accepted = scene.accept(house, &town, &choice).await;
    let placed = scene.comes_to(house, request::State::Placed).await;
    assert_eq!(placed.case, accepted.case);
    assert!(placed.place_time.is_some());
    let choice = house.choice(&scene.person, &choice.name).await.unwrap().into_inner();
    assert_eq!((choice.state(), outcomes(&choice)), (State::Placed, vec![Outcome::Accepted]));
    assert_eq!(
        (&choice.case, choice.current_pick, choice.current_introduction.as_str()),
        (&accepted.case, 0, "")
    );
    assert_eq!(house.told_of(&choice.name).await, ["choice.created", "choice.updated", "choice.placed"]);
}

#[tokio::test]
async fn the_introduction_says_what_the_person_said_and_shares() {
    let house = House::shared().await;
    let town = Town::of(house, 1).await;
    let person = town.someone().signed_in(house).await;
    a_need(&person).shared().create(house).await;
    let request = a_request(&person).with(|request| request.words = "I want to move".into());
    let request = request.ask(house, &person).await;
    let menu = house.menu(&person, &request).await.unwrap().into_inner();
    let scene = Menu { person, request, menu };
    let mut create = scene.choice(1);
    let choice = create.choice.as_mut().unwrap();
    choice.kind = pb::choice::Kind::MeetFirst.into();
    choice.message = "Mornings, please".into();
    let made = house.choices().create_choice(house.ask(&scene.person, create)).await.unwrap().into_inner();
    let choice = scene.once(house, &made.name, |choice| choice.current_pick == 1).await;
    let asked = scene.waiting(house, &town, &choice).await;
    assert_eq!(asked.message, "Mornings, please\n\nI want to move");
    assert_eq!(
        (asked.meet_first, asked.rank, asked.needs.as_slice()),
        (true, 1, &["easy_read".to_owned()][..])
    );
    assert_eq!(
        (&asked.request, &asked.choice, &asked.council),
        (&scene.request.name, &made.name, &town.council)
    );
    assert_eq!(asked.kind(), brokers::introduction::Kind::SupportBrokerage);
    let days = (asked.expire_time.unwrap().seconds - made.create_time.unwrap().seconds) / 86_400;
    assert_eq!(choice.attempts[0].expire_time, asked.expire_time);
    // Five working days are seven on the calendar, or fewer when asked at the weekend.
    assert!((5..=7).contains(&days), "{days} days");
}

#[tokio::test]
async fn a_no_moves_on_to_the_next_pick() {
    let house = House::shared().await;
    let town = Town::of(house, 2).await;
    let scene = Menu::in_town(house, &town).await;
    let first = scene.choose(house, 2).await;
    scene.decline(house, &town, &first).await;
    let second = scene.once(house, &first.name, |choice| choice.current_pick == 2).await;
    assert_eq!(outcomes(&second), [Outcome::Declined, Outcome::Waiting]);
    assert_eq!(second.attempts[0].decline_reason, "no_capacity");
    assert!(second.attempts[0].decide_time.is_some());
    let asked = scene.waiting(house, &town, &second).await;
    assert_eq!((asked.offering.as_str(), asked.rank), (second.picks[1].as_str(), 2));
    let accepted = scene.accept(house, &town, &second).await;
    assert_eq!(scene.comes_to(house, request::State::Placed).await.case, accepted.case);
}

#[tokio::test]
async fn when_everyone_said_no_the_request_is_unmet_and_they_are_asked_no_more() {
    let house = House::shared().await;
    let town = Town::of(house, 2).await;
    let scene = Menu::in_town(house, &town).await;
    let first = scene.choose(house, 2).await;
    scene.decline(house, &town, &first).await;
    let second = scene.once(house, &first.name, |choice| choice.current_pick == 2).await;
    scene.decline(house, &town, &second).await;
    scene.comes_to(house, request::State::Unmet).await;
    let exhausted = house.choice(&scene.person, &first.name).await.unwrap().into_inner();
    assert_eq!(exhausted.state(), State::Exhausted);
    assert_eq!(outcomes(&exhausted), [Outcome::Declined, Outcome::Declined]);
    let menu = house.menu(&scene.person, &scene.request).await.unwrap().into_inner();
    assert!(menu.options.is_empty());
    assert!(menu.why_nots.iter().all(|why_not| why_not.rules == [pb::why_not::Rule::SaidNo as i32]));
    assert_eq!(menu.shortfall_reason(), pb::menu::ShortfallReason::NotTakingOn);
    assert_eq!(menu.inputs.unwrap().said_no.len(), 2);
}

#[tokio::test]
async fn a_pick_that_closed_its_doors_is_passed_over() {
    let house = House::shared().await;
    let town = Town::of(house, 2).await;
    let scene = Menu::in_town(house, &town).await;
    town.pause(house, &scene.option(0)).await;
    let choice = scene.choose(house, 2).await;
    assert_eq!(choice.current_pick, 2);
    assert_eq!(outcomes(&choice), [Outcome::NotOffered, Outcome::Waiting]);
    assert_eq!((choice.attempts[0].introduction.as_str(), choice.attempts[0].expire_time), ("", None));
}

#[tokio::test]
async fn a_stop_takes_the_introduction_back_and_another_choice_can_be_made() {
    let house = House::shared().await;
    let town = Town::of(house, 2).await;
    let scene = Menu::in_town(house, &town).await;
    let choice = scene.choose(house, 2).await;
    let asked = scene.waiting(house, &town, &choice).await;
    let stopped = house.stop(&scene.person, &choice).await.unwrap().into_inner();
    assert_eq!((stopped.state(), outcomes(&stopped)), (State::Stopped, vec![Outcome::Withdrawn]));
    assert_eq!(scene.now(house).await.state(), request::State::Asked);
    let (caller, broker) = town.broker_of(&asked.offering);
    let late = house.accept(&caller, &asked, broker).await;
    refused(late, Code::FailedPrecondition, "INTRODUCTION_NOT_OFFERED");
    refused(house.stop(&scene.person, &stopped).await, Code::FailedPrecondition, "CHOICE_NOT_OFFERING");
    let again = scene.choose(house, 1).await;
    assert_eq!(outcomes(&again), [Outcome::Waiting]);
}

#[tokio::test]
async fn an_acceptance_that_came_first_stands_over_a_stop() {
    let house = House::shared().await;
    let town = Town::of(house, 1).await;
    for _ in 0..5 {
        let scene = Menu::in_town(house, &town).await;
        let choice = scene.choose(house, 1).await;
        let accepted = scene.accept(house, &town, &choice).await;
        // The news may come before the stop, or the stop before the news.
        if let Ok(stopped) = house.stop(&scene.person, &choice).await {
            let stopped = stopped.into_inner();
            assert_eq!((stopped.state(), stopped.case), (State::Placed, accepted.case.clone()));
        }
        assert_eq!(scene.comes_to(house, request::State::Placed).await.case, accepted.case);
    }
}

#[tokio::test]
async fn what_the_person_takes_back_at_the_organisation_stops_the_choice() {
    let house = House::shared().await;
    let town = Town::of(house, 2).await;
    let scene = Menu::in_town(house, &town).await;
    let choice = scene.choose(house, 2).await;
    let asked = house.introduction(&scene.person, &choice.current_introduction).await.unwrap().into_inner();
    house.withdraw(&scene.person, &asked).await.unwrap();
    scene.comes_to(house, request::State::Asked).await;
    let stopped = house.choice(&scene.person, &choice.name).await.unwrap().into_inner();
    assert_eq!((stopped.state(), outcomes(&stopped)), (State::Stopped, vec![Outcome::Withdrawn]));
}

#[tokio::test]
async fn the_end_of_the_case_is_the_end_of_the_request() {
    let house = House::shared().await;
    let town = Town::of(house, 1).await;
    let scene = Menu::in_town(house, &town).await;
    let choice = scene.choose(house, 1).await;
    let accepted = scene.accept(house, &town, &choice).await;
    scene.comes_to(house, request::State::Placed).await;
    let themself = as_themself(&town.brokers[0]);
    let case = house.case(&themself, &accepted.case).await.unwrap().into_inner();
    house.close(&themself, &case).await.unwrap();
    let closed = scene.comes_to(house, request::State::Closed).await;
    assert!(closed.close_time.is_some());
    assert_eq!(closed.case, accepted.case);
}
