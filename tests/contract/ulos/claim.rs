//! Claims: who files one, what proves it, who decides.

use chrono::{TimeDelta, Utc};
use platform::{Caller, Role};
use proto::ulos::v1 as pb;
use proto::ulos::v1::claim::{Proof, State};
use tonic::Code;

use crate::harness::asserts::{forbidden, invalid, not_found, refused, stale};
use crate::harness::claims::a_claim;
use crate::harness::ulos::a_ulo;
use crate::harness::{House, a_visitor, an_operator, broker, manager, nobody, officer, person, request_id};

const CALDERDALE: &str = "councils/E08000033";
const LEEDS: &str = "councils/E08000035";

fn site() -> Caller {
    Caller::service("web")
}

fn accept(claim: &pb::Claim) -> pb::AcceptClaimRequest {
    pb::AcceptClaimRequest { name: claim.name.clone(), etag: claim.etag.clone() }
}

fn refuse(claim: &pb::Claim, reason: &str) -> pb::RefuseClaimRequest {
    pb::RefuseClaimRequest { name: claim.name.clone(), etag: claim.etag.clone(), reason: reason.into() }
}

fn withdraw(claim: &pb::Claim) -> pb::WithdrawClaimRequest {
    pb::WithdrawClaimRequest { name: claim.name.clone(), etag: claim.etag.clone() }
}

/// An organisation with an address and a website of its own, at a domain no other test uses.
async fn reached(house: &House) -> (pb::Ulo, String) {
    let domain = format!("{}.example.org", request_id());
    let contact = pb::Contact {
        email: format!("Hello@{domain}"),
        website: format!("https://www.site-{domain}/us"),
        ..Default::default()
    };
    (a_ulo().with(|ulo| ulo.contact = Some(contact)).create(house).await, domain)
}

async fn list(house: &House, caller: &Caller, request: pb::ListClaimsRequest) -> Vec<String> {
    let answer = house.claims().list_claims(house.ask(caller, request)).await.unwrap();
    answer.into_inner().claims.into_iter().map(|claim| claim.name).collect()
}

#[tokio::test]
async fn mail_at_the_organisations_own_domain_proves_a_claim_at_once() {
    let house = House::shared().await;
    for site in [false, true] {
        let (ulo, domain) = reached(house).await;
        let domain = if site { format!("site-{domain}") } else { domain };
        let claim =
            a_claim(&ulo.name).with(|_, claim| claim.domain = domain.to_uppercase()).create(house).await;
        assert_eq!((claim.state(), claim.proof()), (State::Accepted, Proof::Domain));
        assert_eq!((claim.domain, claim.decider.as_str()), (domain, ""));
    }
    let (ulo, _) = reached(house).await;
    let elsewhere = a_claim(&ulo.name).create(house).await;
    assert_eq!((elsewhere.state(), elsewhere.proof()), (State::Pending, Proof::Unspecified));
}

#[tokio::test]
async fn a_domain_alone_gives_nobody_a_seat_beside_those_who_manage_already() {
    let house = House::shared().await;
    let (ulo, domain) = reached(house).await;
    let own = |claim: &mut pb::Claim| claim.domain.clone_from(&domain);
    let beside = a_claim(&ulo.name).with(|request, claim| {
        request.managed = true;
        own(claim);
    });
    assert_eq!(beside.create(house).await.state(), State::Pending);
    let first = a_claim(&ulo.name).with(|_, claim| own(claim)).create(house).await;
    assert_eq!(first.state(), State::Accepted);
    let second = a_claim(&ulo.name).with(|_, claim| own(claim)).create(house).await;
    assert_eq!(second.state(), State::Pending, "claimed before: those who manage it decide");
}

