//! What holds for every menu.

use std::collections::HashSet;

use chrono::TimeDelta;
use platform::words::Word;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index as Any, select, subsequence};
use prost::Message as _;

use super::world::{HOME, NEXT_DOOR, an_offering, index_with, inputs, noon, offering_id, peers, ulo_id};
use crate::index::Index;
use crate::index::facts::Offering;
use crate::index::place::Point;
use crate::index::sets::{Access, Councils};
use crate::menu::wire::made_to_wire;
use crate::menu::{Inputs, Made, RULES_VERSION, SENTENCES, make};
use crate::support::{DeliveryMode, Factor, Kind, PeerSupportModel, PriceBasis, Tie, Verdict, WhoFor};
use crate::wants::{Constraints, Wants, Wish};

const ACCESS: [&str; 4] = ["step_free", "hoist", "easy_read", "bsl"];
const LANGUAGES: [&str; 4] = ["en", "en-GB", "ur", "bfi"];

fn word<W: Word + std::fmt::Debug>() -> impl Strategy<Value = W> {
    select(W::ALL)
}

fn words<W: Word + std::fmt::Debug>(most: usize) -> impl Strategy<Value = Vec<W>> {
    subsequence(W::ALL.to_vec(), 0..=most)
}

fn some(of: &'static [&'static str]) -> impl Strategy<Value = Vec<String>> {
    subsequence(of.to_vec(), 0..=of.len()).prop_map(|some| some.into_iter().map(str::to_owned).collect())
}

fn a_point() -> impl Strategy<Value = Option<Point>> {
    option::weighted(0.8, (53.3..54.2, -2.4..-1.3).prop_map(|(north, east)| Point::new(north, east)))
}

prop_compose! {
    fn any_offering()(
        open in prop::bool::weighted(0.9),
        peer in option::of(word::<PeerSupportModel>()),
        here in prop::bool::weighted(0.8),
        delivery_modes in subsequence(DeliveryMode::ALL.to_vec(), 1..=4),
        base in a_point(),
        max_travel_km in option::of(1u16..60),
        languages in some(&LANGUAGES),
        access in some(&ACCESS),
        who_for in words::<WhoFor>(3),
        priced in (word::<PriceBasis>(), 1i64..8_000),
        openings in option::of(0..3i32),
        stated in 0i64..100,
        typical_wait_days in option::of(0u32..90),
        ties in words::<Tie>(2),
    ) -> Offering {
        let (price_basis, pence) = priced;
        Offering {
            open,
            peer_support_model: peer,
            councils: Councils::of([if here { HOME } else { NEXT_DOOR }]),
            delivery_modes,
            max_travel_km: max_travel_km.filter(|_| base.is_some()),
            base,
            languages,
            access: Access::of(access),
            for_everyone: who_for.is_empty(),
            who_for,
            price_pence: if price_basis == PriceBasis::Free { 0 } else { pence },
            price_basis,
            openings,
            openings_time: openings.map(|_| noon() - TimeDelta::days(stated)),
            typical_wait_days,
            ties,
            kind: Kind::PeerSupport,
            ..an_offering(0)
        }
    }
}

/// Up to forty offerings of up to ten organisations.
fn any_offerings() -> impl Strategy<Value = Vec<Offering>> {
    vec((any_offering(), 0u128..10), 0..40).prop_map(|offerings| {
        let numbered = offerings.into_iter().zip(1..);
        numbered
            .map(|((offering, ulo), number)| Offering {
                id: offering_id(number),
                ulo: ulo_id(ulo),
                ..offering
            })
            .collect()
    })
}

fn any_wishes() -> impl Strategy<Value = Vec<Wish>> {
    (words::<Factor>(10), vec(0u32..=4, 10)).prop_map(|(factors, weights)| {
        factors.into_iter().zip(weights).map(|(factor, weight)| Wish { factor, weight }).collect()
    })
}

