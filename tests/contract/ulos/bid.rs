//! Bids: drafts, what stands in their way, sending in, decisions, and who reads them.

use platform::Caller;
use proto::ulos::v1 as pb;
use proto::ulos::v1::bid::{Problem, State};
use tonic::Code;

use crate::harness::asserts::{forbidden, invalid, not_found, refused, stale};
use crate::harness::fund::{ASKED, Site, a_bid, a_round, an_assessor, day};
use crate::harness::ulos::{a_governance, a_ulo};
use crate::harness::{House, a_visitor, an_operator, manager, mask, nobody, officer, request_id};

const FIELDS: [&str; 9] = [
    "need",
    "plan",
    "leadership",
    "sharing",
    "lasting",
    "amount_pence",
    "milestones",
    "partners",
    "councils",
];

fn create(bid: pb::Bid) -> pb::CreateBidRequest {
    pb::CreateBidRequest { bid: Some(bid), request_id: request_id() }
}

fn update(bid: pb::Bid, paths: &[&str]) -> pb::UpdateBidRequest {
    pb::UpdateBidRequest { bid: Some(bid), update_mask: mask(paths) }
}

fn submit(bid: &pb::Bid) -> pb::SubmitBidRequest {
    pb::SubmitBidRequest { name: bid.name.clone(), etag: bid.etag.clone() }
}

fn withdraw(bid: &pb::Bid) -> pb::WithdrawBidRequest {
    pb::WithdrawBidRequest { name: bid.name.clone(), etag: bid.etag.clone() }
}

async fn read(house: &House, caller: &Caller, name: &str) -> pb::Bid {
    let request = house.ask(caller, pb::GetBidRequest { name: name.into() });
    house.bids().get_bid(request).await.unwrap().into_inner()
}

#[tokio::test]
async fn every_editable_field_survives_a_round_trip() {
    let house = House::shared().await;
    let round = a_round().open(house).await;
    let Site { ulo, manager, bid: made } = Site::begin(house, &round).await;
    let milestone =
        pb::PlannedMilestone {
            title: "All مثال".into(), due_date: day(400), amount_pence: 100_000_000_000
        };
    let wanted = pb::Bid {
        need: "A,\nb.".into(),
        plan: "B".into(),
        leadership: "C".into(),
        sharing: "D".into(),
        lasting: "E".into(),
        amount_pence: 100_000_000_000,
        milestones: vec![milestone],
        partners: vec!["F".into(), "G".into()],
        councils: vec!["councils/E06000017".into()],
        ulo: "ulos/fixed".into(),
        round: "rounds/fixed".into(),
        ..made.clone()
    };
    let request = house.ask(&manager, update(wanted.clone(), &FIELDS));
    house.bids().update_bid(request).await.unwrap();
    let read = read(house, &manager, &made.name).await;
    let (update_time, etag, round) = (read.update_time, read.etag.clone(), round.name);
    assert_eq!(read.problems, [i32::from(Problem::OverLimit)]);
    let problems = read.problems.clone();
    assert_eq!(read, pb::Bid { update_time, etag, ulo, round, problems, ..wanted });
    stale(house.bids().update_bid(house.ask(&manager, update(made.clone(), &["need"]))).await);
    stale(house.bids().submit_bid(house.ask(&manager, submit(&made))).await);
}

#[tokio::test]
async fn an_organisation_learns_every_reason_at_once() {
    let house = House::shared().await;
    let round = a_round().with(|round| round.councils = vec!["councils/E06000017".into()]).open(house).await;
    let ulo = a_ulo().create(house).await.name;
    let mut facts = a_governance(&ulo).wanted();
    facts.board_from_constituency = Some(1);
    let request = pb::CreateGovernanceRequest { governance: Some(facts), request_id: request_id() };
    house.governances().create_governance(house.ask(&an_operator(), request)).await.unwrap();
    let manager = manager(&ulo);
    let empty = pb::Bid { round: round.name.clone(), ulo: ulo.clone(), ..Default::default() };
    let made = house.bids().create_bid(house.ask(&manager, create(empty))).await.unwrap().into_inner();
    let found: Vec<Problem> = read(house, &manager, &made.name).await.problems().collect();
    use Problem::*;
    let wanted = [
        NotUserLed,
        OutsideArea,
        NoCouncils,
        NoNeed,
        NoPlan,
        NoLeadership,
        NoSharing,
        NoLasting,
        NoAmount,
        NoMilestones,
    ];
    assert_eq!(found, wanted);
    let answer = house.bids().submit_bid(house.ask(&manager, submit(&made))).await;
    refused(answer, Code::FailedPrecondition, "BID_NOT_READY");
    house.close_bids(&round.name).await;
    assert_eq!(read(house, &manager, &made.name).await.problems[0], i32::from(RoundNotTakingBids));
}

