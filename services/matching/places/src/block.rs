//! Sixty-four options side by side.

use crate::spot::Spot;

/// How many options a block has room for: as many as a word has bits.
pub const ROOM: usize = 64;

/// Up to 64 options: where they are, which they are, and for each of 64 things the options that have it.
#[derive(Debug, Clone)]
pub struct Block {
    east: [u16; ROOM],
    north: [u16; ROOM],
    ids: [u32; ROOM],
    /// One word a thing, one bit an option.
    having: [u64; ROOM],
    len: u8,
}

impl Block {
    pub fn new() -> Self {
        Self { east: [0; ROOM], north: [0; ROOM], ids: [0; ROOM], having: [0; ROOM], len: 0 }
    }

    pub fn len(&self) -> usize {
        usize::from(self.len)
    }

    pub fn push(&mut self, id: u32, spot: Spot, has: u64) {
        let lane = self.len();
        self.len += 1;
        self.write(lane, id, spot, has);
    }

    /// Takes the last option out.
    pub fn pop(&mut self) -> Option<(u32, Spot, u64)> {
        let lane = self.len().checked_sub(1)?;
        let last = (self.ids[lane], self.spot(lane), self.has(lane));
        self.write(lane, 0, Spot { east: 0, north: 0 }, 0);
        self.len -= 1;
        Some(last)
    }

    pub fn write(&mut self, lane: usize, id: u32, spot: Spot, has: u64) {
        self.ids[lane] = id;
        self.east[lane] = spot.east;
        self.north[lane] = spot.north;
        for (thing, options) in self.having.iter_mut().enumerate() {
            *options = *options & !(1 << lane) | (has >> thing & 1) << lane;
        }
    }

    pub fn find(&self, id: u32) -> Option<usize> {
        self.ids[..self.len()].iter().position(|other| *other == id)
    }

    pub fn id(&self, lane: usize) -> u32 {
        self.ids[lane]
    }

    pub fn spot(&self, lane: usize) -> Spot {
        Spot { east: self.east[lane], north: self.north[lane] }
    }

    /// What any of its options has.
    pub fn any(&self) -> u64 {
        self.having
            .iter()
            .enumerate()
            .fold(0, |any, (thing, options)| any | u64::from(*options != 0) << thing)
    }

    /// The options that have all of these things, one bit an option.
    pub fn with_all(&self, must: &Must) -> u64 {
        let everyone = u64::MAX >> (ROOM - self.len());
        must.things().iter().fold(everyone, |still, thing| still & self.having[usize::from(*thing)])
    }

    fn has(&self, lane: usize) -> u64 {
        let things = self.having.iter().enumerate();
        things.fold(0, |has, (thing, options)| has | (options >> lane & 1) << thing)
    }
}

/// What must be had, as a list of things: made once, asked of every block.
pub struct Must {
    things: [u8; ROOM],
    len: usize,
}

impl Must {
    pub fn of(mut must: u64) -> Self {
        let mut list = Self { things: [0; ROOM], len: 0 };
        while must != 0 {
            list.things[list.len] = must.trailing_zeros() as u8;
            list.len += 1;
            must &= must - 1;
        }
        list
    }

    fn things(&self) -> &[u8] {
        &self.things[..self.len]
    }
}

/// The lanes of a word, lowest first.
pub fn lanes(mut word: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let lane = word.trailing_zeros() as usize;
        word &= word.checked_sub(1)?;
        Some(lane)
    })
}
