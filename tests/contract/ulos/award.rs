//! Awards: public, paid milestone by milestone.

use platform::Caller;
use proto::ulos::v1 as pb;
use proto::ulos::v1::award::State;
use proto::ulos::v1::award::milestone::State as Step;
use tonic::Code;

use crate::harness::asserts::{forbidden, invalid, not_found, refused, stale};
use crate::harness::fund::{Site, a_round, an_assessor};
use crate::harness::{House, a_visitor, an_operator, manager, nobody, officer};

fn claim(award: &pb::Award, milestone: i32) -> pb::ClaimMilestoneRequest {
    let pb::Award { name, etag, .. } = award.clone();
    pb::ClaimMilestoneRequest { name, etag, milestone, evidence: "Minutes.".into() }
}

fn give_back(award: &pb::Award, milestone: i32) -> pb::ReturnMilestoneRequest {
    let pb::Award { name, etag, .. } = award.clone();
    pb::ReturnMilestoneRequest { name, etag, milestone, reason: "Which meeting?".into() }
}

fn pay(award: &pb::Award, milestone: i32) -> pb::PayMilestoneRequest {
    let pb::Award { name, etag, .. } = award.clone();
    pb::PayMilestoneRequest { name, etag, milestone, payment_reference: "FUND-1".into() }
}

#[tokio::test]
async fn a_payment_is_released_when_its_milestone_is_met() {
    let house = House::shared().await;
    let (round, site) = house.awarded_round().await;
    let operator = an_operator();
    let planned = site.award(house).await;
    let amounts: Vec<i64> = planned.milestones.iter().map(|milestone| milestone.amount_pence).collect();
    assert_eq!((planned.state(), amounts.as_slice()), (State::Running, &[3_500_000, 5_000_000][..]));
    let early = house.awards().pay_milestone(house.ask(&operator, pay(&planned, 1))).await;
    refused(early, Code::FailedPrecondition, "MILESTONE_NOT_CLAIMED");
    let early = house.awards().return_milestone(house.ask(&operator, give_back(&planned, 1))).await;
    refused(early, Code::FailedPrecondition, "MILESTONE_NOT_CLAIMED");
    let claimed = site.claim(house, 1).await;
    let twice = house.awards().claim_milestone(house.ask(&site.manager, claim(&claimed, 1))).await;
    refused(twice, Code::FailedPrecondition, "MILESTONE_NOT_PLANNED");
    stale(house.awards().return_milestone(house.ask(&operator, give_back(&planned, 1))).await);
    let back = house.awards().return_milestone(house.ask(&operator, give_back(&claimed, 1))).await.unwrap();
    assert_eq!(back.into_inner().milestones[0].return_reason, "Which meeting?");
    let claimed = site.claim(house, 1).await;
    let paid = house.pay(&claimed, 1).await;
    assert_eq!((paid.milestones[0].state(), paid.paid_pence), (Step::Paid, 3_500_000));
    assert_eq!(house.round(&round.name).await.paid_pence, 3_500_000);
    let twice = house.awards().pay_milestone(house.ask(&operator, pay(&paid, 1))).await;
    refused(twice, Code::FailedPrecondition, "MILESTONE_NOT_CLAIMED");
    stale(house.awards().claim_milestone(house.ask(&site.manager, claim(&planned, 2))).await);
    let beyond = sqlx::query("update award set paid_pence = amount_pence + 1 where ulo_id = $1")
        .bind(uuid::Uuid::parse_str(site.ulo.trim_start_matches("ulos/")).unwrap())
        .execute(&house.tables("ulos").await)
        .await;
    assert!(beyond.is_err(), "not even by hand");
}

