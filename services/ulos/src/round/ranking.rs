//! The bids of a round in the order of their scores.

use std::cmp::{Ordering, Reverse};

use chrono::{DateTime, Utc};
use uuid::Uuid;

/// How many assessments a bid needs before it has a place.
pub const FEWEST_ASSESSMENTS: i32 = 2;
/// Assessments this far apart, in thousandths, call for another.
const WIDE_APART: i32 = 250;

/// A bid with what was given for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub(crate) bid: Uuid,
    pub(crate) ulo: Uuid,
    pub(crate) asked_pence: i64,
    pub(crate) award_pence: Option<i64>,
    pub(crate) submit_time: DateTime<Utc>,
    pub(crate) assessments: i32,
    pub(crate) points: i64,
    pub(crate) lowest: i64,
    pub(crate) highest: i64,
    /// What one assessment can give at the most.
    pub(crate) most_points: i64,
}

/// A bid in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub(crate) entry: Entry,
    /// From 1; 0 without enough assessments.
    pub(crate) place: usize,
    pub(crate) score_permille: i32,
    pub(crate) spread_permille: i32,
    pub(crate) wide_apart: bool,
}

/// Puts bids in order: the better mean first, then who asks for less, then who came first.
pub fn rank(mut entries: Vec<Entry>) -> Vec<Place> {
    entries.sort_by(|a, b| {
        let placed = Reverse(a.has_place()).cmp(&Reverse(b.has_place()));
        placed.then(better(a, b)).then((a.asked_pence, a.submit_time, a.bid).cmp(&(
            b.asked_pence,
            b.submit_time,
            b.bid,
        )))
    });
    let mut places: Vec<Place> = Vec::with_capacity(entries.len());
    for (index, entry) in entries.into_iter().enumerate() {
        let place = match places.last() {
            _ if !entry.has_place() => 0,
            Some(last) if better(&last.entry, &entry) == Ordering::Equal => last.place,
            _ => index + 1,
        };
        places.push(Place {
            place,
            score_permille: permille(entry.points, entry.most_points * i64::from(entry.assessments)),
            spread_permille: permille(entry.highest - entry.lowest, entry.most_points),
            wide_apart: permille(entry.highest - entry.lowest, entry.most_points) >= WIDE_APART,
            entry,
        });
    }
    places
}

impl Entry {
    fn has_place(&self) -> bool {
        self.assessments >= FEWEST_ASSESSMENTS
    }
}

/// Compares means without rounding them: the better is the lesser. Bids without any have 0.
fn better(a: &Entry, b: &Entry) -> Ordering {
    let mean_of = |entry: &Entry, other: &Entry| {
        i128::from(entry.points) * i128::from(other.most_points.max(1) * i64::from(other.assessments.max(1)))
    };
    mean_of(b, a).cmp(&mean_of(a, b))
}

/// Thousandths, rounded to the nearest.
pub fn permille(part: i64, whole: i64) -> i32 {
    if whole <= 0 {
        return 0;
    }
    i32::try_from((i128::from(part) * 2000 + i128::from(whole)) / (2 * i128::from(whole))).unwrap_or_default()
}

#[cfg(test)]
mod tests;
