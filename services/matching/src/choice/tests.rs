//! What a choice makes of the news, without any IO.

use chrono::{DateTime, TimeDelta, Utc};
use platform::Id;
use uuid::Uuid;

use super::{Choice, Kind, Outcome, Pick, State, Truth};
use crate::names::Introduction;

fn noon() -> DateTime<Utc> {
    "2026-06-01T12:00:00Z".parse().unwrap()
}

fn pick(number: u128) -> Pick {
    Pick { offering: Uuid::from_u128(number), ulo: Uuid::from_u128(100 + number) }
}

/// A ranked choice of this many picks.
fn a_choice(picks: u128) -> Choice {
    Choice {
        id: Id::new(),
        request: Id::new(),
        menu: Id::new(),
        person: Id::new(),
        kind: Kind::Ranked,
        picks: (1..=picks).map(pick).collect(),
        ranks: Vec::new(),
        message: "Hello".into(),
        attempts: Vec::new(),
        queue_time: None,
        result: None,
        round_time: None,
        case: None,
        state: State::Offering,
        version: 1,
        create_time: noon(),
        update_time: noon(),
    }
}

fn introduction(number: u128) -> Id<Introduction> {
    Id::from_uuid(Uuid::from_u128(1_000 + number))
}

/// What `brokers` says of the introduction for the pick of that number.
fn truth(choice: &Choice, number: u128, outcome: Outcome) -> Truth {
    let ended = outcome != Outcome::Waiting;
    Truth {
        introduction: introduction(number),
        choice: choice.id,
        pick: pick(number),
        outcome,
        decline_reason: if outcome == Outcome::Declined { "no_capacity".into() } else { String::new() },
        case: (outcome == Outcome::Accepted).then(Id::new),
        offer_time: noon(),
        expire_time: noon() + TimeDelta::days(7),
        decide_time: ended.then(|| noon() + TimeDelta::hours(1)),
    }
}

/// Tells the choice; says whether that changed anything.
fn tell(choice: &mut Choice, number: u128, outcome: Outcome) -> bool {
    let truth = truth(choice, number, outcome);
    choice.learn(&truth, noon() + TimeDelta::hours(2))
}

#[test]
fn a_no_moves_on_to_the_next_pick_and_after_the_last_nobody_is_left() {
    let mut choice = a_choice(2);
    assert_eq!(choice.next(), Some((1, pick(1))));
    assert!(tell(&mut choice, 1, Outcome::Waiting));
    assert_eq!((choice.next(), choice.waiting()), (None, Some(introduction(1))));
    assert!(tell(&mut choice, 1, Outcome::Declined));
    assert_eq!((choice.next(), choice.state), (Some((2, pick(2))), State::Offering));
    assert!(tell(&mut choice, 2, Outcome::Waiting));
    assert!(tell(&mut choice, 2, Outcome::Expired));
    assert_eq!((choice.state, choice.next()), (State::Exhausted, None));
    assert_eq!(Choice::said_no(&choice.attempts).collect::<Vec<_>>(), [pick(1).offering, pick(2).offering]);
}

#[test]
fn told_twice_it_changes_nothing() {
    let mut choice = a_choice(2);
    for outcome in [Outcome::Waiting, Outcome::Declined] {
        assert!(tell(&mut choice, 1, outcome));
        let before = choice.clone();
        assert!(!tell(&mut choice, 1, outcome));
        assert_eq!(choice, before);
    }
    assert!(!tell(&mut choice, 1, Outcome::Waiting), "old news is no news");
}

#[test]
fn an_acceptance_counts_after_a_stop() {
    let mut choice = a_choice(1);
    tell(&mut choice, 1, Outcome::Waiting);
    assert!(choice.stop(noon()));
    assert!(choice.has_no_use_for(introduction(1)), "what waits must be taken back");
    assert!(tell(&mut choice, 1, Outcome::Accepted));
    assert_eq!(choice.state, State::Placed);
    assert!(choice.case.is_some());
    assert!(!choice.stop(noon()), "what is placed is not stopped");
}

#[test]
fn an_offer_nobody_remembers_is_taken_in_when_it_is_the_expected_one() {
    let mut choice = a_choice(2);
    assert!(!tell(&mut choice, 2, Outcome::Waiting), "it is the turn of the first");
    assert!(choice.has_no_use_for(introduction(2)));
    assert!(tell(&mut choice, 1, Outcome::Waiting));
    assert!(!choice.has_no_use_for(introduction(1)));
    let mut stopped = a_choice(1);
    stopped.stop(noon());
    assert!(!tell(&mut stopped, 1, Outcome::Waiting));
    assert!(stopped.has_no_use_for(introduction(1)));
}

#[test]
fn a_pick_that_cannot_be_offered_is_passed_over() {
    let mut choice = a_choice(2);
    assert!(choice.skip(noon()));
    assert_eq!(choice.next(), Some((2, pick(2))));
    assert!(choice.skip(noon()));
    assert_eq!(choice.state, State::Exhausted);
    assert!(!choice.skip(noon()));
    assert_eq!(Choice::said_no(&choice.attempts).count(), 0, "not to be offered is not to say no");
}

#[test]
fn what_the_person_takes_back_stops_the_choice() {
    let mut choice = a_choice(2);
    tell(&mut choice, 1, Outcome::Waiting);
    assert!(tell(&mut choice, 1, Outcome::Withdrawn));
    assert_eq!(choice.state, State::Stopped);
}

