use platform::words::Word as _;
use proptest::prelude::*;

use super::*;

fn set(words: &[&str]) -> BTreeSet<String> {
    words.iter().map(ToString::to_string).collect()
}

fn a_buddy() -> Buddy {
    Buddy {
        stage: Some(4),
        councils: set(&["councils/E08000033"]),
        who_for: [WhoFor::Physical, WhoFor::Sight].into(),
        languages: set(&["en", "bfi"]),
        funding: [funding::Kind::Core, funding::Kind::Contract].into(),
        funders: set(&["example council"]),
        risk: Risk::Low,
        standing: Standing::Met,
    }
}

/// A council without any organisation, of which nothing more is asked.
fn a_council() -> Helped {
    Helped {
        stage: Some(0),
        councils: set(&["councils/E06000017"]),
        who_for: BTreeSet::new(),
        languages: BTreeSet::new(),
        funding: BTreeSet::new(),
        funders: BTreeSet::new(),
    }
}

fn earned(suggestion: &Suggestion, factor: Factor) -> Option<u32> {
    suggestion.parts.iter().find(|part| part.factor == factor).unwrap().points
}

#[test]
fn the_best_pair_earns_a_hundred_and_nothing_speaks_against_it() {
    let best = Suggestion::of(&a_buddy(), &a_council(), Some(25));
    assert_eq!((best.points(), best.conflicts), (100, vec![]));
    assert_eq!(Factor::ALL.iter().map(|factor| factor.most()).sum::<u32>(), 100);
}

#[test]
fn a_stage_ahead_counts_and_a_stage_behind_does_not_count_against() {
    for (behind, points) in [(0, 30), (2, 30), (3, 20), (4, 0)] {
        let helped = Helped { stage: Some(behind), ..a_council() };
        let suggestion = Suggestion::of(&a_buddy(), &helped, None);
        assert_eq!(earned(&suggestion, Factor::StageGap), Some(points), "{behind}");
    }
    let young = Buddy { stage: Some(1), ..a_buddy() };
    let suggestion = Suggestion::of(&young, &Helped { stage: Some(3), ..a_council() }, None);
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
    let unknown = Buddy { stage: None, risk: Risk::NotEvidenced, ..a_buddy() };
    let suggestion = Suggestion::of(&unknown, &a_council(), None);
    for factor in [Factor::StageGap, Factor::Nearness, Factor::Stability] {
        assert_eq!(earned(&suggestion, factor), None);
    }
    assert!(!suggestion.conflicts.contains(&Conflict::BuddyAtHighRisk));
}

#[test]
fn kinds_of_money_and_risk_earn_what_is_said_of_them() {
    for (kinds, points) in [
        (vec![], 10),
        (vec![funding::Kind::Core], 5),
        (vec![funding::Kind::Core, funding::Kind::Contract], 0),
    ] {
        let helped = Helped { funding: kinds.into_iter().collect(), ..a_council() };
        assert_eq!(mix(&a_buddy(), &helped), points);
    }
    for (risk, points) in
        [(Risk::Low, Some(15)), (Risk::Raised, Some(8)), (Risk::High, Some(0)), (Risk::NotEvidenced, None)]
    {
        assert_eq!(stability(risk), points);
    }
}

#[test]
fn who_is_for_everyone_knows_every_impairment() {
    let helped = Helped { who_for: [WhoFor::Sight, WhoFor::Autism].into(), ..a_council() };
    let some = Suggestion::of(&a_buddy(), &helped, None);
    assert_eq!(earned(&some, Factor::Impairments), Some(6));
    let everyone = Buddy { who_for: [WhoFor::Everyone].into(), ..a_buddy() };
    assert_eq!(earned(&Suggestion::of(&everyone, &helped, None), Factor::Impairments), Some(12));
}

