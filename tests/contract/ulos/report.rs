//! Reports on awards: drafts, what has to be in them, and what follows from the last.

use platform::Caller;
use proto::ulos::v1 as pb;
use proto::ulos::v1::report::{Kind, State};
use tonic::Code;

use crate::harness::asserts::{forbidden, invalid, not_found, refused, stale};
use crate::harness::fund::{a_report, an_assessor};
use crate::harness::{House, a_visitor, an_operator, manager, mask, nobody, request_id};

const FIELDS: [&str; 8] =
    ["start_date", "end_date", "done", "spent_pence", "people", "problem", "result", "contact"];

fn create(report: pb::Report) -> pb::CreateReportRequest {
    pb::CreateReportRequest { report: Some(report), request_id: request_id() }
}

fn update(report: pb::Report, paths: &[&str]) -> pb::UpdateReportRequest {
    pb::UpdateReportRequest { report: Some(report), update_mask: mask(paths) }
}

fn submit(report: &pb::Report) -> pb::SubmitReportRequest {
    pb::SubmitReportRequest { name: report.name.clone(), etag: report.etag.clone() }
}

fn give_back(report: &pb::Report) -> pb::ReturnReportRequest {
    let pb::Report { name, etag, .. } = report.clone();
    pb::ReturnReportRequest { name, etag, reason: "Who to ask?".into() }
}

fn accept(report: &pb::Report) -> pb::AcceptReportRequest {
    pb::AcceptReportRequest { name: report.name.clone(), etag: report.etag.clone() }
}

async fn list(house: &House, caller: &Caller, award: &str) -> Vec<String> {
    let request = pb::ListReportsRequest { award: award.into(), ..Default::default() };
    let listed = house.reports().list_reports(house.ask(caller, request)).await.unwrap();
    listed.into_inner().reports.into_iter().map(|report| report.name).collect()
}

#[tokio::test]
async fn every_editable_field_survives_a_round_trip() {
    let house = House::shared().await;
    let (_, site) = house.awarded_round().await;
    let made = site.report(house, Kind::Learning).await;
    let wanted = pb::Report {
        start_date: "2026-07-01".into(),
        end_date: "2026-07-01".into(),
        done: "A,\nb مثال.".into(),
        spent_pence: 100_000_000_000,
        people: 1_000_000,
        problem: "B".into(),
        result: "C".into(),
        contact: "D".into(),
        kind: Kind::Monitoring.into(),
        award: "awards/fixed".into(),
        ..made.clone()
    };
    let request = house.ask(&site.manager, update(wanted.clone(), &FIELDS));
    let updated = house.reports().update_report(request).await.unwrap().into_inner();
    let request = house.ask(&site.manager, pb::GetReportRequest { name: made.name.clone() });
    let read = house.reports().get_report(request).await.unwrap().into_inner();
    assert_eq!(updated, read);
    let (update_time, etag) = (read.update_time, read.etag.clone());
    let kind = Kind::Learning.into();
    assert_eq!(read, pb::Report { update_time, etag, kind, award: made.award.clone(), ..wanted });
    stale(house.reports().update_report(house.ask(&site.manager, update(made.clone(), &["done"]))).await);
    stale(house.reports().submit_report(house.ask(&site.manager, submit(&made))).await);
}

