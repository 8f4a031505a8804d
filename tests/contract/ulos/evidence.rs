//! Evidence under criteria: claimed by the organisation, judged by someone outside it, and never a no by silence.

use proto::ulos::v1 as pb;
use proto::ulos::v1::Verdict;
use proto::ulos::v1::evidence::{Kind, State};
use tonic::Code;

use crate::harness::asserts::{forbidden, invalid, not_found, refused, stale};
use crate::harness::evidences::{a_review, an_evidence};
use crate::harness::ulos::a_ulo;
use crate::harness::{House, a_visitor, an_operator, broker, manager, mask, officer, person, request_id};

const CALDERDALE: &str = "councils/E08000033";

fn create(evidence: pb::Evidence) -> pb::CreateEvidenceRequest {
    pb::CreateEvidenceRequest { evidence: Some(evidence), request_id: request_id() }
}

fn update(evidence: pb::Evidence, paths: &[&str]) -> pb::UpdateEvidenceRequest {
    pb::UpdateEvidenceRequest { evidence: Some(evidence), update_mask: mask(paths) }
}

fn withdraw(evidence: &pb::Evidence) -> pb::WithdrawEvidenceRequest {
    pb::WithdrawEvidenceRequest { name: evidence.name.clone(), etag: evidence.etag.clone() }
}

#[tokio::test]
async fn a_claim_is_made_edited_reviewed_and_read_by_anyone() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let manager = manager(&ulo);
    let request = create(an_evidence(&ulo).wanted());
    let made =
        house.evidences().create_evidence(house.ask(&manager, request.clone())).await.unwrap().into_inner();
    let again =
        house.evidences().create_evidence(house.ask(&manager, request.clone())).await.unwrap().into_inner();
    assert_eq!((made.state(), &made), (State::Submitted, &again));
    let mut other = request;
    other.evidence.as_mut().unwrap().claim = "Another.".into();
    let answer = house.evidences().create_evidence(house.ask(&manager, other)).await;
    refused(answer, Code::AlreadyExists, "REQUEST_ID_REUSED");

    let wanted = pb::Evidence {
        claim: "Made clearer.".into(),
        kind: Kind::Minutes.into(),
        reference: "Minutes 7".into(),
        evidence_date: "2026-02-01".into(),
        ..made.clone()
    };
    let paths = ["claim", "kind", "reference", "evidence_date"];
    let request = house.ask(&manager, update(wanted.clone(), &paths));
    let edited = house.evidences().update_evidence(request).await.unwrap().into_inner();
    let expected = pb::Evidence { update_time: edited.update_time, etag: edited.etag.clone(), ..wanted };
    assert_eq!(edited, expected);

    let officer = officer(CALDERDALE);
    let request = a_review(&edited, Verdict::Met);
    stale(house.evidences().review_evidence(house.ask(&officer, a_review(&made, Verdict::Met))).await);
    let reviewed =
        house.evidences().review_evidence(house.ask(&officer, request.clone())).await.unwrap().into_inner();
    assert_eq!((reviewed.state(), reviewed.verdict()), (State::Reviewed, Verdict::Met));
    assert_eq!(
        (reviewed.reviewer.as_str(), &reviewed.expire_date),
        (officer.subject.as_str(), &request.expire_date)
    );
    let get = pb::GetEvidenceRequest { name: made.name.clone() };
    let read = house.evidences().get_evidence(house.ask(&a_visitor(), get)).await.unwrap().into_inner();
    assert_eq!(read, reviewed);
    let told = ["evidence.submitted", "evidence.updated", "evidence.reviewed"];
    assert_eq!(house.told_by("ulos", &made.name).await, told);
    for answer in [
        house.evidences().withdraw_evidence(house.ask(&manager, withdraw(&reviewed))).await,
        house.evidences().update_evidence(house.ask(&manager, update(reviewed.clone(), &["claim"]))).await,
        house.evidences().review_evidence(house.ask(&officer, a_review(&reviewed, Verdict::NotMet))).await,
    ] {
        refused(answer, Code::FailedPrecondition, "EVIDENCE_NOT_SUBMITTED");
    }
}

