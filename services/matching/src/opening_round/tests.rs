//! What a round may do, and what it decides, without any IO.

mod order;

use chrono::{DateTime, Days, NaiveDate, Utc};
use proptest::prelude::*;
use rounds::lottery::Seed;
use uuid::Uuid;

use super::draw::{Drawing, Entrant, Wanted, band};
use super::result::explain::{Reason, explain};
use super::{Details, Opening, OpeningRound, Rule, figures};
use crate::request::need_by::{NeedBy, NeedByReason};
use crate::request::tests::refused;
use crate::support::AdvocacyKind;

fn noon() -> DateTime<Utc> {
    "2026-06-01T12:00:00Z".parse().unwrap()
}

fn day(number: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, 1).unwrap() + Days::new(number)
}

fn offering(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

/// A round that closes on day 10.
fn a_round() -> OpeningRound {
    let owner = "councils/E08000033".to_owned();
    let details = Details { title: "Spring".into(), rule: Rule::FairOrder, close_date: day(10), owner };
    OpeningRound::new(details, [7; 32], noon())
}

fn given(openings: i32) -> Opening {
    Opening { offering: offering(1), ulo: Uuid::from_u128(100), openings }
}

#[test]
fn openings_change_until_it_closes_and_never_beyond_those_stated() {
    let mut round = a_round();
    assert!(round.set(given(2), Some(2), (day(10), noon())).unwrap());
    assert!(!round.set(given(2), None, (day(10), noon())).unwrap(), "nothing changed");
    refused(round.set(given(3), Some(2), (day(10), noon())), "OPENINGS_NOT_STATED");
    refused(round.set(given(1), None, (day(11), noon())), "OPENING_ROUND_CLOSED");
    assert_eq!((round.openings_of(offering(1)), round.version), (Some(2), 2));
    assert!(round.set(given(0), Some(0), (day(10), noon())).unwrap());
    assert_eq!(round.openings_of(offering(1)), None);
}

#[test]
fn it_is_run_once_and_only_when_nobody_can_enter_any_more() {
    let mut round = a_round();
    refused(round.can_run(day(10)), "OPENING_ROUND_NOT_CLOSED");
    round.can_run(day(11)).unwrap();
    round.cancel(noon()).unwrap();
    refused(round.can_run(day(11)), "OPENING_ROUND_NOT_OPEN");
    refused(round.cancel(noon()), "OPENING_ROUND_NOT_OPEN");
    assert_eq!(super::overdue(day(25)), day(11));
}

#[test]
fn urgency_is_by_the_date_said_or_by_right() {
    let by = |number: u64| Some(NeedBy { date: day(number), reason: NeedByReason::OtherDate });
    for (need_by, advocacy, expected) in [
        (by(24), None, 0),
        (by(25), None, 1),
        (by(52), None, 1),
        (by(53), None, 2),
        (by(0), None, 0),
        (None, None, 2),
        (None, Some(AdvocacyKind::CareAct), 1),
        (by(24), Some(AdvocacyKind::MentalHealth), 0),
        (None, Some(AdvocacyKind::Peer), 2),
    ] {
        assert_eq!(band(need_by, advocacy, day(10)), expected, "{need_by:?} {advocacy:?}");
    }
}

/// Someone who has waited so long and would take these, the best liked first.
fn entrant(number: u128, waited: u32, wants: &[u128]) -> Entrant {
    let wanted =
        |(place, option): (u32, &u128)| Wanted { offering: offering(*option), rank: place, fit: 500 };
    Entrant {
        result: Uuid::from_u128(1_000 + number),
        request: Uuid::from_u128(2_000 + number),
        band: 2,
        waited,
        alternatives: 3,
        group: 0,
        wants: (1..).zip(wants).map(wanted).collect(),
    }
}

#[test]
fn whoever_waited_longest_is_placed_and_the_other_learns_by_how_much() {
    let openings = [(given(8), 0)];
    let entrants =
        (0..9).map(|number| entrant(number, 10 + 10 * u32::try_from(number).unwrap(), &[1])).collect();
    let drawing = Drawing::new(&openings, entrants);
    let seed = Seed::new([7; 32]);
    let placed = drawing.decide(Rule::FairOrder, &seed).unwrap();
    let without: Vec<Uuid> =
        placed.iter().filter(|placed| placed.offering.is_none()).map(|placed| placed.result).collect();
    assert_eq!(without, [Uuid::from_u128(1_000)]);
    let explained = explain(&drawing, Rule::FairOrder, &seed, without[0]).unwrap().unwrap();
    let refused = explained.refusals[0];
    assert_eq!(explained.rank, None);
    let first = explain(&drawing, Rule::FairOrder, &seed, placed[8].result).unwrap().unwrap();
    assert_eq!((first.rank, first.refusals.len()), (Some(1), 0));
    assert_eq!((refused.reason, refused.offering), (Reason::Wait, offering(1)));
    // The last waited 20 days, this one 10; eight places were given, so weeks are told.
    assert_eq!((refused.weeks_short, refused.last_waited_weeks), (Some(2), Some(2)));
    let few = Drawing::new(&[(given(1), 0)], drawing.entrants.clone());
    let explained = explain(&few, Rule::FairOrder, &seed, without[0]).unwrap().unwrap();
    let refused = explained.refusals[0];
    assert_eq!((refused.reason, refused.weeks_short, refused.last_waited_weeks), (Reason::Wait, None, None));
    assert_eq!(explain(&few, Rule::FairOrder, &seed, Uuid::nil()).unwrap(), None);
}

#[test]
fn gaps_between_groups_are_told_of_eight_people_or_more() {
    let seed = Seed::new([7; 32]);
    for (people, told) in [(7, false), (8, true)] {
        let entrants = (0..people).map(|number| entrant(number, 0, &[1])).collect();
        let (run, _) =
            figures::run(&Drawing::new(&[(given(1), 0)], entrants), Rule::FairOrder, &seed).unwrap();
        assert_eq!(run.both.most_helped.gap.is_some(), told);
    }
}

#[test]
fn an_organisation_hardly_shown_is_given_someone_where_ranks_are_equal() {
    let give = |number: u128| Opening { offering: offering(number), ..given(1) };
    let mut someone = entrant(1, 10, &[1, 2]);
    someone.wants.iter_mut().for_each(|wanted| wanted.rank = 1);
    let seed = Seed::new([7; 32]);
    for number in [1, 2] {
        let openings = [1, 2].map(|other| (give(other), u32::from(other == number)));
        let drawing = Drawing::new(&openings, vec![someone.clone()]);
        let (run, placed) = figures::run(&drawing, Rule::MostHelped, &seed).unwrap();
        assert_eq!(placed[0].offering, Some(offering(number)));
        assert_eq!(run.both.most_helped.short_of_floors, 0);
        let price = run.prices.iter().find(|price| price.objective == figures::Objective::Floors).unwrap();
        assert!(price.left_out.fit >= run.both.most_helped.fit);
    }
    let kept = r#"{"openings": [], "entrants": []}"#;
    assert_eq!(serde_json::from_str::<Drawing>(kept).unwrap(), Drawing::default());
}

fn any_drawing() -> impl Strategy<Value = Drawing> {
    let wants = prop::collection::vec((0u128..4, 1u32..3), 1..4);
    let entrants = prop::collection::vec((0u8..3, 0u32..40, 0u32..2, wants), 1..10);
    (prop::collection::vec(0i32..3, 4), entrants).prop_map(|(openings, people)| {
        let opening = |(number, openings): (u128, i32)| {
            let offering = offering(number);
            (Opening { offering, ulo: Uuid::nil(), openings }, u32::from(number % 2 == 0))
        };
        let openings: Vec<(Opening, u32)> = (0..).zip(openings).map(opening).collect();
        let entrants = (0..).zip(people).map(|(number, (band, waited, group, wants))| {
            let mut all: Vec<Wanted> = Vec::new();
            for (option, rank) in wants {
                if !all.iter().any(|wanted| wanted.offering == offering(option)) {
                    all.push(Wanted { offering: offering(option), rank, fit: 100 * rank });
                }
            }
            Entrant { band, group, wants: all, ..entrant(number, waited, &[]) }
        });
        Drawing::new(&openings, entrants.collect())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_is_given_twice_or_unasked_and_it_comes_out_the_same_again(drawing in any_drawing(), seed in any::<[u8; 32]>()) {
        for rule in [Rule::FairOrder, Rule::MostHelped] {
            let seed = Seed::new(seed);
            let (run, placed) = figures::run(&drawing, rule, &seed).unwrap();
            for (offering, openings) in &drawing.openings {
                let used = placed.iter().filter(|placed| placed.offering == Some(*offering)).count();
                prop_assert!(used <= usize::try_from(*openings).unwrap());
            }
            for (entrant, placed) in drawing.entrants.iter().zip(&placed) {
                let rank = |offering: Uuid| entrant.wants.iter().find(|wanted| wanted.offering == offering).map(|wanted| wanted.rank);
                let given = placed.offering.map(|offering| rank(offering).expect("what was asked for"));
                let better = entrant.wants.iter().filter(|wanted| given.is_none_or(|given| wanted.rank < given));
                prop_assert_eq!(better.count(), placed.not_given.len());
                let explained = explain(&drawing, rule, &seed, entrant.result).unwrap().unwrap();
                prop_assert_eq!(explained.refusals.len(), placed.not_given.len());
            }
            let helped = placed.iter().filter(|placed| placed.offering.is_some()).count();
            let told = if rule == Rule::FairOrder { run.both.fair_order.helped } else { run.both.most_helped.helped };
            prop_assert_eq!(helped, usize::try_from(told).unwrap());
            prop_assert!(run.both.most_helped.helped >= run.both.fair_order.helped);
            // From what is kept, as it is kept.
            let kept: Drawing = serde_json::from_str(&serde_json::to_string(&drawing).unwrap()).unwrap();
            prop_assert_eq!(kept.decide(rule, &seed).unwrap(), placed);
        }
    }
}
