//! The options of one square of the map, or of the segment for those that are nowhere.

use crate::block::{Block, ROOM};
use crate::spot::Spot;

/// Options in blocks, all full but the last.
#[derive(Debug, Clone, Default)]
pub struct Square {
    blocks: Vec<Block>,
    /// What any of them has.
    any: u64,
}

impl Square {
    /// The blocks, unless nothing in them can have all that must be had.
    pub fn blocks_with(&self, must: u64) -> &[Block] {
        if self.any & must == must { &self.blocks } else { &[] }
    }

    pub fn push(&mut self, id: u32, spot: Spot, has: u64) {
        if self.blocks.last().is_none_or(|last| last.len() == ROOM) {
            self.blocks.push(Block::new());
        }
        if let Some(last) = self.blocks.last_mut() {
            last.push(id, spot, has);
        }
        self.any |= has;
    }

    /// Takes an option out; the last one takes its place.
    pub fn remove(&mut self, id: u32) {
        let found = self.blocks.iter().enumerate().find_map(|(block, found)| Some((block, found.find(id)?)));
        let (Some((block, lane)), Some(last)) = (found, self.blocks.last_mut()) else { return };
        let Some((other, spot, has)) = last.pop() else { return };
        if last.len() == 0 {
            self.blocks.pop();
        }
        if other != id {
            self.blocks[block].write(lane, other, spot, has);
        }
        self.any = self.blocks.iter().fold(0, |any, block| any | block.any());
    }
}
