use platform::words::Word as _;
use proptest::prelude::*;
use reference::criteria::{self, Set};

use super::*;
use crate::governance::{Count, Facts};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    day("2026-11-27")
}

fn set() -> &'static Set {
    criteria::find("2007").unwrap()
}

fn judged(of_board: (i32, i32), accountable: bool) -> Judgement {
    Judgement::of(&Facts::for_tests(Count::stated(of_board.1, of_board.0), accountable))
}

fn found(codes: &[&str], verdict: Verdict) -> Vec<Finding> {
    let finding = |code: &&str| Finding {
        criterion_set: "2007".into(),
        criterion: (*code).into(),
        verdict,
        review_time: day("2026-01-01").and_hms_opt(9, 0, 0).unwrap().and_utc(),
        expire_date: day("2027-01-01"),
    };
    codes.iter().map(finding).collect()
}

fn codes(count: usize) -> Vec<&'static str> {
    set().criteria.iter().map(|criterion| criterion.code).take(count).collect()
}

/// An organisation with everything.
fn whole() -> Known {
    Known {
        judgement: Some(judged((8, 10), true)),
        staff: Some(2),
        founded: Some(day("2020-01-01")),
        findings: found(&codes(21), Verdict::Met),
        kinds_of_support: 2,
        kinds_of_funding: [funding::Kind::Core, funding::Kind::Contract, funding::Kind::Earned].into(),
    }
}

fn of(known: &Known) -> Maturity {
    Maturity::of(known, set(), today(), Basis::Everything)
}

#[test]
fn nothing_known_is_the_first_stage_and_not_evidenced_never_no() {
    let maturity = of(&Known::default());
    assert_eq!((maturity.class, maturity.stage), (Class::NotEvidenced, 1));
    assert!(maturity.criteria.iter().all(|(_, verdict)| *verdict == Verdict::NotEvidenced));
    assert!(maturity.next.iter().all(|(_, verdict)| *verdict != Verdict::NotMet), "{:?}", maturity.next);
}

#[test]
fn everything_is_the_fourth_stage_and_a_centre() {
    let maturity = of(&whole());
    assert_eq!((maturity.class, maturity.stage), (Class::CentreForIndependentLiving, 4));
    assert!(maturity.next.is_empty());
}

#[test]
fn the_definitions_hold_at_their_exact_thresholds() {
    let class = |board: (i32, i32), accountable: bool| {
        of(&Known { judgement: Some(judged(board, accountable)), ..whole() }).class
    };
    assert_eq!(class((5, 10), true), Class::NotUserLed, "half is no majority");
    assert_eq!(class((6, 11), true), Class::UserLed);
    assert_eq!(class((6, 11), false), Class::NotEvidenced, "silence on accountability proves nothing");
    assert_eq!(class((74, 100), true), Class::UserLed, "a centre has three quarters");
    assert_eq!(class((75, 100), true), Class::CentreForIndependentLiving);
    let without = |code: &str| {
        let codes: Vec<_> = codes(21).into_iter().filter(|known| *known != code).collect();
        of(&Known { findings: found(&codes, Verdict::Met), ..whole() }).class
    };
    assert_eq!(without("v2"), Class::UserLed, "independent living makes a centre");
    assert_eq!(without("c21"), Class::CentreForIndependentLiving);
    let young =
        |founded: &str| of(&Known { founded: Some(day(founded)), findings: Vec::new(), ..whole() }).class;
    assert_eq!(young("2023-11-28"), Class::Embryonic, "one day short of three years");
    assert_eq!(young("2023-11-27"), Class::UserLed);
}

