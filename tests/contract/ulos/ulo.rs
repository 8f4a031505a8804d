//! Organisations: listing one, reading, changing, checking, closing.

use platform::{Caller, Role};
use proto::ulos::v1 as pb;
use tonic::Code;

use crate::harness::asserts::{forbidden, invalid, not_found, refused, stale};
use crate::harness::ulos::a_ulo;
use crate::harness::{
    House, a_visitor, an_operator, broker, manager, mask, nobody, officer, person, request_id,
};

const CALDERDALE: &str = "councils/E08000033";
const PHONE: i32 = pb::ulo::VerifyMethod::Phone as i32;
const ENDED: i32 = pb::ulo::CloseReason::Ended as i32;

fn get(name: &str) -> pb::GetUloRequest {
    pb::GetUloRequest { name: name.into() }
}

fn update(ulo: pb::Ulo, paths: &[&str]) -> pb::UpdateUloRequest {
    pb::UpdateUloRequest { ulo: Some(ulo), update_mask: mask(paths) }
}

fn verify(ulo: &pb::Ulo) -> pb::VerifyUloRequest {
    pb::VerifyUloRequest { name: ulo.name.clone(), etag: ulo.etag.clone(), verify_method: PHONE }
}

fn close(ulo: &pb::Ulo) -> pb::CloseUloRequest {
    pb::CloseUloRequest { name: ulo.name.clone(), etag: ulo.etag.clone(), close_reason: ENDED }
}

fn everyone(ulo: &str) -> Vec<Caller> {
    vec![
        a_visitor(),
        person(&nobody("people")),
        broker(&nobody("brokers"), ulo),
        manager(ulo),
        manager(&nobody("ulos")),
        officer(CALDERDALE),
        Caller::new(Role::Observer, "observers/test"),
        an_operator(),
        Caller::service("matching"),
    ]
}

#[tokio::test]
async fn anyone_reads_a_listed_organisation() {
    let house = House::shared().await;
    let made = a_ulo().create(house).await;
    assert_eq!((made.state, made.stale), (pb::ulo::State::Listed.into(), true));
    let standing = made.user_led.clone().unwrap();
    assert_eq!(
        (standing.verdict(), standing.sentence.as_str()),
        (pb::Verdict::NotEvidenced, "user-led-no-record")
    );
    for caller in everyone(&made.name) {
        let read = house.ulos().get_ulo(house.ask(&caller, get(&made.name))).await;
        assert_eq!(read.unwrap().into_inner(), made);
    }
    refused(house.ulos().get_ulo(get(&made.name)).await, Code::Unauthenticated, "UNAUTHENTICATED");
    not_found(house.ulos().get_ulo(house.ask(&a_visitor(), get(&nobody("ulos")))).await);
    invalid(house.ulos().get_ulo(house.ask(&a_visitor(), get("people/1"))).await, &["name"]);
}

#[tokio::test]
async fn only_operators_and_the_site_list_an_organisation() {
    let house = House::shared().await;
    for caller in everyone(&nobody("ulos")) {
        let request = pb::CreateUloRequest { ulo: Some(a_ulo().wanted()), request_id: request_id() };
        let answer = house.ulos().create_ulo(house.ask(&caller, request)).await;
        match caller.role {
            Role::Operator | Role::Service => drop(answer.unwrap()),
            _ => forbidden(answer),
        }
    }
}

#[tokio::test]
async fn everything_wrong_is_said_at_once() {
    let house = House::shared().await;
    let ulo = pb::Ulo {
        display_name: "x".repeat(121),
        description: "\u{1}".into(),
        kind: 0,
        legal_form: 99,
        registrations: vec![pb::Registration { scheme: 0, number: "'; drop table ulo".into() }],
        councils: vec![CALDERDALE.into(), "councils/nowhere".into()],
        who_for: vec![1, 77],
        contact: Some(pb::Contact {
            phone: "call us".into(),
            email: "at".into(),
            website: "javascript:alert(1)".into(),
            address_lines: vec![String::new(); 6],
            postcode: "somewhere".into(),
            latitude: Some(f64::NAN),
            longitude: Some(3.0),
        }),
        access_features: vec!["step_free".into(), "wings".into()],
        founded_date: "2999-01-01".into(),
        ..Default::default()
    };
    let request = pb::CreateUloRequest { ulo: Some(ulo), request_id: String::new() };
    invalid(
        house.ulos().create_ulo(house.ask(&an_operator(), request)).await,
        &[
            "request_id",
            "ulo.display_name",
            "ulo.description",
            "ulo.kind",
            "ulo.legal_form",
            "ulo.registrations[0].scheme",
            "ulo.registrations[0].number",
            "ulo.councils",
            "ulo.who_for",
            "ulo.contact.phone",
            "ulo.contact.email",
            "ulo.contact.website",
            "ulo.contact.address_lines",
            "ulo.contact.postcode",
            "ulo.contact.latitude",
            "ulo.contact.longitude",
            "ulo.access_features",
            "ulo.founded_date",
        ],
    );
    let nothing = pb::CreateUloRequest { ulo: None, request_id: request_id() };
    let answer = house.ulos().create_ulo(house.ask(&an_operator(), nothing)).await;
    invalid(answer, &["ulo.display_name", "ulo.kind", "ulo.councils"]);
}

