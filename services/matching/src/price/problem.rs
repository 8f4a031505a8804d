//! The transport problem of one night: everyone who waits, every opening there is, and what it costs to bring them
//! together, in thousandths of the best fit.
//!
//! An area, a kind and a need are an option without an opening: what one would be worth there is its price like any other.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use reference::few::SMALLEST_TOLD;
use rounds::instance::{Entry, Instance, Invalid};
use rounds::prices::{Gap, Unpriced, price};
use uuid::Uuid;

use super::WIDEST_GAP;
use super::waiting::{FIT, Waiting};
use crate::exposure::floor;
use crate::index::facts::{Offering, Ulo};
use crate::support::Kind;

/// Staying with nobody costs more than the worst fit, and this much more for each day of waiting, for a year at most.
const NOBODY: i64 = 2 * FIT as i64;
const A_DAY: i64 = FIT as i64 / 50;
const MOST_DAYS: i64 = 365;
/// Prices are kept in millionths.
const THOUSAND: i64 = 1_000;
/// What is told of an area is told in halves of the best fit.
const HALF: i64 = 500_000;

/// An offering, and how many it can take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offered {
    /// Which.
    pub id: Uuid,
    /// How many can start now; when that is not known there is room for all.
    pub openings: Option<u32>,
    /// How many of them should go to somebody: one, where a user-led organisation was hardly shown lately.
    pub floor: u32,
}

impl Offered {
    /// An offering of which so many openings are gone since they were stated, and that was shown so often lately.
    pub fn of((offering, taken): (&Offering, i64), ulo: &Ulo, shown: i64, now: DateTime<Utc>) -> Self {
        let left = |openings: i32| u32::try_from(i64::from(openings) - taken).unwrap_or_default();
        let stated = offering.openings_at(now).map(left);
        let openings = if offering.open { stated } else { Some(0) };
        let floor = openings.map_or(0, |openings| floor(ulo, openings, shown, now));
        Self { id: offering.id, openings, floor }
    }
}

/// Where an opening could be that is not there yet, and for whom.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Area {
    /// `councils/…`.
    pub council: String,
    /// The kind of support.
    pub kind: Kind,
    /// For whom; empty for everyone who asks for that kind.
    pub need: String,
}

/// What openings are worth, in millionths of the best fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worth {
    /// At each offering, in the order they were given in.
    pub offerings: Vec<i64>,
    /// In each area that tells of enough people.
    pub areas: Vec<(Area, i64)>,
    /// How many requests there were.
    pub requests: usize,
    /// How far places and prices are from proving each other.
    pub gap: Gap,
}

/// Why a night has no prices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// There were none to be had.
    Unpriced(Unpriced),
    /// Places and prices are too far apart.
    Gap(Gap),
}

/// Everyone who waits, one behind the other: hundreds of thousands, so it holds numbers only.
pub struct Problem {
    offered: Vec<Offered>,
    numbers: HashMap<Uuid, u32>,
    entries: Vec<Entry>,
    rows: Vec<Row>,
    areas: BTreeMap<Area, u32>,
    /// Of each area, those who wait there, as long as they are too few.
    people: Vec<Vec<Uuid>>,
    /// Of each row, its areas.
    within: Vec<u32>,
}

struct Row {
    /// Where its entries and areas end.
    ends: (usize, usize),
    unmatched: i64,
}

impl Problem {
    /// Nobody waits yet for these.
    pub fn new(offered: Vec<Offered>) -> Self {
        let numbers = offered.iter().map(|offered| offered.id).zip(0..).collect();
        let (entries, rows, people, within) = Default::default();
        Self { offered, numbers, entries, rows, areas: BTreeMap::new(), people, within }
    }

    /// Someone waits.
    pub fn add(&mut self, waiting: &Waiting) {
        for (offering, fit) in &waiting.options {
            if let Some(option) = self.numbers.get(offering) {
                self.entries.push(Entry { cost: FIT - (*fit).min(FIT), option: *option });
            }
        }
        for need in waiting.needs.iter().map(String::as_str).chain([""]) {
            let (council, kind) = (waiting.council.clone(), waiting.kind);
            self.stands_in(Area { council, kind, need: need.to_owned() }, waiting.person);
        }
        let unmatched = NOBODY + A_DAY * waiting.days.clamp(0, MOST_DAYS);
        self.rows.push(Row { ends: (self.entries.len(), self.within.len()), unmatched });
    }

    fn stands_in(&mut self, area: Area, person: Uuid) {
        let next = self.people.len() as u32;
        let number = *self.areas.entry(area).or_insert(next);
        if number == next {
            self.people.push(Vec::new());
        }
        let people = &mut self.people[number as usize];
        if !is_told(people) && !people.contains(&person) {
            people.push(person);
        }
        self.within.push(number);
    }

    /// Solves it and proves the answer.
    ///
    /// # Errors
    /// When there is no answer, or none that is proved.
    pub fn solve(self) -> Result<Worth, Refused> {
        let floors: Vec<u32> = self.offered.iter().map(|offered| offered.floor).collect();
        let instance = self.instance().map_err(|invalid| Refused::Unpriced(invalid.into()))?;
        let (areas, people, first) = (self.areas, self.people, self.offered.len());
        // Hundreds of thousands of rows less while it is solved.
        drop((self.entries, self.rows, self.within));
        let prices = price(&instance, &floors).map_err(Refused::Unpriced)?;
        let gap = proved(prices.gap)?;
        let (offerings, of_areas) = prices.opening.split_at(first);
        // An opening that has to be made cheaper for somebody to take it is worth that much less.
        let offerings = offerings.iter().zip(&prices.floor).map(|(price, floor)| (price - floor).max(0));
        let told = areas.into_iter().filter(|(_, area)| is_told(&people[*area as usize]));
        Ok(Worth {
            offerings: offerings.map(|price| price * THOUSAND).collect(),
            areas: told.map(|(area, number)| (area, halves(of_areas[number as usize] * THOUSAND))).collect(),
            requests: instance.requests(),
            gap,
        })
    }

    /// The offerings, then the areas, which have no opening yet.
    fn instance(&self) -> Result<Instance, Invalid> {
        let everyone = self.rows.len() as u32;
        let openings = self.offered.iter().map(|offered| offered.openings.unwrap_or(everyone));
        let mut instance = Instance::of_options(openings.chain(self.people.iter().map(|_| 0)).collect())?;
        let (mut entries, mut areas) = (0, 0);
        let mut list = Vec::new();
        for row in &self.rows {
            list.clear();
            list.extend_from_slice(&self.entries[entries..row.ends.0]);
            let cost = list.iter().map(|entry| entry.cost).min().unwrap_or(FIT / 2);
            let told =
                self.within[areas..row.ends.1].iter().filter(|area| is_told(&self.people[**area as usize]));
            list.extend(told.map(|area| Entry { cost, option: self.offered.len() as u32 + area }));
            instance.add(&list, row.unmatched)?;
            (entries, areas) = row.ends;
        }
        Ok(instance)
    }
}

fn is_told(people: &[Uuid]) -> bool {
    people.len() >= SMALLEST_TOLD as usize
}

/// To the nearest half of the best fit.
fn halves(price: i64) -> i64 {
    (price + HALF / 2) / HALF * HALF
}

/// A gap that is narrow enough.
pub(super) fn proved(gap: Gap) -> Result<Gap, Refused> {
    if gap.millionths() > WIDEST_GAP { Err(Refused::Gap(gap)) } else { Ok(gap) }
}
