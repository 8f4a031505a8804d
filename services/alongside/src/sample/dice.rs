//! Chance that is the same every time: SplitMix64 (Steele, Lea and Flood, 2014), seeded by what it is for.

/// A stream of numbers.
pub struct Dice(u64);

impl Dice {
    /// The stream for the `number`th of something, under a seed.
    pub fn new(seed: u64, about: &str, number: usize) -> Self {
        // FNV-1a keeps streams about different things apart.
        let mut state = 0xcbf2_9ce4_8422_2325_u64 ^ seed;
        for byte in about.bytes().chain((number as u64).to_le_bytes()) {
            state = (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        Self(state)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to, but not including, `end`.
    pub fn below(&mut self, end: usize) -> usize {
        let end = end.max(1) as u64;
        usize::try_from(self.next() % end).unwrap_or_default()
    }

    /// True this many times in a hundred.
    pub fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    /// One of these.
    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    /// A number between these, both included.
    pub fn between(&mut self, from: i64, to: i64) -> i64 {
        from + i64::try_from(self.below(usize::try_from(to - from + 1).unwrap_or(1))).unwrap_or_default()
    }

    /// The same things in another order.
    pub fn shuffle<T>(&mut self, things: &mut [T]) {
        for index in (1..things.len()).rev() {
            things.swap(index, self.below(index + 1));
        }
    }

    /// A point within about twenty kilometres, to 0.01 degree.
    pub fn near(&mut self, latitude: f64, longitude: f64) -> (f64, f64) {
        let step = |dice: &mut Self| (dice.between(-12, 12) as f64) / 100.0;
        let round = |degrees: f64| (degrees * 100.0).round() / 100.0;
        (round(latitude + step(self)), round(longitude + step(self)))
    }
}
