//! Solutions: drafts are private, what is published is found by topic and words; others adopt it and judge for themselves.

use platform::Caller;
use proto::ulos::v1 as pb;
use proto::ulos::v1::adoption::AdopterVerdict;
use proto::ulos::v1::solution::{State, Topic};
use tonic::Code;

use crate::harness::asserts::{forbidden, invalid, not_found, refused, stale};
use crate::harness::solutions::{a_shared_solution, a_solution, an_adoption};
use crate::harness::ulos::a_ulo;
use crate::harness::{House, a_visitor, an_operator, manager, mask, officer, request_id};

const FIELDS: [&str; 8] =
    ["display_name", "problem", "what_was_done", "what_happened", "cost_pence", "hours", "topics", "council"];

fn create(solution: pb::Solution) -> pb::CreateSolutionRequest {
    pb::CreateSolutionRequest { solution: Some(solution), request_id: request_id() }
}

fn update(solution: pb::Solution, paths: &[&str]) -> pb::UpdateSolutionRequest {
    pb::UpdateSolutionRequest { solution: Some(solution), update_mask: mask(paths) }
}

fn get(solution: &pb::Solution) -> pb::GetSolutionRequest {
    pb::GetSolutionRequest { name: solution.name.clone() }
}

fn publish(solution: &pb::Solution) -> pb::PublishSolutionRequest {
    pb::PublishSolutionRequest { name: solution.name.clone(), etag: solution.etag.clone() }
}

fn withdraw(solution: &pb::Solution) -> pb::WithdrawSolutionRequest {
    pb::WithdrawSolutionRequest { name: solution.name.clone(), etag: solution.etag.clone() }
}

async fn found(house: &House, caller: &Caller, request: pb::ListSolutionsRequest) -> Vec<String> {
    let answer = house.solutions().list_solutions(house.ask(caller, request)).await.unwrap().into_inner();
    answer.solutions.into_iter().map(|solution| solution.name).collect()
}

#[tokio::test]
async fn a_draft_is_its_own_organisations_alone_until_it_is_published() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let own = manager(&ulo);
    let request = create(a_solution(&ulo).wanted());
    let made =
        house.solutions().create_solution(house.ask(&own, request.clone())).await.unwrap().into_inner();
    let again = house.solutions().create_solution(house.ask(&own, request)).await.unwrap().into_inner();
    assert_eq!((made.state(), &made), (State::Draft, &again));
    let stranger = manager("ulos/01990000-0000-7000-8000-000000000001");
    for caller in [&stranger, &a_visitor(), &officer("councils/E08000033")] {
        not_found(house.solutions().get_solution(house.ask(caller, get(&made))).await);
        assert_eq!(found(house, caller, of_ulo(&ulo)).await, Vec::<String>::new());
    }
    assert_eq!(found(house, &own, of_ulo(&ulo)).await, [made.name.as_str()]);
    not_found(house.solutions().publish_solution(house.ask(&stranger, publish(&made))).await);
    let shown =
        house.solutions().publish_solution(house.ask(&own, publish(&made))).await.unwrap().into_inner();
    stale(house.solutions().withdraw_solution(house.ask(&own, withdraw(&made))).await);
    let read =
        house.solutions().get_solution(house.ask(&a_visitor(), get(&made))).await.unwrap().into_inner();
    assert_eq!((read.state(), &read), (State::Published, &shown));
    let answer = house.solutions().publish_solution(house.ask(&own, publish(&shown))).await;
    refused(answer, Code::FailedPrecondition, "SOLUTION_NOT_DRAFT");
    let gone =
        house.solutions().withdraw_solution(house.ask(&own, withdraw(&shown))).await.unwrap().into_inner();
    not_found(house.solutions().get_solution(house.ask(&a_visitor(), get(&made))).await);
    for answer in [
        house.solutions().withdraw_solution(house.ask(&own, withdraw(&gone))).await,
        house.solutions().update_solution(house.ask(&own, update(gone.clone(), &["problem"]))).await,
    ] {
        refused(answer, Code::FailedPrecondition, "SOLUTION_WITHDRAWN");
    }
    let told = ["solution.created", "solution.published", "solution.withdrawn"];
    assert_eq!(house.told_by("ulos", &made.name).await, told);
}

