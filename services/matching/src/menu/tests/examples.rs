//! Menus one can check by hand.

use chrono::TimeDelta;

use super::world::{
    HOME, NEXT_DOOR, a_ulo, an_offering, index, index_with, inputs, limits, menu, noon, offering_id, ulo_id,
    wants, wish,
};
use crate::index::facts::Offering;
use crate::index::place::Point;
use crate::index::sets::{Access, Councils};
use crate::index::{Change as IndexChange, Index};
use crate::menu::{Change, FlagKind, Rule, ShortfallReason, make};
use crate::support::{AdvocacyKind, Factor, Kind, Tie, Verdict};
use crate::wants::Wants;

#[test]
fn an_unknown_is_kept_and_flagged() {
    let mut offering = an_offering(1);
    offering.access = Access::default();
    offering.base = None;
    offering.openings = None;
    let index = index_with([offering], |ulo| {
        (ulo.verify_time, ulo.listed_time) = (None, Some(noon() - TimeDelta::days(91)));
    });
    let mut inputs = inputs(limits(|limits| {
        limits.must_have = vec!["hoist".into()];
        limits.max_distance_km = Some(1);
    }));
    inputs.frozen.needs = vec!["easy_read".into(), "ur".into()];
    let made = menu(&inputs, &index);
    let flags: Vec<(FlagKind, &str)> =
        made.options[0].flags.iter().map(|flag| (flag.kind, flag.code.as_str())).collect();
    assert_eq!(
        flags,
        [
            (FlagKind::AccessUnknown, "easy_read"),
            (FlagKind::AccessUnknown, "hoist"),
            (FlagKind::AccessUnknown, "ur"),
            (FlagKind::NotRecentlyChecked, ""),
            (FlagKind::OpeningsUnknown, ""),
            (FlagKind::DistanceUnknown, ""),
        ]
    );
}

#[test]
fn a_conflict_of_interest_is_flagged_and_never_filtered() {
    let tied = Offering { ties: vec![Tie::ProvidesCare, Tie::FundedByCouncil], ..an_offering(1) };
    let in_house = index_with([tied], |ulo| ulo.of_council = true);
    let made = menu(&inputs(wants()), &in_house);
    let kinds: Vec<FlagKind> = made.options[0].flags.iter().map(|flag| flag.kind).collect();
    assert_eq!(kinds, [FlagKind::ProvidesCare, FlagKind::FundedByCouncil, FlagKind::EmployedByCouncil]);
    assert!(!made.options[0].independent);
    let declared = Offering { ties: vec![Tie::EmployedByCouncil], ..an_offering(1) };
    let made = menu(&inputs(wants()), &index_with([declared], |ulo| ulo.of_council = true));
    assert_eq!(made.options[0].flags.len(), 1, "told once: {:?}", made.options[0].flags);
}

#[test]
fn openings_that_were_stated_long_ago_are_not_known() {
    let mut offering = an_offering(1);
    offering.openings = Some(0);
    let flagged = |offering: &Offering| {
        let made = menu(&inputs(wants()), &index([offering.clone()]));
        made.options[0].flags.iter().map(|flag| flag.kind).collect::<Vec<_>>()
    };
    assert_eq!(flagged(&offering), [FlagKind::NoOpeningNow]);
    offering.openings_time = Some(noon() - TimeDelta::days(61));
    assert_eq!(flagged(&offering), [FlagKind::OpeningsUnknown]);
}

#[test]
fn statutory_advocacy_says_so() {
    let mut offering = an_offering(1);
    offering.kind = Kind::Advocacy;
    offering.advocacy_kind = Some(AdvocacyKind::CareAct);
    let made = menu(&inputs(Wants { kind: Kind::Advocacy, ..wants() }), &index([offering]));
    assert_eq!(made.options[0].flags[0].kind, FlagKind::Statutory);
}

#[test]
fn what_the_person_needs_and_is_promised_is_named() {
    let mut offering = an_offering(1);
    offering.languages = vec!["en-GB".into(), "bfi".into()];
    let mut inputs = inputs(limits(|limits| limits.must_have = vec!["step_free".into()]));
    inputs.frozen.needs = vec!["bsl".into(), "easy_read".into(), "en".into()];
    let index = index_with([offering], |ulo| ulo.access = Access::of(["easy_read"]));
    assert_eq!(menu(&inputs, &index).options[0].access_met, ["bsl", "easy_read", "en", "step_free"]);
}

