//! Finance: what an organisation states of its money, and how long that lasts.

use chrono::{Days, Utc};
use platform::{Caller, Role};
use proto::ulos::v1 as pb;
use proto::ulos::v1::funding::Certainty;
use proto::ulos::v1::outlook::{Reason, Risk};
use tonic::Code;

use crate::harness::asserts::{forbidden, invalid, not_found, refused, stale};
use crate::harness::fundings::{a_finance, a_funding};
use crate::harness::ulos::a_ulo;
use crate::harness::{House, a_visitor, an_operator, manager, mask, nobody, officer, request_id};

fn create(finance: pb::Finance) -> pb::CreateFinanceRequest {
    pb::CreateFinanceRequest { finance: Some(finance), request_id: request_id() }
}

fn update(finance: pb::Finance, paths: &[&str]) -> pb::UpdateFinanceRequest {
    pb::UpdateFinanceRequest { finance: Some(finance), update_mask: mask(paths) }
}

async fn outlook(house: &House, caller: &Caller, name: &str) -> pb::Outlook {
    let request = pb::GetFinanceRequest { name: name.into() };
    let answer = house.finances().get_finance(house.ask(caller, request)).await.unwrap();
    answer.into_inner().outlook.unwrap()
}

/// A day so many days from today, as it is written.
fn day(from_today: i64) -> String {
    let today = Utc::now().date_naive();
    let days = Days::new(from_today.unsigned_abs());
    (if from_today < 0 { today - days } else { today + days }).to_string()
}

#[tokio::test]
async fn what_it_lives_on_becomes_how_long_it_lasts() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let manager = manager(&ulo);
    let made = a_finance(&ulo).create(house).await;
    let alone = outlook(house, &manager, &made.name).await;
    assert_eq!((alone.runway_months, alone.income_pence), (Some(12), 0), "{alone:?}");
    assert_eq!((alone.core_percent, alone.concentration), (None, None));
    assert_eq!((alone.statement_age_days, alone.left_pence), (0, Some(1_200_000)));

    // £1,000 a month for the twelve months from today, all from one funder.
    let grant = |from: i64, to: i64, pence: i64| {
        a_funding(&ulo).with(|funding| {
            (funding.start_date, funding.end_date) = (day(from), day(to));
            funding.amount_pence = pence;
        })
    };
    let funding = grant(0, 1825, 6_000_000).create(house).await;
    let one = outlook(house, &manager, &made.name).await;
    assert_eq!((one.core_percent, one.concentration, one.risk()), (Some(100), Some(10_000), Risk::High));
    assert_eq!(one.reasons, [i32::from(Reason::FunderOverThreeQuarters)]);
    assert_eq!((one.largest_funder.as_str(), one.largest_funder_percent), ("Example Trust", Some(100)));
    assert!(one.runway_months > Some(24) && !one.closure_plan_missing, "{one:?}");

    let other = |funding: &mut pb::Funding| funding.funder = "Another Trust".into();
    grant(0, 1825, 6_000_000).with(other).create(house).await;
    let two = outlook(house, &manager, &made.name).await;
    assert_eq!((two.concentration, two.risk()), (Some(5_000), Risk::Low), "{two:?}");

    let hoped = |funding: &mut pb::Funding| funding.certainty = Certainty::HopedFor.into();
    grant(0, 364, 6_000_000).with(hoped).create(house).await;
    let hope = outlook(house, &manager, &made.name).await;
    assert_eq!((hope.income_pence, hope.hoped_pence), (two.income_pence, 6_000_000));
    assert!(hope.reasons.contains(&i32::from(Reason::RestsOnHope)), "{hope:?}");

    let request = pb::WithdrawFundingRequest { name: funding.name, etag: funding.etag };
    house.fundings().withdraw_funding(house.ask(&manager, request)).await.unwrap();
    assert_eq!(outlook(house, &manager, &made.name).await.largest_funder, "Another Trust");
}

#[tokio::test]
async fn a_runway_runs_from_the_day_of_the_statement() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let manager = manager(&ulo);
    let stated = pb::Finance { statement_date: day(-365), ..a_finance(&ulo).wanted() };
    let request = house.ask(&manager, create(stated));
    let made = house.finances().create_finance(request).await.unwrap().into_inner();
    let spent = made.outlook.unwrap();
    assert_eq!((spent.runway_months, spent.statement_age_days), (Some(0), 365), "{spent:?}");
    assert!(spent.left_pence < Some(5_000), "a year at £1,000 a month: {spent:?}");
    // £2,000 a month came in since.
    let since = |funding: &mut pb::Funding| {
        (funding.start_date, funding.end_date) = (day(-365), day(-1));
        funding.amount_pence = 2_400_000;
    };
    a_funding(&ulo).with(since).create(house).await;
    let kept = outlook(house, &manager, &made.name).await;
    assert!(kept.runway_months >= Some(23) && kept.left_pence >= Some(2_400_000), "{kept:?}");
}

