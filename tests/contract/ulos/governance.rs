//! Governance: stating facts, and what is worked out from them.

use platform::{Caller, Role};
use proto::ulos::v1 as pb;
use tonic::Code;

use crate::harness::asserts::{forbidden, invalid, not_found, refused, stale};
use crate::harness::ulos::{a_governance, a_ulo};
use crate::harness::{
    House, a_visitor, an_operator, broker, manager, mask, nobody, officer, person, request_id,
};

fn get(name: &str) -> pb::GetGovernanceRequest {
    pb::GetGovernanceRequest { name: name.into() }
}

fn create(governance: pb::Governance) -> pb::CreateGovernanceRequest {
    pb::CreateGovernanceRequest { governance: Some(governance), request_id: request_id() }
}

fn update(governance: pb::Governance, paths: &[&str]) -> pb::UpdateGovernanceRequest {
    pb::UpdateGovernanceRequest { governance: Some(governance), update_mask: mask(paths) }
}

async fn standing(house: &House, ulo: &str) -> (pb::Verdict, String) {
    let request = house.ask(&a_visitor(), pb::GetUloRequest { name: ulo.into() });
    let standing = house.ulos().get_ulo(request).await.unwrap().into_inner().user_led.unwrap();
    (standing.verdict(), standing.sentence)
}

async fn close(house: &House, ulo: &str) {
    let operator = an_operator();
    let request = house.ask(&operator, pb::GetUloRequest { name: ulo.into() });
    let ulo = house.ulos().get_ulo(request).await.unwrap().into_inner();
    let request = pb::CloseUloRequest { name: ulo.name, etag: ulo.etag, close_reason: 1 };
    house.ulos().close_ulo(house.ask(&operator, request)).await.unwrap();
}

#[tokio::test]
async fn facts_become_verdicts_that_anyone_reads() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let manager = manager(&ulo);
    let request = house.ask(&manager, create(a_governance(&ulo).wanted()));
    let made = house.governances().create_governance(request).await.unwrap().into_inner();
    let told = |test: &Option<pb::TestResult>| test.clone().unwrap().sentence;
    assert_eq!(
        [
            told(&made.majority_test),
            told(&made.accountability_test),
            told(&made.user_led),
            told(&made.dh_75_test),
            told(&made.odi_75_50_50_test)
        ],
        ["majority-met", "accountability-met", "user-led-met", "dh-75-not-met", "odi-75-50-50-not-met"]
    );
    let share = made.majority_test.clone().unwrap().shares[0];
    assert_eq!((share.numerator, share.denominator, share.threshold_percent), (Some(6), Some(10), 50));
    assert_eq!(made.odi_75_50_50_test.clone().unwrap().shares.len(), 3);
    for caller in [a_visitor(), person(&nobody("people")), broker(&nobody("brokers"), &ulo), manager] {
        let read = house.governances().get_governance(house.ask(&caller, get(&made.name))).await;
        assert_eq!(read.unwrap().into_inner(), made);
    }
    assert_eq!(standing(house, &ulo).await, (pb::Verdict::Met, "user-led-met".into()));
    not_found(house.governances().get_governance(house.ask(&a_visitor(), get(&nobody("governances")))).await);
    invalid(house.governances().get_governance(house.ask(&a_visitor(), get(&ulo))).await, &["name"]);
}

#[tokio::test]
async fn a_change_of_facts_changes_the_verdict_of_the_organisation() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let mut governance = a_governance(&ulo).create(house).await;
    let operator = an_operator();
    for (board, sentence) in
        [(Some(5), "user-led-not-met"), (None, "user-led-not-evidenced"), (Some(6), "user-led-met")]
    {
        governance.board_from_constituency = board;
        let request = house.ask(&operator, update(governance, &["board_from_constituency"]));
        governance = house.governances().update_governance(request).await.unwrap().into_inner();
        assert_eq!(governance.user_led.clone().unwrap().sentence, sentence);
        assert_eq!(standing(house, &ulo).await.1, sentence);
    }
}