#[tokio::test]
async fn managers_officers_and_operators_decide_each_by_their_own_word() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    for (caller, proof) in [
        (manager(&ulo), Proof::Manager),
        (officer(CALDERDALE), Proof::Council),
        (an_operator(), Proof::Operator),
    ] {
        let claim = a_claim(&ulo).create(house).await;
        let accepted = house.claims().accept_claim(house.ask(&caller, accept(&claim))).await.unwrap();
        let accepted = accepted.into_inner();
        assert_eq!((accepted.state(), accepted.proof()), (State::Accepted, proof));
        assert_eq!(accepted.decider, caller.subject);
        let (code, reason) = (Code::FailedPrecondition, "CLAIM_DECIDED");
        let again = house.claims().accept_claim(house.ask(&caller, accept(&accepted))).await;
        refused(again, code, reason);
        let again = house.claims().refuse_claim(house.ask(&caller, refuse(&accepted, "No."))).await;
        refused(again, code, reason);
        let again = house.claims().withdraw_claim(house.ask(&site(), withdraw(&accepted))).await;
        refused(again, code, reason);
        let claim = a_claim(&ulo).create(house).await;
        let gone = house.claims().refuse_claim(house.ask(&caller, refuse(&claim, "Not known here."))).await;
        let gone = gone.unwrap().into_inner();
        assert_eq!((gone.state(), gone.reason.as_str()), (State::Refused, "Not known here."));
        stale(
            house.claims().refuse_claim(house.ask(&caller, refuse(&a_stale(house, &ulo).await, "x"))).await,
        );
    }
    let claim = a_claim(&ulo).create(house).await;
    let gone =
        house.claims().withdraw_claim(house.ask(&site(), withdraw(&claim))).await.unwrap().into_inner();
    assert_eq!(gone.state(), State::Withdrawn);
    stale(house.claims().withdraw_claim(house.ask(&site(), withdraw(&a_stale(house, &ulo).await))).await);
    stale(house.claims().accept_claim(house.ask(&an_operator(), accept(&a_stale(house, &ulo).await))).await);
}

async fn a_stale(house: &House, ulo: &str) -> pb::Claim {
    let claim = a_claim(ulo).create(house).await;
    pb::Claim { etag: "v9".into(), ..claim }
}

#[tokio::test]
async fn nobody_else_learns_of_a_claim() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let claim = a_claim(&ulo).create(house).await;
    let get = || pb::GetClaimRequest { name: claim.name.clone() };
    let of_ulo = || pb::ListClaimsRequest { ulo: ulo.clone(), ..Default::default() };
    for caller in [manager(&ulo), officer(CALDERDALE), an_operator(), site()] {
        let read = house.claims().get_claim(house.ask(&caller, get())).await.unwrap().into_inner();
        assert_eq!(read, claim);
        assert_eq!(list(house, &caller, of_ulo()).await, std::slice::from_ref(&claim.name));
    }
    for caller in [manager(&nobody("ulos")), officer(LEEDS)] {
        not_found(house.claims().get_claim(house.ask(&caller, get())).await);
        not_found(house.claims().list_claims(house.ask(&caller, of_ulo())).await);
        not_found(house.claims().accept_claim(house.ask(&caller, accept(&claim))).await);
        not_found(house.claims().refuse_claim(house.ask(&caller, refuse(&claim, "No."))).await);
    }
    let others = [
        a_visitor(),
        person(&nobody("people")),
        broker(&nobody("brokers"), &ulo),
        Caller::new(Role::Observer, "observers/test"),
    ];
    for caller in others {
        forbidden(house.claims().get_claim(house.ask(&caller, get())).await);
        forbidden(house.claims().list_claims(house.ask(&caller, of_ulo())).await);
        forbidden(house.claims().accept_claim(house.ask(&caller, accept(&claim))).await);
    }
    for caller in [manager(&ulo), officer(CALDERDALE), an_operator(), a_visitor()] {
        forbidden(house.claims().create_claim(house.ask(&caller, a_claim(&ulo).wanted())).await);
        forbidden(house.claims().withdraw_claim(house.ask(&caller, withdraw(&claim))).await);
    }
}

#[tokio::test]
async fn a_list_holds_what_its_reader_may_read() {
    let house = House::shared().await;
    let here = a_ulo().create(house).await.name;
    let there = a_ulo().in_councils(&[LEEDS]).create(house).await.name;
    let claimant = nobody("accounts");
    let by = |ulo: &str| a_claim(ulo).with(|_, claim| claim.claimant.clone_from(&claimant));
    let (first, second) = (by(&here).create(house).await.name, by(&there).create(house).await.name);
    let mine = || pb::ListClaimsRequest { claimant: claimant.clone(), ..Default::default() };
    assert_eq!(list(house, &site(), mine()).await, [second.clone(), first.clone()]);
    assert_eq!(list(house, &an_operator(), mine()).await, [second.clone(), first.clone()]);
    assert_eq!(list(house, &officer(LEEDS), mine()).await, std::slice::from_ref(&second));
    assert_eq!(list(house, &manager(&here), mine()).await, std::slice::from_ref(&first));
    let page = pb::ListClaimsRequest { page_size: 1, ..mine() };
    let answer = house.claims().list_claims(house.ask(&site(), page.clone())).await.unwrap().into_inner();
    let next = pb::ListClaimsRequest { page_token: answer.next_page_token, ..page };
    assert_eq!(list(house, &site(), next).await, [first]);
    let decided = pb::ListClaimsRequest { state: State::Accepted.into(), ..mine() };
    assert!(list(house, &site(), decided).await.is_empty());
    let pending = pb::ListClaimsRequest { state: State::Pending.into(), ..mine() };
    assert_eq!(list(house, &officer(LEEDS), pending).await, [second]);
    let wrong = pb::ListClaimsRequest {
        page_size: -1,
        page_token: "?".into(),
        ulo: "people/1".into(),
        claimant: "x".into(),
        state: 9,
    };
    let answer = house.claims().list_claims(house.ask(&site(), wrong)).await;
    invalid(answer, &["page_size", "page_token", "ulo", "claimant", "state"]);
}

