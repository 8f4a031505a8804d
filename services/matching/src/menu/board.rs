//! Every candidate under one set of wishes and limits: which rules leave it out, and what it scores.

use std::cmp::Reverse;

use uuid::Uuid;

use super::candidate::{Asker, Candidate};
use super::fit::{self, Scores};
use super::rule::Rules;
use crate::wants::{FACTORS, Wants};

/// The most options a menu shows.
pub const MOST_OPTIONS: usize = 8;

/// All candidates, in the order they came in.
pub struct Board {
    rows: Vec<Row>,
}

/// One candidate.
struct Row {
    rules: Rules,
    scores: Scores,
    draw: u64,
    id: Uuid,
}

/// Where a candidate stands: the highest score first, equal scores by the draw.
type Place = (Reverse<u32>, u64, Uuid);

impl Board {
    /// Asks every rule and every factor of every candidate.
    pub fn of(wants: &Wants, asker: &Asker<'_>, candidates: &[Candidate<'_>]) -> Self {
        let row = |candidate: &Candidate<'_>| Row {
            rules: Rules::broken(wants, asker, candidate),
            scores: fit::scores(wants, asker, candidate),
            draw: candidate.draw,
            id: candidate.offering.id,
        };
        Self { rows: candidates.iter().map(row).collect() }
    }

    /// The rules that leave a candidate out.
    pub fn rules(&self, which: usize) -> Rules {
        self.rows[which].rules
    }

    /// What a candidate scores.
    pub fn score(&self, weights: &[u32; FACTORS], which: usize) -> u32 {
        fit::total(weights, &self.rows[which].scores)
    }

    /// Everyone no rule leaves out and everyone else, each best first: the others with fewest rules against them first.
    pub fn parted(&self, weights: &[u32; FACTORS]) -> (Vec<usize>, Vec<usize>) {
        let (mut fitting, mut others): (Vec<usize>, Vec<usize>) =
            (0..self.rows.len()).partition(|which| self.rules(*which).is_empty());
        fitting.sort_by_cached_key(|which| self.place(weights, *which));
        // Who fits and is no option has one thing against it: the options fit better.
        others.extend(fitting.iter().skip(MOST_OPTIONS));
        fitting.truncate(MOST_OPTIONS);
        others.sort_by_cached_key(|which| (self.rules(*which).len().max(1), self.place(weights, *which)));
        (fitting, others)
    }

    /// Whether a candidate would be an option with these weights.
    pub fn is_option(&self, weights: &[u32; FACTORS], which: usize) -> bool {
        if !self.rules(which).is_empty() {
            return false;
        }
        let place = self.place(weights, which);
        let ahead = |other: &usize| self.rules(*other).is_empty() && self.place(weights, *other) < place;
        (0..self.rows.len()).filter(ahead).take(MOST_OPTIONS).count() < MOST_OPTIONS
    }

    fn place(&self, weights: &[u32; FACTORS], which: usize) -> Place {
        let row = &self.rows[which];
        (Reverse(self.score(weights, which)), row.draw, row.id)
    }
}
