//! Of all cheapest placements, the one everybody finds: the first request has the first on its list that any of them gives it, then
//! the second of those left, and so on; no one comes last. It hangs on the instance alone, not on how it was solved.
//!
//! At prices that prove one cheapest placement, the others are what can be reached by moves along circles of options: each request
//! only to what is as good for it, and the total of an option without a price may change. So a request can have an option if
//! there is a way from there back to where it is, by requests not settled yet.

mod circles;

use std::collections::VecDeque;

use crate::auction::{ALONE, NOWHERE};
use crate::instance::Entry;
use crate::most_helped::Solved;
use circles::circles;

/// How a search came to a node: by which request, and from where it moves. No request where only a total changes.
#[derive(Clone, Copy)]
struct Step {
    request: u32,
    from: u32,
}

struct Settle<'a> {
    solved: &'a mut Solved,
    /// Of each request that could be elsewhere, what is as good for it, in the order of its list.
    ways: Vec<Vec<Entry>>,
    /// Who could leave each option, and last who could leave being with no one. Who has left stays on it.
    movable: Vec<Vec<u32>>,
    seen: Vec<u32>,
    steps: Vec<Step>,
}

impl Solved {
    /// Moves everybody to the one placement of all cheapest that hangs on the instance alone.
    pub fn settle(&mut self) {
        let ways: Vec<Vec<Entry>> =
            (0..self.instance.requests()).map(|request| self.as_good(request as u32)).collect();
        let nodes = self.instance.options() + 1;
        let mut settle = Settle {
            solved: self,
            ways,
            movable: vec![Vec::new(); nodes],
            seen: vec![NOWHERE; nodes],
            steps: vec![Step { request: NOWHERE, from: 0 }; nodes],
        };
        settle.run();
    }

    /// What is as good for a request as what it has, if that is more than one.
    fn as_good(&self, request: u32) -> Vec<Entry> {
        let value = self.state.value(&self.instance, request);
        let paid = |entry: &Entry| i64::from(entry.cost) + self.state.price[entry.option as usize];
        let list = self.instance.list(request as usize).take_while(|entry| i64::from(entry.cost) <= value);
        let open = |entry: &Entry| self.instance.capacities()[entry.option as usize] > 0;
        let mut ways: Vec<Entry> = list.filter(|entry| paid(entry) == value && open(entry)).collect();
        if self.instance.unmatched()[request as usize] == value {
            ways.push(Entry { cost: 0, option: ALONE });
        }
        if ways.len() > 1 { ways } else { Vec::new() }
    }
}

impl Settle<'_> {
    fn run(&mut self) {
        for request in 0..self.ways.len() as u32 {
            if !self.ways[request as usize].is_empty() {
                let at = self.at(request);
                self.movable[at as usize].push(request);
            }
        }
        let circle = circles(self.movable.len(), |node, next| self.neighbours(node, 0, |to, _| next(to)));
        for request in 0..self.ways.len() as u32 {
            let ways = std::mem::take(&mut self.ways[request as usize]);
            for way in &ways {
                let (to, at) = (self.node(way.option), self.at(request));
                if to == at || circle[to as usize] == circle[at as usize] && self.give(request, *way) {
                    break;
                }
            }
        }
    }

    /// The node of an option; the last is being with no one.
    fn node(&self, option: u32) -> u32 {
        option.min(self.movable.len() as u32 - 1)
    }

    fn at(&self, request: u32) -> u32 {
        self.node(self.solved.state.place[request as usize].option)
    }

    /// Where one too many at a node could go, by requests not below `first`.
    fn neighbours(&self, node: u32, first: u32, mut each: impl FnMut(u32, u32)) {
        let (state, instance) = (&self.solved.state, &self.solved.instance);
        let alone = self.movable.len() as u32 - 1;
        for request in &self.movable[node as usize] {
            if *request >= first && self.at(*request) == node {
                self.ways[*request as usize].iter().for_each(|way| each(self.node(way.option), *request));
            }
        }
        if node != alone && state.price[node as usize] == 0 && state.has_room(instance, node) {
            each(alone, NOWHERE);
        }
        if node == alone {
            // An option without a price can have one fewer.
            (0..alone)
                .filter(|option| state.price[*option as usize] == 0)
                .for_each(|option| each(option, NOWHERE));
        }
    }

    /// Gives a request this way if all others can be placed as well as now.
    fn give(&mut self, request: u32, way: Entry) -> bool {
        let (from, to) = (self.at(request), self.node(way.option));
        let mut queue = VecDeque::from([to]);
        let (mut seen, mut steps) = (std::mem::take(&mut self.seen), std::mem::take(&mut self.steps));
        seen[to as usize] = request;
        let alone = self.movable.len() as u32 - 1;
        let free = from != alone && self.solved.state.price[from as usize] == 0;
        let mut found = false;
        while let Some(node) = queue.pop_front().filter(|_| !found) {
            self.neighbours(node, request + 1, |next, by| {
                if seen[next as usize] != request {
                    seen[next as usize] = request;
                    steps[next as usize] = Step { request: by, from: node };
                    found |= next == from;
                    queue.push_back(next);
                    if next == alone && free && !found {
                        // Said at once, rather than with all other options that can have one fewer.
                        seen[from as usize] = request;
                        steps[from as usize] = Step { request: NOWHERE, from: alone };
                        found = true;
                    }
                }
            });
        }
        (self.seen, self.steps) = (seen, steps);
        if found {
            self.turn(request, way, from);
        }
        found
    }

    /// Moves everybody on the circle, from the end with room: the request leaves first.
    fn turn(&mut self, request: u32, way: Entry, from: u32) {
        let (mut node, to) = (from, self.node(way.option));
        self.solved.state.take_out(request);
        while node != to {
            let step = self.steps[node as usize];
            if step.request != NOWHERE {
                let ways = &self.ways[step.request as usize];
                let entry = ways.iter().find(|way| self.node(way.option) == node).copied();
                self.solved.state.take_out(step.request);
                self.put(step.request, entry.unwrap_or(Entry { cost: 0, option: ALONE }));
            }
            node = step.from;
        }
        self.put(request, way);
    }

    fn put(&mut self, request: u32, entry: Entry) {
        match entry.option {
            ALONE => self.solved.state.leave_alone(request),
            _ => self.solved.state.put(request, entry),
        }
        let at = self.at(request);
        self.movable[at as usize].push(request);
    }
}
