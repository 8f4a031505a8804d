//! Ways of bringing people and openings together.

mod balance;
mod best_fit;
mod exposure;
mod greedy;
mod hindsight;
mod menu;
mod ours;
mod prices;

use std::fmt;

use rounds::certificate::Doubt;
use rounds::fair_order::Unfit;
use rounds::instance::Invalid;

use crate::world::World;
use crate::year::{Ask, Desk, Outcome, run};

pub use hindsight::hindsight;

/// The ways that are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// In order of arrival each person is sent to the best fit that has an opening.
    Greedy,
    /// Each person picks from their best fits, full or not, and waits their turn.
    BestFit,
    /// Ours, with rounds in fair order.
    FairOrder,
    /// Ours, but without evening out between groups.
    Uneven,
    /// Ours.
    Ours,
    /// Ours not evened, on menus without end of what people and organisations are known to say yes to: what answers that nobody
    /// can know beforehand cost. It still does not know who will ask, nor when openings come.
    Knowing,
    /// Ours, without being told when people stop asking.
    Untold,
}

/// Why a year could not be worked out. No scenario that was read leads here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failed {
    /// A round was no instance.
    Invalid(Invalid),
    /// A round in fair order was none.
    Unfit(Unfit),
    /// A round did not prove itself.
    Doubt(Doubt),
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(invalid) => write!(f, "a round is too large: {invalid}"),
            Self::Unfit(_) => write!(f, "a round in fair order is too large"),
            Self::Doubt(doubt) => write!(f, "a round does not prove itself: {doubt}"),
        }
    }
}

impl std::error::Error for Failed {}

impl From<Invalid> for Failed {
    fn from(invalid: Invalid) -> Self {
        Self::Invalid(invalid)
    }
}

impl From<Unfit> for Failed {
    fn from(unfit: Unfit) -> Self {
        Self::Unfit(unfit)
    }
}

impl From<Doubt> for Failed {
    fn from(doubt: Doubt) -> Self {
        Self::Doubt(doubt)
    }
}

/// A way at work: what it remembers from week to week.
pub(crate) trait Works {
    /// How many rounds a week has. Whoever heard a no in one can ask again in the next.
    fn rounds(&self) -> usize {
        1
    }

    /// Who asks whom this week; never more than there are openings.
    fn asks_of(&mut self, desk: &mut Desk<'_>) -> Result<Vec<Ask>, Failed>;
}

/// Runs the year under one way.
///
/// # Errors
/// [`Failed`], which no scenario that was read leads to.
pub fn year(world: &World, way: Way) -> Result<Outcome, Failed> {
    year_with(world, way, |_| false)
}

/// The same where some people's requests are there twice.
pub(crate) fn year_with(world: &World, way: Way, twice: impl Fn(usize) -> bool) -> Result<Outcome, Failed> {
    match way {
        Way::Greedy => run(world, &mut greedy::Greedy, twice),
        Way::BestFit => run(world, &mut best_fit::BestFit::default(), twice),
        Way::FairOrder | Way::Uneven | Way::Ours | Way::Knowing | Way::Untold => {
            run(world, &mut ours::Ours::new(world, way), twice)
        }
    }
}
