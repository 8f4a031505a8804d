//! Spending: what organisations record and councils state, split by year and set beside others.

use councils::FromUlos;
use platform::Caller;
use proto::councils::v1 as pb;
use proto::councils::v1::spend_line::Among;
use proto::ulos::v1 as ulos;
use proto::ulos::v1::Verdict;
use tonic::{Response, Status};

use crate::harness::asserts::{forbidden, invalid, not_found, refused, stale};
use crate::harness::councils::{Told, an_ulo};
use crate::harness::fundings::a_funding;
use crate::harness::{House, a_visitor, an_operator, manager, nobody, officer};

async fn listed(house: &House, code: &str) -> Vec<pb::Spend> {
    let request = pb::ListSpendsRequest { council: format!("councils/{code}"), ..Default::default() };
    house.spends().list_spends(house.ask(&a_visitor(), request)).await.unwrap().into_inner().spends
}

async fn state(
    house: &House,
    caller: &Caller,
    spend: &pb::Spend,
    to_others_pence: i64,
) -> Result<Response<pb::Spend>, Status> {
    let request = pb::StateSpendRequest {
        name: spend.name.clone(),
        etag: spend.etag.clone(),
        to_others_pence,
        source: "The council's accounts, note 7".into(),
    };
    house.spends().state_spend(house.ask(caller, request)).await
}

/// An organisation with £12,000 from the council over the present financial year.
async fn paid(house: &House, code: &str, ulo: &ulos::Ulo, year: i32) {
    let (mut told, mut funding) = (Told::new("ulos"), Told::new("fundings"));
    told.becomes(ulo);
    funding.becomes(
        &a_funding(told.name())
            .given_by(&format!("councils/{code}"))
            .with(|it| {
                it.amount_pence = 1_200_000;
                (it.start_date, it.end_date) = (format!("{year}-04-01"), format!("{}-03-31", year + 1));
                it.state = ulos::funding::State::Current.into();
            })
            .wanted(),
    );
    house.tell(FromUlos, &[told.events, funding.events].concat()).await;
}

#[tokio::test]
async fn money_is_split_by_who_gets_it_and_the_share_needs_both_sides() {
    let (house, code) = (House::of_frameworks().await, "E10000008");
    let own = officer(&format!("councils/{code}"));
    let now = listed(house, code).await.swap_remove(0);
    assert_eq!((now.to_ulos_pence, now.to_others_pence, now.share_permille), (0, None, None));
    let business =
        ulos::Ulo { kind: ulos::ulo::Kind::Business.into(), ..an_ulo(code, Verdict::NotEvidenced) };
    for ulo in [an_ulo(code, Verdict::Met), an_ulo(code, Verdict::NotEvidenced), business] {
        paid(house, code, &ulo, now.year).await;
    }
    let now = listed(house, code).await.swap_remove(0);
    assert_eq!((now.to_ulos_pence, now.to_shown_ulos_pence), (2_400_000, 1_200_000));
    assert_eq!((now.to_recorded_others_pence, now.share_permille), (1_200_000, None));

    let stated = state(house, &own, &now, 7_200_000).await.unwrap().into_inner();
    assert_eq!((stated.share_permille, stated.etag.as_str()), (Some(250), "v2"));
    stale(state(house, &own, &now, 1).await);
    let again = state(house, &own, &stated, 0).await.unwrap().into_inner();
    assert_eq!((again.share_permille, again.to_others_pence), (Some(1000), Some(0)));
    let request = pb::GetSpendRequest { name: now.name.clone() };
    let read = house.spends().get_spend(house.ask(&a_visitor(), request)).await.unwrap().into_inner();
    assert_eq!(read, again);
    let years: Vec<i32> = listed(house, code).await.iter().map(|spend| spend.year).collect();
    assert_eq!(years, (0..5).map(|ago| now.year - ago).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_share_is_set_beside_others_from_five_on() {
    let house = House::of_frameworks().await;
    // Counties of much the same size, of the same kind.
    let all = pb::ListCouncilsRequest {
        page_size: 100,
        kind: pb::council::Kind::County.into(),
        ..Default::default()
    };
    let all =
        house.councils().list_councils(house.ask(&a_visitor(), all)).await.unwrap().into_inner().councils;
    let first = all.iter().find(|council| council.name == "councils/E10000003").unwrap();
    let near = |council: &&pb::Council| {
        let (one, other) = (council.population_thousands, first.population_thousands);
        council.name != first.name && one.max(other) <= 2 * one.min(other)
    };
    let like: Vec<&pb::Council> = all.iter().filter(near).take(5).collect();
    let mut lines = Vec::new();
    for council in &like {
        let code = council.name.trim_start_matches("councils/");
        let spend = listed(house, code).await.swap_remove(1);
        paid(house, code, &an_ulo(code, Verdict::Met), spend.year).await;
        let spend = listed(house, code).await.swap_remove(1);
        let others = spend.to_ulos_pence;
        state(house, &officer(&council.name), &spend, others).await.unwrap();
        let own = listed(house, "E10000003").await.swap_remove(1);
        let line = own.lines.into_iter().find(|line| line.among() == Among::Like).unwrap();
        lines.push((line.share_permille, line.council_count));
    }
    assert_eq!(lines[..4], [(None, 0); 4]);
    assert_eq!(lines[4], (Some(500), 5));
}

#[tokio::test]
async fn only_its_own_officers_state_and_what_is_wrong_is_said_at_once() {
    let house = House::of_frameworks().await;
    let code = "E10000011";
    let spend = listed(house, code).await.swap_remove(0);
    for caller in [a_visitor(), an_operator(), officer("councils/E10000008"), manager(&nobody("ulos"))] {
        forbidden(state(house, &caller, &spend, 1).await);
    }
    let own = officer(&format!("councils/{code}"));
    let to_come = pb::Spend { name: format!("spends/{code}-{}", spend.year + 1), ..spend.clone() };
    refused(state(house, &own, &to_come, 1).await, tonic::Code::FailedPrecondition, "YEAR_TO_COME");
    let wrong =
        pb::StateSpendRequest { name: "x".into(), etag: "y".into(), to_others_pence: -1, source: "?".into() };
    let answer = house.spends().state_spend(house.ask(&own, wrong)).await;
    invalid(answer, &["name", "etag", "to_others_pence", "source"]);
    let request = pb::ListSpendsRequest { page_size: -1, page_token: "x".into(), council: "y".into() };
    let answer = house.spends().list_spends(house.ask(&own, request)).await;
    invalid(answer, &["page_size", "page_token", "council"]);
    let request = pb::GetSpendRequest { name: "spends/E06999999-2026".into() };
    not_found(house.spends().get_spend(house.ask(&own, request)).await);
}
