//! Rounds: who draws one up, when it can change, how it is decided and closed.

use platform::{Caller, Role};
use proto::ulos::v1 as pb;
use proto::ulos::v1::round::{Phase, State};
use tonic::Code;

use crate::harness::asserts::{forbidden, invalid, not_found, refused, stale};
use crate::harness::fund::{Site, a_round, an_assessor, day, stamp};
use crate::harness::{House, a_visitor, an_operator, manager, mask, nobody, officer, request_id};

const FIELDS: [&str; 10] = [
    "display_name",
    "purpose",
    "amount_pence",
    "most_per_bid_pence",
    "sites",
    "criteria",
    "councils",
    "open_time",
    "close_time",
    "decision_date",
];

fn update(round: pb::Round, paths: &[&str]) -> pb::UpdateRoundRequest {
    pb::UpdateRoundRequest { round: Some(round), update_mask: mask(paths) }
}

fn open(round: &pb::Round) -> pb::OpenRoundRequest {
    pb::OpenRoundRequest { name: round.name.clone(), etag: round.etag.clone() }
}

fn decide(round: &pb::Round) -> pb::DecideRoundRequest {
    pb::DecideRoundRequest { name: round.name.clone(), etag: round.etag.clone() }
}

fn close(round: &pb::Round) -> pb::CloseRoundRequest {
    pb::CloseRoundRequest { name: round.name.clone(), etag: round.etag.clone() }
}

#[tokio::test]
async fn every_editable_field_survives_a_round_trip() {
    let house = House::shared().await;
    let operator = an_operator();
    let made = a_round().draft(house).await;
    let criterion = pb::Criterion { title: "Only one".into(), about: String::new(), weight: 100 };
    let wanted = pb::Round {
        name: made.name.clone(),
        display_name: "Another fund مثال".into(),
        purpose: "One line,\nand another.".into(),
        amount_pence: 100_000_000_000,
        most_per_bid_pence: 100_000_000_000,
        sites: 500,
        criteria: vec![criterion],
        councils: vec!["councils/E08000033".into()],
        open_time: stamp(24),
        close_time: stamp(48),
        decision_date: day(90),
        ..made.clone()
    };
    let request = house.ask(&operator, update(wanted.clone(), &FIELDS));
    let updated = house.rounds().update_round(request).await.unwrap().into_inner();
    let read = house.round(&made.name).await;
    assert_eq!(updated, read);
    let (update_time, etag) = (read.update_time, read.etag.clone());
    let micros = |round: pb::Round| {
        let cut = |time: Option<prost_types::Timestamp>| time.map(|time| (time.seconds, time.nanos / 1_000));
        let (open, close) = (cut(round.open_time), cut(round.close_time));
        (pb::Round { open_time: None, close_time: None, ..round }, open, close)
    };
    assert_eq!(micros(read), micros(pb::Round { update_time, etag, ..wanted }));
    stale(house.rounds().update_round(house.ask(&operator, update(made, &["sites"]))).await);
}

#[tokio::test]
async fn what_is_open_is_fixed() {
    let house = House::shared().await;
    let operator = an_operator();
    let draft = a_round().draft(house).await;
    assert_eq!((draft.state(), draft.phase()), (State::Draft, Phase::Draft));
    let opened = house.rounds().open_round(house.ask(&operator, open(&draft))).await.unwrap().into_inner();
    assert_eq!((opened.state(), opened.phase()), (State::Open, Phase::TakingBids));
    let not_draft = |answer| refused(answer, Code::FailedPrecondition, "ROUND_NOT_DRAFT");
    not_draft(house.rounds().open_round(house.ask(&operator, open(&opened))).await);
    not_draft(house.rounds().update_round(house.ask(&operator, update(opened.clone(), &["sites"]))).await);
    let early = house.rounds().decide_round(house.ask(&operator, decide(&opened))).await;
    refused(early, Code::FailedPrecondition, "ROUND_NOT_ASSESSING");
    let early = house.rounds().close_round(house.ask(&operator, close(&opened))).await;
    refused(early, Code::FailedPrecondition, "ROUND_NOT_DECIDED");
    let coming = a_round().with(|round| {
        round.open_time = stamp(1);
        round.close_time = stamp(2);
    });
    assert_eq!(coming.open(house).await.phase(), Phase::Coming);
    let over = a_round().with(|round| {
        round.open_time = stamp(-50);
        round.close_time = stamp(-49);
    });
    let over = over.draft(house).await;
    refused(
        house.rounds().open_round(house.ask(&operator, open(&over))).await,
        Code::FailedPrecondition,
        "ROUND_OVER",
    );
}

