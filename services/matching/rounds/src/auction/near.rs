//! The seven best entries of a request, and a bound below which none of the others can be: one cache line, so that most bids read
//! no more of a list.

use crate::instance::Entry;

use super::{ALONE, SHIFT};

/// In place of an entry where a list is shorter.
const NONE: u64 = u64::MAX;

/// What is remembered of one request's list.
#[derive(Clone, Copy)]
#[repr(align(64))]
pub struct Near {
    entries: [u64; 7],
    /// No other entry had a smaller value, at the prices of then and counted up by all roll-backs before.
    bound: i64,
}

/// The best option of a request at the prices of the moment, and how good the next best is.
#[derive(Clone, Copy)]
pub struct Best {
    pub option: u32,
    pub value: i64,
    pub next: i64,
}

#[inline(always)]
fn value(entry: Entry, price: &[i64]) -> i64 {
    (i64::from(entry.cost) << SHIFT) + price[entry.option as usize]
}

/// What an option is worth now, if it is one of these.
pub fn value_in<'a>(list: impl IntoIterator<Item = &'a u64>, option: u32, price: &[i64]) -> Option<i64> {
    let mut entries = list.into_iter().map(|packed| Entry::unpack(*packed));
    entries.find(|entry| entry.option == option).map(|entry| value(entry, price))
}

/// The best of a list, read as far as it can matter.
#[inline]
pub fn scan(list: &[u64], unmatched: i64, price: &[i64]) -> Best {
    let mut best = Best { option: ALONE, value: unmatched, next: unmatched };
    for packed in list {
        let entry = Entry::unpack(*packed);
        if i64::from(entry.cost) << SHIFT >= best.next {
            break;
        }
        best.meet(entry, price);
    }
    best
}

impl Best {
    #[inline(always)]
    fn meet(&mut self, entry: Entry, price: &[i64]) {
        let value = value(entry, price);
        if value < self.value {
            *self = Best { option: entry.option, value, next: self.value };
        } else if value < self.next {
            self.next = value;
        }
    }
}

impl Near {
    /// Nothing is known.
    pub const UNKNOWN: Self = Self { entries: [NONE; 7], bound: i64::MIN };

    /// The best of the seven at these prices, and whether no other can be better. `back` is by how much prices were rolled back
    /// so far.
    #[inline]
    pub fn best(&self, unmatched: i64, price: &[i64], back: i64) -> (Best, bool) {
        let mut best = Best { option: ALONE, value: unmatched, next: unmatched };
        for packed in self.entries {
            if packed == NONE {
                break;
            }
            best.meet(Entry::unpack(packed), price);
        }
        (best, best.next.saturating_add(back) <= self.bound)
    }

    /// What an option is worth now, if it is one of the seven.
    pub fn value_at(&self, option: u32, price: &[i64]) -> Option<i64> {
        let known = self.entries.iter().take_while(|packed| **packed != NONE);
        value_in(known, option, price)
    }

    /// Reads a list, as far as it can matter.
    pub fn read(list: &[u64], price: &[i64], back: i64) -> Self {
        let mut values = [i64::MAX; 8];
        let mut entries = [NONE; 8];
        for packed in list {
            let entry = Entry::unpack(*packed);
            if i64::from(entry.cost) << SHIFT >= values[7] {
                break;
            }
            let value = value(entry, price);
            if value >= values[7] {
                continue;
            }
            let mut at = 7;
            while at > 0 && values[at - 1] > value {
                (values[at], entries[at]) = (values[at - 1], entries[at - 1]);
                at -= 1;
            }
            (values[at], entries[at]) = (value, *packed);
        }
        let [first @ .., _] = entries;
        Self { entries: first, bound: values[7].saturating_add(back) }
    }
}
