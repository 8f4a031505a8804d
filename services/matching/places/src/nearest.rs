//! The nearest few, kept while squares are looked at.

use crate::block::{Block, Must, lanes};
use crate::places::Asked;
use crate::spot::Spot;

/// An option that was found. In order: nearer first, equally near ones by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// How far it is: steps of 32 m, squared.
    pub squared: u64,
    /// Its number.
    pub id: u32,
}

/// The nearest so far, and some that will turn out not to be: they are parted only once there are many.
pub struct Nearest {
    at: Spot,
    must: Must,
    most: usize,
    found: Vec<Found>,
    /// Nothing further than this is wanted.
    furthest: u64,
}

impl Nearest {
    pub fn new(asked: &Asked, most: usize, mut found: Vec<Found>) -> Self {
        found.clear();
        let furthest = u64::from(asked.reach) * u64::from(asked.reach);
        Self { at: asked.at, must: Must::of(asked.must), most, found, furthest }
    }

    /// Whether something that far may still be among the nearest.
    pub fn wants(&self, squared: u64) -> bool {
        squared <= self.furthest
    }

    /// Whether nothing in that ring of squares, or further out, is wanted any more.
    pub fn is_done_before(&mut self, ring: usize) -> bool {
        self.part();
        // The nearest spot of the ring: the ring inside it, all but the part of a square that lies before this spot.
        let Some(full) = ring.checked_sub(1) else { return self.most == 0 };
        let within = |at: u16| u64::from(at & 0xff).min(u64::from(0xff - (at & 0xff))) + 1;
        let gap = full as u64 * 256 + within(self.at.east).min(within(self.at.north));
        !self.wants(gap * gap)
    }

    /// Looks at the options of a block.
    pub fn take(&mut self, block: &Block) {
        for lane in lanes(block.with_all(&self.must)) {
            let squared = self.at.squared_to(block.spot(lane));
            if self.wants(squared) {
                self.found.push(Found { squared, id: block.id(lane) });
            }
        }
        if self.found.len() >= 4 * self.most.max(16) {
            self.part();
        }
    }

    /// Keeps the nearest only.
    fn part(&mut self) {
        if self.found.len() >= self.most && self.most > 0 {
            let (_, last, _) = self.found.select_nth_unstable(self.most - 1);
            self.furthest = last.squared;
            self.found.truncate(self.most);
        }
    }

    pub fn done(mut self) -> Vec<Found> {
        self.part();
        self.found.truncate(self.most);
        self.found.sort_unstable();
        self.found
    }
}
