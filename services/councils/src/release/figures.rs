//! The closed catalogue of a release: which figures there are, and how they are made safe together.
//!
//! Each figure is part of one [`Tree`] alone: England, what came of it, region, council. Whole numbers of a region or a
//! council are sums of figures shown.

mod cost;

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use crate::council::{Council, GssCode};
use crate::disclosure::SmallNumber::{self, Hidden, Shown};
use crate::disclosure::tree::{Place, Tree};
use crate::disclosure::{alone, percent, sum_of_shown};
use crate::framework::figures::ControlChange;

pub(crate) use cost::{Costs, Estimate, Taken};

/// The GSS code of England.
pub const ENGLAND: &str = "E92000001";
/// Under this many, what nine of ten did not go beyond would be the wait of one or two people.
const ENOUGH_FOR_A_NINETIETH: u32 = 30;

platform::words! {
    /// What came of a request.
    pub enum Outcome {
        /// Somebody took the person on.
        Met = "met",
        /// Nobody local could help.
        Unmet = "unmet",
        /// Taken back, or over without being taken on.
        Ended = "ended",
        /// Still choosing or waiting.
        Open = "open",
    }
}

platform::words! {
    /// What a case came to: whether the person has more control, and whether the cost of an hour is stated.
    pub enum Worth {
        /// More control, cost stated.
        BetterPriced = "better_priced",
        /// As much control or less, cost stated.
        OtherPriced = "other_priced",
        /// More control, cost not stated.
        BetterUnpriced = "better_unpriced",
        /// As much control or less, cost not stated.
        OtherUnpriced = "other_unpriced",
    }
}

/// The figures of one place: lists are in the order of `Kind`, [`Outcome`], "better, same, worse", `Step` and [`Worth`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row<T> {
    /// Requests asked in the quarter, by kind and what came of them.
    pub requests: [[T; 4]; 3],
    /// People who answered in the quarter, by how that stands beside their first answer.
    pub control: [T; 3],
    /// Steps that ended in the quarter.
    pub waits: [T; 11],
    /// Cases with time recorded whose person answered again in the quarter, by kind and what they came to.
    #[serde(default)]
    pub cases: [[T; 4]; 3],
}

/// The middle and the long wait of one step, in whole days.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Days {
    /// The median.
    pub median: Option<u32>,
    /// What nine of ten did not go beyond.
    pub ninetieth: Option<u32>,
}

/// Everything anyone may see of one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// Each count.
    pub row: Row<SmallNumber>,
    /// All requests, by kind.
    pub asked: [SmallNumber; 3],
    /// All people who answered again.
    pub answered: SmallNumber,
    /// How long each step took.
    pub days: [Days; 11],
    /// All cases counted, by kind.
    #[serde(default)]
    pub counted: [SmallNumber; 3],
    /// What support took and cost, by kind. For England and regions alone.
    #[serde(default)]
    pub costs: [Costs; 3],
    /// Requests of people with each need, by its code: all, and those nobody local could help with. For England alone.
    #[serde(default)]
    pub needs: BTreeMap<String, [SmallNumber; 2]>,
}

/// What the records of a quarter come to, exactly: the counts of each council, and the waits of every place.
#[derive(Debug, Default)]
pub struct Counted {
    /// By the code of the council.
    pub councils: HashMap<String, Row<u32>>,
    /// By the code of the place.
    pub days: HashMap<String, [Days; 11]>,
    /// What the cases of England and each region took and cost, by the code of the place, kind and worth.
    pub taken: HashMap<String, [[Taken; 4]; 3]>,
    /// By the code of the need: all requests, and those nobody local could help with.
    pub needs: BTreeMap<String, [u32; 2]>,
}

/// The figures of every place, by its code.
pub type Places = BTreeMap<String, Figures>;

impl<T> Row<T> {
    /// The parts of each sum.
    fn series(&self) -> impl Iterator<Item = &[T]> {
        let waits = self.waits.iter().map(std::slice::from_ref);
        let cases = self.cases.iter().map(<[T; 4]>::as_slice);
        let requests = self.requests.iter().map(<[T; 4]>::as_slice);
        requests.chain([self.control.as_slice()]).chain(waits).chain(cases)
    }

