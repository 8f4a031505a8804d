//! The standing bids of every option, smallest on top.

use super::NOWHERE;
use crate::instance::Instance;

#[derive(Clone, Copy)]
struct Bid {
    price: i64,
    request: u32,
}

/// One heap for each option, all in one array.
pub struct Bids {
    starts: Vec<usize>,
    lengths: Vec<u32>,
    bids: Vec<Bid>,
}

impl Bids {
    /// Room for as many bids as there are openings; where fewer requests can come, for one more than these: it never fills.
    pub fn new(instance: &Instance) -> Self {
        let mut can_come = vec![0_u32; instance.options()];
        for request in 0..instance.requests() {
            instance.list(request).for_each(|entry| can_come[entry.option as usize] += 1);
        }
        let mut starts = vec![0];
        let mut end = 0_usize;
        for (openings, most) in instance.capacities().iter().zip(&can_come) {
            end += *openings.min(&(most + 1)) as usize;
            starts.push(end);
        }
        let empty = Bid { price: 0, request: NOWHERE };
        Self { starts, lengths: vec![0; instance.options()], bids: vec![empty; end] }
    }

    pub fn clear(&mut self) {
        self.lengths.fill(0);
    }

    /// How many bids stand at an option.
    pub fn number(&self, option: usize) -> u32 {
        self.lengths[option]
    }

    /// Takes a bid, in place of the smallest if there is no room. The smallest, once the option is full; and who had to go.
    #[inline]
    pub fn put(&mut self, option: usize, price: i64, request: u32) -> (Option<i64>, u32) {
        let (start, end) = (self.starts[option], self.starts[option + 1]);
        let heap = &mut self.bids[start..end];
        let length = self.lengths[option] as usize;
        let bid = Bid { price, request };
        if length < heap.len() {
            rise(heap, length, bid);
            self.lengths[option] += 1;
            return ((length + 1 == heap.len()).then(|| heap[0].price), NOWHERE);
        }
        let out = heap[0].request;
        sink(heap, bid);
        (Some(heap[0].price), out)
    }
}

fn rise(heap: &mut [Bid], mut at: usize, bid: Bid) {
    while at > 0 {
        let parent = (at - 1) / 2;
        if heap[parent].price <= bid.price {
            break;
        }
        heap[at] = heap[parent];
        at = parent;
    }
    heap[at] = bid;
}

fn sink(heap: &mut [Bid], bid: Bid) {
    let mut at = 0;
    loop {
        let mut child = 2 * at + 1;
        if child >= heap.len() {
            break;
        }
        if child + 1 < heap.len() && heap[child + 1].price < heap[child].price {
            child += 1;
        }
        if heap[child].price >= bid.price {
            break;
        }
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = bid;
}
