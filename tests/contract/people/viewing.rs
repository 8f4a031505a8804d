//! Viewings: the person sees who looked, and nobody looks without a reason that holds at that moment (I7).

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use futures_util::future::join_all;
use platform::Caller;
use proto::people::v1 as pb;
use proto::people::v1::consent::State;
use proto::people::v1::supporter::Power;
use proto::people::v1::viewings_client::ViewingsClient;
use tonic::{Response, Status};

use crate::harness::asserts::{forbidden, invalid, not_found};
use crate::harness::people::{a_consent, a_person, a_supporter};
use crate::harness::{House, a_visitor, broker, nobody, request_id};

async fn list(
    house: &House,
    caller: &Caller,
    request: pb::ListViewingsRequest,
) -> Result<Response<pb::ListViewingsResponse>, Status> {
    ViewingsClient::new(house.channel("people")).list_viewings(house.ask(caller, request)).await
}

async fn looks(house: &House, caller: &Caller, person: &Caller) -> bool {
    let request = pb::GetPersonRequest { name: person.subject.clone() };
    house.people().get_person(house.ask(caller, request)).await.is_ok()
}

fn of(person: &Caller) -> pb::ListViewingsRequest {
    pb::ListViewingsRequest { person: person.subject.clone(), ..Default::default() }
}

#[tokio::test]
async fn viewings_are_filtered_and_paged() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let (sam, robin) =
        (broker(&nobody("brokers"), &nobody("ulos")), broker(&nobody("brokers"), &nobody("ulos")));
    for viewer in [&sam, &robin] {
        a_consent(&avery, &viewer.subject).give(house).await;
        assert!(looks(house, viewer, &avery).await && looks(house, viewer, &avery).await);
    }
    let by_sam = pb::ListViewingsRequest { viewer: sam.subject.clone(), ..of(&avery) };
    let listed = list(house, &avery, by_sam).await.unwrap().into_inner();
    assert_eq!(listed.viewings.len(), 2);
    assert!(listed.viewings.iter().all(|viewing| viewing.viewer == sam.subject));
    let first = list(house, &avery, pb::ListViewingsRequest { page_size: 3, ..of(&avery) }).await;
    let first = first.unwrap().into_inner();
    let rest = pb::ListViewingsRequest { page_token: first.next_page_token.clone(), ..of(&avery) };
    let rest = list(house, &avery, rest).await.unwrap().into_inner();
    assert_eq!((first.viewings.len(), rest.viewings.len(), rest.next_page_token.as_str()), (3, 1, ""));
    let names: Vec<&str> =
        first.viewings.iter().chain(&rest.viewings).map(|look| look.name.as_str()).collect();
    assert!(names.is_sorted_by(|newer, older| newer > older), "newest first");
}

#[tokio::test]
async fn viewings_are_for_the_person_and_who_sees_the_record_for_them() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let sees = a_supporter(&avery).signed_in(house).await;
    let keeps = a_supporter(&avery).who_may(&[Power::KeepRecord]).signed_in(house).await;
    let seen = list(house, &sees, of(&avery)).await.unwrap().into_inner();
    assert_eq!(seen.viewings.len(), 1, "their own look is one");
    not_found(list(house, &keeps, of(&avery)).await);
    not_found(list(house, &a_person().signed_in(house).await, of(&avery)).await);
    forbidden(list(house, &broker(&nobody("brokers"), &nobody("ulos")), of(&avery)).await);
    forbidden(list(house, &a_visitor(), of(&avery)).await);
    let wrong = pb::ListViewingsRequest { page_size: -1, page_token: "?".into(), ..Default::default() };
    invalid(list(house, &avery, wrong).await, &["page_size", "page_token", "person"]);
}

#[tokio::test]
async fn no_look_comes_after_the_withdrawal_and_every_look_is_seen() {
    let house = House::shared().await;
    let avery = a_person().signed_in(house).await;
    let sam = broker(&nobody("brokers"), &nobody("ulos"));
    let given = a_consent(&avery, &sam.ulo).give(house).await;
    let (seen, withdrawn) = (AtomicUsize::new(0), AtomicBool::new(false));
    let looking = (0..16).map(|_| async {
        for _ in 0..40 {
            let late = withdrawn.load(Ordering::SeqCst);
            if looks(house, &sam, &avery).await {
                assert!(!late, "a look after the consent was withdrawn");
                seen.fetch_add(1, Ordering::SeqCst);
            }
        }
    });
    let withdrawing = async {
        house.until(async || (seen.load(Ordering::SeqCst) > 100).then_some(())).await;
        let request = pb::WithdrawConsentRequest { name: given.name, etag: given.etag };
        house.consents().withdraw_consent(house.ask(&avery, request)).await.unwrap();
        withdrawn.store(true, Ordering::SeqCst);
    };
    futures_util::future::join(join_all(looking), withdrawing).await;
    let kept: i64 = sqlx::query_scalar("select count(*) from viewing where viewer = $1")
        .bind(&sam.subject)
        .fetch_one(&house.tables("people").await)
        .await
        .unwrap();
    assert_eq!(usize::try_from(kept).unwrap(), seen.into_inner());
}

#[tokio::test]
async fn no_consent_and_no_grant_slips_past_an_erasure() {
    let house = House::shared().await;
    for _ in 0..10 {
        let avery = a_person().signed_in(house).await;
        let giving = (0..16).map(|_| async {
            let consent = Some(a_consent(&avery, &nobody("ulos")).0);
            let request = pb::CreateConsentRequest { consent, request_id: request_id() };
            let _ = house.consents().create_consent(house.ask(&avery, request)).await;
            let supporter = Some(a_supporter(&avery).0);
            let request = pb::CreateSupporterRequest { supporter, request_id: request_id() };
            let _ = house.supporters().create_supporter(house.ask(&avery, request)).await;
        });
        futures_util::future::join(join_all(giving), house.erase(&avery)).await;
        let request = pb::ListConsentsRequest { state: State::Given.into(), ..Default::default() };
        let given = house.consents().list_consents(house.ask(&avery, request)).await.unwrap();
        assert_eq!(given.into_inner().consents, []);
        let request =
            pb::ListSupportersRequest { state: pb::supporter::State::Active.into(), ..Default::default() };
        let active = house.supporters().list_supporters(house.ask(&avery, request)).await.unwrap();
        assert_eq!(active.into_inner().supporters, []);
    }
}
