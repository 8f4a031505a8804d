//! Disclosure control: the one place where a count of people or requests becomes a number anyone may see.
//!
//! 0 is shown. 1 to 7 are hidden. From 8 on a count is rounded to the nearest 5. Where a whole is shown beside its
//! parts, more is hidden until no hidden part can be told from the others more closely than "1 to 7". Percentages
//! are made from shown numbers only, of 30 or more.

use serde::{Deserialize, Serialize};

pub use reference::few::LARGEST_HIDDEN;

const ROUNDED_TO: u32 = 5;
/// The smallest number a percentage may be of.
const SMALLEST_WHOLE: u32 = 30;

/// A count as anyone may see it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SmallNumber {
    /// 0, or the count rounded.
    Shown(u32),
    /// Hidden, so that no one is given away.
    #[default]
    Hidden,
}

pub mod tree;

use SmallNumber::{Hidden, Shown};

/// A count that stands alone.
pub fn alone(count: u32) -> SmallNumber {
    match count {
        0 => Shown(0),
        1..=LARGEST_HIDDEN => Hidden,
        _ => Shown((count + ROUNDED_TO / 2) / ROUNDED_TO * ROUNDED_TO),
    }
}

/// A whole and the parts that add up to it.
pub fn whole_and_parts<const N: usize>(parts: [u32; N]) -> (SmallNumber, [SmallNumber; N]) {
    let mut whole = alone(parts.iter().sum());
    let mut shown = parts.map(alone);
    // Whoever sees nothing but 1 to 7 hidden knows that bound; once a larger part is hidden too, nobody does.
    let mut most = LARGEST_HIDDEN;
    while let Shown(total) = whole {
        if kept_apart(total, &shown, most) {
            break;
        }
        match smallest_shown(&shown) {
            Some(index) => {
                shown[index] = Hidden;
                most = u32::MAX;
            }
            None => whole = Hidden,
        }
    }
    (whole, shown)
}

/// The sum of figures anyone may see, which tells nothing new; hidden when one of them is.
pub fn sum_of_shown(parts: &[SmallNumber]) -> SmallNumber {
    parts.iter().fold(Shown(0), |sum, part| match (sum, part) {
        (Shown(sum), Shown(part)) => Shown(sum.saturating_add(*part)),
        _ => Hidden,
    })
}

/// `part` of every 100 `whole`, when both are shown and the whole is large enough.
pub fn percent(part: SmallNumber, whole: SmallNumber) -> Option<u32> {
    match (part, whole) {
        // Rounding can take the part past the whole.
        (Shown(part), Shown(whole)) if whole >= SMALLEST_WHOLE => {
            Some(((part * 100 + whole / 2) / whole).min(100))
        }
        _ => None,
    }
}

/// Whether every hidden part could still be anything from 1 to 7, for someone who reasons with every number shown.
fn kept_apart(total: u32, parts: &[SmallNumber], most: u32) -> bool {
    let hidden = u32::try_from(parts.iter().filter(|part| **part == Hidden).count()).unwrap_or(u32::MAX);
    if hidden == 0 {
        return true;
    }
    let (least_shown, most_shown) = parts
        .iter()
        .map(|part| bounds(*part))
        .fold((0, 0), |sum: (u32, u32), part| (sum.0.saturating_add(part.0), sum.1.saturating_add(part.1)));
    let (least_total, most_total) = bounds(Shown(total));
    let others = hidden - 1;
    let at_least = least_total.saturating_sub(most_shown).saturating_sub(most.saturating_mul(others));
    let at_most = most_total.saturating_sub(least_shown).saturating_sub(others);
    at_least <= 1 && at_most >= LARGEST_HIDDEN
}

/// Every count a shown number can stand for; nothing for a hidden one.
fn bounds(number: SmallNumber) -> (u32, u32) {
    match number {
        Shown(0) | Hidden => (0, 0),
        Shown(number) => {
            ((number - ROUNDED_TO / 2).max(LARGEST_HIDDEN + 1), number.saturating_add(ROUNDED_TO / 2))
        }
    }
}

fn smallest_shown(parts: &[SmallNumber]) -> Option<usize> {
    let shown = parts.iter().enumerate().filter_map(|(index, part)| match part {
        Shown(number) if *number > 0 => Some((*number, index)),
        _ => None,
    });
    shown.min().map(|(_, index)| index)
}

#[cfg(test)]
mod tests;
