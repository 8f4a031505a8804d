//! Consortia: proposed by one, joined by each, and what they are together.

use platform::{Caller, Role};
use proto::ulos::v1 as pb;
use proto::ulos::v1::consortium::State;
use proto::ulos::v1::{Verdict, member};
use tonic::Code;

use crate::harness::asserts::{forbidden, invalid, not_found, refused, stale};
use crate::harness::consortia::{a_consortium, brokerage};
use crate::harness::evidences::{a_review, an_evidence};
use crate::harness::ulos::{a_governance, a_ulo};
use crate::harness::{
    House, a_visitor, an_operator, broker, manager, mask, nobody, officer, person, request_id,
};

const CODE: Code = Code::FailedPrecondition;

fn invite(at: &pb::Consortium, ulo: &str) -> pb::InviteMemberRequest {
    pb::InviteMemberRequest { name: at.name.clone(), etag: at.etag.clone(), ulo: ulo.into() }
}

fn join(at: &pb::Consortium, ulo: &str) -> pb::JoinConsortiumRequest {
    let (name, etag) = (at.name.clone(), at.etag.clone());
    pb::JoinConsortiumRequest { name, etag, ulo: ulo.into(), brings: Some(brokerage()) }
}

fn leave(at: &pb::Consortium, ulo: &str) -> pb::LeaveConsortiumRequest {
    pb::LeaveConsortiumRequest { name: at.name.clone(), etag: at.etag.clone(), ulo: ulo.into() }
}

fn end(at: &pb::Consortium) -> pb::EndConsortiumRequest {
    pb::EndConsortiumRequest { name: at.name.clone(), etag: at.etag.clone() }
}

fn rename(at: &pb::Consortium) -> pb::UpdateConsortiumRequest {
    let consortium =
        pb::Consortium { display_name: "Renamed".into(), purpose: "Not this.".into(), ..at.clone() };
    pb::UpdateConsortiumRequest { consortium: Some(consortium), update_mask: mask(&["display_name"]) }
}

async fn list(house: &House, caller: &Caller, ulo: &str, state: State) -> Vec<String> {
    let request = pb::ListConsortiaRequest { ulo: ulo.into(), state: state.into(), ..Default::default() };
    let answer = house.consortia().list_consortia(house.ask(caller, request)).await.unwrap();
    answer.into_inner().consortia.into_iter().map(|found| found.name).collect()
}

async fn two(house: &House) -> (String, String) {
    (a_ulo().create(house).await.name, a_ulo().create(house).await.name)
}

#[tokio::test]
async fn what_two_are_together_is_worked_out_from_what_each_states() {
    let house = House::shared().await;
    let (lead, other) = two(house).await;
    let alone = house.consortium_of(&lead).await;
    assert_eq!((alone.members.len(), alone.together.clone()), (1, None));
    assert_eq!(alone.members[0].brings, Some(brokerage()));
    let invited = house.invite_to(&alone, &other).await;
    assert_eq!(
        (invited.members[1].state(), invited.members[1].brings.clone()),
        (member::State::Invited, None)
    );
    assert_eq!(invited.together, None);
    let brings = pb::Brings { councils: vec!["councils/E06000001".into()], ..Default::default() };
    let both = house.join(&invited, &other, brings).await;
    let together = both.together.clone().unwrap();
    assert_eq!(together.user_led.clone().unwrap().verdict(), Verdict::NotEvidenced);
    assert_eq!(together.without_record, [lead.clone(), other.clone()]);
    let covers = together.covers.unwrap();
    assert_eq!(covers.councils, ["councils/E06000001", "councils/E08000033"]);
    assert_eq!((covers.services, covers.who_for), (brokerage().services, brokerage().who_for));

    a_governance(&lead).create(house).await;
    let now = house.consortium(&a_visitor(), &both.name).await.together.unwrap();
    assert_eq!(
        (now.user_led.unwrap().verdict(), now.without_record),
        (Verdict::NotEvidenced, vec![other.clone()])
    );
    // Six of ten there and none of two here are six of twelve: not more than half.
    let mut governance = a_governance(&other).wanted();
    (governance.board_size, governance.board_from_constituency) = (Some(2), Some(0));
    governance.accountability.clear();
    let request = pb::CreateGovernanceRequest { governance: Some(governance), request_id: request_id() };
    let governance = house.governances().create_governance(house.ask(&an_operator(), request)).await.unwrap();
    let now = house.consortium(&a_visitor(), &both.name).await.together.unwrap();
    assert_eq!(now.majority_test.unwrap().shares[0].numerator, Some(6));
    assert_eq!(now.user_led.unwrap().verdict(), Verdict::NotMet);
    assert_eq!((now.boards.len(), now.boards[1].size, now.boards[1].accountable), (2, Some(2), false));
    let governance = pb::Governance { board_from_constituency: Some(1), ..governance.into_inner() };
    let update_mask = mask(&["board_from_constituency"]);
    let request = pb::UpdateGovernanceRequest { governance: Some(governance), update_mask };
    house.governances().update_governance(house.ask(&an_operator(), request)).await.unwrap();
    let now = house.consortium(&a_visitor(), &both.name).await.together.unwrap();
    assert_eq!(
        now.user_led.unwrap().verdict(),
        Verdict::Met,
        "seven of twelve, and the lead answers to its members"
    );
}

