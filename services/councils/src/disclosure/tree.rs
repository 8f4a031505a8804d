//! Figures that add up, level by level (council, region, England), made safe as a whole and over time.
//!
//! Why a tree: in a table with totals in two directions each hidden number stands in two sums, and no simple rule
//! keeps it hidden. Here each record is counted in one tree of one quarter, and each figure is part of one sum alone.
//! Totals in another direction may only be made from the figures shown. They then tell nothing new.
//! What the sums give away can be worked out exactly for a tree, by going up and down once; so it is, and more is
//! hidden until nothing is given away. The method is complementary suppression, as the handbook on disclosure
//! control of the European Statistical System describes it, with rounding.
//!
//! Promise: whoever has every release and its revisions in hand, and knows each hidden figure at the foot of a tree
//! that is small to be small, can still not rule out any number from 1 to 7 for it. Quarters count different records,
//! so they say nothing about each other; standing and running totals are not made.

use super::SmallNumber::{self, Hidden, Shown};
use super::{LARGEST_HIDDEN, alone, bounds};

/// A place in a [`Tree`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Place(usize);

/// Counts of one kind of record in one quarter: each is the sum of those under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree {
    /// Above comes before below.
    nodes: Vec<Node>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Node {
    above: Option<usize>,
    count: u32,
    foot: bool,
}

/// The least and the most a count can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Range {
    least: i64,
    most: i64,
}

/// More than any count, and far from overflowing when many are added.
const ANY: i64 = 1 << 40;

impl Default for Tree {
    fn default() -> Self {
        Self { nodes: vec![Node { above: None, count: 0, foot: true }] }
    }
}

impl Tree {
    /// Where the sum of all stands.
    pub const TOP: Place = Place(0);

    /// Adds a part of the sum at `above`, which must be a place of this tree.
    pub fn add(&mut self, above: Place) -> Place {
        if let Some(node) = self.nodes.get_mut(above.0) {
            node.foot = false;
        }
        self.nodes.push(Node { above: Some(above.0), count: 0, foot: true });
        Place(self.nodes.len() - 1)
    }

    /// Counts `more` at `place` and in every sum above it. Only what has no parts may be counted at.
    pub fn count(&mut self, place: Place, more: u32) {
        let mut next = Some(place.0);
        while let Some(node) = next.and_then(|index| self.nodes.get_mut(index)) {
            node.count = node.count.saturating_add(more);
            next = node.above;
        }
    }

    /// The figures anyone may see, in the order the places were added.
    pub fn figures(&self) -> Vec<SmallNumber> {
        self.settle(self.alone())
    }

    /// The sum each place is part of, in the order the places were added: what a reader of a table can see.
    pub fn sums(&self) -> Vec<Option<usize>> {
        self.nodes.iter().map(|node| node.above).collect()
    }

    /// The figures of a revision of `earlier` ones, of a tree of the same shape.
    ///
    /// What was hidden stays hidden. Where anything is hidden, a figure that changed is hidden too, with every sum above
    /// it: both releases stay readable, and the difference of two sums would be about what changed alone.
    pub fn revised(&self, earlier: &[SmallNumber]) -> Vec<SmallNumber> {
        let settled = self.figures();
        if !earlier.contains(&Hidden) && !settled.contains(&Hidden) {
            return settled;
        }
        let mut kept = self.alone();
        for (index, now) in kept.iter_mut().enumerate() {
            if earlier.get(index) != Some(now) {
                *now = Hidden;
            }
        }
        for (index, node) in self.nodes.iter().enumerate().rev() {
            let came_to_be_hidden = kept[index] == Hidden && earlier.get(index) != Some(&Hidden);
            if let Some(above) = node.above.filter(|_| came_to_be_hidden) {
                kept[above] = Hidden;
            }
        }
        self.settle(kept)
    }