#[tokio::test]
async fn only_a_closed_entry_is_told_when_all_else_is_right() {
    let house = House::shared().await;
    let round = a_round().open(house).await;
    let site = Site::begin(house, &round).await;
    let request = house.ask(&an_operator(), pb::GetUloRequest { name: site.ulo.clone() });
    let ulo = house.ulos().get_ulo(request).await.unwrap().into_inner();
    let request = pb::CloseUloRequest { name: ulo.name.clone(), etag: ulo.etag, close_reason: 1 };
    house.ulos().close_ulo(house.ask(&an_operator(), request)).await.unwrap();
    let found: Vec<Problem> = read(house, &site.manager, &site.bid.name).await.problems().collect();
    assert_eq!(found, [Problem::UloClosed]);
    let other = a_round().open(house).await;
    let answer =
        house.bids().create_bid(house.ask(&site.manager, create(a_bid(&other.name, &ulo.name)))).await;
    refused(answer, Code::FailedPrecondition, "ULO_CLOSED");
}

#[tokio::test]
async fn the_closing_time_is_the_databases() {
    let house = House::shared().await;
    let round = a_round().open(house).await;
    let late = Site::begin(house, &round).await;
    house.close_bids(&round.name).await;
    let not_taking = |answer| refused(answer, Code::FailedPrecondition, "ROUND_NOT_TAKING_BIDS");
    not_taking(house.bids().submit_bid(house.ask(&late.manager, submit(&late.bid))).await);
    let ulo = a_ulo().create(house).await.name;
    not_taking(house.bids().create_bid(house.ask(&manager(&ulo), create(a_bid(&round.name, &ulo)))).await);
    assert_eq!(house.round(&round.name).await.bids, 0);
}

#[tokio::test]
async fn one_bid_a_round_and_what_was_sent_in_stays() {
    let house = House::shared().await;
    let round = a_round().open(house).await;
    let site = Site::begin(house, &round).await;
    let again = || house.ask(&site.manager, create(a_bid(&round.name, &site.ulo)));
    refused(house.bids().create_bid(again()).await, Code::AlreadyExists, "BID_EXISTS");
    let request = house.ask(&site.manager, submit(&site.bid));
    let sent = house.bids().submit_bid(request).await.unwrap().into_inner();
    assert_eq!((sent.state(), sent.submit_time.is_some()), (State::Submitted, true));
    let counted = house.round(&round.name).await;
    assert_eq!((counted.bids, counted.asked_pence), (1, ASKED));
    let not_draft = |answer| refused(answer, Code::FailedPrecondition, "BID_NOT_DRAFT");
    not_draft(house.bids().submit_bid(house.ask(&site.manager, submit(&sent))).await);
    not_draft(house.bids().update_bid(house.ask(&site.manager, update(sent.clone(), &["need"]))).await);
    let gone =
        house.bids().withdraw_bid(house.ask(&site.manager, withdraw(&sent))).await.unwrap().into_inner();
    assert_eq!(gone.state(), State::Withdrawn);
    let counted = house.round(&round.name).await;
    assert_eq!((counted.bids, counted.asked_pence), (0, 0));
    let settled = house.bids().withdraw_bid(house.ask(&site.manager, withdraw(&gone))).await;
    refused(settled, Code::FailedPrecondition, "BID_SETTLED");
    assert!(house.bids().create_bid(again()).await.is_ok(), "another can be begun");
}

