use chrono::TimeDelta;

use super::*;

/// What a test can say of an introduction.
#[derive(Debug, Clone)]
pub(crate) struct Asks {
    pub kind: Kind,
    pub weight: i32,
    pub council: String,
    pub needs: Vec<String>,
    pub wanted: Wanted,
    pub avoid_brokers: Vec<Uuid>,
    pub broker: Option<Id<Broker>>,
}

impl Default for Asks {
    fn default() -> Self {
        Self {
            kind: Kind::SupportBrokerage,
            weight: 3,
            council: "councils/E08000033".into(),
            needs: Vec::new(),
            wanted: Wanted::default(),
            avoid_brokers: Vec::new(),
            broker: None,
        }
    }
}

/// The introduction a test speaks of.
pub(crate) fn an_introduction_that(asks: Asks) -> Introduction {
    let now = Utc::now();
    let details = Details {
        kind: asks.kind,
        rank: 1,
        meet_first: false,
        weight: asks.weight,
        expire_time: now + TimeDelta::days(5),
        request: Id::new(),
        choice: Id::new(),
        person: Id::new(),
        council: asks.council,
        ulo: Id::new(),
        offering: Id::new(),
    };
    let Asks { needs, wanted, avoid_brokers, .. } = asks;
    let private = Private { needs, wanted, avoid_brokers, ..Private::default() };
    Introduction::offer(details, private, asks.broker, now)
}

fn an_introduction() -> Introduction {
    an_introduction_that(Asks::default())
}

#[test]
fn whom_the_person_ruled_out_takes_nobody_on() {
    let (broker, other) = (Id::new(), Id::new());
    let mut introduction =
        an_introduction_that(Asks { avoid_brokers: vec![Id::<Broker>::uuid(broker)], ..Asks::default() });
    assert_eq!(reason(introduction.accept(broker, Id::new())), "BROKER_RULED_OUT");
    introduction.accept(other, Id::new()).unwrap();
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
