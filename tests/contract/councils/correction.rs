//! Corrections: what a council says beside what was worked out, who may say it, and that both stay.

use platform::{Caller, Role};
use proto::councils::v1 as pb;
use proto::councils::v1::correction::{Question, State};
use proto::councils::v1::element::Status;
use proto::councils::v1::framework::Kind;
use tonic::Code;

use crate::harness::asserts::{forbidden, invalid, not_found, refused, stale};
use crate::harness::councils::a_correction;
use crate::harness::{House, a_visitor, an_operator, manager, nobody, officer, request_id};

fn create(correction: pb::Correction) -> pb::CreateCorrectionRequest {
    pb::CreateCorrectionRequest { correction: Some(correction), request_id: request_id() }
}

async fn made(house: &House, correction: pb::Correction) -> pb::Correction {
    let caller = officer(&correction.framework.replace("frameworks", "councils"));
    let request = house.ask(&caller, create(correction));
    house.corrections().create_correction(request).await.expect("a correction").into_inner()
}

async fn list(house: &House, code: &str, state: State, page_size: i32, token: &str) -> (Vec<String>, String) {
    let request = pb::ListCorrectionsRequest {
        page_size,
        page_token: token.into(),
        framework: format!("frameworks/{code}"),
        state: state.into(),
    };
    let listed = house.corrections().list_corrections(house.ask(&a_visitor(), request)).await;
    let listed = listed.unwrap().into_inner();
    (listed.corrections.into_iter().map(|it| it.name).collect(), listed.next_page_token)
}

async fn withdraw(
    house: &House,
    caller: &Caller,
    name: &str,
    etag: &str,
) -> Result<tonic::Response<pb::Correction>, tonic::Status> {
    let request = pb::WithdrawCorrectionRequest { name: name.into(), etag: etag.into() };
    house.corrections().withdraw_correction(house.ask(caller, request)).await
}

#[tokio::test]
async fn both_answers_stay_whatever_becomes_of_the_correction() {
    let (house, code) = (House::of_frameworks().await, "E06000013");
    let correction =
        made(house, pb::Correction { status: Status::InPlace.into(), ..a_correction(code, Kind::Advocacy) })
            .await;
    assert_eq!((correction.status(), correction.computed_status()), (Status::InPlace, Status::Missing));
    assert_eq!((correction.state(), correction.withdraw_time), (State::Current, None));
    let framework = house.framework(code).await;
    assert_eq!(framework.elements[1].exists(), Status::Missing, "what was worked out is not changed");

    let request = pb::GetCorrectionRequest { name: correction.name.clone() };
    let read = house.corrections().get_correction(house.ask(&a_visitor(), request)).await.unwrap();
    assert_eq!(read.into_inner(), correction);
    let own = officer(&format!("councils/{code}"));
    stale(withdraw(house, &own, &correction.name, "v7").await);
    let withdrawn = withdraw(house, &own, &correction.name, &correction.etag).await.unwrap().into_inner();
    assert_eq!(withdrawn.state(), State::Withdrawn);
    assert!(withdrawn.withdraw_time.is_some());
    assert_eq!((withdrawn.computed_status(), &withdrawn.reason), (Status::Missing, &correction.reason));
    let again = withdraw(house, &own, &correction.name, &withdrawn.etag).await;
    refused(again, Code::FailedPrecondition, "CORRECTION_WITHDRAWN");
    assert_eq!(list(house, code, State::Withdrawn, 0, "").await.0, [withdrawn.name]);
    assert!(list(house, code, State::Current, 0, "").await.0.is_empty());
}

