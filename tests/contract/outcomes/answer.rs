//! Answering reviews: by the person, with help, by proxy; what changed since the start.

use platform::Caller;
use proto::outcomes::v1 as pb;
use proto::outcomes::v1::change::Direction;
use proto::outcomes::v1::review::{HelperKind, Mode, Respondent, Stage, State};
use proto::people::v1::supporter::Power;
use tonic::{Code, Response, Status};

use crate::harness::House;
use crate::harness::asserts::{invalid, not_found, refused, stale};
use crate::harness::outcomes::{a_case, answers, at};
use crate::harness::people::{a_person, a_supporter};

async fn answer(
    house: &House,
    caller: &Caller,
    request: pb::AnswerReviewRequest,
) -> Result<Response<pb::Review>, Status> {
    house.reviews().answer_review(house.ask(caller, request)).await
}

async fn get(house: &House, caller: &Caller, name: &str) -> pb::Review {
    let request = pb::GetReviewRequest { name: name.into() };
    house.reviews().get_review(house.ask(caller, request)).await.expect("a review").into_inner()
}

fn everything(review: &pb::Review) -> pb::AnswerReviewRequest {
    let items = ["daily_control", "support_choice", "process_easy", "views_included", "helped_to_plan"];
    let all = items.into_iter().chain(["amount_known"]);
    pb::AnswerReviewRequest {
        respondent: Respondent::WithHelp.into(),
        helper_kind: HelperKind::Peer.into(),
        mode: Mode::Video.into(),
        format_used: "easy_read".into(),
        answers: all.map(|item_id| pb::Answer { item_id: item_id.into(), level: 3 }).collect(),
        words: "more time for the garden\nأكثر 🦋".into(),
        ..answers(review, 3)
    }
}

#[tokio::test]
async fn everything_answered_survives_a_round_trip() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let start = at(&a_case(&avery).open(house).await, Stage::Start);
    let request = everything(&start);
    let answered = answer(house, &avery, request.clone()).await.unwrap().into_inner();
    let wanted = pb::Review {
        respondent: request.respondent,
        helper_kind: request.helper_kind,
        mode: request.mode,
        format_used: request.format_used.clone(),
        answers: request.answers.clone(),
        words: request.words.clone(),
        answered_by: avery.subject.clone(),
        answer_time: answered.answer_time,
        state: State::Answered.into(),
        update_time: answered.update_time,
        etag: "v2".into(),
        ..start
    };
    assert_eq!(answered, wanted);
    assert_eq!(get(house, &avery, &wanted.name).await, wanted);
    refused(answer(house, &avery, request).await, Code::FailedPrecondition, "REVIEW_NOT_DUE");
}

#[tokio::test]
async fn words_are_for_the_person_and_those_who_act_for_them() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let sees = a_supporter(&avery).signed_in(house).await;
    let mut case = a_case(&avery);
    let start = at(&case.open(house).await, Stage::Start);
    let answered = answer(house, &avery, everything(&start)).await.unwrap().into_inner();
    let seen = house.until(async || {
        let request = pb::GetReviewRequest { name: start.name.clone() };
        house.reviews().get_review(house.ask(&sees, request)).await.ok()
    });
    assert_eq!(seen.await.into_inner(), answered);
    let without_words = pb::Review { words: String::new(), ..answered };
    assert_eq!(get(house, &case.broker, &start.name).await, without_words);
    let request = pb::ListReviewsRequest { stage: Stage::Start.into(), ..Default::default() };
    let listed = house.reviews().list_reviews(house.ask(&case.broker, request)).await.unwrap();
    assert_eq!(listed.into_inner().reviews, std::slice::from_ref(&without_words));
    let payload: Vec<u8> =
        sqlx::query_scalar("select payload from event where stream = $1 and kind = 'review.answered'")
            .bind(&start.name)
            .fetch_one(&house.tables("outcomes").await)
            .await
            .unwrap();
    let told: pb::Review = prost::Message::decode(payload.as_slice()).unwrap();
    assert_eq!(told, without_words);
}

