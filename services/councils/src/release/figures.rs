//! The closed catalogue of a release: which figures there are, and how they are made safe together.
//!
//! Each figure is part of one [`Tree`] alone: England, what came of it, region, council. Whole numbers of a region or a
//! council are sums of figures shown.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use crate::council::{Council, GssCode};
use crate::disclosure::SmallNumber::{self, Hidden, Shown};
use crate::disclosure::tree::{Place, Tree};
use crate::disclosure::{alone, percent, sum_of_shown};
use crate::framework::figures::ControlChange;

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

/// The figures of one place: lists are in the order of `Kind`, [`Outcome`], "better, same, worse" and `Step`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row<T> {
    /// Requests asked in the quarter, by kind and what came of them.
    pub requests: [[T; 4]; 3],
    /// People who answered in the quarter, by how that stands beside their first answer.
    pub control: [T; 3],
    /// Steps that ended in the quarter.
    pub waits: [T; 11],
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
    /// By the code of the need: all requests, and those nobody local could help with.
    pub needs: BTreeMap<String, [u32; 2]>,
}

/// The figures of every place, by its code.
pub type Places = BTreeMap<String, Figures>;

impl<T> Row<T> {
    /// The parts of each sum.
    fn series(&self) -> impl Iterator<Item = &[T]> {
        let waits = self.waits.iter().map(std::slice::from_ref);
        self.requests.iter().map(<[T; 4]>::as_slice).chain([self.control.as_slice()]).chain(waits)
    }

    fn series_mut(&mut self) -> impl Iterator<Item = &mut [T]> {
        let waits = self.waits.iter_mut().map(std::slice::from_mut);
        let requests = self.requests.iter_mut().map(<[T; 4]>::as_mut_slice);
        requests.chain([self.control.as_mut_slice()]).chain(waits)
    }
}

impl Figures {
    fn hidden() -> Self {
        let row = Row { requests: [[Hidden; 4]; 3], control: [Hidden; 3], waits: [Hidden; 11] };
        Self {
            row,
            asked: [Hidden; 3],
            answered: Hidden,
            days: [Days::default(); 11],
            needs: BTreeMap::new(),
        }
    }

    /// The sum of one series, where it is shown.
    fn whole(&self, series: usize) -> SmallNumber {
        match (self.asked.get(series), series.checked_sub(4)) {
            (Some(asked), _) => *asked,
            (None, None) => self.answered,
            (None, Some(step)) => self.row.waits.get(step).copied().unwrap_or(Hidden),
        }
    }

    fn set_whole(&mut self, series: usize, figure: SmallNumber) {
        match self.asked.get_mut(series) {
            Some(asked) => *asked = figure,
            None if series == 3 => self.answered = figure,
            None => {}
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
        finish(code, figures, counted.days.get(code));
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
fn finish(code: &str, figures: &mut Figures, days: Option<&[Days; 11]>) {
    if code != ENGLAND {
        figures.asked = figures.row.requests.map(|parts| sum_of_shown(&parts));
        figures.answered = sum_of_shown(&figures.row.control);
    }
    if let Some(days) = days {
        for ((told, exact), count) in figures.days.iter_mut().zip(days).zip(figures.row.waits) {
            *told = exact.beside(count);
        }
    }
}

#[cfg(test)]
mod tests;
