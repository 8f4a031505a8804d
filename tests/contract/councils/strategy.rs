//! Strategies: required when a lack has lasted, written by the council, closed by nothing but an organisation or a review.

use councils::FromUlos;
use platform::{Caller, Role};
use proto::councils::v1 as pb;
use proto::councils::v1::strategy::{Closure, Stage, State};
use proto::ulos::v1::Verdict;
use tonic::Code;

use crate::harness::asserts::{forbidden, invalid, not_found, refused, stale};
use crate::harness::councils::{Told, an_ulo};
use crate::harness::strategies::{an_action, date_ago, written};
use crate::harness::{House, a_visitor, an_operator, manager, nobody, officer};

fn observer() -> Caller {
    Caller::new(Role::Observer, "observers/test")
}

async fn listed(house: &House, request: pb::ListStrategiesRequest) -> pb::ListStrategiesResponse {
    house.strategies().list_strategies(house.ask(&a_visitor(), request)).await.unwrap().into_inner()
}

#[tokio::test]
async fn a_lack_that_lasts_a_week_requires_one_and_the_clock_runs_from_its_first_day() {
    let house = House::of_frameworks().await;
    house.lacks("E06000030", 6).await;
    assert!(house.strategies_of("E06000030").await.is_empty(), "an entry may have moved");
    let strategy = house.a_strategy("E06000030", 7).await;
    assert_eq!((strategy.state(), strategy.stage()), (State::Required, Stage::Required));
    assert_eq!(strategy.find_date, date_ago(7).to_string());
    assert_eq!((&strategy.due_date, strategy.days_left), (&strategy.write_by_date, Some(83)));
    house.keep_strategies().await;
    assert_eq!(house.strategies_of("E06000030").await, [strategy], "one at a time");
    // One that was shown not to be user-led is none.
    let refuted = an_ulo("E06000031", Verdict::NotMet);
    house.tell(FromUlos, &Told::new("ulos").becomes(&refuted).events).await;
    let late = house.a_strategy("E06000031", 93).await;
    assert_eq!((late.state(), late.stage(), late.days_left), (State::Required, Stage::Overdue, Some(-3)));
}

#[tokio::test]
async fn what_the_council_writes_is_kept_and_everyone_reads_it() {
    let house = House::of_frameworks().await;
    let found = house.a_strategy("E06000032", 30).await;
    let own = officer(&found.council);
    let helper = Told::new("ulos").becomes(&an_ulo("E06000045", Verdict::Met)).events.clone();
    house.tell(FromUlos, &helper).await;
    let request = pb::WriteStrategyRequest { buddy: helper[0].stream.clone(), ..written(&found) };
    let answer = house.strategies().write_strategy(house.ask(&own, request.clone())).await;
    let aimed = answer.unwrap().into_inner();
    assert_eq!((&aimed.aim, &aimed.buddy), (&request.aim, &request.buddy));
    assert_eq!((aimed.state(), aimed.write_time), (State::Required, None), "no action yet");
    stale(house.set_action(&own, &found, 0, an_action(10)).await);

    let strategy = house.set_action(&own, &aimed, 0, an_action(10)).await.unwrap().into_inner();
    assert_eq!(
        (strategy.state(), strategy.stage(), strategy.days_left),
        (State::Written, Stage::Written, Some(10))
    );
    assert!(strategy.write_time.is_some());
    let moved = house.set_action(&own, &strategy, 1, an_action(20)).await.unwrap().into_inner();
    let action = &moved.actions[0];
    assert_eq!(
        (action.first_due_date.as_str(), action.due_date.as_str()),
        (&*date_ago(-10).to_string(), &*date_ago(-20).to_string())
    );
    let done = pb::StrategyAction { done_date: date_ago(0).to_string(), ..an_action(20) };
    let done = house.set_action(&own, &moved, 1, done).await.unwrap().into_inner();
    assert_eq!((done.stage(), done.days_left, done.due_date.as_str()), (Stage::OnTrack, None, ""));
    let request = pb::GetStrategyRequest { name: done.name.clone() };
    let read = house.strategies().get_strategy(house.ask(&a_visitor(), request)).await.unwrap();
    assert_eq!(read.into_inner(), done);
    let unknown = pb::WriteStrategyRequest { buddy: nobody("ulos"), ..written(&done) };
    let answer = house.strategies().write_strategy(house.ask(&own, unknown)).await;
    refused(answer, Code::FailedPrecondition, "ULO_NOT_KNOWN");
}

