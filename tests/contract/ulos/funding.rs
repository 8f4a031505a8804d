//! Funding: what an organisation lives on, who may read it, and what counts no longer.

use std::slice;

use platform::{Caller, Role};
use proto::ulos::v1 as pb;
use proto::ulos::v1::funding::{Certainty, Kind, Renewal, State};
use tonic::Code;

use crate::harness::asserts::{forbidden, invalid, not_found, refused, stale};
use crate::harness::fundings::a_funding;
use crate::harness::ulos::a_ulo;
use crate::harness::{
    House, a_visitor, an_operator, broker, manager, mask, nobody, officer, person, request_id,
};

const FIELDS: [&str; 9] = [
    "kind",
    "funder",
    "council",
    "amount_pence",
    "start_date",
    "end_date",
    "renewal",
    "renewal_note",
    "certainty",
];

fn create(funding: pb::Funding) -> pb::CreateFundingRequest {
    pb::CreateFundingRequest { funding: Some(funding), request_id: request_id() }
}

fn update(funding: pb::Funding, paths: &[&str]) -> pb::UpdateFundingRequest {
    pb::UpdateFundingRequest { funding: Some(funding), update_mask: mask(paths) }
}

async fn list(house: &House, caller: &Caller, ulo: &str, state: State) -> Vec<String> {
    let request = pb::ListFundingsRequest { ulo: ulo.into(), state: state.into(), ..Default::default() };
    let answer = house.fundings().list_fundings(house.ask(caller, request)).await.unwrap();
    answer.into_inner().fundings.into_iter().map(|funding| funding.name).collect()
}

async fn withdraw(house: &House, caller: &Caller, funding: &pb::Funding) -> pb::Funding {
    let request = pb::WithdrawFundingRequest { name: funding.name.clone(), etag: funding.etag.clone() };
    house.fundings().withdraw_funding(house.ask(caller, request)).await.unwrap().into_inner()
}

#[tokio::test]
async fn every_editable_field_survives_a_round_trip() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let manager = manager(&ulo);
    let request = house.ask(&manager, create(a_funding(&ulo).wanted()));
    let made = house.fundings().create_funding(request).await.unwrap().into_inner();
    let wanted = pb::Funding {
        name: made.name.clone(),
        kind: Kind::Contract.into(),
        funder: "Council of Calderdale مثال".into(),
        council: "councils/E08000033".into(),
        amount_pence: 100_000_000_000,
        start_date: "2026-02-01".into(),
        end_date: "2026-02-01".into(),
        renewal: Renewal::InCompetition.into(),
        renewal_note: "Bids by Easter.".into(),
        certainty: Certainty::HopedFor.into(),
        ulo: "ulos/fixed-once-recorded".into(),
        ..made.clone()
    };
    let request = house.ask(&manager, update(wanted.clone(), &FIELDS));
    let updated = house.fundings().update_funding(request).await.unwrap().into_inner();
    let request = pb::GetFundingRequest { name: made.name.clone() };
    let read = house.fundings().get_funding(house.ask(&manager, request)).await.unwrap().into_inner();
    assert_eq!(updated, read);
    let (update_time, etag) = (read.update_time, read.etag.clone());
    assert_eq!(read, pb::Funding { update_time, etag, ulo, ..wanted });
    stale(house.fundings().update_funding(house.ask(&manager, update(made, &["funder"]))).await);
}

#[tokio::test]
async fn what_is_withdrawn_stays_as_it_was() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let manager = manager(&ulo);
    let kept = a_funding(&ulo).create(house).await;
    let fallen = a_funding(&ulo).create(house).await;
    let gone = withdraw(house, &manager, &fallen).await;
    assert_eq!(gone.state(), State::Withdrawn);
    assert_eq!(list(house, &manager, &ulo, State::Current).await, slice::from_ref(&kept.name));
    assert_eq!(list(house, &manager, &ulo, State::Withdrawn).await, slice::from_ref(&gone.name));
    assert_eq!(list(house, &manager, &ulo, State::Unspecified).await, [gone.name.clone(), kept.name]);
    let request = pb::WithdrawFundingRequest { name: gone.name.clone(), etag: gone.etag.clone() };
    let again = house.fundings().withdraw_funding(house.ask(&manager, request)).await;
    refused(again, Code::FailedPrecondition, "FUNDING_WITHDRAWN");
    let changed = house.fundings().update_funding(house.ask(&manager, update(gone, &["funder"]))).await;
    refused(changed, Code::FailedPrecondition, "FUNDING_WITHDRAWN");
    let request = pb::WithdrawFundingRequest { name: fallen.name, etag: String::new() };
    invalid(house.fundings().withdraw_funding(house.ask(&manager, request)).await, &["etag"]);
}

#[tokio::test]
async fn sending_twice_records_once() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let operator = an_operator();
    let request = create(a_funding(&ulo).wanted());
    let first = house.fundings().create_funding(house.ask(&operator, request.clone())).await.unwrap();
    let again = house.fundings().create_funding(house.ask(&operator, request.clone())).await.unwrap();
    assert_eq!(first.into_inner(), again.into_inner());
    let mut other = request;
    other.funding.as_mut().unwrap().amount_pence += 1;
    let reused = house.fundings().create_funding(house.ask(&operator, other)).await;
    refused(reused, Code::AlreadyExists, "REQUEST_ID_REUSED");
    assert_eq!(list(house, &operator, &ulo, State::Current).await.len(), 1);
    let ghost = create(a_funding(&nobody("ulos")).wanted());
    not_found(house.fundings().create_funding(house.ask(&operator, ghost)).await);
}

