//! An instance as bytes, the same on every machine: little-endian counts, then the arrays.
//!
//! `requests, options, entries` as u64; list starts u32 (one more than requests); of each entry the option u32, then of each
//! the cost u32; openings u32; unmatched prices i64. Within a list entries stand by option, as a database would give them.

use sha2::{Digest, Sha256};

use super::{Entry, Instance, Invalid};

impl Instance {
    /// The instance as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes =
            Vec::with_capacity(32 + self.requests() * 12 + self.entries() * 8 + self.options() * 4);
        for count in [self.requests(), self.options(), self.entries()] {
            bytes.extend((count as u64).to_le_bytes());
        }
        self.starts.iter().for_each(|start| bytes.extend(start.to_le_bytes()));
        self.by_option(|entry| bytes.extend(entry.option.to_le_bytes()));
        self.by_option(|entry| bytes.extend(entry.cost.to_le_bytes()));
        self.capacities.iter().for_each(|openings| bytes.extend(openings.to_le_bytes()));
        self.unmatched.iter().for_each(|price| bytes.extend(price.to_le_bytes()));
        bytes
    }

    /// The SHA-256 of the bytes.
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.to_bytes()).into()
    }

    fn by_option(&self, mut each: impl FnMut(Entry)) {
        for request in 0..self.requests() {
            let mut list: Vec<Entry> = self.list(request).collect();
            list.sort_unstable_by_key(|entry| entry.option);
            list.into_iter().for_each(&mut each);
        }
    }

    /// Reads what `to_bytes` wrote, checking all of it.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Invalid> {
        let mut rest = bytes;
        let [requests, options, entries] = [count(&mut rest)?, count(&mut rest)?, count(&mut rest)?];
        let lists = take(&mut rest, requests.checked_add(1).ok_or(Invalid::Unreadable)?, 4)?;
        let to = take(&mut rest, entries, 4)?;
        let costs = take(&mut rest, entries, 4)?;
        let openings = take(&mut rest, options, 4)?;
        let unmatched = take(&mut rest, requests, 8)?;
        if !rest.is_empty() {
            return Err(Invalid::Unreadable);
        }
        let mut instance = Self::of_options((0..options).map(|index| u32_at(openings, index)).collect())?;
        instance.entries.reserve_exact(entries);
        instance.starts.reserve_exact(requests);
        instance.unmatched.reserve_exact(requests);
        let mut list = Vec::new();
        for request in 0..requests {
            let (from, end) = (u32_at(lists, request) as usize, u32_at(lists, request + 1) as usize);
            if from > end || end > entries {
                return Err(Invalid::Unreadable);
            }
            list.clear();
            list.extend((from..end).map(|at| Entry { cost: u32_at(costs, at), option: u32_at(to, at) }));
            let (low, high) = (u32_at(unmatched, 2 * request), u32_at(unmatched, 2 * request + 1));
            instance.add(&list, (u64::from(high) << 32 | u64::from(low)) as i64)?;
        }
        Ok(instance)
    }
}

fn count(rest: &mut &[u8]) -> Result<usize, Invalid> {
    let eight = take(rest, 1, 8)?;
    let number = u64::from(u32_at(eight, 1)) << 32 | u64::from(u32_at(eight, 0));
    usize::try_from(number).map_err(|_| Invalid::Unreadable)
}

fn take<'a>(rest: &mut &'a [u8], number: usize, width: usize) -> Result<&'a [u8], Invalid> {
    let length = number.checked_mul(width).ok_or(Invalid::Unreadable)?;
    let (taken, left) = rest.split_at_checked(length).ok_or(Invalid::Unreadable)?;
    *rest = left;
    Ok(taken)
}

fn u32_at(bytes: &[u8], index: usize) -> u32 {
    bytes[4 * index..4 * index + 4].iter().rev().fold(0, |number, byte| number << 8 | u32::from(*byte))
}