#[tokio::test]
async fn nobody_judges_their_own_and_only_their_own_is_claimed() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let made = an_evidence(&ulo).create(house).await;
    let own = manager(&ulo);
    let strangers = [
        manager("ulos/01990000-0000-7000-8000-000000000001"),
        officer("councils/E06000001"),
        a_visitor(),
        person("people/01990000-0000-7000-8000-000000000002"),
        broker("brokers/01990000-0000-7000-8000-000000000003", &ulo),
    ];
    for caller in strangers.iter().chain([&own]) {
        forbidden(house.evidences().review_evidence(house.ask(caller, a_review(&made, Verdict::Met))).await);
    }
    for caller in strangers.iter().chain([&officer(CALDERDALE)]) {
        forbidden(house.evidences().withdraw_evidence(house.ask(caller, withdraw(&made))).await);
        forbidden(
            house.evidences().update_evidence(house.ask(caller, update(made.clone(), &["claim"]))).await,
        );
        let request = create(an_evidence(&ulo).under("v2").wanted());
        forbidden(house.evidences().create_evidence(house.ask(caller, request)).await);
    }
    house.evidences().withdraw_evidence(house.ask(&own, withdraw(&made))).await.unwrap();
}

#[tokio::test]
async fn one_claim_at_a_time_waits_under_a_criterion() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let first = an_evidence(&ulo).create(house).await;
    let another = || house.ask(&an_operator(), create(an_evidence(&ulo).wanted()));
    refused(house.evidences().create_evidence(another()).await, Code::AlreadyExists, "EVIDENCE_WAITS");
    an_evidence(&ulo).under("v2").create(house).await;
    house.evidences().withdraw_evidence(house.ask(&an_operator(), withdraw(&first))).await.unwrap();
    house.evidences().create_evidence(another()).await.unwrap();
}

#[tokio::test]
async fn everything_wrong_is_said_at_once() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let wrong = pb::Evidence {
        criterion_set: "2007".into(),
        criterion: "v99".into(),
        claim: " ".into(),
        reference: "x".repeat(301),
        evidence_date: "2999-01-01".into(),
        ..Default::default()
    };
    let request = pb::CreateEvidenceRequest { evidence: Some(wrong), request_id: String::new() };
    invalid(
        house.evidences().create_evidence(house.ask(&an_operator(), request)).await,
        &[
            "request_id",
            "evidence.ulo",
            "evidence.criterion",
            "evidence.claim",
            "evidence.kind",
            "evidence.reference",
            "evidence.evidence_date",
        ],
    );
    let unknown = create(an_evidence(&ulo).with(|evidence| evidence.criterion_set = "1999".into()).wanted());
    let answer = house.evidences().create_evidence(house.ask(&an_operator(), unknown)).await;
    invalid(answer, &["evidence.criterion_set"]);
    let review = pb::ReviewEvidenceRequest { expire_date: "2020-01-01".into(), ..Default::default() };
    let answer = house.evidences().review_evidence(house.ask(&an_operator(), review)).await;
    invalid(answer, &["name", "etag", "verdict", "reason", "expire_date"]);
    let get = pb::GetEvidenceRequest { name: format!("evidences/{}", request_id()) };
    not_found(house.evidences().get_evidence(house.ask(&a_visitor(), get)).await);
}

#[tokio::test]
async fn a_council_finds_what_waits_for_it() {
    let house = House::shared().await;
    // No other test has evidence there.
    let scilly = "councils/E06000053";
    let ulo = a_ulo().in_councils(&[scilly, CALDERDALE]).create(house).await.name;
    let [a, b] = [an_evidence(&ulo).create(house).await, an_evidence(&ulo).under("v2").create(house).await];
    let request = house.ask(&an_operator(), a_review(&a, Verdict::NotEvidenced));
    house.evidences().review_evidence(request).await.unwrap();
    let list = async |state: State, page_size: i32| {
        let request = pb::ListEvidencesRequest {
            council: scilly.into(),
            state: state.into(),
            page_size,
            ..Default::default()
        };
        let answer = house
            .evidences()
            .list_evidences(house.ask(&officer(scilly), request))
            .await
            .unwrap()
            .into_inner();
        let names: Vec<_> = answer.evidences.into_iter().map(|evidence| evidence.name).collect();
        (names, answer.next_page_token.is_empty())
    };
    assert_eq!(list(State::Submitted, 0).await, (vec![b.name.clone()], true));
    assert_eq!(list(State::Unspecified, 1).await, (vec![b.name], false));
}
