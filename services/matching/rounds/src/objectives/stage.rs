//! All placements still in question, and the best among them by one cost.
//!
//! An optimum and its prices say which others are as good: those that use only what is tight at the prices, and leave no opening of an
//! option that has a price. So what is left after one objective is a smaller problem of the same kind, and no weight is ever
//! put on one objective against another.

use super::{Failed, HIGHEST_FIT, Objective, Problem};
use crate::instance::{Entry, HIGHEST_COST, Instance, Invalid};
use crate::most_helped::{Solved, solve};

/// Openings of an option that count alike.
#[derive(Clone, Copy)]
pub struct Seat {
    option: u32,
    openings: u32,
    /// No opening may be left.
    full: bool,
    /// These count towards the option's floor.
    floor: bool,
}

/// A request could go here.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Way {
    seat: u32,
    /// What the request thinks of it.
    pub rank: u32,
    fit: u32,
}

/// The placements in question.
#[derive(Clone)]
pub struct Stage {
    seats: Vec<Seat>,
    ways: Vec<Vec<Way>>,
    /// Who may stay with no one.
    alone: Vec<bool>,
}

/// The best by one cost: each request's way, and what proves it.
pub struct Best {
    pub ways: Vec<Option<Way>>,
    solved: Solved,
}

impl Stage {
    pub fn of(problem: &Problem) -> Self {
        let seat =
            |(option, openings): (u32, &u32)| Seat { option, openings: *openings, full: false, floor: false };
        let capacities = problem.round.capacities();
        let ways = problem.known.iter().enumerate().map(|(request, known)| {
            let choices = problem.round.choices(request).iter().zip(known);
            let open = choices.filter(|(choice, _)| capacities[choice.option as usize] > 0);
            open.map(|(choice, known)| Way { seat: choice.option, rank: known.rank, fit: known.fit })
                .collect()
        });
        Self {
            ways: ways.collect(),
            alone: vec![true; problem.known.len()],
            seats: (0..).zip(capacities).map(seat).collect(),
        }
    }

    /// Keeps what is best by one objective, which is any but that of the worst-off group.
    pub fn take(&mut self, problem: &Problem, objective: Objective) -> Result<(), Failed> {
        match objective {
            Objective::Helped => self.keep_best(|_, way| i64::from(way.is_none())),
            Objective::Ranks => (0..problem.ranks() as u32).try_for_each(|rank| {
                self.keep_best(|_, way| i64::from(way.is_none_or(|way| way.rank != rank)))
            }),
            Objective::WorstOff => Ok(()),
            Objective::Floors => {
                self.split(&problem.floors);
                let floor: Vec<bool> = self.seats.iter().map(|seat| seat.floor).collect();
                self.keep_best(|_, way| i64::from(!way.is_some_and(|way| floor[way.seat as usize])))
            }
            Objective::Fit => self.keep_best(|_, way| i64::from(HIGHEST_FIT - way.map_or(0, |way| way.fit))),
        }
    }

    /// Of the placements left the one everybody finds.
    pub fn any(&self) -> Result<Vec<Option<u32>>, Failed> {
        let mut solved = self.best(|_, _| 0)?.solved;
        solved.settle();
        let option = |seat: u32| self.seats[seat as usize].option;
        Ok(solved.places().into_iter().map(|place| place.map(option)).collect())
    }

    /// Keeps of each request only what `keep` says.
    pub fn retain(&mut self, keep: impl Fn(usize, Option<Way>) -> bool) {
        for (request, ways) in self.ways.iter_mut().enumerate() {
            ways.retain(|way| keep(request, Some(*way)));
            self.alone[request] &= keep(request, None);
        }
    }

