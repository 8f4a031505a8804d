//! How often the entries of sample organisations are checked, so that all of it can be seen: checked lately, not of
//! late, and so long ago that they left the menu.

use super::dice::Dice;
use super::history::FORTNIGHTS;

/// How often an entry is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rhythm {
    /// Within 90 days, as it should be.
    Kept,
    /// Too seldom, but before it leaves the menu.
    Late,
    /// Never since it was listed.
    Forgotten,
}

impl Rhythm {
    /// Most are kept.
    pub fn roll(dice: &mut Dice) -> Self {
        match dice.below(100) {
            ..72 => Self::Kept,
            72..88 => Self::Late,
            _ => Self::Forgotten,
        }
    }

    /// Whether the organisation of that number is checked in that fortnight: counted back from the last one.
    pub fn is_due(self, number: usize, fortnight: usize) -> bool {
        let before_the_last = FORTNIGHTS - 1 - fortnight;
        match self {
            Self::Kept => before_the_last % 6 == number % 6,
            Self::Late => before_the_last % 8 == 7,
            Self::Forgotten => false,
        }
    }
}
