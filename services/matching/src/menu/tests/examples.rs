//! Menus one can check by hand.

use chrono::TimeDelta;

use super::world::{
    HOME, NEXT_DOOR, a_ulo, an_offering, index, index_with, inputs, noon, offering_id, peers, ulo_id, wants,
};
use crate::index::facts::Offering;
use crate::index::place::Point;
use crate::index::sets::{Access, Councils};
use crate::index::{Change as IndexChange, Index};
use crate::menu::{Change, FlagKind, Inputs, Made, RULES_VERSION, Rule, ShortfallReason, make};
use crate::support::{
    AdvocacyKind, DeliveryMode, Factor, Kind, PeerSupportModel, PriceBasis, Tie, Verdict, WhoFor,
};
use crate::wants::{Constraints, Wants, Wish};

fn menu(inputs: &Inputs, index: &Index) -> Made {
    make(inputs, index, RULES_VERSION, 42).unwrap()
}

fn wish(factor: Factor, weight: u32) -> Wants {
    Wants { wishes: vec![Wish { factor, weight }], ..wants() }
}

fn limits(change: impl FnOnce(&mut Constraints)) -> Wants {
    let mut wants = wants();
    change(&mut wants.constraints);
    wants
}

/// The one offering of the index under these wants: the rules against it, and the smallest change.
fn against(wants: Wants, offering: Offering) -> (Vec<Rule>, Vec<Change>) {
    let made = menu(&inputs(wants), &index([offering]));
    assert_eq!(made.options.len() + made.why_nots.len(), 1);
    made.why_nots
        .into_iter()
        .next()
        .map(|why_not| (why_not.rules, why_not.smallest_change))
        .unwrap_or_default()
}

/// What a factor scores for the one offering of an index.
fn score(factor: Factor, inputs: Inputs, index: &Index) -> (u32, String) {
    let inputs =
        Inputs { wants: Wants { wishes: vec![Wish { factor, weight: 1 }], ..inputs.wants }, ..inputs };
    let made = menu(&inputs, index);
    let contribution = &made.options[0].contributions[0];
    (contribution.score, contribution.sentence.clone())
}

fn alone(factor: Factor, change: impl FnOnce(&mut Offering)) -> (u32, String) {
    let mut offering = an_offering(1);
    change(&mut offering);
    score(factor, inputs(wants()), &index([offering]))
}

fn says(millionths: u32, sentence: &str) -> (u32, String) {
    (millionths, sentence.to_owned())
}

#[test]
fn each_hard_rule_leaves_out_what_breaks_it_and_says_what_would_bring_it_in() {
    use Change as C;
    let base = an_offering(1);
    let advocacy = |kind| Wants { kind: Kind::Advocacy, advocacy_kind: Some(kind), ..wants() };
    let advocate =
        Offering { kind: Kind::Advocacy, advocacy_kind: Some(AdvocacyKind::Community), ..base.clone() };
    let group = Offering {
        kind: Kind::PeerSupport,
        peer_support_model: Some(PeerSupportModel::Group),
        ..base.clone()
    };
    let one_to_one =
        Wants { kind: Kind::PeerSupport, peer_support_model: Some(PeerSupportModel::OneToOne), ..wants() };
    let autism = Offering { who_for: vec![WhoFor::Autism], for_everyone: false, ..base.clone() };
    let sight = Wants { who_for: vec![WhoFor::Sight], ..wants() };
    let leeds = Offering { base: Some(Point::new(53.80, -1.55)), ..base.clone() };
    let urdu = Offering { languages: vec!["ur".into()], ..base.clone() };
    let dear = Offering { price_basis: PriceBasis::PerHour, price_pence: 4_000, ..base.clone() };
    for (wants, offering, rule, change) in [
        (wants(), Offering { councils: Councils::of([NEXT_DOOR]), ..base.clone() }, Rule::OutOfArea, vec![]),
        (
            advocacy(AdvocacyKind::CareAct),
            advocate,
            Rule::AdvocacyKind,
            vec![C::AdvocacyKind(AdvocacyKind::Community)],
        ),
        (one_to_one, group, Rule::PeerSupportModel, vec![C::PeerSupportModel(PeerSupportModel::Group)]),
        (sight, autism, Rule::WhoFor, vec![C::AddWhoFor(WhoFor::Autism)]),
        (
            limits(|limits| limits.delivery_modes = vec![DeliveryMode::Video]),
            base.clone(),
            Rule::DeliveryMode,
            vec![C::AddDeliveryMode(DeliveryMode::AtTheirPlace)],
        ),
        (limits(|limits| limits.max_distance_km = Some(10)), leeds, Rule::TooFar, vec![C::GoFurther(22)]),
        (
            limits(|limits| limits.languages = vec!["en".into()]),
            urdu,
            Rule::Language,
            vec![C::AddLanguage("ur".into())],
        ),
        (
            limits(|limits| limits.must_have = vec!["step_free".into(), "hoist".into()]),
            base.clone(),
            Rule::MustHave,
            vec![C::DropMustHave("hoist".into())],
        ),
        (limits(|limits| limits.max_price_pence = Some(3_000)), dear, Rule::Price, vec![C::PayMore(4_000)]),
        (
            limits(|limits| limits.avoid_ulos = vec![ulo_id(9), ulo_id(1)]),
            base.clone(),
            Rule::Avoided,
            vec![C::StopAvoiding],
        ),
        (wants(), Offering { open: false, ..base.clone() }, Rule::Paused, vec![]),
    ] {
        assert_eq!(against(wants, offering), (vec![rule], change), "{rule:?}");
    }
    let refused = Inputs { said_no: vec![offering_id(1)], ..inputs(wants()) };
    assert_eq!(menu(&refused, &index([base])).why_nots[0].rules, [Rule::SaidNo]);
}

