//! Any offerings and any request, as proptest makes them up.

use chrono::TimeDelta;
use platform::words::Word;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::world::{HOME, NEXT_DOOR, an_offering, index_with, inputs, noon, offering_id, peers, ulo_id};
use crate::index::Index;
use crate::index::facts::Offering;
use crate::index::place::Point;
use crate::index::sets::{Access, Councils};
use crate::menu::{FrozenPrice, Inputs};
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

/// Somewhere in the North of England, nowhere, or now and then somewhere off the map.
fn a_point() -> impl Strategy<Value = Option<Point>> {
    let north_and_east = prop_oneof![19 => (53.3..54.2, -2.4..-1.3), 1 => (57.9..58.1, 3.9..4.1)];
    option::weighted(0.8, north_and_east.prop_map(|(north, east)| Point::new(north, east)))
}

prop_compose! {
    fn any_offering()(
        open in prop::bool::weighted(0.9),
        peer in option::of(word::<PeerSupportModel>()),
        given in prop_oneof![6 => Just(Councils::of([HOME])), 2 => Just(Councils::of([NEXT_DOOR])), 1 => Just(Councils::all())],
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
            councils: given,
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
pub fn any_offerings() -> impl Strategy<Value = Vec<Offering>> {
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
    pub fn any_inputs()(
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
        prices in vec((0u32..3, 0u32..3), 0..40),
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
                ..Constraints::default()
            },
        };
        let mut inputs = inputs(wants);
        inputs.frozen.needs = needs;
        inputs.frozen.place = place;
        inputs.known_ulos = known.into_iter().map(ulo_id).collect();
        inputs.said_no = said_no.into_iter().map(offering_id).collect();
        let numbered = prices.into_iter().zip(1..);
        inputs.prices =
            numbered.map(|((price, shown), number)| FrozenPrice { offering: offering_id(number), price, shown }).collect();
        inputs
    }
}

pub fn built(offerings: Vec<Offering>) -> Index {
    let mut index = index_with(offerings, |ulo| {
        let number = ulo.id.as_u128();
        ulo.user_led = Verdict::ALL[usize::try_from(number % 3).unwrap()];
        ulo.of_council = number % 5 == 0;
        ulo.access = if number % 4 == 0 { Access::of(["hoist"]) } else { Access::default() };
    });
    index.take(peers(3, 2, 5));
    index
}
