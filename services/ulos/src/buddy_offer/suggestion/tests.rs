use proptest::prelude::*;

use super::*;

fn set(words: &[&str]) -> BTreeSet<String> {
    words.iter().map(ToString::to_string).collect()
}

fn a_buddy() -> Side {
    Side {
        stage: Some(4),
        councils: set(&["councils/E08000033"]),
        who_for: [WhoFor::Physical, WhoFor::Sight].into(),
        languages: set(&["en", "bfi"]),
        rounds: [Uuid::from_u128(1)].into(),
        consortia: [Uuid::from_u128(2)].into(),
        money: Some(Money {
            kinds: [funding::Kind::Core, funding::Kind::Contract].into(),
            funders: set(&["example council"]),
            risk: Risk::Low,
        }),
    }
}

/// A council without any organisation, of which nothing more is asked.
fn a_council() -> Side {
    Side {
        stage: Some(0),
        councils: set(&["councils/E06000017"]),
        who_for: BTreeSet::new(),
        languages: BTreeSet::new(),
        rounds: BTreeSet::new(),
        consortia: BTreeSet::new(),
        money: Some(no_money()),
    }
}

fn no_money() -> Money {
    Money { kinds: BTreeSet::new(), funders: BTreeSet::new(), risk: Risk::NotEvidenced }
}

fn at_risk(risk: Risk) -> Side {
    Side { money: Some(Money { risk, ..no_money() }), ..a_buddy() }
}

fn of(buddy: &Side, helped: &Side, distance_km: Option<u32>) -> Suggestion {
    Suggestion::of(&Pair { buddy, helped, distance_km, free_hours: 1, already: false })
}

fn earned(suggestion: &Suggestion, factor: Factor) -> Option<u32> {
    suggestion.parts.iter().find(|part| part.factor == factor).unwrap().points
}

#[test]
fn the_best_pair_earns_a_hundred_and_nothing_speaks_against_it() {
    let best = of(&a_buddy(), &a_council(), Some(25));
    assert_eq!((best.points(), best.most_points(), best.conflicts), (100, 100, vec![]));
}

#[test]
fn a_stage_ahead_counts_and_a_stage_behind_does_not_count_against() {
    for (behind, points) in [(0, 30), (2, 30), (3, 20), (4, 0)] {
        let helped = Side { stage: Some(behind), ..a_council() };
        assert_eq!(earned(&of(&a_buddy(), &helped, None), Factor::StageGap), Some(points), "{behind}");
    }
    let young = Side { stage: Some(1), ..a_buddy() };
    let suggestion = of(&young, &Side { stage: Some(3), ..a_council() }, None);
    assert_eq!(earned(&suggestion, Factor::StageGap), Some(0));
}

#[test]
fn nearness_falls_from_twenty_five_to_two_hundred_and_fifty_kilometres() {
    for (km, points) in [(0, 25), (25, 25), (26, 24), (137, 12), (241, 1), (242, 0), (250, 0), (u32::MAX, 0)]
    {
        assert_eq!(nearness(km), points, "{km} km");
    }
}

#[test]
fn what_is_not_evidenced_earns_nothing_and_is_no_nought() {
    let unknown = Side { stage: None, ..at_risk(Risk::NotEvidenced) };
    let suggestion = of(&unknown, &a_council(), None);
    for factor in [Factor::StageGap, Factor::Nearness, Factor::Stability] {
        assert_eq!(earned(&suggestion, factor), None);
    }
    assert!(!suggestion.conflicts.contains(&Conflict::BuddyAtHighRisk));
}

#[test]
fn kinds_of_money_and_risk_earn_what_is_said_of_them() {
    let buddy = a_buddy().money.unwrap();
    for (kinds, points) in [
        (vec![], 10),
        (vec![funding::Kind::Core], 5),
        (vec![funding::Kind::Core, funding::Kind::Contract], 0),
    ] {
        let helped = Money { kinds: kinds.into_iter().collect(), ..no_money() };
        assert_eq!(mix(&buddy, &helped), points);
    }
    for (risk, points) in
        [(Risk::Low, Some(15)), (Risk::Raised, Some(8)), (Risk::High, Some(0)), (Risk::NotEvidenced, None)]
    {
        assert_eq!(earned(&of(&at_risk(risk), &a_council(), None), Factor::Stability), points);
    }
}

#[test]
fn who_is_for_everyone_knows_every_impairment() {
    let helped = Side { who_for: [WhoFor::Sight, WhoFor::Autism].into(), ..a_council() };
    assert_eq!(earned(&of(&a_buddy(), &helped, None), Factor::Impairments), Some(6));
    let everyone = Side { who_for: [WhoFor::Everyone].into(), ..a_buddy() };
    assert_eq!(earned(&of(&everyone, &helped, None), Factor::Impairments), Some(12));
}

