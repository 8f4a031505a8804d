use std::slice;

use proptest::prelude::*;

use super::*;
use crate::funding::Renewal;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

const TODAY: &str = "2026-01-01";

fn terms(kind: Kind, funder: &str, pounds: i64, start: &str, end: &str) -> Terms {
    Terms {
        kind,
        funder: funder.into(),
        council: None,
        amount_pence: pounds * 100,
        start_date: day(start),
        end_date: day(end),
        renewal: Renewal::Negotiated,
        renewal_note: String::new(),
        certainty: Certainty::Decided,
    }
}

fn states(reserves: Option<i64>, monthly: Option<i64>) -> Statement {
    Statement {
        reserves_pence: reserves.map(|pounds| pounds * 100),
        monthly_cost_pence: monthly.map(|pounds| pounds * 100),
        statement_date: day(TODAY),
        closure_plan: String::new(),
    }
}

fn outlook(statement: &Statement, fundings: &[Terms]) -> Outlook {
    Outlook::of(statement, &fundings.iter().collect::<Vec<_>>(), day(TODAY))
}

#[test]
fn nothing_stated_is_not_evidenced_and_never_a_verdict() {
    let nothing = outlook(&states(None, None), &[]);
    assert_eq!((nothing.risk, nothing.runway_months, nothing.spread), (Risk::NotEvidenced, None, None));
    assert!(nothing.reasons.is_empty());
    assert_eq!(outlook(&states(Some(5), None), &[]).risk, Risk::NotEvidenced);
}

#[test]
fn a_runway_counts_the_months_that_can_be_paid_in_full() {
    for (reserves, months) in [(0, 0), (999, 0), (1000, 1), (2999, 2), (3000, 3), (6000, 6), (500_000, 120)] {
        assert_eq!(
            outlook(&states(Some(reserves), Some(1000)), &[]).runway_months,
            Some(months),
            "{reserves}"
        );
    }
    // 12,000 over a year of 365 days pays a month of 31 days and no month of 30 or 28, until what is left over runs out.
    let year = terms(Kind::Core, "Trust", 12_000, "2026-01-01", "2026-12-31");
    assert_eq!(outlook(&states(Some(0), Some(1000)), slice::from_ref(&year)).runway_months, Some(1));
    assert_eq!(outlook(&states(Some(100), Some(1000)), slice::from_ref(&year)).runway_months, Some(12));
    let mut hoped = year;
    hoped.certainty = Certainty::HopedFor;
    assert_eq!(outlook(&states(Some(0), Some(1000)), &[hoped]).runway_months, Some(0), "hope pays nothing");
}

#[test]
fn the_time_since_the_statement_has_been_spent_and_what_came_in_has_come_in() {
    let stated =
        |on: &str, reserves| Statement { statement_date: day(on), ..states(Some(reserves), Some(1000)) };
    for (on, months, pounds, age) in [
        ("2026-01-01", 6, 6000, 0),
        ("2025-12-31", 5, 5967, 1),
        ("2025-12-01", 5, 5000, 31),
        ("2025-10-01", 3, 3000, 92),
        ("2025-07-01", 0, 0, 184),
        ("2025-06-30", 0, -64, 185),
        ("2020-01-01", 0, -66_000, 2192),
    ] {
        let outlook = outlook(&stated(on, 6000), &[]);
        assert_eq!(outlook.runway_months, Some(months), "{on}");
        assert_eq!(outlook.left_pence.map(|pence| pence / 100), Some(pounds), "{on}");
        assert_eq!(outlook.statement_age_days, age, "{on}");
    }
    // A grant of £1,000 a month, all of it since the statement, keeps what was put by as it was.
    let grant = terms(Kind::Core, "Trust", 3000, "2025-10-01", "2025-12-31");
    let kept = outlook(&stated("2025-10-01", 6000), slice::from_ref(&grant));
    assert_eq!((kept.left_pence, kept.runway_months), (Some(600_000), Some(6)));
    let before = outlook(&stated("2026-01-01", 6000), slice::from_ref(&grant));
    assert_eq!(before.left_pence, Some(600_000), "what came in before the statement is in it");
}