#[tokio::test]
async fn a_high_risk_asks_for_a_closure_plan() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let manager = manager(&ulo);
    let mut wanted = a_finance(&ulo).wanted();
    (wanted.reserves_pence, wanted.closure_plan) = (Some(200_000), String::new());
    let request = house.ask(&manager, create(wanted));
    let made = house.finances().create_finance(request).await.unwrap().into_inner();
    let without = made.outlook.clone().unwrap();
    assert_eq!((without.risk(), without.closure_plan_missing), (Risk::High, true), "{without:?}");
    let wanted = pb::Finance { closure_plan: "Harbour Street takes over.".into(), ..made };
    let request = house.ask(&manager, update(wanted, &["closure_plan"]));
    let with = house.finances().update_finance(request).await.unwrap().into_inner();
    let outlook = with.outlook.unwrap();
    assert_eq!((outlook.risk(), outlook.closure_plan_missing), (Risk::High, false));
}

#[tokio::test]
async fn every_editable_field_survives_a_round_trip() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let manager = manager(&ulo);
    let made = a_finance(&ulo).create(house).await;
    let wanted = pb::Finance {
        name: made.name.clone(),
        reserves_pence: Some(0),
        monthly_cost_pence: None,
        statement_date: "2026-03-31".into(),
        closure_plan: "First line.\nSecond line.".into(),
        ulo: "ulos/fixed-once-recorded".into(),
        ..made.clone()
    };
    let fields = ["reserves_pence", "monthly_cost_pence", "statement_date", "closure_plan"];
    let request = house.ask(&manager, update(wanted.clone(), &fields));
    let updated = house.finances().update_finance(request).await.unwrap().into_inner();
    let request = pb::GetFinanceRequest { name: made.name.clone() };
    let read = house.finances().get_finance(house.ask(&manager, request)).await.unwrap().into_inner();
    assert_eq!(updated, read);
    let (outlook, update_time, etag) = (read.outlook.clone(), read.update_time, read.etag.clone());
    assert_eq!(read, pb::Finance { outlook, update_time, etag, ulo, ..wanted });
    assert_eq!(read.outlook.unwrap().risk(), Risk::NotEvidenced, "nothing is known of what it costs");
    stale(house.finances().update_finance(house.ask(&manager, update(made, &["closure_plan"]))).await);
}

#[tokio::test]
async fn an_organisation_has_one_statement() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let operator = an_operator();
    let request = create(a_finance(&ulo).wanted());
    let first = house.finances().create_finance(house.ask(&operator, request.clone())).await.unwrap();
    let again = house.finances().create_finance(house.ask(&operator, request.clone())).await.unwrap();
    assert_eq!(first.into_inner(), again.into_inner());
    let second = create(a_finance(&ulo).wanted());
    let second = house.finances().create_finance(house.ask(&operator, second)).await;
    refused(second, Code::AlreadyExists, "FINANCE_EXISTS");
    let mut reused = request;
    reused.finance.as_mut().unwrap().reserves_pence = Some(1);
    let reused = house.finances().create_finance(house.ask(&operator, reused)).await;
    refused(reused, Code::AlreadyExists, "REQUEST_ID_REUSED");
    let request = pb::ListFinancesRequest { ulo: ulo.clone(), ..Default::default() };
    let listed = house.finances().list_finances(house.ask(&operator, request)).await.unwrap();
    assert_eq!(listed.into_inner().finances.len(), 1);
}

#[tokio::test]
async fn everything_wrong_is_said_at_once() {
    let house = House::shared().await;
    let finance = pb::Finance {
        ulo: "ulos/none".into(),
        reserves_pence: Some(-1),
        monthly_cost_pence: Some(0),
        statement_date: "2999-01-01".into(),
        closure_plan: "x".repeat(4001),
        ..Default::default()
    };
    let request = pb::CreateFinanceRequest { finance: Some(finance), request_id: "1".into() };
    invalid(
        house.finances().create_finance(house.ask(&an_operator(), request)).await,
        &[
            "request_id",
            "finance.ulo",
            "finance.reserves_pence",
            "finance.monthly_cost_pence",
            "finance.statement_date",
            "finance.closure_plan",
        ],
    );
    let request = pb::UpdateFinanceRequest { finance: None, update_mask: mask(&["outlook"]) };
    let answer = house.finances().update_finance(house.ask(&an_operator(), request)).await;
    invalid(answer, &["finance.name", "etag", "update_mask"]);
}

#[tokio::test]
async fn strangers_do_not_learn_that_it_is_there() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await;
    let made = a_finance(&ulo.name).create(house).await;
    let get = || pb::GetFinanceRequest { name: made.name.clone() };
    for caller in [manager(&nobody("ulos")), officer("councils/E06000017")] {
        not_found(house.finances().get_finance(house.ask(&caller, get())).await);
    }
    forbidden(house.finances().get_finance(house.ask(&a_visitor(), get())).await);
    let officer = officer("councils/E08000033");
    for caller in [officer.clone(), Caller::new(Role::Observer, "observers/test")] {
        assert!(house.finances().get_finance(house.ask(&caller, get())).await.is_ok());
    }
    forbidden(
        house.finances().update_finance(house.ask(&officer, update(made.clone(), &["closure_plan"]))).await,
    );
    let operator = an_operator();
    let request = pb::CloseUloRequest { name: ulo.name, etag: ulo.etag, close_reason: 1 };
    house.ulos().close_ulo(house.ask(&operator, request)).await.unwrap();
    let late = house.finances().update_finance(house.ask(&operator, update(made, &["closure_plan"]))).await;
    refused(late, Code::FailedPrecondition, "ULO_CLOSED");
}
