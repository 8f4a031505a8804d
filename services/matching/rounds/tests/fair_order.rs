//! Deferred acceptance against every placement of small rounds, and for complaints in large ones.

use rounds::fair_order::{Choice, Fair, Round, Standing, Unfit, blocking_pair};
use rounds::lottery::Seed;

use super::small::{Dice, dice};

fn seed(number: u64) -> Seed {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&number.to_le_bytes());
    Seed::new(bytes)
}

fn request(dice: &mut Dice, options: u64, most: u64, ties: bool) -> (Standing, Vec<Choice>) {
    let standing = Standing {
        id: u128::from(dice.below(1 << 40)),
        waited: dice.below(4) as u32,
        alternatives: 1 + dice.below(3) as u32,
    };
    let rank = |dice: &mut Dice, index: u64| if ties { dice.below(3) as u32 } else { index as u32 };
    let choices = (0..dice.below(most + 1)).map(|index| Choice {
        option: dice.below(options) as u32,
        rank: rank(dice, index),
        band: dice.below(3) as u8,
    });
    (standing, choices.collect())
}

fn round(number: u64, requests: u64, options: u64, openings: u64, ties: bool) -> Round {
    let mut dice = dice(number);
    let mut round = Round::of_options((0..options).map(|_| dice.below(openings + 1) as u32).collect());
    for _ in 0..requests {
        let (standing, choices) = request(&mut dice, options, 12.min(options), ties);
        round.add(standing, &choices).unwrap();
    }
    round
}

fn rank(round: &Round, request: usize, place: Option<u32>) -> u32 {
    let of = |option| {
        round.choices(request).iter().find(|choice| choice.option == option).map(|choice| choice.rank)
    };
    place.and_then(of).unwrap_or(u32::MAX)
}

/// Every fair placement of a small round.
fn every_fair(round: &Round, order: &[u32]) -> Vec<Fair> {
    let mut all = vec![Vec::new()];
    for request in 0..round.requests() {
        let places = || round.choices(request).iter().map(|choice| Some(choice.option)).chain([None]);
        all = all
            .iter()
            .flat_map(|done: &Vec<_>| places().map(|place| [&done[..], &[place]].concat()))
            .collect();
        let fits = |done: &Vec<Option<u32>>| {
            let used = |option: u32| done.iter().filter(|place| **place == Some(option)).count();
            (0..).zip(round.capacities()).all(|(option, openings)| used(option) <= *openings as usize)
        };
        all.retain(fits);
    }
    let fair = |places| Fair { places, order: order.to_vec() };
    all.into_iter().map(fair).filter(|fair| blocking_pair(round, fair).is_none()).collect()
}

#[test]
fn nobody_is_better_off_in_any_other_fair_placement() {
    let mut several = 0;
    for number in 0..1500 {
        let round = round(number, 6, 4, 2, false);
        let fair = round.run(&seed(number));
        let every = every_fair(&round, &fair.order);
        assert!(every.iter().any(|other| other.places == fair.places), "{number}");
        several += usize::from(every.len() > 1);
        for other in &every {
            for request in 0..round.requests() {
                let (own, theirs) = (fair.places[request], other.places[request]);
                assert!(rank(&round, request, own) <= rank(&round, request, theirs), "{number}");
            }
        }
    }
    // Otherwise this would have shown nothing.
    assert!(several > 5, "{several}");
}

#[test]
fn with_shared_ranks_the_answer_is_one_of_the_fair_ones() {
    for number in 0..500 {
        let round = round(number, 6, 4, 2, true);
        let fair = round.run(&seed(number));
        assert!(every_fair(&round, &fair.order).iter().any(|other| other.places == fair.places), "{number}");
    }
}

#[test]
fn nobody_can_complain_in_a_large_round() {
    for ties in [false, true] {
        let round = round(9, 20_000, 1000, 30, ties);
        let fair = round.run(&seed(9));
        assert_eq!(blocking_pair(&round, &fair), None);
        assert!(fair.places.iter().flatten().count() > 10_000);
    }
}

#[test]
fn a_wrong_answer_has_a_complaint() {
    let round = round(4, 300, 20, 8, false);
    let fair = round.run(&seed(4));
    let placed: Vec<usize> = (0..300).filter(|request| fair.places[*request].is_some()).collect();
    for request in &placed {
        let mut wrong = fair.clone();
        wrong.places[*request] = None;
        assert!(blocking_pair(&round, &wrong).is_some());
    }
}

#[test]
fn the_published_order_decides() {
    let only = [Choice { option: 0, rank: 1, band: 1 }];
    let urgent = [Choice { option: 0, rank: 1, band: 0 }];
    let standing = |waited, alternatives| Standing { id: 1, waited, alternatives };
    let first = |a: (Standing, &[Choice]), b: (Standing, &[Choice])| {
        let mut round = Round::of_options(vec![1]);
        round.add(b.0, b.1).unwrap();
        round.add(a.0, a.1).unwrap();
        round.run(&seed(1)).places == [None, Some(0)]
    };
    assert!(first((standing(0, 9), &urgent), (standing(99, 1), &only)), "urgency before the wait");
    assert!(first((standing(10, 9), &only), (standing(9, 1), &only)), "the wait before alternatives");
    assert!(first((standing(9, 1), &only), (standing(9, 2), &only)), "fewer alternatives before more");
}