#[test]
fn shares_of_the_year_ahead_are_by_funder_and_by_day() {
    let fundings = [
        terms(Kind::Core, "Calderdale  Council", 6000, "2026-01-01", "2026-12-31"),
        terms(Kind::Project, "calderdale council", 2000, "2026-01-01", "2026-12-31"),
        terms(Kind::Trust, "A Trust", 4000, "2025-01-01", "2026-12-31"),
    ];
    let outlook = outlook(&states(None, None), &fundings);
    assert_eq!(outlook.income_pence, 1_000_000);
    let spread = outlook.spread.unwrap();
    assert_eq!((spread.core_percent, spread.largest_pence), (60, 800_000));
    assert_eq!(spread.largest_funder, "Calderdale  Council");
    assert_eq!(spread.concentration, 6800, "0.8 squared and 0.2 squared");
}

#[test]
fn thresholds_hold_at_the_very_number() {
    let one = |pounds| terms(Kind::Core, "One", pounds, "2026-01-01", "2028-12-31");
    let other = |pounds| terms(Kind::Core, "Other", pounds, "2026-01-01", "2028-12-31");
    let reasons = |fundings: &[Terms]| outlook(&states(None, None), fundings).reasons;
    assert_eq!(reasons(&[one(50), other(50)]), []);
    assert_eq!(reasons(&[one(5100), other(4900)]), [Reason::FunderOverHalf]);
    assert_eq!(reasons(&[one(7500), other(2500)]), [Reason::FunderOverHalf]);
    assert_eq!(reasons(&[one(7600), other(2400)]), [Reason::FunderOverThreeQuarters]);
    let lasts = |reserves| outlook(&states(Some(reserves), Some(1000)), &[]).reasons;
    assert_eq!(lasts(2999), [Reason::RunwayUnderThreeMonths]);
    assert_eq!(lasts(3000), [Reason::RunwayUnderSixMonths]);
    assert_eq!(lasts(5999), [Reason::RunwayUnderSixMonths]);
    assert_eq!(lasts(6000), []);
}

#[test]
fn what_goes_on_does_not_end() {
    let ends = terms(Kind::Core, "One", 1000, "2025-01-01", "2026-03-31");
    let span = |fundings: &[Terms], months| {
        let outlook = outlook(&states(None, None), fundings);
        let ending = outlook.endings.iter().find(|ending| ending.months == months).copied();
        ending.map(|ending| ending.count).unwrap()
    };
    assert_eq!((span(slice::from_ref(&ends), 3), span(slice::from_ref(&ends), 6)), (1, 1));
    let mut later = ends.clone();
    later.end_date = day("2026-04-01");
    assert_eq!((span(slice::from_ref(&later), 3), span(&[later], 6)), (0, 1), "three months end on 31 March");
    let next = |start: &str| terms(Kind::Core, "ONE", 1000, start, "2027-03-31");
    assert_eq!(span(&[ends.clone(), next("2026-05-01")], 3), 0);
    assert_eq!(span(&[ends.clone(), next("2026-05-02")], 3), 1, "the gap is too long");
    let mut hoped = next("2026-04-01");
    hoped.certainty = Certainty::HopedFor;
    assert_eq!(span(&[ends, hoped], 3), 1, "hope follows nothing");
}

#[test]
fn three_reasons_or_a_grave_one_are_a_high_risk() {
    assert_eq!(risk(&[]), Risk::Low);
    assert_eq!(risk(&[Reason::NoCore, Reason::FunderOverHalf]), Risk::Raised);
    assert_eq!(risk(&[Reason::NoCore, Reason::FunderOverHalf, Reason::RestsOnHope]), Risk::High);
    assert_eq!(risk(&[Reason::HalfEndsInSixMonths]), Risk::High);
}

