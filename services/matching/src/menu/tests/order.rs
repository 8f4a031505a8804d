//! The order of options: what a near-tie may change and what it may not, and who is always there.

use chrono::TimeDelta;
use proptest::prelude::*;
use uuid::Uuid;

use super::any::{any_inputs, any_offerings, built};
use super::world::{
    an_offering, index, index_with, inputs, menu, noon, offering_id, peers, ulo_id, wants, wish,
};
use crate::index::facts::Offering;
use crate::index::sets::Councils;
use crate::menu::order::{self, Sorts, Standing};
use crate::menu::{FrozenPrice, Inputs, Made, MenuOption, RULES_VERSION, Rule, make};
use crate::support::{AdvocacyKind, Factor, Tie, Verdict};
use crate::wants::{Wants, Wish};

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

fn shown(made: &Made) -> Vec<u128> {
    made.options.iter().map(|option| option.offering.as_u128() - offering_id(0).as_u128()).collect()
}

#[test]
fn room_decides_between_near_ties_and_nothing_else() {
    // 14 / (14 + days): a hundredth apart at 14 days, a quarter at 42.
    let index = index([waiting(1, 14), waiting(2, 14), waiting(3, 15), waiting(4, 42)]);
    let mut inputs = inputs(wish(Factor::ShortWait, 4));
    inputs.prices = vec![price(1, 9, 0), price(2, 9, 5), price(3, 2, 99), price(4, 0, 0)];
    assert_eq!(shown(&menu(&inputs, &index)), [3, 1, 2, 4]);
    assert!(!shown(&make(&inputs, &index, "2", 42).unwrap()).starts_with(&[3]), "before, scores alone");
    inputs.prices = vec![price(1, 9, 5), price(2, 9, 0), price(3, 2, 99), price(4, 0, 0)];
    assert_eq!(shown(&menu(&inputs, &index)), [3, 2, 1, 4], "who was shown less often, not the draw");
    inputs.prices.clear();
    assert_eq!(shown(&menu(&inputs, &index))[2..], [3, 4]);
}

#[test]
fn the_more_matters_the_further_apart_is_near_and_who_has_no_price_has_room() {
    // 14 / 28 and 14 / 30: an eighth of a point of 4, which is within 2 of 100 of 8 points and not of 4.
    let near = index([waiting(1, 14), waiting(2, 16)]);
    let of = |wishes: &[Factor]| {
        let wishes = wishes.iter().map(|factor| Wish { factor: *factor, weight: 4 }).collect();
        let inputs = Inputs { prices: vec![price(1, 9, 0)], ..inputs(Wants { wishes, ..wants() }) };
        shown(&menu(&inputs, &near))
    };
    assert_eq!(of(&[Factor::ShortWait]), [1, 2]);
    assert_eq!(of(&[Factor::ShortWait, Factor::Nearness]), [2, 1]);
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
    assert_eq!(shown(&made)[5..], [10, 11, 12]);
    let nine = index_with(offerings[..9].to_vec(), led(11));
    assert_eq!(shown(&made)[..5], shown(&menu(&inputs, &nine))[..5], "the last three made room");
    assert!(made.why_nots.iter().all(|not| not.rules == [Rule::LowerScore]));
    assert_eq!(made.fitting_total, 12);
    // One option that is all three needs one place.
    let mut all_in_one = index_with(offerings, led(10));
    all_in_one.take(peers(10, 4, 4));
    assert_eq!(shown(&menu(&inputs, &all_in_one))[7..], [10]);
    // Before, the best eight were all there was.
    assert!(shown(&make(&inputs, &all_in_one, "2", 42).unwrap()).iter().all(|number| *number < 10));
}

#[test]
fn who_was_not_checked_lately_is_not_the_user_led_one_and_peers_are_also_who_offers_peer_advocacy() {
    let mut offerings: Vec<Offering> = (1..=9).map(an_offering).collect();
    offerings.extend([waiting(10, 60), waiting(11, 70)]);
    offerings.push(Offering { advocacy_kind: Some(AdvocacyKind::Peer), ..waiting(12, 80) });
    offerings.push(waiting(13, 90));
    let index = index_with(offerings, |ulo| {
        let led = [ulo_id(10), ulo_id(11), ulo_id(13)].contains(&ulo.id);
        ulo.user_led = if led { Verdict::Met } else { Verdict::NotEvidenced };
        if ulo.id == ulo_id(10) {
            ulo.verify_time = Some(noon() - TimeDelta::days(100));
        }
    });
    assert_eq!(shown(&menu(&inputs(wish(Factor::ShortWait, 4)), &index))[6..], [11, 12]);
}

#[test]
fn who_is_given_everywhere_is_given_here() {
    let everywhere = Offering { councils: Councils::all(), base: None, ..an_offering(1) };
    assert_eq!(shown(&menu(&inputs(wants()), &index([everywhere]))), [1]);
}

/// Some who fit, with scores in thirds of what is near.
fn any_standings() -> impl Strategy<Value = Vec<Standing>> {
    let sorts = prop::sample::select(vec![
        Sorts::default(),
        Sorts::default(),
        Sorts::USER_LED,
        Sorts::INDEPENDENT,
        Sorts::PEER,
    ]);
    let one = (0u32..40, 0u32..3, 0u32..3, any::<u64>(), sorts);
    prop::collection::vec(one, 1..24).prop_map(|all| {
        let standing = |(which, (score, price, shown, draw, sorts))| {
            let id = Uuid::from_u128(which as u128);
            Standing { which, score: 10 * score, price, shown, draw, id, sorts }
        };
        all.into_iter().enumerate().map(standing).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn whether_one_is_an_option_is_told_as_the_whole_order_says(all in any_standings()) {
        let options = order::options(&order::ordered(all.clone(), 30));
        for mine in &all {
            let told = order::is_option(all.iter().copied(), mine, 30);
            prop_assert_eq!(told, options.contains(&mine.which), "{:?}", mine);
        }
    }
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
