//! Made-up instances of any size: the same seed gives the same bytes on every machine (integers only).

use super::random::Random;
use super::towns::{Ask, COUNTRY, Offer, Place, Towns, WIDEST, distance};
use super::{Entry, Instance, Invalid};

/// How scarce openings are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Three openings for two requests.
    Slack,
    /// As many openings as requests.
    Tight,
    /// As many openings as requests, and no saving is worth one more person with no one.
    FewestUnmatched,
    /// Two openings for three requests.
    Overloaded,
}

const CELL: i64 = 50;
const CELLS: i64 = COUNTRY / CELL;
const FEWEST: usize = 20;
const MOST: usize = 100;

/// Makes an instance.
pub fn generate(kind: Kind, requests: usize, options: usize, seed: u64) -> Result<Instance, Invalid> {
    let mut random = Random::new(seed);
    let towns = Towns::new(&mut random, (options as u64 / 40).clamp(3, 400));
    let offers: Vec<Offer> = (0..options).map(|_| towns.offer(&mut random)).collect();
    let map = Map::new(&offers);
    let mut instance = Instance::of_options(openings(kind, requests, options, &mut random))?;
    let mut list = Vec::new();
    for _ in 0..requests {
        let ask = towns.ask(&mut random);
        let wanted = FEWEST + random.below((MOST - FEWEST + 1) as u64) as usize;
        map.eligible(&ask, &offers, wanted, &mut random, &mut list);
        let unmatched = match kind {
            // Above any sum of costs along a chain of moves, since a chain passes an option once.
            Kind::FewestUnmatched => 4000 * (options as i64 + 2) + ask.waited,
            _ => 2500 + 10 * ask.waited,
        };
        instance.add(&list, unmatched)?;
    }
    Ok(instance)
}

/// Shares the openings out: about half the options small, a few very large.
fn openings(kind: Kind, requests: usize, options: usize, random: &mut Random) -> Vec<u32> {
    let total = match kind {
        Kind::Slack => requests * 3 / 2,
        Kind::Tight | Kind::FewestUnmatched => requests,
        Kind::Overloaded => requests * 2 / 3,
    } as u64;
    let weights: Vec<u64> = (0..options)
        .map(|_| match random.below(100) {
            0..55 => 1 + random.below(6),
            55..97 => 5 + random.below(20),
            _ => 40 + random.below(80),
        })
        .collect();
    let sum: u64 = weights.iter().sum::<u64>().max(1);
    // By running totals, so that rounding loses nothing.
    let mut before = 0;
    let mut given = 0;
    let share = |weight: &u64| {
        before += weight;
        let until = before * total / sum;
        let own = until - given;
        given = until;
        own as u32
    };
    weights.iter().map(share).collect()
}

/// Options by square of the map, and those that reach everywhere.
struct Map {
    cells: Vec<Vec<u32>>,
    remote: Vec<u32>,
}

fn cell(place: Place) -> (i64, i64) {
    (place.x / CELL, place.y / CELL)
}

impl Map {
    fn new(offers: &[Offer]) -> Self {
        let mut map = Self { cells: vec![Vec::new(); (CELLS * CELLS) as usize], remote: Vec::new() };
        for (number, offer) in (0u32..).zip(offers) {
            let (x, y) = cell(offer.place);
            match offer.radius {
                Some(_) => map.cells[(y * CELLS + x) as usize].push(number),
                None => map.remote.push(number),
            }
        }
        map
    }

    /// Fills the list: the nearest eligible options ring by ring, then remote ones, then, if still too few, whoever is nearest.
    fn eligible(
        &self,
        ask: &Ask,
        offers: &[Offer],
        wanted: usize,
        random: &mut Random,
        list: &mut Vec<Entry>,
    ) {
        list.clear();
        let remote = (wanted / 10).max(1);
        self.rings(ask, (wanted - remote, WIDEST / CELL), list, |number| {
            let offer = &offers[number as usize];
            let far = distance(offer.place, ask.place);
            let suits = ask.service & offer.services != 0 && ask.language & offer.languages != 0;
            let reaches = offer.radius.is_some_and(|radius| far <= radius);
            (suits && reaches).then(|| cost(ask, offer, far))
        });
        let enough = if list.len() < FEWEST { wanted } else { list.len() + remote };
        let first = random.below(self.remote.len().max(1) as u64) as usize;
        for number in self.remote[first..].iter().chain(&self.remote[..first]).take(enough - list.len()) {
            list.push(Entry { cost: cost(ask, &offers[*number as usize], 700), option: *number });
        }
        if list.len() < FEWEST {
            let have: Vec<u32> = list.iter().map(|entry| entry.option).collect();
            self.rings(ask, (FEWEST, CELLS), list, |number| {
                let offer = &offers[number as usize];
                (!have.contains(&number))
                    .then(|| 800 + cost(ask, offer, distance(offer.place, ask.place).min(1000)))
            });
        }
        for entry in list.iter_mut() {
            entry.cost += random.below(200) as u32;
        }
    }

    fn rings(
        &self,
        ask: &Ask,
        (until, reach): (usize, i64),
        list: &mut Vec<Entry>,
        fits: impl Fn(u32) -> Option<u32>,
    ) {
        let (x, y) = cell(ask.place);
        for ring in 0..=reach {
            for row in (y - ring).max(0)..=(y + ring).min(CELLS - 1) {
                let edge = (row - y).abs() == ring;
                let step = if edge || ring == 0 { 1 } else { 2 * ring };
                for column in (x - ring..=x + ring).step_by(step as usize) {
                    if !(0..CELLS).contains(&column) {
                        continue;
                    }
                    for number in &self.cells[(row * CELLS + column) as usize] {
                        list.extend(fits(*number).map(|cost| Entry { cost, option: *number }));
                        if list.len() >= until {
                            return;
                        }
                    }
                }
            }
        }
    }
}

/// Far away, and each access need not met well, costs.
fn cost(ask: &Ask, offer: &Offer, far: i64) -> u32 {
    let missing = (ask.access & !offer.access).count_ones();
    (far + 250 * i64::from(missing)) as u32
}
