//! How well an option fits a person: the person's weights times scores, as a menu adds them up, in whole millionths.
//!
//! Each score has the formula of the menu. All but the wait stay as they are; the wait counts as it turns out.

use crate::draw::Draws;

/// Fully so.
pub const FULL: u32 = 1_000_000;
/// Based this many tenths of a kilometre away scores half.
const HALFWAY: i64 = 100;
/// What the scores are of, the wait last.
pub const FACTORS: usize = 6;

/// What matters to a person and how much, 0 to 4: nearness, expertise, lived experience, independence, cost, a short wait.
#[derive(Clone, Copy, Debug)]
pub struct Weights(pub [u32; FACTORS]);

/// What the formulas need of a person and an organisation together.
pub struct Facts {
    /// How far away it is in tenths of a kilometre; `None` without travel.
    pub far: Option<i64>,
    /// Whether it knows well what the request is about.
    pub knows: bool,
    /// Whether it knows some things well and others not.
    pub specialised: bool,
    /// How many of its people in a hundred have been there themselves.
    pub lived_percent: u32,
    /// Ties of interest.
    pub ties: u32,
    /// What an hour costs, in pence.
    pub pence: u32,
}

impl Weights {
    pub fn draw(draws: Draws) -> Self {
        let mut weights = [0; FACTORS];
        for (which, weight) in (0..).zip(&mut weights) {
            *weight = draws.below(which, 5) as u32;
        }
        // Someone to whom nothing matters has nothing to choose by.
        weights[1] = weights[1].max(1);
        Self(weights)
    }

    fn total(&self) -> u32 {
        self.0.iter().sum()
    }

    /// The fit apart from the wait.
    pub fn fit(&self, facts: &Facts) -> u32 {
        let scores = [
            // 10 / (10 + km).
            facts.far.map_or(FULL, |far| (i64::from(FULL) * HALFWAY / (HALFWAY + far)) as u32),
            match (facts.knows, facts.specialised) {
                (true, _) => FULL,
                (false, false) => FULL / 2,
                (false, true) => 0,
            },
            FULL / 100 * facts.lived_percent,
            FULL / (1 + facts.ties),
            // Free is full; £25 an hour is half.
            (u64::from(FULL) * 2500 / (2500 + u64::from(facts.pence))) as u32,
        ];
        let sum: u64 = self.0.iter().zip(scores).map(|(weight, score)| u64::from(weight * score)).sum();
        (sum / u64::from(self.total())) as u32
    }

    /// What no wait at all adds to the fit.
    pub fn no_wait(&self) -> u32 {
        self.0[FACTORS - 1] * FULL / self.total()
    }
}

/// What a wait of so many weeks adds to the fit of someone to whom no wait adds `no_wait`: 14 / (14 + days) of it.
pub fn waited(no_wait: u32, weeks: usize) -> u32 {
    no_wait * 2 / (2 + weeks as u32)
}
