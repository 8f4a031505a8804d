//! Small random instances, and every placement of one.

use rounds::instance::{Entry, Instance};

/// A seeded sequence, not the one under test.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) % bound
    }
}

pub fn dice(seed: u64) -> Dice {
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    dice.below(2);
    dice
}

/// How large a random instance may be.
pub struct Size {
    pub requests: u64,
    pub options: u64,
    pub openings: u64,
    pub cost: u64,
    pub unmatched: u64,
}

/// A random list; some are empty, some name an option twice.
pub fn list(dice: &mut Dice, options: u64, cost: u64) -> Vec<Entry> {
    let length = dice.below(options + 2);
    let entry = |_| Entry { cost: dice.below(cost) as u32, option: dice.below(options) as u32 };
    (0..length).map(entry).collect()
}

/// A random instance; some options have no openings.
pub fn instance(seed: u64, size: &Size) -> Instance {
    let mut dice = dice(seed);
    let requests = dice.below(size.requests + 1);
    let options = 1 + dice.below(size.options);
    let capacities = (0..options).map(|_| dice.below(size.openings + 1) as u32).collect();
    let mut instance = Instance::of_options(capacities).unwrap();
    for _ in 0..requests {
        let list = list(&mut dice, options, size.cost);
        instance.add(&list, dice.below(size.unmatched) as i64).unwrap();
    }
    instance
}

/// Calls back with every placement that keeps to lists and openings.
pub fn every_placement(instance: &Instance, each: &mut dyn FnMut(&[Option<u32>])) {
    let mut left = instance.capacities().to_vec();
    place_next(instance, &mut left, &mut Vec::new(), each);
}

fn place_next(
    instance: &Instance,
    left: &mut [u32],
    placed: &mut Vec<Option<u32>>,
    each: &mut dyn FnMut(&[Option<u32>]),
) {
    if placed.len() == instance.requests() {
        return each(placed);
    }
    placed.push(None);
    place_next(instance, left, placed, each);
    placed.pop();
    for entry in instance.list(placed.len()) {
        if left[entry.option as usize] > 0 {
            left[entry.option as usize] -= 1;
            placed.push(Some(entry.option));
            place_next(instance, left, placed, each);
            placed.pop();
            left[entry.option as usize] += 1;
        }
    }
}