#[tokio::test]
async fn sending_twice_begins_once() {
    let house = House::shared().await;
    let round = a_round().open(house).await;
    let ulo = a_ulo().create(house).await.name;
    let manager = manager(&ulo);
    let request = create(a_bid(&round.name, &ulo));
    let first = house.bids().create_bid(house.ask(&manager, request.clone())).await.unwrap();
    let again = house.bids().create_bid(house.ask(&manager, request.clone())).await.unwrap();
    assert_eq!(first.into_inner(), again.into_inner());
    let mut other = request;
    other.bid.as_mut().unwrap().amount_pence += 1;
    let reused = house.bids().create_bid(house.ask(&manager, other)).await;
    refused(reused, Code::AlreadyExists, "REQUEST_ID_REUSED");
    for round in [nobody("rounds"), a_round().draft(house).await.name] {
        not_found(house.bids().create_bid(house.ask(&manager, create(a_bid(&round, &ulo)))).await);
    }
}

#[tokio::test]
async fn everything_wrong_is_said_at_once() {
    let house = House::shared().await;
    let manager = manager(&nobody("ulos"));
    let bid = pb::Bid {
        need: "x".repeat(3_001),
        amount_pence: -1,
        milestones: vec![pb::PlannedMilestone { title: String::new(), due_date: day(1), amount_pence: 1 }],
        partners: vec!["P".into(), String::new()],
        councils: vec!["councils/E99999999".into()],
        round: "rounds/none".into(),
        ulo: "ulos/none".into(),
        ..Default::default()
    };
    let request = pb::CreateBidRequest { bid: Some(bid), request_id: "1".into() };
    invalid(
        house.bids().create_bid(house.ask(&manager, request)).await,
        &[
            "request_id",
            "bid.round",
            "bid.ulo",
            "bid.need",
            "bid.amount_pence",
            "bid.milestones[0].title",
            "bid.partners[1]",
            "bid.councils",
        ],
    );
    let answer = house.bids().update_bid(house.ask(&manager, update(pb::Bid::default(), &["state"]))).await;
    invalid(answer, &["bid.name", "etag", "update_mask"]);
    let request = pb::ListBidsRequest {
        page_size: -1,
        page_token: "?".into(),
        round: "people/1".into(),
        ulo: "people/1".into(),
        state: 9,
    };
    let answer = house.bids().list_bids(house.ask(&an_operator(), request)).await;
    invalid(answer, &["page_size", "page_token", "round", "ulo", "state"]);
    let request = pb::DecideBidRequest { award_pence: -1, ..Default::default() };
    let answer = house.bids().decide_bid(house.ask(&an_operator(), request)).await;
    invalid(answer, &["name", "etag", "reason", "award_pence"]);
}

#[tokio::test]
async fn a_decision_rests_on_two_assessments() {
    let house = House::shared().await;
    let operator = an_operator();
    let (round, site) = house.assessed_round().await;
    house.assess(&an_assessor(), &site.bid.name, 4).await;
    let wanted = house.decision(&site.bid.name, ASKED).await;
    let early = house.bids().decide_bid(house.ask(&operator, wanted)).await;
    refused(early, Code::FailedPrecondition, "BID_NOT_ASSESSED");
    let second = an_assessor();
    let given = house.assess(&second, &site.bid.name, 4).await;
    let more = house.decision(&site.bid.name, ASKED + 1).await;
    invalid(house.bids().decide_bid(house.ask(&operator, more)).await, &["award_pence"]);
    let decided = house.decide(&site.bid.name, ASKED).await;
    assert_eq!((decided.decided, decided.award_pence), (true, ASKED));
    let own = read(house, &site.manager, &site.bid.name).await;
    assert_eq!((own.decided, own.award_pence, own.decision_reason.as_str()), (false, 0, ""));
    // A conflict found late undoes what rests on it.
    let request = pb::WithdrawAssessmentRequest { name: given.name, etag: given.etag, conflicts: vec![4] };
    house.assessments().withdraw_assessment(house.ask(&second, request)).await.unwrap();
    assert!(!house.bid(&site.bid.name).await.decided);
    assert_eq!(house.round(&round.name).await.awarded_pence, 0);
    house.award_all(&round, &site).await;
    let own = read(house, &site.manager, &site.bid.name).await;
    assert_eq!((own.state(), own.award_pence), (State::Awarded, ASKED));
    assert_eq!(own.decision_reason, "It meets every criterion.");
    let again = house.decision(&site.bid.name, 1).await;
    let again = house.bids().decide_bid(house.ask(&operator, again)).await;
    refused(again, Code::FailedPrecondition, "ROUND_NOT_ASSESSING");
    let settled = house.bids().withdraw_bid(house.ask(&site.manager, withdraw(&own))).await;
    refused(settled, Code::FailedPrecondition, "BID_SETTLED");
}

