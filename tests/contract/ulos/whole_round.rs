//! A round of £850,000 for about ten sites, from opening to the last report.

use futures_util::future::join_all;
use proto::ulos::v1 as pb;
use proto::ulos::v1::report::Kind;
use proto::ulos::v1::round::{Phase, State};

use crate::harness::fund::{Site, a_round, an_assessor};
use crate::harness::{House, a_visitor, an_operator};

const BIDS: usize = 25;
const AWARDS: usize = 10;

async fn ranking(house: &House, round: &pb::Round) -> Vec<pb::ranking::Place> {
    let request = pb::GetRankingRequest { name: round.name.replace("rounds", "rankings") };
    let ranking = house.rounds().get_ranking(house.ask(&an_operator(), request)).await;
    ranking.expect("a ranking").into_inner().places
}

/// Two assessments for each; a third where they are far apart. Later bids are better.
async fn assess(house: &House, sites: &[Site]) {
    let assessors: Vec<_> = (0..3).map(|_| an_assessor()).collect();
    for (index, site) in (0..).zip(sites) {
        let points: i32 = index / 5;
        house.assess(&assessors[0], &site.bid.name, points).await;
        let other = if index == 24 { 1 } else { points };
        house.assess(&assessors[1], &site.bid.name, other).await;
        if index == 24 {
            house.assess(&assessors[2], &site.bid.name, 5).await;
        }
    }
}

/// Every milestone claimed and paid, a report on the way and one at the end.
async fn live(house: &House, site: &Site) {
    let sent = site.sent_report(house, Kind::Monitoring).await;
    house.accept_report(&sent).await;
    for milestone in [1, 2] {
        let claimed = site.claim(house, milestone).await;
        house.pay(&claimed, milestone).await;
    }
    let sent = site.sent_report(house, Kind::Learning).await;
    house.accept_report(&sent).await;
}

#[tokio::test]
async fn a_whole_round_is_played_from_opening_to_last_report() {
    let house = House::shared().await;
    let round = a_round().open(house).await;
    let begun = join_all((0..BIDS).map(|_| async { Site::begin(house, &round).await.submit(house).await }));
    let sites = begun.await;
    let open = house.round(&round.name).await;
    assert_eq!((open.bids, open.asked_pence), (25, 25 * 8_500_000));
    house.close_bids(&round.name).await;
    assess(house, &sites).await;

    let places = ranking(house, &round).await;
    assert_eq!(places.len(), BIDS);
    assert!(places.iter().all(|place| place.place > 0));
    assert!(places.is_sorted_by_key(|place| std::cmp::Reverse(place.score_permille)));
    let apart: Vec<_> = places.iter().filter(|place| place.wide_apart).collect();
    assert_eq!((apart.len(), apart[0].assessments, apart[0].score_permille), (1, 3, 667));

    for place in places.iter().take(AWARDS) {
        house.decide(&place.bid, 8_500_000).await;
    }
    assert_eq!(house.round(&round.name).await.awarded_pence, round.amount_pence, "not a penny is left");
    let next = house.decision(&places[AWARDS].bid, 1).await;
    let beyond = house.bids().decide_bid(house.ask(&an_operator(), next)).await;
    assert!(beyond.is_err(), "and not one more");
    for place in places.iter().skip(AWARDS) {
        house.decide(&place.bid, 0).await;
    }
    let decided = house.announce(&round.name).await;
    assert_eq!((decided.phase(), decided.awarded_pence), (Phase::Decided, 85_000_000));

    let request = pb::ListAwardsRequest { round: round.name.clone(), page_size: 100, ..Default::default() };
    let awards =
        house.awards().list_awards(house.ask(&a_visitor(), request)).await.unwrap().into_inner().awards;
    assert_eq!(awards.len(), AWARDS);
    assert_eq!(awards.iter().map(|award| award.amount_pence).sum::<i64>(), round.amount_pence);
    let won = |site: &&Site| awards.iter().any(|award| award.ulo == site.ulo);
    join_all(sites.iter().filter(won).map(|site| live(house, site))).await;
    for award in &awards {
        let request = pb::ListSolutionsRequest { ulo: award.ulo.clone(), ..Default::default() };
        let found =
            house.solutions().list_solutions(house.ask(&a_visitor(), request)).await.unwrap().into_inner();
        let [learned] = found.solutions.as_slice() else { panic!("each last report becomes one solution") };
        assert_eq!(learned.cost_pence, Some(award.amount_pence));
        let request = pb::GetAwardRequest { name: award.name.clone() };
        let award = house.awards().get_award(house.ask(&a_visitor(), request)).await.unwrap().into_inner();
        assert_eq!(award.solution, learned.name, "everyone is led to what was learned");
    }

    let done = house.round(&round.name).await;
    assert_eq!(done.paid_pence, round.amount_pence);
    let request = pb::CloseRoundRequest { name: done.name.clone(), etag: done.etag };
    let closed = house.rounds().close_round(house.ask(&an_operator(), request)).await.unwrap().into_inner();
    assert_eq!((closed.state(), closed.phase()), (State::Closed, Phase::Closed));
}

#[tokio::test]
async fn decisions_made_at_the_same_moment_never_come_to_more_than_there_is() {
    let house = House::shared().await;
    let round = a_round().with(|round| round.amount_pence = 20_000_000).open(house).await;
    let begun = join_all((0..5).map(|_| async { Site::begin(house, &round).await.submit(house).await }));
    let sites = begun.await;
    house.close_bids(&round.name).await;
    join_all(sites.iter().map(|site| async {
        for _ in 0..2 {
            house.assess(&an_assessor(), &site.bid.name, 4).await;
        }
    }))
    .await;
    let answers = join_all(sites.iter().map(|site| async {
        let decision = house.decision(&site.bid.name, 8_500_000).await;
        house.bids().decide_bid(house.ask(&an_operator(), decision)).await.is_ok()
    }))
    .await;
    assert_eq!(answers.iter().filter(|made| **made).count(), 2);
    assert_eq!(house.round(&round.name).await.awarded_pence, 17_000_000);
}
