//! What openings are worth: the prices of the cheapest placement, in which options have at least so many people.
//!
//! An opening's price is what one more of it would save, exactly: solving again with one more says the same. Floors are kept where
//! lists allow it, since a place below its option's floor is worth more than any other saving.

use crate::certificate::{self, Doubt};
use crate::instance::{Entry, HIGHEST_COST, Instance, Invalid};
use crate::most_helped::solve;

/// How far a placement and prices are from proving each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// What the places cost.
    pub primal: i128,
    /// What no placement can cost less than, by the prices.
    pub dual: i128,
}

/// Each option's prices, and the proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prices {
    /// What one more opening of each option would save.
    pub opening: Vec<i64>,
    /// By how much each place up to an option's floor has to be made cheaper, so that people go there; zero where they do anyway.
    pub floor: Vec<i64>,
    /// Where each request goes.
    pub places: Vec<Option<u32>>,
    /// How many places are short of floors, since too few people can go there.
    pub short_of_floors: u64,
    /// What each of these is charged: more than anything it could save.
    pub charge: i64,
    /// Nothing between the two, or there are no prices: what was solved is solved exactly.
    pub gap: Gap,
}

/// Why there are no prices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unpriced {
    /// The optimum did not prove itself.
    Doubt(Doubt),
    /// With floors, costs would pass what an instance can hold.
    Invalid(Invalid),
}

impl Gap {
    /// Of any places and prices, such as last night's with today's openings.
    pub fn of(instance: &Instance, places: &[Option<u32>], prices: &[i64]) -> Result<Self, Doubt> {
        let primal = certificate::cost(instance, places)?;
        Ok(Self { primal, dual: certificate::bound(instance, prices)? })
    }

    /// In millionths of what the places cost, rounded up.
    pub fn millionths(&self) -> u64 {
        let apart = (self.primal - self.dual).unsigned_abs();
        u64::try_from((apart * 1_000_000).div_ceil(self.primal.unsigned_abs().max(1))).unwrap_or(u64::MAX)
    }
}

impl From<Doubt> for Unpriced {
    fn from(doubt: Doubt) -> Self {
        Self::Doubt(doubt)
    }
}

impl From<Invalid> for Unpriced {
    fn from(invalid: Invalid) -> Self {
        Self::Invalid(invalid)
    }
}

/// Prices an instance in which each option should have at least so many people. A floor counts up to the openings.
pub fn price(instance: &Instance, floors: &[u32]) -> Result<Prices, Unpriced> {
    let parted = Parted::new(instance, floors)?;
    let solved = solve(parted.instance.clone())?;
    let (seats, lowest) = (solved.places(), solved.savings());
    let mut gap = Gap::of(&parted.instance, &seats, &lowest)?;
    let paid_by_all =
        i128::from(parted.charge) * (instance.requests() as i128 - i128::from(parted.places_in_floors()));
    gap = Gap { primal: gap.primal - paid_by_all, dual: gap.dual - paid_by_all };
    let mut short = parted.places_in_floors();
    for seat in seats.iter().flatten() {
        short -= u64::from(parted.above.get(*seat as usize).is_some_and(Option::is_some));
    }
    let prices = parted.above.iter().zip(&lowest).map(|(above, price)| match above {
        Some(above) => (lowest[*above as usize], parted.charge + lowest[*above as usize] - price),
        None => (*price, 0),
    });
    let (opening, floor) = prices.unzip();
    let places = seats.iter().map(|seat| seat.map(|seat| parted.option(seat))).collect();
    Ok(Prices { opening, floor, places, short_of_floors: short, charge: parted.charge, gap })
}

/// An instance in which options with a floor are two: the openings up to it, and those above. A place anywhere else than up to a
/// floor is charged more than it could save.
struct Parted {
    instance: Instance,
    floors: Vec<u32>,
    /// Of each option with a floor, the number of its other part.
    above: Vec<Option<u32>>,
    /// Of each other part, the option.
    parts: Vec<u32>,
    charge: i64,
}

impl Parted {
    fn new(instance: &Instance, floors: &[u32]) -> Result<Self, Invalid> {
        let floor = |option: usize| floors.get(option).copied().unwrap_or(0);
        let floors: Vec<u32> =
            (0..).zip(instance.capacities()).map(|(option, openings)| floor(option).min(*openings)).collect();
        let mut capacities = instance.capacities().to_vec();
        let (mut above, mut parts) = (vec![None; floors.len()], Vec::new());
        for (option, floor) in floors.iter().enumerate().filter(|(_, floor)| **floor > 0) {
            above[option] = Some(capacities.len() as u32);
            capacities.push(capacities[option] - floor);
            capacities[option] = *floor;
            parts.push(option as u32);
        }
        let charge =
            if floors.iter().any(|floor| *floor > 0) { charge(instance, capacities.len()) } else { 0 };
        let mut parted = Self { instance: Instance::of_options(capacities)?, floors, above, parts, charge };
        for request in 0..instance.requests() {
            let list: Vec<Entry> = instance.list(request).flat_map(|entry| parted.ways(entry)).collect();
            parted.instance.add(&list, instance.unmatched()[request].saturating_add(charge))?;
        }
        Ok(parted)
    }

    fn ways(&self, entry: Entry) -> impl Iterator<Item = Entry> + use<> {
        let charged = (i64::from(entry.cost) + self.charge).min(i64::from(HIGHEST_COST) + 1) as u32;
        let above = self.above[entry.option as usize];
        let first = if above.is_some() { entry } else { Entry { cost: charged, ..entry } };
        [first].into_iter().chain(above.map(|above| Entry { cost: charged, option: above }))
    }

    fn places_in_floors(&self) -> u64 {
        self.floors.iter().map(|floor| u64::from(*floor)).sum()
    }

    /// The option a part is of. The other parts are numbered in the order of their options.
    fn option(&self, seat: u32) -> u32 {
        let options = self.above.len();
        self.parts.get((seat as usize).wrapping_sub(options)).copied().unwrap_or(seat)
    }
}

/// More than any chain of moves can save: it passes an option once, and leaves or becomes unmatched once.
fn charge(instance: &Instance, seats: usize) -> i64 {
    let dearest = |request| instance.list(request).last().map_or(0, |entry| i64::from(entry.cost));
    let placed = (0..instance.requests()).map(dearest).max().unwrap_or(0);
    let alone = instance.unmatched().iter().copied().max().unwrap_or(0);
    placed.saturating_mul(instance.requests().min(seats) as i64 + 2).saturating_add(2 * alone + 1)
}
