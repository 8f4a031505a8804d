use super::*;

fn now() -> DateTime<Utc> {
    "2026-01-31T12:00:00Z".parse().unwrap()
}

fn led_by(lead: Id<Ulo>) -> Consortium {
    Consortium::new(lead, About::default(), Brings::default(), now())
}

fn reason(result: Result<(), Error>) -> Option<&'static str> {
    match result {
        Err(Error::Refused { reason, .. }) => Some(reason),
        _ => None,
    }
}

#[test]
fn twelve_are_a_full_consortium_and_who_left_makes_room() {
    let mut consortium = led_by(Id::new());
    let others: Vec<Id<Ulo>> = (0..11).map(|_| Id::new()).collect();
    for other in &others {
        consortium.invite(*other, now()).unwrap();
    }
    assert_eq!(reason(consortium.invite(Id::new(), now())), Some("CONSORTIUM_FULL"));
    assert_eq!(reason(consortium.invite(others[0], now())), Some("MEMBER_ALREADY"));
    consortium.leave(others[0], now()).unwrap();
    assert!(!consortium.concerns(&others[0].to_string()) && consortium.concerns(&others[1].to_string()));
    consortium.invite(others[0], now()).unwrap();
    assert_eq!(consortium.those(Standing::Invited).len(), 11, "each once");
}

#[test]
fn who_left_joins_only_when_asked_again_and_the_lead_stays() {
    let (lead, other) = (Id::new(), Id::new());
    let mut consortium = led_by(lead);
    assert_eq!(reason(consortium.join(other, Brings::default(), now())), Some("NOT_INVITED"));
    consortium.invite(other, now()).unwrap();
    consortium.leave(other, now()).unwrap();
    assert_eq!(reason(consortium.leave(other, now())), Some("NOT_INVITED"));
    assert_eq!(reason(consortium.join(other, Brings::default(), now())), Some("NOT_INVITED"));
    assert_eq!(reason(consortium.leave(lead, now())), Some("LEAD_STAYS"));
}

#[test]
fn nothing_changes_once_it_has_ended() {
    let (lead, other) = (Id::new(), Id::new());
    let mut consortium = led_by(lead);
    consortium.invite(other, now()).unwrap();
    consortium.end(now()).unwrap();
    let ended = Some("CONSORTIUM_ENDED");
    assert_eq!(reason(consortium.edit(About::default(), now())), ended);
    assert_eq!(reason(consortium.invite(Id::new(), now())), ended);
    assert_eq!(reason(consortium.join(other, Brings::default(), now())), ended);
    assert_eq!(reason(consortium.leave(other, now())), ended);
    assert_eq!(reason(consortium.end(now())), ended);
}