#[tokio::test]
async fn everything_wrong_is_said_at_once() {
    let house = House::shared().await;
    let funding = pb::Funding {
        ulo: "ulos/none".into(),
        council: "councils/E99999999".into(),
        start_date: "2026-01-01".into(),
        end_date: "2025-12-31".into(),
        renewal_note: "x".repeat(301),
        ..Default::default()
    };
    let request = pb::CreateFundingRequest { funding: Some(funding), request_id: "1".into() };
    invalid(
        house.fundings().create_funding(house.ask(&an_operator(), request)).await,
        &[
            "request_id",
            "funding.ulo",
            "funding.kind",
            "funding.funder",
            "funding.council",
            "funding.amount_pence",
            "funding.end_date",
            "funding.renewal",
            "funding.renewal_note",
            "funding.certainty",
        ],
    );
    let request = pb::UpdateFundingRequest { funding: None, update_mask: mask(&["state"]) };
    let answer = house.fundings().update_funding(house.ask(&an_operator(), request)).await;
    invalid(answer, &["funding.name", "etag", "update_mask"]);
    let request =
        pb::ListFundingsRequest { page_size: -1, page_token: "?".into(), ulo: "people/1".into(), state: 9 };
    let answer = house.fundings().list_fundings(house.ask(&an_operator(), request)).await;
    invalid(answer, &["page_size", "page_token", "ulo", "state"]);
}

#[tokio::test]
async fn it_concerns_those_who_run_it_and_those_who_must_see_what_is_there() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let made = a_funding(&ulo).create(house).await;
    let get = || pb::GetFundingRequest { name: made.name.clone() };
    let readers = [
        manager(&ulo),
        officer("councils/E08000033"),
        Caller::new(Role::Observer, "observers/test"),
        an_operator(),
    ];
    for caller in readers {
        let read = house.fundings().get_funding(house.ask(&caller, get())).await;
        assert_eq!(read.unwrap().into_inner(), made);
        assert_eq!(list(house, &caller, &ulo, State::Current).await, slice::from_ref(&made.name));
    }
    for caller in [manager(&nobody("ulos")), officer("councils/E06000017")] {
        not_found(house.fundings().get_funding(house.ask(&caller, get())).await);
        let request = pb::ListFundingsRequest { ulo: ulo.clone(), ..Default::default() };
        not_found(house.fundings().list_fundings(house.ask(&caller, request)).await);
    }
    for caller in [a_visitor(), person(&nobody("people")), broker(&nobody("brokers"), &ulo)] {
        forbidden(house.fundings().get_funding(house.ask(&caller, get())).await);
    }
    for caller in [officer("councils/E08000033"), Caller::new(Role::Observer, "observers/test")] {
        let request = house.ask(&caller, create(a_funding(&ulo).wanted()));
        forbidden(house.fundings().create_funding(request).await);
        forbidden(house.fundings().update_funding(house.ask(&caller, update(made.clone(), &["kind"]))).await);
    }
}

#[tokio::test]
async fn what_a_closed_organisation_had_stays_as_it_was() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await;
    let operator = an_operator();
    let kept = a_funding(&ulo.name).create(house).await;
    let request = pb::CloseUloRequest { name: ulo.name.clone(), etag: ulo.etag, close_reason: 1 };
    house.ulos().close_ulo(house.ask(&operator, request)).await.unwrap();
    for caller in [operator, manager(&ulo.name)] {
        let request = house.ask(&caller, create(a_funding(&ulo.name).wanted()));
        refused(house.fundings().create_funding(request).await, Code::FailedPrecondition, "ULO_CLOSED");
        let request = house.ask(&caller, update(kept.clone(), &["renewal_note"]));
        refused(house.fundings().update_funding(request).await, Code::FailedPrecondition, "ULO_CLOSED");
        let request = pb::WithdrawFundingRequest { name: kept.name.clone(), etag: kept.etag.clone() };
        let late = house.fundings().withdraw_funding(house.ask(&caller, request)).await;
        refused(late, Code::FailedPrecondition, "ULO_CLOSED");
    }
    let request = pb::GetFundingRequest { name: kept.name.clone() };
    let read = house.fundings().get_funding(house.ask(&an_operator(), request)).await;
    assert_eq!(read.unwrap().into_inner(), kept);
}

#[tokio::test]
async fn two_hundred_count_and_not_one_more() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let mut last = None;
    for _ in 0..200 {
        last = Some(a_funding(&ulo).create(house).await);
    }
    let operator = an_operator();
    let one_more = || house.ask(&operator, create(a_funding(&ulo).wanted()));
    refused(house.fundings().create_funding(one_more()).await, Code::FailedPrecondition, "FUNDING_TOO_MANY");
    withdraw(house, &operator, &last.unwrap()).await;
    assert!(house.fundings().create_funding(one_more()).await.is_ok());
}