fn any_terms() -> impl Strategy<Value = Terms> {
    let kinds = prop_oneof![Just(Kind::Core), Just(Kind::Project), Just(Kind::Contract), Just(Kind::Trust)];
    (kinds, 0..4_u8, 1..1_000_000_000_i64, -800..800_i64, 1..2000_i64, any::<bool>()).prop_map(
        |(kind, funder, amount_pence, start, days, decided)| {
            let start_date = day(TODAY) + chrono::TimeDelta::days(start);
            Terms {
                amount_pence,
                start_date,
                end_date: start_date + chrono::TimeDelta::days(days - 1),
                certainty: if decided { Certainty::Decided } else { Certainty::HopedFor },
                ..terms(kind, &format!("Funder {funder}"), 1, TODAY, TODAY)
            }
        },
    )
}

proptest! {
    #[test]
    fn a_term_split_at_any_day_brings_all_of_it_but_for_pence(terms in any_terms(), cut in -900..2900_i64) {
        let cut = day(TODAY) + chrono::TimeDelta::days(cut);
        let (first, last) = (day("2020-01-01"), day("2040-01-01"));
        let sum = within(&terms, (first, cut)) + within(&terms, (cut, last));
        prop_assert!((terms.amount_pence - 1..=terms.amount_pence).contains(&sum));
    }

    #[test]
    fn a_statement_of_what_is_left_says_the_same_as_the_older_one(
        fundings in prop::collection::vec(any_terms(), 0..12),
        reserves in 0..1_000_000_i64,
        monthly in 1..100_000_i64,
        age in 0..1_500_i64,
    ) {
        let stated_on = day(TODAY) - chrono::TimeDelta::days(age);
        let old = Statement { statement_date: stated_on, ..states(Some(reserves), Some(monthly)) };
        let then = outlook(&old, &fundings);
        let left = then.left_pence.unwrap();
        let now = Statement { reserves_pence: Some(left), ..states(None, Some(monthly)) };
        prop_assert_eq!(outlook(&now, &fundings).runway_months, then.runway_months);
        let alone = outlook(&old, &[]);
        let fresh = outlook(&states(Some(reserves), Some(monthly)), &[]);
        prop_assert!(alone.runway_months <= fresh.runway_months, "time brings nothing by itself");
        prop_assert!(alone.left_pence <= then.left_pence, "what came in is never less than nothing");
        prop_assert_eq!(then.statement_age_days, age);
    }

    #[test]
    fn what_time_costs_adds_up_over_whole_months(cost in 1..10_000_000_i64, months in 0..60_u32, days in 0..28_i64) {
        let from = day("2021-03-01");
        let (turn, to) = (after(from, months), after(from, months) + chrono::TimeDelta::days(days));
        prop_assert_eq!(spent(cost, (from, to)), spent(cost, (from, turn)) + spent(cost, (turn, to)));
        prop_assert_eq!(spent(cost, (from, turn)), cost * i64::from(months));
        prop_assert!(spent(cost, (turn, to)) < cost);
    }

    #[test]
    fn shares_and_runways_stay_within_their_bounds(
        fundings in prop::collection::vec(any_terms(), 0..12),
        reserves in 0..1_000_000_i64,
        monthly in 1..100_000_i64,
    ) {
        let statement = states(Some(reserves), Some(monthly));
        let outlook = outlook(&statement, &fundings);
        if let Some(spread) = &outlook.spread {
            prop_assert!((0..=100).contains(&spread.core_percent));
            prop_assert!(spread.largest_pence <= outlook.income_pence);
            // Four funders at the most: the index is between a quarter and one, but for rounding.
            prop_assert!((2_499..=10_000).contains(&spread.concentration), "{}", spread.concentration);
        }
        let richer = states(Some(reserves + 1), Some(monthly));
        prop_assert!(Outlook::of(&richer, &fundings.iter().collect::<Vec<_>>(), day(TODAY)).runway_months >= outlook.runway_months);
        let counts: Vec<_> = outlook.endings.iter().map(|ending| ending.count).collect();
        prop_assert!(counts.is_sorted(), "what ends within three months ends within six: {counts:?}");
        prop_assert_eq!(outlook.risk == Risk::Low, outlook.reasons.is_empty());
    }
}
