//! I8: whoever has every release of eight quarters in hand, one of them revised, recovers no small count by linear
//! programming. The naive rule, attacked in the same way, gives counts away.

use councils::disclosure::SmallNumber::{self, Hidden, Shown};
use councils::disclosure::alone;
use councils::disclosure::tree::Tree;
use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};
use proptest::prelude::*;

const QUARTERS: u64 = 8;
/// Councils in each region of England.
const ENGLAND: [usize; 9] = [12, 24, 15, 10, 14, 11, 33, 19, 15];
const TOLERANCE: f64 = 1e-6;

/// One tree and all that was ever released of it: figures, and whose counts the attacker knows to be unchanged.
struct Released {
    sums: Vec<Option<usize>>,
    counts: Vec<Vec<u32>>,
    figures: Vec<Vec<SmallNumber>>,
    /// Whether sums were let out as they are, as no rule should.
    exact_sums: bool,
}

/// What anyone reads in a figure. Of a small one at the foot, even that it is small is given to the attacker.
fn said(figure: SmallNumber, small_foot: bool) -> (f64, f64) {
    match figure {
        Shown(0) => (0.0, 0.0),
        Shown(number) => (f64::from((number - 2).max(8)), f64::from(number + 2)),
        Hidden if small_foot => (1.0, 7.0),
        Hidden => (0.0, f64::INFINITY),
    }
}

impl Released {
    fn is_foot(&self, index: usize) -> bool {
        !self.sums.contains(&Some(index))
    }

    /// Every sum of every release, and for the feet that did not change, that they are the same in both.
    fn problem(&self, direction: OptimizationDirection, wanted: (usize, usize)) -> f64 {
        let mut problem = Problem::new(direction);
        let mut all: Vec<Vec<Variable>> = Vec::new();
        for (release, (counts, figures)) in self.counts.iter().zip(&self.figures).enumerate() {
            let variables: Vec<Variable> = (0..counts.len())
                .map(|index| {
                    let small = self.is_foot(index) && (1..=7).contains(&counts[index]);
                    let goal = if (release, index) == wanted { 1.0 } else { 0.0 };
                    let exact = self.exact_sums && !self.is_foot(index);
                    let count = f64::from(counts[index]);
                    problem.add_var(goal, if exact { (count, count) } else { said(figures[index], small) })
                })
                .collect();
            for sum in (0..counts.len()).filter(|index| !self.is_foot(*index)) {
                let parts = (0..counts.len()).filter(|index| self.sums[*index] == Some(sum));
                let terms = parts.map(|index| (variables[index], 1.0)).chain([(variables[sum], -1.0)]);
                problem.add_constraint(terms.collect::<Vec<_>>(), ComparisonOp::Eq, 0.0);
            }
            all.push(variables);
        }
        for release in 1..all.len() {
            for index in (0..self.sums.len()).filter(|index| self.is_foot(*index)) {
                if self.counts[release][index] == self.counts[0][index] {
                    let same = [(all[release][index], 1.0), (all[0][index], -1.0)];
                    problem.add_constraint(same, ComparisonOp::Eq, 0.0);
                }
            }
        }
        match problem.solve() {
            Ok(outcome) => outcome.into_solution().expect("no limit was set").objective(),
            Err(microlp::Error::Unbounded) => f64::INFINITY,
            Err(error) => panic!("the true counts are a solution: {error}"),
        }
    }

    /// The least and the most each hidden small count can be, of every `step`th.
    fn attack(&self, step: usize) -> Vec<(bool, f64, f64)> {
        let hidden =
            self.counts.iter().zip(&self.figures).enumerate().flat_map(|(release, (counts, figures))| {
                (0..counts.len())
                    .filter(|index| figures[*index] == Hidden && (1..=7).contains(&counts[*index]))
                    .map(move |index| (release, index))
            });
        hidden
            .step_by(step)
            .map(|wanted| {
                let least = self.problem(OptimizationDirection::Minimize, wanted);
                let most = self.problem(OptimizationDirection::Maximize, wanted);
                (self.is_foot(wanted.1), least, most)
            })
            .collect()
    }
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from((self.0 >> 33) % u64::from(end)).unwrap()
    }

    /// Mostly small counts, some none, some large.
    fn count(&mut self) -> u32 {
        match self.below(10) {
            0..=2 => 0,
            3..=6 => 1 + self.below(7),
            7 | 8 => 8 + self.below(12),
            _ => self.below(80),
        }
    }

    fn counts(&mut self, shape: &[usize]) -> Vec<Vec<u32>> {
        shape.iter().map(|feet| (0..*feet).map(|_| self.count()).collect()).collect()
    }
}

/// A tree, and the counts at its places.
fn grown(counts: &[Vec<u32>]) -> (Tree, Vec<u32>) {
    let mut tree = Tree::default();
    let mut at = vec![counts.iter().flatten().sum()];
    for region in counts {
        let above = tree.add(Tree::TOP);
        at.push(region.iter().sum());
        for count in region {
            let place = tree.add(above);
            tree.count(place, *count);
            at.push(*count);
        }
    }
    (tree, at)
}

