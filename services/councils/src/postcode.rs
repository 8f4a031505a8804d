//! A postcode and the council that looks after adult social care there.
//!
//! Nothing finer than 0.01 degree is kept. Postcodes come from the directory of the Office for National Statistics, by an
//! operator's import, or from the sample England.

pub mod file;
pub mod reader;
pub mod store;

use std::fmt;

use platform::Violation;

use crate::council::{GssCode, rounded};

/// The longest postcode, without its space.
const LONGEST: usize = 7;
/// What follows the space: a digit and two letters.
const INWARD: usize = 3;

/// A whole postcode, in capitals and without its space. Text is `HX1 1UJ` in messages and `HX11UJ` in tables.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Postcode {
    text: [u8; LONGEST],
    length: usize,
}

impl Postcode {
    /// Reads a postcode as people write it.
    ///
    /// # Errors
    /// A [`Violation`] when it is not shaped like one. The text itself is not repeated.
    pub fn parse(field: &str, value: &str) -> Result<Self, Violation> {
        let short = (5..=10).contains(&value.trim().chars().count());
        short
            .then(|| Self::of_bytes(value.as_bytes()))
            .flatten()
            .ok_or_else(|| Violation::new(field, "enter a whole postcode, such as HX1 1UJ"))
    }

    /// The postcode in these bytes, spaces left out, when there is one.
    pub fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let mut text = [0; LONGEST];
        let mut length = 0;
        for byte in bytes.iter().filter(|byte| **byte != b' ') {
            *text.get_mut(length)? = byte.to_ascii_uppercase();
            length += 1;
        }
        let postcode = Self { text, length };
        postcode.is_shaped().then_some(postcode)
    }

    /// The postcode as tables keep it.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(self.bytes()).unwrap_or_default()
    }

    /// What stands before the space: about a town or a part of one.
    pub fn outward_code(&self) -> &str {
        let text = self.as_str();
        text.get(..text.len().saturating_sub(INWARD)).unwrap_or_default()
    }

    fn bytes(&self) -> &[u8] {
        self.text.get(..self.length).unwrap_or_default()
    }

    /// One or two letters, a digit, perhaps one more digit or letter; then a digit and two letters.
    fn is_shaped(&self) -> bool {
        let Some((outward, inward)) =
            self.length.checked_sub(INWARD).and_then(|middle| self.bytes().split_at_checked(middle))
        else {
            return false;
        };
        let outward_is = match outward {
            [area, district] => area.is_ascii_uppercase() && district.is_ascii_digit(),
            [area, second, third] => {
                area.is_ascii_uppercase()
                    && (second.is_ascii_digit() && third.is_ascii_alphanumeric()
                        || second.is_ascii_uppercase() && third.is_ascii_digit())
            }
            [area, second, district, last] => {
                area.is_ascii_uppercase()
                    && second.is_ascii_uppercase()
                    && district.is_ascii_digit()
                    && last.is_ascii_alphanumeric()
            }
            _ => false,
        };
        let inward_is = matches!(inward, [sector, unit @ ..]
            if sector.is_ascii_digit() && unit.iter().all(u8::is_ascii_uppercase));
        outward_is && inward_is
    }
}

impl fmt::Debug for Postcode {
    /// Only the first half: a whole postcode can be one house.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.outward_code())
    }
}

/// One postcode and where it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entry {
    postcode: Postcode,
    council: &'static reference::council::Council,
    latitude: f64,
    longitude: f64,
}

impl Entry {
    /// A postcode of that council, at a point in degrees; the point is rounded.
    pub fn new(
        postcode: Postcode,
        council: &'static reference::council::Council,
        (latitude, longitude): (f64, f64),
    ) -> Self {
        Self { postcode, council, latitude: rounded(latitude), longitude: rounded(longitude) }
    }
}

/// Where a postcode is, as roughly as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The council.
    pub council: GssCode,
    /// Degrees north, to 0.01.
    pub latitude: f64,
    /// Degrees east, to 0.01.
    pub longitude: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postcodes_are_read_however_they_are_written() {
        for written in ["HX1 1UJ", "hx11uj", " hX1  1uJ ", "HX11UJ"] {
            let postcode = Postcode::parse("postcode", written).unwrap();
            assert_eq!((postcode.as_str(), postcode.outward_code()), ("HX11UJ", "HX1"), "{written}");
        }
        for whole in ["M1 1AE", "B33 8TH", "CR2 6XH", "DN55 1PT", "W1A 1HQ", "EC1A 1BB"] {
            assert!(Postcode::parse("postcode", whole).is_ok(), "{whole}");
        }
    }

    #[test]
    fn what_is_no_postcode_is_refused_without_being_repeated() {
        for wrong in
            ["", "HX1", "HX1 1U", "1HX 1UJ", "HX1 UJ1", "HX1 1UJ 2", "HXX 1UJ", "ÄX1 1UJ", "HX1\x001UJ"]
        {
            let violation = Postcode::parse("postcode", wrong).unwrap_err();
            assert_eq!(violation.field, "postcode", "{wrong}");
            assert_eq!(violation.text, "enter a whole postcode, such as HX1 1UJ");
        }
    }

    #[test]
    fn a_whole_postcode_is_never_logged() {
        let postcode = Postcode::parse("postcode", "HX1 1UJ").unwrap();
        assert_eq!(format!("{postcode:?}"), "HX1");
    }
}
