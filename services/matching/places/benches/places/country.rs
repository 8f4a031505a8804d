//! A made-up country the size of England, from a seed: towns of uneven size, and options and people in and around them.

use places::{Asked, Spot, reach_of_km};

const TOWNS: u64 = 400;
/// Km from the corner of the map to the country, and its sides.
const CORNER: f64 = 90.0;
const WIDE: f64 = 350.0;
const HIGH: f64 = 560.0;
/// Kinds of support, the first things an option may have.
const KINDS: u64 = 3;
/// Languages and ways, had by few.
const RARE: std::ops::Range<u64> = 3..20;
/// Sorts of access, had by many.
const COMMON: std::ops::Range<u64> = 20..60;

/// One option.
pub struct Option {
    pub spot: Spot,
    pub has: u64,
}

/// The towns: where, how wide, and where each one's people end in the running total.
pub struct Country {
    seed: u64,
    towns: Vec<(f64, f64, f64, u64)>,
}

/// SplitMix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    fn part(&mut self) -> f64 {
        self.below(1_000_000) as f64 / 1e6
    }

    /// Around zero, near it more often.
    fn near(&mut self) -> f64 {
        (self.part() + self.part() + self.part() + self.part()) - 2.0
    }
}

impl Country {
    /// Town sizes fall like one over the rank; the biggest holds a seventh of everyone and is 30 km across.
    pub fn new(seed: u64) -> Self {
        let mut random = Random(seed);
        let mut people = 0;
        let towns = (0..TOWNS).map(|rank| {
            let size = 1_000_000 / (rank + 1);
            people += size;
            let wide = 1.0 + (size as f64).sqrt() / 60.0;
            (CORNER + WIDE * random.part(), CORNER + HIGH * random.part(), wide, people)
        });
        Self { seed, towns: towns.collect() }
    }

    /// That many options: nine of ten in towns.
    pub fn options(&self, number: usize) -> Vec<Option> {
        let mut random = Random(self.seed ^ 0x5eed);
        let option = |_| {
            let spot = self.spot(&mut random);
            let mut has = 1 << random.below(KINDS);
            RARE.for_each(|thing| has |= u64::from(random.below(100) < 12) << thing);
            COMMON.for_each(|thing| has |= u64::from(random.below(100) < 20 + thing) << thing);
            Option { spot, has }
        };
        (0..number).map(option).collect()
    }

    /// What that many people ask: a kind, now and then something rare, and up to four sorts of access.
    pub fn requests(&self, seed: u64, number: usize) -> Vec<Asked> {
        let mut random = Random(self.seed ^ seed << 32);
        let request = |_| {
            let at = self.spot(&mut random);
            let mut must = 1 << random.below(KINDS);
            if random.below(10) == 0 {
                must |= 1 << (RARE.start + random.below(RARE.end - RARE.start));
            }
            for _ in 0..random.below(5) {
                must |= 1 << (COMMON.start + random.below(COMMON.end - COMMON.start));
            }
            let reach = [5.0, 10.0, 20.0, 40.0, 80.0][random.below(5) as usize];
            Asked { at, must, reach: reach_of_km(reach) }
        };
        (0..number).map(request).collect()
    }

    fn spot(&self, random: &mut Random) -> Spot {
        if random.below(10) == 0 {
            return Spot::of_km(CORNER + WIDE * random.part(), CORNER + HIGH * random.part());
        }
        let someone = random.below(self.towns.last().map_or(1, |town| town.3));
        let (east, north, wide, _) = self.towns[self.towns.partition_point(|town| town.3 <= someone)];
        Spot::of_km(east + wide * random.near(), north + wide * random.near())
    }
}