    /// Each figure for itself. A sum of hidden parts alone is hidden as long as one of them may be 7 and the others 1:
    /// else "the sum is hidden, so it is small" would say that all its parts are 1.
    fn alone(&self) -> Vec<SmallNumber> {
        let mut figures: Vec<SmallNumber> = self.nodes.iter().map(|node| alone(node.count)).collect();
        let mut hidden_parts = vec![0_u32; self.nodes.len()];
        let mut all_hidden = vec![true; self.nodes.len()];
        for (index, node) in self.nodes.iter().enumerate().rev() {
            let small = node.count < hidden_parts[index].saturating_add(LARGEST_HIDDEN);
            if !node.foot && hidden_parts[index] > 0 && all_hidden[index] && small {
                figures[index] = Hidden;
            }
            if let Some(above) = node.above {
                match figures[index] {
                    Hidden => hidden_parts[above] += 1,
                    Shown(0) => {}
                    Shown(_) => all_hidden[above] = false,
                }
            }
        }
        figures
    }

    /// Hides more, one figure of each sum that gives something away at a time, until none does.
    ///
    /// It ends: each round hides a figure, and once all are hidden nothing is known but "1 or more".
    fn settle(&self, mut figures: Vec<SmallNumber>) -> Vec<SmallNumber> {
        loop {
            let given_away = self.given_away(&figures);
            let mut hidden = false;
            for index in given_away {
                if let Some(next) = self.next_to_hide(index, &figures) {
                    figures[next] = Hidden;
                    hidden = true;
                }
            }
            if !hidden {
                return figures;
            }
        }
    }

    /// The sums in which a hidden small count could be told more closely than "1 to 7".
    fn given_away(&self, figures: &[SmallNumber]) -> Vec<usize> {
        let ranges = self.ranges(figures);
        let mut sums: Vec<usize> = (self.nodes.iter().zip(figures).zip(&ranges))
            .filter(|((node, figure), _)| node.foot && **figure == Hidden && node.count <= LARGEST_HIDDEN)
            .filter(|(_, range)| range.least > 1 || range.most < i64::from(LARGEST_HIDDEN))
            .filter_map(|((node, _), _)| node.above)
            .collect();
        sums.dedup();
        sums
    }

    /// The smallest figure shown among the parts of a sum, else the nearest figure shown above them.
    fn next_to_hide(&self, sum: usize, figures: &[SmallNumber]) -> Option<usize> {
        let parts =
            self.nodes.iter().zip(figures).enumerate().filter_map(|(index, (node, figure))| match figure {
                Shown(number) if *number > 0 && node.above == Some(sum) => Some((*number, index)),
                _ => None,
            });
        let above = std::iter::successors(Some(sum), |index| self.nodes[*index].above);
        parts
            .min()
            .map(|(_, index)| index)
            .or_else(|| above.into_iter().find(|index| figures[*index] != Hidden))
    }

    /// What anyone can work out about each count: exact, because each count is part of one sum only.
    fn ranges(&self, figures: &[SmallNumber]) -> Vec<Range> {
        let mut ranges: Vec<Range> =
            self.nodes.iter().zip(figures).map(|(node, figure)| node.said_by(*figure)).collect();
        let none = Range { least: 0, most: 0 };
        let mut sums = vec![none; self.nodes.len()];
        for (index, node) in self.nodes.iter().enumerate().rev() {
            if !node.foot {
                ranges[index] = ranges[index].and(sums[index]);
            }
            if let Some(above) = node.above {
                sums[above] = sums[above].plus(ranges[index]);
            }
        }
        for (index, node) in self.nodes.iter().enumerate() {
            if let Some(above) = node.above {
                let (whole, parts, own) = (ranges[above], sums[above], ranges[index]);
                let left = Range {
                    least: whole.least - (parts.most - own.most),
                    most: whole.most - (parts.least - own.least),
                };
                ranges[index] = own.and(left);
            }
        }
        ranges
    }
}

impl Node {
    /// What a figure says by itself. Of a hidden one at the foot that is small, even that it is small is taken as known.
    fn said_by(&self, figure: SmallNumber) -> Range {
        match figure {
            Shown(_) => {
                let (least, most) = bounds(figure);
                Range { least: least.into(), most: most.into() }
            }
            Hidden if self.foot && (1..=LARGEST_HIDDEN).contains(&self.count) => {
                Range { least: 1, most: LARGEST_HIDDEN.into() }
            }
            Hidden => Range { least: 0, most: ANY },
        }
    }
}

impl Range {
    fn and(self, other: Self) -> Self {
        Self { least: self.least.max(other.least), most: self.most.min(other.most) }
    }

    fn plus(self, other: Self) -> Self {
        Self { least: self.least + other.least, most: self.most + other.most }
    }
}

#[cfg(test)]
mod tests;
