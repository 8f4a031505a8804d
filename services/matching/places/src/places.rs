//! All options by where they are.

use crate::block::{Must, lanes};
use crate::nearest::{Found, Nearest};
use crate::spot::{ACROSS, Spot};
use crate::square::Square;

/// What somebody asks: what must be had, and how far from where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// Where they are.
    pub at: Spot,
    /// The things an option must have, one bit a thing.
    pub must: u64,
    /// The furthest it may be, in steps of 32 m.
    pub reach: u16,
}

/// All options. An option is a number its keeper gives it; numbers are best small, for there is a table of them.
#[derive(Debug, Clone)]
pub struct Places {
    /// Row by row.
    squares: Vec<Square>,
    /// Those that are nowhere in particular.
    nowhere: Square,
    /// Which square an option is in, by its number.
    homes: Vec<Home>,
    len: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Home {
    /// There is no such option.
    Missing,
    Nowhere,
    Square(u16),
}

impl Default for Places {
    fn default() -> Self {
        let squares = vec![Square::default(); ACROSS * ACROSS];
        Self { squares, nowhere: Square::default(), homes: Vec::new(), len: 0 }
    }
}

impl Places {
    /// How many options there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Puts an option where it is, or nowhere in particular, with the things it has, one bit a thing.
    pub fn put(&mut self, id: u32, spot: Option<Spot>, has: u64) {
        self.remove(id);
        let index = id as usize;
        if index >= self.homes.len() {
            self.homes.resize(index + 1, Home::Missing);
        }
        self.homes[index] = spot.map_or(Home::Nowhere, |spot| Home::Square(number(spot.square())));
        self.len += 1;
        let spot = spot.unwrap_or(Spot { east: 0, north: 0 });
        if let Some(square) = self.home(index) {
            square.push(id, spot, has);
        }
    }

    /// Takes an option out, if it is in.
    pub fn remove(&mut self, id: u32) {
        let index = id as usize;
        if let Some(square) = self.home(index) {
            square.remove(id);
            self.homes[index] = Home::Missing;
            self.len -= 1;
        }
    }

    /// Every option somewhere within reach that has all that must be had, in no order.
    pub fn within(&self, asked: &Asked, mut each: impl FnMut(Found)) {
        let must = Must::of(asked.must);
        let most = u64::from(asked.reach) * u64::from(asked.reach);
        let (columns, rows) = around(asked);
        for row in rows {
            for column in columns.clone() {
                if asked.at.squared_to_square(column, row) > most {
                    continue;
                }
                for block in self.squares[row * ACROSS + column].blocks_with(asked.must) {
                    for lane in lanes(block.with_all(&must)) {
                        let squared = asked.at.squared_to(block.spot(lane));
                        if squared <= most {
                            each(Found { id: block.id(lane), squared });
                        }
                    }
                }
            }
        }
    }

    /// Every option that is nowhere in particular and has all that must be had, in no order.
    pub fn nowhere(&self, must: u64, mut each: impl FnMut(u32)) {
        let list = Must::of(must);
        for block in self.nowhere.blocks_with(must) {
            lanes(block.with_all(&list)).for_each(|lane| each(block.id(lane)));
        }
    }

    /// The nearest options within reach that have all that must be had, at most `most` of them: nearest first, equally
    /// near ones by number. `found` is emptied first.
    pub fn nearest(&self, asked: &Asked, most: usize, found: &mut Vec<Found>) {
        let mut nearest = Nearest::new(asked, most, std::mem::take(found));
        let (column, row) = asked.at.square();
        for ring in 0..ACROSS {
            if nearest.is_done_before(ring) {
                break;
            }
            for (column, row) in squares_of_ring(column, row, ring) {
                let square = &self.squares[row * ACROSS + column];
                let blocks = square.blocks_with(asked.must);
                if !blocks.is_empty() && nearest.wants(asked.at.squared_to_square(column, row)) {
                    blocks.iter().for_each(|block| nearest.take(block));
                }
            }
        }
        *found = nearest.done();
    }

    fn home(&mut self, index: usize) -> Option<&mut Square> {
        match *self.homes.get(index)? {
            Home::Missing => None,
            Home::Nowhere => Some(&mut self.nowhere),
            Home::Square(number) => self.squares.get_mut(usize::from(number)),
        }
    }
}

fn number((column, row): (usize, usize)) -> u16 {
    (row * ACROSS + column) as u16
}

/// The columns and rows somebody's reach touches.
fn around(asked: &Asked) -> (std::ops::RangeInclusive<usize>, std::ops::RangeInclusive<usize>) {
    let (at, reach) = (asked.at, asked.reach);
    let low = Spot { east: at.east.saturating_sub(reach), north: at.north.saturating_sub(reach) }.square();
    let high = Spot { east: at.east.saturating_add(reach), north: at.north.saturating_add(reach) }.square();
    (low.0..=high.0, low.1..=high.1)
}

/// The squares that many steps of the grid from one, on the map.
fn squares_of_ring(column: usize, row: usize, ring: usize) -> impl Iterator<Item = (usize, usize)> {
    let (top, bottom) = (row.checked_add(ring), row.checked_sub(ring));
    let columns = column.saturating_sub(ring)..=(column + ring).min(ACROSS - 1);
    let rows = (row + 1).saturating_sub(ring)..=(row + ring.saturating_sub(1)).min(ACROSS - 1);
    let level = [top.filter(|_| ring > 0), bottom].into_iter().flatten().filter(|row| *row < ACROSS);
    let sides = [column.checked_add(ring), column.checked_sub(ring)];
    let upright = sides.into_iter().flatten().filter(move |column| ring > 0 && *column < ACROSS);
    let level = level.flat_map(move |row| columns.clone().map(move |column| (column, row)));
    level.chain(upright.flat_map(move |column| rows.clone().map(move |row| (column, row))))
}
