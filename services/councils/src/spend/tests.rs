//! Years, parts of terms and shares, at their edges.

use super::*;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn term(amount_pence: i64, start_date: NaiveDate, end_date: NaiveDate) -> Term {
    Term { amount_pence, start_date, end_date, to_ulo: true, to_shown_ulo: false }
}

fn spend(to_ulos: i64, to_others: Option<i64>) -> Spend {
    let whole_year = term(to_ulos, day(2026, 4, 1), day(2027, 3, 31));
    let mut spend = Spend::new(GssCode::new("E08000033").unwrap(), Year(2026), &[whole_year]);
    if let Some(to_others_pence) = to_others {
        let now = day(2026, 11, 27).and_hms_opt(9, 0, 0).unwrap().and_utc();
        spend.state(Stated { to_others_pence, source: "The council's accounts".into() }, now).unwrap();
    }
    spend
}

#[test]
fn a_year_begins_on_the_first_of_april() {
    let year = |month, of| Year::of(day(2026, month, of));
    assert_eq!([year(1, 1), year(3, 31), year(4, 1), year(12, 31)], [2025, 2025, 2026, 2026].map(Year));
}

#[test]
fn a_term_is_split_by_its_days_and_the_parts_add_up() {
    let one_day_each = term(201, day(2026, 3, 31), day(2026, 4, 1));
    assert_eq!([2024, 2025, 2026, 2027].map(|year| one_day_each.in_year(Year(year))), [0, 101, 100, 0]);
    for (amount, days) in [(1, 1000), (999_999_999_999, 3653), (7, 2), (100, 366)] {
        let start = day(2024, 2, 29);
        let term = term(amount, start, start + chrono::Days::new(days - 1));
        let parts: i64 = (2020..2040).map(|year| term.in_year(Year(year))).sum();
        assert_eq!(parts, amount, "{days} days");
        assert!((2020..2040).all(|year| term.in_year(Year(year)) >= 0));
    }
}

#[test]
fn not_known_is_never_nothing() {
    assert_eq!(spend(10, None).share(), None);
    assert_eq!(spend(0, Some(0)).share(), None);
    assert_eq!(spend(0, Some(10)).share(), Some(0));
    assert_eq!(spend(10, Some(0)).share(), Some(1000));
    assert_eq!(spend(1, Some(2)).share(), Some(333));
    assert_eq!(spend(i64::MAX, Some(i64::MAX)).share(), Some(500));
}

#[test]
fn money_goes_to_those_who_are_or_may_be_user_led_or_to_others() {
    let (from, to) = (day(2026, 4, 1), day(2027, 3, 31));
    let other = Term { to_ulo: false, ..term(5, from, to) };
    let shown = Term { to_shown_ulo: true, ..term(7, from, to) };
    let spend =
        Spend::new(GssCode::new("E08000033").unwrap(), Year(2026), &[other, shown, term(11, from, to)]);
    assert_eq!((spend.to_ulos_pence, spend.to_shown_ulos_pence, spend.to_recorded_others_pence), (18, 7, 5));
    assert_eq!((spend.version, spend.name().as_str()), (1, "spends/E08000033-2026"));
}

#[test]
fn nothing_is_stated_of_a_year_to_come() {
    let mut spend = Spend::new(GssCode::new("E08000033").unwrap(), Year(2027), &[]);
    let stated = Stated { to_others_pence: 1, source: "The budget".into() };
    let on = |month| day(2027, month, 1).and_hms_opt(0, 0, 0).unwrap().and_utc();
    assert!(spend.state(stated.clone(), on(3)).is_err());
    assert_eq!((spend.version, spend.update_time), (1, None));
    spend.state(stated, on(4)).unwrap();
    assert_eq!(spend.version, 2);
}

#[test]
fn names_are_of_a_council_and_a_year() {
    let (code, year) = parse_name("spends/E08000033-2026").unwrap().unwrap();
    assert_eq!((code.as_str(), year), ("E08000033", Year(2026)));
    for wrong in [
        "",
        "spends/E08000033",
        "spends/E08000033-26",
        "spends/x-2026",
        "spends/E08000033-1999",
        "spends/E08000033-+026",
    ] {
        assert!(parse_name(wrong).is_err(), "{wrong}");
    }
}
