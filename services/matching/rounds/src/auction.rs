//! An epsilon-scaled auction, many requests to an option: near-optimal prices, quickly.
//!
//! An option keeps its bids in a heap; once it is full its price is the smallest of them. Staying unmatched is an option without limit.
//! Costs are multiplied by two to the `shift`, so that the last epsilon is below one unit of cost. What comes out is a good start
//! and no more: `repair` makes it exact.

mod bids;

use bids::Bids;

use crate::instance::{Entry, Instance};

/// Not placed yet.
pub(crate) const NOWHERE: u32 = u32::MAX;
/// Placed with no one.
pub(crate) const ALONE: u32 = u32::MAX - 1;

const SHIFT: u32 = 2;
const STEP: i64 = 5;
const BACK: i64 = 3;

/// Where an auction ends: prices in units of cost, and where each request is.
pub(crate) struct Outcome {
    pub price: Vec<i64>,
    pub at: Vec<u32>,
}

struct Auction<'a> {
    instance: &'a Instance,
    price: Vec<i64>,
    bids: Bids,
    at: Vec<u32>,
}

/// The best option of a request at the prices of the moment, and how good the next best is.
struct Best {
    option: u32,
    value: i64,
    next: i64,
}

/// The highest price that can matter: above it a request would rather stay unmatched.
pub(crate) fn ceiling(instance: &Instance) -> i64 {
    instance.unmatched().iter().copied().max().unwrap_or(0) + 1
}

pub(crate) fn run(instance: &Instance) -> Outcome {
    let ceiling = ceiling(instance) << SHIFT;
    let price =
        instance.capacities().iter().map(|openings| if *openings == 0 { ceiling } else { 0 }).collect();
    let at = vec![NOWHERE; instance.requests()];
    let mut auction = Auction { instance, price, bids: Bids::new(instance), at };
    // From the range of what prices can be: a fixed ladder is right for one range only.
    let mut epsilon = (ceiling / 64).max(1);
    loop {
        auction.phase(epsilon);
        if epsilon == 1 {
            break;
        }
        auction.roll_back(BACK * epsilon);
        epsilon = (epsilon / STEP).max(1);
    }
    // Rounding all prices down alike keeps what is tight tight, because costs are whole.
    let price = auction.price.iter().map(|price| price >> SHIFT).collect();
    Outcome { price, at: auction.at }
}

impl Auction<'_> {
    fn phase(&mut self, epsilon: i64) {
        for request in 0..self.instance.requests() as u32 {
            let mut bidder = request;
            while bidder != NOWHERE {
                bidder = self.bid(bidder, epsilon);
            }
        }
    }

    /// Places a request and returns the one it displaces.
    fn bid(&mut self, request: u32, epsilon: i64) -> u32 {
        let best = self.best(request);
        self.at[request as usize] = best.option;
        if best.option == ALONE {
            return NOWHERE;
        }
        let option = best.option as usize;
        let bid = self.price[option] + (best.next - best.value) + epsilon;
        let (smallest, out) = self.bids.put(option, bid, request);
        if let Some(smallest) = smallest {
            self.price[option] = smallest;
        }
        out
    }

    #[inline]
    fn best(&self, request: u32) -> Best {
        let unmatched = self.instance.unmatched()[request as usize] << SHIFT;
        let mut best = Best { option: ALONE, value: unmatched, next: unmatched };
        for packed in self.instance.packed(request as usize) {
            let entry = Entry::unpack(*packed);
            let cost = i64::from(entry.cost) << SHIFT;
            if cost >= best.next {
                break;
            }
            let value = cost + self.price[entry.option as usize];
            if value < best.value {
                best = Best { option: entry.option, value, next: best.value };
            } else if value < best.next {
                best.next = value;
            }
        }
        best
    }

    /// Empties all options for the next phase and lowers prices, so that what was bid too high can fall.
    fn roll_back(&mut self, by: i64) {
        self.bids.clear();
        for (price, openings) in self.price.iter_mut().zip(self.instance.capacities()) {
            if *openings > 0 {
                *price = (*price - by).max(0);
            }
        }
    }
}
