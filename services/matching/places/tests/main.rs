//! Whatever is put in and taken out, what is found is what looking at every option finds.

use std::collections::BTreeMap;

use places::{Asked, Found, Places, Spot, reach_of_km};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

/// All options, kept the plain way.
#[derive(Default)]
struct Plain(BTreeMap<u32, (Option<Spot>, u64)>);

impl Plain {
    fn within(&self, asked: &Asked) -> Vec<Found> {
        let most = u64::from(asked.reach) * u64::from(asked.reach);
        let having = self.0.iter().filter(|(_, (_, has))| has & asked.must == asked.must);
        let near = having
            .filter_map(|(id, (spot, _))| Some(Found { squared: asked.at.squared_to((*spot)?), id: *id }));
        let mut near: Vec<Found> = near.filter(|found| found.squared <= most).collect();
        near.sort_unstable();
        near
    }

    fn nowhere(&self, must: u64) -> Vec<u32> {
        let nowhere = self.0.iter().filter(|(_, (spot, has))| spot.is_none() && has & must == must);
        nowhere.map(|(id, _)| *id).collect()
    }
}

/// Spots all over the map, on its edges, and crowded on the borders of a few squares.
fn spot() -> impl Strategy<Value = Spot> {
    let side = || prop_oneof![any::<u16>(), 0u16..3, 65_533u16.., 1_020u16..1_030, 1_270u16..1_290];
    (side(), side()).prop_map(|(east, north)| Spot { east, north })
}

/// Things had or needed: a few of the low ones, and the last.
fn things() -> impl Strategy<Value = u64> {
    prop_oneof![0u64..16, (0u64..4).prop_map(|low| low | 1 << 63), Just(u64::MAX)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn what_is_found_is_what_looking_at_everything_finds(
        put in vec((0u32..300, option::weighted(0.9, spot()), things()), 0..700),
        removed in vec(0u32..300, 0..200),
        asked in vec((spot(), things(), prop_oneof![any::<u16>(), 0u16..600], 0usize..60), 1..12),
    ) {
        let (mut plain, mut places) = (Plain::default(), Places::default());
        for (id, spot, has) in put {
            plain.0.insert(id, (spot, has));
            places.put(id, spot, has);
        }
        for id in removed {
            plain.0.remove(&id);
            places.remove(id);
        }
        prop_assert_eq!(places.len(), plain.0.len());
        prop_assert_eq!(places.is_empty(), plain.0.is_empty());
        let mut found = Vec::new();
        for (at, must, reach, most) in asked {
            let asked = Asked { at, must: must & 0xf, reach };
            let all = plain.within(&asked);
            places.nearest(&asked, most, &mut found);
            prop_assert_eq!(&found[..], &all[..most.min(all.len())]);
            let mut within = Vec::new();
            places.within(&asked, |one| within.push(one));
            within.sort_unstable();
            prop_assert_eq!(within, all);
            let mut nowhere = Vec::new();
            places.nowhere(must, |id| nowhere.push(id));
            nowhere.sort_unstable();
            prop_assert_eq!(nowhere, plain.nowhere(must));
        }
    }
}

#[test]
fn equally_near_ones_come_by_number() {
    let mut places = Places::default();
    for (id, east, north) in [(9, 3, 4), (4, 5, 0), (7, 0, 5), (1, 6, 0)] {
        places.put(id, Some(Spot { east: 1000 + east, north: 1000 + north }), 1);
    }
    let mut found = Vec::new();
    places.nearest(&Asked { at: Spot { east: 1000, north: 1000 }, must: 1, reach: 9 }, 3, &mut found);
    assert_eq!(found.iter().map(|found| found.id).collect::<Vec<_>>(), [4, 7, 9]);
}

#[test]
fn a_distance_in_km_is_never_too_few_steps() {
    assert_eq!((reach_of_km(0.0), reach_of_km(0.033), reach_of_km(8.192)), (0, 2, 256));
    assert_eq!(Spot::of_km(8.192, -3.0), Spot { east: 256, north: 0 });
}
