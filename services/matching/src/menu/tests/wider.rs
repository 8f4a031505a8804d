//! Single changes: what they say they bring in, they bring in.

use proptest::prelude::*;

use super::any::{any_inputs, any_offerings, built};
use super::world::{an_offering, index, inputs, limits, menu, ulo_id};
use crate::index::facts::Offering;
use crate::menu::{Change, Inputs, Made, RULES_VERSION, Widening, make};
use crate::support::{DeliveryMode, PriceBasis};

#[test]
fn four_more_by_video() {
    let by_video = |number| Offering { delivery_modes: vec![DeliveryMode::Video], ..an_offering(number) };
    let mut offerings: Vec<Offering> = (1..=4).map(by_video).collect();
    offerings.extend([an_offering(5), Offering { open: false, ..by_video(6) }]);
    let wants = limits(|limits| limits.delivery_modes = vec![DeliveryMode::AtTheirPlace]);
    let made = menu(&inputs(wants), &index(offerings));
    let video = Change::AddDeliveryMode(DeliveryMode::Video);
    assert_eq!(made.widenings, [Widening { change: video, ulo: None, more: 4 }]);
    assert_eq!((made.options.len(), made.fitting_total), (1, 1));
}

#[test]
fn prices_and_distances_go_up_in_steps_people_think_in() {
    let dear = |number, pence| Offering {
        price_basis: PriceBasis::PerHour,
        price_pence: pence,
        ..an_offering(number)
    };
    let wants = limits(|limits| {
        limits.max_price_pence = Some(3_000);
        limits.avoid_ulos = vec![ulo_id(4)];
    });
    let made = menu(&inputs(wants), &index([dear(1, 3_010), dear(2, 3_500), dear(3, 9_999), an_offering(4)]));
    let pay = |pence, more| Widening { change: Change::PayMore(pence), ulo: None, more };
    let again = Widening { change: Change::StopAvoiding, ulo: Some(ulo_id(4)), more: 1 };
    assert_eq!(made.widenings, [pay(10_000, 3), pay(3_500, 2), again]);
}

#[test]
fn who_has_no_limits_can_lift_none() {
    assert_eq!(menu(&inputs(limits(|_| {})), &index([an_offering(1)])).widenings, []);
    let made = make(
        &inputs(limits(|limits| limits.languages = vec!["ur".into()])),
        &index([an_offering(1)]),
        "2",
        1,
    );
    assert_eq!(made.unwrap().widenings, [], "menus of before are made again as they were");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn narrowing_ones_own_limits_leaves_as_many_who_suit(
        inputs in any_inputs(),
        offerings in any_offerings(),
        seed: u64,
    ) {
        let index = built(offerings);
        let made = make(&inputs, &index, RULES_VERSION, seed).unwrap();
        let wide = Inputs { wants: inputs.wants.without_own_limits(), ..inputs.clone() };
        let wide = make(&wide, &index, RULES_VERSION, seed).unwrap();
        prop_assert_eq!(made.suiting_total, wide.suiting_total);
        prop_assert_eq!(wide.suiting_total, wide.fitting_total);
        let before = make(&inputs, &index, "3", seed).unwrap();
        prop_assert_eq!(before, Made { suiting_total: 0, ..made });
    }

    #[test]
    fn a_change_brings_in_as_many_as_it_says_and_costs_nobody(
        inputs in any_inputs(),
        offerings in any_offerings(),
        seed: u64,
    ) {
        let index = built(offerings);
        let made = make(&inputs, &index, RULES_VERSION, seed).unwrap();
        prop_assert!(made.widenings.is_sorted_by_key(|widening| std::cmp::Reverse(widening.more)));
        for widening in &made.widenings {
            let mut changed: Inputs = inputs.clone();
            widening.change.apply(&mut changed.wants, widening.ulo.unwrap_or_default());
            let after = make(&changed, &index, RULES_VERSION, seed).unwrap();
            prop_assert_eq!(after.fitting_total, made.fitting_total + widening.more, "{:?}", widening);
            if after.fitting_total <= 8 {
                prop_assert_eq!(after.options.len(), after.fitting_total as usize);
            }
            let still = |id| !after.why_nots.iter().any(|not| not.offering == id && not.rules != [crate::menu::Rule::LowerScore]);
            prop_assert!(made.options.iter().all(|option| still(option.offering)));
        }
    }
}
