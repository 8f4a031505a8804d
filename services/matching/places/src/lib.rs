//! Which options have all that somebody must have and lie within their reach: nearest first, or all of them.
//!
//! Sixteen bytes an option: where it is in steps of 32 m, its number, and 64 things it may have, one bit a thing. Options
//! stand in squares of 8 km, in blocks of 64; a block keeps its bits turned, one word a thing, so that one AND asks 64
//! options at once. Each square knows what anything in it has, so most squares are passed over with one look. Options
//! that are nowhere in particular stand in a segment of their own. Nothing here reads a file, a clock or a random source.

mod block;
mod nearest;
mod places;
mod spot;
mod square;

pub use nearest::Found;
pub use places::{Asked, Places};
pub use spot::{Spot, reach_of_km};