#[tokio::test]
async fn change_is_told_from_the_start_of_the_case() {
    let house = House::fresh().await;
    let avery = a_person().signed_in(&house).await;
    let mut later = Vec::new();
    for (start, level, control, control_levels) in [
        (Some(2), 4, Direction::Better, 2),
        (Some(3), 3, Direction::Same, 0),
        (Some(4), 1, Direction::Worse, -3),
        (None, 4, Direction::NoBaseline, 0),
    ] {
        let reviews = a_case(&avery).open(&house).await;
        if let Some(start) = start {
            let answered = answer(&house, &avery, answers(&at(&reviews, Stage::Start), start)).await.unwrap();
            assert_eq!(answered.get_ref().change, None);
        }
        let months = answers(&at(&reviews, Stage::ThreeMonths), level);
        let early = answer(&house, &avery, months.clone()).await;
        refused(early, Code::FailedPrecondition, "REVIEW_TOO_EARLY");
        later.push((months, pb::Change { control: control.into(), control_levels }));
    }
    house.stack.clock.set(chrono::Utc::now() + chrono::TimeDelta::days(70));
    for (months, change) in later {
        let answered = answer(&house, &avery, months).await.unwrap().into_inner();
        assert_eq!(answered.change, Some(change));
        assert_eq!(get(&house, &avery, &answered.name).await.change, Some(change));
    }
}

#[tokio::test]
async fn who_acts_for_a_person_says_that_they_did() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let robin = a_supporter(&avery).who_may(&[Power::AnswerReviews]).signed_in(house).await;
    let sees = a_supporter(&avery).signed_in(house).await;
    let mut case = a_case(&avery);
    let start = at(&case.open(house).await, Stage::Start);
    house
        .until(async || {
            let request = pb::GetReviewRequest { name: start.name.clone() };
            house.reviews().get_review(house.ask(&robin, request)).await.ok()
        })
        .await;
    not_found(answer(house, &sees, everything(&start)).await);
    for other in [&robin, &case.broker] {
        invalid(answer(house, other, answers(&start, 3)).await, &["respondent"]);
    }
    let proxy = pb::AnswerReviewRequest {
        respondent: Respondent::Proxy.into(),
        helper_kind: HelperKind::FamilyOrFriend.into(),
        ..answers(&start, 3)
    };
    let answered = answer(house, &robin, proxy).await.unwrap().into_inner();
    assert_eq!((answered.respondent(), answered.answered_by), (Respondent::Proxy, robin.subject.clone()));
}

#[tokio::test]
async fn a_broker_writes_down_what_the_person_said() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let mut case = a_case(&avery);
    let start = at(&case.open(house).await, Stage::Start);
    let told = pb::AnswerReviewRequest {
        respondent: Respondent::WithHelp.into(),
        helper_kind: HelperKind::Broker.into(),
        mode: Mode::InPerson.into(),
        words: "said in the kitchen".into(),
        ..answers(&start, 2)
    };
    let answered = answer(house, &case.broker, told).await.unwrap().into_inner();
    assert_eq!((answered.answered_by.as_str(), answered.words.as_str()), (case.broker.subject.as_str(), ""));
    assert_eq!(get(house, &avery, &start.name).await.words, "said in the kitchen");
}

#[tokio::test]
async fn a_stale_etag_answers_nothing() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let start = at(&a_case(&avery).open(house).await, Stage::Start);
    let old = pb::AnswerReviewRequest { etag: "v9".into(), ..answers(&start, 3) };
    stale(answer(house, &avery, old).await);
    assert_eq!(get(house, &avery, &start.name).await, start);
}

#[tokio::test]
async fn everything_wrong_is_said_at_once() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let start = at(&a_case(&avery).open(house).await, Stage::Start);
    invalid(answer(house, &avery, pb::AnswerReviewRequest::default()).await, &["name", "etag"]);
    let level = |item_id: &str, level| pb::Answer { item_id: item_id.into(), level };
    let wrong = pb::AnswerReviewRequest {
        name: start.name.clone(),
        etag: start.etag.clone(),
        respondent: 9,
        helper_kind: 99,
        mode: 0,
        format_used: "smoke".into(),
        answers: vec![
            level("happiness", 1),
            level("process_easy", 5),
            level("amount_known", 2),
            level("amount_known", 3),
        ],
        words: "x".repeat(4001),
    };
    let fields = [
        "respondent",
        "helper_kind",
        "mode",
        "format_used",
        "answers[0].item_id",
        "answers[1].level",
        "answers[3].item_id",
        "answers",
        "words",
    ];
    invalid(answer(house, &avery, wrong).await, &fields);
    let helped_by_nobody =
        pb::AnswerReviewRequest { respondent: Respondent::WithHelp.into(), ..answers(&start, 3) };
    invalid(answer(house, &avery, helped_by_nobody).await, &["helper_kind"]);
    let alone_with_help =
        pb::AnswerReviewRequest { helper_kind: HelperKind::Peer.into(), ..answers(&start, 3) };
    invalid(answer(house, &avery, alone_with_help).await, &["helper_kind"]);
    invalid(answer(house, &avery, answers(&start, 0)).await, &["answers[0].level"]);
}
