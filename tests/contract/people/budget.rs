//! Budgets: recording, reading, changing, ending.

use chrono::{Days, Utc};
use platform::{Caller, uk_time};
use proto::people::v1 as pb;
use proto::people::v1::budget::{Frequency, HolderRole, Route, State};
use proto::people::v1::consent::Shared;
use proto::people::v1::supporter::Power;
use tonic::{Code, Response, Status};

use crate::harness::asserts::{forbidden, invalid, not_found, refused, stale};
use crate::harness::people::{a_budget, a_consent, a_person, a_supporter};
use crate::harness::{House, a_visitor, an_operator, broker, manager, mask, nobody, officer, request_id};

async fn get(house: &House, caller: &Caller, name: &str) -> Result<Response<pb::Budget>, Status> {
    let request = pb::GetBudgetRequest { name: name.into() };
    house.budgets().get_budget(house.ask(caller, request)).await
}

async fn create(house: &House, caller: &Caller, budget: pb::Budget) -> Result<Response<pb::Budget>, Status> {
    let request = pb::CreateBudgetRequest { budget: Some(budget), request_id: request_id() };
    house.budgets().create_budget(house.ask(caller, request)).await
}

async fn update(
    house: &House,
    caller: &Caller,
    budget: pb::Budget,
    paths: &[&str],
) -> Result<Response<pb::Budget>, Status> {
    let request = pb::UpdateBudgetRequest { budget: Some(budget), update_mask: mask(paths) };
    house.budgets().update_budget(house.ask(caller, request)).await
}

async fn end(
    house: &House,
    caller: &Caller,
    budget: &pb::Budget,
    end_date: &str,
) -> Result<Response<pb::Budget>, Status> {
    let (name, etag) = (budget.name.clone(), budget.etag.clone());
    let request = pb::EndBudgetRequest { name, etag, end_date: end_date.into() };
    house.budgets().end_budget(house.ask(caller, request)).await
}

async fn list(
    house: &House,
    caller: &Caller,
    request: pb::ListBudgetsRequest,
) -> Result<Response<pb::ListBudgetsResponse>, Status> {
    house.budgets().list_budgets(house.ask(caller, request)).await
}

async fn listed(house: &House, caller: &Caller, request: pb::ListBudgetsRequest) -> Vec<String> {
    let answer = list(house, caller, request).await.expect("a list").into_inner();
    answer.budgets.into_iter().map(|budget| budget.name).collect()
}

fn of(person: &Caller) -> pb::ListBudgetsRequest {
    pb::ListBudgetsRequest { person: person.subject.clone(), ..Default::default() }
}

fn days_ago(days: u64) -> String {
    (uk_time::date(Utc::now()) - Days::new(days)).to_string()
}

#[tokio::test]
async fn a_person_records_and_ends_a_budget() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let made = a_budget(&avery).create(house).await;
    assert_eq!(made.state, i32::from(State::Current));
    assert_eq!(get(house, &avery, &made.name).await.unwrap().into_inner(), made);
    let ended = end(house, &avery, &made, "").await.unwrap().into_inner();
    assert_eq!((ended.state, ended.end_date.clone()), (State::Ended.into(), days_ago(0)));
    refused(end(house, &avery, &ended, "").await, Code::FailedPrecondition, "BUDGET_ENDED");
    let changed = update(house, &avery, ended.clone(), &["route"]).await;
    refused(changed, Code::FailedPrecondition, "BUDGET_ENDED");
    let current = a_budget(&avery).create(house).await;
    for (state, name) in [(State::Current, &current.name), (State::Ended, &ended.name)] {
        let request = pb::ListBudgetsRequest { state: state.into(), ..Default::default() };
        assert_eq!(listed(house, &avery, request).await, [name.as_str()]);
    }
    assert_eq!(house.looks_at(&avery).await, []);
}

#[tokio::test]
async fn a_budget_ends_between_its_first_day_and_today() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let mut budget = a_budget(&avery);
    budget.0.start_date = days_ago(10);
    let made = budget.create(house).await;
    let tomorrow = (uk_time::date(Utc::now()) + Days::new(1)).to_string();
    for wrong in [tomorrow.as_str(), &days_ago(11), "soon"] {
        invalid(end(house, &avery, &made, wrong).await, &["end_date"]);
    }
    let ended = end(house, &avery, &made, &days_ago(10)).await.unwrap().into_inner();
    assert_eq!(ended.end_date, days_ago(10));
}

