//! Offerings pause, resume, close, and close with their organisation.

use proto::ulos::v1 as pb;
use proto::ulos::v1::offering::State;
use tonic::{Code, Response, Status};

use crate::harness::asserts::{forbidden, invalid, not_found, refused, stale};
use crate::harness::ulos::{a_ulo, an_offering};
use crate::harness::{House, a_visitor, an_operator, manager, mask, nobody};

type Answer = Result<Response<pb::Offering>, Status>;

/// One of the three verbs, by its word.
async fn verb(house: &House, caller: &platform::Caller, word: &str, offering: &pb::Offering) -> Answer {
    let (name, etag) = (offering.name.clone(), offering.etag.clone());
    let mut offerings = house.offerings();
    match word {
        "pause" => offerings.pause_offering(house.ask(caller, pb::PauseOfferingRequest { name, etag })).await,
        "resume" => {
            offerings.resume_offering(house.ask(caller, pb::ResumeOfferingRequest { name, etag })).await
        }
        _ => offerings.close_offering(house.ask(caller, pb::CloseOfferingRequest { name, etag })).await,
    }
}

async fn read(house: &House, name: &str) -> pb::Offering {
    let request = pb::GetOfferingRequest { name: name.into() };
    house.offerings().get_offering(house.ask(&an_operator(), request)).await.unwrap().into_inner()
}

#[tokio::test]
async fn each_verb_starts_where_it_may() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let manager = manager(&ulo);
    let open = an_offering(&ulo).create(house).await;
    let code = Code::FailedPrecondition;
    refused(verb(house, &manager, "resume", &open).await, code, "OFFERING_NOT_PAUSED");
    let paused = verb(house, &manager, "pause", &open).await.unwrap().into_inner();
    assert_eq!(paused.state(), State::Paused);
    refused(verb(house, &manager, "pause", &paused).await, code, "OFFERING_NOT_OPEN");
    let open = verb(house, &manager, "resume", &paused).await.unwrap().into_inner();
    assert_eq!(open.state(), State::Open);
    let closed = verb(house, &manager, "close", &open).await.unwrap().into_inner();
    assert_eq!((closed.state(), closed.etag.as_str()), (State::Closed, "v4"));
    refused(verb(house, &manager, "close", &closed).await, code, "OFFERING_CLOSED");
    refused(verb(house, &manager, "pause", &closed).await, code, "OFFERING_NOT_OPEN");
    refused(verb(house, &manager, "resume", &closed).await, code, "OFFERING_NOT_PAUSED");
    let request = pb::UpdateOfferingRequest { offering: Some(closed), update_mask: mask(&["openings"]) };
    refused(house.offerings().update_offering(house.ask(&manager, request)).await, code, "OFFERING_CLOSED");
}

#[tokio::test]
async fn each_verb_wants_the_right_caller_and_version() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let operator = an_operator();
    let open = an_offering(&ulo).create(house).await;
    let ghost = pb::Offering { name: nobody("offerings"), ..open.clone() };
    let blank = pb::Offering::default();
    for word in ["pause", "resume", "close"] {
        forbidden(verb(house, &a_visitor(), word, &open).await);
        forbidden(verb(house, &manager(&nobody("ulos")), word, &open).await);
        not_found(verb(house, &operator, word, &ghost).await);
        invalid(verb(house, &operator, word, &blank).await, &["name", "etag"]);
    }
    let paused = verb(house, &operator, "pause", &open).await.unwrap().into_inner();
    stale(verb(house, &operator, "resume", &open).await);
    stale(verb(house, &operator, "close", &open).await);
    let reopened = verb(house, &operator, "resume", &paused).await.unwrap().into_inner();
    stale(verb(house, &operator, "pause", &paused).await);
    assert_eq!(read(house, &open.name).await, reopened);
}

#[tokio::test]
async fn visitors_find_what_is_paused_and_not_what_is_closed() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let operator = an_operator();
    let paused = an_offering(&ulo).create(house).await;
    let paused = verb(house, &operator, "pause", &paused).await.unwrap().into_inner();
    let closed = an_offering(&ulo).create(house).await;
    let closed = verb(house, &operator, "close", &closed).await.unwrap().into_inner();
    let request = pb::GetOfferingRequest { name: closed.name.clone() };
    not_found(house.offerings().get_offering(house.ask(&a_visitor(), request)).await);
    let list = |state| pb::ListOfferingsRequest { ulo: ulo.clone(), state, ..Default::default() };
    for (caller, state, found) in [
        (a_visitor(), 0, vec![&paused]),
        (a_visitor(), State::Closed.into(), vec![]),
        (operator.clone(), 0, vec![&closed, &paused]),
        (operator, State::Closed.into(), vec![&closed]),
    ] {
        let answer = house.offerings().list_offerings(house.ask(&caller, list(state))).await.unwrap();
        assert_eq!(answer.into_inner().offerings.iter().collect::<Vec<_>>(), found);
    }
}

#[tokio::test]
async fn an_organisation_that_closes_takes_its_offerings_with_it() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await;
    let operator = an_operator();
    let open = an_offering(&ulo.name).create(house).await;
    let paused = an_offering(&ulo.name).create(house).await;
    verb(house, &operator, "pause", &paused).await.unwrap();
    let ended = an_offering(&ulo.name).create(house).await;
    let ended = verb(house, &operator, "close", &ended).await.unwrap().into_inner();
    let request = pb::CloseUloRequest { name: ulo.name.clone(), etag: ulo.etag, close_reason: 1 };
    house.ulos().close_ulo(house.ask(&operator, request)).await.unwrap();
    assert_eq!(read(house, &open.name).await.state(), State::Closed);
    assert_eq!(read(house, &paused.name).await.state(), State::Closed);
    assert_eq!(read(house, &ended.name).await, ended, "what had ended is left alone");
    let offering = Some(an_offering(&ulo.name).wanted());
    let request = pb::CreateOfferingRequest {
        offering,
        request_id: crate::harness::request_id(),
        from_another_directory: false,
    };
    let answer = house.offerings().create_offering(house.ask(&operator, request)).await;
    refused(answer, Code::FailedPrecondition, "ULO_CLOSED");
}

#[tokio::test]
async fn nothing_is_added_beside_an_organisation_that_is_closing() {
    let house = House::shared().await;
    for _ in 0..10 {
        let ulo = a_ulo().create(house).await;
        let operator = an_operator();
        let close = pb::CloseUloRequest { name: ulo.name.clone(), etag: ulo.etag.clone(), close_reason: 1 };
        let offering = Some(an_offering(&ulo.name).wanted());
        let add = pb::CreateOfferingRequest {
            offering,
            request_id: crate::harness::request_id(),
            from_another_directory: false,
        };
        let (mut ulos, mut offerings) = (house.ulos(), house.offerings());
        let (closed, added) = tokio::join!(
            ulos.close_ulo(house.ask(&operator, close)),
            offerings.create_offering(house.ask(&operator, add))
        );
        closed.unwrap();
        if let Ok(added) = added {
            assert_eq!(read(house, &added.into_inner().name).await.state(), State::Closed);
        }
    }
}
