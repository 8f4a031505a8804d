//! An invented country: towns of uneven size and supply, and who offers and asks for what in them.

use super::random::Random;

/// The country is a square of this many tenths of a kilometre.
pub const COUNTRY: i64 = 5000;
/// No radius is wider.
pub const WIDEST: i64 = 1500;
const SERVICES: u64 = 6;

/// A place on the map, in tenths of a kilometre.
#[derive(Clone, Copy)]
pub struct Place {
    pub x: i64,
    pub y: i64,
}

struct Town {
    centre: Place,
    spread: i64,
    /// Where each town's people and supply end in the running totals.
    people_until: u64,
    supply_until: u64,
}

/// The towns.
pub struct Towns(Vec<Town>);

/// Somebody who offers.
pub struct Offer {
    pub place: Place,
    /// How far they go; `None` is remote, anywhere.
    pub radius: Option<i64>,
    pub services: u64,
    pub languages: u64,
    pub access: u64,
}

/// Somebody who asks.
pub struct Ask {
    pub place: Place,
    pub service: u64,
    pub language: u64,
    pub access: u64,
    pub waited: i64,
}

impl Towns {
    pub fn new(random: &mut Random, number: u64) -> Self {
        let (mut people, mut supply) = (0, 0);
        let towns = (0..number).map(|rank| {
            let centre =
                Place { x: random.below(COUNTRY as u64) as i64, y: random.below(COUNTRY as u64) as i64 };
            // Town sizes fall like 1/rank; supply follows people only loosely, from a third to five thirds.
            let size = 1 + 100_000 / (rank + 3);
            people += size;
            supply += 1 + size * (334 + random.below(1333)) / 1000;
            let spread = 40 + random.below(120) as i64;
            Town { centre, spread, people_until: people, supply_until: supply }
        });
        Self(towns.collect())
    }

    fn near(&self, random: &mut Random, until: impl Fn(&Town) -> u64) -> Place {
        let total = self.0.last().map_or(1, &until);
        let ticket = random.below(total);
        let town = &self.0[self.0.partition_point(|town| until(town) <= ticket)];
        let inside = |at: i64| at.clamp(0, COUNTRY - 1);
        let (x, y) = (random.near(town.spread), random.near(town.spread));
        Place { x: inside(town.centre.x + x), y: inside(town.centre.y + y) }
    }

    pub fn offer(&self, random: &mut Random) -> Offer {
        let place = self.near(random, |town| town.supply_until);
        let radius = match random.below(100) {
            0..2 => None,
            2..10 => Some(600 + random.below(WIDEST as u64 - 600) as i64),
            _ => Some(80 + random.below(320) as i64),
        };
        let services =
            1 << random.below(SERVICES) | 1 << random.below(SERVICES) | 1 << random.below(SERVICES);
        // English is language 0; a third have one of fifteen more.
        let languages = if random.chance(330) { 1 | 2 << random.below(15) } else { 1 };
        let access = (0..8).filter(|_| random.chance(650)).fold(0, |mask, need| mask | 1 << need);
        Offer { place, radius, services, languages, access }
    }

    pub fn ask(&self, random: &mut Random) -> Ask {
        let place = self.near(random, |town| town.people_until);
        let service = 1 << random.below(SERVICES);
        let language = if random.chance(60) { 2 << random.below(15) } else { 1 };
        let access = (0..8).filter(|_| random.chance(120)).fold(0, |mask, need| mask | 1 << need);
        Ask { place, service, language, access, waited: random.below(365) as i64 }
    }
}

/// The distance in tenths of a kilometre, rounded down.
pub fn distance(a: Place, b: Place) -> i64 {
    let square = (a.x - b.x).pow(2) + (a.y - b.y).pow(2);
    square.isqrt()
}
