use chrono::{DateTime, TimeDelta, Utc};

use super::*;

fn round(now: DateTime<Utc>) -> Round {
    let terms = Terms {
        display_name: "A fund".into(),
        purpose: "To grow.".into(),
        amount_pence: 85_000_000,
        most_per_bid_pence: 10_000_000,
        sites: 10,
        criteria: Vec::new(),
        councils: Vec::new(),
        open_time: now + TimeDelta::days(1),
        close_time: now + TimeDelta::days(2),
        decision_date: now.date_naive(),
    };
    Round::new(terms, now)
}

fn reason(answer: Result<(), Error>) -> &'static str {
    match answer {
        Err(Error::Refused { reason, .. }) => reason,
        other => panic!("not refused: {other:?}"),
    }
}

#[test]
fn phases_change_at_the_very_moments() {
    let now = Utc::now();
    let mut round = round(now);
    assert_eq!(round.phase(now), Phase::Draft);
    round.open(now).unwrap();
    let tick = TimeDelta::microseconds(1);
    let (open, close) = (round.terms.open_time, round.terms.close_time);
    for (time, phase) in [
        (open - tick, Phase::Coming),
        (open, Phase::TakingBids),
        (close - tick, Phase::TakingBids),
        (close, Phase::Assessing),
    ] {
        assert_eq!(round.phase(time), phase);
        assert_eq!(round.taking_bids(time).is_ok(), phase == Phase::TakingBids);
        assert_eq!(round.being_assessed(time).is_ok(), phase == Phase::Assessing);
    }
}

#[test]
fn a_round_goes_one_way() {
    let now = Utc::now();
    let mut round = round(now);
    let (terms, close) = (round.terms.clone(), round.terms.close_time);
    assert_eq!(reason(round.clone().open(close)), "ROUND_OVER");
    assert_eq!(reason(round.decide(0, close)), "ROUND_NOT_ASSESSING");
    round.open(now).unwrap();
    assert_eq!(reason(round.open(now)), "ROUND_NOT_DRAFT");
    assert_eq!(reason(round.edit(terms, now)), "ROUND_NOT_DRAFT");
    assert_eq!(reason(round.decide(0, now)), "ROUND_NOT_ASSESSING");
    assert_eq!(reason(round.decide(1, close)), "BIDS_UNDECIDED");
    assert_eq!(reason(round.close(0, close)), "ROUND_NOT_DECIDED");
    round.decide(0, close).unwrap();
    assert_eq!(reason(round.decide(0, close)), "ROUND_NOT_ASSESSING");
    assert_eq!(reason(round.close(1, close)), "AWARDS_INCOMPLETE");
    round.close(0, close).unwrap();
    assert_eq!((round.state, round.version), (State::Closed, 4));
}