#[tokio::test]
async fn everything_wrong_is_said_at_once() {
    let house = House::shared().await;
    let operator = an_operator();
    let criterion = pb::Criterion { title: "Need".into(), weight: 101, ..Default::default() };
    let round = pb::Round {
        amount_pence: 100,
        most_per_bid_pence: 101,
        criteria: vec![criterion],
        councils: vec!["councils/E99999999".into()],
        open_time: stamp(2),
        close_time: stamp(1),
        decision_date: "2020-01-01".into(),
        ..Default::default()
    };
    let request = pb::CreateRoundRequest { round: Some(round), request_id: "1".into() };
    invalid(
        house.rounds().create_round(house.ask(&operator, request)).await,
        &[
            "request_id",
            "round.display_name",
            "round.purpose",
            "round.most_per_bid_pence",
            "round.sites",
            "round.criteria[0].weight",
            "round.councils",
            "round.close_time",
            "round.decision_date",
        ],
    );
    let request = update(pb::Round::default(), &["state"]);
    let answer = house.rounds().update_round(house.ask(&operator, request)).await;
    invalid(answer, &["round.name", "etag", "update_mask"]);
    let request = pb::ListRoundsRequest { page_size: -1, page_token: "?".into(), state: 9 };
    let answer = house.rounds().list_rounds(house.ask(&operator, request)).await;
    invalid(answer, &["page_size", "page_token", "state"]);
}

#[tokio::test]
async fn drafts_are_for_who_draws_them_up_and_open_rounds_for_all() {
    let house = House::shared().await;
    let draft = a_round().draft(house).await;
    let shown = a_round().open(house).await;
    for caller in [a_visitor(), manager(&nobody("ulos")), officer("councils/E08000033"), an_assessor()] {
        let get = |name: &str| house.ask(&caller, pb::GetRoundRequest { name: name.into() });
        not_found(house.rounds().get_round(get(&draft.name)).await);
        assert_eq!(house.rounds().get_round(get(&shown.name)).await.unwrap().into_inner(), shown);
        let list = |state: State| pb::ListRoundsRequest { state: state.into(), ..Default::default() };
        let drafts = house.rounds().list_rounds(house.ask(&caller, list(State::Draft))).await.unwrap();
        assert_eq!(drafts.into_inner().rounds, []);
        let listed = house.rounds().list_rounds(house.ask(&caller, list(State::Unspecified))).await.unwrap();
        let listed = listed.into_inner().rounds;
        assert!(listed.iter().all(|round| round.name != draft.name));
        let round = Some(a_round().wanted());
        let request = pb::CreateRoundRequest { round, request_id: request_id() };
        forbidden(house.rounds().create_round(house.ask(&caller, request)).await);
        forbidden(house.rounds().update_round(house.ask(&caller, update(draft.clone(), &["sites"]))).await);
        forbidden(house.rounds().open_round(house.ask(&caller, open(&draft))).await);
        forbidden(house.rounds().decide_round(house.ask(&caller, decide(&shown))).await);
        forbidden(house.rounds().close_round(house.ask(&caller, close(&shown))).await);
        let request = pb::GetRankingRequest { name: shown.name.replace("rounds", "rankings") };
        forbidden(house.rounds().get_ranking(house.ask(&caller, request)).await);
    }
    let request = pb::GetRankingRequest { name: nobody("rankings") };
    not_found(house.rounds().get_ranking(house.ask(&an_operator(), request)).await);
    not_found(
        house
            .rounds()
            .get_round(house.ask(&an_operator(), pb::GetRoundRequest { name: nobody("rounds") }))
            .await,
    );
}

