//! Distances over options, and the order in which to look at them.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Not reached yet.
pub const FAR: i64 = i64::MAX;

/// How an option was reached: the request that would move, what it would cost there, and where it would move.
#[derive(Clone, Copy)]
pub struct Via {
    pub request: u32,
    pub cost: u32,
    pub to: u32,
}

/// One search; used again and again without clearing more than was touched.
pub struct Search {
    distance: Vec<i64>,
    /// When to look at an option; `FAR` if not, or no more.
    due: Vec<i64>,
    via: Vec<Via>,
    touched: Vec<u32>,
    queue: BinaryHeap<Reverse<(i64, u32)>>,
}

impl Search {
    pub fn new(options: usize) -> Self {
        Self {
            distance: vec![FAR; options],
            due: vec![FAR; options],
            via: vec![Via { request: 0, cost: 0, to: 0 }; options],
            touched: Vec::new(),
            queue: BinaryHeap::new(),
        }
    }

    pub fn clear(&mut self) {
        for option in self.touched.drain(..) {
            self.distance[option as usize] = FAR;
            self.due[option as usize] = FAR;
        }
        self.queue.clear();
    }

    /// Notes a way to an option if it is shorter than those known.
    #[inline(always)]
    pub fn reach(&mut self, option: u32, distance: i64, via: Via) {
        if self.note(option, distance, via) {
            self.look_at(option, distance);
        }
    }

    /// Notes a way to an option if it is shorter than those known, and whether it is. Nobody looks at it for that.
    #[inline(always)]
    pub fn note(&mut self, option: u32, distance: i64, via: Via) -> bool {
        let known = &mut self.distance[option as usize];
        if distance >= *known {
            return false;
        }
        if *known == FAR {
            self.touched.push(option);
        }
        *known = distance;
        self.via[option as usize] = via;
        true
    }

    /// Looks at an option when everything nearer than this was looked at, rather than when it was due.
    #[inline(always)]
    pub fn look_at(&mut self, option: u32, due: i64) {
        self.due[option as usize] = due;
        self.queue.push(Reverse((due, option)));
    }

    /// The next option to look at and when it was due, if that is nearer than this.
    pub fn nearest_below(&mut self, bound: i64) -> Option<(i64, u32)> {
        loop {
            let Reverse((due, option)) = self.queue.pop()?;
            if due >= bound {
                return None;
            }
            if self.due[option as usize] == due {
                self.due[option as usize] = FAR;
                return Some((due, option));
            }
        }
    }

    /// How far an option is, as far as was looked.
    pub fn distance(&self, option: u32) -> i64 {
        self.distance[option as usize]
    }

    pub fn via(&self, option: u32) -> Via {
        self.via[option as usize]
    }

    /// By how much each option reached is nearer than `end`.
    pub fn nearer(&self, end: i64) -> impl Iterator<Item = (usize, i64)> + '_ {
        let by = move |option: &u32| (*option as usize, end - self.distance[*option as usize]);
        self.touched.iter().map(by).filter(|(_, by)| *by > 0)
    }
}
