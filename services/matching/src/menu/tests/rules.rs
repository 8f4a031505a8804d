//! What each hard rule leaves out, and what would bring it in.

use chrono::TimeDelta;

use super::world::{
    NEXT_DOOR, an_offering, index, index_with, inputs, limits, menu, noon, offering_id, ulo_id, wants,
};
use crate::index::facts::Offering;
use crate::index::place::Point;
use crate::index::sets::Councils;
use crate::menu::{Change, Inputs, RULES_VERSION, Rule, make};
use crate::support::{AdvocacyKind, DeliveryMode, Kind, PeerSupportModel, PriceBasis, WhoFor};
use crate::wants::Wants;

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
fn an_entry_nobody_checks_leaves_the_menu_after_120_days_and_no_wish_brings_it_back() {
    let days = |days| Some(noon() - TimeDelta::days(days));
    let second = TimeDelta::seconds(1);
    let rules = |verify_time, listed_time, version: &str| {
        let index = index_with([an_offering(1)], |ulo| {
            (ulo.verify_time, ulo.listed_time) = (verify_time, listed_time);
        });
        let made = make(&inputs(wants()), &index, version, 42).unwrap();
        let not = made.why_nots.into_iter().next();
        assert!(not.as_ref().is_none_or(|not| not.smallest_change.is_empty()));
        not.map(|not| not.rules).unwrap_or_default()
    };
    let long_ago = days(120).map(|time| time - second);
    assert_eq!(rules(days(120), days(900), RULES_VERSION), []);
    assert_eq!(rules(long_ago, days(900), RULES_VERSION), [Rule::Unchecked]);
    assert_eq!(rules(None, days(120), RULES_VERSION), []);
    assert_eq!(rules(None, long_ago, RULES_VERSION), [Rule::Unchecked]);
    assert_eq!(rules(None, None, RULES_VERSION), [], "not known when it was listed");
    assert_eq!(rules(long_ago, days(900), "1"), [], "menus of then are made again as they were");
    assert!(make(&inputs(wants()), &index([an_offering(1)]), "5", 42).is_err());
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