fn of_ulo(ulo: &str) -> pb::ListSolutionsRequest {
    pb::ListSolutionsRequest { ulo: ulo.into(), ..Default::default() }
}

#[tokio::test]
async fn every_editable_field_survives_a_round_trip() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let made = a_solution(&ulo).create(house).await;
    let wanted = pb::Solution {
        display_name: "Another مثال".into(),
        problem: "One,\ntwo.".into(),
        what_was_done: "Three.".into(),
        what_happened: "Four.".into(),
        cost_pence: None,
        hours: Some(12),
        topics: vec![Topic::Starting.into(), Topic::Other.into()],
        council: "councils/E08000033".into(),
        ..made.clone()
    };
    let request = house.ask(&manager(&ulo), update(wanted.clone(), &FIELDS));
    let updated = house.solutions().update_solution(request).await.unwrap().into_inner();
    let expected = pb::Solution { update_time: updated.update_time, etag: updated.etag.clone(), ..wanted };
    assert_eq!(updated, expected);
    let again = house.ask(&manager(&ulo), update(made, &["hours"]));
    stale(house.solutions().update_solution(again).await);
}

#[tokio::test]
async fn solutions_are_found_by_topic_and_words_in_pages() {
    let house = House::shared().await;
    let ulo = a_ulo().create(house).await.name;
    let mark = request_id().replace('-', "");
    let marked = |topic: Topic| {
        a_solution(&ulo).with(|solution| {
            solution.what_happened = format!("Éleven came, {mark}.");
            solution.topics = vec![topic.into()];
        })
    };
    let [a, b] =
        [marked(Topic::Training).publish(house).await, marked(Topic::Influence).publish(house).await];
    let ask = |text: &str, topic: i32| pb::ListSolutionsRequest {
        text: format!("{text} {mark}"),
        topic,
        ..Default::default()
    };
    let visitor = a_visitor();
    assert_eq!(found(house, &visitor, ask("elev", 0)).await, [b.name.clone(), a.name.clone()]);
    assert_eq!(found(house, &visitor, ask("", Topic::Training.into())).await, [a.name.as_str()]);
    assert_eq!(found(house, &visitor, ask("nowhere", 0)).await, Vec::<String>::new());
    let first = pb::ListSolutionsRequest { page_size: 1, ..ask("", 0) };
    let page =
        house.solutions().list_solutions(house.ask(&visitor, first.clone())).await.unwrap().into_inner();
    let next = pb::ListSolutionsRequest { page_token: page.next_page_token, ..first };
    assert_eq!(found(house, &visitor, next).await, [a.name]);
    let signs = pb::ListSolutionsRequest { text: "&|!".into(), ..Default::default() };
    assert_eq!(found(house, &visitor, signs).await, Vec::<String>::new());
}

#[tokio::test]
async fn everything_wrong_is_said_at_once() {
    let house = House::shared().await;
    let wrong = pb::Solution {
        display_name: " ".into(),
        problem: " ".into(),
        what_was_done: "x".repeat(4001),
        what_happened: String::new(),
        cost_pence: Some(-1),
        hours: Some(-1),
        topics: Vec::new(),
        council: "councils/X".into(),
        ..Default::default()
    };
    let request = pb::CreateSolutionRequest { solution: Some(wrong), request_id: String::new() };
    invalid(
        house.solutions().create_solution(house.ask(&an_operator(), request)).await,
        &[
            "request_id",
            "solution.ulo",
            "solution.problem",
            "solution.what_was_done",
            "solution.what_happened",
            "solution.cost_pence",
            "solution.hours",
            "solution.topics",
            "solution.display_name",
            "solution.council",
        ],
    );
}

