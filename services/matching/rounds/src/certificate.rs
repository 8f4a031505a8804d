//! Anyone can check an optimum: what the places cost, from the places alone, equals what the prices prove, from the prices alone.

use std::fmt;

use crate::instance::Instance;

/// What a checked solution costs; no other placement costs less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// The sum of costs and unmatched prices.
    pub objective: i64,
    /// How many requests stay unmatched.
    pub unmatched: usize,
}

/// Why places and prices do not prove an optimum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// There are not as many places as requests, or prices as options.
    Length,
    /// This request is at an option not on its list.
    NotEligible(usize),
    /// More requests are at this option than it has openings.
    OverOpenings(usize),
    /// This option's price is below zero.
    NegativePrice(usize),
    /// The places cost more than the prices prove.
    Gap {
        /// What the places cost.
        primal: i128,
        /// What the prices prove nobody can go below.
        dual: i128,
    },
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length => write!(f, "there are not as many places as requests, or prices as options"),
            Self::NotEligible(request) => write!(f, "request {request} is at an option not on its list"),
            Self::OverOpenings(option) => write!(f, "option {option} has more requests than openings"),
            Self::NegativePrice(option) => write!(f, "the price of option {option} is below zero"),
            Self::Gap { primal, dual } => write!(f, "the places cost {primal}, the prices prove {dual}"),
        }
    }
}

impl std::error::Error for Doubt {}

/// Checks places against prices.
pub fn check(instance: &Instance, places: &[Option<u32>], prices: &[i64]) -> Result<Certificate, Doubt> {
    if places.len() != instance.requests() || prices.len() != instance.options() {
        return Err(Doubt::Length);
    }
    let primal = cost(instance, places)?;
    let dual = bound(instance, prices)?;
    if primal != dual {
        return Err(Doubt::Gap { primal, dual });
    }
    let unmatched = places.iter().filter(|place| place.is_none()).count();
    // Below 2^32 requests at 2^40 each would pass 64 bits; such a sum is reported as a gap rather than cut short.
    let objective = i64::try_from(primal).map_err(|_| Doubt::Gap { primal, dual })?;
    Ok(Certificate { objective, unmatched })
}

/// What places cost, from the places alone.
pub fn cost(instance: &Instance, places: &[Option<u32>]) -> Result<i128, Doubt> {
    let mut used = vec![0_u32; instance.options()];
    let mut sum = 0_i128;
    for (request, place) in places.iter().enumerate() {
        let Some(option) = place else {
            sum += i128::from(instance.unmatched()[request]);
            continue;
        };
        let entry = instance.list(request).find(|entry| entry.option == *option);
        sum += i128::from(entry.ok_or(Doubt::NotEligible(request))?.cost);
        used[*option as usize] += 1;
    }
    let over = used.iter().zip(instance.capacities()).position(|(used, openings)| used > openings);
    over.map_or(Ok(sum), |option| Err(Doubt::OverOpenings(option)))
}

/// What no placement can cost less than, from the prices alone.
pub fn bound(instance: &Instance, prices: &[i64]) -> Result<i128, Doubt> {
    if let Some(option) = prices.iter().position(|price| *price < 0) {
        return Err(Doubt::NegativePrice(option));
    }
    let mut sum = 0_i128;
    for (request, unmatched) in instance.unmatched().iter().enumerate() {
        let mut least = *unmatched;
        for entry in instance.list(request) {
            let cost = i64::from(entry.cost);
            if cost >= least {
                break;
            }
            least = least.min(cost.saturating_add(prices[entry.option as usize]));
        }
        sum += i128::from(least);
    }
    let paid = |(price, openings): (&i64, &u32)| i128::from(*price) * i128::from(*openings);
    Ok(sum - prices.iter().zip(instance.capacities()).map(paid).sum::<i128>())
}