#[test]
fn a_choice_waits_for_a_place_until_it_is_offered_or_over() {
    let later = noon() + TimeDelta::hours(1);
    let mut choice = a_choice(2);
    assert!(choice.wait(noon()) && !choice.wait(later), "since when it came");
    assert_eq!((choice.queue_time, choice.version), (Some(noon()), 2));
    assert_eq!(choice.due(later) - later, TimeDelta::minutes(10), "it is looked at seldom, and called");
    assert_eq!(choice.offered(), Some(pick(1)));
    assert!(choice.wait_no_more(later) && !choice.wait_no_more(later));
    assert_eq!((choice.update_time, choice.due(later)), (later, later), "the time to answer begins now");
    tell(&mut choice, 1, Outcome::Waiting);
    assert_eq!(choice.offered(), Some(pick(1)));
    tell(&mut choice, 1, Outcome::Declined);
    assert_eq!(choice.offered(), Some(pick(2)));
    choice.wait(later);
    choice.stop(later);
    assert_eq!((choice.queue_time, choice.offered()), (Some(later), None), "what was waited for stays known");
}

#[test]
fn every_change_is_one_version() {
    let mut choice = a_choice(1);
    tell(&mut choice, 1, Outcome::Waiting);
    tell(&mut choice, 1, Outcome::Expired);
    assert_eq!(choice.version, 3);
}

#[test]
fn what_waits_is_looked_at_soon_then_seldom_then_at_its_deadline() {
    let mut choice = a_choice(1);
    assert_eq!(choice.due(noon()), noon(), "there is something to offer");
    tell(&mut choice, 1, Outcome::Waiting);
    let look = |after: TimeDelta| choice.due(noon() + after) - (noon() + after);
    assert_eq!(look(TimeDelta::zero()), TimeDelta::seconds(15));
    assert_eq!(look(TimeDelta::minutes(20)), TimeDelta::minutes(5));
    assert_eq!(look(TimeDelta::days(1)), TimeDelta::minutes(10));
    assert_eq!(look(TimeDelta::days(7) - TimeDelta::seconds(3)), TimeDelta::seconds(5));
    assert_eq!(look(TimeDelta::days(8)), TimeDelta::seconds(15));
}

/// The offerings of these picks.
fn offerings(numbers: &[u128]) -> Vec<Uuid> {
    numbers.iter().map(|number| pick(*number).offering).collect()
}

#[test]
fn a_round_gives_what_is_liked_at_least_as_well_as_all_beside_it() {
    let within = |ranks: &[i32], round: &[u128]| {
        let mut choice = a_choice(4);
        choice.ranks = ranks.to_vec();
        let round = offerings(round);
        let wants = choice.within(|offering| round.contains(&offering));
        wants.into_iter().map(|(offering, rank)| (offering.as_u128(), rank)).collect::<Vec<_>>()
    };
    assert_eq!(within(&[], &[1, 2, 3, 4]), [(1, 1), (2, 2), (3, 3), (4, 4)]);
    assert_eq!(within(&[], &[1, 2, 4]), [(1, 1), (2, 2)], "the third is liked better than the fourth");
    assert_eq!(within(&[], &[2]), []);
    assert_eq!(within(&[1, 1, 2, 2], &[2, 4]), [(2, 1)], "the first is liked as well");
    assert_eq!(within(&[1, 2, 2, 2], &[1, 4]), [(1, 1), (4, 2)]);
}

#[test]
fn what_a_round_refuses_is_tried_and_what_it_gives_comes_next() {
    let mut choice = a_choice(4);
    choice.ranks = vec![1, 2, 2, 3];
    let result = Id::new();
    choice.enter_round(result, noon());
    assert_eq!(choice.due(noon()) - noon(), TimeDelta::seconds(15), "it is looked at seldom, and called");
    let given = pick(3).offering;
    choice.decide(Some(given), &offerings(&[1]), noon());
    assert_eq!(choice.picks.iter().map(|pick| pick.offering).collect::<Vec<_>>(), offerings(&[1, 3, 2, 4]));
    assert_eq!((choice.next(), choice.ranks.as_slice()), (Some((2, pick(3))), [1, 2, 2, 3].as_slice()));
    assert_eq!((choice.result, choice.round_time), (Some(result), None));
    assert_eq!(
        (choice.attempts[0].outcome, choice.attempts[0].result),
        (Outcome::NotGiven, Some(result.uuid()))
    );
    assert_eq!(Choice::said_no(&choice.attempts).count(), 0, "nobody said no");

    let mut nothing = a_choice(2);
    nothing.enter_round(result, noon());
    nothing.decide(None, &offerings(&[1]), noon());
    assert_eq!((nothing.state, nothing.next()), (State::Offering, Some((2, pick(2)))));
    nothing.enter_round(result, noon());
    nothing.decide(None, &offerings(&[2]), noon());
    assert_eq!(nothing.state, State::Exhausted);
}

#[test]
fn who_stops_waits_for_no_round() {
    let mut choice = a_choice(1);
    choice.enter_round(Id::new(), noon());
    choice.stop(noon());
    assert_eq!((choice.result, choice.round_time), (None, None));
    let mut choice = a_choice(1);
    choice.enter_round(Id::new(), noon());
    choice.leave_round(noon());
    assert_eq!((choice.result, choice.next()), (None, Some((1, pick(1)))));
}
