//! Quarters: the picture of one that ended is kept once and never changes.

use councils::FromUlos;
use proto::councils::v1 as pb;
use proto::ulos::v1::Verdict;

use crate::harness::asserts::{invalid, not_found};
use crate::harness::councils::{Told, an_ulo};
use crate::harness::{House, a_visitor};

async fn of(
    house: &House,
    code: &str,
    quarter: &str,
) -> Result<tonic::Response<pb::Framework>, tonic::Status> {
    let request = pb::GetFrameworkRequest { name: format!("frameworks/{code}"), quarter: quarter.into() };
    house.frameworks().get_framework(house.ask(&a_visitor(), request)).await
}

/// As if the framework had last been worked out on that day.
async fn worked_out_on(house: &House, code: &str, day: &str) {
    sqlx::query("update framework set as_of_time = $2::text::timestamptz where gss_code = $1")
        .bind(code)
        .bind(day)
        .execute(&house.tables("councils").await)
        .await
        .unwrap();
}

async fn with_one_more(house: &House, code: &str) -> pb::Framework {
    let mut ulo = Told::new("ulos");
    ulo.becomes(&an_ulo(code, Verdict::Met));
    house.tell(FromUlos, &ulo.events).await;
    house.settled(code).await
}

#[tokio::test]
async fn a_quarter_that_ended_stays_as_it_was() {
    let (house, code) = (House::of_frameworks().await, "E06000018");
    assert_eq!(with_one_more(house, code).await.user_led_count, 1);
    worked_out_on(house, code, "2025-06-30 12:00+00").await;
    let kept =
        house.until(async || of(house, code, "2025-Q2").await.ok().map(tonic::Response::into_inner)).await;
    assert_eq!((kept.quarter.as_str(), kept.user_led_count), ("2025-Q2", 1));
    assert!(kept.freeze_time.is_some() && kept.quarters == ["2025-Q2"]);

    let now = with_one_more(house, code).await;
    assert_eq!((now.user_led_count, now.freeze_time), (2, None));
    assert_eq!(of(house, code, &now.quarter).await.unwrap().into_inner().user_led_count, 2);
    let again = of(house, code, "2025-Q2").await.unwrap().into_inner();
    assert_eq!(again, kept, "what happens later is not in it");

    worked_out_on(house, code, "2025-06-29 12:00+00").await;
    house.until(async || (house.framework(code).await.quarter != "2025-Q2").then_some(())).await;
    assert_eq!(of(house, code, "2025-Q2").await.unwrap().into_inner(), kept, "it is kept once");
}

#[tokio::test]
async fn only_quarters_that_were_kept_can_be_read() {
    let (house, code) = (House::of_frameworks().await, "E06000019");
    not_found(of(house, code, "1999-Q1").await);
    for wrong in ["2026", "2026-Q5", "last"] {
        invalid(of(house, code, wrong).await, &["quarter"]);
    }
    invalid(of(house, "1", "x").await, &["name", "quarter"]);
}
