//! The rules of an offering.

use chrono::TimeDelta;

use super::*;

fn details(openings: Option<i32>) -> Details {
    Details {
        display_name: "Planning together".into(),
        description: String::new(),
        kind: Kind::SupportBrokerage,
        advocacy_kind: None,
        peer_support_model: None,
        councils: vec!["councils/E08000033".into()],
        delivery_modes: vec![DeliveryMode::AtHome],
        point: None,
        max_travel_km: None,
        languages: vec!["en".into()],
        access: Vec::new(),
        who_for: Vec::new(),
        price_pence: 0,
        price_basis: Some(PriceBasis::Free),
        hourly_cost_pence: None,
        openings,
        typical_wait_days: None,
        interests: Vec::new(),
        schedules: Vec::new(),
    }
}

fn refused<T: std::fmt::Debug>(answer: Result<T, Error>, expected: &str) {
    assert!(matches!(answer, Err(Error::Refused { reason, .. }) if reason == expected), "{answer:?}");
}

#[test]
fn openings_carry_the_time_they_were_stated() {
    let start = Utc::now();
    let later = |days| start + TimeDelta::days(days);
    let mut offering = Offering::new(Id::new(), details(Some(3)), start);
    assert_eq!(offering.openings_time, Some(start));
    offering.edit(details(Some(3)), false, later(1)).unwrap();
    assert_eq!(offering.openings_time, Some(start), "another edit is no statement");
    offering.edit(details(Some(3)), true, later(2)).unwrap();
    assert_eq!(offering.openings_time, Some(later(2)), "the same number, said again");
    offering.edit(details(None), true, later(3)).unwrap();
    assert_eq!(offering.openings_time, None);
    assert_eq!(Offering::new(Id::new(), details(None), start).openings_time, None);
}

#[test]
fn an_offering_pauses_resumes_and_closes_once() {
    let now = Utc::now();
    let mut offering = Offering::new(Id::new(), details(None), now);
    refused(offering.resume(now), "OFFERING_NOT_PAUSED");
    offering.pause(now).unwrap();
    refused(offering.pause(now), "OFFERING_NOT_OPEN");
    offering.edit(details(Some(0)), true, now).unwrap();
    offering.resume(now).unwrap();
    offering.close(now).unwrap();
    assert_eq!((offering.state, offering.version), (State::Closed, 5));
    refused(offering.close(now), "OFFERING_CLOSED");
    refused(offering.edit(details(None), true, now), "OFFERING_CLOSED");
    refused(offering.pause(now), "OFFERING_NOT_OPEN");
    refused(offering.resume(now), "OFFERING_NOT_PAUSED");
}

#[test]
fn the_law_gives_a_right_to_five_kinds_of_advocacy() {
    use platform::words::Word as _;
    assert_eq!(AdvocacyKind::ALL.iter().filter(|kind| kind.is_statutory()).count(), 5);
}