#[tokio::test]
async fn what_is_withdrawn_frees_what_was_set_aside() {
    let house = House::shared().await;
    let (round, site) = house.assessed_round().await;
    for _ in 0..2 {
        house.assess(&an_assessor(), &site.bid.name, 4).await;
    }
    let decided = house.decide(&site.bid.name, ASKED).await;
    house.bids().withdraw_bid(house.ask(&site.manager, withdraw(&decided))).await.unwrap();
    let round = house.round(&round.name).await;
    assert_eq!((round.bids, round.asked_pence, round.awarded_pence), (0, 0, 0));
    let again = house.decision(&site.bid.name, 1).await;
    let again = house.bids().decide_bid(house.ask(&an_operator(), again)).await;
    refused(again, Code::FailedPrecondition, "BID_NOT_SUBMITTED");
}

#[tokio::test]
async fn drafts_are_the_organisations_and_texts_for_who_assesses() {
    let house = House::shared().await;
    let round = a_round().open(house).await;
    let draft = Site::begin(house, &round).await;
    let sent = Site::begin(house, &round).await.submit(house).await;
    let get = |caller: &Caller, bid: &str| house.ask(caller, pb::GetBidRequest { name: bid.into() });
    let list =
        |ulo: &str| pb::ListBidsRequest { round: round.name.clone(), ulo: ulo.into(), ..Default::default() };
    not_found(house.bids().get_bid(get(&an_operator(), &draft.bid.name)).await);
    assert!(house.bids().get_bid(get(&an_operator(), &sent.bid.name)).await.is_ok());
    let others =
        [manager(&nobody("ulos")), officer("councils/E06000017"), an_assessor(), draft.manager.clone()];
    for caller in &others {
        not_found(house.bids().get_bid(get(caller, &sent.bid.name)).await);
        not_found(house.bids().list_bids(house.ask(caller, list(""))).await);
    }
    forbidden(house.bids().get_bid(get(&a_visitor(), &sent.bid.name)).await);
    let foreign = house.ask(&draft.manager, update(sent.bid.clone(), &["need"]));
    not_found(house.bids().update_bid(foreign).await);
    not_found(house.bids().submit_bid(house.ask(&sent.manager, submit(&draft.bid))).await);
    not_found(house.bids().withdraw_bid(house.ask(&draft.manager, withdraw(&sent.bid))).await);
    forbidden(
        house.bids().create_bid(house.ask(&an_operator(), create(a_bid(&round.name, &sent.ulo)))).await,
    );
    let own = house.bids().list_bids(house.ask(&draft.manager, list(&draft.ulo))).await.unwrap().into_inner();
    assert_eq!(own.bids.len(), 1);
    house.close_bids(&round.name).await;
    for caller in &others[..3] {
        let listed = house.bids().list_bids(house.ask(caller, list(""))).await.unwrap().into_inner().bids;
        assert_eq!(listed.iter().map(|bid| &bid.name).collect::<Vec<_>>(), [&sent.bid.name]);
        assert_eq!((listed[0].need.as_str(), listed[0].amount_pence), ("", ASKED), "no texts yet");
        not_found(house.bids().get_bid(get(caller, &sent.bid.name)).await);
        house.take_on(caller, &sent.bid.name).await;
        assert_eq!(read(house, caller, &sent.bid.name).await.need, sent.bid.need);
    }
    not_found(house.bids().list_bids(house.ask(&others[3], list(""))).await);
}
