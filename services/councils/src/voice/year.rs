//! The decisions of one calendar year, counted. A decision is no person, so counts are exact.

use sqlx::FromRow;

/// What there was in one year.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, FromRow)]
pub struct Year {
    pub year: i32,
    pub decisions: i64,
    pub before_options: i64,
    pub changed: i64,
    pub nurtured: i64,
    pub heard: i64,
    pub cosmetic: i64,
    pub ignored: i64,
}

impl Year {
    /// How often each verdict was given, in their order.
    pub fn verdicts(&self) -> [i64; 4] {
        [self.nurtured, self.heard, self.cosmetic, self.ignored]
    }

    /// How many decisions are judged.
    pub fn judged(&self) -> i64 {
        self.verdicts().iter().sum()
    }
}

/// Of every 1,000 of a whole, how many are in a part, to the nearest; nothing of nothing.
pub fn permille(part: i64, whole: i64) -> Option<i32> {
    if whole <= 0 {
        return None;
    }
    i32::try_from((part * 1_000 + whole / 2) / whole).ok()
}
