//! Every candidate under one set of wishes and limits: which rules leave it out, and what it scores.

use std::cmp::Reverse;

use uuid::Uuid;

use super::candidate::{Asking, Candidate};
use super::fit::{self, Scores};
use super::order::{self, MOST_OPTIONS, Sorts, Standing};
use super::rule::Rules;
use crate::wants::FACTORS;

/// All candidates, in the order they came in.
pub struct Board {
    rows: Vec<Row>,
    /// Whether those that score nearly the same are told apart by something else.
    near_ties: bool,
}

/// One candidate.
#[derive(Clone, Copy)]
struct Row {
    rules: Rules,
    scores: Scores,
    draw: u64,
    id: Uuid,
    price: u32,
    shown: u32,
    sorts: Sorts,
}

/// Where a candidate stands: the highest score first, equal scores by the draw.
type Place = (Reverse<u32>, u64, Uuid);

impl Board {
    /// Asks every rule and every factor of every candidate.
    pub fn of(asking: &Asking<'_>, candidates: &[Candidate<'_>]) -> Self {
        let rows = candidates.iter().map(|candidate| Row::of(asking, candidate));
        Self { rows: rows.collect(), near_ties: asking.asker.edition.near_ties }
    }

    /// Some of the candidates, as they stand.
    pub fn only(&self, which: &[usize]) -> Self {
        Self { rows: which.iter().map(|which| self.rows[*which]).collect(), near_ties: self.near_ties }
    }

    /// Some of the candidates, under other wishes and limits.
    pub fn again(asking: &Asking<'_>, candidates: &[Candidate<'_>], which: &[usize]) -> Self {
        let rows = which.iter().map(|which| Row::of(asking, &candidates[*which]));
        Self { rows: rows.collect(), near_ties: asking.asker.edition.near_ties }
    }

    /// The rules that leave a candidate out.
    pub fn rules(&self, which: usize) -> Rules {
        self.rows[which].rules
    }

    /// How many candidates no rule leaves out.
    pub fn fitting(&self) -> usize {
        self.rows.iter().filter(|row| row.rules.is_empty()).count()
    }

    /// What a candidate scores.
    pub fn score(&self, weights: &[u32; FACTORS], which: usize) -> u32 {
        fit::total(weights, &self.rows[which].scores)
    }

    /// The options in order, and everyone else, best first: the others with fewest rules against them first.
    pub fn parted(&self, weights: &[u32; FACTORS]) -> (Vec<usize>, Vec<usize>) {
        let options = if self.near_ties {
            order::options(&order::ordered(self.standings(weights).collect(), order::nearly(weights)))
        } else {
            let mut fitting: Vec<usize> = self.standings(weights).map(|standing| standing.which).collect();
            fitting.sort_by_cached_key(|which| self.place(weights, *which));
            fitting.truncate(MOST_OPTIONS);
            fitting
        };
        let mut others: Vec<usize> = (0..self.rows.len()).filter(|which| !options.contains(which)).collect();
        // Who fits and is no option has one thing against it: the options fit better.
        others.sort_by_cached_key(|which| (self.rules(*which).len().max(1), self.place(weights, *which)));
        (options, others)
    }

    /// Whether a candidate would be an option with these weights.
    pub fn is_option(&self, weights: &[u32; FACTORS], which: usize) -> bool {
        if !self.rules(which).is_empty() {
            return false;
        }
        if self.near_ties {
            let mine = self.standing(weights, which);
            return order::is_option(self.standings(weights), &mine, order::nearly(weights));
        }
        let place = self.place(weights, which);
        let ahead = |other: &usize| self.rules(*other).is_empty() && self.place(weights, *other) < place;
        (0..self.rows.len()).filter(ahead).take(MOST_OPTIONS).count() < MOST_OPTIONS
    }

    fn place(&self, weights: &[u32; FACTORS], which: usize) -> Place {
        let row = &self.rows[which];
        (Reverse(self.score(weights, which)), row.draw, row.id)
    }

    fn standings<'a>(&'a self, weights: &'a [u32; FACTORS]) -> impl Iterator<Item = Standing> + Clone + 'a {
        let fitting = (0..self.rows.len()).filter(|which| self.rules(*which).is_empty());
        fitting.map(|which| self.standing(weights, which))
    }

    fn standing(&self, weights: &[u32; FACTORS], which: usize) -> Standing {
        let row = &self.rows[which];
        Standing {
            which,
            score: self.score(weights, which),
            price: row.price,
            shown: row.shown,
            draw: row.draw,
            id: row.id,
            sorts: row.sorts,
        }
    }
}

impl Row {
    fn of(asking: &Asking<'_>, candidate: &Candidate<'_>) -> Self {
        Self {
            rules: Rules::broken(asking, candidate),
            scores: fit::scores(asking, candidate),
            draw: candidate.draw,
            id: candidate.offering.id,
            price: candidate.price,
            shown: candidate.shown,
            sorts: candidate.sorts,
        }
    }
}
