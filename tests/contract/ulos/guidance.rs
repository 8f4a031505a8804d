//! Guidance: drafts are private, what is published has a format, and is found by topic, format, solution and words.

use platform::Caller;
use proto::ulos::v1 as pb;
use proto::ulos::v1::guidance::State;
use proto::ulos::v1::guidance_format::Kind;
use proto::ulos::v1::solution::Topic;
use tonic::Code;

use crate::harness::asserts::{forbidden, invalid, not_found, refused, stale};
use crate::harness::guidances::{a_format, a_guidance};
use crate::harness::solutions::{a_shared_solution, a_solution};
use crate::harness::ulos::a_ulo;
use crate::harness::{House, a_visitor, an_operator, manager, mask, officer, request_id};

const FIELDS: [&str; 5] = ["display_name", "purpose", "topics", "formats", "solution"];

fn create(guidance: pb::Guidance) -> pb::CreateGuidanceRequest {
    pb::CreateGuidanceRequest { guidance: Some(guidance), request_id: request_id() }
}

fn update(guidance: pb::Guidance, paths: &[&str]) -> pb::UpdateGuidanceRequest {
    pb::UpdateGuidanceRequest { guidance: Some(guidance), update_mask: mask(paths) }
}

fn get(guidance: &pb::Guidance) -> pb::GetGuidanceRequest {
    pb::GetGuidanceRequest { name: guidance.name.clone() }
}

fn publish(guidance: &pb::Guidance) -> pb::PublishGuidanceRequest {
    pb::PublishGuidanceRequest { name: guidance.name.clone(), etag: guidance.etag.clone() }
}

fn withdraw(guidance: &pb::Guidance) -> pb::WithdrawGuidanceRequest {
    pb::WithdrawGuidanceRequest { name: guidance.name.clone(), etag: guidance.etag.clone() }
}

async fn found(house: &House, caller: &Caller, request: pb::ListGuidancesRequest) -> Vec<String> {
    let answer = house.guidances().list_guidances(house.ask(caller, request)).await.unwrap().into_inner();
    answer.guidances.into_iter().map(|guidance| guidance.name).collect()
}

#[tokio::test]
async fn a_draft_is_its_own_organisations_alone_and_shown_only_with_a_format() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let own = manager(&ulo);
    let request = create(a_guidance(&ulo).with(|guidance| guidance.formats.clear()).wanted());
    let ask = || house.ask(&own, request.clone());
    let made = house.guidances().create_guidance(ask()).await.unwrap().into_inner();
    let again = house.guidances().create_guidance(ask()).await.unwrap().into_inner();
    assert_eq!((made.state(), &made), (State::Draft, &again));
    let of_ulo = || pb::ListGuidancesRequest { ulo: ulo.clone(), ..Default::default() };
    let stranger = manager("ulos/01990000-0000-7000-8000-000000000001");
    for caller in [&stranger, &a_visitor(), &officer("councils/E08000033")] {
        not_found(house.guidances().get_guidance(house.ask(caller, get(&made))).await);
        forbidden(house.guidances().create_guidance(house.ask(caller, request.clone())).await);
        assert_eq!(found(house, caller, of_ulo()).await, Vec::<String>::new());
    }
    not_found(house.guidances().publish_guidance(house.ask(&stranger, publish(&made))).await);
    assert_eq!(found(house, &own, of_ulo()).await, [made.name.as_str()]);
    let answer = house.guidances().publish_guidance(house.ask(&own, publish(&made))).await;
    refused(answer, Code::FailedPrecondition, "GUIDANCE_WITHOUT_FORMATS");

    let with_one = pb::Guidance { formats: vec![a_format(Kind::Audio)], ..made.clone() };
    let request = house.ask(&own, update(with_one, &["formats"]));
    let ready = house.guidances().update_guidance(request).await.unwrap().into_inner();
    stale(house.guidances().publish_guidance(house.ask(&own, publish(&made))).await);
    let shown = house.guidances().publish_guidance(house.ask(&own, publish(&ready))).await;
    let shown = shown.unwrap().into_inner();
    let read = house.guidances().get_guidance(house.ask(&a_visitor(), get(&made))).await;
    assert_eq!((read.unwrap().into_inner(), shown.state()), (shown.clone(), State::Published));
    let answer = house.guidances().publish_guidance(house.ask(&own, publish(&shown))).await;
    refused(answer, Code::FailedPrecondition, "GUIDANCE_NOT_DRAFT");
    let bare = pb::Guidance { formats: Vec::new(), ..shown.clone() };
    let answer = house.guidances().update_guidance(house.ask(&own, update(bare, &["formats"]))).await;
    refused(answer, Code::FailedPrecondition, "GUIDANCE_WITHOUT_FORMATS");

    let gone = house.guidances().withdraw_guidance(house.ask(&own, withdraw(&shown))).await;
    let gone = gone.unwrap().into_inner();
    not_found(house.guidances().get_guidance(house.ask(&a_visitor(), get(&made))).await);
    for answer in [
        house.guidances().withdraw_guidance(house.ask(&own, withdraw(&gone))).await,
        house.guidances().update_guidance(house.ask(&own, update(gone.clone(), &["purpose"]))).await,
    ] {
        refused(answer, Code::FailedPrecondition, "GUIDANCE_WITHDRAWN");
    }
    let told = ["guidance.created", "guidance.updated", "guidance.published", "guidance.withdrawn"];
    assert_eq!(house.told_by("ulos", &made.name).await, told);
}

