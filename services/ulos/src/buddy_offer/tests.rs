use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn now() -> DateTime<Utc> {
    "2026-01-31T12:00:00Z".parse().unwrap()
}

/// Ten hours a month until the end of June.
fn offer() -> BuddyOffer {
    let end_date = day("2026-06-30");
    let offered =
        Offered { hours_per_month: 10, topics: vec![Topic::Starting], end_date, words: String::new() };
    BuddyOffer::new(Id::new(), offered, now())
}

#[test]
fn an_organisation_offers_from_stage_three() {
    assert!(BuddyOffer::allowed(2).is_err());
    assert!(BuddyOffer::allowed(3).is_ok());
}

#[test]
fn it_can_be_taken_up_to_its_last_day_unless_it_was_taken_back() {
    let mut offer = offer();
    assert!(offer.still_open(day("2026-06-30")).is_ok());
    assert!(offer.still_open(day("2026-07-01")).is_err());
    offer.withdraw(now()).unwrap();
    assert!(offer.still_open(day("2026-06-30")).is_err());
    assert!(offer.withdraw(now()).is_err() && offer.edit(offer.offered.clone(), now()).is_err());
}

#[test]
fn hours_that_are_promised_are_not_free() {
    let mut offer = offer();
    offer.promised_hours = 6;
    assert!(offer.has_room(4).is_ok());
    assert!(offer.has_room(5).is_err());
    offer.promised_hours = 12;
    assert_eq!(offer.free_hours(), 0, "fewer were offered since");
}