#[tokio::test]
async fn a_report_is_sent_returned_mended_and_accepted() {
    let house = House::shared().await;
    let operator = an_operator();
    let (_, site) = house.awarded_round().await;
    let award = site.award(house).await.name;
    let draft = site.report(house, Kind::Monitoring).await;
    let waiting = |answer| refused(answer, Code::FailedPrecondition, "REPORT_NOT_SUBMITTED");
    waiting(house.reports().accept_report(house.ask(&operator, accept(&draft))).await);
    waiting(house.reports().return_report(house.ask(&operator, give_back(&draft))).await);
    let sent =
        house.reports().submit_report(house.ask(&site.manager, submit(&draft))).await.unwrap().into_inner();
    assert_eq!(list(house, &operator, &award).await, std::slice::from_ref(&sent.name));
    let fixed = |answer| refused(answer, Code::FailedPrecondition, "REPORT_NOT_DRAFT");
    fixed(house.reports().submit_report(house.ask(&site.manager, submit(&sent))).await);
    fixed(house.reports().update_report(house.ask(&site.manager, update(sent.clone(), &["done"]))).await);
    stale(house.reports().accept_report(house.ask(&operator, accept(&draft))).await);
    let back =
        house.reports().return_report(house.ask(&operator, give_back(&sent))).await.unwrap().into_inner();
    assert_eq!((back.state(), back.return_reason.as_str()), (State::Draft, "Who to ask?"));
    let sent =
        house.reports().submit_report(house.ask(&site.manager, submit(&back))).await.unwrap().into_inner();
    assert_eq!(sent.return_reason, "");
    assert_eq!(house.accept_report(&sent).await.state(), State::Accepted);
    assert!(!site.award(house).await.learned, "that was not the last");
}

#[tokio::test]
async fn the_learning_report_is_whole_and_there_is_one() {
    let house = House::shared().await;
    let (_, site) = house.awarded_round().await;
    let award = site.award(house).await.name;
    let empty = pb::Report {
        done: String::new(),
        result: String::new(),
        problem: String::new(),
        contact: String::new(),
        ..a_report(&award, Kind::Learning)
    };
    let request = create(empty);
    let made =
        house.reports().create_report(house.ask(&site.manager, request.clone())).await.unwrap().into_inner();
    let again = house.reports().create_report(house.ask(&site.manager, request.clone())).await.unwrap();
    assert_eq!(again.into_inner(), made);
    let reused = pb::CreateReportRequest {
        request_id: request.request_id,
        ..create(a_report(&award, Kind::Monitoring))
    };
    let reused = house.reports().create_report(house.ask(&site.manager, reused)).await;
    refused(reused, Code::AlreadyExists, "REQUEST_ID_REUSED");
    let second = house.ask(&site.manager, create(a_report(&award, Kind::Learning)));
    refused(house.reports().create_report(second).await, Code::AlreadyExists, "REPORT_EXISTS");
    let answer = house.reports().submit_report(house.ask(&site.manager, submit(&made))).await;
    let text = answer.as_ref().unwrap_err().message().to_owned();
    refused(answer, Code::FailedPrecondition, "REPORT_INCOMPLETE");
    assert!(["done", "result", "problem", "contact"].iter().all(|field| text.contains(field)), "{text}");
}

#[tokio::test]
async fn a_complete_award_needs_no_more_reports() {
    let house = House::shared().await;
    let (_, site) = house.awarded_round().await;
    for milestone in [1, 2] {
        let claimed = site.claim(house, milestone).await;
        house.pay(&claimed, milestone).await;
    }
    assert_eq!(site.award(house).await.state(), pb::award::State::Running);
    let sent = site.sent_report(house, Kind::Learning).await;
    house.accept_report(&sent).await;
    let award = site.award(house).await;
    assert_eq!((award.state(), award.learned), (pb::award::State::Complete, true));
    let request = house.ask(&site.manager, create(a_report(&award.name, Kind::Monitoring)));
    refused(house.reports().create_report(request).await, Code::FailedPrecondition, "AWARD_COMPLETE");
}

#[tokio::test]
async fn the_reports_on_an_award_never_tell_of_more_than_it() {
    let house = House::shared().await;
    let (_, site) = house.awarded_round().await;
    let award = site.award(house).await;
    let half =
        pb::Report { spent_pence: award.amount_pence / 2 + 1, ..a_report(&award.name, Kind::Monitoring) };
    let whole = pb::Report { spent_pence: award.amount_pence, ..a_report(&award.name, Kind::Learning) };
    let mut answers = Vec::new();
    for report in [half.clone(), half, whole] {
        let made = house.reports().create_report(house.ask(&site.manager, create(report))).await.unwrap();
        let request = house.ask(&site.manager, submit(&made.into_inner()));
        answers.push(house.reports().submit_report(request).await);
    }
    let [first, second, last] = <[_; 3]>::try_from(answers).unwrap();
    first.unwrap();
    refused(second, Code::FailedPrecondition, "REPORT_OVERSPENT");
    last.unwrap();
}

