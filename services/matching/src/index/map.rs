//! Where options are based: their latitude and longitude as spots of `places`, and back.

use std::collections::HashMap;

use places::{Asked, Places, Spot, reach_of_km};
use uuid::Uuid;

use super::place::Point;
use super::sets::Councils;
use crate::support::Kind;

/// What `places` holds: degrees north and east around England.
const NORTH: std::ops::RangeInclusive<f64> = 49.0..=57.0;
const EAST: std::ops::RangeInclusive<f64> = -8.0..=3.0;
/// No degree on the map is fewer km than these: two spots are never further apart than their places, so that nothing
/// within reach is missed. Who asks measures again.
const KM_NORTH: f64 = 111.1;
const KM_EAST: f64 = 60.5;
/// A distance of whole km is to the nearest, and a spot up to 23 m from its place, at both ends.
const ROUNDING_KM: f64 = 0.6;

/// An option that has a place.
#[derive(Debug, Clone, Copy)]
pub struct Based {
    /// Which.
    pub id: Uuid,
    /// Where exactly.
    pub base: Point,
    /// Where it is given.
    pub councils: Councils,
}

/// The options that have a place.
#[derive(Debug, Default)]
pub struct Map {
    places: Places,
    /// By number. Numbers of what is gone are given out again.
    options: Vec<Option<Based>>,
    numbers: HashMap<Uuid, u32>,
    free: Vec<u32>,
}

impl Map {
    /// Sets an option down where it is based.
    pub fn set_down(&mut self, kind: Kind, based: Based) {
        let number = self.number(based.id);
        self.options[number as usize] = Some(based);
        self.places.put(number, spot(based.base), bit(kind));
    }

    /// Takes an option off the map, if it is on it.
    pub fn take_off(&mut self, id: Uuid) {
        if let Some(number) = self.numbers.remove(&id) {
            self.places.remove(number);
            self.options[number as usize] = None;
            self.free.push(number);
        }
    }

    /// At least every option of a kind based within `km` of a place. What is off the map is always told of;
    /// to somebody off the map, everything is.
    pub fn around(&self, kind: Kind, place: Point, km: u16, mut each: impl FnMut(&Based)) {
        let mut tell = |number: u32| {
            if let Some(Some(based)) = self.options.get(number as usize) {
                each(based);
            }
        };
        let must = bit(kind);
        let reach = reach_of_km(f64::from(km) + ROUNDING_KM);
        let asked = match spot(place) {
            Some(at) => Asked { at, must, reach },
            None => Asked { at: Spot { east: 0, north: 0 }, must, reach: u16::MAX },
        };
        self.places.within(&asked, |found| tell(found.id));
        self.places.nowhere(must, tell);
    }

    fn number(&mut self, id: Uuid) -> u32 {
        if let Some(number) = self.numbers.get(&id) {
            return *number;
        }
        let number = self.free.pop().unwrap_or_else(|| {
            self.options.push(None);
            u32::try_from(self.options.len() - 1).unwrap_or(u32::MAX)
        });
        self.numbers.insert(id, number);
        number
    }
}

fn bit(kind: Kind) -> u64 {
    1 << kind as u64
}

/// The spot of a place, if it is on the map.
fn spot(place: Point) -> Option<Spot> {
    let (north, east) = (place.latitude(), place.longitude());
    let on_map = NORTH.contains(&north) && EAST.contains(&east);
    on_map.then(|| Spot::of_km((east - EAST.start()) * KM_EAST, (north - NORTH.start()) * KM_NORTH))
}
