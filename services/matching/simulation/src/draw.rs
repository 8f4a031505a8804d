//! Chance without state: a number drawn for a purpose and a thing is the same whenever and in whatever order it is asked for.

/// What a number is drawn for, so that draws for different ends have nothing to do with one another.
#[derive(Clone, Copy)]
pub enum Purpose {
    Town,
    Organisation,
    Openings,
    Person,
    Past,
    PassesOver,
    Answer,
    Future,
}

/// All draws of one purpose from one seed.
#[derive(Clone, Copy, Debug)]
pub struct Draws(u64);

/// The finaliser of SplitMix64: spreads the bits of a number.
fn mix(number: u64) -> u64 {
    let z = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

impl Draws {
    pub fn new(seed: u64, purpose: Purpose) -> Self {
        Self(mix(mix(seed) ^ purpose as u64))
    }

    /// The draws for one thing.
    pub fn of(self, thing: usize) -> Self {
        Self(mix(self.0 ^ mix(thing as u64)))
    }

    /// Draw number `which`, below `bound`, which is above zero.
    pub fn below(self, which: u64, bound: u64) -> u64 {
        let number = mix(self.0 ^ mix(which.wrapping_mul(0x9e37_79b9_7f4a_7c15)));
        ((u128::from(number) * u128::from(bound)) >> 64) as u64
    }

    /// True `percent` times in a hundred.
    pub fn percent(self, which: u64, percent: u32) -> bool {
        self.below(which, 100) < u64::from(percent)
    }

    /// A number within `spread` of zero, near zero more often: the mean of three.
    pub fn near(self, which: u64, spread: i64) -> i64 {
        let width = 2 * spread.unsigned_abs() + 1;
        (0..3).map(|part| self.below(3 * which + part, width) as i64 - spread).sum::<i64>() / 3
    }

    /// Which of some shares the draw falls on; shares that sum to nothing give the first.
    pub fn share(self, which: u64, shares: impl Iterator<Item = u64> + Clone) -> usize {
        let total: u64 = shares.clone().sum();
        let mut ticket = self.below(which, total.max(1));
        for (index, share) in shares.enumerate() {
            if ticket < share {
                return index;
            }
            ticket -= share;
        }
        0
    }
}
