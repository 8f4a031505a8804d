//! Where options are based: their latitude and longitude as spots of `places`, and back.

use places::{Asked, Places, Spot, reach_of_km};

use super::brief::Brief;
use super::place::Point;

/// What `places` holds: degrees north and east around England.
const NORTH: std::ops::RangeInclusive<f64> = 49.0..=57.0;
const EAST: std::ops::RangeInclusive<f64> = -8.0..=3.0;
/// No degree on the map is fewer km than these: two spots are never further apart than their places, so that nothing
/// within reach is missed. Who asks measures again.
const KM_NORTH: f64 = 111.1;
const KM_EAST: f64 = 60.5;
/// A distance of whole km is to the nearest, and a spot up to 23 m from its place, at both ends.
const ROUNDING_KM: f64 = 0.6;

/// Every option in brief, by number, and on the map those that have a place.
#[derive(Debug, Default)]
pub struct Map {
    places: Places,
    briefs: Vec<Option<Brief>>,
}

impl Map {
    /// Sets an option down where it is based, if it is anywhere.
    pub fn set_down(&mut self, number: u32, brief: Brief) {
        let index = number as usize;
        if index >= self.briefs.len() {
            self.briefs.resize(index + 1, None);
        }
        self.briefs[index] = Some(brief);
        match brief.base {
            Some(base) => self.places.put(number, spot(base), brief.has),
            None => self.places.remove(number),
        }
    }

    /// Takes an option off.
    pub fn take_off(&mut self, number: u32) {
        self.places.remove(number);
        if let Some(brief) = self.briefs.get_mut(number as usize) {
            *brief = None;
        }
    }

    /// The option of that number, in brief.
    pub fn brief(&self, number: u32) -> Option<&Brief> {
        self.briefs.get(number as usize)?.as_ref()
    }

    /// At least every option that has all that must be had and is based within `km` of a place, with how far it is. What
    /// is off the map is always told of; to somebody off the map, everything is.
    pub fn around(&self, must: u64, place: Point, km: u16, mut each: impl FnMut(u32, &Brief, u16)) {
        let mut tell = |number: u32| {
            if let Some((brief, base)) = self.brief(number).and_then(|brief| Some((brief, brief.base?))) {
                each(number, brief, base.km_to(place));
            }
        };
        let reach = reach_of_km(f64::from(km) + ROUNDING_KM);
        let asked = match spot(place) {
            Some(at) => Asked { at, must, reach },
            None => Asked { at: Spot { east: 0, north: 0 }, must, reach: u16::MAX },
        };
        self.places.within(&asked, |found| tell(found.id));
        self.places.nowhere(must, tell);
    }
}

/// The spot of a place, if it is on the map.
fn spot(place: Point) -> Option<Spot> {
    let (north, east) = (place.latitude(), place.longitude());
    let on_map = NORTH.contains(&north) && EAST.contains(&east);
    on_map.then(|| Spot::of_km((east - EAST.start()) * KM_EAST, (north - NORTH.start()) * KM_NORTH))
}
