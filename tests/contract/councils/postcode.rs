//! Finding the council of a postcode.

use councils::postcode::{Entry, Postcode, store};
use proto::councils::v1 as pb;
use tonic::Code;

use crate::harness::asserts::{invalid, refused};
use crate::harness::{House, a_visitor};

fn entry(postcode: &str, code: &str, point: (f64, f64)) -> Entry {
    let council = reference::council::find(code).unwrap();
    Entry::new(Postcode::parse("postcode", postcode).unwrap(), council, point)
}

fn find(postcode: &str) -> pb::FindCouncilRequest {
    pb::FindCouncilRequest { postcode: postcode.into() }
}

#[tokio::test]
async fn a_postcode_finds_its_council_however_it_is_written() {
    let house = House::shared().await;
    let entries = [entry("HX9 9ZZ", "E08000033", (53.7219, -1.8649))];
    store::insert_many(house.councils_db().await.pool(), &entries).await.unwrap();
    for written in ["HX9 9ZZ", "hx99zz", "  hX9  9zz "] {
        let found = house.councils().find_council(house.ask(&a_visitor(), find(written))).await;
        let found = found.unwrap().into_inner();
        assert_eq!(found.council.unwrap().name, "councils/E08000033");
        assert_eq!((found.outward_code.as_str(), found.latitude, found.longitude), ("HX9", 53.72, -1.86));
    }
}

#[tokio::test]
async fn the_last_given_is_what_is_known() {
    let house = House::shared().await;
    let pool = house.councils_db().await;
    for code in ["E08000033", "E06000001"] {
        store::insert_many(pool.pool(), &[entry("HX9 8ZZ", code, (53.0, -1.0))]).await.unwrap();
    }
    let found = house.councils().find_council(house.ask(&a_visitor(), find("HX9 8ZZ"))).await.unwrap();
    assert_eq!(found.into_inner().council.unwrap().name, "councils/E06000001");
}

#[tokio::test]
async fn an_unknown_postcode_is_not_found_and_not_repeated() {
    let house = House::shared().await;
    let answer = house.councils().find_council(house.ask(&a_visitor(), find("ZZ99 9ZZ"))).await;
    assert!(!answer.as_ref().unwrap_err().message().contains("ZZ99"));
    refused(answer, Code::NotFound, "POSTCODE_NOT_FOUND");
}

#[tokio::test]
async fn what_is_no_postcode_is_refused_and_not_repeated() {
    let house = House::shared().await;
    let long = "HX1 1UJ ".repeat(1_000);
    for wrong in
        ["", "HX1", "1UJ HX1", "HX1 1UJ; drop table postcode", "HX1\u{0}1UJ", "🦋🦋🦋🦋🦋", "ﺏﺏ١ ١ﺏﺏ", &long]
    {
        let answer = house.councils().find_council(house.ask(&a_visitor(), find(wrong))).await;
        assert!(!format!("{:?}", answer.as_ref().unwrap_err()).contains("drop table"));
        invalid(answer, &["postcode"]);
    }
}
