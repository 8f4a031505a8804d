//! Cases: the boards brokers and managers work from, and a person's own list.

use platform::{Caller, uk_time};
use proto::brokers::v1 as pb;
use proto::brokers::v1::case::{Stage, State};

use crate::harness::asserts::{forbidden, invalid};
use crate::harness::brokers::{Scene, a_broker, as_themself};
use crate::harness::{House, an_operator, broker, manager, mask, nobody, person};

fn all() -> pb::ListCasesRequest {
    pb::ListCasesRequest::default()
}

async fn listed(house: &House, caller: &Caller, request: pb::ListCasesRequest) -> Vec<String> {
    let answer = house.cases().list_cases(house.ask(caller, request)).await;
    answer.unwrap().into_inner().cases.into_iter().map(|case| case.name).collect()
}

#[tokio::test]
async fn everyone_lists_the_cases_they_have_to_do_with() {
    let house = House::shared().await;
    let scene = Scene::set(house).await;
    let first = scene.case(house).await;
    let other = scene.introduction().with(|it| it.person = nobody("people"));
    let second = scene.case_of(house, other).await;
    let colleague = a_broker(&scene.ulo).create(house).await;
    let names = [second.name.clone(), first.name.clone()];
    assert_eq!(listed(house, &scene.manager, all()).await, names);
    assert_eq!(listed(house, &scene.themself(), all()).await, names);
    assert_eq!(listed(house, &scene.person, all()).await, [first.name.as_str()]);
    for stranger in [
        as_themself(&colleague),
        manager(&nobody("ulos")),
        person(&nobody("people")),
        broker(&nobody("brokers"), &scene.ulo),
    ] {
        assert_eq!(listed(house, &stranger, all()).await, Vec::<String>::new());
    }
    for outsider in [an_operator(), Caller::service("outcomes")] {
        forbidden(house.cases().list_cases(house.ask(&outsider, all())).await);
    }
    let of_person = pb::ListCasesRequest { person: second.person.clone(), ..all() };
    assert_eq!(listed(house, &scene.manager, of_person.clone()).await, [second.name.as_str()]);
    assert_eq!(listed(house, &scene.person, of_person).await, Vec::<String>::new());
    let of_colleague = pb::ListCasesRequest { broker: colleague.name, ..all() };
    assert_eq!(listed(house, &scene.manager, of_colleague.clone()).await, Vec::<String>::new());
    assert_eq!(listed(house, &scene.themself(), of_colleague).await, Vec::<String>::new());
    let elsewhere = pb::ListCasesRequest { ulo: nobody("ulos"), ..all() };
    assert_eq!(listed(house, &scene.manager, elsewhere).await, Vec::<String>::new());
    let answer = house.cases().list_cases(house.ask(&scene.person, all())).await.unwrap().into_inner();
    assert_eq!(answer.cases, [pb::Case { history: Vec::new(), ..first }], "without its history");
}

#[tokio::test]
async fn a_board_narrows_by_stage_state_and_what_is_overdue() {
    let house = House::shared().await;
    let scene = Scene::set(house).await;
    let today = uk_time::date(chrono::Utc::now());
    let due = async |days: i64| {
        let case = scene.case(house).await;
        let date = today + chrono::TimeDelta::days(days);
        let case = pb::Case { next_action_date: date.to_string(), ..case };
        let request = pb::UpdateCaseRequest { case: Some(case), update_mask: mask(&["next_action_date"]) };
        house.cases().update_case(house.ask(&scene.themself(), request)).await.unwrap().into_inner()
    };
    let (late, now) = (due(-1).await, due(0).await);
    let closed = due(-2).await;
    house.close(&scene.themself(), &closed).await.unwrap();
    let go = pb::MoveCaseRequest {
        name: now.name.clone(),
        etag: now.etag.clone(),
        stage: Stage::Exploring.into(),
        note: String::new(),
        minutes: 0,
    };
    house.cases().move_case(house.ask(&scene.themself(), go)).await.unwrap();
    let at = |stage: Stage, state: State, overdue| pb::ListCasesRequest {
        stage: stage.into(),
        state: state.into(),
        overdue,
        ulo: scene.ulo.clone(),
        ..all()
    };
    let board = async |request| listed(house, &scene.manager, request).await;
    let (any, either) = (Stage::Unspecified, State::Unspecified);
    assert_eq!(board(at(any, either, true)).await, [late.name.as_str()]);
    assert_eq!(board(at(any, State::Open, false)).await, [now.name.as_str(), late.name.as_str()]);
    assert_eq!(board(at(any, State::Closed, false)).await, [closed.name.as_str()]);
    assert_eq!(board(at(any, State::Closed, true)).await, Vec::<String>::new());
    assert_eq!(board(at(Stage::Exploring, either, false)).await, [now.name.as_str()]);
    assert_eq!(board(at(Stage::Exploring, either, true)).await, Vec::<String>::new());
    assert_eq!(board(at(Stage::Closed, either, false)).await, [closed.name.as_str()]);
}

#[tokio::test]
async fn pages_hold_every_case_once() {
    let house = House::shared().await;
    let scene = Scene::set(house).await;
    let mut names = Vec::new();
    for _ in 0..27 {
        names.push(scene.case(house).await.name);
    }
    names.reverse();
    let answer = house.cases().list_cases(house.ask(&scene.themself(), all())).await.unwrap().into_inner();
    assert_eq!(answer.cases.len(), 25);
    let rest = pb::ListCasesRequest { page_token: answer.next_page_token, ..all() };
    assert_eq!(listed(house, &scene.themself(), rest).await, names[25..]);
    assert_eq!(listed(house, &scene.person, pb::ListCasesRequest { page_size: 500, ..all() }).await, names);
    let wrong = pb::ListCasesRequest {
        page_size: -1,
        page_token: "?".into(),
        broker: "x".into(),
        ulo: "x".into(),
        person: "x".into(),
        stage: 99,
        state: 99,
        overdue: true,
    };
    invalid(
        house.cases().list_cases(house.ask(&scene.manager, wrong)).await,
        &["page_size", "page_token", "broker", "ulo", "person", "stage", "state"],
    );
}