#[tokio::test]
async fn one_answer_at_a_time_and_none_that_says_the_same() {
    let (house, code) = (House::of_frameworks().await, "E06000014");
    let own = officer(&format!("councils/{code}"));
    let same = pb::Correction { status: Status::Missing.into(), ..a_correction(code, Kind::PeerSupport) };
    let answer = house.corrections().create_correction(house.ask(&own, create(same))).await;
    refused(answer, Code::FailedPrecondition, "CORRECTION_CHANGES_NOTHING");
    let first = made(house, a_correction(code, Kind::PeerSupport)).await;
    let second = create(a_correction(code, Kind::PeerSupport));
    let answer = house.corrections().create_correction(house.ask(&own, second)).await;
    refused(answer, Code::FailedPrecondition, "ALREADY_CORRECTED");
    withdraw(house, &own, &first.name, &first.etag).await.unwrap();
    let next = made(house, a_correction(code, Kind::PeerSupport)).await;
    let other =
        pb::Correction { question: Question::Accessible.into(), ..a_correction(code, Kind::PeerSupport) };
    let other = made(house, other).await;
    let (page, token) = list(house, code, State::Unspecified, 2, "").await;
    assert_eq!(page, [other.name, next.name]);
    assert_eq!(list(house, code, State::Unspecified, 2, &token).await, (vec![first.name], String::new()));
}

#[tokio::test]
async fn sending_twice_records_once() {
    let (house, code) = (House::of_frameworks().await, "E06000015");
    let own = officer(&format!("councils/{code}"));
    let request = create(a_correction(code, Kind::SupportBrokerage));
    let first = house.corrections().create_correction(house.ask(&own, request.clone())).await.unwrap();
    let again = house.corrections().create_correction(house.ask(&own, request.clone())).await.unwrap();
    assert_eq!(first.into_inner(), again.into_inner());
    let mut other = request;
    other.correction.as_mut().unwrap().reason.push('!');
    let reused = house.corrections().create_correction(house.ask(&own, other)).await;
    refused(reused, Code::AlreadyExists, "REQUEST_ID_REUSED");
    assert_eq!(list(house, code, State::Unspecified, 0, "").await.0.len(), 1);
}

#[tokio::test]
async fn nobody_but_an_officer_of_that_council_corrects_it() {
    let (house, code) = (House::of_frameworks().await, "E06000016");
    let kept = made(house, a_correction(code, Kind::SupportBrokerage)).await;
    let foreign = officer("councils/E06000013");
    let observer = Caller::new(Role::Observer, "observers/test");
    for caller in [foreign, a_visitor(), an_operator(), observer, manager(&nobody("ulos"))] {
        let request = house.ask(&caller, create(a_correction(code, Kind::Advocacy)));
        forbidden(house.corrections().create_correction(request).await);
        forbidden(withdraw(house, &caller, &kept.name, &kept.etag).await);
    }
    assert_eq!(list(house, code, State::Current, 0, "").await.0, [kept.name]);
}

#[tokio::test]
async fn everything_wrong_is_said_at_once() {
    let house = House::of_frameworks().await;
    let own = officer("councils/E06000013");
    let correction =
        pb::Correction { reason: "Because.".into(), framework: "councils/1".into(), ..Default::default() };
    let request = pb::CreateCorrectionRequest { correction: Some(correction), request_id: "1".into() };
    invalid(
        house.corrections().create_correction(house.ask(&own, request)).await,
        &[
            "request_id",
            "correction.framework",
            "correction.kind",
            "correction.question",
            "correction.status",
            "correction.reason",
        ],
    );
    let long = pb::Correction { reason: "x".repeat(1_001), ..a_correction("E06000013", Kind::Advocacy) };
    let answer = house.corrections().create_correction(house.ask(&own, create(long))).await;
    invalid(answer, &["correction.reason"]);
    let unknown = "E06999999";
    let nowhere = create(a_correction(unknown, Kind::Advocacy));
    let there = officer(&format!("councils/{unknown}"));
    not_found(house.corrections().create_correction(house.ask(&there, nowhere)).await);
    let request =
        pb::ListCorrectionsRequest { page_size: -1, page_token: "?".into(), framework: "1".into(), state: 9 };
    let answer = house.corrections().list_corrections(house.ask(&own, request)).await;
    invalid(answer, &["page_size", "page_token", "framework", "state"]);
    invalid(withdraw(house, &own, "corrections/1", "").await, &["name", "etag"]);
    not_found(withdraw(house, &own, &nobody("corrections"), "v1").await);
    let request = pb::GetCorrectionRequest { name: nobody("corrections") };
    not_found(house.corrections().get_correction(house.ask(&own, request)).await);
}
