//! The rules of an organisation's entry.

use super::*;

fn details(display_name: &str) -> Details {
    Details {
        display_name: display_name.into(),
        description: String::new(),
        kind: Kind::PeerSupportGroup,
        legal_form: None,
        registrations: Vec::new(),
        councils: vec!["councils/E08000033".into()],
        who_for: Vec::new(),
        contact: None,
        access_features: Vec::new(),
        founded_date: None,
    }
}

/// An organisation of these councils, listed.
pub(crate) fn listed(councils: &[&str], now: DateTime<Utc>) -> Ulo {
    let councils = councils.iter().map(ToString::to_string).collect();
    Ulo::new(Details { councils, ..details("Example Voices") }, now)
}

/// An organisation reached by that address and website.
pub(crate) fn reached_at(email: &str, website: &str, kind: Kind) -> Ulo {
    let contact = Contact { email: email.into(), website: website.into(), ..Contact::default() };
    Ulo::new(Details { kind, contact: Some(contact), ..details("Example Voices") }, Utc::now())
}

fn check(time: DateTime<Utc>) -> Check {
    Check { time, verifier: "operators/test".into(), method: VerifyMethod::Phone }
}

#[test]
fn an_entry_is_stale_until_checked_and_again_after_ninety_days() {
    let now = Utc::now();
    let mut ulo = Ulo::new(details("Example Voices"), now);
    assert!(ulo.is_stale(now));
    ulo.verify(check(now)).unwrap();
    assert!(!ulo.is_stale(now + TimeDelta::days(90)));
    assert!(ulo.is_stale(now + TimeDelta::days(90) + TimeDelta::microseconds(1)));
}

#[test]
fn checking_and_linking_are_no_edits() {
    let now = Utc::now();
    let mut ulo = Ulo::new(details("Example Voices"), now);
    ulo.verify(check(now + TimeDelta::days(1))).unwrap();
    ulo.link(Id::new(), true);
    ulo.judge(Standing::Met).unwrap();
    assert_eq!((ulo.version, ulo.update_time), (4, now));
    ulo.edit(details("Example Voices Together"), now + TimeDelta::days(2)).unwrap();
    assert_eq!((ulo.version, ulo.update_time), (5, now + TimeDelta::days(2)));
    assert_eq!(ulo.check, Some(check(now + TimeDelta::days(1))), "an edit leaves what was checked");
}

#[test]
fn the_same_verdict_again_changes_nothing() {
    let mut ulo = Ulo::new(details("Example Voices"), Utc::now());
    assert!(ulo.judge(Standing::NotMet).unwrap());
    assert!(!ulo.judge(Standing::NotMet).unwrap());
    assert_eq!(ulo.version, 2);
}

#[test]
fn a_link_is_there_once_and_can_go() {
    let mut ulo = Ulo::new(details("Example Voices"), Utc::now());
    let other = Id::new();
    ulo.link(other, true);
    ulo.link(other, true);
    assert_eq!(ulo.possible_duplicates, [other]);
    ulo.link(other, false);
    assert_eq!(ulo.possible_duplicates, []);
}

#[test]
fn a_closed_entry_stays_as_it_is() {
    let now = Utc::now();
    let mut ulo = Ulo::new(details("Example Voices"), now);
    ulo.close(CloseReason::Ended, now).unwrap();
    assert_eq!(ulo.state(), State::Closed);
    let closed = ulo.clone();
    let again = [
        ulo.edit(details("Other"), now).map(|()| false),
        ulo.verify(check(now)).map(|()| false),
        ulo.judge(Standing::Met),
        ulo.close(CloseReason::Mistake, now).map(|()| false),
    ];
    for refusal in again {
        assert!(matches!(refusal, Err(Error::Refused { reason: "ULO_CLOSED", .. })));
    }
    assert_eq!(ulo, closed);
}