#[tokio::test]
async fn the_same_request_lists_one_organisation() {
    let house = House::shared().await;
    let mut request = pb::CreateUloRequest { ulo: Some(a_ulo().wanted()), request_id: request_id() };
    let operator = an_operator();
    let first = house.ulos().create_ulo(house.ask(&operator, request.clone())).await.unwrap().into_inner();
    let again = house.ulos().create_ulo(house.ask(&operator, request.clone())).await.unwrap().into_inner();
    assert_eq!(first, again);
    request.ulo.as_mut().unwrap().description = "Something else.".into();
    let other = house.ulos().create_ulo(house.ask(&operator, request)).await;
    refused(other, Code::AlreadyExists, "REQUEST_ID_REUSED");
}

#[tokio::test]
async fn every_editable_field_survives_a_round_trip() {
    let house = House::shared().await;
    let made = a_ulo().create(house).await;
    let wanted = pb::Ulo {
        name: made.name.clone(),
        display_name: format!("Stimmen für alle مثال 🦋 {}", request_id()),
        description: "What we do,\nand how.".into(),
        kind: pb::ulo::Kind::CentreForIndependentLiving.into(),
        legal_form: pb::ulo::LegalForm::CharitableIncorporatedOrganisation.into(),
        registrations: vec![pb::Registration {
            scheme: pb::registration::Scheme::Other.into(),
            number: "AB-12 34".into(),
        }],
        councils: vec!["councils/E06000001".into(), CALDERDALE.into()],
        who_for: vec![pb::WhoFor::Autism.into(), pb::WhoFor::Carers.into()],
        contact: Some(pb::Contact {
            phone: "01632 960123".into(),
            email: "hello@example.org".into(),
            website: "https://voices.example.org/".into(),
            address_lines: vec!["1 Example Street".into(), "Halifax".into()],
            postcode: "HX1 1AA".into(),
            latitude: Some(53.7218),
            longitude: Some(-1.8612),
        }),
        access_features: vec!["step_free".into(), "bsl".into()],
        founded_date: "1999-12-31".into(),
        etag: made.etag.clone(),
        ..made.clone()
    };
    let fields = [
        "display_name",
        "description",
        "kind",
        "legal_form",
        "registrations",
        "councils",
        "who_for",
        "contact",
        "access_features",
        "founded_date",
    ];
    let operator = an_operator();
    let request = house.ask(&operator, update(wanted.clone(), &fields));
    let updated = house.ulos().update_ulo(request).await.unwrap().into_inner();
    let read = house.ulos().get_ulo(house.ask(&operator, get(&made.name))).await.unwrap().into_inner();
    assert_eq!(updated, read);
    assert_eq!(read, pb::Ulo { update_time: read.update_time, etag: read.etag.clone(), ..wanted });
    let empty = pb::Ulo { contact: Some(pb::Contact::default()), ..read };
    let manager = manager(&made.name);
    let cleared = house.ulos().update_ulo(house.ask(&manager, update(empty, &["contact"]))).await.unwrap();
    assert_eq!(cleared.into_inner().contact, None);
}

#[tokio::test]
async fn an_update_changes_only_what_the_mask_names() {
    let house = House::shared().await;
    let made = a_ulo().create(house).await;
    let sent = pb::Ulo { description: "New.".into(), display_name: "Not this".into(), ..made.clone() };
    let request = house.ask(&an_operator(), update(sent, &["description"]));
    let updated = house.ulos().update_ulo(request).await.unwrap().into_inner();
    assert_eq!((updated.display_name, updated.description.as_str()), (made.display_name, "New."));
}

#[tokio::test]
async fn only_its_managers_and_operators_change_or_close_an_entry() {
    let house = House::shared().await;
    let made = a_ulo().create(house).await;
    for caller in everyone(&made.name) {
        let own = caller.role == Role::Manager && caller.ulo == made.name;
        if own || caller.role == Role::Operator {
            continue;
        }
        let request = house.ask(&caller, update(made.clone(), &["description"]));
        forbidden(house.ulos().update_ulo(request).await);
        forbidden(house.ulos().close_ulo(house.ask(&caller, close(&made))).await);
    }
    let read = house.ulos().get_ulo(house.ask(&a_visitor(), get(&made.name))).await.unwrap().into_inner();
    assert_eq!(read, made);
}