    fn series_mut(&mut self) -> impl Iterator<Item = &mut [T]> {
        let waits = self.waits.iter_mut().map(std::slice::from_mut);
        let requests = self.requests.iter_mut().map(<[T; 4]>::as_mut_slice);
        let cases = self.cases.iter_mut().map(<[T; 4]>::as_mut_slice);
        requests.chain([self.control.as_mut_slice()]).chain(waits).chain(cases)
    }
}

impl Figures {
    fn hidden() -> Self {
        Self {
            row: Row::default(),
            asked: [Hidden; 3],
            answered: Hidden,
            days: [Days::default(); 11],
            counted: [Hidden; 3],
            costs: [Costs::default(); 3],
            needs: BTreeMap::new(),
        }
    }

    /// The sum of one series, where it is shown.
    fn whole(&self, series: usize) -> SmallNumber {
        let sums = self.asked.into_iter().chain([self.answered]);
        sums.chain(self.row.waits).chain(self.counted).nth(series).unwrap_or(Hidden)
    }

    fn set_whole(&mut self, series: usize, figure: SmallNumber) {
        let sums = self.asked.iter_mut().chain([&mut self.answered]);
        let mut sums = sums.chain(&mut self.row.waits).chain(&mut self.counted);
        if let Some(sum) = sums.nth(series) {
            *sum = figure;
        }
    }

    /// Whether people gained control.
    pub fn control_change(&self) -> ControlChange {
        let [better, same, worse] = self.row.control;
        let better_percent = percent(better, self.answered);
        ControlChange { answered: self.answered, better, same, worse, better_percent }
    }
}

impl Days {
    /// What may be told of it beside that count.
    fn beside(self, count: SmallNumber) -> Self {
        let told = |least| matches!(count, Shown(count) if count >= least);
        Self {
            median: self.median.filter(|_| told(1)),
            ninetieth: self.ninetieth.filter(|_| told(ENOUGH_FOR_A_NINETIETH)),
        }
    }
}

/// One figure of the tree of a series.
enum Slot<'c> {
    /// The sum of everything.
    Whole,
    /// A part of it in one place.
    Part(usize, &'c str),
}

/// The tree of one series over the councils, with what each of its figures is.
struct Grid<'c> {
    tree: Tree,
    slots: Vec<Slot<'c>>,
    feet: Vec<(usize, &'c GssCode, Place)>,
}

impl<'c> Grid<'c> {
    fn new(parts: usize, regions: &BTreeMap<&'c str, Vec<&'c Council>>) -> Self {
        let mut grid = Self { tree: Tree::default(), slots: vec![Slot::Whole], feet: Vec::new() };
        for part in 0..parts {
            // The only part is the sum itself.
            let top = if parts == 1 { Tree::TOP } else { grid.add(Tree::TOP, Slot::Part(part, ENGLAND)) };
            for (region, councils) in regions {
                let above = grid.add(top, Slot::Part(part, region));
                for council in councils {
                    let foot = grid.add(above, Slot::Part(part, council.gss_code.as_str()));
                    grid.feet.push((part, &council.gss_code, foot));
                }
            }
        }
        grid
    }

    fn add(&mut self, above: Place, slot: Slot<'c>) -> Place {
        self.slots.push(slot);
        self.tree.add(above)
    }
}

/// What anyone may see of a quarter: beside nothing, or beside an earlier release of it.
pub fn publish(counted: &Counted, councils: &[Council], earlier: Option<&Places>) -> Places {
    let mut regions: BTreeMap<&str, Vec<&Council>> = BTreeMap::new();
    for council in councils {
        regions.entry(&council.region_code).or_default().push(council);
    }
    let codes = councils.iter().map(|council| council.gss_code.as_str());
    let codes = codes.chain(regions.keys().copied()).chain([ENGLAND]);
    let mut places: Places = codes.map(|code| (code.to_owned(), Figures::hidden())).collect();
    let lengths: Vec<usize> = Row::<u32>::default().series().map(<[u32]>::len).collect();
    for (series, parts) in lengths.into_iter().enumerate() {
        publish_series(&mut places, counted, Grid::new(parts, &regions), series, earlier);
    }
    for (code, figures) in &mut places {
        finish(code, figures, counted);
    }
    if let Some(england) = places.get_mut(ENGLAND) {
        england.needs = publish_needs(&counted.needs, earlier);
    }
    places
}