#[tokio::test]
async fn which_criteria_they_meet_together_is_worked_out_from_what_was_found_of_each() {
    let house = House::shared().await;
    let (lead, other) = two(house).await;
    let invited = house.invite_to(&house.consortium_of(&lead).await, &other).await;
    let both = house.join(&invited, &other, brokerage()).await;
    let read = async || house.consortium(&a_visitor(), &both.name).await.together.unwrap();
    let nothing = read().await;
    assert_eq!((nothing.criterion_set.as_str(), nothing.criteria.len()), ("2007", 21));
    assert_eq!(nothing.all_criteria(), Verdict::NotEvidenced);
    assert!(nothing.criteria.iter().all(|one| one.verdict() == Verdict::NotEvidenced));

    for (ulo, criterion, verdict) in [
        (&lead, "v1", Verdict::Met),
        (&other, "v1", Verdict::NotMet),
        (&lead, "v2", Verdict::NotMet),
        (&other, "o10", Verdict::NotMet),
        (&lead, "o10", Verdict::NotMet),
    ] {
        let claimed = an_evidence(ulo).under(criterion).create(house).await;
        let review = house.ask(&an_operator(), a_review(&claimed, verdict));
        house.evidences().review_evidence(review).await.unwrap();
    }
    // A claim nobody has looked at counts for nothing.
    an_evidence(&other).under("v2").create(house).await;
    let now = read().await;
    let of = |code: &str| now.criteria.iter().find(|one| one.criterion == code).unwrap().clone();
    let (lead, other) = (vec![lead], vec![other]);
    assert_eq!(
        (of("v1").verdict(), of("v1").met_by, of("v1").not_met_by),
        (Verdict::Met, lead.clone(), other.clone())
    );
    assert_eq!(
        (of("v2").verdict(), of("v2").not_met_by, of("v2").not_evidenced_for),
        (Verdict::NotEvidenced, lead.clone(), other.clone())
    );
    assert_eq!((of("o10").verdict(), of("o10").not_met_by), (Verdict::NotMet, [lead, other].concat()));
    assert_eq!(now.all_criteria(), Verdict::NotMet);
    let list = pb::ListConsortiaRequest { ulo: both.lead, ..Default::default() };
    let listed = house.consortia().list_consortia(house.ask(&a_visitor(), list)).await.unwrap().into_inner();
    let together = listed.consortia[0].together.clone().unwrap();
    assert_eq!((together.all_criteria(), together.criteria.len()), (Verdict::NotMet, 0));
}