/// A quarter as released by the rule; revised too, when asked.
fn quarter(dice: &mut Dice, shape: &[usize], revised: bool) -> Released {
    let mut counts = dice.counts(shape);
    let (tree, at) = grown(&counts);
    let figures = vec![tree.figures()];
    let mut released = Released { sums: tree.sums(), counts: vec![at], figures, exact_sums: false };
    if revised {
        for _ in 0..3 {
            let region = usize::try_from(dice.below(u32::try_from(shape.len()).unwrap())).unwrap();
            let foot = usize::try_from(dice.below(u32::try_from(shape[region]).unwrap())).unwrap();
            counts[region][foot] = dice.count();
        }
        let (tree, at) = grown(&counts);
        released.figures.push(tree.revised(&released.figures[0]));
        released.counts.push(at);
    }
    released
}

/// At the foot all of 1 to 7 stay possible; of a small sum, more than one number.
fn keeps_its_promise((foot, least, most): (bool, f64, f64)) -> bool {
    if foot { least <= 1.0 + TOLERANCE && most >= 7.0 - TOLERANCE } else { most - least >= 1.0 - TOLERANCE }
}

#[test]
fn nobody_with_eight_quarters_and_a_revision_recovers_a_small_count() {
    let mut dice = Dice(8);
    let (mut attacked, mut shown) = (0, 0);
    for _ in 0..30 {
        let shape: Vec<usize> =
            (0..=dice.below(3)).map(|_| usize::try_from(1 + dice.below(5)).unwrap()).collect();
        for number in 0..QUARTERS {
            let released = quarter(&mut dice, &shape, number % 4 == 2);
            shown += released.figures.iter().flatten().filter(|figure| matches!(figure, Shown(1..))).count();
            for found in released.attack(1) {
                assert!(
                    keeps_its_promise(found),
                    "{found:?} in {:?} of {:?}",
                    released.figures,
                    released.counts
                );
                attacked += 1;
            }
        }
    }
    assert!(attacked > 500 && shown > 500, "{attacked} attacked, {shown} shown: this proves little");
}

#[test]
fn nobody_recovers_a_small_count_of_a_council_of_england() {
    let mut dice = Dice(153);
    for number in 0..QUARTERS {
        let released = quarter(&mut dice, &ENGLAND, number == 5);
        assert!(matches!(released.figures[0][0], Shown(1..)), "England as a whole is shown");
        let found = released.attack(25);
        assert!(!found.is_empty() && found.into_iter().all(keeps_its_promise));
    }
}

/// What the same attacker makes of counts hidden and rounded one by one, beside all their sums.
fn attack_naive(exact_sums: bool) -> Vec<(bool, f64, f64)> {
    let mut dice = Dice(8);
    let attack = |_| {
        let (tree, counts) = grown(&dice.counts(&[3, 2, 4]));
        let figures = vec![counts.iter().copied().map(alone).collect()];
        Released { sums: tree.sums(), counts: vec![counts], figures, exact_sums }.attack(1)
    };
    (0..200).flat_map(attack).collect()
}

#[test]
fn the_naive_rule_gives_small_counts_away() {
    let broken =
        |found: &[(bool, f64, f64)]| found.iter().filter(|found| !keeps_its_promise(**found)).count();
    let rounded = attack_naive(false);
    assert!(broken(&rounded) > 20, "only {} of {}", broken(&rounded), rounded.len());
    let exact = attack_naive(true);
    let told = exact.iter().filter(|(foot, least, most)| *foot && most - least < TOLERANCE).count();
    assert!(told > 20, "only {told} of {} told exactly", exact.len());
}

#[test]
fn a_revision_that_forgets_the_first_release_gives_small_counts_away() {
    let mut dice = Dice(21);
    let mut told = 0;
    for _ in 0..200 {
        let mut released = quarter(&mut dice, &[4, 3], true);
        released.figures[1] = as_if_first(&released.counts[1], &[4, 3]);
        told += released.attack(1).into_iter().filter(|found| !keeps_its_promise(*found)).count();
    }
    assert!(told > 0, "the care taken over revisions would not be needed");
}

/// The figures of counts, as if nothing had been released of them before.
fn as_if_first(at: &[u32], shape: &[usize]) -> Vec<SmallNumber> {
    let mut rest = at.iter().skip(1);
    let counts: Vec<Vec<u32>> = shape
        .iter()
        .map(|feet| {
            rest.next();
            rest.by_ref().take(*feet).copied().collect()
        })
        .collect();
    grown(&counts).0.figures()
}

proptest! {
    #[test]
    fn no_small_count_is_shown_and_every_figure_is_near_what_it_stands_for(
        counts in prop::collection::vec(prop::collection::vec(0_u32..60, 1..8), 1..6)
    ) {
        let (tree, at) = grown(&counts);
        let figures = tree.figures();
        prop_assert_eq!(&tree.figures(), &figures);
        prop_assert_eq!(&tree.revised(&figures), &figures);
        for (count, figure) in at.iter().zip(&figures) {
            match figure {
                Shown(0) => prop_assert_eq!(*count, 0),
                Shown(number) => prop_assert!(*count > 7 && number % 5 == 0 && number.abs_diff(*count) <= 2),
                Hidden => prop_assert!(*count > 0),
            }
        }
    }
}