#[tokio::test]
async fn others_see_budgets_when_those_are_shared_with_them() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let made = a_budget(&avery).create(house).await;
    let run = manager(&nobody("ulos"));
    a_consent(&avery, &run.ulo).sharing(&[Shared::Needs]).give(house).await;
    not_found(get(house, &run, &made.name).await);
    not_found(list(house, &run, of(&avery)).await);
    assert_eq!(house.looks_at(&avery).await, []);
    a_consent(&avery, &run.ulo).sharing(&[Shared::Budget]).give(house).await;
    assert_eq!(get(house, &run, &made.name).await.unwrap().into_inner(), made);
    assert_eq!(listed(house, &run, of(&avery)).await, [made.name.as_str()]);
    let looks: Vec<String> = house.looks_at(&avery).await.into_iter().map(|look| look.what).collect();
    assert_eq!(looks, [format!("{}/budgets", avery.subject), made.name.clone()]);
    forbidden(end(house, &run, &made, "").await);
}

#[tokio::test]
async fn supporters_read_and_keep_budgets_by_their_powers() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let made = a_budget(&avery).create(house).await;
    let sees = a_supporter(&avery).signed_in(house).await;
    assert_eq!(listed(house, &sees, Default::default()).await, [made.name.as_str()]);
    not_found(end(house, &sees, &made, "").await);
    not_found(create(house, &sees, a_budget(&avery).0).await);
    let keeps = a_supporter(&avery).who_may(&[Power::KeepRecord]).signed_in(house).await;
    create(house, &keeps, a_budget(&avery).0).await.unwrap();
    end(house, &keeps, &made, "").await.unwrap();
    assert_eq!(house.looks_at(&avery).await.len(), 3);
}

#[tokio::test]
async fn a_strangers_budgets_are_not_found() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let made = a_budget(&avery).create(house).await;
    let stranger = a_person().signed_in(house).await;
    not_found(get(house, &stranger, &made.name).await);
    not_found(get(house, &avery, &nobody("budgets")).await);
    not_found(list(house, &stranger, of(&avery)).await);
    not_found(create(house, &stranger, a_budget(&avery).0).await);
    not_found(update(house, &stranger, made.clone(), &["route"]).await);
    not_found(end(house, &stranger, &made, "").await);
    not_found(get(house, &broker(&nobody("brokers"), &nobody("ulos")), &made.name).await);
    for other in [a_visitor(), officer("councils/E08000033"), an_operator(), Caller::service("matching")] {
        forbidden(get(house, &other, &made.name).await);
        forbidden(list(house, &other, of(&avery)).await);
    }
}

#[tokio::test]
async fn everything_wrong_is_said_at_once() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let wrong = pb::Budget {
        route: 0,
        amount_pence: Some(-1),
        person_contribution_pence: Some(100_000_001),
        council_contribution_pence: Some(-5),
        frequency: 0,
        start_date: "2026-13-01".into(),
        end_date: "x".into(),
        holder_role: 99,
        holder_name: "x".repeat(201),
        next_review_date: "2026-1-1".into(),
        person: String::new(),
        ..Default::default()
    };
    let fields = [
        "route",
        "amount_pence",
        "person_contribution_pence",
        "council_contribution_pence",
        "frequency",
        "start_date",
        "end_date",
        "holder_role",
        "holder_name",
        "next_review_date",
        "person",
    ];
    let fields: Vec<String> = fields.iter().map(|field| format!("budget.{field}")).collect();
    let mut fields: Vec<&str> = fields.iter().map(String::as_str).collect();
    fields.push("request_id");
    let request = pb::CreateBudgetRequest { budget: Some(wrong.clone()), request_id: "1".into() };
    invalid(house.budgets().create_budget(house.ask(&avery, request)).await, &fields);
    invalid(update(house, &avery, wrong, &["person"]).await, &["budget.name", "etag", "update_mask"]);
    invalid(end(house, &avery, &pb::Budget::default(), "x").await, &["name", "etag", "end_date"]);
    invalid(get(house, &avery, "people/1").await, &["name"]);
    let request =
        pb::ListBudgetsRequest { page_size: -1, page_token: "?".into(), person: "x".into(), state: 9 };
    invalid(list(house, &avery, request).await, &["page_size", "page_token", "person", "state"]);
    let sam = broker(&nobody("brokers"), &nobody("ulos"));
    invalid(list(house, &sam, Default::default()).await, &["person"]);
}

#[tokio::test]
async fn amounts_and_dates_fit_together() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let made = a_budget(&avery).create(house).await;
    let parts = pb::Budget {
        person_contribution_pence: Some(20_000),
        council_contribution_pence: Some(5_001),
        ..made.clone()
    };
    let paths = ["person_contribution_pence", "council_contribution_pence"];
    invalid(update(house, &avery, parts, &paths).await, &["budget.council_contribution_pence"]);
    let more = pb::Budget { person_contribution_pence: Some(25_001), ..made.clone() };
    let changed = update(house, &avery, more, &["person_contribution_pence"]).await;
    invalid(changed, &["budget.person_contribution_pence"]);
    let timeless = pb::Budget { frequency: 0, ..made.clone() };
    invalid(update(house, &avery, timeless, &["frequency"]).await, &["budget.frequency"]);
    let dates = pb::Budget { start_date: "2026-05-02".into(), end_date: "2026-05-01".into(), ..made.clone() };
    invalid(update(house, &avery, dates, &["start_date", "end_date"]).await, &["budget.end_date"]);
    let unknown = pb::Budget { amount_pence: None, frequency: 0, ..made };
    let known_to_be_unknown = update(house, &avery, unknown, &["amount_pence", "frequency"]).await.unwrap();
    assert_eq!(known_to_be_unknown.get_ref().amount_pence, None);
}

