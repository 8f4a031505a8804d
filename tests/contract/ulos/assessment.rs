//! Assessments: who may give one, alone, and what others see of it.

use platform::Caller;
use proto::ulos::v1 as pb;
use proto::ulos::v1::assessment::{Conflict, State};
use tonic::{Code, Response, Status};

use crate::harness::asserts::{forbidden, invalid, not_found, refused, stale};
use crate::harness::fund::{Site, a_round, an_assessor};
use crate::harness::{House, a_visitor, an_operator, manager, mask, nobody, officer, request_id};

fn create(bid: &str, conflicts: &[Conflict]) -> pb::CreateAssessmentRequest {
    let conflicts = conflicts.iter().map(|conflict| (*conflict).into()).collect();
    let assessment = Some(pb::Assessment { bid: bid.into(), conflicts, ..Default::default() });
    pb::CreateAssessmentRequest { assessment, request_id: request_id() }
}

async fn take_on(house: &House, caller: &Caller, bid: &str) -> Result<Response<pb::Assessment>, Status> {
    house.assessments().create_assessment(house.ask(caller, create(bid, &[]))).await
}

fn update(one: pb::Assessment, paths: &[&str]) -> pb::UpdateAssessmentRequest {
    pb::UpdateAssessmentRequest { assessment: Some(one), update_mask: mask(paths) }
}

fn submit(one: &pb::Assessment) -> pb::SubmitAssessmentRequest {
    pb::SubmitAssessmentRequest { name: one.name.clone(), etag: one.etag.clone() }
}

fn withdraw(one: &pb::Assessment) -> pb::WithdrawAssessmentRequest {
    let conflicts = vec![Conflict::Family.into()];
    pb::WithdrawAssessmentRequest { name: one.name.clone(), etag: one.etag.clone(), conflicts }
}

async fn list(house: &House, caller: &Caller, bid: &str) -> Vec<String> {
    let request = pb::ListAssessmentsRequest { bid: bid.into(), ..Default::default() };
    let listed = house.assessments().list_assessments(house.ask(caller, request)).await.unwrap();
    listed.into_inner().assessments.into_iter().map(|one| one.name).collect()
}

#[tokio::test]
async fn scores_survive_a_round_trip_and_weigh_what_they_should() {
    let house = House::shared().await;
    let (_, site) = house.assessed_round().await;
    let assessor = an_assessor();
    let one = house.take_on(&assessor, &site.bid.name).await;
    assert_eq!((one.state(), one.own), (State::Open, true));
    let score =
        |criterion, points| pb::assessment::Score { criterion, points, comment: "Why,\nمثال.".into() };
    let wanted = pb::Assessment {
        scores: vec![score(3, 0), score(1, 5), score(2, 5)],
        comment: "Overall.".into(),
        ..one.clone()
    };
    let request = house.ask(&assessor, update(wanted, &["scores", "comment"]));
    let kept = house.assessments().update_assessment(request).await.unwrap().into_inner();
    assert_eq!(kept.score_permille, 800, "30 and 50 of 100");
    assert_eq!(kept.scores, [score(1, 5), score(2, 5), score(3, 0)]);
    let request = house.ask(&assessor, pb::GetAssessmentRequest { name: one.name.clone() });
    assert_eq!(house.assessments().get_assessment(request).await.unwrap().into_inner(), kept);
    stale(
        house.assessments().update_assessment(house.ask(&assessor, update(one.clone(), &["comment"]))).await,
    );
    stale(house.assessments().submit_assessment(house.ask(&assessor, submit(&one))).await);
    let given = house.assessments().submit_assessment(house.ask(&assessor, submit(&kept))).await.unwrap();
    let given = given.into_inner();
    assert_eq!(given.state(), State::Given);
    let not_open = |answer| refused(answer, Code::FailedPrecondition, "ASSESSMENT_NOT_OPEN");
    not_open(house.assessments().submit_assessment(house.ask(&assessor, submit(&given))).await);
    not_open(house.assessments().update_assessment(house.ask(&assessor, update(given, &["comment"]))).await);
}