#[tokio::test]
async fn a_hundred_and_not_one_more() {
    let house = House::shared().await;
    let (_, site) = house.awarded_round().await;
    let award = site.award(house).await.name;
    for _ in 0..100 {
        let request = house.ask(&site.manager, create(a_report(&award, Kind::Monitoring)));
        house.reports().create_report(request).await.unwrap();
    }
    let request = house.ask(&site.manager, create(a_report(&award, Kind::Monitoring)));
    refused(house.reports().create_report(request).await, Code::FailedPrecondition, "REPORTS_TOO_MANY");
    let mut seen = Vec::new();
    let mut page_token = String::new();
    loop {
        let request = pb::ListReportsRequest { page_size: 60, page_token, award: award.clone() };
        let page =
            house.reports().list_reports(house.ask(&site.manager, request)).await.unwrap().into_inner();
        seen.extend(page.reports.into_iter().map(|report| report.name));
        page_token = page.next_page_token;
        if page_token.is_empty() {
            break;
        }
    }
    assert_eq!(seen.len(), 100);
    assert!(seen.is_sorted_by(|newer, older| newer > older));
}

#[tokio::test]
async fn everything_wrong_is_said_at_once() {
    let house = House::shared().await;
    let manager = manager(&nobody("ulos"));
    let report = pb::Report {
        award: "awards/none".into(),
        start_date: "2026-02-01".into(),
        end_date: "2026-01-31".into(),
        spent_pence: -1,
        people: -1,
        contact: "x".repeat(301),
        ..Default::default()
    };
    let request = pb::CreateReportRequest { report: Some(report), request_id: "1".into() };
    invalid(
        house.reports().create_report(house.ask(&manager, request)).await,
        &[
            "request_id",
            "report.award",
            "report.kind",
            "report.end_date",
            "report.spent_pence",
            "report.people",
            "report.contact",
        ],
    );
    let answer =
        house.reports().update_report(house.ask(&manager, update(pb::Report::default(), &["kind"]))).await;
    invalid(answer, &["report.name", "etag", "update_mask"]);
    let request = pb::ListReportsRequest { page_size: -1, page_token: "?".into(), award: String::new() };
    invalid(
        house.reports().list_reports(house.ask(&manager, request)).await,
        &["page_size", "page_token", "award"],
    );
    let request = house.ask(&an_operator(), pb::ReturnReportRequest::default());
    invalid(house.reports().return_report(request).await, &["name", "etag", "reason"]);
}

#[tokio::test]
async fn reports_are_for_the_organisation_and_the_fund() {
    let house = House::shared().await;
    let (_, site) = house.awarded_round().await;
    let award = site.award(house).await.name;
    let draft = site.report(house, Kind::Monitoring).await;
    let get = |caller: &Caller| house.ask(caller, pb::GetReportRequest { name: draft.name.clone() });
    not_found(house.reports().get_report(get(&an_operator())).await);
    assert_eq!(list(house, &an_operator(), &award).await, Vec::<String>::new());
    let foreign = manager(&nobody("ulos"));
    not_found(house.reports().get_report(get(&foreign)).await);
    not_found(house.reports().update_report(house.ask(&foreign, update(draft.clone(), &["done"]))).await);
    not_found(house.reports().submit_report(house.ask(&foreign, submit(&draft))).await);
    not_found(
        house.reports().create_report(house.ask(&foreign, create(a_report(&award, Kind::Monitoring)))).await,
    );
    let request = pb::ListReportsRequest { award: award.clone(), ..Default::default() };
    not_found(house.reports().list_reports(house.ask(&foreign, request)).await);
    for caller in [a_visitor(), an_assessor()] {
        forbidden(house.reports().get_report(get(&caller)).await);
        forbidden(house.reports().accept_report(house.ask(&caller, accept(&draft))).await);
    }
    forbidden(house.reports().accept_report(house.ask(&site.manager, accept(&draft))).await);
    forbidden(house.reports().return_report(house.ask(&site.manager, give_back(&draft))).await);
}