#[test]
fn the_lottery_alone_decides_between_equals() {
    let choice = [Choice { option: 0, rank: 1, band: 0 }];
    let mut first = 0;
    for number in 0..1000 {
        let mut round = Round::of_options(vec![1]);
        for id in [71, 72] {
            round.add(Standing { id, waited: 5, alternatives: 1 }, &choice).unwrap();
        }
        let tickets = [71, 72].map(|id| seed(number).ticket(id));
        let places = round.run(&seed(number)).places;
        assert_eq!(places[0].is_some(), tickets[0] < tickets[1]);
        first += usize::from(places[0].is_some());
    }
    assert!((430..570).contains(&first));
}

/// Two people like two options alike, behind one that is full.
#[test]
fn the_lottery_alone_decides_what_is_asked_first_of_what_is_ranked_alike() {
    let mut round = Round::of_options(vec![0, 2, 2]);
    let choices = [(0, 0), (1, 1), (2, 1)].map(|(option, rank)| Choice { option, rank, band: 0 });
    for id in [71, 72] {
        round.add(Standing { id, waited: 5, alternatives: 3 }, &choices).unwrap();
    }
    let (mut first, mut differ) = (0, 0);
    for number in 0..1000 {
        let places = round.run(&seed(number)).places;
        first += usize::from(places[0] == Some(1));
        differ += usize::from(places[0] != places[1]);
    }
    assert!((430..570).contains(&first) && (430..570).contains(&differ), "{first} {differ}");
}

/// One opening each; who has the better liked one has waited longer.
#[test]
fn the_days_short_of_an_option_are_no_more_than_those_of_a_better_one() {
    let mut round = Round::of_options(vec![1, 1]);
    let choice = |option, rank| Choice { option, rank, band: 0 };
    for (id, waited, choices) in
        [(1, 5, &[choice(0, 0)][..]), (2, 3, &[choice(1, 0)]), (3, 0, &[choice(0, 0), choice(1, 1)])]
    {
        round.add(Standing { id, waited, alternatives: id as u32 }, choices).unwrap();
    }
    let days = [0, 1].map(|option| round.days_short(&seed(1), 2, option, 100));
    assert_eq!(days, [Some(6), Some(4)]);
}

#[test]
fn the_days_short_are_true() {
    let mut said = 0;
    for number in 0..60 {
        let round = round(number, 40, 5, 4, false);
        let fair = round.run(&seed(number));
        for request in 0..round.requests() {
            let own = rank(&round, request, fair.places[request]);
            for choice in round.choices(request).iter().filter(|choice| choice.rank < own) {
                let Some(days) = round.days_short(&seed(number), request, choice.option, 100) else {
                    continue;
                };
                assert!(days > 0, "who has waited long enough already has it");
                let place = |days: u32| longer(&round, request, days).run(&seed(number)).places[request];
                assert!(rank(&round, request, place(days)) <= choice.rank);
                assert!(rank(&round, request, place(days - 1)) > choice.rank);
                said += 1;
            }
        }
    }
    assert!(said > 100);
}

/// The same round where a request has waited longer.
fn longer(round: &Round, request: usize, days: u32) -> Round {
    let mut other = Round::of_options(round.capacities().to_vec());
    for index in 0..round.requests() {
        let mut standing = round.standing(index);
        standing.waited += if index == request { days } else { 0 };
        other.add(standing, round.choices(index)).unwrap();
    }
    other
}

#[test]
fn a_shorter_list_never_helps() {
    for number in 0..200 {
        let round = round(number, 30, 6, 4, false);
        let fair = round.run(&seed(number));
        for request in (0..round.requests()).filter(|request| round.choices(*request).len() > 1) {
            let mut narrow = Round::of_options(round.capacities().to_vec());
            for index in 0..round.requests() {
                let from = usize::from(index == request);
                narrow.add(round.standing(index), &round.choices(index)[from..]).unwrap();
            }
            let place = narrow.run(&seed(number)).places[request];
            assert!(rank(&round, request, fair.places[request]) <= rank(&round, request, place));
        }
    }
}

#[test]
fn unknown_options_are_refused_and_of_two_ranks_the_better_counts() {
    let mut round = Round::of_options(vec![1]);
    let standing = Standing { id: 1, waited: 0, alternatives: 1 };
    let choice = |option, rank| Choice { option, rank, band: 0 };
    assert_eq!(round.add(standing, &[choice(1, 0)]), Err(Unfit::UnknownOption(0)));
    round.add(standing, &[choice(0, 4), choice(0, 2)]).unwrap();
    assert_eq!(round.choices(0), [choice(0, 2)]);
}
