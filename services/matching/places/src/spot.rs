//! Where something is, in steps of 32 m.

/// Metres in a step.
const STEP_METRES: f64 = 32.0;
/// Steps along the side of a square, as a power of two: 256 steps are 8192 m.
const SQUARE_BITS: u16 = 8;
/// The last step of a square, counted from its first.
const LAST: u32 = (1 << SQUARE_BITS) - 1;
/// How many squares there are along each side of the map.
pub const ACROSS: usize = 1 << (u16::BITS as u16 - SQUARE_BITS);

/// A place on a flat map of 2097 km by 2097 km.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    /// Steps east of the corner.
    pub east: u16,
    /// Steps north of the corner.
    pub north: u16,
}

impl Spot {
    /// The spot that many km from the corner; what is off the map is on its edge.
    #[must_use]
    pub fn of_km(east: f64, north: f64) -> Self {
        Self { east: steps(east), north: steps(north) }
    }

    /// Steps squared between the two; as whole numbers, so the same everywhere.
    #[must_use]
    pub fn squared_to(self, other: Self) -> u64 {
        let (east, north) = (self.east.abs_diff(other.east), self.north.abs_diff(other.north));
        u64::from(east) * u64::from(east) + u64::from(north) * u64::from(north)
    }

    /// The square it is in: column and row.
    pub(crate) fn square(self) -> (usize, usize) {
        (usize::from(self.east >> SQUARE_BITS), usize::from(self.north >> SQUARE_BITS))
    }

    /// Steps squared to the nearest spot of a square.
    pub(crate) fn squared_to_square(self, column: usize, row: usize) -> u64 {
        let (east, north) = (gap(self.east, column), gap(self.north, row));
        east * east + north * north
    }
}

/// How many steps a distance is: whole steps, rounded up, so that nothing within it is missed.
#[must_use]
pub fn reach_of_km(km: f64) -> u16 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast to u16 saturates")]
    let steps = (km * 1000.0 / STEP_METRES).ceil() as u16;
    steps
}

fn steps(km: f64) -> u16 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast to u16 saturates")]
    let steps = (km * 1000.0 / STEP_METRES).round() as u16;
    steps
}

/// Steps along one side from a spot to a column or row of squares.
fn gap(at: u16, square: usize) -> u64 {
    let (at, first) = (u64::from(at), (square << SQUARE_BITS) as u64);
    if at < first { first - at } else { at.saturating_sub(first + u64::from(LAST)) }
}