#[test]
fn stages_hold_at_their_exact_thresholds() {
    let met = |count: usize| of(&Known { findings: found(&codes(count), Verdict::Met), ..whole() });
    assert_eq!(met(0).stage, 1);
    assert_eq!(met(1).stage, 2);
    assert_eq!(met(17).stage, 2);
    assert_eq!(met(18).stage, 3, "nearly all: six sevenths of 21");
    assert_eq!(met(20).stage, 3);
    assert_eq!(met(21).stage, 4);
    let founded = |text: &str| of(&Known { founded: Some(day(text)), ..whole() }).stage;
    assert_eq!((founded("2026-05-28"), founded("2026-05-27")), (1, 2), "six months");
    assert_eq!((founded("2023-11-28"), founded("2023-11-27")), (2, 4), "three years");
    let known = Known { staff: Some(0), ..whole() };
    assert_eq!(of(&known).stage, 2);
    assert!(of(&known).next.contains(&(PaidStaff, Verdict::NotMet)));
    assert!(of(&Known { staff: None, ..whole() }).next.contains(&(PaidStaff, Verdict::NotEvidenced)));
}

#[test]
fn lapsed_verdicts_count_for_nothing() {
    let maturity = Maturity::of(&whole(), set(), day("2027-01-02"), Basis::Everything);
    assert_eq!((maturity.class, maturity.stage), (Class::UserLed, 1));
    assert!(maturity.next.contains(&(SomeCriteria, Verdict::NotEvidenced)));
}

fn better(verdict: Verdict) -> Verdict {
    match verdict {
        Verdict::NotMet => Verdict::NotEvidenced,
        Verdict::NotEvidenced | Verdict::Met => Verdict::Met,
    }
}

proptest! {
    #[test]
    fn money_leaves_no_trace_in_what_is_published(
        met in 0..=21_usize,
        staff in prop::option::of(0..3),
        months in prop::option::of(0..80_u32),
        kinds_of_support in 0..3_usize,
        kinds in prop::collection::btree_set(prop::sample::select(funding::Kind::ALL), 0..5),
    ) {
        let with = |kinds_of_funding: BTreeSet<funding::Kind>| Known {
            findings: found(&codes(met), Verdict::Met),
            staff,
            founded: months.and_then(|months| today().checked_sub_months(Months::new(months))),
            kinds_of_support,
            kinds_of_funding,
            ..whole()
        };
        let published = |known: &Known| Maturity::of(known, set(), today(), Basis::Published);
        let (poor, rich) = (with(BTreeSet::new()), with(kinds));
        prop_assert_eq!(published(&poor), published(&rich));
        prop_assert!(published(&rich).next.iter().all(|(requirement, _)| !requirement.is_of_money()));
        prop_assert!(published(&rich).stage >= of(&rich).stage, "fewer conditions never lower a stage");
    }

    #[test]
    fn one_more_criterion_met_never_lowers_class_or_stage(
        verdicts in prop::collection::vec(0..3, 21),
        raised in 0..21_usize,
        board in (0..=20_i32, 1..=20_i32),
        accountable: bool,
        staff in prop::option::of(0..5),
        months in prop::option::of(0..80_u32),
    ) {
        let verdict = |number: &i32| match number {
            0 => Verdict::NotMet,
            1 => Verdict::NotEvidenced,
            _ => Verdict::Met,
        };
        let build = |verdicts: &[Verdict]| {
            let findings = codes(21).into_iter().zip(verdicts).flat_map(|(code, verdict)| found(&[code], *verdict));
            Known {
                judgement: Some(judged((board.0.min(board.1), board.1), accountable)),
                staff,
                founded: months.and_then(|months| today().checked_sub_months(Months::new(months))),
                findings: findings.collect(),
                ..whole()
            }
        };
        let mut verdicts: Vec<Verdict> = verdicts.iter().map(verdict).collect();
        let before = of(&build(&verdicts));
        verdicts[raised] = better(verdicts[raised]);
        let after = of(&build(&verdicts));
        prop_assert!(after.stage >= before.stage);
        let rank = |class: Class| match class {
            Class::CentreForIndependentLiving => 2,
            _ => 1,
        };
        prop_assert!(rank(after.class) >= rank(before.class));
        prop_assert!(after.next.is_empty() == (after.stage == 4));
    }
}