#[tokio::test]
async fn others_adopt_once_and_judge_for_themselves() {
    let house = House::shared().await;
    let solution = a_shared_solution(house).await;
    let ulo = a_ulo().create(house).await.name;
    let adopter = manager(&ulo);
    let adopt = |solution: &pb::Solution, ulo: &str| pb::CreateAdoptionRequest {
        adoption: Some(an_adoption(&solution.name, ulo)),
        request_id: request_id(),
    };
    let request = adopt(&solution, &ulo);
    let made =
        house.adoptions().create_adoption(house.ask(&adopter, request.clone())).await.unwrap().into_inner();
    let again = house.adoptions().create_adoption(house.ask(&adopter, request)).await.unwrap().into_inner();
    assert_eq!((made.verdict(), &made), (AdopterVerdict::Unspecified, &again));
    let answer = house.adoptions().create_adoption(house.ask(&adopter, adopt(&solution, &ulo))).await;
    refused(answer, Code::AlreadyExists, "ADOPTION_EXISTS");
    let own = manager(&solution.ulo);
    let answer = house.adoptions().create_adoption(house.ask(&own, adopt(&solution, &solution.ulo))).await;
    refused(answer, Code::FailedPrecondition, "SOLUTION_OWN");
    let draft = a_solution(&solution.ulo).create(house).await;
    let answer = house.adoptions().create_adoption(house.ask(&adopter, adopt(&draft, &ulo))).await;
    refused(answer, Code::FailedPrecondition, "SOLUTION_NOT_PUBLISHED");

    let judged = pb::Adoption {
        verdict: AdopterVerdict::WorkedInPart.into(),
        words: "On Fridays.".into(),
        ..made.clone()
    };
    let judge = |adoption: pb::Adoption| pb::UpdateAdoptionRequest {
        adoption: Some(adoption),
        update_mask: mask(&["verdict", "words", "adopt_date"]),
    };
    // Whose solution it is has no say in the verdict.
    for caller in [&own, &a_visitor(), &officer("councils/E08000033")] {
        forbidden(house.adoptions().update_adoption(house.ask(caller, judge(judged.clone()))).await);
        forbidden(house.adoptions().create_adoption(house.ask(caller, adopt(&solution, &ulo))).await);
    }
    house.adoptions().update_adoption(house.ask(&adopter, judge(judged.clone()))).await.unwrap();
    stale(house.adoptions().update_adoption(house.ask(&adopter, judge(judged))).await);
    let get_adoption = pb::GetAdoptionRequest { name: made.name.clone() };
    let read =
        house.adoptions().get_adoption(house.ask(&a_visitor(), get_adoption)).await.unwrap().into_inner();
    assert_eq!((read.verdict(), read.words.as_str()), (AdopterVerdict::WorkedInPart, "On Fridays."));
    let read =
        house.solutions().get_solution(house.ask(&a_visitor(), get(&solution))).await.unwrap().into_inner();
    let counts = pb::AdoptionCounts { adopted: 1, worked: 0, worked_in_part: 1, did_not_work: 0 };
    assert_eq!(
        (read.adoption_counts, &read.etag),
        (Some(counts), &solution.etag),
        "an adoption is no other version"
    );
    let list = pb::ListAdoptionsRequest { solution: solution.name, ..Default::default() };
    let listed = house.adoptions().list_adoptions(house.ask(&a_visitor(), list)).await.unwrap().into_inner();
    assert_eq!(listed.adoptions.len(), 1);
    let wrong = pb::Adoption {
        adopt_date: "2999-01-01".into(),
        verdict: 99,
        words: "x".repeat(1001),
        ..Default::default()
    };
    let request = pb::CreateAdoptionRequest { adoption: Some(wrong), request_id: "again".into() };
    invalid(
        house.adoptions().create_adoption(house.ask(&an_operator(), request)).await,
        &[
            "request_id",
            "adoption.solution",
            "adoption.ulo",
            "adoption.adopt_date",
            "adoption.verdict",
            "adoption.words",
        ],
    );
}