#[test]
fn each_conflict_is_told_and_none_takes_points_off() {
    let clear = Suggestion::of(&a_buddy(), &a_council(), Some(60));
    let shared = Helped { councils: a_buddy().councils, funders: a_buddy().funders, ..a_council() };
    let near = Suggestion::of(&a_buddy(), &shared, Some(60));
    assert_eq!(near.conflicts, [Conflict::SameFunder, Conflict::SameArea]);
    assert_eq!(near.parts, clear.parts);
    for standing in [Standing::NotMet, Standing::NotEvidenced, Standing::NoRecord] {
        let buddy = Buddy { standing, ..a_buddy() };
        let suggestion = Suggestion::of(&buddy, &a_council(), Some(60));
        assert_eq!(suggestion.conflicts, [Conflict::LittleGovernanceEvidence]);
        assert_eq!(suggestion.parts, clear.parts);
    }
    let risky = Buddy { risk: Risk::High, ..a_buddy() };
    assert_eq!(Suggestion::of(&risky, &a_council(), None).conflicts, [Conflict::BuddyAtHighRisk]);
}

fn some<T: platform::words::Word + Ord + std::fmt::Debug>() -> impl Strategy<Value = BTreeSet<T>> {
    prop::sample::subsequence(T::ALL.to_vec(), 0..=T::ALL.len()).prop_map(|some| some.into_iter().collect())
}

fn words() -> impl Strategy<Value = BTreeSet<String>> {
    prop::collection::btree_set("[a-d]", 0..4)
}

prop_compose! {
    fn any_buddy()(
        stage in prop::option::of(1..=4_u8),
        councils in words(),
        who_for in some(),
        languages in words(),
        funding in some(),
        funders in words(),
        risk in prop::sample::select(Risk::ALL),
        standing in prop::sample::select(Standing::ALL),
    ) -> Buddy {
        Buddy { stage, councils, who_for, languages, funding, funders, risk, standing }
    }
}

prop_compose! {
    fn any_helped()(
        stage in prop::option::of(0..=4_u8),
        councils in words(),
        who_for in some(),
        languages in words(),
        funding in some(),
        funders in words(),
    ) -> Helped {
        Helped { stage, councils, who_for, languages, funding, funders }
    }
}

proptest! {
    #[test]
    fn points_are_the_sum_of_bounded_parts_and_always_the_same(
        buddy in any_buddy(), helped in any_helped(), km in prop::option::of(0..2_000_u32),
    ) {
        let suggestion = Suggestion::of(&buddy, &helped, km);
        prop_assert_eq!(suggestion.parts.len(), Factor::ALL.len());
        for part in &suggestion.parts {
            prop_assert!(part.points.unwrap_or(0) <= part.factor.most());
        }
        let sum: u32 = suggestion.parts.iter().map(|part| part.points.unwrap_or(0)).sum();
        prop_assert_eq!(suggestion.points(), sum);
        prop_assert!(suggestion.points() <= 100);
        prop_assert_eq!(&Suggestion::of(&buddy, &helped, km), &suggestion);
    }

    #[test]
    fn whatever_speaks_for_a_buddy_never_lowers_its_points(
        buddy in any_buddy(), helped in any_helped(), km in 0..2_000_u32, nearer in 0..2_000_u32,
        stage in 1..=4_u8, word in "[a-d]", who in prop::sample::select(WhoFor::ALL),
        kind in prop::sample::select(funding::Kind::ALL),
    ) {
        let before = Suggestion::of(&buddy, &helped, Some(km)).points();
        prop_assert!(Suggestion::of(&buddy, &helped, Some(km.min(nearer))).points() >= before);
        let mut better = buddy.clone();
        better.stage = buddy.stage.max(Some(stage));
        better.languages.insert(word);
        better.who_for.insert(who);
        better.funding.insert(kind);
        prop_assert!(Suggestion::of(&better, &helped, Some(km)).points() >= before);
        let sound = Buddy { risk: Risk::Low, ..better };
        prop_assert!(Suggestion::of(&sound, &helped, Some(km)).points() >= before);
    }

    #[test]
    fn conflicts_hang_on_no_points(buddy in any_buddy(), helped in any_helped(), funder in "[a-d]") {
        let apart = Helped { funders: BTreeSet::new(), ..helped.clone() };
        let mut shared = (buddy.clone(), helped);
        shared.0.funders.insert(funder.clone());
        shared.1.funders.insert(funder);
        let told = Suggestion::of(&shared.0, &shared.1, None);
        prop_assert!(told.conflicts.contains(&Conflict::SameFunder));
        prop_assert_eq!(told.parts, Suggestion::of(&buddy, &apart, None).parts);
    }
}
