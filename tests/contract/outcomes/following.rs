//! What `outcomes` makes of what others tell it, and of time.

use platform::Caller;
use proto::brokers::v1::case::CloseReason;
use proto::outcomes::v1 as pb;
use proto::outcomes::v1::review::{Stage, State};
use tonic::Code;

use crate::harness::asserts::refused;
use crate::harness::brokers::Scene;
use crate::harness::outcomes::{a_case, answers, at};
use crate::harness::people::a_person;
use crate::harness::{House, person};

/// The states of a case's reviews, by stage.
async fn states(house: &House, person: &Caller, case: &str) -> Vec<State> {
    let mut reviews = house.reviews_of(person, case).await;
    reviews.sort_by_key(|review| review.stage);
    reviews.iter().map(pb::Review::state).collect()
}

async fn events(house: &House, review: &str) -> Vec<String> {
    sqlx::query_scalar("select kind from event where stream = $1 order by stream_version")
        .bind(review)
        .fetch_all(&house.tables("outcomes").await)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_case_a_broker_takes_on_is_asked_about() {
    let house = House::shared().await;
    let scene = Scene::set(house).await;
    let case = scene.case(house).await;
    let avery = person(&case.person);
    let asked = async || {
        let reviews = house.reviews_of(&avery, &case.name).await;
        (reviews.len() == 3).then_some(reviews)
    };
    let start = at(&house.until(asked).await, Stage::Start);
    let about = (&start.request, &start.council, &start.ulo);
    assert_eq!(about, (&case.request, &case.council, &case.ulo));
    let request = pb::GetReviewRequest { name: start.name.clone() };
    let seen = house.reviews().get_review(house.ask(&scene.themself(), request)).await.unwrap();
    assert_eq!(seen.into_inner(), start);
}

#[tokio::test]
async fn an_opening_told_twice_asks_once() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let mut case = a_case(&avery);
    let reviews = case.open(house).await;
    case.tell(house, "case.opened").await;
    let mut later = a_case(&avery);
    later.open(house).await;
    assert_eq!(house.reviews_of(&avery, &case.case.name).await.len(), reviews.len());
    assert_eq!(events(house, &reviews[0].name).await, ["review.created"]);
}

#[tokio::test]
async fn what_is_not_answered_in_time_lapses() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let mut case = a_case(&avery).opened_days_ago(61);
    let start = at(&case.open(house).await, Stage::Start);
    let lapsed = [State::Lapsed, State::Due, State::Due];
    house.until(async || (states(house, &avery, &case.case.name).await == lapsed).then_some(())).await;
    assert_eq!(events(house, &start.name).await, ["review.created", "review.lapsed"]);
    let late = house.reviews().answer_review(house.ask(&avery, answers(&start, 3))).await;
    refused(late, Code::FailedPrecondition, "REVIEW_NOT_DUE");
    let mut in_time = a_case(&avery).opened_days_ago(59);
    let start = at(&in_time.open(house).await, Stage::Start);
    house.reviews().answer_review(house.ask(&avery, answers(&start, 3))).await.unwrap();
}

#[tokio::test]
async fn a_closed_case_is_still_measured_unless_its_person_died() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let (mut done, mut died) = (a_case(&avery), a_case(&avery));
    done.open(house).await;
    died.open(house).await;
    done.close(house, CloseReason::Done).await;
    died.close(house, CloseReason::Died).await;
    house
        .until(async || (states(house, &avery, &died.case.name).await == [State::Lapsed; 3]).then_some(()))
        .await;
    assert_eq!(states(house, &avery, &done.case.name).await, [State::Due; 3]);
}

#[tokio::test]
async fn who_was_erased_is_asked_nothing_more_and_their_words_are_noise() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let mut case = a_case(&avery);
    let start = at(&case.open(house).await, Stage::Start);
    let request = pb::AnswerReviewRequest { words: "all my own".into(), ..answers(&start, 3) };
    house.reviews().answer_review(house.ask(&avery, request)).await.unwrap();
    house.erase(&avery).await;
    let left = [State::Answered, State::Lapsed, State::Lapsed];
    house.until(async || (states(house, &avery, &case.case.name).await == left).then_some(())).await;
    let reviews = house.reviews_of(&avery, &case.case.name).await;
    let start = at(&reviews, Stage::Start);
    assert_eq!((start.words.as_str(), start.answers.len()), ("", 1));
}

#[tokio::test]
async fn who_was_erased_before_is_never_asked() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    a_case(&avery).open(house).await;
    house.erase(&avery).await;
    let gone = async || {
        let reviews = house.reviews_of(&avery, "").await;
        reviews.iter().all(|review| review.state() == State::Lapsed).then_some(())
    };
    house.until(gone).await;
    let mut late = a_case(&avery);
    late.tell(house, "case.opened").await;
    let sam = a_person().signed_in(house).await;
    a_case(&sam).open(house).await;
    assert_eq!(house.reviews_of(&avery, &late.case.name).await, []);
}
