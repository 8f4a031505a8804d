//! An epsilon-scaled auction, many requests to an option: near-optimal prices, quickly.
//!
//! An option keeps its bids in a heap; once it is full its price is the smallest of them. Staying unmatched is an option without limit.
//! Costs are multiplied by two to the `shift`, so that the last epsilon is below one unit of cost. What comes out is a good start
//! and no more: `repair` makes it exact.

mod bids;
mod near;

use bids::Bids;
use near::{Best, Near};

use crate::instance::Instance;

/// Not placed yet.
pub(crate) const NOWHERE: u32 = u32::MAX;
/// Placed with no one.
pub(crate) const ALONE: u32 = u32::MAX - 1;

const SHIFT: u32 = 2;
const FIRST: i64 = 12;
const FINE: i64 = 64;
const STEP: i64 = 4;
const BACK: i64 = 2;
const OPEN: i64 = 4;

/// Where an auction ends: prices in units of cost, and where each request is.
pub(crate) struct Outcome {
    pub price: Vec<i64>,
    pub at: Vec<u32>,
    pub bids: u64,
}

struct Auction<'a> {
    instance: &'a Instance,
    price: Vec<i64>,
    bids: Bids,
    near: Vec<Near>,
    at: Vec<u32>,
    /// By how much prices were rolled back so far.
    back: i64,
    made: u64,
    /// While epsilon is so coarse that the seven best change with every bid.
    coarse: bool,
}

/// The highest price that can matter: above it a request would rather stay unmatched.
pub(crate) fn ceiling(instance: &Instance) -> i64 {
    instance.unmatched().iter().copied().max().unwrap_or(0) + 1
}

pub(crate) fn run(instance: &Instance) -> Outcome {
    let ceiling = ceiling(instance) << SHIFT;
    let mut auction = Auction {
        instance,
        price: instance
            .capacities()
            .iter()
            .map(|openings| if *openings == 0 { ceiling } else { 0 })
            .collect(),
        bids: Bids::new(instance),
        near: vec![Near::UNKNOWN; instance.requests()],
        at: vec![NOWHERE; instance.requests()],
        back: 0,
        made: 0,
        coarse: true,
    };
    // From the range of what prices can be: a fixed ladder is right for one range only.
    let mut epsilon = (ceiling / FIRST).max(1);
    loop {
        auction.coarse = epsilon > ceiling / FINE;
        auction.phase(epsilon);
        if epsilon == 1 {
            break;
        }
        auction.roll_back(epsilon);
        epsilon = (epsilon / STEP).max(1);
    }
    // Rounding all prices down alike keeps what is tight tight, because costs are whole.
    let price = auction.price.iter().map(|price| price >> SHIFT).collect();
    Outcome { price, at: auction.at, bids: auction.made }
}

impl Auction<'_> {
    fn phase(&mut self, epsilon: i64) {
        let requests = 0..self.instance.requests() as u32;
        let left: Vec<u32> = requests.filter(|request| !self.keep(*request, epsilon)).collect();
        for request in left {
            let mut bidder = request;
            while bidder != NOWHERE {
                bidder = self.bid(bidder, epsilon);
            }
        }
    }

    /// Bids where a request already is, if that is good enough still.
    fn keep(&mut self, request: u32, epsilon: i64) -> bool {
        let at = self.at[request as usize];
        if at == NOWHERE {
            return false;
        }
        let best = self.best(request);
        if best.option == at || at == ALONE {
            return best.option == at && self.put(request, best, epsilon) == NOWHERE;
        }
        let value = match self.coarse {
            true => near::value_in(self.instance.packed(request as usize), at, &self.price),
            false => self.near[request as usize].value_at(at, &self.price),
        };
        match value {
            // The best there is elsewhere is what this place is held against.
            Some(value) if value <= best.value + epsilon => {
                self.put(request, Best { option: at, value, next: best.value }, epsilon) == NOWHERE
            }
            _ => false,
        }
    }

    /// Places a request and returns the one it displaces.
    fn bid(&mut self, request: u32, epsilon: i64) -> u32 {
        self.made += 1;
        let best = self.best(request);
        self.put(request, best, epsilon)
    }

    /// The highest bid within epsilon of what is best elsewhere.
    fn put(&mut self, request: u32, best: Best, epsilon: i64) -> u32 {
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
    fn best(&mut self, request: u32) -> Best {
        let unmatched = self.instance.unmatched()[request as usize] << SHIFT;
        if self.coarse {
            return near::scan(self.instance.packed(request as usize), unmatched, &self.price);
        }
        let near = &mut self.near[request as usize];
        let (best, sure) = near.best(unmatched, &self.price, self.back);
        if sure {
            return best;
        }
        *near = Near::read(self.instance.packed(request as usize), &self.price, self.back);
        near.best(unmatched, &self.price, self.back).0
    }

    /// Empties all options for the next phase and lowers prices, so that what was bid too high can fall; further where openings are
    /// left, which shows that it was.
    fn roll_back(&mut self, epsilon: i64) {
        self.back += OPEN * epsilon;
        for (option, price) in self.price.iter_mut().enumerate() {
            let openings = self.instance.capacities()[option];
            let by = if self.bids.number(option) < openings { OPEN } else { BACK };
            if openings > 0 {
                *price = (*price - by * epsilon).max(0);
            }
        }
        self.bids.clear();
    }
}