#[tokio::test]
async fn nobody_is_a_member_but_by_their_own_managers() {
    let house = House::shared().await;
    let (lead, other) = two(house).await;
    let at = house.consortium_of(&lead).await;
    let uninvited = house.consortia().join_consortium(house.ask(&manager(&other), join(&at, &other))).await;
    refused(uninvited, CODE, "NOT_INVITED");
    for caller in [manager(&other), officer("councils/E08000033"), person(&nobody("people")), a_visitor()] {
        forbidden(house.consortia().invite_member(house.ask(&caller, invite(&at, &other))).await);
        forbidden(house.consortia().update_consortium(house.ask(&caller, rename(&at))).await);
        forbidden(house.consortia().end_consortium(house.ask(&caller, end(&at))).await);
        forbidden(house.consortia().create_consortium(house.ask(&caller, a_consortium(&lead))).await);
    }
    let invited = house.invite_to(&at, &other).await;
    for caller in
        [manager(&lead), an_operator(), manager(&nobody("ulos")), broker(&nobody("brokers"), &other)]
    {
        forbidden(house.consortia().join_consortium(house.ask(&caller, join(&invited, &other))).await);
    }
    stale(house.consortia().join_consortium(house.ask(&manager(&other), join(&at, &other))).await);
    let joined = house.join(&invited, &other, brokerage()).await;
    forbidden(house.consortia().leave_consortium(house.ask(&manager(&lead), leave(&joined, &other))).await);
    let twice = house.consortia().invite_member(house.ask(&manager(&lead), invite(&joined, &other))).await;
    refused(twice, CODE, "MEMBER_ALREADY");
    let answer = house.consortia().leave_consortium(house.ask(&manager(&lead), leave(&joined, &lead))).await;
    refused(answer, CODE, "LEAD_STAYS");
    let left = house.consortia().leave_consortium(house.ask(&manager(&other), leave(&joined, &other))).await;
    let left = left.unwrap().into_inner();
    assert_eq!(left.members.len(), 1, "who has left sees what everyone sees");
    let again = house.consortia().leave_consortium(house.ask(&manager(&other), leave(&left, &other))).await;
    refused(again, CODE, "NOT_INVITED");
    let invited = house.invite_to(&left, &other).await;
    let back = house.consortia().leave_consortium(house.ask(&manager(&lead), leave(&invited, &other))).await;
    assert_eq!(
        back.unwrap().into_inner().members[1].state(),
        member::State::Left,
        "an invitation taken back"
    );
}

#[tokio::test]
async fn who_is_only_invited_is_for_those_concerned() {
    let house = House::shared().await;
    let (lead, other) = two(house).await;
    let at = house.invite_to(&house.consortium_of(&lead).await, &other).await;
    let observer = Caller::new(Role::Observer, "observers/test");
    for caller in [manager(&lead), manager(&other), officer("councils/E06000001"), observer, an_operator()] {
        assert_eq!(house.consortium(&caller, &at.name).await.members.len(), 2);
    }
    let others = [
        a_visitor(),
        person(&nobody("people")),
        manager(&nobody("ulos")),
        broker(&nobody("brokers"), &other),
        Caller::service("web"),
    ];
    for caller in others {
        assert_eq!(house.consortium(&caller, &at.name).await.members.len(), 1);
        assert!(list(house, &caller, &other, State::Unspecified).await.is_empty());
        assert_eq!(list(house, &caller, &lead, State::Active).await, std::slice::from_ref(&at.name));
    }
    assert_eq!(list(house, &manager(&other), &other, State::Active).await, std::slice::from_ref(&at.name));
    assert_eq!(list(house, &an_operator(), &other, State::Active).await, [at.name]);
}

#[tokio::test]
async fn what_has_ended_stays_as_it_was() {
    let house = House::shared().await;
    let (lead, other) = two(house).await;
    let own = manager(&lead);
    let made = house.consortium_of(&lead).await;
    let updated =
        house.consortia().update_consortium(house.ask(&own, rename(&made))).await.unwrap().into_inner();
    assert_eq!((updated.display_name.as_str(), &updated.purpose), ("Renamed", &made.purpose));
    stale(house.consortia().update_consortium(house.ask(&own, rename(&made))).await);
    stale(house.consortia().end_consortium(house.ask(&own, end(&made))).await);
    stale(house.consortia().invite_member(house.ask(&own, invite(&made, &other))).await);
    let at = house.invite_to(&updated, &other).await;
    let ended = house.consortia().end_consortium(house.ask(&own, end(&at))).await.unwrap().into_inner();
    assert_eq!(ended.state(), State::Ended);
    let over = "CONSORTIUM_ENDED";
    refused(house.consortia().update_consortium(house.ask(&own, rename(&ended))).await, CODE, over);
    refused(house.consortia().invite_member(house.ask(&own, invite(&ended, &other))).await, CODE, over);
    refused(
        house.consortia().join_consortium(house.ask(&manager(&other), join(&ended, &other))).await,
        CODE,
        over,
    );
    refused(
        house.consortia().leave_consortium(house.ask(&manager(&other), leave(&ended, &other))).await,
        CODE,
        over,
    );
    refused(house.consortia().end_consortium(house.ask(&own, end(&ended))).await, CODE, over);
    let get = pb::GetConsortiumRequest { name: ended.name.clone() };
    not_found(house.consortia().get_consortium(house.ask(&a_visitor(), get)).await);
    assert_eq!(house.consortium(&person(&nobody("people")), &ended.name).await.state(), State::Ended);
    assert!(list(house, &a_visitor(), &lead, State::Ended).await.is_empty());
    assert!(list(house, &a_visitor(), &lead, State::Unspecified).await.is_empty());
    assert_eq!(list(house, &own, &lead, State::Ended).await, [ended.name]);
}