#[tokio::test]
async fn sending_twice_draws_up_once() {
    let house = House::shared().await;
    let operator = an_operator();
    let request = pb::CreateRoundRequest { round: Some(a_round().wanted()), request_id: request_id() };
    let first = house.rounds().create_round(house.ask(&operator, request.clone())).await.unwrap();
    let again = house.rounds().create_round(house.ask(&operator, request.clone())).await.unwrap();
    assert_eq!(first.into_inner(), again.into_inner());
    let other = pb::CreateRoundRequest { round: Some(a_round().with(|r| r.sites = 9).wanted()), ..request };
    let reused = house.rounds().create_round(house.ask(&operator, other)).await;
    refused(reused, Code::AlreadyExists, "REQUEST_ID_REUSED");
}

#[tokio::test]
async fn a_decision_waits_for_every_bid_and_a_close_for_every_report() {
    let house = House::shared().await;
    let operator = an_operator();
    let (round, site) = house.assessed_round().await;
    let undecided = house.rounds().decide_round(house.ask(&operator, decide(&round))).await;
    refused(undecided, Code::FailedPrecondition, "BIDS_UNDECIDED");
    house.award_all(&round, &site).await;
    let decided = house.round(&round.name).await;
    assert_eq!((decided.phase(), decided.awarded_pence), (Phase::Decided, site.bid.amount_pence));
    let early = house.rounds().close_round(house.ask(&operator, close(&decided))).await;
    refused(early, Code::FailedPrecondition, "AWARDS_INCOMPLETE");
}

#[tokio::test]
async fn what_is_set_aside_is_not_told_before_the_decision() {
    let house = House::shared().await;
    let (round, site) = house.assessed_round().await;
    for _ in 0..2 {
        house.assess(&an_assessor(), &site.bid.name, 3).await;
    }
    house.decide(&site.bid.name, 1_000).await;
    assert_eq!(house.round(&round.name).await.awarded_pence, 1_000);
    for caller in [a_visitor(), site.manager.clone(), Caller::new(Role::Observer, "observers/test")] {
        let request = house.ask(&caller, pb::GetRoundRequest { name: round.name.clone() });
        let read = house.rounds().get_round(request).await.unwrap().into_inner();
        assert_eq!((read.awarded_pence, read.bids, read.asked_pence), (0, 1, site.bid.amount_pence));
    }
}

#[tokio::test]
async fn the_database_itself_refuses_awards_beyond_the_round() {
    let house = House::shared().await;
    let round = a_round().with(|round| round.amount_pence = 10_000_000).open(house).await;
    let one = Site::begin(house, &round).await.submit(house).await;
    let two = Site::begin(house, &round).await.submit(house).await;
    house.close_bids(&round.name).await;
    for bid in [&one.bid.name, &two.bid.name] {
        for _ in 0..2 {
            house.assess(&an_assessor(), bid, 5).await;
        }
    }
    house.decide(&one.bid.name, 8_000_000).await;
    let operator = an_operator();
    let over = house.decision(&two.bid.name, 2_000_001).await;
    let over = house.bids().decide_bid(house.ask(&operator, over)).await;
    refused(over, Code::FailedPrecondition, "ROUND_SPENT");
    // Deciding again on the first makes room: it is the sum that counts.
    house.decide(&one.bid.name, 7_999_999).await;
    house.decide(&two.bid.name, 2_000_001).await;
    assert_eq!(house.round(&round.name).await.awarded_pence, 10_000_000);
    let beyond = sqlx::query("update round set awarded_pence = amount_pence + 1 where display_name = $1")
        .bind(&round.display_name)
        .execute(&house.tables("ulos").await)
        .await;
    assert!(beyond.is_err(), "not even by hand");
}