#[tokio::test]
async fn every_editable_field_survives_a_round_trip() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let made = a_guidance(&ulo).create(house).await;
    let audio = pb::GuidanceFormat {
        kind: Kind::Audio.into(),
        language: "pa-Guru".into(),
        link: "https://guides.example.org/begin.mp3".into(),
        pages: Some(1),
        minutes: Some(12),
        size_kilobytes: Some(3_000),
    };
    let wanted = pb::Guidance {
        display_name: "Another مثال".into(),
        purpose: "One,\ntwo.".into(),
        topics: vec![Topic::Funding.into(), Topic::Other.into()],
        formats: vec![audio, a_format(Kind::BslVideo)],
        solution: a_solution(&ulo).create(house).await.name,
        ..made.clone()
    };
    let request = house.ask(&manager(&ulo), update(wanted.clone(), &FIELDS));
    let updated = house.guidances().update_guidance(request).await.unwrap().into_inner();
    let expected = pb::Guidance { update_time: updated.update_time, etag: updated.etag.clone(), ..wanted };
    assert_eq!(updated, expected);
    let again = house.ask(&manager(&ulo), update(made, &["purpose"]));
    stale(house.guidances().update_guidance(again).await);
}

#[tokio::test]
async fn it_stands_beside_a_solution_of_its_own_organisation_only() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let own = manager(&ulo);
    let others = a_shared_solution(house).await;
    let draft_of_others = a_solution(&others.ulo).create(house).await;
    let beside = |solution: &pb::Solution| {
        create(a_guidance(&ulo).with(|guidance| guidance.solution.clone_from(&solution.name)).wanted())
    };
    let answer = house.guidances().create_guidance(house.ask(&own, beside(&others))).await;
    refused(answer, Code::FailedPrecondition, "GUIDANCE_SOLUTION_OF_OTHERS");
    not_found(house.guidances().create_guidance(house.ask(&own, beside(&draft_of_others))).await);
    let solution = a_solution(&ulo).publish(house).await;
    let made = house.guidances().create_guidance(house.ask(&own, beside(&solution))).await;
    let made = made.unwrap().into_inner();
    let moved = pb::Guidance { solution: others.name, ..made.clone() };
    let answer = house.guidances().update_guidance(house.ask(&own, update(moved, &["solution"]))).await;
    refused(answer, Code::FailedPrecondition, "GUIDANCE_SOLUTION_OF_OTHERS");
    house.guidances().publish_guidance(house.ask(&own, publish(&made))).await.unwrap();
    let ask = pb::ListGuidancesRequest { solution: solution.name, ..Default::default() };
    assert_eq!(found(house, &a_visitor(), ask).await, [made.name]);
}

#[tokio::test]
async fn guidance_is_found_by_topic_format_and_words_in_pages() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let mark = request_id().replace('-', "");
    let marked = |topic: Topic, kind: Kind| {
        a_guidance(&ulo).with(|guidance| {
            guidance.purpose = format!("Éleven, {mark}.");
            guidance.topics = vec![topic.into()];
            guidance.formats = vec![a_format(kind)];
        })
    };
    let [a, b] = [
        marked(Topic::Training, Kind::Audio).publish(house).await,
        marked(Topic::Influence, Kind::EasyRead).publish(house).await,
    ];
    let ask = |text: &str, topic: i32, kind: i32| pb::ListGuidancesRequest {
        text: format!("{text} {mark}"),
        topic,
        kind,
        ..Default::default()
    };
    let visitor = a_visitor();
    assert_eq!(found(house, &visitor, ask("elev", 0, 0)).await, [b.name.clone(), a.name.clone()]);
    assert_eq!(found(house, &visitor, ask("", Topic::Training.into(), 0)).await, [a.name.as_str()]);
    assert_eq!(found(house, &visitor, ask("", 0, Kind::EasyRead.into())).await, [b.name.as_str()]);
    assert_eq!(found(house, &visitor, ask("nowhere", 0, 0)).await, Vec::<String>::new());
    let first = pb::ListGuidancesRequest { page_size: 1, ..ask("", 0, 0) };
    let page = house.guidances().list_guidances(house.ask(&visitor, first.clone())).await.unwrap();
    let next = pb::ListGuidancesRequest { page_token: page.into_inner().next_page_token, ..first };
    assert_eq!(found(house, &visitor, next).await, [a.name]);
    let signs = pb::ListGuidancesRequest { text: "&|!".into(), ..Default::default() };
    assert_eq!(found(house, &visitor, signs).await, Vec::<String>::new());
}

#[tokio::test]
async fn everything_wrong_is_said_at_once() {
    let house = House::shared().await;
    let wrong = pb::Guidance {
        display_name: " ".into(),
        purpose: " ".into(),
        formats: vec![pb::GuidanceFormat { pages: Some(0), ..Default::default() }],
        solution: "ulos/1".into(),
        ..Default::default()
    };
    let request = pb::CreateGuidanceRequest { guidance: Some(wrong), request_id: String::new() };
    invalid(
        house.guidances().create_guidance(house.ask(&an_operator(), request)).await,
        &[
            "request_id",
            "guidance.ulo",
            "guidance.purpose",
            "guidance.display_name",
            "guidance.topics",
            "guidance.formats[0].kind",
            "guidance.formats[0].language",
            "guidance.formats[0].link",
            "guidance.formats[0].pages",
            "guidance.solution",
        ],
    );
}