prop_compose! {
    fn any_inputs()(
        peer_support_model in option::weighted(0.2, word::<PeerSupportModel>()),
        who_for in words::<WhoFor>(2),
        wishes in any_wishes(),
        delivery_modes in words::<DeliveryMode>(3),
        max_distance_km in option::of(1u16..60),
        languages in some(&LANGUAGES[..2]),
        must_have in some(&ACCESS[..2]),
        max_price_pence in option::of(0i64..5_000),
        avoid in subsequence((0u128..10).collect::<Vec<_>>(), 0..=2),
        needs in some(&ACCESS),
        place in a_point(),
        known in subsequence((0u128..10).collect::<Vec<_>>(), 0..=2),
        said_no in subsequence((1u128..40).collect::<Vec<_>>(), 0..=3),
    ) -> Inputs {
        let wants = Wants {
            kind: Kind::PeerSupport,
            advocacy_kind: None,
            peer_support_model,
            who_for,
            wishes,
            constraints: Constraints {
                delivery_modes,
                max_distance_km,
                languages,
                must_have,
                max_price_pence,
                avoid_ulos: avoid.into_iter().map(ulo_id).collect(),
            },
        };
        let mut inputs = inputs(wants);
        inputs.frozen.needs = needs;
        inputs.frozen.place = place;
        inputs.known_ulos = known.into_iter().map(ulo_id).collect();
        inputs.said_no = said_no.into_iter().map(offering_id).collect();
        inputs
    }
}

fn built(offerings: Vec<Offering>) -> Index {
    let mut index = index_with(offerings, |ulo| {
        let number = ulo.id.as_u128();
        ulo.user_led = Verdict::ALL[usize::try_from(number % 3).unwrap()];
        ulo.of_council = number % 5 == 0;
        ulo.access = if number % 4 == 0 { Access::of(["hoist"]) } else { Access::default() };
    });
    index.take(peers(3, 2, 5));
    index
}