#[tokio::test]
async fn every_editable_field_survives_a_round_trip() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let made = a_budget(&avery).create(house).await;
    let wanted = pb::Budget {
        name: made.name.clone(),
        route: Route::HealthThirdParty.into(),
        amount_pence: Some(100_000_000),
        person_contribution_pence: Some(0),
        council_contribution_pence: Some(99_999_999),
        frequency: Frequency::FourWeekly.into(),
        start_date: "2026-01-01".into(),
        end_date: "2027-12-31".into(),
        holder_role: HolderRole::Self_.into(),
        holder_name: "Robin مثال".into(),
        next_review_date: "2026-06-30".into(),
        person: made.person.clone(),
        state: made.state,
        create_time: made.create_time,
        update_time: None,
        etag: made.etag.clone(),
    };
    let fields = [
        "route",
        "amount_pence",
        "person_contribution_pence",
        "council_contribution_pence",
        "frequency",
        "start_date",
        "end_date",
        "holder_role",
        "holder_name",
        "next_review_date",
    ];
    let updated = update(house, &avery, wanted.clone(), &fields).await.unwrap().into_inner();
    let read = get(house, &avery, &made.name).await.unwrap().into_inner();
    assert_eq!(updated, read);
    assert_eq!(read, pb::Budget { update_time: read.update_time, etag: read.etag.clone(), ..wanted.clone() });
    stale(update(house, &avery, wanted.clone(), &fields).await);
    stale(end(house, &avery, &wanted, "2026-02-01").await);
    let sent = pb::Budget { holder_name: "Not Me".into(), route: Route::Mixed.into(), ..read };
    let updated = update(house, &avery, sent, &["route"]).await.unwrap().into_inner();
    assert_eq!((updated.holder_name, updated.route), (wanted.holder_name, Route::Mixed.into()));
}

#[tokio::test]
async fn the_same_request_makes_one_budget() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let mut request = pb::CreateBudgetRequest { budget: Some(a_budget(&avery).0), request_id: request_id() };
    let create = async |request| house.budgets().create_budget(house.ask(&avery, request)).await;
    let first = create(request.clone()).await.unwrap().into_inner();
    assert_eq!(create(request.clone()).await.unwrap().into_inner(), first);
    request.budget.as_mut().unwrap().amount_pence = None;
    refused(create(request).await, Code::AlreadyExists, "REQUEST_ID_REUSED");
}

#[tokio::test]
async fn lists_come_in_pages() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let mut made = Vec::new();
    for _ in 0..3 {
        made.insert(0, a_budget(&avery).create(house).await.name);
    }
    let request = pb::ListBudgetsRequest { page_size: 2, ..Default::default() };
    let first = list(house, &avery, request.clone()).await.unwrap().into_inner();
    let names: Vec<&str> = first.budgets.iter().map(|budget| budget.name.as_str()).collect();
    assert_eq!(names, &made[..2]);
    let rest = pb::ListBudgetsRequest { page_token: first.next_page_token, ..request };
    assert_eq!(listed(house, &avery, rest).await, &made[2..]);
}

#[tokio::test]
async fn who_held_the_money_of_an_erased_person_is_noise() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let mut budget = a_budget(&avery);
    budget.0.holder_name = "Robin Example".into();
    let made = budget.create(house).await;
    let payload: Vec<u8> = sqlx::query_scalar("select payload from event where stream = $1")
        .bind(&made.name)
        .fetch_one(&house.tables("people").await)
        .await
        .unwrap();
    let told: pb::Budget = prost::Message::decode(payload.as_slice()).unwrap();
    assert_eq!(told, pb::Budget { holder_name: String::new(), ..made.clone() });
    house.erase(&avery).await;
    let read = get(house, &avery, &made.name).await.unwrap().into_inner();
    assert_eq!((read.holder_name.as_str(), read.amount_pence), ("", Some(25_000)));
    let more = create(house, &avery, a_budget(&avery).0).await;
    refused(more, Code::FailedPrecondition, "PERSON_ERASED");
    refused(end(house, &avery, &read, "").await, Code::FailedPrecondition, "PERSON_ERASED");
    refused(update(house, &avery, read, &["route"]).await, Code::FailedPrecondition, "PERSON_ERASED");
}
