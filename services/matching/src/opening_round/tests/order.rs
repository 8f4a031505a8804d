//! Who comes before whom in a round, and what another rule or other openings would change.

use rounds::lottery::Seed;
use uuid::Uuid;

use super::{entrant, given, offering};
use crate::opening_round::draw::{Drawing, Entrant, Wanted, group};
use crate::opening_round::{Opening, Rule, figures};

/// Who is given the one opening of the first offering, of two who want it.
fn first_of(entrants: [Entrant; 2], seed: &Seed) -> Uuid {
    let placed = Drawing::new(&[(given(1), 0)], entrants.into()).decide(Rule::FairOrder, seed).unwrap();
    let first = placed.iter().find(|placed| placed.offering.is_some()).unwrap();
    first.result
}

#[test]
fn urgency_then_waits_then_alternatives_then_the_tickets_of_requests_decide() {
    let (one, other) = (entrant(1, 5, &[1]), entrant(2, 5, &[1]));
    let urgent = Entrant { band: 1, waited: 0, ..other.clone() };
    let fewer = Entrant { alternatives: 2, ..other.clone() };
    for before in [urgent, entrant(2, 6, &[1]), fewer] {
        for number in 0..8 {
            let seed = Seed::new([number; 32]);
            assert_eq!(first_of([one.clone(), before.clone()], &seed), other.result, "{before:?}");
        }
    }
    for number in 0..8 {
        let seed = Seed::new([number; 32]);
        let ticket = |entrant: &&Entrant| seed.ticket(entrant.request.as_u128());
        let first = [&one, &other].into_iter().min_by_key(ticket).unwrap();
        assert_eq!(first_of([one.clone(), other.clone()], &seed), first.result);
    }
}

#[test]
fn who_needs_access_or_a_language_is_a_group_and_no_group_is_left_behind() {
    assert_eq!([group(&[]), group(&["bsl".into()])], [0, 1]);
    let openings = [(given(2), 0), (Opening { offering: offering(2), ..given(2) }, 0)];
    let people = (0..4).map(|number| Entrant { group: u32::from(number > 1), ..entrant(number, 0, &[1, 2]) });
    let people: Vec<Entrant> = people.collect();
    // By fit alone the first group would have both openings everyone likes best.
    let fit = |entrant: &Entrant, wanted: &Wanted| match (entrant.group, wanted.rank) {
        (0, 1) => 1_000,
        _ => 100,
    };
    let better = |entrant: Entrant| {
        let wants = entrant.wants.iter().map(|wanted| Wanted { fit: fit(&entrant, wanted), ..*wanted });
        Entrant { wants: wants.collect(), ..entrant.clone() }
    };
    let drawing = Drawing::new(&openings, people.into_iter().map(better).collect());
    let placed = drawing.decide(Rule::MostHelped, &Seed::new([7; 32])).unwrap();
    let firsts = |group: u32| {
        let both = drawing.entrants.iter().zip(&placed).filter(|(entrant, _)| entrant.group == group);
        both.filter(|(_, placed)| placed.offering == Some(offering(1))).count()
    };
    assert_eq!([firsts(0), firsts(1)], [1, 1]);
}

#[test]
fn what_is_tried_is_told_by_who_would_gain_and_who_would_lose() {
    // The first waited longer and would take either; the second only what the first likes best.
    let openings = [(given(1), 0), (Opening { offering: offering(2), ..given(1) }, 0)];
    let people = vec![entrant(1, 9, &[1, 2]), entrant(2, 3, &[1]), entrant(3, 1, &[1])];
    let drawing = Drawing::new(&openings, people);
    let try_out = |rule: Rule, openings: &[(Uuid, u32)]| {
        let rules = (Rule::FairOrder, rule);
        let tried = figures::try_out(&drawing, &Seed::new([7; 32]), rules, openings).unwrap();
        (tried.gain, tried.lose)
    };
    assert_eq!(try_out(Rule::FairOrder, &[]), (0, 0));
    assert_eq!(try_out(Rule::FairOrder, &[(offering(1), 3)]), (2, 0));
    assert_eq!(try_out(Rule::FairOrder, &[(offering(1), 0)]), (0, 1));
    assert_eq!(
        try_out(Rule::MostHelped, &[]),
        (1, 1),
        "one more is helped, the first has what they like less"
    );
}

#[test]
fn who_came_first_makes_no_difference() {
    let people: Vec<Entrant> = (1..4).map(|number| entrant(number, 0, &[1])).collect();
    let backward = people.iter().rev().cloned().collect();
    let of = |people: Vec<Entrant>| Drawing::new(&[(given(1), 0)], people);
    assert_eq!(of(backward), of(people));
}
