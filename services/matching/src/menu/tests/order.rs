//! The order of options: what a near-tie may change and what it may not, and who is always there.

use proptest::prelude::*;
use uuid::Uuid;

use super::any::{any_inputs, any_offerings, built};
use super::world::{an_offering, index, index_with, inputs, menu, offering_id, peers, ulo_id, wants, wish};
use crate::index::facts::Offering;
use crate::index::sets::Councils;
use crate::menu::{FrozenPrice, Inputs, Made, MenuOption, RULES_VERSION, Rule, make};
use crate::support::{Factor, Tie, Verdict};

/// As near as counts as equal for these wishes, in millionths.
fn nearly(inputs: &Inputs) -> u32 {
    20_000 * inputs.wants.weights().iter().sum::<u32>()
}

fn price(number: u128, price: u32, shown: u32) -> FrozenPrice {
    FrozenPrice { offering: offering_id(number), price, shown }
}

fn waiting(number: u128, days: u32) -> Offering {
    Offering { typical_wait_days: Some(days), ..an_offering(number) }
}

fn order(made: &Made) -> Vec<u128> {
    made.options.iter().map(|option| option.offering.as_u128() - offering_id(0).as_u128()).collect()
}

#[test]
fn room_decides_between_near_ties_and_nothing_else() {
    // 14 / (14 + days): a hundredth apart at 14 days, a quarter at 42.
    let index = index([waiting(1, 14), waiting(2, 14), waiting(3, 15), waiting(4, 42)]);
    let mut inputs = inputs(wish(Factor::ShortWait, 4));
    inputs.prices = vec![price(1, 9, 0), price(2, 9, 5), price(3, 2, 99), price(4, 0, 0)];
    assert_eq!(order(&menu(&inputs, &index)), [3, 1, 2, 4]);
    assert!(!order(&make(&inputs, &index, "2", 42).unwrap()).starts_with(&[3]), "before, scores alone");
    inputs.prices.clear();
    assert_eq!(order(&menu(&inputs, &index))[2..], [3, 4]);
}

#[test]
fn a_user_led_an_independent_and_a_peer_option_are_there_when_they_exist() {
    let tied = |number| Offering { ties: vec![Tie::ProvidesCare], ..an_offering(number) };
    let mut offerings: Vec<Offering> = (1..=9).map(tied).collect();
    offerings.extend([waiting(10, 60), Offering { typical_wait_days: Some(70), ..tied(11) }]);
    offerings.push(Offering { typical_wait_days: Some(80), ..tied(12) });
    let led = |number: u128| {
        move |ulo: &mut crate::index::facts::Ulo| {
            ulo.user_led = if ulo.id == ulo_id(number) { Verdict::Met } else { Verdict::NotEvidenced };
        }
    };
    let mut index = index_with(offerings.clone(), led(11));
    index.take(peers(12, 2, 4));
    let inputs = inputs(wish(Factor::ShortWait, 4));
    let made = menu(&inputs, &index);
    assert_eq!(made.options.len(), 8);
    assert_eq!(order(&made)[5..], [10, 11, 12]);
    assert!(made.why_nots.iter().all(|not| not.rules == [Rule::LowerScore]));
    assert_eq!(made.fitting_total, 12);
    // One option that is all three needs one place.
    let mut all_in_one = index_with(offerings, led(10));
    all_in_one.take(peers(10, 4, 4));
    assert_eq!(order(&menu(&inputs, &all_in_one))[7..], [10]);
    // Before, the best eight were all there was.
    assert!(order(&make(&inputs, &all_in_one, "2", 42).unwrap()).iter().all(|number| *number < 10));
}

#[test]
fn who_is_given_everywhere_is_given_here() {
    let everywhere = Offering { councils: Councils::all(), base: None, ..an_offering(1) };
    assert_eq!(order(&menu(&inputs(wants()), &index([everywhere]))), [1]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn nobody_comes_before_one_who_fits_better_by_more_than_a_near_tie(
        inputs in any_inputs(),
        offerings in any_offerings(),
        seed: u64,
    ) {
        let made = make(&inputs, &built(offerings), RULES_VERSION, seed).unwrap();
        let near = nearly(&inputs);
        let scores: Vec<u32> = made.options.iter().map(|option| option.score).collect();
        for (place, score) in scores.iter().enumerate() {
            prop_assert!(scores[place..].iter().all(|later| *later <= score + near), "{scores:?}");
        }
        let lower = made.why_nots.iter().filter(|not| not.rules == [Rule::LowerScore]);
        let best = lower.map(|not| not.score).max().unwrap_or_default();
        prop_assert!(scores.first().is_none_or(|first| first + near >= best));
    }

    #[test]
    fn prices_never_change_a_score_or_who_fits(
        inputs in any_inputs(),
        offerings in any_offerings(),
        seed: u64,
    ) {
        let index = built(offerings);
        let free = Inputs { prices: Vec::new(), ..inputs.clone() };
        let (priced, free) = [inputs, free].map(|inputs| make(&inputs, &index, RULES_VERSION, seed).unwrap()).into();
        prop_assert_eq!(priced.fitting_total, free.fitting_total);
        prop_assert_eq!(&priced.widenings, &free.widenings);
        for option in &priced.options {
            let same = |other: &&MenuOption| other.offering == option.offering;
            prop_assert!(free.options.iter().find(same).is_none_or(|other| other == option));
        }
    }

    #[test]
    fn one_of_each_sort_is_there_when_one_fits(
        inputs in any_inputs(),
        offerings in any_offerings(),
        seed: u64,
    ) {
        let index = built(offerings);
        let made = make(&inputs, &index, RULES_VERSION, seed).unwrap();
        let fits: Vec<Uuid> = made.why_nots.iter().filter(|not| not.rules == [Rule::LowerScore]).map(|not| not.offering).collect();
        let free = |id: &Uuid| index.all(inputs.wants.kind).iter().any(|entry| {
            entry.offering.id == *id && entry.offering.ties.is_empty() && !entry.ulo.of_council
        });
        if fits.iter().any(free) {
            prop_assert!(made.options.iter().any(|option| option.independent));
        }
        let led = |id: &Uuid| index.all(inputs.wants.kind).iter().any(|entry| {
            entry.offering.id == *id && entry.ulo.user_led == Verdict::Met && entry.ulo.is_checked(inputs.as_of_time)
        });
        if fits.iter().any(led) {
            prop_assert!(made.options.iter().any(|option| led(&option.offering)));
        }
    }
}