#[test]
fn user_led_counts_through_the_persons_weight_alone() {
    let offerings: Vec<Offering> = (1..=12).map(an_offering).collect();
    let some = |odd: Verdict| {
        index_with(offerings.clone(), move |ulo| {
            if ulo.id.as_u128() % 2 == 1 {
                ulo.user_led = odd;
            }
        })
    };
    let order = |index: &Index, wants: Wants| {
        let made = menu(&inputs(wants), index);
        made.options.iter().map(|option| option.offering).collect::<Vec<_>>()
    };
    assert_eq!(order(&some(Verdict::Met), wants()), order(&some(Verdict::NotMet), wants()));
    let weighed = order(&some(Verdict::NotMet), wish(Factor::UserLed, 1));
    assert!(weighed[..6].iter().all(|offering| offering.as_u128() % 2 == 0), "the user-led ones come first");
}

#[test]
fn who_would_do_but_scores_lower_is_told_which_weight_would_bring_them_in() {
    let mut offerings: Vec<Offering> = (1..=9).map(an_offering).collect();
    for offering in &mut offerings[..8] {
        offering.typical_wait_days = Some(30);
    }
    offerings[8].base = Some(Point::new(53.80, -1.55));
    let made = menu(&inputs(wish(Factor::Nearness, 1)), &index(offerings));
    assert_eq!(made.options.len(), 8);
    let why_not = &made.why_nots[0];
    assert_eq!((why_not.offering, why_not.rules.as_slice()), (offering_id(9), [Rule::LowerScore].as_slice()));
    assert_eq!(why_not.smallest_change, [Change::Weight(Factor::Nearness, 0)]);
}

#[test]
fn a_shortfall_says_why() {
    let reason =
        |wants: Wants, offerings: Vec<Offering>| menu(&inputs(wants), &index(offerings)).shortfall_reason;
    let three: Vec<Offering> = (1..=3).map(an_offering).collect();
    let paused = || (1..=3).map(|number| Offering { open: false, ..an_offering(number) }).collect::<Vec<_>>();
    let elsewhere = Offering { councils: Councils::of([NEXT_DOOR]), ..an_offering(1) };
    let picky = limits(|limits| limits.languages = vec!["ur".into()]);
    assert_eq!(reason(wants(), three.clone()), None);
    assert_eq!(reason(wants(), vec![elsewhere]), Some(ShortfallReason::NobodyHere));
    assert_eq!(reason(wants(), three[..2].to_vec()), Some(ShortfallReason::FewHere));
    assert_eq!(reason(picky, three), Some(ShortfallReason::OwnLimits));
    assert_eq!(reason(wants(), paused()), Some(ShortfallReason::NotTakingOn));
}

#[test]
fn what_is_closed_or_has_no_organisation_is_nowhere() {
    let mut index = index([an_offering(1), an_offering(2), an_offering(3)]);
    index.take(IndexChange::Offering(offering_id(1), None));
    index.take(IndexChange::Ulo(ulo_id(2), None));
    let made = menu(&inputs(wants()), &index);
    assert_eq!(made.options.iter().map(|option| option.offering).collect::<Vec<_>>(), [offering_id(3)]);
    assert_eq!(made.why_not_total, 0);
}

#[test]
fn who_is_based_nearby_but_does_not_cover_the_council_is_named() {
    let next_door =
        |number| Offering { councils: Councils::of([NEXT_DOOR]), base: None, ..an_offering(number) };
    let mut index = index([an_offering(1), next_door(2), next_door(3)]);
    // The place of an organisation is that of what it offers, also when it becomes known only later.
    let moved = |number, north| {
        let base = Some(Point::new(north, -1.55));
        IndexChange::Ulo(ulo_id(number), Some(crate::index::facts::Ulo { base, ..a_ulo(number) }))
    };
    index.take(moved(2, 53.80));
    index.take(moved(3, 54.80));
    let made = menu(&inputs(wants()), &index);
    assert_eq!(made.why_not_total, 1);
    assert_eq!((made.why_nots[0].offering, made.why_nots[0].rules[0]), (offering_id(2), Rule::OutOfArea));
    assert_eq!(inputs(wants()).frozen.council, HOME);
}

#[test]
fn rules_this_program_does_not_know_are_not_guessed() {
    assert!(make(&inputs(wants()), &index([]), "0", 1).is_err());
}
