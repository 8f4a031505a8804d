//! What people rely on in an entry waits for a check when its managers change it.

use platform::{Caller, Role};
use proto::ulos::v1 as pb;
use proto::ulos::v1::edit::State;
use tonic::Code;

use crate::harness::asserts::{forbidden, invalid, not_found, refused, stale};
use crate::harness::ulos::a_ulo;
use crate::harness::{House, a_visitor, an_operator, manager, mask, nobody, officer, person, request_id};

const CALDERDALE: &str = "councils/E08000033";
const LEEDS: &str = "councils/E08000035";

fn accept(edit: &pb::Edit) -> pb::AcceptEditRequest {
    pb::AcceptEditRequest { name: edit.name.clone(), etag: edit.etag.clone() }
}

fn send_back(edit: &pb::Edit, reason: &str) -> pb::ReturnEditRequest {
    pb::ReturnEditRequest { name: edit.name.clone(), etag: edit.etag.clone(), reason: reason.into() }
}

fn withdraw(edit: &pb::Edit) -> pb::WithdrawEditRequest {
    pb::WithdrawEditRequest { name: edit.name.clone(), etag: edit.etag.clone() }
}

async fn read(house: &House, name: &str) -> pb::Ulo {
    let request = pb::GetUloRequest { name: name.into() };
    house.ulos().get_ulo(house.ask(&an_operator(), request)).await.unwrap().into_inner()
}

async fn change(house: &House, caller: &Caller, ulo: pb::Ulo, paths: &[&str]) -> pb::Ulo {
    let request = pb::UpdateUloRequest { ulo: Some(ulo), update_mask: mask(paths) };
    house.ulos().update_ulo(house.ask(caller, request)).await.unwrap().into_inner()
}

/// A name no other test uses.
fn another_name() -> String {
    format!("Harbour Street {}", request_id())
}

#[tokio::test]
async fn what_people_rely_on_waits_and_the_rest_changes_at_once() {
    let house = House::shared().await;
    let made = a_ulo().create(house).await;
    let manager = manager(&made.name);
    let registrations = vec![pb::Registration {
        scheme: pb::registration::Scheme::Other.into(),
        number: format!("AB {}", &request_id()[..8]),
    }];
    let wanted = pb::Ulo {
        display_name: another_name(),
        description: "New.".into(),
        kind: pb::ulo::Kind::Business.into(),
        legal_form: pb::ulo::LegalForm::CommunityInterestCompany.into(),
        registrations,
        councils: vec![CALDERDALE.into(), LEEDS.into()],
        ..made.clone()
    };
    let paths = ["display_name", "description", "kind", "legal_form", "registrations", "councils"];
    let now = change(house, &manager, wanted.clone(), &paths).await;
    let (etag, update_time) = (now.etag.clone(), now.update_time);
    assert_eq!(now, pb::Ulo { description: "New.".into(), etag, update_time, ..made.clone() });

    let edit = house.waiting(&manager).await.unwrap();
    assert_eq!(edit.fields, ["display_name", "kind", "legal_form", "registrations", "councils"]);
    assert_eq!((edit.ulo.clone(), edit.proposer.clone()), (made.name.clone(), manager.subject.clone()));
    let before = edit.before.clone().unwrap();
    assert_eq!((before.display_name, before.kind), (made.display_name.clone(), made.kind));
    assert_eq!(edit.after.clone().unwrap().registrations, wanted.registrations);

    let accepted = house.edits().accept_edit(house.ask(&officer(CALDERDALE), accept(&edit))).await.unwrap();
    assert_eq!(accepted.into_inner().state(), State::Accepted);
    let read = read(house, &made.name).await;
    let (etag, update_time) = (read.etag.clone(), read.update_time);
    assert_eq!(read, pb::Ulo { etag, update_time, ..wanted });
    assert!(house.waiting(&manager).await.is_none());
}

#[tokio::test]
async fn a_waiting_change_takes_in_the_next_and_goes_when_nothing_is_left_of_it() {
    let house = House::shared().await;
    let made = a_ulo().create(house).await;
    let manager = manager(&made.name);
    let name = another_name();
    let first = house.propose(&manager, &name).await;
    let kind = pb::ulo::Kind::Business.into();
    change(house, &manager, pb::Ulo { kind, ..made.clone() }, &["kind"]).await;
    let both = house.waiting(&manager).await.unwrap();
    assert_eq!(
        (both.name.clone(), both.fields.as_slice()),
        (first.name.clone(), ["display_name", "kind"].map(String::from).as_slice())
    );
    assert_eq!(both.after.unwrap().display_name, name);
    stale(house.edits().accept_edit(house.ask(&an_operator(), accept(&first))).await);
    change(house, &manager, made.clone(), &["kind", "display_name"]).await;
    assert!(house.waiting(&manager).await.is_none(), "back to what the entry says");
    let request = pb::GetEditRequest { name: first.name };
    let gone = house.edits().get_edit(house.ask(&manager, request)).await.unwrap().into_inner();
    assert_eq!(gone.state(), State::Withdrawn);
    change(house, &manager, made.clone(), &["kind"]).await;
    assert!(house.waiting(&manager).await.is_none(), "nothing changed, nothing waits");
    let ulo = pb::Ulo { etag: "v9".into(), ..made };
    let request = pb::UpdateUloRequest { ulo: Some(ulo), update_mask: mask(&["kind"]) };
    stale(house.ulos().update_ulo(house.ask(&manager, request)).await);
}

