//! Fair order: deferred acceptance, in which people ask and options keep whoever comes first in the published order.
//!
//! The order is urgency band, then time waited, then fewest alternatives, then the lottery. Nobody could have had an opening
//! they wanted more that went to someone behind them, and no other answer with that property is better for anyone.

mod accept;
mod explain;
mod stability;

pub use stability::blocking_pair;

use crate::instance::random::mix;
use crate::lottery::Seed;

/// One option a person would take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The option.
    pub option: u32,
    /// How the person ranks it, the smaller the better. Ranks may be shared.
    pub rank: u32,
    /// The urgency of this request for this option, zero first.
    pub band: u8,
}

/// What a request's place in the order hangs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The id the lottery draws by.
    pub id: u128,
    /// Whole days waited.
    pub waited: u32,
    /// How many options pass the hard rules. Not how many the person ranked, or a short list would move one up.
    pub alternatives: u32,
}

/// Why something cannot be part of a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// This request ranks an option that is not there.
    UnknownOption(usize),
    /// There are more requests or choices than 32 bits can count.
    TooMany,
}

/// A round before it is run: openings, standings and ranked choices.
#[derive(Clone, Debug)]
pub struct Round {
    pub(crate) capacities: Vec<u32>,
    pub(crate) standings: Vec<Standing>,
    pub(crate) starts: Vec<u32>,
    pub(crate) choices: Vec<Choice>,
    /// Who gives two options the same rank.
    pub(crate) tied: Vec<bool>,
}

/// A round that was run: who is where, and the order that decided it.
#[derive(Clone, Debug)]
pub struct Fair {
    /// Where each request goes.
    pub places: Vec<Option<u32>>,
    /// Each request's position in the order, urgency aside.
    pub order: Vec<u32>,
}

impl Round {
    /// A round with these openings and nobody in it.
    pub fn of_options(capacities: Vec<u32>) -> Self {
        Self { capacities, standings: Vec::new(), starts: vec![0], choices: Vec::new(), tied: Vec::new() }
    }

    /// Adds a request and returns its number. Of an option ranked twice the better rank counts.
    pub fn add(&mut self, standing: Standing, choices: &[Choice]) -> Result<usize, Unfit> {
        let request = self.standings.len();
        if self.choices.len() + choices.len() > u32::MAX as usize {
            return Err(Unfit::TooMany);
        }
        if choices.iter().any(|choice| choice.option as usize >= self.capacities.len()) {
            return Err(Unfit::UnknownOption(request));
        }
        let mut own = choices.to_vec();
        own.sort_by_key(|choice| (choice.option, choice.rank));
        own.dedup_by_key(|choice| choice.option);
        own.sort_by_key(|choice| choice.rank);
        self.tied.push(own.windows(2).any(|pair| pair[0].rank == pair[1].rank));
        self.choices.extend(own);
        self.starts.push(self.choices.len() as u32);
        self.standings.push(standing);
        Ok(request)
    }

    /// How many requests.
    pub fn requests(&self) -> usize {
        self.standings.len()
    }

    /// What a request's place in the order hangs on.
    pub fn standing(&self, request: usize) -> Standing {
        self.standings[request]
    }

    /// The openings of each option.
    pub fn capacities(&self) -> &[u32] {
        &self.capacities
    }

    /// What a request would take, best first; shared ranks by option.
    pub fn choices(&self, request: usize) -> &[Choice] {
        &self.choices[self.starts[request] as usize..self.starts[request + 1] as usize]
    }

    /// The same in the order in which it is asked for: the lottery orders what shares a rank.
    pub fn asked(&self, request: usize, seed: &Seed) -> Vec<Choice> {
        let mut asked = self.choices(request).to_vec();
        if self.tied[request] {
            let ticket = seed.ticket(self.standings[request].id) as u64;
            asked.sort_by_key(|choice| (choice.rank, mix(ticket ^ u64::from(choice.option)), choice.option));
        }
        asked
    }

    /// Each request's position in the order, urgency aside.
    pub fn order(&self, seed: &Seed) -> Vec<u32> {
        let key = |request: u32| {
            let standing = self.standings[request as usize];
            (!standing.waited, standing.alternatives, seed.ticket(standing.id), request)
        };
        let mut keys: Vec<_> = (0..self.requests() as u32).map(key).collect();
        keys.sort_unstable();
        let mut order = vec![0; self.requests()];
        for (position, (.., request)) in (0..).zip(keys) {
            order[request as usize] = position;
        }
        order
    }
}