#[test]
fn the_way_with_fewest_changes_is_the_one_shown() {
    let mut offering = an_offering(1);
    offering.base = Some(Point::new(53.80, -1.55));
    offering.delivery_modes = vec![DeliveryMode::AtTheirPlace, DeliveryMode::Video];
    let wants = limits(|limits| {
        limits.max_distance_km = Some(5);
        limits.delivery_modes = vec![DeliveryMode::Phone];
    });
    let (rules, change) = against(wants, offering);
    assert_eq!(rules, [Rule::DeliveryMode]);
    assert_eq!(change, [Change::AddDeliveryMode(DeliveryMode::Video)]);
}

#[test]
fn who_does_not_travel_that_far_is_not_brought_in_by_going_further() {
    let mut offering = an_offering(1);
    offering.base = Some(Point::new(53.80, -1.55));
    offering.delivery_modes = vec![DeliveryMode::AtHome];
    offering.max_travel_km = Some(10);
    assert_eq!(against(wants(), offering), (vec![Rule::TooFar], vec![]));
}

#[test]
fn an_unknown_is_kept_and_flagged() {
    let mut offering = an_offering(1);
    offering.access = Access::default();
    offering.base = None;
    offering.openings = None;
    let index = index_with([offering], |ulo| ulo.verify_time = None);
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
fn every_score_is_the_one_its_formula_says() {
    let at = |modes: &[DeliveryMode]| {
        let modes = modes.to_vec();
        move |offering: &mut Offering| {
            offering.base = Some(Point::new(53.80, -1.55));
            offering.delivery_modes = modes;
        }
    };
    use DeliveryMode::{AtHome, AtTheirPlace, Video};
    assert_eq!(alone(Factor::Nearness, at(&[AtTheirPlace])), says(312_500, "fit-nearness-km"));
    assert_eq!(alone(Factor::Nearness, at(&[AtTheirPlace, Video])), says(1_000_000, "fit-nearness-remote"));
    assert_eq!(alone(Factor::Nearness, at(&[AtHome, Video])), says(1_000_000, "fit-nearness-at-home"));
    assert_eq!(
        alone(Factor::Nearness, |offering| offering.base = None),
        says(500_000, "fit-nearness-unknown")
    );
    assert_eq!(alone(Factor::ShortWait, |_| {}), says(666_666, "fit-short-wait-days"));
    assert_eq!(
        alone(Factor::ShortWait, |offering| offering.openings = Some(0)),
        says(333_333, "fit-short-wait-no-opening")
    );
    assert_eq!(
        alone(Factor::ShortWait, |offering| offering.typical_wait_days = None),
        says(500_000, "fit-short-wait-unknown")
    );
    assert_eq!(alone(Factor::Independence, |_| {}), says(1_000_000, "fit-independence-free"));
    assert_eq!(
        alone(Factor::Independence, |offering| offering.ties = vec![Tie::FamilyTie, Tie::Other]),
        says(333_333, "fit-independence-ties")
    );
    assert_eq!(alone(Factor::Cost, |_| {}), says(1_000_000, "fit-cost-free"));
    let priced = |basis, pence| {
        move |offering: &mut Offering| {
            offering.price_basis = basis;
            offering.price_pence = pence;
        }
    };
    assert_eq!(alone(Factor::Cost, priced(PriceBasis::PerHour, 3_500)), says(500_000, "fit-cost-per-hour"));
    assert_eq!(alone(Factor::Cost, priced(PriceBasis::PerPlan, 17_500)), says(666_666, "fit-cost-per-plan"));
    assert_eq!(alone(Factor::Cost, priced(PriceBasis::Sliding, 9_000)), says(750_000, "fit-cost-sliding"));
}

#[test]
fn what_the_person_said_decides_what_is_compared() {
    let asking = |wants: Wants, needs: &[&str]| {
        let mut inputs = inputs(wants);
        inputs.frozen.needs = needs.iter().map(ToString::to_string).collect();
        inputs
    };
    let special = Offering { who_for: vec![WhoFor::Autism], for_everyone: false, ..an_offering(1) };
    let about = |who_for: &[WhoFor]| Wants { who_for: who_for.to_vec(), ..wants() };
    let expertise = |wants, offering| score(Factor::Expertise, asking(wants, &[]), &index([offering]));
    let both = about(&[WhoFor::Autism, WhoFor::Sight, WhoFor::Carers]);
    assert_eq!(expertise(wants(), special.clone()), says(500_000, "fit-expertise-not-asked"));
    assert_eq!(expertise(both.clone(), special), says(333_333, "fit-expertise-named"));
    assert_eq!(expertise(both, an_offering(1)), says(500_000, "fit-expertise-everyone"));

    let language = |needs| score(Factor::Language, asking(wants(), needs), &index([an_offering(1)]));
    assert_eq!(language(&[]), says(500_000, "fit-language-not-asked"));
    assert_eq!(language(&["ur", "en"]), says(1_000_000, "fit-language-spoken"));
    assert_eq!(language(&["ur"]), says(0, "fit-language-not-spoken"));

    let access = |needs| score(Factor::AccessDoneWell, asking(wants(), needs), &index([an_offering(1)]));
    assert_eq!(access(&[]), says(500_000, "fit-access-not-asked"));
    assert_eq!(access(&["step_free"]), says(1_000_000, "fit-access-all"));
    assert_eq!(access(&["step_free", "hoist"]), says(750_000, "fit-access-some"));
    assert_eq!(access(&["hoist"]), says(500_000, "fit-access-unknown"));
}

#[test]
fn what_is_known_of_the_organisation_counts() {
    let led = |verdict| {
        score(Factor::UserLed, inputs(wants()), &index_with([an_offering(1)], |ulo| ulo.user_led = verdict))
    };
    assert_eq!(led(Verdict::Met), says(1_000_000, "fit-user-led-met"));
    assert_eq!(led(Verdict::NotEvidenced), says(500_000, "fit-user-led-not-evidenced"));
    assert_eq!(led(Verdict::NotMet), says(0, "fit-user-led-not-met"));

    let mut index = index([an_offering(1)]);
    let lived = |index: &Index| score(Factor::LivedExperience, inputs(wants()), index);
    assert_eq!(lived(&index), says(500_000, "fit-lived-experience-unknown"));
    index.take(peers(1, 3, 4));
    assert_eq!(lived(&index), says(750_000, "fit-lived-experience-share"));
    let known = Inputs { known_ulos: vec![ulo_id(1)], ..inputs(wants()) };
    assert_eq!(score(Factor::Continuity, known, &index), says(1_000_000, "fit-continuity-known"));
    assert_eq!(score(Factor::Continuity, inputs(wants()), &index), says(0, "fit-continuity-new"));
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
