//! How somebody reads: asked on every page, remembered by the browser, and met by itself when a need is on record.

use http::StatusCode;
use platform::Role;
use proto::outcomes::v1 as pb;
use proto::outcomes::v1::review::{Stage, State};
use proto::people::v1::need::Category;
use web::Seat;

use crate::harness::House;
use crate::harness::outcomes::{a_case, at};
use crate::harness::people::{a_need, a_person, a_supporter};

const EASY: &str = "lang=\"en-GB-x-easyread\"";

#[tokio::test]
async fn anyone_reads_in_easy_read_and_in_more_words_again() {
    let site = House::shared().await.served().await;
    let browser = site.browser();
    assert!(!browser.get("/ask").await.html.contains(EASY));
    let chosen = browser.post("/reading", &[("words", "easy"), ("page", "/ask")]).await;
    assert_eq!((chosen.status, chosen.location()), (StatusCode::SEE_OTHER, "/ask"));
    let easy = browser.get("/ask").await;
    assert!(easy.html.contains(EASY) && easy.html.contains("Read this in more words"), "{}", easy.html);
    assert_eq!(easy.header("content-language"), "en-GB-x-easyread");
    browser.post("/reading", &[("words", "all"), ("page", "/ask")]).await;
    assert!(!browser.get("/ask").await.html.contains(EASY));
    for elsewhere in ["//example.org", "https://example.org", ""] {
        let chosen = browser.post("/reading", &[("words", "easy"), ("page", elsewhere)]).await;
        assert_eq!(chosen.location(), "/", "{elsewhere}");
    }
}

#[tokio::test]
async fn a_need_for_easy_read_is_met_by_itself_until_they_say_otherwise() {
    let house = House::shared().await;
    let site = house.served().await;
    let avery = a_person().signed_in(house).await;
    a_need(&avery).of(Category::InformationFormat, "easy_read").create(house).await;
    let browser = site.signed_in(&Seat::new(Role::Person, &avery.subject, "Avery Example")).await;
    let home = browser.open("/home").await;
    assert!(home.html.contains(EASY), "{}", home.html);
    let csrf = home.form("/sign-out").hidden[0].1.clone();
    browser.post("/reading", &[("csrf", &csrf), ("words", "all"), ("page", "/home")]).await;
    assert!(!browser.open("/home").await.html.contains(EASY), "what they said here goes first");
    // Whoever acts for them reads as they themselves like.
    let robin = a_supporter(&avery).create(house).await;
    let seat =
        Seat::new(Role::Supporter, &robin.name, "Robin Example").acting_for(&avery.subject, "Avery Example");
    let theirs = site.signed_in(&seat).await.open("/home").await;
    assert!(!theirs.html.contains(EASY));
}

#[tokio::test]
async fn a_review_is_asked_in_easy_read_and_says_so_on_record() {
    let house = House::shared().await;
    let site = house.served().await;
    let avery = a_person().signed_in(house).await;
    let start = at(&a_case(&avery).open(house).await, Stage::Start);
    let request = pb::GetInstrumentRequest { name: start.instrument.clone() };
    let instrument =
        house.instruments().get_instrument(house.ask(&avery, request)).await.unwrap().into_inner();
    let browser = site.signed_in(&Seat::new(Role::Person, &avery.subject, "Avery Example")).await;
    let home = browser.open("/home").await;
    let csrf = home.form("/sign-out").hidden[0].1.clone();
    browser.post("/reading", &[("csrf", &csrf), ("words", "easy"), ("page", "/home")]).await;
    let path = format!("/home/{}", start.name);
    browser.post(&format!("{path}/who"), &[("csrf", &csrf), ("respondent", "1")]).await;
    for (number, item) in (1..).zip(&instrument.items) {
        let page = browser.open(&format!("{path}/question/{number}")).await;
        assert!(page.html.contains(&item.easy_read_question), "{}: {}", item.easy_read_question, page.html);
        assert!(page.html.contains(&item.levels[0].easy_read_label), "{}", page.html);
        browser.post(&format!("{path}/question/{number}"), &[("csrf", &csrf), ("level", "2")]).await;
    }
    let check = browser.open(&format!("{path}/check")).await;
    browser.submit(&check, &format!("{path}/check"), &[]).await;
    let answered = at(&house.reviews_of(&avery, &start.case).await, Stage::Start);
    assert_eq!((answered.state(), answered.format_used.as_str()), (State::Answered, "easy_read"));
}