#[tokio::test]
async fn awards_are_public_but_not_what_passes_between_the_two() {
    let house = House::shared().await;
    let (round, site) = house.awarded_round().await;
    let claimed = site.claim(house, 1).await;
    house.pay(&claimed, 1).await;
    let whole = site.award(house).await;
    assert_eq!(whole.milestones[0].payment_reference, "FUND-1");
    for caller in [a_visitor(), manager(&nobody("ulos")), officer("councils/E08000033"), an_assessor()] {
        let request = pb::GetAwardRequest { name: whole.name.clone() };
        let read = house.awards().get_award(house.ask(&caller, request)).await.unwrap().into_inner();
        assert_eq!((read.reason.as_str(), read.paid_pence), ("It meets every criterion.", 3_500_000));
        let first = &read.milestones[0];
        assert_eq!((first.evidence.as_str(), first.payment_reference.as_str()), ("", ""));
        let request = pb::ListAwardsRequest { round: round.name.clone(), ..Default::default() };
        let listed = house.awards().list_awards(house.ask(&caller, request)).await.unwrap().into_inner();
        assert_eq!(listed.awards, [read]);
        let answer = house.awards().claim_milestone(house.ask(&caller, claim(&whole, 2))).await;
        if caller.role == platform::Role::Manager {
            not_found(answer)
        } else {
            forbidden(answer)
        }
        forbidden(house.awards().pay_milestone(house.ask(&caller, pay(&whole, 2))).await);
        forbidden(house.awards().return_milestone(house.ask(&caller, give_back(&whole, 2))).await);
    }
    forbidden(house.awards().claim_milestone(house.ask(&an_operator(), claim(&whole, 2))).await);
    let running = |state: State| pb::ListAwardsRequest {
        ulo: site.ulo.clone(),
        state: state.into(),
        ..Default::default()
    };
    let listed = house.awards().list_awards(house.ask(&a_visitor(), running(State::Complete))).await.unwrap();
    assert_eq!(listed.into_inner().awards, []);
}

#[tokio::test]
async fn everything_wrong_is_said_at_once() {
    let house = House::shared().await;
    let (_, site) = house.awarded_round().await;
    let award = site.award(house).await;
    for number in [0, 3, -1, i32::MAX] {
        let answer = house.awards().claim_milestone(house.ask(&site.manager, claim(&award, number))).await;
        invalid(answer, &["milestone"]);
    }
    let ask = |caller: &Caller| house.ask(caller, pb::ClaimMilestoneRequest::default());
    invalid(house.awards().claim_milestone(ask(&site.manager)).await, &["name", "etag", "evidence"]);
    let request = house.ask(&an_operator(), pb::ReturnMilestoneRequest::default());
    invalid(house.awards().return_milestone(request).await, &["name", "etag", "reason"]);
    let request = house.ask(&an_operator(), pb::PayMilestoneRequest::default());
    invalid(house.awards().pay_milestone(request).await, &["name", "etag", "payment_reference"]);
    let request = pb::ListAwardsRequest {
        page_size: -1,
        page_token: "?".into(),
        round: "people/1".into(),
        ulo: "people/1".into(),
        state: 9,
    };
    let answer = house.awards().list_awards(house.ask(&a_visitor(), request)).await;
    invalid(answer, &["page_size", "page_token", "round", "ulo", "state"]);
    let request = pb::GetAwardRequest { name: nobody("awards") };
    not_found(house.awards().get_award(house.ask(&a_visitor(), request)).await);
}

#[tokio::test]
async fn a_smaller_award_shrinks_its_milestones_to_the_penny() {
    let house = House::shared().await;
    let round = a_round().open(house).await;
    let site = Site::begin(house, &round).await.submit(house).await;
    house.close_bids(&round.name).await;
    for _ in 0..2 {
        house.assess(&an_assessor(), &site.bid.name, 4).await;
    }
    house.decide(&site.bid.name, 4_000_001).await;
    house.announce(&round.name).await;
    let amounts: Vec<i64> = site.award(house).await.milestones.iter().map(|m| m.amount_pence).collect();
    assert_eq!(amounts, [1_647_059, 2_352_942]);
}
