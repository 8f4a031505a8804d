//! The problem: which options each request can go to at what cost, how many openings each has, and the price of no one.
//!
//! Lists are kept sorted by cost, then option, each option once: scans for the best stop early, and ties have one order.

pub mod bytes;
pub mod generate;
pub(crate) mod random;
mod towns;

use std::fmt;

/// The highest cost of an option.
pub const HIGHEST_COST: u32 = 1 << 30;
/// The highest price of leaving a request unmatched.
pub const HIGHEST_UNMATCHED: i64 = 1 << 40;

/// One option a request can go to; what is paid if it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The cost, the smaller the better.
    pub cost: u32,
    /// The option.
    pub option: u32,
}

impl Entry {
    /// Cost first, so that packed entries sort by cost, then option.
    pub(crate) fn pack(self) -> u64 {
        u64::from(self.cost) << 32 | u64::from(self.option)
    }

    #[inline(always)]
    pub(crate) fn unpack(packed: u64) -> Entry {
        Entry { cost: (packed >> 32) as u32, option: packed as u32 }
    }
}

/// Why an instance was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Invalid {
    /// There are more requests, options or entries than 32 bits can count.
    TooMany,
    /// This request names an option that is not there.
    UnknownOption(usize),
    /// This request has a cost above `HIGHEST_COST`.
    CostTooHigh(usize),
    /// This request's unmatched price is below zero or above `HIGHEST_UNMATCHED`.
    UnmatchedOutOfRange(usize),
    /// The bytes are not an instance.
    Unreadable,
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooMany => write!(f, "more requests, options or entries than 32 bits can count"),
            Self::UnknownOption(request) => write!(f, "request {request} names an option that is not there"),
            Self::CostTooHigh(request) => write!(f, "request {request} has a cost above {HIGHEST_COST}"),
            Self::UnmatchedOutOfRange(request) => {
                write!(f, "the unmatched price of request {request} is not within 0 and {HIGHEST_UNMATCHED}")
            }
            Self::Unreadable => write!(f, "the bytes are not an instance"),
        }
    }
}

impl std::error::Error for Invalid {}

/// A checked problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance {
    starts: Vec<u32>,
    entries: Vec<u64>,
    capacities: Vec<u32>,
    unmatched: Vec<i64>,
}

impl Instance {
    /// No requests yet, and these openings of each option.
    pub fn of_options(capacities: Vec<u32>) -> Result<Self, Invalid> {
        // The two highest numbers say "nowhere" and "unmatched" inside.
        if capacities.len() >= (u32::MAX - 1) as usize {
            return Err(Invalid::TooMany);
        }
        Ok(Self { starts: vec![0], entries: Vec::new(), capacities, unmatched: Vec::new() })
    }

    /// Adds a request and returns its number. Of an option named twice the cheaper entry counts.
    pub fn add(&mut self, list: &[Entry], unmatched: i64) -> Result<usize, Invalid> {
        let request = self.requests();
        self.check(request, list, unmatched)?;
        let start = self.entries.len();
        self.entries.extend(list.iter().map(|entry| entry.pack()));
        let kept = tidy(&mut self.entries[start..]);
        self.entries.truncate(start + kept);
        self.starts.push((start + kept) as u32);
        self.unmatched.push(unmatched);
        Ok(request)
    }

    fn check(&self, request: usize, list: &[Entry], unmatched: i64) -> Result<(), Invalid> {
        if self.entries.len() + list.len() > u32::MAX as usize || request >= (u32::MAX - 1) as usize {
            return Err(Invalid::TooMany);
        }
        if list.iter().any(|entry| entry.option as usize >= self.options()) {
            return Err(Invalid::UnknownOption(request));
        }
        if list.iter().any(|entry| entry.cost > HIGHEST_COST) {
            return Err(Invalid::CostTooHigh(request));
        }
        if !(0..=HIGHEST_UNMATCHED).contains(&unmatched) {
            return Err(Invalid::UnmatchedOutOfRange(request));
        }
        Ok(())
    }

    /// How many requests.
    pub fn requests(&self) -> usize {
        self.unmatched.len()
    }

    /// How many options.
    pub fn options(&self) -> usize {
        self.capacities.len()
    }

    /// How many entries in all lists together.
    pub fn entries(&self) -> usize {
        self.entries.len()
    }

    /// The openings of each option.
    pub fn capacities(&self) -> &[u32] {
        &self.capacities
    }

    /// The price of each request of staying unmatched.
    pub fn unmatched(&self) -> &[i64] {
        &self.unmatched
    }

    /// Raises every unmatched price alike.
    pub(crate) fn raise_unmatched(&mut self, by: i64) {
        self.unmatched.iter_mut().for_each(|price| *price += by);
    }

    /// Takes a request out: staying unmatched is free, and every option too dear.
    pub(crate) fn take_out(&mut self, request: usize) {
        self.unmatched[request] = 0;
        let list = &mut self.entries[self.starts[request] as usize..self.starts[request + 1] as usize];
        for packed in &mut *list {
            *packed = Entry { cost: HIGHEST_COST, ..Entry::unpack(*packed) }.pack();
        }
        list.sort_unstable();
    }

    /// What a request can go to, by cost, then option.
    pub fn list(&self, request: usize) -> impl ExactSizeIterator<Item = Entry> + '_ {
        self.packed(request).iter().map(|packed| Entry::unpack(*packed))
    }

    #[inline(always)]
    pub(crate) fn packed(&self, request: usize) -> &[u64] {
        &self.entries[self.starts[request] as usize..self.starts[request + 1] as usize]
    }
}

/// Sorts packed entries and moves the cheapest of each option to the front; returns how many these are.
fn tidy(packed: &mut [u64]) -> usize {
    packed.sort_unstable();
    if all_differ(packed) {
        return packed.len();
    }
    let mut kept = 0;
    for index in 0..packed.len() {
        let option = packed[index] as u32;
        if packed[..kept].iter().all(|entry| *entry as u32 != option) {
            packed[kept] = packed[index];
            kept += 1;
        }
    }
    kept
}

const MARKS: usize = 128;

/// Whether each option is named once. A mark for each, far more marks than entries in most lists, spares the sorting.
fn all_differ(packed: &[u64]) -> bool {
    let mut marks = [0_u64; MARKS];
    let new = |entry: &u64| {
        let option = *entry as u32 as usize % (64 * MARKS);
        let (word, bit) = (&mut marks[option / 64], 1 << (option % 64));
        let new = *word & bit == 0;
        *word |= bit;
        new
    };
    if packed.iter().all(new) {
        return true;
    }
    let mut options: Vec<u32> = packed.iter().map(|entry| *entry as u32).collect();
    options.sort_unstable();
    options.windows(2).all(|pair| pair[0] != pair[1])
}