#[tokio::test]
async fn everything_wrong_is_said_at_once_and_sending_twice_files_once() {
    let house = House::shared().await;
    let wrong = pb::CreateClaimRequest {
        claim: Some(pb::Claim { domain: "a@b c".into(), note: "x".repeat(301), ..Default::default() }),
        managed: false,
        request_id: "1".into(),
    };
    let answer = house.claims().create_claim(house.ask(&site(), wrong)).await;
    invalid(answer, &["request_id", "claim.ulo", "claim.claimant", "claim.domain", "claim.note"]);
    let bad = pb::RefuseClaimRequest { name: "x".into(), etag: String::new(), reason: String::new() };
    invalid(house.claims().refuse_claim(house.ask(&an_operator(), bad)).await, &["name", "etag", "reason"]);

    let ulo = a_ulo().create(house).await;
    let request = a_claim(&ulo.name).wanted();
    let first = house.claims().create_claim(house.ask(&site(), request.clone())).await.unwrap().into_inner();
    let again = house.claims().create_claim(house.ask(&site(), request.clone())).await.unwrap().into_inner();
    assert_eq!(first, again);
    let other = pb::CreateClaimRequest { managed: true, ..request.clone() };
    let reused = house.claims().create_claim(house.ask(&site(), other)).await;
    refused(reused, Code::AlreadyExists, "REQUEST_ID_REUSED");
    let twice = pb::CreateClaimRequest { request_id: request_id(), ..request };
    refused(
        house.claims().create_claim(house.ask(&site(), twice)).await,
        Code::AlreadyExists,
        "CLAIM_EXISTS",
    );
    let ghost = a_claim(&nobody("ulos")).wanted();
    not_found(house.claims().create_claim(house.ask(&site(), ghost)).await);
    for _ in 0..19 {
        a_claim(&ulo.name).create(house).await;
    }
    let many = house.claims().create_claim(house.ask(&site(), a_claim(&ulo.name).wanted())).await;
    refused(many, Code::FailedPrecondition, "CLAIM_TOO_MANY");

    let close_reason = pb::ulo::CloseReason::Ended.into();
    let request = pb::CloseUloRequest { name: ulo.name.clone(), etag: ulo.etag, close_reason };
    house.ulos().close_ulo(house.ask(&an_operator(), request)).await.unwrap();
    let (code, closed) = (Code::FailedPrecondition, "ULO_CLOSED");
    refused(house.claims().accept_claim(house.ask(&an_operator(), accept(&first))).await, code, closed);
    let late = house.claims().create_claim(house.ask(&site(), a_claim(&ulo.name).wanted())).await;
    refused(late, code, closed);
}

#[tokio::test]
async fn a_claim_nobody_decides_expires_and_makes_room_for_another() {
    let house = House::fresh().await;
    let ulo = a_ulo().create(&house).await.name;
    let wanted = a_claim(&ulo).wanted();
    let request = house.ask(&site(), wanted.clone());
    let claim = house.claims().create_claim(request).await.unwrap().into_inner();
    house.stack.clock.set(Utc::now() + TimeDelta::days(30) + TimeDelta::seconds(5));
    let answer = house.claims().accept_claim(house.ask(&an_operator(), accept(&claim))).await;
    refused(answer, Code::FailedPrecondition, "CLAIM_DECIDED");
    let of = |state: State| pb::ListClaimsRequest { state: state.into(), ..Default::default() };
    assert!(list(&house, &an_operator(), of(State::Pending)).await.is_empty());
    assert_eq!(list(&house, &an_operator(), of(State::Expired)).await, std::slice::from_ref(&claim.name));
    let again = pb::CreateClaimRequest { request_id: request_id(), ..wanted };
    let again = house.claims().create_claim(house.ask(&site(), again)).await.unwrap().into_inner();
    assert_eq!(list(&house, &an_operator(), of(State::Pending)).await, [again.name]);
    assert_eq!(list(&house, &an_operator(), of(State::Expired)).await, [claim.name]);
}