    /// What a request could do.
    pub fn could(&self, request: usize) -> impl Iterator<Item = Option<Way>> + '_ {
        let alone = self.alone[request].then_some(None);
        self.ways[request].iter().map(|way| Some(*way)).chain(alone)
    }

    /// Keeps what is best by a cost.
    pub fn keep_best(&mut self, cost: impl Fn(usize, Option<Way>) -> i64) -> Result<(), Failed> {
        let open = |request| self.could(request).nth(1).is_some();
        if (0..self.ways.len()).any(open) {
            let best = self.best(cost)?;
            self.keep(&best);
        }
        Ok(())
    }

    /// The best by a cost that is zero or more.
    pub fn best(&self, cost: impl Fn(usize, Option<Way>) -> i64) -> Result<Best, Failed> {
        let fence = self.fence(&cost);
        // What is paid for not taking a seat that has to be full, whoever else takes it.
        let outside = if self.seats.iter().any(|seat| seat.full) { fence } else { 0 };
        let capacities = self.seats.iter().map(|seat| seat.openings).collect();
        let mut instance = Instance::of_options(capacities).map_err(too_large)?;
        let mut list = Vec::new();
        for (request, ways) in self.ways.iter().enumerate() {
            list.clear();
            for way in ways {
                let apart = if self.seats[way.seat as usize].full { 0 } else { outside };
                let paid = u32::try_from(cost(request, Some(*way)) + apart).map_err(|_| Failed::TooLarge)?;
                list.push(Entry { cost: paid.min(HIGHEST_COST + 1), option: way.seat });
            }
            let alone = if self.alone[request] { cost(request, None) + outside } else { 3 * fence };
            instance.add(&list, alone).map_err(too_large)?;
        }
        let solved = solve(instance)?;
        let way = |(request, place): (usize, Option<u32>)| {
            place.and_then(|seat| self.ways[request].iter().find(|way| way.seat == seat).copied())
        };
        let ways = solved.places().into_iter().enumerate().map(way).collect();
        Ok(Best { ways, solved })
    }

    /// More than any chain of moves can change a sum of costs: it passes a seat once, and leaves or becomes unmatched once.
    fn fence(&self, cost: impl Fn(usize, Option<Way>) -> i64) -> i64 {
        let (mut placed, mut alone) = (0, 0);
        for request in 0..self.ways.len() {
            alone = alone.max(cost(request, None));
            placed = self.ways[request].iter().map(|way| cost(request, Some(*way))).fold(placed, i64::max);
        }
        let longest = self.ways.len().min(self.seats.len()) as i64 + 2;
        longest * placed + 2 * alone + 1
    }

    /// Whether any placement is left.
    pub fn possible(&self) -> Result<bool, Failed> {
        Ok(self.keeps(&self.best(|_, _| 0)?.ways))
    }

    /// The option a request would go to.
    pub fn option(&self, way: Way) -> u32 {
        self.seats[way.seat as usize].option
    }

    /// Whether a placement is one of those in question.
    fn keeps(&self, ways: &[Option<Way>]) -> bool {
        let mut left: Vec<u32> = self.seats.iter().map(|seat| seat.openings).collect();
        ways.iter().flatten().for_each(|way| left[way.seat as usize] -= 1);
        let full = self.seats.iter().zip(left).all(|(seat, left)| !seat.full || left == 0);
        full && ways.iter().zip(&self.alone).all(|(way, alone)| way.is_some() || *alone)
    }

    /// Keeps all placements as good as the best.
    fn keep(&mut self, best: &Best) {
        let (instance, prices) = (best.solved.instance(), best.solved.prices());
        for (request, ways) in self.ways.iter_mut().enumerate() {
            let paid = |entry: Entry| i64::from(entry.cost) + prices[entry.option as usize];
            let unmatched = instance.unmatched()[request];
            let least = instance.list(request).map(paid).fold(unmatched, i64::min);
            let mut tight: Vec<u32> = instance
                .list(request)
                .filter(|entry| paid(*entry) == least)
                .map(|entry| entry.option)
                .collect();
            tight.sort_unstable();
            ways.retain(|way| tight.binary_search(&way.seat).is_ok());
            self.alone[request] &= unmatched == least;
        }
        for (seat, price) in self.seats.iter_mut().zip(prices) {
            seat.full = *price > 0;
        }
    }

    /// Parts each option into the openings up to its floor and those above.
    fn split(&mut self, floors: &[u32]) {
        let seats = self.seats.len();
        let mut parts = Vec::new();
        let mut part = |seat: &mut Seat| {
            let floor = floors[seat.option as usize].min(seat.openings);
            if floor == 0 {
                return None;
            }
            let rest = Seat { openings: seat.openings - floor, ..*seat };
            *seat = Seat { openings: floor, floor: true, ..*seat };
            parts.push(rest);
            Some((seats + parts.len() - 1) as u32)
        };
        let above: Vec<Option<u32>> = self.seats.iter_mut().map(&mut part).collect();
        self.seats.extend(parts);
        for ways in &mut self.ways {
            let more: Vec<Way> =
                ways.iter().filter_map(|way| Some(Way { seat: above[way.seat as usize]?, ..*way })).collect();
            ways.extend(more);
        }
    }
}

fn too_large(_: Invalid) -> Failed {
    Failed::TooLarge
}
