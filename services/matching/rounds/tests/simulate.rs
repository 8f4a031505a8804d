//! What a change would do, and why someone did not get what they wanted.

use rounds::fair_order::{Choice, Standing};
use rounds::lottery::Seed;
use rounds::objectives::{Objective, PUBLISHED, Problem, optimum};
use rounds::simulate::{Change, Refusal, Rule, places, refusals, simulate};

use super::objectives::problem;

fn seed(number: u8) -> Seed {
    Seed::new([number; 32])
}

#[test]
fn who_gains_and_who_loses_is_what_running_both_says() {
    let mut moved = 0;
    for number in 0..40 {
        let problem = problem(number, 12, 4);
        let change = Change { rule: Rule::MostHelped, openings: vec![(1, 5), (99, 1)] };
        let simulation = simulate(&problem, Rule::FairOrder, &change, &seed(1)).unwrap();
        assert_eq!(simulation.places, places(&problem, Rule::FairOrder, &seed(1)).unwrap());
        let mut openings = problem.round().capacities().to_vec();
        openings[1] = 5;
        let changed = problem.with_openings(openings);
        assert_eq!(simulation.tried, places(&changed, Rule::MostHelped, &seed(1)).unwrap());
        assert_eq!(simulation.then.most_helped, optimum(&changed, &PUBLISHED).unwrap().figures);
        for request in 0..12 {
            let rank =
                |place: Option<u32>| place.and_then(|option| problem.rank(request, option)).unwrap_or(99);
            let (now, then) = (rank(simulation.places[request]), rank(simulation.tried[request]));
            assert_eq!(simulation.gain.contains(&request), then < now);
            assert_eq!(simulation.lose.contains(&request), then > now);
            moved += usize::from(now != then);
        }
    }
    assert!(moved > 30);
}

#[test]
fn the_optimum_never_leaves_more_people_with_no_one_than_the_fair_order() {
    for number in 0..40 {
        let problem = problem(number, 12, 4);
        let none = Change { rule: Rule::FairOrder, openings: Vec::new() };
        let simulation = simulate(&problem, Rule::FairOrder, &none, &seed(2)).unwrap();
        assert_eq!(simulation.now, simulation.then);
        assert!(simulation.gain.is_empty() && simulation.lose.is_empty());
        assert!(simulation.now.most_helped.helped >= simulation.now.fair_order.helped);
    }
}

/// One opening, and two who want it: these days waited, bands and alternatives, the second is refused.
fn pair(first: (u32, u8, u32), second: (u32, u8, u32)) -> Refusal {
    let mut problem = Problem::of_options(vec![1], &[]);
    for (id, (waited, band, alternatives)) in (1..).zip([first, second]) {
        let choice = Choice { option: 0, rank: 0, band };
        problem.add(Standing { id, waited, alternatives }, 0, &[(choice, 500)]).unwrap();
    }
    let refused = |number: &u8| places(&problem, Rule::FairOrder, &seed(*number)).unwrap()[1].is_none();
    let number = (0..40).find(refused).unwrap();
    let refusals = refusals(&problem, Rule::FairOrder, &seed(number), (1, 1000)).unwrap();
    let [(0, refusal)] = &refusals[..] else { panic!("{refusals:?}") };
    refusal.clone()
}

#[test]
fn each_reason_is_said() {
    assert_eq!(pair((5, 0, 1), (50, 1, 1)), Refusal::Urgency { band: 0 });
    let nine_or_ten = |waited, second| match pair((waited, 1, 1), second) {
        Refusal::Wait { waited: cut_off, days_short } => (cut_off, days_short),
        other => panic!("{other:?}"),
    };
    assert_eq!(nine_or_ten(30, (21, 1, 0)), (30, Some(9)), "as long a wait and fewer alternatives");
    assert_eq!(nine_or_ten(30, (21, 1, 2)), (30, Some(10)));
    assert_eq!(pair((7, 1, 1), (7, 1, 3)), Refusal::Alternatives { alternatives: 1, days_short: Some(1) });
    assert_eq!(pair((7, 1, 1), (7, 1, 1)), Refusal::Lottery { days_short: Some(1) });
}

/// Two openings: the more urgent has waited less than anybody.
#[test]
fn the_last_who_has_it_is_told_by_urgency_first() {
    let mut problem = Problem::of_options(vec![2], &[]);
    for (id, waited, band) in [(1, 10, 0), (2, 30, 1), (3, 21, 1)] {
        let choice = Choice { option: 0, rank: 0, band };
        problem.add(Standing { id, waited, alternatives: 1 }, 0, &[(choice, 500)]).unwrap();
    }
    let refusals = refusals(&problem, Rule::FairOrder, &seed(1), (2, 1000)).unwrap();
    let [(0, Refusal::Wait { waited: 30, days_short: Some(9 | 10) })] = &refusals[..] else {
        panic!("{refusals:?}")
    };
}

#[test]
fn an_option_without_openings_says_so() {
    let mut problem = Problem::of_options(vec![0], &[]);
    let choice = Choice { option: 0, rank: 0, band: 0 };
    problem.add(Standing { id: 1, waited: 1, alternatives: 1 }, 0, &[(choice, 1)]).unwrap();
    for rule in [Rule::FairOrder, Rule::MostHelped] {
        assert_eq!(refusals(&problem, rule, &seed(1), (0, 9)).unwrap(), [(0, Refusal::NoOpenings)]);
    }
}

/// One opening that one person can do without and another cannot.
#[test]
fn most_helped_names_the_objective_that_would_suffer() {
    let mut problem = Problem::of_options(vec![1, 1], &[]);
    let choice = |option, rank| (Choice { option, rank, band: 0 }, 500);
    let standing = |id| Standing { id, waited: 1, alternatives: 1 };
    problem.add(standing(1), 0, &[choice(0, 0), choice(1, 1)]).unwrap();
    problem.add(standing(2), 0, &[choice(0, 0)]).unwrap();
    assert_eq!(places(&problem, Rule::MostHelped, &seed(1)).unwrap(), [Some(1), Some(0)]);
    let refusals = refusals(&problem, Rule::MostHelped, &seed(1), (0, 9)).unwrap();
    let [(0, Refusal::Objective { objective: Objective::Helped, figures })] = &refusals[..] else {
        panic!("{refusals:?}")
    };
    assert_eq!(figures.helped, 1);
}

#[test]
fn a_refusal_by_the_optimum_is_never_for_nothing() {
    for number in 0..25 {
        let problem = problem(number, 8, 4);
        let best = optimum(&problem, &PUBLISHED).unwrap();
        for request in 0..8 {
            for (_, refusal) in refusals(&problem, Rule::MostHelped, &seed(1), (request, 9)).unwrap() {
                if let Refusal::Objective { objective, figures } = refusal {
                    assert!(best.figures.compare(&figures, &[objective]).is_lt());
                }
            }
        }
    }
}
