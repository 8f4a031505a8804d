//! The same sixteen bytes an option, looked at from the first to the last: plain arrays, 64 options at a time in loops
//! the compiler turns into vector instructions.

use places::{Asked, Found};

use crate::country::Option;

const LANES: usize = 64;

/// Options in arrays.
pub struct Scan {
    east: Vec<u16>,
    north: Vec<u16>,
    ids: Vec<u32>,
    has: Vec<u64>,
}

impl Scan {
    pub fn new(options: &[Option]) -> Self {
        let mut numbered: Vec<(u32, &Option)> = (0..).zip(options).collect();
        numbered.sort_by_key(|(id, option)| (option.spot.north >> 8, option.spot.east >> 8, *id));
        Self {
            east: numbered.iter().map(|(_, option)| option.spot.east).collect(),
            north: numbered.iter().map(|(_, option)| option.spot.north).collect(),
            ids: numbered.iter().map(|(id, _)| *id).collect(),
            has: numbered.iter().map(|(_, option)| option.has).collect(),
        }
    }

    pub fn nearest(&self, asked: &Asked, most: usize, found: &mut Vec<Found>) {
        found.clear();
        let mut furthest = u32::from(asked.reach) * u32::from(asked.reach);
        let chunks = self.east.chunks(LANES).zip(self.north.chunks(LANES)).zip(self.has.chunks(LANES));
        for (chunk, ((east, north), has)) in chunks.enumerate() {
            let mut squared = [u32::MAX; LANES];
            for (((squared, east), north), has) in squared.iter_mut().zip(east).zip(north).zip(has) {
                let east = u32::from(east.abs_diff(asked.at.east));
                let north = u32::from(north.abs_diff(asked.at.north));
                let far = u32::from(has & asked.must != asked.must) * u32::MAX;
                *squared = (east * east).saturating_add(north * north) | far;
            }
            if squared.iter().fold(u32::MAX, |least, squared| least.min(*squared)) > furthest {
                continue;
            }
            for (lane, squared) in squared.into_iter().enumerate().filter(|(_, squared)| *squared <= furthest)
            {
                found.push(Found { squared: squared.into(), id: self.ids[chunk * LANES + lane] });
            }
            if found.len() >= 4 * most {
                let (_, last, _) = found.select_nth_unstable(most - 1);
                furthest = u32::try_from(last.squared).unwrap_or(furthest);
                found.truncate(most);
            }
        }
        found.sort_unstable();
        found.truncate(most);
    }
}