#[tokio::test]
async fn only_an_organisation_shown_to_be_user_led_closes_it() {
    let (house, code) = (House::of_frameworks().await, "E06000033");
    let strategy = house.a_written_strategy(code).await;
    let mut told = Told::new("ulos");
    house.tell(FromUlos, &told.becomes(&an_ulo(code, Verdict::NotEvidenced)).events).await;
    house.settled(code).await;
    house.keep_strategies().await;
    assert_eq!(house.strategies_of(code).await, [strategy], "it may be user-led, and may not");

    house.tell(FromUlos, &told.becomes(&an_ulo(code, Verdict::Met)).events).await;
    house.settled(code).await;
    house.keep_strategies().await;
    let closed = house.strategies_of(code).await.swap_remove(0);
    assert_eq!(
        (closed.state(), closed.stage(), closed.closure()),
        (State::Closed, Stage::Closed, Closure::VerifiedUlo)
    );
    assert_eq!((closed.close_ulo.as_str(), closed.days_left), (told.name(), None));
    let own = officer(&closed.council);
    refused(house.write_strategy(&own, &closed).await, Code::FailedPrecondition, "STRATEGY_CLOSED");
    refused(
        house.set_action(&own, &closed, 1, an_action(9)).await,
        Code::FailedPrecondition,
        "STRATEGY_CLOSED",
    );
    refused(house.review_strategy(&observer(), &closed).await, Code::FailedPrecondition, "STRATEGY_CLOSED");
}

#[tokio::test]
async fn a_review_closes_what_was_written_and_gives_its_reason() {
    let (house, code) = (House::of_frameworks().await, "E06000034");
    let found = house.a_strategy(code, 100).await;
    refused(
        house.review_strategy(&observer(), &found).await,
        Code::FailedPrecondition,
        "STRATEGY_NOT_WRITTEN",
    );
    let written = house.a_written_strategy(code).await;
    let closed = house.review_strategy(&an_operator(), &written).await.unwrap().into_inner();
    assert_eq!((closed.state(), closed.closure()), (State::Closed, Closure::Reviewed));
    assert!(
        closed.close_reason.starts_with("The organisation of the next council")
            && closed.close_ulo.is_empty()
    );
    house.keep_strategies().await;
    assert_eq!(house.strategies_of(code).await, [closed], "the review holds for a year");
}

#[tokio::test]
async fn the_council_writes_and_whoever_does_not_work_for_it_reviews() {
    let house = House::of_frameworks().await;
    let strategy = house.a_written_strategy("E06000035").await;
    let others = [a_visitor(), officer("councils/E06000030"), manager(&nobody("ulos"))];
    for caller in others.iter().chain([&officer(&strategy.council)]) {
        forbidden(house.review_strategy(caller, &strategy).await);
    }
    for caller in others.iter().chain([&observer(), &an_operator()]) {
        forbidden(house.write_strategy(caller, &strategy).await);
        forbidden(house.set_action(caller, &strategy, 1, an_action(9)).await);
    }
    assert_eq!(house.strategies_of("E06000035").await, [strategy]);
}

#[tokio::test]
async fn lists_turn_pages_and_take_one_state_or_council() {
    let house = House::of_frameworks().await;
    house.a_strategy("E06000036", 9).await;
    house.a_written_strategy("E06000037").await;
    let states = [State::Required, State::Written];
    for (state, code) in states.into_iter().zip(["E06000036", "E06000037"]) {
        let mut request =
            pb::ListStrategiesRequest { state: state.into(), page_size: 1, ..Default::default() };
        let mut found = Vec::new();
        loop {
            let page = listed(house, request.clone()).await;
            assert!(page.strategies.iter().all(|strategy| strategy.state() == state));
            found.extend(page.strategies.into_iter().map(|strategy| strategy.council));
            request.page_token = page.next_page_token;
            if request.page_token.is_empty() {
                break;
            }
        }
        assert!(found.contains(&format!("councils/{code}")), "{found:?}");
    }
}

#[tokio::test]
async fn everything_wrong_is_said_at_once() {
    let house = House::of_frameworks().await;
    let own = officer("councils/E06000030");
    let request = pb::WriteStrategyRequest { aim: "Nothing".into(), buddy: "x".into(), ..Default::default() };
    let answer = house.strategies().write_strategy(house.ask(&own, request)).await;
    invalid(answer, &["name", "etag", "aim", "responsible", "buddy"]);
    let action =
        pb::StrategyAction { cost_pence: -1, done_date: date_ago(-1).to_string(), ..Default::default() };
    let request = pb::SetStrategyActionRequest { action: Some(action), ..Default::default() };
    let answer = house.strategies().set_strategy_action(house.ask(&own, request)).await;
    let action = ["title", "due_date", "cost_pence", "responsible", "done_date"]
        .map(|field| format!("action.{field}"));
    let fields: Vec<&str> = ["name", "etag"].into_iter().chain(action.iter().map(String::as_str)).collect();
    invalid(answer, &fields);
    let answer = house.strategies().review_strategy(house.ask(&an_operator(), Default::default())).await;
    invalid(answer, &["name", "etag", "reason"]);
    let request =
        pb::ListStrategiesRequest { page_size: -1, page_token: "?".into(), council: "1".into(), state: 9 };
    let answer = house.strategies().list_strategies(house.ask(&own, request)).await;
    invalid(answer, &["page_size", "page_token", "council", "state"]);
    let request = pb::GetStrategyRequest { name: nobody("strategies") };
    not_found(house.strategies().get_strategy(house.ask(&own, request)).await);
}
