//! Reviews: who sees them, lists, declining.

use platform::Caller;
use proto::outcomes::v1 as pb;
use proto::outcomes::v1::review::{Stage, State};
use proto::people::v1::supporter::Power;
use tonic::{Code, Response, Status};

use crate::harness::asserts::{forbidden, invalid, not_found, refused, stale};
use crate::harness::outcomes::{a_case, answers, at, day};
use crate::harness::people::{a_person, a_supporter};
use crate::harness::{House, a_visitor, an_operator, broker, manager, nobody, officer};

async fn get(house: &House, caller: &Caller, name: &str) -> Result<Response<pb::Review>, Status> {
    let request = pb::GetReviewRequest { name: name.into() };
    house.reviews().get_review(house.ask(caller, request)).await
}

async fn list(
    house: &House,
    caller: &Caller,
    request: pb::ListReviewsRequest,
) -> Result<Response<pb::ListReviewsResponse>, Status> {
    house.reviews().list_reviews(house.ask(caller, request)).await
}

async fn listed(house: &House, caller: &Caller, request: pb::ListReviewsRequest) -> Vec<String> {
    let answer = list(house, caller, request).await.expect("a list").into_inner();
    answer.reviews.into_iter().map(|review| review.name).collect()
}

async fn decline(
    house: &House,
    caller: &Caller,
    review: &pb::Review,
) -> Result<Response<pb::Review>, Status> {
    let request = pb::DeclineReviewRequest { name: review.name.clone(), etag: review.etag.clone() };
    house.reviews().decline_review(house.ask(caller, request)).await
}

#[tokio::test]
async fn a_case_that_opens_asks_its_person_three_times() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let mut case = a_case(&avery);
    let reviews = case.open(house).await;
    let start = at(&reviews, Stage::Start);
    assert_eq!((start.state(), start.due_date.clone()), (State::Due, day(0)));
    assert_eq!((&start.person, &start.case), (&avery.subject, &case.case.name));
    assert_eq!((&start.request, &start.ulo), (&case.case.request, &case.case.ulo));
    assert_eq!(start.council, "councils/E08000033");
    assert_eq!(start.instrument, "instruments/control-choice-process-1");
    assert!(at(&reviews, Stage::ThreeMonths).due_date > day(85));
    assert!(at(&reviews, Stage::TwelveMonths).due_date >= day(365));
    assert_eq!(get(house, &avery, &start.name).await.unwrap().into_inner(), start);
}

#[tokio::test]
async fn a_strangers_reviews_are_not_found() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let start = at(&a_case(&avery).open(house).await, Stage::Start);
    let stranger = a_person().signed_in(house).await;
    not_found(get(house, &stranger, &start.name).await);
    not_found(get(house, &avery, &nobody("reviews")).await);
    not_found(decline(house, &stranger, &start).await);
    not_found(house.reviews().answer_review(house.ask(&stranger, answers(&start, 3))).await);
    let of_avery = pb::ListReviewsRequest { person: avery.subject.clone(), ..Default::default() };
    not_found(list(house, &stranger, of_avery.clone()).await);
    let sam = broker(&nobody("brokers"), &nobody("ulos"));
    not_found(get(house, &sam, &start.name).await);
    assert_eq!(listed(house, &sam, of_avery.clone()).await, <[String; 0]>::default());
    let council = officer("councils/E08000033");
    for other in [a_visitor(), council, an_operator(), manager(&start.ulo), Caller::service("councils")] {
        forbidden(get(house, &other, &start.name).await);
        forbidden(list(house, &other, of_avery.clone()).await);
        forbidden(decline(house, &other, &start).await);
    }
}

#[tokio::test]
async fn supporters_see_and_decline_by_their_powers() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let sees = a_supporter(&avery).signed_in(house).await;
    let answering = a_supporter(&avery).who_may(&[Power::AnswerReviews]);
    let answering = answering.signed_in(house).await;
    let talks = a_supporter(&avery).who_may(&[Power::TalkToBroker]).signed_in(house).await;
    let start = at(&a_case(&avery).open(house).await, Stage::Start);
    for supporter in [&sees, &answering] {
        house.until(async || get(house, supporter, &start.name).await.ok()).await;
        assert_eq!(listed(house, supporter, Default::default()).await.len(), 3);
    }
    not_found(get(house, &talks, &start.name).await);
    not_found(list(house, &talks, Default::default()).await);
    not_found(decline(house, &sees, &start).await);
    decline(house, &answering, &start).await.unwrap();
}