#[tokio::test]
async fn a_change_of_an_entry_that_moved_on_is_not_accepted() {
    let house = House::shared().await;
    let made = a_ulo().create(house).await;
    let manager = manager(&made.name);
    let edit = house.propose(&manager, &another_name()).await;
    let kind = pb::ulo::Kind::Business.into();
    let operated = change(house, &an_operator(), pb::Ulo { kind, ..made.clone() }, &["kind"]).await;
    assert_eq!(operated.kind(), pb::ulo::Kind::Business, "an operator's change waits for nobody");
    let answer = house.edits().accept_edit(house.ask(&an_operator(), accept(&edit))).await;
    refused(answer, Code::FailedPrecondition, "EDIT_OVERTAKEN");
    assert_eq!(read(house, &made.name).await, operated);
    let answer = house.edits().return_edit(house.ask(&an_operator(), send_back(&edit, "See above."))).await;
    let answer = answer.unwrap().into_inner();
    assert_eq!((answer.state(), answer.reason.as_str()), (State::Returned, "See above."));
    let (code, decided) = (Code::FailedPrecondition, "EDIT_DECIDED");
    refused(house.edits().accept_edit(house.ask(&an_operator(), accept(&answer))).await, code, decided);
    refused(
        house.edits().return_edit(house.ask(&an_operator(), send_back(&answer, "x"))).await,
        code,
        decided,
    );
    refused(house.edits().withdraw_edit(house.ask(&manager, withdraw(&answer))).await, code, decided);

    let next = house.propose(&manager, &another_name()).await;
    assert_ne!(next.name, edit.name);
    let close_reason = pb::ulo::CloseReason::Ended.into();
    let request = pb::CloseUloRequest { name: made.name.clone(), etag: operated.etag, close_reason };
    house.ulos().close_ulo(house.ask(&an_operator(), request)).await.unwrap();
    let answer = house.edits().accept_edit(house.ask(&an_operator(), accept(&next))).await;
    refused(answer, code, "ULO_CLOSED");
}

#[tokio::test]
async fn an_organisation_never_checks_itself_and_others_learn_nothing() {
    let house = House::shared().await;
    let made = a_ulo().create(house).await;
    let own = manager(&made.name);
    let edit = house.propose(&own, &another_name()).await;
    let get = || pb::GetEditRequest { name: edit.name.clone() };
    let of_ulo = || pb::ListEditsRequest { ulo: made.name.clone(), ..Default::default() };
    for caller in [own.clone(), officer(CALDERDALE), an_operator()] {
        let read = house.edits().get_edit(house.ask(&caller, get())).await.unwrap().into_inner();
        assert_eq!(read, edit);
        let listed = house.edits().list_edits(house.ask(&caller, of_ulo())).await.unwrap().into_inner();
        assert_eq!(listed.edits, std::slice::from_ref(&edit));
    }
    forbidden(house.edits().accept_edit(house.ask(&own, accept(&edit))).await);
    forbidden(house.edits().return_edit(house.ask(&own, send_back(&edit, "x"))).await);
    forbidden(house.edits().withdraw_edit(house.ask(&officer(CALDERDALE), withdraw(&edit))).await);
    for caller in [manager(&nobody("ulos")), officer(LEEDS)] {
        not_found(house.edits().get_edit(house.ask(&caller, get())).await);
        not_found(house.edits().list_edits(house.ask(&caller, of_ulo())).await);
    }
    not_found(house.edits().accept_edit(house.ask(&officer(LEEDS), accept(&edit))).await);
    not_found(house.edits().return_edit(house.ask(&officer(LEEDS), send_back(&edit, "x"))).await);
    not_found(house.edits().withdraw_edit(house.ask(&manager(&nobody("ulos")), withdraw(&edit))).await);
    let observer = Caller::new(Role::Observer, "observers/test");
    for caller in [a_visitor(), person(&nobody("people")), observer, Caller::service("web")] {
        forbidden(house.edits().get_edit(house.ask(&caller, get())).await);
        forbidden(house.edits().list_edits(house.ask(&caller, of_ulo())).await);
    }
    let gone = house.edits().withdraw_edit(house.ask(&own, withdraw(&edit))).await.unwrap().into_inner();
    assert_eq!(gone.state(), State::Withdrawn);
}

#[tokio::test]
async fn a_list_pages_and_says_everything_wrong_at_once() {
    let house = House::shared().await;
    let council = "councils/E06000001";
    let mut made = Vec::new();
    for _ in 0..2 {
        let ulo = a_ulo().in_councils(&[council]).create(house).await.name;
        made.insert(0, house.propose(&manager(&ulo), &another_name()).await.name);
    }
    let request = pb::ListEditsRequest { page_size: 1, state: State::Pending.into(), ..Default::default() };
    let officer = officer(council);
    let first = house.edits().list_edits(house.ask(&officer, request.clone())).await.unwrap().into_inner();
    let request = pb::ListEditsRequest { page_token: first.next_page_token, ..request };
    let next = house.edits().list_edits(house.ask(&officer, request)).await.unwrap().into_inner();
    assert_eq!([first.edits[0].name.clone(), next.edits[0].name.clone()], made[..]);
    let wrong =
        pb::ListEditsRequest { page_size: -1, page_token: "?".into(), ulo: "people/1".into(), state: 9 };
    let answer = house.edits().list_edits(house.ask(&officer, wrong)).await;
    invalid(answer, &["page_size", "page_token", "ulo", "state"]);
    let bad = pb::ReturnEditRequest { name: "x".into(), etag: String::new(), reason: String::new() };
    invalid(house.edits().return_edit(house.ask(&officer, bad)).await, &["name", "etag", "reason"]);
}