#[tokio::test]
async fn nobody_sees_another_before_giving_their_own() {
    let house = House::shared().await;
    let (_, site) = house.assessed_round().await;
    let (first, second) = (an_assessor(), an_assessor());
    let given = house.assess(&first, &site.bid.name, 5).await;
    let open = house.take_on(&second, &site.bid.name).await;
    let get = |caller: &Caller, name: &str| house.ask(caller, pb::GetAssessmentRequest { name: name.into() });
    not_found(house.assessments().get_assessment(get(&second, &given.name)).await);
    assert_eq!(list(house, &second, &site.bid.name).await, std::slice::from_ref(&open.name));
    not_found(house.assessments().get_assessment(get(&an_operator(), &open.name)).await);
    assert_eq!(list(house, &an_operator(), &site.bid.name).await, std::slice::from_ref(&given.name));
    let scored = house.score(&second, open.clone(), 2).await;
    house.assessments().submit_assessment(house.ask(&second, submit(&scored))).await.unwrap();
    let read = house.assessments().get_assessment(get(&second, &given.name)).await.unwrap().into_inner();
    assert_eq!((read.own, read.score_permille), (false, 1000));
    assert_eq!(list(house, &second, &site.bid.name).await, [open.name.clone(), given.name.clone()]);
    assert_eq!(list(house, &second, "").await, std::slice::from_ref(&open.name), "without a bid, one's own");
    let third = an_assessor();
    not_found(house.assessments().get_assessment(get(&third, &given.name)).await);
    assert_eq!(list(house, &third, &site.bid.name).await, Vec::<String>::new());
    not_found(
        house.assessments().update_assessment(house.ask(&third, update(open.clone(), &["comment"]))).await,
    );
    not_found(house.assessments().withdraw_assessment(house.ask(&third, withdraw(&open))).await);
    for caller in [a_visitor(), site.manager.clone()] {
        let answer = house.assessments().get_assessment(get(&caller, &given.name)).await;
        if caller == site.manager { not_found(answer) } else { forbidden(answer) }
    }
    forbidden(take_on(house, &an_operator(), &site.bid.name).await);
    forbidden(take_on(house, &a_visitor(), &site.bid.name).await);
}

#[tokio::test]
async fn whoever_is_tied_to_the_bidder_gives_no_score() {
    let house = House::shared().await;
    let round = a_round().open(house).await;
    let site = Site::begin(house, &round).await.submit(house).await;
    let rival = Site::begin(house, &round).await;
    let early = take_on(house, &an_assessor(), &site.bid.name).await;
    refused(early, Code::FailedPrecondition, "ROUND_NOT_ASSESSING");
    not_found(take_on(house, &an_assessor(), &rival.bid.name).await);
    house.close_bids(&round.name).await;
    for tied in [&site.manager, &rival.manager] {
        refused(take_on(house, tied, &site.bid.name).await, Code::FailedPrecondition, "ASSESSOR_BIDS");
    }
    let local = take_on(house, &officer("councils/E08000033"), &site.bid.name).await;
    refused(local, Code::FailedPrecondition, "ASSESSOR_FUNDS");
    let honest = an_assessor();
    let request = house.ask(&honest, create(&site.bid.name, &[Conflict::Buddy, Conflict::Family]));
    let aside = house.assessments().create_assessment(request).await.unwrap().into_inner();
    assert_eq!(aside.state(), State::StoodAside);
    let request = house.ask(&honest, pb::GetBidRequest { name: site.bid.name.clone() });
    not_found(house.bids().get_bid(request).await);
    let not_open = |answer| refused(answer, Code::FailedPrecondition, "ASSESSMENT_NOT_OPEN");
    not_open(
        house.assessments().update_assessment(house.ask(&honest, update(aside.clone(), &["comment"]))).await,
    );
    not_open(house.assessments().submit_assessment(house.ask(&honest, submit(&aside))).await);
    not_open(house.assessments().withdraw_assessment(house.ask(&honest, withdraw(&aside))).await);
    refused(take_on(house, &honest, &site.bid.name).await, Code::AlreadyExists, "ASSESSMENT_EXISTS");
    let free =
        [manager(&crate::harness::ulos::a_ulo().create(house).await.name), officer("councils/E06000017")];
    for caller in &free {
        house.assess(caller, &site.bid.name, 3).await;
    }
    let third = house.take_on(&an_assessor(), &site.bid.name).await;
    assert_eq!(third.state(), State::Open);
    let fourth = take_on(house, &an_assessor(), &site.bid.name).await;
    refused(fourth, Code::FailedPrecondition, "ASSESSORS_ENOUGH");
    refused(take_on(house, &free[0], &site.bid.name).await, Code::AlreadyExists, "ASSESSMENT_EXISTS");
}