/// Each stands alone: a person has several needs, so they add up to nothing. Of a revision, what was hidden or has
/// changed is hidden.
fn publish_needs(
    needs: &BTreeMap<String, [u32; 2]>,
    earlier: Option<&Places>,
) -> BTreeMap<String, [SmallNumber; 2]> {
    let before = earlier.and_then(|places| Some(&places.get(ENGLAND)?.needs));
    let codes = needs.keys().chain(before.into_iter().flat_map(BTreeMap::keys));
    let publish = |code: &String| {
        let now = needs.get(code).copied().unwrap_or_default().map(alone);
        let then = before.map(|before| before.get(code).copied().unwrap_or([Shown(0); 2]));
        let kept = |part: usize| match then {
            Some(then) if then[part] != now[part] => Hidden,
            _ => now[part],
        };
        (code.clone(), [kept(0), kept(1)])
    };
    codes.map(publish).collect()
}

fn publish_series(
    places: &mut Places,
    counted: &Counted,
    mut grid: Grid<'_>,
    series: usize,
    earlier: Option<&Places>,
) {
    for (part, code, foot) in &grid.feet {
        let row = counted.councils.get(code.as_str());
        let count = row.and_then(|row| row.series().nth(series)?.get(*part)).copied();
        grid.tree.count(*foot, count.unwrap_or_default());
    }
    let shown = match earlier {
        None => grid.tree.figures(),
        Some(earlier) => {
            grid.tree.revised(&grid.slots.iter().map(|it| read(earlier, it, series)).collect::<Vec<_>>())
        }
    };
    for (slot, figure) in grid.slots.iter().zip(shown) {
        write(places, slot, series, figure);
    }
}

/// What a place had; a place that was not there had nothing to see.
fn read(places: &Places, slot: &Slot<'_>, series: usize) -> SmallNumber {
    let found = match slot {
        Slot::Whole => places.get(ENGLAND).map(|figures| figures.whole(series)),
        Slot::Part(part, code) => {
            places.get(*code).and_then(|figures| figures.row.series().nth(series)?.get(*part)).copied()
        }
    };
    found.unwrap_or(Hidden)
}

fn write(places: &mut Places, slot: &Slot<'_>, series: usize, figure: SmallNumber) {
    let (code, part) = match slot {
        Slot::Whole => (ENGLAND, 0),
        Slot::Part(part, code) => (*code, *part),
    };
    let Some(figures) = places.get_mut(code) else { return };
    if matches!(slot, Slot::Whole) {
        figures.set_whole(series, figure);
    }
    let mut parts = figures.row.series_mut();
    if let Some(parts) = parts.nth(series)
        && (matches!(slot, Slot::Part(..)) || parts.len() == 1)
        && let Some(cell) = parts.get_mut(part)
    {
        *cell = figure;
    }
}

/// Sums and waits, from what is shown alone.
fn finish(code: &str, figures: &mut Figures, counted: &Counted) {
    if code != ENGLAND {
        figures.asked = figures.row.requests.map(|parts| sum_of_shown(&parts));
        figures.answered = sum_of_shown(&figures.row.control);
        figures.counted = figures.row.cases.map(|parts| sum_of_shown(&parts));
    }
    if let Some(taken) = counted.taken.get(code) {
        let shown = figures.row.cases.iter().zip(figures.counted);
        for ((costs, taken), (parts, all)) in figures.costs.iter_mut().zip(taken).zip(shown) {
            *costs = Costs::beside(taken, *parts, all);
        }
    }
    if let Some(days) = counted.days.get(code) {
        for ((told, exact), count) in figures.days.iter_mut().zip(days).zip(figures.row.waits) {
            *told = exact.beside(count);
        }
    }
}

#[cfg(test)]
mod tests;
