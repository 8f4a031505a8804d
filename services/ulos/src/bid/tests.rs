use chrono::Utc;
use platform::Id;

use super::*;

fn bid() -> Bid {
    let plan = Plan { amount_pence: 1_000, ..Plan::default() };
    Bid::new(Id::new(), Id::new(), plan, Utc::now())
}

fn decision(award_pence: i64) -> Decision {
    Decision { award_pence, reason: "Because.".into() }
}

fn reason<T: std::fmt::Debug>(answer: Result<T, Error>) -> &'static str {
    match answer {
        Err(Error::Refused { reason, .. }) => reason,
        other => panic!("not refused: {other:?}"),
    }
}

#[test]
fn what_was_sent_in_stays_as_it_was() {
    let now = Utc::now();
    let mut bid = bid();
    assert_eq!(reason(bid.decide(decision(1), 2, now)), "BID_NOT_SUBMITTED");
    bid.submit(now).unwrap();
    assert_eq!(reason(bid.submit(now)), "BID_NOT_DRAFT");
    assert_eq!(reason(bid.edit(Plan::default(), now)), "BID_NOT_DRAFT");
    assert!(bid.withdraw(now).unwrap());
    assert_eq!(reason(bid.withdraw(now)), "BID_SETTLED");
}

#[test]
fn two_assessments_come_before_a_decision() {
    let now = Utc::now();
    let mut bid = bid();
    bid.submit(now).unwrap();
    assert_eq!(reason(bid.decide(decision(1), 1, now)), "BID_NOT_ASSESSED");
    bid.decide(decision(1), 2, now).unwrap();
    bid.reopen(now);
    assert!(!bid.is_decided());
}

#[test]
fn nothing_beyond_what_was_asked_for() {
    let now = Utc::now();
    for (award, right) in [(-1, false), (0, true), (1_000, true), (1_001, false)] {
        let mut bid = bid();
        bid.submit(now).unwrap();
        assert_eq!(bid.decide(decision(award), 2, now).is_ok(), right, "{award}");
        if right {
            assert_eq!(bid.announce(now), award);
            let state = if award > 0 { State::Awarded } else { State::Declined };
            assert_eq!(bid.state, state);
        }
    }
}