#[tokio::test]
async fn a_supporter_whose_grant_was_taken_back_sees_nothing() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let made = a_supporter(&avery).create(house).await;
    let robin = crate::harness::supporter(&made.name, &made.person);
    let start = at(&a_case(&avery).open(house).await, Stage::Start);
    house.until(async || get(house, &robin, &start.name).await.ok()).await;
    let request = proto::people::v1::RevokeSupporterRequest { name: made.name, etag: made.etag };
    house.supporters().revoke_supporter(house.ask(&avery, request)).await.unwrap();
    house.until(async || get(house, &robin, &start.name).await.is_err().then_some(())).await;
    not_found(get(house, &robin, &start.name).await);
}

#[tokio::test]
async fn a_declined_review_is_over() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let start = at(&a_case(&avery).open(house).await, Stage::Start);
    stale(decline(house, &avery, &pb::Review { etag: "v7".into(), ..start.clone() }).await);
    let declined = decline(house, &avery, &start).await.unwrap().into_inner();
    assert_eq!(declined.state(), State::Declined);
    assert_eq!(get(house, &avery, &start.name).await.unwrap().into_inner(), declined);
    refused(decline(house, &avery, &declined).await, Code::FailedPrecondition, "REVIEW_NOT_DUE");
    let answer = house.reviews().answer_review(house.ask(&avery, answers(&declined, 3))).await;
    refused(answer, Code::FailedPrecondition, "REVIEW_NOT_DUE");
}

#[tokio::test]
async fn the_broker_of_an_open_case_sees_its_reviews_and_never_declines_one() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let mut case = a_case(&avery);
    let start = at(&case.open(house).await, Stage::Start);
    assert_eq!(get(house, &case.broker, &start.name).await.unwrap().into_inner(), start);
    assert_eq!(listed(house, &case.broker, Default::default()).await.len(), 3);
    forbidden(decline(house, &case.broker, &start).await);
    let before = case.transfer(house).await;
    house.until(async || get(house, &case.broker, &start.name).await.ok()).await;
    not_found(get(house, &before, &start.name).await);
    assert_eq!(listed(house, &before, Default::default()).await, <[String; 0]>::default());
    case.close(house, proto::brokers::v1::case::CloseReason::Done).await;
    house.until(async || get(house, &case.broker, &start.name).await.is_err().then_some(())).await;
    assert_eq!(listed(house, &case.broker, Default::default()).await, <[String; 0]>::default());
    assert_eq!(get(house, &avery, &start.name).await.unwrap().into_inner().state(), State::Due);
}

#[tokio::test]
async fn lists_are_filtered_and_paged() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let (mut first, mut second) = (a_case(&avery), a_case(&avery));
    let reviews = [first.open(house).await, second.open(house).await].concat();
    decline(house, &avery, &reviews[0]).await.unwrap();
    let mut names: Vec<String> = reviews.iter().map(|review| review.name.clone()).collect();
    names.sort_by(|one, other| other.cmp(one));
    let page = pb::ListReviewsRequest { page_size: 4, person: avery.subject.clone(), ..Default::default() };
    let begins = list(house, &avery, page.clone()).await.unwrap().into_inner();
    let begun: Vec<&str> = begins.reviews.iter().map(|review| review.name.as_str()).collect();
    assert_eq!(begun, &names[..4]);
    let rest = pb::ListReviewsRequest { page_token: begins.next_page_token, ..page };
    assert_eq!(listed(house, &avery, rest).await, &names[4..]);
    let of_second = pb::ListReviewsRequest { case: second.case.name.clone(), ..Default::default() };
    assert_eq!(listed(house, &avery, of_second).await.len(), 3);
    let starts = pb::ListReviewsRequest { stage: Stage::Start.into(), ..Default::default() };
    assert_eq!(listed(house, &avery, starts).await.len(), 2);
    let declined = pb::ListReviewsRequest { state: State::Declined.into(), ..Default::default() };
    assert_eq!(listed(house, &avery, declined).await, [reviews[0].name.as_str()]);
}

#[tokio::test]
async fn everything_wrong_is_said_at_once() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    invalid(get(house, &avery, "cases/1").await, &["name"]);
    invalid(decline(house, &avery, &pb::Review::default()).await, &["name", "etag"]);
    let request = pb::ListReviewsRequest {
        page_size: -1,
        page_token: "?".into(),
        person: "x".into(),
        case: "x".into(),
        state: 9,
        stage: 9,
    };
    let fields = ["page_size", "page_token", "person", "case", "state", "stage"];
    invalid(list(house, &avery, request).await, &fields);
}
