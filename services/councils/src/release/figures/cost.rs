//! What support took and cost, for each case and for each person who gained control, with how sure that is.
//!
//! A mean has the interval of the normal distribution. What was spent for each person who gained control is a ratio of
//! two means of the same cases; its interval is Fieller's (E. C. Fieller, "Some problems in interval estimation",
//! Journal of the Royal Statistical Society B 16, 1954), which has no end where the data cannot tell the share of people
//! who gained control from none. Both are of 95 %. Means of fewer than 30 cases are not told.

use serde::{Deserialize, Serialize};

use crate::disclosure::SmallNumber::{self, Shown};
use crate::disclosure::sum_of_shown;

/// The fewest cases a mean may be of.
const ENOUGH: u32 = 30;
/// How far the middle 95 % of a normal distribution reach, in standard deviations.
const REACH: f64 = 1.96;
/// Times are told to the half hour.
const MINUTES: f64 = 30.0;
/// Money is told to five pounds.
const PENCE: f64 = 500.0;

/// What cases of one worth took and cost together.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Taken {
    /// How many.
    pub cases: u32,
    /// Minutes of all, and of their squares.
    pub minutes: [f64; 2],
    /// Pence of all, and of their squares; 0 where the cost is not stated.
    pub pence: [f64; 2],
}

impl Taken {
    /// Takes in those of another place.
    pub fn add(&mut self, other: &Self) {
        self.cases += other.cases;
        for (sum, more) in self.minutes.iter_mut().zip(other.minutes) {
            *sum += more;
        }
        for (sum, more) in self.pence.iter_mut().zip(other.pence) {
            *sum += more;
        }
    }
}

/// A value and the interval it is in with 95 % confidence, rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Estimate {
    /// The value most likely.
    pub middle: u32,
    /// The least it may be.
    pub least: u32,
    /// The most it may be; none where there is no telling.
    pub most: Option<u32>,
}

/// What support of one kind took and cost, as far as there are enough cases.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Costs {
    /// Minutes worked on a case.
    pub minutes_per_case: Option<Estimate>,
    /// Minutes worked for each person who gained control.
    pub minutes_per_better: Option<Estimate>,
    /// Pence spent on a case, where the cost of an hour is stated.
    pub pence_per_case: Option<Estimate>,
    /// Pence spent for each person who gained control, where the cost of an hour is stated.
    pub pence_per_better: Option<Estimate>,
}

impl Costs {
    /// What may be told of cases, in the order of [`Worth`](super::Worth), beside the counts that are shown: the parts
    /// and the sum.
    pub fn beside(taken: &[Taken; 4], parts: [SmallNumber; 4], all: SmallNumber) -> Self {
        let [better_priced, other_priced, better_unpriced, _] = parts;
        let priced = sum_of_shown(&[better_priced, other_priced]);
        let better = sum_of_shown(&[better_priced, better_unpriced]);
        let enough = |count| matches!(count, Shown(count) if count >= ENOUGH);
        let some = |count| matches!(count, Shown(1..));
        let time = Sums::of(taken, |taken| taken.minutes);
        let money = Sums::of(&[taken[0], taken[1], Taken::default(), Taken::default()], |taken| taken.pence);
        Self {
            minutes_per_case: time.mean(MINUTES).filter(|_| enough(all)),
            minutes_per_better: time.ratio(MINUTES).filter(|_| enough(all) && some(better)),
            pence_per_case: money.mean(PENCE).filter(|_| enough(priced)),
            pence_per_better: money.ratio(PENCE).filter(|_| enough(priced) && some(better_priced)),
        }
    }
}

/// Sums over cases: of an amount, of its square, of who gained control, and of the amount of those.
#[derive(Debug, Clone, Copy)]
struct Sums {
    cases: f64,
    amount: f64,
    squares: f64,
    better: f64,
    amount_better: f64,
}

impl Sums {
    fn of(taken: &[Taken; 4], amount: impl Fn(&Taken) -> [f64; 2]) -> Self {
        let count = |taken: &Taken| f64::from(taken.cases);
        Self {
            cases: taken.iter().map(count).sum(),
            amount: taken.iter().map(|taken| amount(taken)[0]).sum(),
            squares: taken.iter().map(|taken| amount(taken)[1]).sum(),
            better: count(&taken[0]) + count(&taken[2]),
            amount_better: amount(&taken[0])[0] + amount(&taken[2])[0],
        }
    }

    /// The variance of the mean amount, of the share who gained control, and how both go together.
    fn variances(self) -> [f64; 3] {
        let Self { cases: n, amount, squares, better, amount_better } = self;
        let of_mean = |sum_of_products: f64, sums: f64| (sum_of_products - sums / n) / (n - 1.0) / n;
        [
            of_mean(squares, amount * amount).max(0.0),
            of_mean(better, better * better).max(0.0),
            of_mean(amount_better, amount * better),
        ]
    }

    /// The mean amount of a case.
    fn mean(self, step: f64) -> Option<Estimate> {
        if self.cases < 2.0 {
            return None;
        }
        let middle = self.amount / self.cases;
        let far = REACH * self.variances()[0].sqrt();
        Some(estimate(middle, middle - far, Some(middle + far), step))
    }

    /// The amount for each person who gained control.
    fn ratio(self, step: f64) -> Option<Estimate> {
        if self.cases < 2.0 || self.better < 1.0 {
            return None;
        }
        let middle = self.amount / self.better;
        let share = self.better / self.cases;
        let [amount, better, together] = self.variances();
        let unsure = REACH * REACH * better / (share * share);
        if unsure >= 1.0 {
            return Some(estimate(middle, 0.0, None, step));
        }
        let slope = if better > 0.0 { together / better } else { 0.0 };
        let left = amount - 2.0 * middle * together + middle * middle * better
            - unsure * (amount - together * slope);
        let far = REACH / share * left.max(0.0).sqrt();
        let centre = middle - unsure * slope;
        Some(estimate(middle, (centre - far) / (1.0 - unsure), Some((centre + far) / (1.0 - unsure)), step))
    }
}

fn estimate(middle: f64, least: f64, most: Option<f64>, step: f64) -> Estimate {
    let told = |value: f64| rounded(value, step);
    Estimate { middle: told(middle), least: told(least), most: most.map(told) }
}

/// The nearest multiple of a step, 0 at least.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to what a u32 holds")]
fn rounded(value: f64, step: f64) -> u32 {
    ((value / step).round() * step).clamp(0.0, f64::from(u32::MAX)) as u32
}

#[cfg(test)]
mod tests;
