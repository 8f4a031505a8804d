use chrono::TimeDelta;

use super::*;

fn an_introduction() -> Introduction {
    let now = Utc::now();
    let details = Details {
        kind: Kind::SupportBrokerage,
        rank: 1,
        meet_first: false,
        weight: 3,
        expire_time: now + TimeDelta::days(5),
        request: Id::new(),
        choice: Id::new(),
        person: Id::new(),
        council: "councils/E08000033".into(),
        ulo: Id::new(),
        offering: Id::new(),
    };
    Introduction::offer(details, Private::default(), None, now)
}

fn reason(result: Result<(), Error>) -> &'static str {
    match result {
        Err(Error::Refused { reason, .. }) => reason,
        other => panic!("not refused: {other:?}"),
    }
}

#[test]
fn an_answer_is_given_once() {
    let mut accepted = an_introduction();
    accepted.accept(Id::new(), Id::new()).unwrap();
    assert!(accepted.live);
    let mut declined = an_introduction();
    declined.decline(DeclineReason::OutsideArea, "Sorry.".into()).unwrap();
    let mut withdrawn = an_introduction();
    withdrawn.withdraw().unwrap();
    assert!(!declined.live && !withdrawn.live);
    for mut answered in [accepted, declined, withdrawn] {
        assert_eq!(reason(answered.accept(Id::new(), Id::new())), "INTRODUCTION_NOT_OFFERED");
        assert_eq!(
            reason(answered.decline(DeclineReason::Safety, String::new())),
            "INTRODUCTION_NOT_OFFERED"
        );
        assert_eq!(reason(answered.withdraw()), "INTRODUCTION_NOT_OFFERED");
    }
}

#[test]
fn what_has_expired_says_so_and_ended_at_its_deadline() {
    let mut introduction = an_introduction();
    let noticed = introduction.details.expire_time + TimeDelta::hours(3);
    introduction.expire(noticed);
    assert_eq!(introduction.decide_time, Some(introduction.details.expire_time));
    assert_eq!((introduction.live, introduction.version), (false, 2));
    assert_eq!(reason(introduction.accept(Id::new(), Id::new())), "INTRODUCTION_EXPIRED");
    assert_eq!(reason(introduction.withdraw()), "INTRODUCTION_EXPIRED");
}