#[test]
fn each_conflict_is_told_and_none_takes_points_off() {
    let (buddy, helped) = (a_buddy(), a_council());
    let clear = of(&buddy, &helped, Some(60));
    let shared = Side { stage: Some(0), who_for: BTreeSet::new(), languages: BTreeSet::new(), ..a_buddy() };
    let shared = Side { money: Some(Money { kinds: BTreeSet::new(), ..a_buddy().money.unwrap() }), ..shared };
    let pair = Pair { buddy: &buddy, helped: &shared, distance_km: Some(60), free_hours: 0, already: true };
    let near = Suggestion::of(&pair);
    assert_eq!(
        near.conflicts,
        [
            Conflict::SameArea,
            Conflict::SameRound,
            Conflict::SameConsortium,
            Conflict::BuddiesAlready,
            Conflict::NoFreeHours,
            Conflict::SameFunder
        ]
    );
    assert_eq!(near.parts, clear.parts);
    assert_eq!(of(&at_risk(Risk::High), &helped, None).conflicts, [Conflict::BuddyAtHighRisk]);
}

fn some<T: platform::words::Word + Ord + std::fmt::Debug>() -> impl Strategy<Value = BTreeSet<T>> {
    prop::sample::subsequence(T::ALL.to_vec(), 0..=T::ALL.len()).prop_map(|some| some.into_iter().collect())
}

fn words() -> impl Strategy<Value = BTreeSet<String>> {
    prop::collection::btree_set("[a-d]", 0..4)
}

fn ids() -> impl Strategy<Value = BTreeSet<Uuid>> {
    prop::collection::btree_set((0..4_u128).prop_map(Uuid::from_u128), 0..3)
}

prop_compose! {
    fn any_money()(kinds in some(), funders in words(), risk in prop::sample::select(Risk::ALL)) -> Money {
        Money { kinds, funders, risk }
    }
}

prop_compose! {
    fn any_side()(
        stage in prop::option::of(0..=4_u8),
        councils in words(),
        who_for in some(),
        languages in words(),
        rounds in ids(),
        consortia in ids(),
        money in prop::option::of(any_money()),
    ) -> Side {
        Side { stage, councils, who_for, languages, rounds, consortia, money }
    }
}

proptest! {
    #[test]
    fn points_are_the_sum_of_bounded_parts(
        buddy in any_side(), helped in any_side(), km in prop::option::of(0..2_000_u32),
    ) {
        let suggestion = of(&buddy, &helped, km);
        for part in &suggestion.parts {
            prop_assert!(part.points.unwrap_or(0) <= part.factor.most());
        }
        let sum: u32 = suggestion.parts.iter().map(|part| part.points.unwrap_or(0)).sum();
        prop_assert_eq!(suggestion.points(), sum);
        prop_assert!(sum <= suggestion.most_points() && suggestion.most_points() <= 100);
        prop_assert_eq!(&of(&buddy, &helped, km), &suggestion);
    }

    #[test]
    fn whatever_speaks_for_a_buddy_never_lowers_its_points(
        buddy in any_side(), helped in any_side(), km in 0..2_000_u32, nearer in 0..2_000_u32,
        stage in 1..=4_u8, word in "[a-d]", who in prop::sample::select(WhoFor::ALL),
        kind in prop::sample::select(funding::Kind::ALL),
    ) {
        let before = of(&buddy, &helped, Some(km)).points();
        prop_assert!(of(&buddy, &helped, Some(km.min(nearer))).points() >= before);
        let mut better = buddy.clone();
        better.stage = buddy.stage.max(Some(stage));
        better.languages.insert(word);
        better.who_for.insert(who);
        if let Some(money) = &mut better.money {
            money.kinds.insert(kind);
            money.risk = Risk::Low;
        }
        prop_assert!(of(&better, &helped, Some(km)).points() >= before);
    }

    #[test]
    fn who_may_not_know_the_money_of_one_side_learns_nothing_of_the_other(
        buddy in any_side(), helped in any_side(), money in any_money(), km in prop::option::of(0..2_000_u32),
    ) {
        let with = |side: &Side, money: Option<&Money>| Side { money: money.cloned(), ..side.clone() };
        let nothing = of(&with(&buddy, None), &with(&helped, None), km);
        prop_assert_eq!(&of(&with(&buddy, Some(&money)), &with(&helped, None), km), &nothing);
        prop_assert_eq!(&of(&with(&buddy, None), &with(&helped, Some(&money)), km), &nothing);
        let all = of(&with(&buddy, Some(&money)), &with(&helped, Some(&money)), km);
        prop_assert_eq!(all.points_without_money(), nothing.points());
        prop_assert_eq!((nothing.most_points(), all.most_points()), (75, 100));
    }
}