fn menu(inputs: &Inputs, index: &Index, seed: u64) -> Made {
    make(inputs, index, RULES_VERSION, seed).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn contributions_sum_to_the_score(inputs in any_inputs(), offerings in any_offerings(), seed: u64) {
        let made = menu(&inputs, &built(offerings), seed);
        for option in &made.options {
            let points: u32 = option.contributions.iter().map(|contribution| contribution.points()).sum();
            prop_assert_eq!(points, option.score);
            prop_assert!(option.contributions.iter().all(|told| told.weight > 0 && told.score <= 1_000_000));
            prop_assert!(option.contributions.is_sorted_by_key(|told| std::cmp::Reverse(told.points())));
            prop_assert!(option.contributions.iter().all(|told| SENTENCES.contains(&told.sentence.as_str())));
        }
        for option in made_to_wire(&made).options {
            let points: f64 = option.contributions.iter().map(|told| told.points).sum();
            prop_assert!((points - option.score).abs() < 1e-9);
            for told in &option.contributions {
                prop_assert!((f64::from(told.weight) * told.score - told.points).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn the_same_question_has_the_same_answer_byte_for_byte(
        inputs in any_inputs(),
        offerings in any_offerings(),
        seed: u64,
        shuffle in vec(any::<Any>(), 40),
    ) {
        let index = built(offerings.clone());
        let made = menu(&inputs, &index, seed);
        // The inputs and the menu as they are kept.
        let kept: Inputs = serde_json::from_str(&serde_json::to_string(&inputs).unwrap()).unwrap();
        let kept_menu: Made = serde_json::from_str(&serde_json::to_string(&made).unwrap()).unwrap();
        // An index that came about in another order, by way of other states.
        let mut shuffled = offerings.clone();
        for (one, other) in (0..offerings.len()).zip(shuffle) {
            shuffled.swap(one, other.index(offerings.len()));
        }
        let mut other = built(offerings.iter().map(|offering| Offering { id: offering.id, ulo: offering.ulo, ..an_offering(0) }).collect());
        shuffled.into_iter().for_each(|offering| other.take(crate::index::Change::Offering(offering.id, Some(Box::new(offering)))));
        let again = menu(&kept, &other, seed);
        prop_assert_eq!(&kept_menu, &made);
        prop_assert_eq!(made_to_wire(&made).encode_to_vec(), made_to_wire(&again).encode_to_vec());
    }

    #[test]
    fn everyone_looked_at_is_an_option_or_has_a_reason(
        inputs in any_inputs(),
        offerings in any_offerings(),
        seed: u64,
    ) {
        let made = menu(&inputs, &built(offerings.clone()), seed);
        let options = made.options.iter().map(|option| option.offering);
        let others = made.why_nots.iter().map(|why_not| why_not.offering);
        let named: Vec<_> = options.chain(others).collect();
        prop_assert_eq!(named.iter().collect::<HashSet<_>>().len(), named.len());
        prop_assert!(made.options.len() <= 8 && made.why_nots.len() <= 20);
        prop_assert!(made.options.is_sorted_by_key(|option| std::cmp::Reverse(option.score)));
        prop_assert!(made.why_nots.iter().all(|why_not| !why_not.rules.is_empty()));
        prop_assert!(made.why_nots.is_sorted_by_key(|why_not| why_not.rules.len()));
        prop_assert_eq!(made.shortfall_reason.is_some(), made.options.len() < 3);
        let home = Councils::of([HOME]);
        let here = offerings.iter().filter(|offering| offering.councils == home).count();
        prop_assert!(made.options.len() + made.why_not_total as usize >= here);
    }

    #[test]
    fn ties_of_interest_never_move_anyone_unless_independence_weighs(
        inputs in any_inputs(),
        offerings in any_offerings(),
        seed: u64,
    ) {
        let mut inputs = inputs;
        inputs.wants.wishes.retain(|wish| wish.factor != Factor::Independence);
        let free = offerings.iter().map(|offering| Offering { ties: Vec::new(), ..offering.clone() }).collect();
        let order = |offerings| {
            let made = menu(&inputs, &built(offerings), seed);
            made.options.iter().map(|option| option.offering).collect::<Vec<_>>()
        };
        prop_assert_eq!(order(offerings), order(free));
    }

    #[test]
    fn a_better_score_never_lowers_a_place(
        inputs in any_inputs(),
        offerings in any_offerings(),
        seed: u64,
        which: Any,
    ) {
        prop_assume!(!offerings.is_empty());
        let mut better = offerings.clone();
        let chosen = which.index(better.len());
        better[chosen].typical_wait_days = Some(0);
        better[chosen].openings = Some(1);
        better[chosen].openings_time = Some(noon());
        let id = better[chosen].id;
        let place = |offerings| {
            let made = menu(&inputs, &built(offerings), seed);
            made.options.iter().position(|option| option.offering == id).unwrap_or(usize::MAX)
        };
        prop_assert!(place(better) <= place(offerings));
    }
}

proptest! {
    // Every menu is made again for every part of every change.
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn the_smallest_change_is_true_and_needs_all_its_parts(
        inputs in any_inputs(),
        offerings in any_offerings(),
        seed: u64,
    ) {
        let index = built(offerings);
        for why_not in menu(&inputs, &index, seed).why_nots {
            let brings_in = |without: Option<usize>| {
                let mut changed = inputs.clone();
                for (place, change) in why_not.smallest_change.iter().enumerate() {
                    if Some(place) != without {
                        change.apply(&mut changed.wants, why_not.ulo);
                    }
                }
                let made = menu(&changed, &index, seed);
                made.options.iter().any(|option| option.offering == why_not.offering)
            };
            if why_not.smallest_change.is_empty() {
                continue;
            }
            prop_assert!(brings_in(None), "{:?}", why_not);
            for place in 0..why_not.smallest_change.len() {
                prop_assert!(!brings_in(Some(place)), "{:?} without {}", why_not, place);
            }
        }
    }
}