#[tokio::test]
async fn an_organisation_has_one_record() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let request = create(a_governance(&ulo).wanted());
    let operator = an_operator();
    let first = house.governances().create_governance(house.ask(&operator, request.clone())).await.unwrap();
    let again = house.governances().create_governance(house.ask(&operator, request.clone())).await.unwrap();
    assert_eq!(first.into_inner(), again.into_inner());
    let mut other = request;
    other.governance.as_mut().unwrap().staff_size = Some(1);
    let reused = house.governances().create_governance(house.ask(&operator, other.clone())).await;
    refused(reused, Code::AlreadyExists, "REQUEST_ID_REUSED");
    other.request_id = request_id();
    let second = house.governances().create_governance(house.ask(&operator, other)).await;
    refused(second, Code::AlreadyExists, "GOVERNANCE_EXISTS");
    let ghost = create(a_governance(&nobody("ulos")).wanted());
    not_found(house.governances().create_governance(house.ask(&operator, ghost)).await);
}

#[tokio::test]
async fn everything_wrong_is_said_at_once() {
    let house = House::shared().await;
    let governance = pb::Governance {
        ulo: "ulos/none".into(),
        board_size: Some(0),
        board_from_constituency: Some(-1),
        staff_size: None,
        staff_from_constituency: Some(1),
        volunteer_size: Some(3),
        volunteers_from_constituency: Some(4),
        accountability: vec![
            pb::AccountabilityEvidence { kind: 1, reference: "Rules".into(), date: "2999-01-01".into() },
            pb::AccountabilityEvidence::default(),
        ],
        statement_date: "yesterday".into(),
        ..Default::default()
    };
    let request = pb::CreateGovernanceRequest { governance: Some(governance), request_id: "1".into() };
    invalid(
        house.governances().create_governance(house.ask(&an_operator(), request)).await,
        &[
            "request_id",
            "governance.ulo",
            "governance.board_size",
            "governance.board_from_constituency",
            "governance.staff_from_constituency",
            "governance.volunteers_from_constituency",
            "governance.accountability[0].date",
            "governance.accountability[1].kind",
            "governance.accountability[1].reference",
            "governance.accountability[1].date",
            "governance.statement_date",
        ],
    );
    let request = pb::UpdateGovernanceRequest { governance: None, update_mask: mask(&["majority_test"]) };
    let answer = house.governances().update_governance(house.ask(&an_operator(), request)).await;
    invalid(answer, &["governance.name", "etag", "update_mask"]);
}

#[tokio::test]
async fn every_editable_field_survives_a_round_trip() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let made = a_governance(&ulo).create(house).await;
    let wanted = pb::Governance {
        name: made.name.clone(),
        board_size: Some(8),
        board_from_constituency: Some(6),
        staff_size: Some(0),
        staff_from_constituency: Some(0),
        volunteer_size: Some(20),
        volunteers_from_constituency: Some(10),
        accountability: vec![pb::AccountabilityEvidence {
            kind: pb::accountability_evidence::Kind::UserSurvey.into(),
            reference: "Survey 2025 مثال 🦋".into(),
            date: "2025-12-01".into(),
        }],
        statement_date: "2026-02-28".into(),
        ulo: "ulos/fixed-once-recorded".into(),
        ..made.clone()
    };
    let fields = [
        "board_size",
        "board_from_constituency",
        "staff_size",
        "staff_from_constituency",
        "volunteer_size",
        "volunteers_from_constituency",
        "accountability",
        "statement_date",
    ];
    let manager = manager(&ulo);
    let request = house.ask(&manager, update(wanted.clone(), &fields));
    let updated = house.governances().update_governance(request).await.unwrap().into_inner();
    let read =
        house.governances().get_governance(house.ask(&manager, get(&made.name))).await.unwrap().into_inner();
    assert_eq!(updated, read);
    let expected = pb::Governance {
        dh_75_test: read.dh_75_test.clone(),
        odi_75_50_50_test: read.odi_75_50_50_test.clone(),
        majority_test: read.majority_test.clone(),
        update_time: read.update_time,
        etag: read.etag.clone(),
        ulo,
        ..wanted
    };
    assert_eq!(read, expected);
    assert_eq!(read.odi_75_50_50_test.unwrap().sentence, "odi-75-50-50-met");
    stale(house.governances().update_governance(house.ask(&manager, update(made, &["board_size"]))).await);
}

