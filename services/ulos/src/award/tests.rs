use proptest::prelude::*;

use super::*;
use crate::bid::{Decision, Plan};

/// An award of so much, in these steps.
pub(crate) fn award(amount_pence: i64, planned: &[i64]) -> Award {
    let now = Utc::now();
    let step = |amount_pence: &i64| crate::bid::Step {
        title: "Begun".into(),
        due_date: now.date_naive(),
        amount_pence: *amount_pence,
    };
    let plan = Plan {
        amount_pence: planned.iter().sum(),
        milestones: planned.iter().map(step).collect(),
        ..Plan::default()
    };
    let mut bid = Bid::new(Id::new(), Id::new(), plan, now);
    bid.submit(now).unwrap();
    bid.decide(Decision { award_pence: amount_pence, reason: "Best.".into() }, 2, now).unwrap();
    Award::of(&bid, now).unwrap()
}

fn reason<T: std::fmt::Debug>(answer: Result<T, Error>) -> &'static str {
    match answer {
        Err(Error::Refused { reason, .. }) => reason,
        other => panic!("not refused: {other:?}"),
    }
}

#[test]
fn a_milestone_is_claimed_then_paid_and_paid_once() {
    let now = Utc::now();
    let mut award = award(50, &[40, 60]);
    assert_eq!(reason(award.pay(1, "P1".into(), now)), "MILESTONE_NOT_CLAIMED");
    assert_eq!(reason(award.give_back(1, "Which?".into(), now)), "MILESTONE_NOT_CLAIMED");
    award.claim(1, "Photographs.".into(), now).unwrap();
    assert_eq!(reason(award.claim(1, "Again.".into(), now)), "MILESTONE_NOT_PLANNED");
    award.give_back(1, "Which?".into(), now).unwrap();
    award.claim(1, "Minutes.".into(), now).unwrap();
    assert_eq!(award.pay(1, "P1".into(), now).unwrap(), 20);
    assert_eq!(reason(award.pay(1, "P1".into(), now)), "MILESTONE_NOT_CLAIMED");
    for number in [0, 3, -1, i32::MIN, i32::MAX] {
        assert!(matches!(award.claim(number, "No.".into(), now), Err(Error::Invalid(_))), "{number}");
    }
}

#[test]
fn it_is_complete_when_all_is_paid_and_learned_in_either_order() {
    let now = Utc::now();
    for learned_first in [true, false] {
        let mut award = award(100, &[40, 60]);
        if learned_first {
            award.learn(Id::new(), now);
        }
        for number in [1, 2] {
            assert_eq!(award.state, State::Running);
            award.claim(number, "Done.".into(), now).unwrap();
            award.pay(number, "P".into(), now).unwrap();
        }
        if !learned_first {
            assert_eq!(award.state, State::Running);
            award.learn(Id::new(), now);
        }
        assert_eq!((award.state, award.paid_pence), (State::Complete, 100));
    }
}

proptest! {
    #[test]
    fn payments_never_come_to_more_than_the_award(
        planned in proptest::collection::vec(1..=1_000_000_i64, 1..=12),
        part in 1..=1_000_i64,
        moves in proptest::collection::vec((0..3, -1..14_i32), 0..80),
    ) {
        let now = Utc::now();
        let amount = (planned.iter().sum::<i64>() * part / 1_000).max(1);
        let mut award = award(amount, &planned);
        prop_assert_eq!(award.milestones.iter().map(|step| step.amount_pence).sum::<i64>(), amount);
        let mut released = 0;
        for (verb, number) in moves {
            match verb {
                0 => drop(award.claim(number, "Done.".into(), now)),
                1 => drop(award.give_back(number, "More.".into(), now)),
                _ => released += award.pay(number, "P".into(), now).unwrap_or_default(),
            }
            prop_assert_eq!(award.paid_pence, released);
            prop_assert!(released <= amount);
        }
    }
}
