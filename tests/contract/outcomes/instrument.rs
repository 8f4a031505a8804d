//! Instruments: the questions, open to everyone.

use proto::outcomes::v1 as pb;
use proto::outcomes::v1::item::Kind;

use crate::harness::asserts::{invalid, not_found};
use crate::harness::{House, a_visitor};

const OURS: &str = "instruments/control-choice-process-1";

#[tokio::test]
async fn anyone_reads_the_questions() {
    let house = House::shared().await;
    let request = pb::GetInstrumentRequest { name: OURS.into() };
    let read = house.instruments().get_instrument(house.ask(&a_visitor(), request)).await.unwrap();
    let read = read.into_inner();
    assert_eq!((read.version, read.licence.as_str(), read.end_date.as_str()), (1, "CC-BY-4.0", ""));
    let shape: Vec<(Kind, usize)> = read.items.iter().map(|item| (item.kind(), item.levels.len())).collect();
    assert_eq!(shape[..2], [(Kind::Control, 4), (Kind::Choice, 3)]);
    assert!(shape[2..].iter().all(|(kind, _)| *kind == Kind::Process) && shape.len() == 6);
    for item in &read.items {
        let values: Vec<i32> = item.levels.iter().map(|level| level.value).collect();
        assert!((1..).zip(&values).all(|(expected, value)| expected == *value), "{values:?}");
        assert!(!item.easy_read_question.is_empty());
    }
}

#[tokio::test]
async fn instruments_are_listed_by_the_day_they_are_used() {
    let house = House::shared().await;
    let list = async |request| house.instruments().list_instruments(house.ask(&a_visitor(), request)).await;
    for (on_date, found) in [("", 1), ("2026-01-01", 1), ("2001-01-01", 0)] {
        let request = pb::ListInstrumentsRequest { on_date: on_date.into(), ..Default::default() };
        let listed = list(request).await.unwrap().into_inner();
        assert_eq!((listed.instruments.len(), listed.next_page_token.as_str()), (found, ""), "{on_date}");
    }
    let request =
        pb::ListInstrumentsRequest { page_size: -1, page_token: "?".into(), on_date: "soon".into() };
    invalid(list(request).await, &["page_size", "page_token", "on_date"]);
}

#[tokio::test]
async fn an_instrument_that_is_none_is_not_found() {
    let house = House::shared().await;
    let get = async |name: &str| {
        let request = pb::GetInstrumentRequest { name: name.into() };
        house.instruments().get_instrument(house.ask(&a_visitor(), request)).await
    };
    not_found(get("instruments/control-choice-process-0").await);
    invalid(get("instruments/Control Choice").await, &["name"]);
    invalid(get("").await, &["name"]);
}