#[tokio::test]
async fn only_its_managers_and_operators_state_facts() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let made = a_governance(&ulo).create(house).await;
    let callers = [
        a_visitor(),
        person(&nobody("people")),
        broker(&nobody("brokers"), &ulo),
        manager(&nobody("ulos")),
        officer("councils/E08000033"),
        Caller::new(Role::Observer, "observers/test"),
        Caller::service("matching"),
    ];
    for caller in callers {
        let request = house.ask(&caller, create(a_governance(&ulo).wanted()));
        forbidden(house.governances().create_governance(request).await);
        let request = house.ask(&caller, update(made.clone(), &["board_size"]));
        forbidden(house.governances().update_governance(request).await);
    }
    refused(
        house.governances().get_governance(get(&made.name)).await,
        Code::Unauthenticated,
        "UNAUTHENTICATED",
    );
}

#[tokio::test]
async fn a_closed_organisations_record_is_history() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let made = a_governance(&ulo).create(house).await;
    close(house, &ulo).await;
    let operator = an_operator();
    let request = house.ask(&operator, update(made.clone(), &["board_size"]));
    refused(house.governances().update_governance(request).await, Code::FailedPrecondition, "ULO_CLOSED");
    let bare = a_ulo().create(house).await.name;
    close(house, &bare).await;
    let request = house.ask(&operator, create(a_governance(&bare).wanted()));
    refused(house.governances().create_governance(request).await, Code::FailedPrecondition, "ULO_CLOSED");
    not_found(house.governances().get_governance(house.ask(&a_visitor(), get(&made.name))).await);
    assert!(house.governances().get_governance(house.ask(&operator, get(&made.name))).await.is_ok());
    for (caller, found) in [(a_visitor(), 0), (operator, 1)] {
        let request = pb::ListGovernancesRequest { ulo: ulo.clone(), ..Default::default() };
        let answer = house.governances().list_governances(house.ask(&caller, request)).await.unwrap();
        assert_eq!(answer.into_inner().governances.len(), found);
    }
}

#[tokio::test]
async fn records_are_listed_newest_first_in_pages() {
    let house = House::shared().await;
    let (first, second) = (a_ulo().create(house).await.name, a_ulo().create(house).await.name);
    let first = a_governance(&first).create(house).await;
    let second = a_governance(&second).create(house).await;
    let mut seen = Vec::new();
    let mut request = pb::ListGovernancesRequest { page_size: 100, ..Default::default() };
    while !seen.contains(&first.name) {
        let page = house.governances().list_governances(house.ask(&a_visitor(), request.clone())).await;
        let page = page.unwrap().into_inner();
        seen.extend(page.governances.into_iter().map(|governance| governance.name));
        assert!(!page.next_page_token.is_empty() || seen.contains(&first.name));
        request.page_token = page.next_page_token;
        request.page_size = 1;
    }
    let place = |name: &str| seen.iter().position(|seen| seen == name);
    assert!(place(&second.name) < place(&first.name));
    let request = pb::ListGovernancesRequest { ulo: second.ulo.clone(), ..Default::default() };
    let answer =
        house.governances().list_governances(house.ask(&a_visitor(), request)).await.unwrap().into_inner();
    assert_eq!(answer.governances, [second]);
    let request =
        pb::ListGovernancesRequest { page_size: -1, page_token: "?".into(), ulo: "people/1".into() };
    let answer = house.governances().list_governances(house.ask(&a_visitor(), request)).await;
    invalid(answer, &["page_size", "page_token", "ulo"]);
}