#[tokio::test]
async fn an_update_says_what_is_missing() {
    let house = House::shared().await;
    let request = pb::UpdateUloRequest { ulo: None, update_mask: mask(&["state"]) };
    let answer = house.ulos().update_ulo(house.ask(&an_operator(), request)).await;
    invalid(answer, &["ulo.name", "etag", "update_mask"]);
    let ghost = pb::Ulo { name: nobody("ulos"), etag: "v1".into(), ..a_ulo().wanted() };
    not_found(house.ulos().update_ulo(house.ask(&an_operator(), update(ghost, &["kind"]))).await);
}

#[tokio::test]
async fn a_stale_etag_changes_nothing() {
    let house = House::shared().await;
    let made = a_ulo().create(house).await;
    let operator = an_operator();
    let updated = house.ulos().update_ulo(house.ask(&operator, update(made.clone(), &["description"]))).await;
    let updated = updated.unwrap().into_inner();
    stale(house.ulos().update_ulo(house.ask(&operator, update(made.clone(), &["description"]))).await);
    stale(house.ulos().verify_ulo(house.ask(&operator, verify(&made))).await);
    stale(house.ulos().close_ulo(house.ask(&operator, close(&made))).await);
    let read = house.ulos().get_ulo(house.ask(&operator, get(&made.name))).await.unwrap().into_inner();
    assert_eq!(read, updated);
}

#[tokio::test]
async fn operators_and_officers_of_its_councils_check_an_entry() {
    let house = House::shared().await;
    for caller in [an_operator(), officer(CALDERDALE)] {
        let made = a_ulo().create(house).await;
        let checked = house.ulos().verify_ulo(house.ask(&caller, verify(&made))).await.unwrap().into_inner();
        let expected = pb::Ulo {
            verifier: caller.subject.clone(),
            verify_method: PHONE,
            verify_time: checked.verify_time,
            stale: false,
            etag: "v2".into(),
            ..made
        };
        assert_eq!(checked, expected, "what was checked is apart from what was edited");
        assert!(checked.verify_time.is_some());
    }
    let request = pb::VerifyUloRequest::default();
    let answer = house.ulos().verify_ulo(house.ask(&an_operator(), request)).await;
    invalid(answer, &["name", "etag", "verify_method"]);
}

#[tokio::test]
async fn nobody_checks_their_own_organisation() {
    let house = House::shared().await;
    let made = a_ulo().create(house).await;
    for caller in everyone(&made.name).into_iter().chain([officer("councils/E06000001")]) {
        let local = caller.role == Role::Officer && caller.council == CALDERDALE;
        if !local && caller.role != Role::Operator {
            forbidden(house.ulos().verify_ulo(house.ask(&caller, verify(&made))).await);
        }
    }
}

#[tokio::test]
async fn an_edit_leaves_the_check_as_it_was() {
    let house = House::shared().await;
    let made = a_ulo().create(house).await;
    let operator = an_operator();
    let checked = house.ulos().verify_ulo(house.ask(&operator, verify(&made))).await.unwrap().into_inner();
    let sent = pb::Ulo { verify_method: 2, verifier: "operators/other".into(), ..checked.clone() };
    let edited = house.ulos().update_ulo(house.ask(&operator, update(sent, &["description"]))).await.unwrap();
    let edited = edited.into_inner();
    assert_eq!(
        (edited.verify_time, edited.verifier, edited.verify_method),
        (checked.verify_time, checked.verifier, checked.verify_method)
    );
}

#[tokio::test]
async fn a_closed_entry_is_history() {
    let house = House::shared().await;
    let made = a_ulo().create(house).await;
    let manager = manager(&made.name);
    let closed = house.ulos().close_ulo(house.ask(&manager, close(&made))).await.unwrap().into_inner();
    assert_eq!((closed.state, closed.close_reason), (pb::ulo::State::Closed.into(), ENDED));
    not_found(house.ulos().get_ulo(house.ask(&a_visitor(), get(&made.name))).await);
    let read = house.ulos().get_ulo(house.ask(&person(&nobody("people")), get(&made.name))).await;
    assert_eq!(read.unwrap().into_inner(), closed);
    let operator = an_operator();
    let code = Code::FailedPrecondition;
    refused(house.ulos().close_ulo(house.ask(&manager, close(&closed))).await, code, "ULO_CLOSED");
    refused(house.ulos().verify_ulo(house.ask(&operator, verify(&closed))).await, code, "ULO_CLOSED");
    let request = house.ask(&manager, update(closed, &["description"]));
    refused(house.ulos().update_ulo(request).await, code, "ULO_CLOSED");
    let request = house.ask(&manager, pb::CloseUloRequest::default());
    invalid(house.ulos().close_ulo(request).await, &["name", "etag", "close_reason"]);
}