#[tokio::test]
async fn it_is_whole_and_in_time() {
    let house = House::shared().await;
    let (round, site) = house.assessed_round().await;
    let assessor = an_assessor();
    let open = house.take_on(&assessor, &site.bid.name).await;
    let missing = house.assessments().submit_assessment(house.ask(&assessor, submit(&open))).await;
    refused(missing, Code::FailedPrecondition, "ASSESSMENT_INCOMPLETE");
    let scored = house.score(&assessor, open, 3).await;
    house.award_all(&round, &site).await;
    let late = house.assessments().submit_assessment(house.ask(&assessor, submit(&scored))).await;
    refused(late, Code::FailedPrecondition, "ROUND_NOT_ASSESSING");
    let late = house.assessments().withdraw_assessment(house.ask(&assessor, withdraw(&scored))).await;
    refused(late, Code::FailedPrecondition, "ROUND_NOT_ASSESSING");
    let settled = take_on(house, &an_assessor(), &site.bid.name).await;
    refused(settled, Code::FailedPrecondition, "ROUND_NOT_ASSESSING");
    let (_, gone) = house.assessed_round().await;
    let request = pb::WithdrawBidRequest { name: gone.bid.name.clone(), etag: gone.bid.etag.clone() };
    house.bids().withdraw_bid(house.ask(&gone.manager, request)).await.unwrap();
    let withdrawn = take_on(house, &an_assessor(), &gone.bid.name).await;
    refused(withdrawn, Code::FailedPrecondition, "BID_NOT_SUBMITTED");
}

#[tokio::test]
async fn everything_wrong_is_said_at_once() {
    let house = House::shared().await;
    let (_, site) = house.assessed_round().await;
    let assessor = an_assessor();
    let assessment =
        Some(pb::Assessment { bid: "bids/none".into(), conflicts: vec![9], ..Default::default() });
    let request = pb::CreateAssessmentRequest { assessment, request_id: "1".into() };
    let answer = house.assessments().create_assessment(house.ask(&assessor, request)).await;
    invalid(answer, &["request_id", "assessment.bid", "assessment.conflicts"]);
    let open = house.take_on(&assessor, &site.bid.name).await;
    let score = |criterion, points| pb::assessment::Score { criterion, points, comment: String::new() };
    for (scores, field) in [
        (vec![score(1, 1), score(1, 2)], "assessment.scores[1].criterion"),
        (vec![score(0, 1)], "assessment.scores[0].criterion"),
        (vec![score(4, 1)], "assessment.scores[0].criterion"),
        (vec![score(1, 6)], "assessment.scores[0].points"),
        (vec![score(1, -1)], "assessment.scores[0].points"),
    ] {
        let wanted = pb::Assessment { scores, ..open.clone() };
        let request = house.ask(&assessor, update(wanted, &["scores"]));
        invalid(house.assessments().update_assessment(request).await, &[field]);
    }
    let wanted = pb::Assessment { scores: (1..=4).map(|n| score(n, 1)).collect(), ..open.clone() };
    let request = house.ask(&assessor, update(wanted, &["scores"]));
    invalid(house.assessments().update_assessment(request).await, &["assessment.scores"]);
    let answer = house
        .assessments()
        .update_assessment(house.ask(&assessor, update(pb::Assessment::default(), &[])))
        .await;
    invalid(answer, &["assessment.name", "etag", "update_mask"]);
    let request = pb::WithdrawAssessmentRequest { conflicts: Vec::new(), ..withdraw(&open) };
    invalid(house.assessments().withdraw_assessment(house.ask(&assessor, request)).await, &["conflicts"]);
    let request = pb::ListAssessmentsRequest { page_size: -1, page_token: "?".into(), bid: String::new() };
    let answer = house.assessments().list_assessments(house.ask(&an_operator(), request)).await;
    invalid(answer, &["page_size", "page_token", "bid"]);
    not_found(take_on(house, &assessor, &nobody("bids")).await);
}

#[tokio::test]
async fn sending_twice_takes_on_once() {
    let house = House::shared().await;
    let (_, site) = house.assessed_round().await;
    let assessor = an_assessor();
    let request = create(&site.bid.name, &[]);
    let first = house.assessments().create_assessment(house.ask(&assessor, request.clone())).await.unwrap();
    let again = house.assessments().create_assessment(house.ask(&assessor, request.clone())).await.unwrap();
    assert_eq!(first.into_inner(), again.into_inner());
    let other = pb::CreateAssessmentRequest {
        request_id: request.request_id,
        ..create(&site.bid.name, &[Conflict::Buddy])
    };
    let reused = house.assessments().create_assessment(house.ask(&assessor, other)).await;
    refused(reused, Code::AlreadyExists, "REQUEST_ID_REUSED");
}
