//! What a simulation says: for each question a sentence, a table and bars, all from the same figures.

mod sections;
mod text;

use std::panic::resume_unwind;
use std::thread;

use crate::gaming::{self, Game};
use crate::measure::Measures;
use crate::policy::{Failed, Way, hindsight, year};
use crate::scenario::Scenario;
use crate::world::World;

pub use text::text;

/// The ways that are compared, as reports call them, in their order.
pub const WAYS: [(Way, &str); 5] = [
    (Way::Greedy, "arrival order"),
    (Way::BestFit, "best fit only"),
    (Way::FairOrder, "ours, fair order"),
    (Way::Uneven, "ours, not evened"),
    (Way::Ours, "ours"),
];

/// Every year that was run, measured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Results {
    /// What it was run on.
    pub scenario: Scenario,
    /// With which seed.
    pub seed: u64,
    /// The best there could have been.
    pub hindsight: Measures,
    /// What ours could have reached, had it known every answer, though not who would ask.
    pub knowing: Measures,
    /// What ours reaches where it is not told when people stop asking.
    pub untold: Measures,
    /// Each of [`WAYS`].
    pub ways: [Measures; WAYS.len()],
    /// What narrowing brings under ours.
    pub narrowing: Game,
    /// What asking twice brings under ours.
    pub repeating: Game,
}

/// One question and its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// What links to it are called.
    pub id: &'static str,
    /// The question.
    pub title: &'static str,
    /// The answer in words.
    pub sentence: String,
    /// The columns, that of the rows' names first.
    pub head: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
    /// What the bars are of.
    pub of_bars: &'static str,
    /// The bars.
    pub bars: Vec<Bar>,
}

/// One bar of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// What it is of.
    pub label: String,
    /// Its value in words.
    pub said: String,
    /// How long it is, in thousandths of the longest there can be.
    pub thousandths: u64,
}

impl Results {
    /// Runs every way on a scenario.
    ///
    /// # Errors
    /// [`Failed`], which no scenario that was read leads to.
    pub fn of(scenario: &Scenario, seed: u64) -> Result<Self, Failed> {
        let world = World::new(scenario, seed);
        let measured = |way| Ok::<_, Failed>(Measures::of(&world, &year(&world, way)?));
        // Two halves at once, for patience; neither knows of the other.
        let (compared, played) = thread::scope(|scope| {
            let compared = scope.spawn(|| {
                let best = Measures::of(&world, &hindsight(&world)?);
                let (greedy, best_fit) = (measured(Way::Greedy)?, measured(Way::BestFit)?);
                let others = [greedy, best_fit, measured(Way::FairOrder)?, measured(Way::Uneven)?];
                Ok::<_, Failed>((best, measured(Way::Knowing)?, others))
            });
            let played = || {
                let ours = year(&world, Way::Ours)?;
                let (narrowing, repeating) =
                    (gaming::narrowing(&world, &ours)?, gaming::repeating(&world, &ours)?);
                let untold = measured(Way::Untold)?;
                Ok::<_, Failed>((Measures::of(&world, &ours), narrowing, repeating, untold))
            };
            let played = played();
            (compared.join().unwrap_or_else(|panic| resume_unwind(panic)), played)
        });
        let ((best, knowing, others), (ours, narrowing, repeating, untold)) = (compared?, played?);
        let [greedy, best_fit, fair_order, uneven] = others;
        Ok(Self {
            scenario: scenario.clone(),
            seed,
            hindsight: best,
            knowing,
            untold,
            ways: [greedy, best_fit, fair_order, uneven, ours],
            narrowing,
            repeating,
        })
    }

    /// One way's year.
    pub fn way(&self, way: Way) -> &Measures {
        let at = WAYS.iter().position(|(other, _)| *other == way).unwrap_or_default();
        &self.ways[at]
    }

    /// How much of the fit of the hindsight optimum a way reaches, in hundredths of a per cent.
    pub fn of_best(&self, measures: &Measures) -> u64 {
        10_000 * measures.total / self.hindsight.total.max(1)
    }

    /// Everything there is to say.
    pub fn sections(&self) -> Vec<Section> {
        sections::all(self)
    }
}