#[tokio::test]
async fn everything_wrong_is_said_at_once_and_there_is_an_end_to_all_of_it() {
    let house = House::shared().await;
    let wrong = pb::CreateConsortiumRequest {
        consortium: Some(pb::Consortium { display_name: "x".repeat(121), ..Default::default() }),
        brings: Some(pb::Brings { services: vec![99], councils: vec!["nowhere".into()], who_for: vec![99] }),
        request_id: "1".into(),
    };
    invalid(
        house.consortia().create_consortium(house.ask(&an_operator(), wrong)).await,
        &[
            "request_id",
            "consortium.lead",
            "consortium.display_name",
            "consortium.purpose",
            "brings.services",
            "brings.councils",
            "brings.who_for",
        ],
    );
    let (lead, other) = two(house).await;
    let empty = pb::CreateConsortiumRequest { brings: None, ..a_consortium(&lead) };
    invalid(house.consortia().create_consortium(house.ask(&an_operator(), empty)).await, &["brings"]);
    let bad = pb::JoinConsortiumRequest { name: "x".into(), ulo: "y".into(), ..Default::default() };
    let answer = house.consortia().join_consortium(house.ask(&manager(&lead), bad)).await;
    invalid(answer, &["brings", "name", "etag", "ulo"]);
    let bad = pb::UpdateConsortiumRequest { consortium: None, update_mask: mask(&["lead"]) };
    let answer = house.consortia().update_consortium(house.ask(&an_operator(), bad)).await;
    invalid(answer, &["consortium.name", "etag", "update_mask"]);
    let bad = pb::ListConsortiaRequest { page_size: -1, page_token: "?".into(), ulo: "x".into(), state: 9 };
    let answer = house.consortia().list_consortia(house.ask(&a_visitor(), bad)).await;
    invalid(answer, &["page_size", "page_token", "ulo", "state"]);

    let request = a_consortium(&lead);
    let own = manager(&lead);
    let first =
        house.consortia().create_consortium(house.ask(&own, request.clone())).await.unwrap().into_inner();
    let again =
        house.consortia().create_consortium(house.ask(&own, request.clone())).await.unwrap().into_inner();
    assert_eq!(first, again);
    let reused = pb::CreateConsortiumRequest {
        brings: Some(pb::Brings { who_for: vec![1], ..brokerage() }),
        ..request
    };
    let reused = house.consortia().create_consortium(house.ask(&own, reused)).await;
    refused(reused, Code::AlreadyExists, "REQUEST_ID_REUSED");
    let mut at = first;
    for _ in 0..11 {
        at = house.invite_to(&at, &a_ulo().create(house).await.name).await;
    }
    refused(
        house.consortia().invite_member(house.ask(&own, invite(&at, &other))).await,
        CODE,
        "CONSORTIUM_FULL",
    );
    for _ in 0..9 {
        house.consortium_of(&lead).await;
    }
    let many = house.consortia().create_consortium(house.ask(&own, a_consortium(&lead))).await;
    refused(many, CODE, "CONSORTIUM_TOO_MANY");
    let page = pb::ListConsortiaRequest { page_size: 6, ulo: lead.clone(), ..Default::default() };
    let one = house.consortia().list_consortia(house.ask(&own, page.clone())).await.unwrap().into_inner();
    let next = pb::ListConsortiaRequest { page_token: one.next_page_token, ..page };
    let two = house.consortia().list_consortia(house.ask(&own, next)).await.unwrap().into_inner();
    assert_eq!((one.consortia.len(), two.consortia.len(), two.next_page_token.as_str()), (6, 4, ""));
    not_found(
        house
            .consortia()
            .invite_member(house.ask(&an_operator(), invite(&two.consortia[0], &nobody("ulos"))))
            .await,
    );
}
