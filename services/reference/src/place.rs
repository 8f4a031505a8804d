//! Where things are, in whole ten-thousandths of a degree, and how far apart, in whole km.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

/// Degrees north in and about England.
pub const NORTH: RangeInclusive<f64> = 49.0..=56.0;
/// Degrees east in and about England.
pub const EAST: RangeInclusive<f64> = -7.0..=2.0;
/// Km in a degree of latitude, on a ball with the Earth's mean radius.
const KM_PER_DEGREE: f64 = 111.195;
/// Ten-thousandths in a degree.
const PER_DEGREE: f64 = 10_000.0;

/// A place in England.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    latitude: i32,
    longitude: i32,
}

impl Point {
    /// The place at these degrees north and east.
    pub fn new(latitude: f64, longitude: f64) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "a cast to i32 saturates and degrees are small")]
        let whole = |degrees: f64| (degrees * PER_DEGREE).round() as i32;
        Self { latitude: whole(latitude), longitude: whole(longitude) }
    }

    /// Degrees north.
    pub fn latitude(self) -> f64 {
        f64::from(self.latitude) / PER_DEGREE
    }

    /// Degrees east.
    pub fn longitude(self) -> f64 {
        f64::from(self.longitude) / PER_DEGREE
    }

    /// Km in a straight line, to the nearest. Within England a flat map between the two is right to a third of a km.
    /// Only additions, multiplications, divisions and one root: the same whole number on every machine.
    pub fn km_to(self, other: Self) -> u16 {
        let north = (self.latitude() - other.latitude()) * KM_PER_DEGREE;
        let middle = f64::midpoint(self.latitude(), other.latitude());
        let east = (self.longitude() - other.longitude()) * KM_PER_DEGREE * cosine(middle);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a cast to u16 saturates and a distance is not negative"
        )]
        let km = (north * north + east * east).sqrt().round() as u16;
        km
    }
}

/// The cosine of an angle in degrees by its series: the one of the platform may differ in the last bit.
fn cosine(degrees: f64) -> f64 {
    let angle = degrees * std::f64::consts::PI / 180.0;
    let square = angle * angle;
    let series =
        [1.0 / 479_001_600.0, -1.0 / 3_628_800.0, 1.0 / 40_320.0, -1.0 / 720.0, 1.0 / 24.0, -0.5, 1.0];
    series.into_iter().fold(0.0, |sum, term| sum * square + term)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_those_on_the_map() {
        let halifax = Point::new(53.7256, -1.8632);
        let leeds = Point::new(53.7974, -1.5437);
        let penzance = Point::new(50.1188, -5.5371);
        assert_eq!(halifax.km_to(halifax), 0);
        assert_eq!(halifax.km_to(leeds), 22);
        assert_eq!(leeds.km_to(halifax), 22);
        assert_eq!(halifax.km_to(penzance), 474);
    }

    #[test]
    fn the_series_is_the_cosine() {
        for tenth in 490..=560 {
            let degrees = f64::from(tenth) / 10.0;
            assert!((cosine(degrees) - degrees.to_radians().cos()).abs() < 1e-9);
        }
    }
}
