//! What holds for every menu.

use std::collections::HashSet;

use platform::words::Word as _;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index as Any;
use prost::Message as _;
use uuid::Uuid;

use super::any::{any_inputs, any_offerings, built};
use super::world::{HOME, an_offering, noon};
use crate::index::Index;
use crate::index::facts::Offering;
use crate::index::sets::council_number;
use crate::menu::wire::made_to_wire;
use crate::menu::{Change, Inputs, Made, RULES_VERSION, Rule, SENTENCES, make};
use crate::support::{DeliveryMode, Factor};

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
        prop_assert!(made.why_nots.iter().all(|why_not| !why_not.rules.is_empty()));
        prop_assert!(made.why_nots.is_sorted_by_key(|why_not| why_not.rules.len()));
        prop_assert_eq!(made.shortfall_reason.is_some(), made.options.len() < 3);
        let home = council_number(HOME).unwrap();
        let here = offerings.iter().filter(|offering| offering.councils.has(home)).count();
        prop_assert!(made.options.len() + made.why_not_total as usize >= here);
    }

    #[test]
    fn ties_of_interest_move_only_the_last_places_unless_independence_weighs(
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
        let (tied, free) = (order(offerings), order(free));
        // An independent option is kept among the last three places; nobody is moved for it in any other way.
        prop_assert_eq!(tied.iter().take(5).collect::<Vec<_>>(), free.iter().take(5).collect::<Vec<_>>());
        prop_assert_eq!(tied.len(), free.len());
        let shared = |one: &[Uuid], other: &[Uuid]| {
            one.iter().filter(|id| other.contains(id)).copied().collect::<Vec<_>>()
        };
        prop_assert_eq!(shared(&tied, &free), shared(&free, &tied));
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
            let single = DeliveryMode::ALL.iter().map(|mode| Change::AddDeliveryMode(*mode));
            let is_enough = single.chain([Change::StopAvoiding]).any(|change| {
                let mut changed = inputs.clone();
                change.apply(&mut changed.wants, why_not.ulo);
                let options = menu(&changed, &index, seed).options;
                options.iter().any(|option| option.offering == why_not.offering)
            });
            if is_enough && why_not.rules != [Rule::LowerScore] {
                prop_assert_eq!(why_not.smallest_change.len(), 1, "{:?}", why_not);
            }
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
